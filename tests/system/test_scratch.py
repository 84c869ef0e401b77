"""Tests that what a killed process leaves in a temporary folder is removed, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from audiobrief.system.locks import folder_alone
from audiobrief.system.scratch import PREFIX, clear_abandoned_scratch, scratch_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows locks no folder")
HOLDING = """
import sys
from audiobrief.system.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "kept").write_text("in use")
    print(folder, flush=True)
    sys.stdin.read()
"""
MAKING = """
import os
from audiobrief.system import scratch
for _ in range(60):
    scratch.clear_abandoned_scratch(os.environ["TMPDIR"])
    with scratch.scratch_folder() as folder:
        (folder / "kept").write_text("in use")
        scratch.clear_abandoned_scratch(os.environ["TMPDIR"])
        assert (folder / "kept").read_text() == "in use"
"""


def start(code: str, temporary: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def hold(temporary: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that holds a folder there."""
    process = start(HOLDING, temporary)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_what_a_killed_process_left_goes_and_what_a_live_one_has_stays(tmp_path: Path) -> None:
    live, theirs = hold(tmp_path)
    killed, left = hold(tmp_path)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (left / "kept").exists()
    with scratch_folder(tmp_path) as ours:
        assert not left.exists()
        assert (theirs / "kept").exists()
        assert ours.parent.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [theirs.parent]
    live.communicate("")
    assert list(tmp_path.iterdir()) == []


FORKING = """
import contextlib, multiprocessing
from multiprocessing.util import Finalize
from audiobrief.system.scratch import scratch_folder
left = contextlib.ExitStack()
folder = left.enter_context(scratch_folder())
Finalize(None, left.close, exitpriority=-200)
del left
child = multiprocessing.get_context("fork").Process(target=int)
child.start()
child.join()
print(folder.is_dir())
"""


def test_a_process_that_is_forked_leaves_the_folder_to_its_maker(tmp_path: Path) -> None:
    """As a program does that embeds audiobrief, and uses multiprocessing for something else."""
    process = start(FORKING, tmp_path)
    assert process.communicate()[0] == "True\n"
    assert list(tmp_path.iterdir()) == []


def test_whoever_has_it_may_lock_it(tmp_path: Path) -> None:
    """The folder of a site is locked while the site is made, also in a copy of one."""
    with scratch_folder(tmp_path) as folder, folder_alone(folder):
        assert folder.is_dir()


def test_what_a_person_calls_alike_stays(tmp_path: Path) -> None:
    names = [f"{PREFIX}of-mine", f"{PREFIX}0123456789abcde", "audiobrief-episodes", PREFIX]
    for name in names:
        (tmp_path / name).mkdir()
    (tmp_path / f"{PREFIX}0123456789abcdef").write_text("a file")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / f"{PREFIX}fedcba9876543210").symlink_to(tmp_path / "elsewhere")
    before = sorted(tmp_path.iterdir())
    clear_abandoned_scratch(str(tmp_path))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="gives a folder away"
)
def test_what_another_user_left_stays(tmp_path: Path) -> None:
    folder = tmp_path / f"{PREFIX}0123456789abcdef"
    folder.mkdir()
    os.chown(folder, 65_534, 65_534)
    clear_abandoned_scratch(str(tmp_path))
    assert folder.is_dir()


def test_processes_that_make_and_clear_at_once_take_nothing_from_one_another(
    tmp_path: Path,
) -> None:
    processes = [start(MAKING, tmp_path) for _ in range(6)]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0] * 6
    assert list(tmp_path.iterdir()) == []
