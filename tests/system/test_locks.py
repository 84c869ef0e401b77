"""Tests locks between real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from audiobrief.system.locks import folder_alone, held_alone, lock_at_once, lock_new

HOLD = """
import sys, time
from pathlib import Path
from audiobrief.system.locks import folder_alone, held_alone
with {lock}(Path({path!r})) as free:
    print(free, flush=True)
    time.sleep(60)
"""


@contextmanager
def other_process(lock: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has reported that it holds a lock."""
    code = HOLD.format(lock=lock, path=str(path))
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() in {"True", "None"}
            yield process
        finally:
            process.kill()


@pytest.mark.skipif(os.name != "posix", reason="Windows locks no new file")
def test_a_stranger_who_locks_a_new_file_does_not_hold_it_up(tmp_path: Path) -> None:
    """In a folder that others may read, so they may lock what is in it (flock(2))."""
    path = tmp_path / "new"
    path.touch()
    theirs, ours = os.open(path, os.O_RDONLY), os.open(path, os.O_RDWR)
    try:
        assert lock_at_once(theirs)
        assert lock_new(ours, path)
        path.unlink()
        assert not lock_new(ours, path)
    finally:
        os.close(theirs)
        os.close(ours)


def test_what_another_process_holds_is_not_free_until_that_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "batch.lock"
    with other_process("held_alone", path) as process:
        with held_alone(path) as free:
            assert not free
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        process.wait()
        with held_alone(path) as free:
            assert free


def test_the_file_of_a_lock_stays_one_file(tmp_path: Path) -> None:
    """The lock file is never deleted: a waiter may hold it open and would lock another file."""
    path = tmp_path / "batch.lock"
    with held_alone(path) as free:
        assert free
        before = path.stat().st_ino
        with held_alone(path) as again:
            assert not again
    assert path.stat().st_ino == before
    with held_alone(path) as free:
        assert free
    assert path.stat().st_ino == before
    assert path.read_bytes() == b""


def test_where_no_file_can_be_made_work_goes_on(tmp_path: Path) -> None:
    with held_alone(tmp_path / "nowhere" / "batch.lock") as free:
        assert free


@pytest.mark.skipif(os.name != "posix", reason="Windows opens no folder")
def test_a_folder_is_waited_for_and_holds_no_file_of_the_lock(tmp_path: Path) -> None:
    with other_process("folder_alone", tmp_path) as process:
        entered = threading.Event()

        def enter() -> None:
            with folder_alone(tmp_path):
                entered.set()

        waiting = threading.Thread(target=enter)
        waiting.start()
        time.sleep(0.2)
        assert not entered.is_set()
        process.kill()
        assert entered.wait(5)
        waiting.join()
    assert list(tmp_path.iterdir()) == []
