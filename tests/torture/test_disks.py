"""Tests real full disks, disks that ignore case, and a clock that is set back."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.publish import EPISODE, read_episode
from audiobrief.speech.cache import FRAMES_SUFFIX, SUFFIX
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch, batch_here, kinds
from tests.places import EXAMPLE
from tests.torture.running import Run, contents, invoke, reads_proc
from tests.torture.test_kills import STAGING, finals, holds

pytestmark = reads_proc
AT_ONCE = (*TONE, "--retries", "0", "--workers", "1")


def mount(*options: str | Path, at: Path, why: str) -> None:
    at.mkdir()
    done = subprocess.run([*options, at], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"{why} cannot be mounted here: {done.stderr.decode().strip()}")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    mount("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", at=disk, why="a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def resize(disk: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    write_pages(folder, 3, words=30)
    return folder


@pytest.fixture(scope="module")
def made(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The episodes of the pages, from an undisturbed batch."""
    output = tmp_path_factory.mktemp("made")
    batch_here(pages, "-o", output)
    return output


@pytest.mark.parametrize(
    "command",
    [
        ("clean", EXAMPLE),
        ("script", "--json", EXAMPLE),
        ("make", "-o", "-", "--no-cache", "SCRIPT"),
        ("say", "-o", "-", "Good evening."),
        ("--help",),
    ],
    ids=lambda command: " ".join(str(part) for part in command[:2] if part != EXAMPLE),
)
def test_a_result_that_no_disk_takes(command: tuple[str, ...], short_script: Path) -> None:
    """Every write to /dev/full fails for lack of space (full(4))."""
    words = [short_script if word == "SCRIPT" else word for word in command]
    with Path("/dev/full").open("wb") as full:
        run = Run(*words, stdout=full)
        code, _, err = run.finish()
    assert code == 1
    assert len(err.splitlines()) == 1, err
    assert "no space left" in err
    assert run.survivors() == []


def test_a_cache_on_a_full_disk_costs_no_episode(
    small_disk: Path, short_script: Path, tmp_path: Path
) -> None:
    """Speech and frames are cached as far as there is room; the sound is the same."""
    runs = [
        Run("make", short_script, "-o", tmp_path / name, *options, env=env)
        for name, options, env in (
            ("without", ("--no-cache",), {}),
            ("with", (), {"AUDIOBRIEF_CACHE": str(small_disk / "cache")}),
        )
    ]
    for run in runs:
        code, _, err = run.finish()
        assert code == 0, err
        assert "Traceback" not in err
    assert contents(tmp_path / "with") == contents(tmp_path / "without")
    kept = {n: d for n, d in contents(small_disk).items() if not n.endswith(".json")}
    assert [name for name in kept if not name.endswith((SUFFIX, FRAMES_SUFFIX))] == []
    assert all(holds(name, data) for name, data in kept.items())


def test_make_on_a_disk_that_fills_up(small_disk: Path, short_script: Path) -> None:
    run = Run("make", short_script, "-o", small_disk / "output", "--no-cache")
    code, out, err = run.finish()
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1, err
    assert "no space left" in err.lower()
    assert contents(small_disk) == {}


@pytest.mark.parametrize(
    "size", ["100k", *(pytest.param(size, marks=pytest.mark.long) for size in ("4k", "900k"))]
)
def test_batch_on_a_disk_that_fills_up(
    size: str, small_disk: Path, pages: Path, made: Path
) -> None:
    """There is no room for the journal, only for the journal, or for the journal and one
    episode."""
    resize(small_disk, size)
    output = small_disk / "out"
    run = Run("batch", pages, "-o", output, *AT_ONCE)
    code, _, err = run.finish()
    assert code in {1, 3}
    assert "Traceback" not in err
    assert run.survivors() == []
    whole = finals(made)
    found = finals(output)
    assert [name for name, data in found.items() if data != whole[name]] == []
    assert [name for name in contents(output) if STAGING in name] == []
    assert {name.partition("/")[0] for name in found} == {
        path.parent.name for path in output.glob(f"*/{EPISODE}")
    }
    resize(small_disk, "30m")
    done = len({name.partition("/")[0] for name in found})
    if size == "4k":
        (output / INTERNAL / "batch.sqlite").unlink(
            missing_ok=True
        )  # as the error message advises
    events = batch_here(pages, "-o", output)
    assert kinds(events) == {k: n for k, n in (("made", 3 - done), ("skipped", done)) if n}
    assert finals(output) == whole


