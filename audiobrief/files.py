"""Files that appear whole or not at all, and names that are safe on every disk."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobrief.cores import open_pool
from audiobrief.errors import OutputError

MAX_SLUG_BYTES = 80
"""Leaves room for a suffix and a temporary name in the 255 bytes that file systems give."""
RESERVED_NAMES = {
    # Windows opens devices under these names, whatever the suffix (Win32 naming conventions)
    "con", "prn", "aux", "nul",
    *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10)),
}  # fmt: skip
APOSTROPHES = "'’ʼ"
DIGEST_BYTES = len("-00000000")
STAGING_PREFIX = ".audiobrief-"
"""Of everything that is not yet under its own name."""
MOVERS = 8
"""Files that are made durable, or moved, at once: a disk answers 2 to 4 ms later, but many in
the time of one. An episode's eleven files take 57 ms, and 140 one by one and synced twice."""
_STAGING: set[Path] = set()
"""Folders that this process is staging: what lies in them is made durable when it leaves them."""


def slugify(title: str) -> str:
    """A folder and file name for a title: lower case, words joined by "-", 1 to 80 bytes.

    Letters of any script stay; marks, signs and control characters go. Two
    titles that differ only in what is cut or dropped get different slugs,
    since a digest of the title ends a slug that is not the title's whole text.
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", title).casefold())
    letters = (c if _in_word(c) else " " for c in folded if c not in APOSTROPHES)
    # marks that an apostrophe stood between take their order anew
    words = unicodedata.normalize("NFC", "-".join("".join(letters).split()))
    slug = words
    if len(words.encode()) > MAX_SLUG_BYTES:
        slug = words.encode()[: MAX_SLUG_BYTES - DIGEST_BYTES].decode("utf-8", "ignore")
        slug = slug.rpartition("-")[0] or slug
    if slug != words or not slug or slug in RESERVED_NAMES:
        slug = f"{slug or 'episode'}-{digest_of(title)}"
    return slug


def digest_of(text: str) -> str:
    """Eight hexadecimal digits that tell `text` from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _in_word(character: str) -> bool:
    # marks are parts of words in Indic scripts, Thai and vocalised Arabic
    return character.isalnum() or unicodedata.category(character)[0] == "M"


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
        handle, name = tempfile.mkstemp(
            prefix=STAGING_PREFIX, suffix=path.suffix, dir=path.parent
        )
    except OSError as error:
        raise OutputError(_refusal(path, error), path=path) from error
    temporary = Path(name)
    # the lock tells other processes that this one lives; Windows renames no file that is open
    keep = _lock_at_once(handle)
    if not keep:
        os.close(handle)
    try:
        yield temporary
        is_staged = _is_staged(path.parent)
        if not is_staged:
            _sync_file(temporary)
        # mkstemp makes files for their owner alone; an episode is to be read by a web server
        temporary.chmod(0o666 & ~_umask())
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


def _umask() -> int:
    umask = os.umask(0o022)
    os.umask(umask)
    return umask


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
        with _locked(folder):
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


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    if os.name != "posix":
        yield
        return
    import fcntl

    # a lock on the folder itself needs no file, and ends with its process, however that ends
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _lock_at_once(handle: int) -> bool:
    """Lock an open file for as long as it is open; False where that cannot be."""
    if os.name != "posix":
        return False
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


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
        # a lock ends with its process, too, however that ends
        os.close(handle)


def _is_free(handle: int) -> bool:
    """Lock an open file, unless another process has."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in {errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLOCK}
    return True


def clear_abandoned(folder: Path) -> None:
    """Remove the files that killed processes were writing in `folder`; others' stay.

    Raises nothing. On Windows, where nothing tells whose a file is, all stay.
    """
    for left in folder.glob(f"{STAGING_PREFIX}*"):
        with contextlib.suppress(OSError):
            handle = os.open(left, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
            try:
                if _lock_at_once(handle):
                    left.unlink()
            finally:
                os.close(handle)


def sweep(folder: Path) -> None:
    """Clear what a killed process had staged in `folder`, and the folder where that was all.

    Raises nothing: what cannot be cleared is cleared by the next `staged`.
    """
    with contextlib.suppress(OSError):
        with _locked(folder):
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
