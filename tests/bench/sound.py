"""From a page to sound: wall time, processor time and memory against what they could be.

The plain recipes are the scripts that a user would write, for the natural voice and for
eSpeak. The floor is what the two programs cost that do the work: hibari's own command on the
text that is spoken, and `ffmpeg` from its samples to the same mp3. All in turn, medians of five;
among the other tables, medians of three.
"""

from __future__ import annotations

import compileall
import contextlib
import functools
import html
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from pathlib import Path

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.encoder.formats import FORMATS

SHARED = Path(
    os.environ.get("AUDIOBRIEF_SHARED") or Path(__file__).parents[2].parent / "shared"
)
PACKAGE = Path(__file__).parents[2] / "audiobrief"
EXAMPLE = Path(__file__).parents[1] / "pages" / "wordpress-harbour" / "source.html"
NATURAL_RECIPE = Path(__file__).with_name("natural_recipe.py")
ESPEAK_RECIPE = Path(__file__).with_name("plain_recipe.py")
ROUNDS = int(os.environ.get("AUDIOBRIEF_BENCH_ROUNDS", "5"))
TIMES_LONGER = int(os.environ.get("AUDIOBRIEF_BENCH_TIMES_LONGER", "50"))
TAG_BYTES = 1 << 20
"""More than a tag has."""
PARAGRAPHS = 40
"""Paragraphs of the page in which one is changed."""
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
    """Peak memory of its largest process, in MB."""
    first_byte_s: float = 0.0


def time_program(
    command: Sequence[str],
    environment: Mapping[str, str] | None = None,
    *,
    hear: bool = False,
    source: Path | None = None,
    deadline_s: float = DEADLINE_S,
) -> Run:
    """Run it to its end; with `hear`, note when the first byte comes on its standard output."""
    started = time.perf_counter()
    with (source or Path(os.devnull)).open("rb") as file:
        process = subprocess.Popen(
            command,
            stdin=file,
            stdout=subprocess.PIPE if hear else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )
    timer = threading.Timer(deadline_s, process.kill)
    timer.start()
    first = 0.0
    if process.stdout is not None:
        heard = bytearray()
        while chunk := os.read(process.stdout.fileno(), 1 << 16):
            if not first and holds_sound(heard := heard + chunk[:TAG_BYTES]):
                first = time.perf_counter() - started
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


def holds_sound(begun: bytes | bytearray) -> bool:
    """Whether an mp3 that has begun so holds more than its tag, which is there before any sound.

    An ID3v2 tag says its size in four bytes of seven bits, behind its first six (id3.org, 3.1).
    """
    if len(begun) < 10 or begun[:3] != b"ID3":
        return bool(begun) and begun[:1] == b"\xff"
    size = 0
    for digit in begun[6:10]:
        size = size << 7 | digit
    return len(begun) > 10 + size


def compare(
    ours: Callable[[int], Run], theirs: Callable[[int], Run], what: str, rounds: int = ROUNDS
) -> tuple[float, float, float]:
    """Medians of both, run in turn, and their ratio."""
    ours_median, theirs_median = (
        statistics.median(getattr(run, what) for run in runs)
        for runs in zip(*run_in_turn(ours, theirs, rounds), strict=True)
    )
    return ours_median, theirs_median, ours_median / theirs_median


@functools.cache
def run_in_turn(
    ours: Callable[[int], Run], theirs: Callable[[int], Run], rounds: int
) -> list[tuple[Run, Run]]:
    """The runs of a comparison, which serve every row that asks another figure of them."""
    return [(ours(number), theirs(number)) for number in range(rounds)]


