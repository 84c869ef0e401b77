"""Many articles on this machine: throughput, overhead, memory, and what a second run costs.

Articles are generated with a seed. What is compared is run in turn in one
run, with the cache of speech off.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobrief.batch.events import Kind
from audiobrief.batch.items import Item, ReadTask
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.run import Run
from audiobrief.batch.sources import read_sources
from audiobrief.batch.start import Tally, open_workers, start_run
from audiobrief.batch.workers import Workers
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.lame import encode_frames
from audiobrief.episode.reader import read_manuscript
from audiobrief.publish.versions import Version
from audiobrief.settings.tree import Settings, read_settings
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages

if TYPE_CHECKING:
    from hibari import Hibari

ARTICLES = int(os.environ.get("AUDIOBRIEF_BENCH_ARTICLES", "200"))
SLICES = 5
"""The articles are made in so many slices, each by all rivals in turn."""
PART = 0.3
"""Share of each slice that those make which take longest. What is compared is audio a second, and so a part of
the articles does."""
KBPS = FORMATS["mp3"].kbps
ALONE = "audiobrief, 1 worker"
BARE = "the voice and LAME alone, 2 processes"
"""hibari's own speech of the articles' scripts, and LAME at its fastest: no script, no levels, no
check, no page."""
SLOW = {ALONE}
UNCHANGED = 10_000
VERSIONS = 100_000
"""Versions in the ledger whose look-ups are timed, of `STORIES` stories."""
STORIES = 25_000
LISTED = (1_000, 100_000)
CORES = 2
_voice: Hibari | None = None
STARTS: dict[str, list[float]] = {}
"""Workers -> seconds that they took to start, each time."""
TARGETS = {
    "audio hours a minute, against the voice and LAME alone": "0.85 or more",
    "two workers against one": "1.85 or more",
    "overhead an article, ms": "under 5",
    "second run over 10,000 unchanged, ms each": "under 1",
    f"look-up in a ledger of {VERSIONS:,} versions, ms": "under 5",
    "parent's peak memory, 100,000 listed against 1,000": "1.3 or less",
    "Ray against the embedded pool": "0.85 or more",
}


def run() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_pages(folder / "pages", ARTICLES)
        rows = {
            **_compare(paths, folder),
            **_measure_overhead(folder),
            **_measure_ledger(folder),
            **_measure_memory(folder),
        }
    print(f"\n{'row':54} {'measured':>10}   to reach")
    for label, target in TARGETS.items():
        shown = f"{rows[label]:10.2f}" if label in rows else "   not run"
        print(f"{label:54} {shown}   {target}")


def _compare(paths: list[Path], folder: Path) -> dict[str, float]:
    """Audio seconds a wall second of each rival, over the same slices in turn."""
    rivals: dict[str, Callable[[list[Path], Path], float]] = {
        "audiobrief, 2 workers": lambda some, out: _batch(some, out, workers=CORES),
        ALONE: lambda some, out: _batch(some, out, workers=1),
        BARE: _bare,
    }
    # not imported: Ray reads then whether it has a token
    if find_spec("ray"):
        rivals["audiobrief, 2 workers on Ray"] = lambda some, out: _batch(
            some, out, workers=CORES, on="ray"
        )
    else:
        print("Ray is not installed: its row is not run")
    size = max(1, len(paths) // SLICES)
    speeds: dict[str, list[float]] = {name: [] for name in rivals}
    for start in range(0, len(paths), size):
        some = paths[start : start + size]
        for rival, make in rivals.items():
            out = folder / "made"
            share = some[: max(2, round(len(some) * PART))] if rival in SLOW else some
            speeds[rival].append(make(share, out))
            shutil.rmtree(out, ignore_errors=True)
    for rival, found in speeds.items():
        median = statistics.median(found)
        articles = f"the first {PART:.0%} of each slice" if rival in SLOW else "all articles"
        print(
            f"{rival:32} {median / 60:6.2f} audio hours a minute ({median:.0f} x real time), {articles}"
        )
    two = speeds["audiobrief, 2 workers"]

    for name, found in STARTS.items():
        print(f"starting {name}: {statistics.median(found):.1f} s, left out of all rows")

    def ratio(over: list[float], under: list[float]) -> float:
        return statistics.median(a / b for a, b in zip(over, under, strict=True))

    rows = {
        "audio hours a minute, against the voice and LAME alone": ratio(two, speeds[BARE]),
        "two workers against one": ratio(two, speeds[ALONE]),
    }
    if "audiobrief, 2 workers on Ray" in speeds:
        rows["Ray against the embedded pool"] = ratio(
            speeds["audiobrief, 2 workers on Ray"], two
        )
    return rows


def _batch(paths: list[Path], out: Path, *, workers: int, on: str = "pool") -> float:
    """Audio seconds made in a second, by workers that have started: see `_started`."""
    settings = read_settings(
        overrides={"cache.speech": False, "batch.workers": workers, "batch.on": on}
    )
    out.mkdir(parents=True)
    with (
        _started(settings, paths[0], out, workers) as pool,
        Journal(out / INTERNAL / FILE) as journal,
    ):
        tally = Tally()
        begun = time.perf_counter()
        for event in Run(read_sources(paths), journal, lambda: pool, settings, root=out):
            assert event.kind in {Kind.MADE, Kind.DUPLICATE}, event
            tally.add(event)
        return tally.duration_ms / 1000 / (time.perf_counter() - begun)


@contextlib.contextmanager
def _started(settings: Settings, page: Path, out: Path, wanted: int) -> Iterator[Workers]:
    """Workers that all have answered once: what starting costs is told, and not timed.

    Ray takes seconds to start; a run over a newsroom's output takes hours.
    """
    begun = time.perf_counter()
    pool = open_workers(settings, str(out))
    try:
        while pool.workers < wanted:
            pool.take(0.1)
        for _ in range(2 * wanted):
            pool.submit(ReadTask(Item("warm", "warm", path=str(page))))
        for _ in range(2 * wanted):
            pool.take()
        STARTS.setdefault(f"{wanted} on {settings.batch.on}", []).append(
            time.perf_counter() - begun
        )
        yield pool
    finally:
        pool.close()


def _bare(paths: list[Path], out: Path) -> float:
    """Audio seconds a wall second where the articles' scripts are spoken whole, and encoded."""
    del out
    texts = [
        "\n".join(segment.spoken for segment in read_manuscript(path).script.segments)
        for path in paths
    ]
    context = get_context("forkserver")
    with ProcessPoolExecutor(CORES, mp_context=context, initializer=_load_voice) as pool:
        list(pool.map(_speak_and_encode, ["Once, to begin with."] * 2 * CORES))
        begun = time.perf_counter()
        made = sum(pool.map(_speak_and_encode, texts))
        return made / (time.perf_counter() - begun)


