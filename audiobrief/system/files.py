"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobrief.errors import OutputError
from audiobrief.system.cores import open_pool
from audiobrief.system.locks import folder_alone, lock_at_once

STAGING_PREFIX = ".audiobrief-"
"""Of everything that is not yet under its own name."""
MOVERS = 8
"""Files that are made durable, or moved, at once: a disk answers 2 to 4 ms later, but many in
the time of one. An episode's eleven files take 57 ms, and 140 one by one and synced twice."""
_STAGING: set[Path] = set()
"""Folders that this process is staging: what lies in them is made durable when it leaves them."""


@contextlib.contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that becomes it, durably, when the block ends well.

    The temporary file is removed when the block raises, and `path` keeps what
    it held. It carries `path`'s suffix, by which programs choose a format. In a folder that
    is `staged`, it is durable when that is.

    Raises:
        OutputError: the folder cannot be made or written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = _make_beside(path)
    except OSError as error:
        raise OutputError(_refusal(path, error), path=path) from error
    # the lock tells other processes that this one lives; Windows renames no file that is open
    keep = lock_at_once(handle)
    if not keep:
        os.close(handle)
    try:
        yield temporary
        is_staged = _is_staged(path.parent)
        if not is_staged:
            _sync_file(temporary)
        temporary.replace(path)
        if not is_staged:
            _sync_folder(path.parent)
    except OSError as error:
        raise OutputError(_refusal(path, error), path=path) from error
    finally:
        temporary.unlink(missing_ok=True)
        if keep:
            os.close(handle)


def move_whole(source: Path, target: Path) -> None:
    """`source`, durable, under the name `target`, on the same disk; it replaces what was there.

    Raises:
        OSError: it cannot be moved.
    """
    _sync_file(source)
    source.replace(target)
    _sync_folder(target.parent)


def write_whole(path: Path, content: bytes) -> None:
    """`content` at `path`, whole or not at all.

    Raises:
        OutputError: it cannot be written there.
    """
    with written_whole(path) as temporary:
        temporary.write_bytes(content)


def _refusal(path: Path, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    return f"cannot write {path}: {reason}; choose another folder with -o"


def _make_beside(path: Path) -> tuple[int, Path]:
    """A new file in the folder of `path`, open, and its path.

    `tempfile` makes files for their owner alone, and an episode is to be read by a web server.
    The system takes the umask off what is asked for here, as off every new file; to read it,
    Python would have to set it, for all threads of the process.
    """
    while True:
        beside = path.with_name(f"{STAGING_PREFIX}{secrets.token_hex(6)}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            return os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666), beside


def _is_staged(folder: Path) -> bool:
    return any(above in _STAGING for above in (folder, *folder.parents))


def _sync_file(path: Path) -> None:
    # Windows flushes a file only for who may write to it
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # POSIX: a rename is durable once its folder is; Windows cannot open a folder
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def staged(folder: Path, *, last: str = "", order: Sequence[str] = ()) -> Iterator[Path]:
    """A new folder inside `folder`, whose files move up into it when the block ends well.

    `folder` is made where it is missing, and locked against other processes
    meanwhile (on POSIX). What a killed process had staged there is cleared
    first. Files are durable before they move; those in `order` (paths in the
    new folder, with "/") move in it, after others, and the one named `last`
    moves last. A block that raises leaves `folder` as it was, and none where there
    was none. In a folder that is staged itself there is no other: `folder` is given back,
    and what is in it comes or goes with the whole.

    Raises:
        OutputError: the folder cannot be made or written to.
    """
    try:
        made = _missing(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if _is_staged(folder):
            yield folder
            return
        with folder_alone(folder):
            _clear_staging(folder)
            staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=folder))
            _STAGING.add(staging)
            try:
                yield staging
                _move_up(staging, folder, [*order, last])
            finally:
                _STAGING.discard(staging)
                shutil.rmtree(staging, ignore_errors=True)
                for path in made:
                    with contextlib.suppress(OSError):
                        path.rmdir()
    except OSError as error:
        raise OutputError(_refusal(folder, error), path=folder) from error


def _missing(folder: Path) -> list[Path]:
    """The folders that would have to be made, innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def clear_abandoned(folder: Path) -> None:
    """Remove the files that killed processes were writing in `folder`; others' stay.

    Raises nothing. On Windows, where nothing tells whose a file is, all stay.
    """
    for left in folder.glob(f"{STAGING_PREFIX}*"):
        with contextlib.suppress(OSError):
            handle = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                if lock_at_once(handle):
                    left.unlink()
            finally:
                os.close(handle)


def sweep(folder: Path) -> None:
    """Clear what a killed process had staged in `folder`, and the folder where that was all.

    Raises nothing: what cannot be cleared is cleared by the next `staged`.
    """
    with contextlib.suppress(OSError):
        with folder_alone(folder):
            _clear_staging(folder)
        folder.rmdir()


def _clear_staging(folder: Path) -> None:
    # folders are staged under the folder's lock; a file may be another process's own
    for left in folder.glob(f"{STAGING_PREFIX}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
    clear_abandoned(folder)


def _move_up(staging: Path, folder: Path, order: Sequence[str]) -> None:
    names = [
        path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()
    ]
    parents = {(folder / name).parent for name in names}
    for parent in parents:
        parent.mkdir(parents=True, exist_ok=True)

    def move(name: str) -> None:
        (staging / name).replace(folder / name)

    with open_pool(MOVERS, "move") as pool:
        list(pool.map(_sync_file, [staging / name for name in names]))
        list(pool.map(move, sorted(set(names) - set(order))))
    for name in order:
        if name in names:
            move(name)
    for parent in parents:
        _sync_folder(parent)
