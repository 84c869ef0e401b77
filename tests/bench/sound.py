"""From a page to sound: wall time, processor time and memory against what they could be.

The plain recipe is the script that a user would write. The floor is what the
two programs cost that do the work: `espeak-ng` on the text that is spoken, and
`ffmpeg` from its samples to the same mp3. All in turn, medians of five.

Rows with "bound" have no target: they say how far others could go, since starting
Python and importing what reads and what makes an episode costs the same for any page.
"""

from __future__ import annotations

import compileall
import contextlib
import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.encoder.formats import FORMATS

SHARED = Path(
    os.environ.get("AUDIOBRIEF_SHARED") or Path(__file__).parents[2].parent / "shared"
)
SENTENCE = """<title>The ferry is back</title><body><article><h1>The ferry is back</h1>
<p>The ferry to the northern islands runs again from Monday, the council said.</p></article>"""
PACKAGE = Path(__file__).parents[2] / "audiobrief"
EXAMPLE = Path(__file__).parents[1] / "pages" / "wordpress-harbour" / "source.html"
PLAIN_RECIPE = Path(__file__).with_name("plain_recipe.py")
ROUNDS = 5
TIMES_LONGER = 10, 50
DEADLINE_S = 1800
RECIPE_DEADLINE_S = 300
RECIPE_TRIES = 3
AUDIOBRIEF = (sys.executable, "-m", "audiobrief")


