"""A checked cache of fetched pages, by hishel (RFC 9111: ETag, Last-Modified).

Each body is stored with a digest after it, so that a page that was damaged on the disk
is fetched again and not read aloud. Of an address only the newest answer is kept: what a
newsroom has corrected or taken down does not stay here.
"""

from __future__ import annotations

import contextlib
import email.utils
import hashlib
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import hishel
from hishel.requests import CacheAdapter
from requests import Response
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict

MAX_BYTES = 200_000_000
"""The most bytes of the whole cache; the least recently used pages are removed first."""
UNUSED_S = 30 * 24 * 3600
"""Seconds without use after which a page is removed."""
KEY_HEADER = "X-Hishel-Key"
"""The header that tells hishel the key of an answer; it is never sent."""
FILE_NAME = "pages.db"
_FORGET_BODIES = "DELETE FROM streams WHERE entry_id IN (SELECT id FROM entries WHERE {which})"
_FORGET = "DELETE FROM entries WHERE {which}"
_IS_KEY = "cache_key = ?"
_IS_BELOW = "substr(CAST(cache_key AS BLOB), 1, length(?1)) = ?1"
"""Whether an answer's address begins so; keys are stored as bytes."""
DIGEST_BYTES = hashlib.sha256().digest_size

# hishel logs the failures of a cache, and without a handler Python prints the log
logging.getLogger("hishel").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Kept:
    """A cached answer; its body is still compressed."""

    status: int
    headers: CaseInsensitiveDict[str]
    body: bytes

    def younger_than(self, seconds: float) -> bool:
        """Whether its Date header is less than `seconds` ago; False if it has none."""
        try:
            date = email.utils.parsedate_to_datetime(self.headers.get("Date", ""))
        except ValueError:
            return False
        return 0 <= time.time() - date.timestamp() < seconds


class PageStorage(hishel.SqliteStorage):
    """Stores bodies with their digest after them."""

    is_blind = False
    """Whether stored answers are not shown to hishel, which then asks without conditions."""

    @staticmethod
    def header_for(url: str) -> dict[str, str]:
        """The request header that makes hishel store the answer under `url`."""
        return {KEY_HEADER: url}

    def create_entry(
        self,
        request: hishel.Request,
        response: hishel.Response,
        key: str,
        **limits: float | None,
    ) -> hishel.Entry:
        """Store a response while it is read; see `hishel.BaseStorage`."""
        # a server's error does not replace a page
        replaced = [] if response.status_code >= 500 else super().get_entries(key)
        sealed = replace(response, stream=_seal(_chunks_of(response)))
        entry = super().create_entry(request, sealed, key, **limits)
        body = self._replacing(_without_seal(_chunks_of(entry.response)), replaced)
        return replace(entry, response=replace(entry.response, stream=body))

    def _replacing(
        self, chunks: Iterator[bytes], replaced: list[hishel.Entry]
    ) -> Iterator[bytes]:
        with contextlib.closing(chunks):  # type: ignore[type-var] # a generator
            yield from chunks
        # the body has come whole; hishel itself keeps the oldest answer, too
        for older in replaced:
            self.remove_entry(older.id)

    def get_entries(self, key: str) -> list[hishel.Entry]:
        """The undamaged responses under `key`; damaged ones are removed."""
        return [] if self.is_blind else self.read_entries(key)

    def remove_answers(self, url: str) -> None:
        """Remove what is stored of an address, so that it is no longer read."""
        for entry in self.read_entries(url):
            self.remove_entry(entry.id)

    def read_entries(self, key: str) -> list[hishel.Entry]:
        """The same as `get_entries`, also if the storage is blind."""
        whole = []
        for entry in super().get_entries(key):
            body = self._checked_body(entry)
            if body is None:
                self.remove_entry(entry.id)
            else:
                response = replace(entry.response, stream=iter([body]))
                whole.append(replace(entry, response=response))
        return whole

    def _checked_body(self, entry: hishel.Entry) -> bytes | None:
        try:
            kept = b"".join(_chunks_of(entry.response))
        except (sqlite3.Error, RuntimeError):
            return None
        body, digest = kept[:-DIGEST_BYTES], kept[-DIGEST_BYTES:]
        return body if hashlib.sha256(body).digest() == digest else None


