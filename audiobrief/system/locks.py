"""Locks between processes. The system releases a lock when its process ends for any reason.

They are the system's own locks, by filelock: flock(2) on POSIX, LockFileEx on Windows. A lock
belongs to an open file and not to a name, so no stale lock file can block anyone.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

POLL_S = 0.01
"""The wait between two tries of a lock that another process holds, in seconds."""
MOMENT_S = 2.0
"""The most seconds that a process waits for the lock of what it has just made."""


@contextlib.contextmanager
def held_alone(path: Path) -> Iterator[bool]:
    """Lock the file at `path` for the block; yields False if another process has locked it.

    The lock file is made empty and never deleted, because another process may hold it open.
    Raises nothing: yields True if the file cannot be made or its disk has no locks.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError:
        yield True
        return
    try:
        yield _is_free(handle)
    finally:
        os.close(handle)


def _is_free(handle: int) -> bool:
    """Lock an open file; False if another process has locked it."""
    from filelock import lock_descriptor

    try:
        return lock_descriptor(handle, blocking=False)
    except OSError:
        return True


@contextlib.contextmanager
def folder_alone(
    folder: Path, tell: Callable[[], None] | None = None, *, makes: bool = True
) -> Iterator[None]:
    """Lock `folder` for the block, after waiting until no other process has it locked.

    `tell` is called once if there is something to wait for. If whoever had it locked has removed
    it, it is made again, unless `makes` is false.

    The lock is on the folder itself, so that no lock file is published with an episode. On
    Windows a folder cannot be opened, and nothing is locked.

    Raises:
        FileNotFoundError: it is not there, or it was removed and `makes` is false.
        OSError: the folder cannot be opened, or its disk has no locks.
    """
    if os.name != "posix":
        yield
        return
    from filelock import lock_descriptor

    while True:
        handle = os.open(folder, os.O_RDONLY)
        try:
            if tell is not None and not _is_free(handle):
                tell()
                tell = None
            lock_descriptor(handle, poll_interval=POLL_S)
            if _is_at(folder, handle):
                yield
                return
        finally:
            os.close(handle)
        # whoever held it has removed the folder
        if makes:
            folder.mkdir(parents=True, exist_ok=True)


def _is_at(folder: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), folder.stat())
    except FileNotFoundError:
        return False


def lock_new(handle: int, path: Path) -> bool:
    """Lock a file or folder that was just made, so that nobody takes it for abandoned.

    False if another process has found it before it was locked, and removed it: make another. On
    a disk without locks it is True, since nothing there can be told to be abandoned.
    """
    if os.name != "posix":
        return True
    from filelock import lock_descriptor

    until = time.monotonic() + MOMENT_S
    try:
        # whoever looks whether it is abandoned holds the lock for a moment; a stranger who holds
        # it on and on keeps others from removing it, too
        while not lock_descriptor(handle, blocking=False) and time.monotonic() < until:
            time.sleep(POLL_S)
    except OSError:
        return True
    return _is_at(path, handle)


def lock_at_once(handle: int) -> bool:
    """Lock an open file until it is closed; False if it cannot be locked.

    On Windows no file is locked: an open file cannot be renamed there, and these files are.
    """
    if os.name != "posix":
        return False
    from filelock import lock_descriptor

    try:
        return lock_descriptor(handle, blocking=False)
    except OSError:
        return False