class Bench:
    """The page, and a folder in which everything is made."""

    def __init__(self, page: Path, folder: Path) -> None:
        self.page = page
        self.folder = folder
        self.caches = 0
        self.text = folder / "spoken.txt"
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

    def natural_recipe(self, _: int) -> Run:
        return self._run_recipe(NATURAL_RECIPE)

    def espeak_recipe(self, _: int) -> Run:
        for _try in range(RECIPE_TRIES - 1):
            # pyttsx3 2.99 loses a file now and then, and the recipe waits for it for ever
            with contextlib.suppress(RuntimeError):
                return self._run_recipe(ESPEAK_RECIPE)
        return self._run_recipe(ESPEAK_RECIPE)

    def _run_recipe(self, recipe: Path) -> Run:
        target = str(self.folder / "plain.mp3")
        command = [sys.executable, "-W", "ignore", str(recipe), str(self.page), target]
        # pydub calls `ffmpeg` by its name, which a machine with pip's packages alone lacks
        link = self.folder / "programs" / "ffmpeg"
        link.parent.mkdir(exist_ok=True)
        if not link.is_symlink():
            link.symlink_to(find_ffmpeg())
        path = f"{link.parent}{os.pathsep}{os.environ['PATH']}"
        return time_program(command, {"PATH": path}, deadline_s=RECIPE_DEADLINE_S)

    def floor(self, _: int) -> Run:
        wave, target = str(self.folder / "floor.wav"), str(self.folder / "floor.mp3")
        mp3 = FORMATS["mp3"]
        spoken = time_program(
            [sys.executable, "-m", "hibari.cli", "-o", wave], source=self.text
        )
        encoded = time_program(
            [
                *(find_ffmpeg(), "-y", "-i", wave, "-c:a", *mp3.codec),
                *("-b:a", f"{mp3.kbps}k", target),
            ]
        )
        return Run(spoken.wall_s + encoded.wall_s, spoken.cpu_s + encoded.cpu_s, 0.0)

    def read_paragraphs(self) -> tuple[str, list[str]]:
        """The page's headline, and the texts of its paragraphs."""
        told = subprocess.run(
            [*AUDIOBRIEF, "clean", "--json", str(self.page)], capture_output=True, check=True
        )
        article = json.loads(told.stdout)
        texts = [part["text"] for part in article["blocks"] if part["kind"] == "paragraph"]
        return article["title"], texts

    def make_longer(self, times: int) -> Path:
        """A page of the page's headline and its paragraphs, each that many times.

        Every paragraph is numbered, since one that repeats another is dropped.
        """
        title, texts = self.read_paragraphs()
        said = [f"{number}. {text}" for number, text in enumerate(texts * times, start=1)]
        return self._write_page(f"longer{times}.html", title, said)

    def change_one(self, number: int) -> Path:
        """A page of `PARAGRAPHS` paragraphs, the one in the middle begun by another word."""
        title, texts = self.read_paragraphs()
        paragraphs = [*texts, *(f"Once more. {text}" for text in texts)][:PARAGRAPHS]
        if number >= 0:
            paragraphs[PARAGRAPHS // 2] = f"Correction {number}. {paragraphs[PARAGRAPHS // 2]}"
        return self._write_page("changed.html", title, paragraphs)

    def _write_page(self, name: str, title: str, paragraphs: Sequence[str]) -> Path:
        said = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
        head = html.escape(title)
        path = self.folder / name
        path.write_text(
            f"<title>{head}</title><body><article><h1>{head}</h1>{said}</article>",
            encoding="utf-8",
        )
        return path

    def open_page(self) -> Run:
        """Until `open` has sent the first of its sound, and until the episode is there."""
        command = [*AUDIOBRIEF, "open", "--no-browser", str(self.page), "-o", str(self.folder)]
        started = time.perf_counter()
        environment = {**os.environ, "AUDIOBRIEF_CACHE": "off", "PYTHONUNBUFFERED": "1"}
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        ) as process:
            assert process.stdout is not None  # for mypy: it is a pipe
            address = process.stdout.readline().decode().strip()
            with urllib.request.urlopen(f"{address}audio.mp3") as answer:
                heard, first = bytearray(), 0.0
                while chunk := answer.read1(1 << 16):
                    if not first and holds_sound(heard := heard + chunk[:TAG_BYTES]):
                        first = time.perf_counter() - started
            process.stdout.readline()
            whole = time.perf_counter() - started
            process.send_signal(signal.SIGINT)
        return Run(whole, 0.0, 0.0, first)