def open_storage(folder: Path | None, *, is_blind: bool = False) -> PageStorage | None:
    """The cache in `folder`, or in the platform's cache folder; None if it cannot be written.

    A file there that is no cache, or is damaged, is replaced.
    """
    folder = folder or _own_folder()
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_sound(path):
            for name in (FILE_NAME, f"{FILE_NAME}-wal", f"{FILE_NAME}-shm"):
                (folder / name).unlink(missing_ok=True)
        storage = PageStorage(database_path=path, max_size=MAX_BYTES, default_tti=UNUSED_S)
        storage.is_blind = is_blind
    except (OSError, sqlite3.Error):
        return None
    return storage


def forget_answers(
    urls: Iterable[str], folder: Path | None, *, lists: Iterable[str] = ()
) -> None:
    """Remove the kept answers of these addresses, and their bytes from the cache's file.

    Feeds may carry whole articles, and have pages that differ in the address's query. So all
    answers go whose address begins as one of `lists` does before its query.

    Does nothing if there is no cache. Raises nothing: what cannot be removed is removed when
    it is unused.
    """
    path = (folder or _own_folder()) / FILE_NAME
    keys = [(url.encode("utf-8", "replace"),) for url in urls]
    stems = [(url.partition("?")[0].encode("utf-8", "replace"),) for url in lists]
    with contextlib.suppress(OSError, sqlite3.Error):
        if not (keys or stems) or not path.is_file():
            return
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            # hishel only hides what it removes, and SQLite leaves the bytes of deleted rows in
            # the file until it is written anew
            for which, values in ((_IS_KEY, keys), (_IS_BELOW, stems)):
                for statement in (_FORGET_BODIES, _FORGET):
                    connection.executemany(statement.format(which=which), values)
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _own_folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("audiobrief", appauthor=False) / "web"


class _Through(HTTPAdapter):
    inner: HTTPAdapter

    def send(self, *args: Any, **kwargs: Any) -> Response:
        return self.inner.send(*args, **kwargs)


class CachingAdapter(CacheAdapter, _Through):
    """Answers from a storage if RFC 9111 allows it, and through `inner` otherwise."""

    def __init__(self, storage: hishel.BaseStorage, inner: HTTPAdapter) -> None:
        # The cache has one user, so it may store private answers (RFC 9111 5.2.2.7)
        super().__init__(storage=storage, rfc=hishel.CacheOptions(shared=False))
        self.inner = inner

    def close(self) -> None:
        """Close the connections and the storage."""
        super().close()
        self.inner.close()


def kept(storage: PageStorage, url: str) -> Kept | None:
    """The cached answer for `url`, however old; None if there is none."""
    entries = [each for each in storage.read_entries(url) if each.response.status_code < 500]
    if not entries:
        return None
    response = entries[-1].response
    headers = CaseInsensitiveDict(dict(response.headers))
    return Kept(response.status_code, headers, b"".join(_chunks_of(response)))


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with contextlib.closing(PageStorage(database_path=path)) as storage:
            storage.get_entries("")
    except (sqlite3.DatabaseError, RuntimeError):
        # RuntimeError: hishel found tables that are not its own
        return False
    return True


def _chunks_of(response: hishel.Response) -> Iterator[bytes]:
    stream = response.stream
    if not isinstance(stream, Iterator):
        return
    try:
        yield from stream
    finally:
        # closing the iterator makes hishel discard a body that is only partly stored
        close = getattr(stream, "close", None)
        if close is not None:
            close()


def _seal(chunks: Iterator[bytes]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    with contextlib.closing(chunks):  # type: ignore[type-var] # a generator
        for chunk in chunks:
            digest.update(chunk)
            yield chunk
        yield digest.digest()


def _without_seal(chunks: Iterator[bytes]) -> Iterator[bytes]:
    held = b""
    with contextlib.closing(chunks):  # type: ignore[type-var] # a generator
        for chunk in chunks:
            held += chunk
            if len(held) > DIGEST_BYTES:
                yield held[:-DIGEST_BYTES]
                held = held[-DIGEST_BYTES:]
