"""Writes files and folders that appear whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import IO

from audiobrief.errors import OutputError
from audiobrief.patterns import compile_late
from audiobrief.system.cores import open_pool
from audiobrief.system.locks import folder_alone, lock_at_once, lock_new

STAGING_PREFIX = ".audiobrief-"
"""Prefix of every temporary file and folder that does not have its final name yet."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What the system says of a disk, or of a user's share of it, that takes no more."""
COPY_BYTES = 1 << 20
MOVERS = 8
"""Files that are synced or moved at once: a disk takes 2 to 4 ms for one sync, and no longer
for many at once. An episode's eleven files take 57 ms; one by one and synced twice they took
140 ms."""
_BESIDE = compile_late(re.escape(STAGING_PREFIX) + r"[0-9a-f]{12}(?:\.[^.]*)?")
"""The whole name of a temporary file: a file that a person calls alike is left alone."""
IN_THE_WAY = frozenset({errno.EISDIR, errno.EACCES})
"""What systems say if a file is to get the name of a folder; Windows denies access."""
FOLDER_IN_THE_WAY = "a folder is in the way; move it"
_CLEARED: set[Path] = set()
"""Folders from which this process has removed what killed ones left."""
_STAGING: set[Path] = set()
"""Folders that this process is staging; their files are made durable when they move up."""


