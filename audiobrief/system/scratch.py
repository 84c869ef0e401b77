"""Temporary folders that a killed process does not leave for good.

    TMPDIR/audiobrief-scratch-0123456789abcdef      locked while its process lives
        work                                        what is given to its user, who may lock it, too
    /dev/shm/sem.audiobrief-scratch-0123456789abcdef-…    semaphores of the same process (Linux)

`tempfile` removes a folder when its block ends, and a process that is killed (SIGKILL) never gets
there. So each folder is locked, and the first one that a process makes is made after those whose
lock nobody holds were removed. systemd-tmpfiles(8) heeds the same lock.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from audiobrief.patterns import compile_late
from audiobrief.system.locks import lock_at_once, lock_new

PREFIX = "audiobrief-scratch-"
WORK = "work"
_OURS = compile_late(re.escape(PREFIX) + r"[0-9a-f]{16}")
"""The whole name: a folder that a person calls alike is not taken for one of these."""
SEMAPHORES = Path("/dev/shm")  # noqa: S108 -- nothing is made there, and what is removed has a name of ours
"""Where Linux keeps named semaphores, as "sem." and their names (sem_overview(7))."""
_CLEARED: set[str] = set()
"""The folders from which this process has removed what others left."""


@contextlib.contextmanager
def scratch_folder(parent: str | Path | None = None) -> Iterator[Path]:
    """A new folder in `parent`, or in the system's folder for these, removed after the block.

    Only this user may enter it. It stays for its maker if a process that was forked from it leaves
    the block: multiprocessing's fork throws the finalizers of the parent away in the child, and with
    them each block that one of them keeps open.

    Raises:
        OSError: it cannot be made.
    """
    above = os.fspath(parent or tempfile.gettempdir())
    if above not in _CLEARED:
        _CLEARED.add(above)
        clear_abandoned_scratch(above)
    folder, handle = _make_folder(above)
    maker = os.getpid()
    try:
        (folder / WORK).mkdir()
        yield folder / WORK
    finally:
        if os.getpid() == maker:
            _clear_semaphores(folder.name)
            # a worker that is ended may still be writing there; what it leaves is abandoned
            shutil.rmtree(folder, ignore_errors=True)
        if handle is not None:
            os.close(handle)


def clear_abandoned_scratch(above: str) -> None:
    """Remove the scratch folders in `above` that this user's killed processes have left.

    Raises nothing. On Windows no folder can be locked, so all stay.
    """
    if os.name != "posix":
        return
    with contextlib.suppress(OSError), os.scandir(above) as found:
        for each in found:
            if _OURS.fullmatch(each.name):
                _clear(each.path)


def _clear(path: str) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            if os.fstat(handle).st_uid == os.geteuid() and lock_at_once(handle):
                _clear_semaphores(Path(path).name)
                shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(handle)


def name_semaphores(folder: Path) -> str:
    """What the names of semaphores begin with that are to go with a scratch folder."""
    return f"/{folder.parent.name}"


def _clear_semaphores(name: str) -> None:
    with contextlib.suppress(OSError), os.scandir(SEMAPHORES) as found:
        for each in found:
            if each.name.startswith(f"sem.{name}-"):
                Path(each.path).unlink(missing_ok=True)


def _make_folder(above: str) -> tuple[Path, int | None]:
    """A new folder with the handle that holds its lock; None on Windows."""
    while True:
        folder = Path(above, f"{PREFIX}{secrets.token_hex(8)}")
        with contextlib.suppress(FileExistsError):
            folder.mkdir(0o700)
            if os.name != "posix":
                return folder, None
            # another process may find it before it is locked, and remove it
            with contextlib.suppress(FileNotFoundError):
                handle = os.open(folder, os.O_RDONLY)
                if lock_new(handle, folder):
                    return folder, handle
                os.close(handle)
