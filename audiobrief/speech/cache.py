"""A cache of speech by content, so that a corrected paragraph costs one segment.

Each entry is a file in one of 256 folders, named by a digest of everything
that its samples depend on: the engine, its version, the delivery and the
spoken text. An entry is written to a temporary file and renamed, so that many
processes may share one cache. Its checksum is verified when it is read, so
that neither a torn entry nor one with flipped bits is ever played. Nothing
here fails an episode: if the cache cannot be read or written, speech is not
kept, and `SpeechCache.problem` says why.

    cache = open_cache()
    speech = cache.get(engine, segment.spoken, delivery)
    if speech is None:
        speech = engine.speak(segment.spoken, delivery)
        cache.put(engine, segment.spoken, delivery, speech)
    ...
    cache.close()
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from audiobrief.patterns import compile_late
from audiobrief.speech.entries import FORMAT, MAGIC, pack, seal, unpack, unseal
from audiobrief.system.files import opened_regular, read_regular
from audiobrief.system.locations import CACHE_VARIABLE, OFF, find_cache_folder

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from audiobrief.model import Speech

DEFAULT_LIMIT_BYTES = 1 << 30
"""1 GiB holds about seven hours of speech at 22,050 Hz."""
TRIM_TO = 0.8
"""Share of the limit that trimming leaves, so that not every episode has to trim."""
TRIM_EVERY = 1 / 16
"""Share of the limit that a process writes before it checks the cache's size again."""
ABANDONED_S = 3600
"""Age in seconds from which a temporary file counts as left by a killed process."""
USED_EVERY_S = 3600
"""Precision of an entry's time of last use, in seconds; it saves a write at most reads."""
SUFFIX = ".speech"
FRAMES_SUFFIX = ".frames"
"""Suffix of encoded parts of an episode, sealed (`entries.seal`)."""
STORY_SUFFIX = ".story"
"""Suffix of lists of the entries that a story has used, by their digests and suffixes."""
_NAME = compile_late(r"[0-9a-f]{64}\.(?:speech|frames)")
TEMPORARY_PREFIX = ".writing-"


class Named(Protocol):
    """The parts of an `audiobrief.engines.Engine` that go into an entry's digest."""

    @property
    def name(self) -> str:
        """The engine's name."""
        ...

    @property
    def version(self) -> str:
        """Version of all in the engine that shapes its sound: program, model, settings."""
        ...


@dataclasses.dataclass(frozen=True, slots=True)
class CacheInfo:
    """The contents of a cache."""

    folder: str
    """Empty if there is no cache."""
    entries: int
    size: int
    """Size of all entries in bytes."""
    limit: int
    """Limit of that size in bytes; the entries read longest ago are removed first."""
    problem: str
    """Why nothing is kept, as a line for people; empty if the cache works."""


