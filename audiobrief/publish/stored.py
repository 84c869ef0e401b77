"""Publish a site for episodes in a store, "s3://bucket/episodes" or any other fsspec address.

A site is made from a folder on a disk. So a mirror, a small copy of the store, is kept in one.
It holds each episode's JSON file and waveform. For the audio, of which a list needs only the
size, it holds an empty file of that size. Then the site made in the mirror goes to the store.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from audiobrief.errors import AudiobriefError, OutputError, PublishError
from audiobrief.publish import EPISODE, PAGE
from audiobrief.publish.feed import FOLDER
from audiobrief.publish.library import COVER, INDEX, WAVEFORM, Index, read_index, to_json
from audiobrief.publish.media import is_audio, media_type
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import HOME, OPML, ROBOTS, SITEMAP, Published, publish_site
from audiobrief.system.files import write_whole
from audiobrief.system.storage import Stored, list_stored, open_filesystem, put_whole

READ = {EPISODE, WAVEFORM}
"""Files of an episode that are fetched; of the others, a list needs only the size."""
NOTES = ".stored.json"
"""File in the mirror with the store's metadata of each file when it was fetched."""
DEPTH = 3
"""Number of names in the longest path that matters: section, episode, file."""
MAX_NAME_BYTES = 255
FETCH_FILES = 64
FETCH_BYTES = 16_000_000
"""Most files and bytes that are fetched, and thus in memory, at once."""

Files = dict[str, Stored]
"""Name or path of a file -> the store's metadata of it."""
Signs = dict[str, dict[str, str]]
"""Folder of an episode -> name of a file -> its sign in the store, which changes with it."""


def publish_stored_site(address: str, settings: PublishSettings, mirror: Path) -> Published:
    """Write `index.html`, the feeds and their other files beside the episodes in a store.

    The episodes' own pages stay as they are. `mirror` is a folder of this machine for this
    address only, empty at first. If the next call gets it back unchanged, that call fetches
    only episodes that changed. The index in the store tells what the last call, from any
    machine, has put there, so files of the site made from the same content are not put again.
    Each file is put whole, after the files that it links to, and the index last. So if a call
    fails, the next one repairs the site.

    Raises:
        PublishError: the store cannot be read or holds nothing; also as for `publish_site`.
        OutputError: the store or the mirror cannot be written to.
        BatchError: fsspec, or its part for this kind of address, is not installed.
    """
    store = _Store(address)
    stored = store.list()
    index = store.fetch_one(INDEX) if INDEX in stored else b""
    with _writing(mirror):
        _renew_episodes(store, mirror, _episodes_in(stored))
        _renew_site(mirror, stored, index)
    before = read_index(mirror, settings)
    done = publish_site(mirror, settings, episode_pages=False)
    after = read_index(mirror, settings)
    for path in done.written:
        store.put(path, (mirror / path).read_bytes())
    for path in sorted(stored.keys() & (before.written.keys() - after.written.keys())):
        store.remove(path)
    kept = to_json(dataclasses.replace(after, episodes={}))
    if kept != index:
        store.put(INDEX, kept)
    return _name_by_address(done, mirror, store.address)


@contextlib.contextmanager
def open_mirror() -> Iterator[Path]:
    """A temporary folder for `publish_stored_site`, removed after the block.

    Raises:
        OutputError: the folder cannot be made.
    """
    try:
        folder = tempfile.TemporaryDirectory(prefix="audiobrief-", ignore_cleanup_errors=True)
    except OSError as error:
        raise OutputError(
            f"there is no folder for temporary files: {_say(error)}; set TMPDIR to one"
        ) from error
    with folder as name:
        yield Path(name)


def _name_by_address(done: Published, mirror: Path, address: str) -> Published:
    """`done` with the store's address instead of the mirror's path in reasons for refusals."""
    refused = tuple(
        dataclasses.replace(each, reason=each.reason.replace(str(mirror), address))
        for each in done.library.refused
    )
    return dataclasses.replace(done, library=dataclasses.replace(done.library, refused=refused))


# -------------------------------------------------------------------- store