def run() -> None:
    """Print the table."""
    seed = SHARED / "seed" / "page.html"
    # what pip installs is compiled; the packages of the plain recipe are
    compileall.compile_dir(str(PACKAGE), quiet=2)
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(seed if seed.is_file() else EXAMPLE, Path(name))
        print(f"{'':52}{'ours':>9}{'theirs':>9}{'ratio':>8}{'to reach':>10}")
        for title, goal, ours, theirs, what, rounds in rows(bench):
            if theirs == bench.espeak_recipe and not find_library("espeak-ng"):
                print(f"{title:52}  not measured: pyttsx3 needs the system's libespeak-ng")
                continue
            print(row(title, goal, compare(ours, theirs, what, rounds)), flush=True)
        heard = share_of_first_sound([bench.make(bench.page, hear=True) for _ in range(ROUNDS)])
        print(row("first sound of -o -, s, of the whole run", "0.10", heard))
        heard = share_of_first_sound([bench.open_page() for _ in range(ROUNDS)])
        print(row("first sound of open, s, of the whole run", "0.10", heard))


Row = tuple[str, str, Callable[[int], Run], Callable[[int], Run], str, int]


def rows(bench: Bench) -> list[Row]:
    """Title, goal, ours, theirs, what is compared, how often."""
    warm = bench.new_cache()
    bench.make(bench.page, cache=warm)
    bench.make(bench.change_one(-1), cache=warm)

    def cold(_: int) -> Run:
        return bench.make(bench.page, cache=bench.new_cache())

    def cold_espeak(_: int) -> Run:
        return bench.make(bench.page, "--engine", "espeak", cache=bench.new_cache())

    page, longest = bench.make_longer(1), bench.make_longer(TIMES_LONGER)
    return [
        ("processor, s: make / floor", "1.25", cold, bench.floor, "cpu_s", ROUNDS),
        ("wall, s: make / floor", "0.65", cold, bench.floor, "wall_s", ROUNDS),
        ("wall, s: make / plain natural recipe", "0.60",
         cold, bench.natural_recipe, "wall_s", ROUNDS),
        (f"wall, s: one paragraph of {PARAGRAPHS} changed / cold", "0.15",
         lambda number: bench.make(bench.change_one(number), cache=warm),
         lambda _: bench.make(bench.change_one(-1), cache=bench.new_cache()), "wall_s", ROUNDS),
        ("wall, s: nothing changed / cold", "0.05",
         lambda _: bench.make(bench.page, cache=warm), cold, "wall_s", ROUNDS),
        (f"peak, MB: page {TIMES_LONGER} times as long / page", "1.15",
         lambda _: bench.make(longest), lambda _: bench.settle(page), "peak_mb", 1),
        ("wall, s: make --engine espeak / plain eSpeak recipe", "0.40",
         cold_espeak, bench.espeak_recipe, "wall_s", ROUNDS),
        ("wall, s: --help / python -c 'import click'", "2.0",
         lambda _: time_program([*AUDIOBRIEF, "--help"]),
         lambda _: time_program([sys.executable, "-c", "import click"]), "wall_s", ROUNDS),
    ]  # fmt: skip


def share_of_first_sound(runs: Sequence[Run]) -> tuple[float, float, float]:
    """When the first byte came, how long all took, and the share of it."""
    first = statistics.median(run.first_byte_s for run in runs)
    whole = statistics.median(run.wall_s for run in runs)
    return first, whole, first / whole


def row(title: str, goal: str, figures: tuple[float, float, float]) -> str:
    """A line of the table."""
    ours, theirs, ratio = figures
    return f"{title:52}{ours:9.2f}{theirs:9.2f}{ratio:8.2f}{goal:>10}"
