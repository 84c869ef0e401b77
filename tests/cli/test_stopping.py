"""Tests that a command ends alike at Ctrl-C, SIGTERM and SIGHUP: clean, and saying how to go on."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import Run, contents, wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONG = 15_000
"""Words of a page whose episode takes seconds even with the quickest voice."""


WORDS = 150
"""Words of a page of a batch, whose first episode is there while others are made."""


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The episodes of a batch that nobody stops."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_pages(folder / "pages", 4, words=WORDS)
    assert run_in(folder, "batch", folder / "pages", "-o", folder / "out").finish()[0] == 0
    return episodes(folder / "out")


def run_in(tmp_path: Path, *args: str | Path, program: tuple[str, ...] = ()) -> Run:
    """A run with a temporary folder of its own, where it may leave nothing."""
    (tmp_path / "tmp").mkdir(exist_ok=True)
    env = {"TMPDIR": str(tmp_path / "tmp"), "AUDIOBRIEF_CACHE": str(tmp_path / "cache")}
    return Run(*args, *TONE, program=program, env=env)


def is_writing(folder: Path) -> bool:
    """Whether an episode's sound has begun to be written there."""
    # a file may get its name, or go, between two looks
    with contextlib.suppress(OSError):
        return any(path.stat().st_size > 20_000 for path in folder.rglob("*"))
    return False


@pytest.mark.parametrize("number", SIGNALS)
def test_an_episode_that_is_stopped_leaves_nothing(
    number: signal.Signals, tmp_path: Path
) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=LONG)
    run = run_in(tmp_path, "make", page, "-o", tmp_path / "out")
    wait_for(lambda: is_writing(tmp_path / "out"))
    run.process.send_signal(number)
    code, out, err = run.finish()
    assert code == 128 + number, err
    assert out == ""
    assert err.splitlines()[-1] == "audiobrief: interrupted; run the same command to continue"
    assert run.survivors() == []
    assert not any(is_sound(name) for name in contents(tmp_path / "out"))
    assert list((tmp_path / "tmp").iterdir()) == []


def is_sound(name: str) -> bool:
    return name.endswith((".mp3", ".part", ".tmp"))


@pytest.mark.parametrize("number", SIGNALS)
def test_a_batch_that_is_stopped_goes_on_where_it_was(
    number: signal.Signals, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    write_pages(tmp_path / "pages", 4, words=WORDS)
    here = ("batch", tmp_path / "pages", "-o", tmp_path / "out", "--workers", "1")
    run = run_in(tmp_path, *here)
    wait_for(lambda: any((tmp_path / "out").glob("*/*.mp3")))
    run.process.send_signal(number)
    code, _, err = run.finish()
    assert code == 128 + number, err
    assert "run the same command to continue" in err
    assert run.survivors(within=10) == []
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not any("-wal" in name for name in contents(tmp_path / "out"))
    again = run_in(tmp_path, *here)
    assert again.finish()[0] == 0
    assert episodes(tmp_path / "out") == undisturbed


def episodes(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if name[0] != "."}


def test_whoever_asked_for_it_with_nohup_is_not_hung_up(tmp_path: Path) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=600)
    run = run_in(tmp_path, "make", page, "-o", tmp_path / "out", program=("nohup",))
    wait_for((tmp_path / "out").is_dir)
    run.process.send_signal(signal.SIGHUP)
    code, _, err = run.finish()
    assert code == 0, err
    assert list((tmp_path / "out").glob("*/*.mp3"))


def test_a_second_signal_does_not_cut_the_cleaning_short(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 3, words=2_000)
    run = run_in(tmp_path, "batch", tmp_path / "pages", "-o", tmp_path / "out")
    wait_for(lambda: is_writing(tmp_path / "out"))
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGTERM):
        run.process.send_signal(number)
    code, _, err = run.finish()
    assert code == 128 + signal.SIGHUP, err
    assert "Traceback" not in err
    assert run.survivors(within=10) == []
    assert list((tmp_path / "tmp").iterdir()) == []


EARLY = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
class Interrupted:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(30)
sys.meta_path.insert(0, Interrupted())
sys.argv = ["audiobrief", "make", "page.html"]
from audiobrief.__main__ import run
run()
"""


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_that_python_drops_is_heard_all_the_same(number: signal.Signals) -> None:
    """Python drops what is raised in a callback of a weak reference, as imports have them."""
    script = f"""
import os, time, weakref
from audiobrief.cli.stopping import exit_code_of, stopped_alike

class Module:
    pass

with stopped_alike():
    try:
        held = Module()
        seen = weakref.ref(held, lambda _: os.kill(os.getpid(), {int(number)}))
        del held
        print("dropped", flush=True)
        time.sleep(60)
    except KeyboardInterrupt as interrupt:
        raise SystemExit(exit_code_of(interrupt))
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=False
    )
    assert done.stdout == "dropped\n", "the signal was heard before it was dropped"
    assert done.returncode == 128 + number
    assert not done.stderr


@pytest.mark.parametrize(
    ("module", "code"),
    [
        # the program itself is being imported: the system ends it
        ("audiobrief.cli", -signal.SIGINT),
        ("audiobrief.cli.console", -signal.SIGINT),
        # a command is being imported
        ("audiobrief.cli.make", 128 + signal.SIGINT),
        ("audiobrief.settings.tree", 128 + signal.SIGINT),
    ],
)
def test_an_interrupt_in_the_first_second_prints_no_traceback(
    module: str, code: int, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", EARLY.format(module=module)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_little_is_imported_before_the_system_has_ctrl_c() -> None:
    """Until then Python prints a traceback at Ctrl-C; `typing` alone took 30 ms."""
    script = (
        "import sys; before = set(sys.modules); import audiobrief.__main__;"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    named = [name for name in done.stdout.split() if name != "_signal"]
    assert named == ["__future__", "audiobrief", "audiobrief.__main__", "audiobrief.version"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("seconds", [0.8, 1.1, 1.4, 1.7, 2.1])
def test_all_processes_of_a_terminal_end_without_a_word_of_their_own(
    number: signal.Signals, seconds: float, tmp_path: Path
) -> None:
    """A terminal sends its signals to the whole group, also to helpers that are just starting."""
    write_pages(tmp_path / "pages", 3, words=LONG)
    command = [sys.executable, "-m", "audiobrief", "batch", str(tmp_path / "pages"), *TONE]
    process = subprocess.Popen(
        [*command, "-o", str(tmp_path / "out"), "-j", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    time.sleep(seconds)
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=60)
    assert process.returncode in {128 + number, -number}, err
    assert "Traceback" not in err
    assert "died unexpectedly" not in err