class _Store:
    """A folder in a store; its failures become audiobrief's errors with the address."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            self._files, self._root = open_filesystem(self.address)
        except AudiobriefError:
            raise
        except Exception as error:
            # some stores log in when opened, and each kind raises its own errors
            raise PublishError(
                f"cannot open {self.address}: {_say(error)}; check the address and your keys"
            ) from error

    def list(self) -> Files:
        """All files that may belong to a site, by path."""
        reason = "nothing is there"
        try:
            found = list_stored(self._files, self._root, depth=DEPTH)
        except FileNotFoundError as error:
            found, reason = {}, _say(error)
        except Exception as error:
            raise PublishError(
                f"cannot list {self.address}: {_say(error)}; check that your keys may list and read it"
            ) from error
        if not found:
            # object stores have no folders, so an empty one is probably a misspelt address
            raise PublishError(
                f"there is no folder of episodes at {self.address}: {reason}; check the address"
            )
        return found

    def fetch(self, paths: Mapping[str, int]) -> Iterator[tuple[str, bytes | None]]:
        """Path and content of each file in `paths` (path -> size); None if it is gone."""
        for names in _slices(paths):
            # unlike `cat`, cat_ranges never treats a name as a pattern, and it fetches many
            # files at once from stores that can do so
            asked = [f"{self._root}/{name}" for name in names]
            try:
                answers = self._files.cat_ranges(asked, None, None, on_error="return")
            except Exception as error:
                raise self._unread(names[0], error) from error
            for name, answer in zip(names, answers, strict=True):
                if isinstance(answer, FileNotFoundError):
                    yield name, None
                elif isinstance(answer, BaseException):
                    raise self._unread(name, answer) from answer
                else:
                    yield name, bytes(answer)

    def fetch_one(self, path: str) -> bytes:
        """The content of a file; empty if it is gone."""
        return dict(self.fetch({path: 0}))[path] or b""

    def put(self, path: str, content: bytes) -> None:
        """Write a file, whole."""
        with self._refusing(path):
            put_whole(self._files, f"{self._root}/{path}", content, media_type(path))

    def remove(self, path: str) -> None:
        """Remove a file that may be gone."""
        with self._refusing(path), contextlib.suppress(FileNotFoundError):
            self._files.rm_file(f"{self._root}/{path}")

    def _unread(self, path: str, error: BaseException) -> PublishError:
        return PublishError(
            f"cannot read {self.address}/{path}: {_say(error)}; "
            "check that your keys may read it, and run the command again"
        )

    @contextlib.contextmanager
    def _refusing(self, path: str) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise OutputError(
                f"cannot write {self.address}/{path}: {_say(error)}; "
                "check that your keys may write there, and run the command again"
            ) from error


def _slices(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Names in groups of at most `FETCH_FILES` and `FETCH_BYTES`; a larger file is alone."""
    names: list[str] = []
    total = 0
    for name, size in sizes.items():
        if names and (len(names) == FETCH_FILES or total + size > FETCH_BYTES):
            yield names
            names, total = [], 0
        names.append(name)
        total += size
    if names:
        yield names