def _load_voice() -> None:
    global _voice  # noqa: PLW0603 -- a pool hands its workers functions, and keeps nothing for them
    from hibari import Hibari

    _voice = Hibari()


def _speak_and_encode(text: str) -> float:
    """Seconds of sound that came of it."""
    assert _voice is not None
    samples = (np.clip(_voice(text, seed=0), -1, 1) * 32767).astype(np.int16)
    assert encode_frames([samples], _voice.sample_rate, KBPS)
    return len(samples) / float(_voice.sample_rate)


def _measure_overhead(folder: Path) -> dict[str, float]:
    """What a run costs beside its articles: the parent's processor time, and an unchanged list."""
    # short articles by the quickest engine: the parent's work does not depend on their length
    settings = read_settings(overrides={
        "voice.engine": "tone", "cache.speech": False, "sound.format": "wav",
        "sound.loudness": "off", "publish.waveform": False,
    })  # fmt: skip
    count = 300
    write_pages(folder / "short", count, words=100)
    before = time.process_time()
    with start_run([folder / "short"], str(folder / "out"), settings) as started:
        made = sum(event.kind is Kind.MADE for event in started)
    overhead = (time.process_time() - before) / made
    _multiply(folder / "short", folder / "out", UNCHANGED)
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        with start_run([folder / "short"], str(folder / "out"), settings) as started:
            skipped = sum(event.kind is Kind.SKIPPED for event in started)
        times.append((time.perf_counter() - begun) / UNCHANGED)
        assert skipped >= UNCHANGED, skipped
    return {
        "overhead an article, ms": overhead * 1000,
        "second run over 10,000 unchanged, ms each": min(times) * 1000,
    }


def _measure_ledger(folder: Path) -> dict[str, float]:
    """What it takes to look up the versions of one story among those of 25,000."""
    moment = datetime(2031, 3, 1, tzinfo=UTC)
    times = []
    with Journal(folder / "ledger.sqlite") as journal:
        for number in range(VERSIONS):
            version = Version(number // STORIES + 1, moment, "made again: the page changed")
            journal.keep_version(f"https://saltmere.example/{number % STORIES}", version)
        for number in range(0, STORIES, 97):
            begun = time.perf_counter()
            found = journal.versions_of(f"https://saltmere.example/{number}")
            times.append(time.perf_counter() - begun)
            assert len(found) == VERSIONS // STORIES
    return {
        f"look-up in a ledger of {VERSIONS:,} versions, ms": statistics.median(times) * 1000
    }


def _multiply(pages: Path, out: Path, count: int) -> None:
    """As if `count` articles had been made: pages and rows of their own, folders shared."""
    from audiobrief.batch.unchanged import mark_of

    with Journal(out / INTERNAL / FILE) as journal:
        rows = [row for row in journal.rows() if row.state == "made"]
        for number in range(count - len(rows)):
            row = rows[number % len(rows)]
            path = pages / f"more-{number:06d}.html"
            path.write_bytes(b"<p>")
            row.id = row.source = str(path)
            row.mark = mark_of(Item(row.id, row.id, path=row.id))
            journal.put(row)


MEMORY = """
import resource, sys
from audiobrief.batch.start import start_run
from audiobrief.settings.tree import read_settings
settings = read_settings(overrides={"voice.engine": "tone", "cache.speech": False})
with start_run([sys.argv[1]], sys.argv[2], settings) as started:
    failed = sum(event.kind.value == "failed" for event in started)
print(failed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def _measure_memory(folder: Path) -> dict[str, float]:
    """Peak memory of the parent over lists whose every article goes through a worker, and fails."""
    peaks = []
    for count in LISTED:
        listing = folder / f"list-{count}.jsonl"
        with listing.open("w", encoding="utf-8") as file:
            for number in range(count):
                file.write(f'{{"id": "{number}", "path": "nowhere/{number}.json"}}\n')
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, str(listing), str(folder / f"out-{count}")],
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        failed, peak = map(int, done.stdout.split())
        assert failed == count, done.stderr
        peaks.append(peak)
    print(
        f"parent's peak: {peaks[0] / 1024:.0f} MB over 1,000, {peaks[1] / 1024:.0f} MB over 100,000"
    )
    return {"parent's peak memory, 100,000 listed against 1,000": peaks[1] / peaks[0]}