@dataclass(frozen=True, slots=True)
class Run:
    """What one program cost, its children included."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    """Of the largest of its processes."""
    first_byte_s: float = 0.0


def time_program(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    hear: bool = False,
    deadline_s: float = DEADLINE_S,
) -> Run:
    """Run it to its end; with `hear`, note when the first byte comes on its standard output."""
    started = time.perf_counter()
    stdout = subprocess.PIPE if hear else subprocess.DEVNULL
    process = subprocess.Popen(
        command,
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
    )
    timer = threading.Timer(deadline_s, process.kill)
    timer.start()
    first = 0.0
    if process.stdout is not None:
        while chunk := os.read(process.stdout.fileno(), 1 << 16):
            first = first or (time.perf_counter() - started if chunk else 0.0)
        process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return Run(
        time.perf_counter() - started,
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        first,
    )


def compare(
    ours: Callable[[int], Run], theirs: Callable[[int], Run], what: str, rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """Medians of both, run in turn, and their ratio."""
    pairs = [(ours(number), theirs(number)) for number in range(rounds)]
    ours_median, theirs_median = (
        statistics.median(getattr(run, what) for run in runs)
        for runs in zip(*pairs, strict=True)
    )
    return ours_median, theirs_median, ours_median / theirs_median


class Bench:
    """The page, and a folder in which everything is made."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.caches = 0
        self.text = folder / "spoken.txt"
        self.sentence = folder / "sentence.html"
        self.sentence.write_text(SENTENCE, encoding="utf-8")
        script = json.loads(
            subprocess.run(
                [*AUDIOBRIEF, "script", "--json", str(page)], capture_output=True, check=True
            ).stdout
        )
        segments = script.get("script", script)["segments"]
        self.text.write_text("\n".join(part["spoken"] for part in segments), encoding="utf-8")

    def make(self, page: Path, *options: str, cache: str = "off", hear: bool = False) -> Run:
        # a folder for each page, since an episode that is made again takes its files' place
        target = "-" if hear else str(self.folder / "episodes" / page.stem)
        command = [*AUDIOBRIEF, "make", str(page), "-o", target, *options]
        return time_program(command, {"AUDIOBRIEF_CACHE": cache}, hear=hear)

    def settle(self, page: Path) -> Run:
        """The run of the median peak: those of one page differ by 5 MB."""
        runs = [self.make(page) for _ in range(ROUNDS)]
        return sorted(runs, key=lambda run: run.peak_mb)[ROUNDS // 2]

    def new_cache(self) -> str:
        self.caches += 1
        return str(self.folder / f"cache{self.caches}")

    def recipe(self, _: int) -> Run:
        target = str(self.folder / "plain.mp3")
        command = [sys.executable, "-W", "ignore", str(PLAIN_RECIPE), str(self.page), target]
        for _try in range(RECIPE_TRIES - 1):
            # pyttsx3 2.99 loses a file now and then, and the recipe waits for it for ever
            with contextlib.suppress(RuntimeError):
                return time_program(command, deadline_s=RECIPE_DEADLINE_S)
        return time_program(command, deadline_s=RECIPE_DEADLINE_S)

    def floor(self, _: int) -> Run:
        wave, target = str(self.folder / "floor.wav"), str(self.folder / "floor.mp3")
        mp3 = FORMATS["mp3"]
        spoken = time_program(["espeak-ng", "-v", "en-us", "-f", str(self.text), "-w", wave])
        encoded = time_program(
            [
                find_ffmpeg(),
                "-y",
                "-i",
                wave,
                "-c:a",
                *mp3.codec,
                "-b:a",
                f"{mp3.kbps}k",
                target,
            ]
        )
        return Run(spoken.wall_s + encoded.wall_s, spoken.cpu_s + encoded.cpu_s, 0.0)

    def make_longer(self, times: int) -> Path:
        """A page of the page's headline and its paragraphs, each that many times.

        Every paragraph is numbered, since one that repeats another is dropped.
        """
        told = subprocess.run(
            [*AUDIOBRIEF, "clean", "--json", str(self.page)], capture_output=True, check=True
        )
        article = json.loads(told.stdout)
        texts = [part["text"] for part in article["blocks"] if part["kind"] == "paragraph"]
        said = (
            f"<p>{number}. {html.escape(text)}</p>"
            for number, text in enumerate(texts * times, start=1)
        )
        title = html.escape(article["title"])
        path = self.folder / f"longer{times}.html"
        path.write_text(
            f"<title>{title}</title><body><article><h1>{title}</h1>{''.join(said)}</article>",
            encoding="utf-8",
        )
        return path

    def change_one(self, number: int) -> Path:
        """The page with one paragraph begun by another word."""
        source = self.page.read_text(encoding="utf-8")
        paragraphs = re.findall(r"<p\b[^>]*>.{80,}?</p>", source, re.DOTALL)
        chosen = paragraphs[len(paragraphs) // 2]
        opened = chosen.index(">") + 1
        path = self.folder / "changed.html"
        path.write_text(
            source.replace(chosen, f"{chosen[:opened]}Correction {number}. {chosen[opened:]}"),
            encoding="utf-8",
        )
        return path


def run() -> None:
    """Print the table."""
    seed = SHARED / "seed" / "page.html"
    # what pip installs is compiled; the packages of the plain recipe are
    compileall.compile_dir(str(PACKAGE), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(seed if seed.is_file() else EXAMPLE, Path(name))
        print(f"{'':44}{'ours':>9}{'theirs':>9}{'ratio':>8}{'to reach':>10}")
        for title, goal, ours, theirs, what, rounds in rows(bench):
            if what == "":
                print(f"{title:44}  {goal}")
                continue
            print(row(title, goal, compare(ours, theirs, what, rounds)))
        print(row("first sound of -o -, s, of the whole run", "0.15", first_sound(bench)))


Row = tuple[str, str, Callable[[int], Run], Callable[[int], Run], str, int]


def rows(bench: Bench) -> list[Row]:
    """Title, goal, ours, theirs, what is compared, how often."""
    warm = bench.new_cache()
    bench.make(bench.page, cache=warm)

    def cold(_: int) -> Run:
        return bench.make(bench.page, cache=bench.new_cache())

    page, longer, longest = (bench.make_longer(times) for times in (1, *TIMES_LONGER))
    plain: list[Row] = [
        ("wall, s: make / plain recipe", "0.30", cold, bench.recipe, "wall_s", ROUNDS)
    ]
    if shutil.which("espeak-ng") is None:
        plain.append(
            ("processor, s: make / floor", "no espeak-ng program here", cold, cold, "", 0)
        )
    else:
        plain += [
            ("processor, s: make / floor", "1.3", cold, bench.floor, "cpu_s", ROUNDS),
            ("processor, s: one sentence made / floor", "bound",
             lambda _: bench.make(bench.sentence), bench.floor, "cpu_s", ROUNDS),
        ]  # fmt: skip
    return [
        *plain,
        ("wall, s: cache warm / cold", "0.10",
         lambda _: bench.make(bench.page, cache=warm), cold, "wall_s", ROUNDS),
        ("wall, s: one paragraph changed / cold", "0.20",
         lambda number: bench.make(bench.change_one(number), cache=warm), cold, "wall_s", ROUNDS),
        ("wall, s: one sentence made / cold", "bound",
         lambda _: bench.make(bench.sentence), cold, "wall_s", ROUNDS),
        ("wall, s: one sentence read, not said / cold", "bound",
         lambda _: time_program([*AUDIOBRIEF, "script", str(bench.sentence)]), cold,
         "wall_s", ROUNDS),
        (f"peak, MB: page {TIMES_LONGER[0]} times as long / page", "1.10",
         lambda _: bench.make(longer), lambda _: bench.settle(page), "peak_mb", 1),
        (f"peak, MB: page {TIMES_LONGER[1]} times as long / page", "1.15",
         lambda _: bench.make(longest), lambda _: bench.settle(page), "peak_mb", 1),
        ("wall, s: --help / python -c 'import click'", "2.0",
         lambda _: time_program([*AUDIOBRIEF, "--help"]),
         lambda _: time_program([sys.executable, "-c", "import click"]), "wall_s", ROUNDS),
    ]  # fmt: skip


def first_sound(bench: Bench) -> tuple[float, float, float]:
    """When the first byte came, how long all took, and the share of it."""
    runs = [bench.make(bench.page, hear=True) for _ in range(ROUNDS)]
    first = statistics.median(run.first_byte_s for run in runs)
    whole = statistics.median(run.wall_s for run in runs)
    return first, whole, first / whole


def row(title: str, goal: str, figures: tuple[float, float, float]) -> str:
    """A line of the table."""
    ours, theirs, ratio = figures
    return f"{title:44}{ours:9.2f}{theirs:9.2f}{ratio:8.2f}{goal:>10}"