def _say(error: BaseException) -> str:
    """The message of any store's error, or the name of its type if it has none."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


# ------------------------------------------------------------------- mirror


@contextlib.contextmanager
def _writing(mirror: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write {mirror}: {_say(error)}; make room, or set TMPDIR to another folder"
        ) from error


def _episodes_in(stored: Files) -> dict[str, Files]:
    """Folders that hold an episode, each with the files that a list needs."""
    folders: dict[str, Files] = {}
    for path, found in stored.items():
        *parents, name = path.split("/")
        wanted = name in READ or name in {PAGE, COVER}
        if parents and (wanted or is_audio(name)):
            folders.setdefault("/".join(parents), {})[name] = found
    return {
        folder: files
        for folder, files in folders.items()
        if EPISODE in files and all(_is_name(part) for part in (*folder.split("/"), *files))
    }


def _is_name(part: str) -> bool:
    """Whether a part of a store's path, which may hold any character, can be a file name here.

    ".." would lead out of the mirror, and names that begin with a dot are never listed.
    """
    return (
        not part.startswith(".")
        and "\0" not in part
        and Path(part).name == part
        and len(os.fsencode(part)) <= MAX_NAME_BYTES
    )


def _renew_episodes(store: _Store, mirror: Path, folders: dict[str, Files]) -> None:
    """Bring the mirror's episodes up to date with the store."""
    known = _read_notes(mirror)
    signs: Signs = {
        folder: {name: found.sign for name, found in files.items()}
        for folder, files in folders.items()
    }
    for folder, names in known.items():
        for name in names.keys() - signs.get(folder, {}).keys():
            (mirror / folder / name).unlink(missing_ok=True)
    changed = {folder for folder in folders if signs[folder] != known.get(folder)}
    sizes = {
        f"{folder}/{name}": found.size
        for folder, files in folders.items()
        for name, found in files.items()
        # if the store's metadata does not change with a file's content, fetch it each time
        if name in READ
        and (not found.is_marked or known.get(folder, {}).get(name) != found.sign)
    }
    for path, content in store.fetch(sizes):
        folder, _, name = path.rpartition("/")
        if _take(mirror / path, content, folders[folder][name]):
            changed.add(folder)
        if content is None:
            del signs[folder][name]
    for folder in changed:
        _stand_in(mirror / folder, folders[folder])
    for folder in known.keys() - folders.keys():
        for emptied in (mirror / folder, (mirror / folder).parent):
            with contextlib.suppress(OSError):
                emptied.rmdir()
    write_whole(mirror / NOTES, json.dumps(signs).encode())


def _read_notes(mirror: Path) -> Signs:
    try:
        return msgspec.json.decode((mirror / NOTES).read_bytes(), type=Signs)
    except (OSError, msgspec.DecodeError):
        return {}


def _take(path: Path, content: bytes | None, found: Stored) -> bool:
    """Keep a fetched file with the store's date, or remove it if gone; False if unchanged."""
    if content is None:
        path.unlink(missing_ok=True)
        return True
    new = not path.is_file() or path.read_bytes() != content
    if new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    if found.modified is not None:
        # an article without a date gets its date from this
        os.utime(path, (found.modified, found.modified))
    return new


def _stand_in(folder: Path, files: Files) -> None:
    """Make empty files of the right size for the files that are not fetched.

    All are made anew if one of them changed, since their times tell `read_library` of the
    change. The store's times are in whole seconds and could hide it.
    """
    for name in files.keys() - READ:
        _empty_file(folder / name, files[name].size)


def _empty_file(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)


def _renew_site(mirror: Path, stored: Files, content: bytes) -> None:
    """Bring the mirror's index, and the files that it names, up to date with the store.

    `content` is the store's index file. If a file's digest in the store differs from its
    digest here, the file is replaced by a blank one of its size, so that it is written again.
    """
    theirs = _decode_index(content)
    kept = _decode_index((mirror / INDEX).read_bytes()) if (mirror / INDEX).exists() else None
    ours = kept or dataclasses.replace(theirs, episodes={}, written={})
    same = (theirs.version, theirs.pages) == (ours.version, ours.pages)
    written = {
        path: digest if same else ""
        for path, digest in theirs.written.items()
        if _is_of_site(path)
    }
    for path in ours.written.keys() | written.keys():
        if path not in stored:
            (mirror / path).unlink(missing_ok=True)
        elif ours.written.get(path) != written.get(path):
            _empty_file(mirror / path, stored[path].size)
    (mirror / INDEX).write_bytes(to_json(dataclasses.replace(ours, written=written)))


def _decode_index(content: bytes) -> Index:
    try:
        return msgspec.json.decode(content, type=Index)
    except msgspec.DecodeError:
        return Index()


def _is_of_site(path: str) -> bool:
    """Whether a site has such a file. Others may write the index, which could name any file."""
    folder, _, name = path.rpartition("/")
    feed = name.endswith(".xml") and (folder == FOLDER or path.startswith("feed."))
    return path in {HOME, COVER, OPML, ROBOTS, SITEMAP} or (feed and _is_name(name))
