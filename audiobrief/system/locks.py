"""Locks between processes, which end with the process that holds them, however that ends.

They are the system's own, by filelock: flock(2) on POSIX, LockFileEx on Windows. They are of an
open file and not of its name, so that no file tells of a process that is long gone.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

POLL_S = 0.01
"""Between two looks at a lock that another process holds."""


@contextlib.contextmanager
def held_alone(path: Path) -> Iterator[bool]:
    """Whether no other process holds `path` by this meanwhile.

    The file is made, empty, and stays: who removed it could not know who waits for it.
    Raises nothing: where a disk knows no locks, or the file cannot be made, it is True.
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
    """Lock an open file, unless another process has."""
    from filelock import lock_descriptor

    try:
        return lock_descriptor(handle, blocking=False)
    except OSError:
        return True


@contextlib.contextmanager
def folder_alone(folder: Path) -> Iterator[None]:
    """A time in which no other process holds `folder` by this; waits for it.

    The lock is on the folder itself, so that no file lies in what is published. Windows opens no
    folder, and there is none.

    Raises:
        OSError: the folder cannot be opened, or its disk knows no locks.
    """
    if os.name != "posix":
        yield
        return
    from filelock import lock_descriptor

    handle = os.open(folder, os.O_RDONLY)
    try:
        lock_descriptor(handle, poll_interval=POLL_S)
        yield
    finally:
        os.close(handle)


def lock_at_once(handle: int) -> bool:
    """Lock an open file for as long as it is open; False where that cannot be.

    On Windows none is: it renames no file that is open, and these are to be renamed.
    """
    if os.name != "posix":
        return False
    from filelock import lock_descriptor

    try:
        return lock_descriptor(handle, blocking=False)
    except OSError:
        return False