@pytest.mark.parametrize(
    "limit", [40_000, *(pytest.param(limit, marks=pytest.mark.long) for limit in (0, 4_000))]
)
def test_publish_on_a_disk_that_fills_up(limit: int, made: Path, tmp_path: Path) -> None:
    """A limit on file size makes every write beyond it fail, as on a full disk."""
    output = Path(shutil.copytree(made, tmp_path / "out"))
    assert invoke("publish", output, "--url", "https://old.example/")[0] == 0
    before = finals(output)
    again = ("publish", output, "--url", "https://new.example/")
    run = Run(
        *again, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    )
    code, out, err = run.finish()
    assert (code, out) == (1, "")
    assert "Traceback" not in err
    assert "too large" in err.splitlines()[-1], err
    halted = finals(output)
    assert halted["feed.xml"] == before["feed.xml"]
    assert invoke(*again)[0] == 0
    after = finals(output)
    assert halted.keys() <= before.keys()
    assert [n for n, d in halted.items() if d not in {before[n], after[n]}] == []
    assert [name for name in contents(output) if STAGING in name] == []
    shutil.rmtree(tmp_path / "out")
    shutil.copytree(made, output)
    assert invoke(*again)[0] == 0
    assert finals(output) == after


# ------------------------------------------------------------- no capitals


@pytest.fixture
def disk_without_case(tmp_path: Path) -> Iterator[Path]:
    """An NTFS disk, mounted so that it ignores case in names, as Windows does."""
    if not (shutil.which("mkntfs") and shutil.which("lowntfs-3g")):
        pytest.skip("no ntfs-3g here")
    image, disk = tmp_path / "image", tmp_path / "disk"
    with image.open("wb") as file:
        file.truncate(40_000_000)
    subprocess.run(["mkntfs", "-q", "-F", image], check=True, capture_output=True)
    mount("lowntfs-3g", "-o", "ignore_case", image, at=disk, why="NTFS")
    yield disk
    subprocess.run(["umount", disk], check=True)


TITLES = ("Straße am Kai", "STRASSE AM KAI", "strasse am kai", "Kapı", "KAPI", "CON", "con")


@pytest.mark.long
def test_titles_that_differ_in_case_alone_get_folders_of_their_own(
    disk_without_case: Path, tmp_path: Path
) -> None:
    (disk_without_case / "Probe").touch()
    assert (disk_without_case / "pROBE").exists()
    folder = tmp_path / "pages"
    for at, path in enumerate(write_pages(folder, len(TITLES), words=30)):
        page = path.read_text(encoding="utf-8")
        start, end = page.index("<h1>") + 4, page.index("</h1>")
        path.write_text(page.replace(page[start:end], TITLES[at]), encoding="utf-8")
    output = disk_without_case / "Out"
    assert kinds(batch(folder, "-o", output)) == {"made": len(TITLES)}
    said = [read_episode(path.parent).article.title for path in output.glob(f"*/{EPISODE}")]
    assert sorted(said) == sorted(TITLES)
    assert kinds(batch(folder, "-o", output)) == {"skipped": len(TITLES)}
    assert Run("publish", output, "--url", "https://pods.example/").finish()[0] == 0


# ------------------------------------------------------------------- clock

CLOCK = """
import os, pathlib, time
was, was_ns = time.time, time.time_ns
def step():
    try:
        return int(pathlib.Path(os.environ["TORTURE_CLOCK"]).read_text() or 0)
    except (OSError, ValueError):
        return 0
time.time = lambda: was() + step()
time.time_ns = lambda: was_ns() + step() * 10**9
"""
"""Code run as `sitecustomize` in every process: it shifts the clock by the seconds in a file.
The disk keeps its own time, so files come from the future once the clock is set back."""
DAY = 86_400


def test_a_clock_that_steps_back_changes_nothing(
    pages: Path, made: Path, tmp_path: Path
) -> None:
    """The clock is a day ahead, then, in the middle of a run, five years behind."""
    (tmp_path / "sitecustomize.py").write_text(CLOCK, encoding="ascii")
    clock = tmp_path / "clock"
    clock.write_text(str(DAY), encoding="ascii")
    env = {
        "TORTURE_CLOCK": str(clock),
        "PYTHONPATH": str(tmp_path),
        "AUDIOBRIEF_CACHE": str(tmp_path / "cache"),
    }
    tone = [option for option in TONE if option != "--no-cache"]
    output = tmp_path / "out"
    run = Run("batch", pages, "-o", output, *tone, "--workers", "1", env=env)
    deadline = time.monotonic() + 60
    while not list(output.glob(f"*/{EPISODE}")) and time.monotonic() < deadline:
        time.sleep(0.02)
    clock.write_text(str(-5 * 365 * DAY), encoding="ascii")
    code, _, err = run.finish()
    assert code == 0, err
    assert finals(output) == finals(made)
    for kind, options in (("skipped", ()), ("made", ("--force",))):
        again = Run("batch", pages, "-o", output, *tone, "--json", *options, env=env)
        code, out, err = again.finish()
        assert code == 0, err
        assert kinds([json.loads(line) for line in out.splitlines()])[kind] == 3, out + err
    assert finals(output) == finals(made)
    publish = ("publish", output, "--url", "https://pods.example/")
    assert Run(*publish, env=env).finish()[0] == 0
    there = finals(output)
    code, _, err = Run(*publish).finish()
    assert "0 files written" in err
    assert finals(output) == there