@contextlib.contextmanager
def written_whole(path: Path, mode: int = 0o666) -> Iterator[Path]:
    """A temporary path beside `path`, which is renamed to it durably when the block ends.

    If the block raises, the temporary file is removed and `path` keeps its content.
    The temporary file has the suffix of `path`, by which programs choose a format. In a
    folder that is `staged`, the file becomes durable together with the folder. `mode` says who
    may read it, less what the umask takes.

    Raises:
        OutputError: the folder cannot be made or written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not _is_staged(path.parent):
            _clear_once(path.parent)
        handle, temporary = _make_beside(path, mode)
    except OSError as error:
        raise OutputError(_refusal(path, error), path=path) from error
    # the open handle keeps the file locked. Windows cannot rename an open file
    keep = os.name == "posix"
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
        is_taken = error.errno in IN_THE_WAY and path.is_dir()
        told = (
            f"cannot write {path}: {FOLDER_IN_THE_WAY}" if is_taken else _refusal(path, error)
        )
        raise OutputError(told, path=path) from error
    finally:
        temporary.unlink(missing_ok=True)
        if keep:
            os.close(handle)


def move_whole(source: Path, target: Path) -> None:
    """Rename `source` durably to `target` on the same disk, replacing a file there.

    Raises:
        OSError: the file cannot be moved.
    """
    _sync_file(source)
    source.replace(target)
    _sync_folder(target.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    with written_whole(path) as temporary:
        temporary.write_bytes(content)


def read_at_most(path: Path, limit: int) -> bytes:
    """The content of a file of at most `limit` bytes.

    Raises:
        OSError: it cannot be read or is larger; `strerror` says which. A device like /dev/zero
            has no end and counts as larger.
    """
    with path.open("rb") as file:
        return _read_up_to(limit, file)


def _read_up_to(limit: int, file: IO[bytes]) -> bytes:
    content = file.read(limit + 1)
    if len(content) > limit:
        raise OSError(errno.EFBIG, f"it has more than {limit / 1e6:g} million bytes")
    return content


def read_regular(path: str | Path, limit: int | None = None) -> bytes:
    """The content of a regular file: of what a program wrote, and somebody may have replaced.

    Raises:
        OSError: it cannot be read, has more than `limit` bytes, or is no regular file; `strerror`
            says which. A named pipe would be waited for, and a device such as /dev/zero has no
            end.
    """
    with opened_regular(path) as file:
        return file.read() if limit is None else _read_up_to(limit, file)


def opened_regular(path: str | Path) -> BufferedReader:
    """A regular file, opened for reading.

    Raises:
        OSError: as for `read_regular`.
    """
    return os.fdopen(open_regular(path), "rb")


def copy_regular(source: str | Path, target: str | Path) -> None:
    """Copy a regular file with its time of change.

    Raises:
        OSError: as for `read_regular`, or the copy cannot be written.
    """
    with opened_regular(source) as file, Path(target).open("wb") as copy:
        shutil.copyfileobj(file, copy, COPY_BYTES)
        changed = os.fstat(file.fileno())
    os.utime(target, ns=(changed.st_atime_ns, changed.st_mtime_ns))


def open_regular(path: str | Path) -> int:
    """A handle for reading a regular file.

    Raises:
        OSError: as for `read_regular`.
    """
    # a pipe that nobody writes to is opened at once without blocking; a file reads as ever
    handle = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    kind = os.fstat(handle).st_mode
    if stat.S_ISREG(kind):
        return handle
    os.close(handle)
    code = errno.EISDIR if stat.S_ISDIR(kind) else errno.EINVAL
    raise OSError(
        code, os.strerror(code) if code == errno.EISDIR else "it is no regular file", str(path)
    )


def _refusal(path: Path, error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    advice = "make room on its disk, or choose" if error.errno in FULL else "choose"
    return f"cannot write {path}: {reason}; {advice} another folder"


def _make_beside(path: Path, mode: int) -> tuple[int, Path]:
    """The handle and path of a new file in the folder of `path`, locked while the handle is open.

    `tempfile` makes files that only their owner can read, and a web server must be able to read
    an episode. The system applies the umask to the mode given here. Python could only read the
    umask by setting it, which would affect all threads of the process.

    Raises:
        OSError: it cannot be made.
    """
    while True:
        beside = path.with_name(f"{STAGING_PREFIX}{secrets.token_hex(6)}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
            # another process may have taken it for abandoned before it was locked
            if lock_new(handle, beside):
                return handle, beside
            os.close(handle)


def _is_staged(folder: Path) -> bool:
    return any(above in _STAGING for above in (folder, *folder.parents))


def _sync_file(path: Path) -> None:
    # Windows flushes a file only if it was opened for writing
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
    """A new folder inside `folder`, whose files move up into it when the block ends.

    `folder` is made if it is missing, and locked against other processes
    meanwhile (on POSIX). Files that a killed process had staged there are removed
    first. Files are durable before they move. Those in `order` (paths in the
    new folder, with "/") move in that order after all others, and the one named
    `last` moves last. If the block raises, `folder` stays as it was, or missing. If
    `folder` is in a staged folder itself, it is yielded as it is, and its files move
    with the outer folder.

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
    """The folders that must be made for `folder` to exist, innermost first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def clear_abandoned(folder: Path) -> None:
    """Remove the temporary files of killed processes from `folder`, but not of live ones.

    Raises nothing. On Windows no lock shows whether a file's process is alive, so all stay.
    """
    for left in _list_staging(folder):
        if not _BESIDE.fullmatch(left.name):
            continue
        with contextlib.suppress(OSError):
            handle = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                if lock_at_once(handle):
                    left.unlink()
            finally:
                os.close(handle)


def _clear_once(folder: Path) -> None:
    """The same, unless this process has done it in `folder` before."""
    if folder not in _CLEARED:
        _CLEARED.add(folder)
        clear_abandoned(folder)


def _list_staging(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        return [Path(each.path) for each in found if each.name.startswith(STAGING_PREFIX)]
    return []


def sweep(folder: Path) -> None:
    """Remove what a killed process had staged in `folder`, and then the folder if it is empty.

    Raises nothing: the next `staged` removes what could not be removed.
    """
    with contextlib.suppress(OSError):
        with folder_alone(folder):
            _clear_staging(folder)
        folder.rmdir()


def _clear_staging(folder: Path) -> None:
    # the caller holds the lock under which folders are staged, so their processes are gone. A
    # temporary file may belong to a live process
    for left in _list_staging(folder):
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
    for name in names:
        # before any file moves, since a part of them would be an episode that nobody made
        if (folder / name).is_dir():
            raise OutputError(
                f"cannot write {folder / name}: {FOLDER_IN_THE_WAY}", path=folder / name
            )

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