class SpeechCache:
    """Speech by engine, delivery and text. Many threads and processes may use it at once."""

    def __init__(self, folder: Path | None, *, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> None:
        """A cache in `folder`, which is created at the first write; None keeps nothing."""
        self.folder = folder
        self.limit_bytes = limit_bytes
        self.problem = ""
        self.hits = 0
        self.misses = 0
        self.story = ""
        """The digest of the story that is being spoken (`stories_of`); empty if none is."""
        self._of_story: set[str] = set()
        self.damaged = 0
        """Damaged entries found in this run; each was removed."""
        self._written = 0
        self._lock = threading.Lock()

    def get(self, engine: Named, text: str, delivery: DataclassInstance) -> Speech | None:
        """The cached speech of `engine` for `text`, or None. Its samples are read-only."""
        if self.folder is None:
            return None
        path = self._path_of(self._note_use(digest_of(engine, text, delivery), SUFFIX))
        try:
            with opened_regular(path) as file:
                used = os.fstat(file.fileno()).st_mtime
                content = file.read()
        except FileNotFoundError:
            self._count(hit=False)
            return None
        except OSError as error:
            self._count(hit=False)
            self._note("read", error)
            return None
        speech = unpack(content, len(text))
        if speech is None:
            self.damaged += 1
            with contextlib.suppress(OSError):
                path.unlink()
        elif abs(time.time() - used) > USED_EVERY_S:
            # the modification time records the last use, since many disks keep no access time
            with contextlib.suppress(OSError):
                os.utime(path)
        self._count(hit=speech is not None)
        return speech

    def holds(self, engine: Named, text: str, delivery: DataclassInstance) -> bool:
        """Whether there is an entry; `get` may still find it damaged."""
        return (
            self.folder is not None
            and os.path.isfile(self._path_of(digest_of(engine, text, delivery)))  # noqa: PTH113 -- Path.is_file raises if the folder cannot be entered
        )

    def put(
        self, engine: Named, text: str, delivery: DataclassInstance, speech: Speech
    ) -> None:
        """Store `speech`; if the disk refuses, `problem` says so."""
        if self.folder is None or self.problem:
            return
        path = self._path_of(self._note_use(digest_of(engine, text, delivery), SUFFIX))
        content = pack(speech)
        if content is None:
            return
        self._write(path, content)

    def get_frames(self, digest: str) -> bytes | None:
        """The bytes stored under a digest (64 hexadecimal digits), or None."""
        if self.folder is None:
            return None
        path = self._path_of(self._note_use(digest, FRAMES_SUFFIX), FRAMES_SUFFIX)
        try:
            content = read_regular(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            self._note("read", error)
            return None
        kept = unseal(content)
        if kept is None:
            self.damaged += 1
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            if abs(time.time() - path.stat().st_mtime) > USED_EVERY_S:
                os.utime(path)
        return kept

    def put_frames(self, digest: str, content: bytes) -> None:
        """Store bytes under a digest; if the disk refuses, `problem` says so."""
        if self.folder is None or self.problem:
            return
        path = self._path_of(self._note_use(digest, FRAMES_SUFFIX), FRAMES_SUFFIX)
        self._write(path, seal(content))

    def try_out(self) -> None:
        """Write a file to the folder and remove it; if that fails, `problem` says so."""
        if self.folder is None or self.problem:
            return
        path = self.folder / "00" / f"{TEMPORARY_PREFIX}trial-{os.getpid()}"
        try:
            _write_renamed(path, MAGIC)
            path.unlink()
        except OSError as error:
            self._note("write", error)

    def trim(self) -> None:
        """If the cache exceeds its limit, remove the entries used longest ago.

        It stops when the size is down to `TRIM_TO` of the limit.
        """
        with self._lock:
            self._written = 0
        entries = sorted(self._entries(), key=lambda entry: entry[1])
        size = sum(entry[2] for entry in entries)
        if size <= self.limit_bytes:
            return
        for path, _, length in entries:
            if size <= self.limit_bytes * TRIM_TO:
                break
            with contextlib.suppress(OSError):
                path.unlink()
            size -= length

    def forget_story(self, story: str) -> None:
        """Remove the entries of a story, in all versions in which it was spoken here.

        Entries that other stories use, too, are removed with them, and are spoken again.
        """
        if self.folder is None:
            return
        path = self._path_of(story, STORY_SUFFIX)
        for name in _read_names(path):
            self._remove(*name.split("."))
        with contextlib.suppress(OSError):
            path.unlink()

    def _remove(self, digest: str, suffix: str) -> None:
        with contextlib.suppress(OSError):
            self._path_of(digest, f".{suffix}").unlink()

    def _note_use(self, digest: str, suffix: str) -> str:
        if self.story:
            with self._lock:
                self._of_story.add(f"{digest}{suffix}")
        return digest

    def _keep_story(self) -> None:
        """Write which entries the story has used; a withdrawal removes them by this."""
        path = self._path_of(self.story, STORY_SUFFIX)
        known = _read_names(path)
        if self._of_story <= known or self.problem:
            return
        content = "\n".join(sorted(known | self._of_story)).encode()
        with contextlib.suppress(OSError):
            _write_renamed(path, content)

    def close(self) -> None:
        """Trim the cache to its limit. It can still be used afterwards."""
        if self.story and self.folder is not None:
            self._keep_story()
        if self._written:
            self.trim()

    def info(self) -> CacheInfo:
        """The current contents of the cache."""
        sizes = [size for path, _, size in self._entries() if path.suffix != STORY_SUFFIX]
        folder = "" if self.folder is None else str(self.folder)
        return CacheInfo(folder, len(sizes), sum(sizes), self.limit_bytes, self.problem)

    def clear(self) -> int:
        """Remove every entry; returns how many were removed.

        Files that are not cache entries stay, whatever folder the cache was given.
        """
        removed = 0
        for path, _, _ in self._entries():
            with contextlib.suppress(OSError):
                path.unlink()
                removed += path.suffix != STORY_SUFFIX
        if self.folder is not None and self.folder.is_dir():
            for shelf in self._shelves():
                with contextlib.suppress(OSError):
                    shelf.rmdir()
        return removed

    def _entries(self) -> Iterator[tuple[Path, float, int]]:
        """Path, time of last use (seconds since 1970) and size (bytes) of each entry."""
        for shelf in self._shelves():
            try:
                files = list(os.scandir(shelf))
            except OSError:
                continue
            for file in files:
                try:
                    stat = file.stat(follow_symlinks=False)
                except OSError:
                    continue
                if file.name.endswith((SUFFIX, FRAMES_SUFFIX, STORY_SUFFIX)):
                    yield Path(file.path), stat.st_mtime, stat.st_size
                elif file.name.startswith(TEMPORARY_PREFIX):
                    _remove_abandoned(file.path, stat.st_mtime)

    def _shelves(self) -> Iterator[Path]:
        if self.folder is not None:
            with contextlib.suppress(OSError):
                for shelf in sorted(os.scandir(self.folder), key=lambda entry: entry.name):
                    if len(shelf.name) == 2 and shelf.is_dir(follow_symlinks=False):
                        yield Path(shelf.path)

    def _path_of(self, digest: str, suffix: str = SUFFIX) -> Path:
        folder = self.folder or Path()
        return folder / digest[:2] / f"{digest[2:]}{suffix}"

    def _write(self, path: Path, content: bytes) -> None:
        try:
            _write_renamed(path, content)
        except OSError as error:
            self._note("write", error)
            return
        with self._lock:
            self._written += len(content)
            trim = self._written > self.limit_bytes * TRIM_EVERY
        if trim:
            self.trim()

    def _count(self, *, hit: bool) -> None:
        with self._lock:
            self.hits += hit
            self.misses += not hit

    def _note(self, verb: str, error: OSError) -> None:
        reason = (error.strerror or str(error)).lower()
        self.problem = (
            f"cannot {verb} the cache in {self.folder}: {reason}; speech is not kept "
            f"(set another folder in {CACHE_VARIABLE})"
        )


def open_cache(
    folder: Path | None = None, *, limit_bytes: int = DEFAULT_LIMIT_BYTES
) -> SpeechCache:
    """The cache in `folder`, else in the folder of `AUDIOBRIEF_CACHE`, else the user's own.

    It never raises: without a writable home folder, `problem` says so after
    the first `put`, and nothing is kept.
    """
    try:
        place = folder or find_cache_folder()
    except (OSError, RuntimeError) as error:
        cache = SpeechCache(None, limit_bytes=limit_bytes)
        cache.problem = f"there is no home folder for the cache ({error}); speech is not kept"
        return cache
    cache = SpeechCache(place, limit_bytes=limit_bytes)
    if place is None:
        cache.problem = f"the cache is off ({CACHE_VARIABLE}={OFF}); speech is not kept"
    return cache


def stories_of(url: str, titles: Iterable[str]) -> tuple[str, ...]:
    """The digests that name a story: that of its address, or without one of its headlines."""
    names = [url] if url else list(dict.fromkeys(titles))
    return tuple(
        hashlib.sha256(f"story {name}".encode("utf-8", "surrogatepass")).hexdigest()
        for name in names
    )


def _read_names(path: Path) -> set[str]:
    try:
        lines = read_regular(path).decode("ascii", "replace").splitlines()
    except OSError:
        return set()
    return {line for line in lines if _NAME.fullmatch(line)}


def digest_of(engine: Named, text: str, delivery: DataclassInstance) -> str:
    """The digest that names an entry: SHA-256, in hex, of all that its samples depend on."""
    parts: list[Any] = [FORMAT, engine.name, engine.version, text]
    parts += [(f.name, getattr(delivery, f.name)) for f in dataclasses.fields(delivery)]
    # the representation separates the parts whatever they hold, and escapes lone surrogates
    return hashlib.sha256(ascii(parts).encode()).hexdigest()


def _write_renamed(path: Path, content: bytes) -> None:
    """Write `content` to `path`, whole or not at all, as long as the machine keeps running.

    The file is not synced to the disk: after a power cut an entry may be torn,
    which its checksum reveals.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _remove_abandoned(path: str, modified: float) -> None:
    # if the clock was set back, the age is negative, and the file stays until it is an hour old
    if time.time() - modified > ABANDONED_S:
        with contextlib.suppress(OSError):
            Path(path).unlink()
