"""Storage that is not on this machine: fsspec addresses such as "s3://bucket/episodes"."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from audiobrief.errors import BatchError

WEB = ("http://", "https://")
LISTABLE = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "file", "local"})
"""Schemes of storage that a line of a list may name: those of object stores, whose hosts an
address does not choose, and files of this machine."""
NOT_STORAGE = frozenset({
    # schemes of fsspec that fetch over HTTP from any host, without the checks of addresses
    "http", "https", "github", "gist", "git", "jupyter", "jlab", "reference", "generic", "webhdfs",
    "dask",
    # schemes that wrap another one
    "simplecache", "filecache", "blockcache", "cached", "zip", "tar", "libarchive", "dir",
})  # fmt: skip
CHAIN = "::"
"""What chains file systems of fsspec: "simplecache::s3://…"."""
MEDIA_TYPE_KEYS: dict[str, Callable[[str], dict[str, Any]]] = {
    # protocol of fsspec -> the arguments of its `pipe_file` for a media type; other protocols
    # store none. Without one these stores serve "application/octet-stream", which browsers save
    # instead of showing it
    "s3": lambda kind: {"ContentType": kind},
    "gs": lambda kind: {"content_type": kind},
    "abfs": lambda kind: {"content_settings": _azure_settings(kind)},
}
TAG_KEYS = ("ETag", "etag")
DATE_KEYS = ("LastModified", "last_modified", "mtime", "modified", "created")
"""Names of the time of change in stores' listings; `created` is for stores in which each write
makes a new file."""
END_OF_TIME = 253_402_300_800
"""The start of the year 10000 in POSIX seconds; `datetime` ends before it."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in a store, as its listing describes it."""

    size: int
    """The size in bytes."""
    tag: str = ""
    """A tag that changes with the content; empty if the store gives none."""
    modified: float | None = None
    """The time of change in POSIX seconds; None if the store gives none."""

    @property
    def is_marked(self) -> bool:
        """Whether the listing has a tag or a time, which change with the content."""
        return bool(self.tag) or self.modified is not None

    @property
    def sign(self) -> str:
        """Size, tag and time as one text."""
        return f"{self.size} {self.tag} {self.modified}"


def is_remote(address: str) -> bool:
    """Whether `address` is for fsspec, not a path or a page of the web."""
    return "://" in address and not address.lower().startswith((*WEB, "file://"))


def scheme_of(address: str) -> str:
    """What stands before "://", in lower case, with everything that is chained before it.

    Empty for a path.
    """
    scheme, mark, _ = address.partition("://")
    return scheme.lower() if mark else ""


def open_filesystem(address: str) -> tuple[Any, str]:
    """The fsspec file system of an address, and the path in it.

    Raises:
        BatchError: fsspec, or its package for this kind of address, is not installed; the address
            is chained, or fetched over HTTP.
    """
    if CHAIN in address or scheme_of(address) in NOT_STORAGE:
        raise BatchError(
            f"{address} is no storage: chained addresses, and those that are fetched over HTTP, "
            "are refused; give a path, the address of a page, or one of storage such as s3://…"
        )
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise BatchError(
            f"cannot open {address}: {error}; run `pip install 'audiobrief[storage]'`"
        ) from error
    return files, path


def put_whole(files: Any, path: str, content: bytes, media_type: str = "") -> None:
    """Write a file to a store, and make its folder if the store has folders.

    Stores that serve files to the web keep `media_type` with the file.
    """
    told: dict[str, Any] = {}
    if media_type:
        names = [files.protocol] if isinstance(files.protocol, str) else files.protocol
        keys = next((MEDIA_TYPE_KEYS[name] for name in names if name in MEDIA_TYPE_KEYS), None)
        told = keys(media_type) if keys else {}
    try:
        files.pipe_file(path, content, **told)
    except FileNotFoundError:
        folder = path.rpartition("/")[0]
        for each in (folder.rpartition("/")[0], folder):
            # without parents: a missing bucket is a misspelt one
            with contextlib.suppress(Exception):
                files.mkdir(each, create_parents=False)
        files.pipe_file(path, content, **told)


def list_stored(files: Any, root: str, *, depth: int) -> dict[str, Stored]:
    """The files below `root` by their relative paths, of at most `depth` names.

    Raises:
        Exception: the store's own error, if it cannot list some part of it.
    """
    files.invalidate_cache()
    found = (
        files.find(root, detail=True) if _lists_at_once(files) else _walk(files, root, depth)
    )
    # if the root is itself a file, a store may return its name only
    rows = found.items() if isinstance(found, dict) else ()
    start = f"{root.rstrip('/')}/"
    return {
        name.removeprefix(start): _read_row(row)
        for name, row in rows
        if name.startswith(start) and name.count("/", len(start)) < depth
    }


def _lists_at_once(files: Any) -> bool:
    """Whether the store can list all files below a path at once, as object stores can."""
    from fsspec import AbstractFileSystem
    from fsspec.asyn import AsyncFileSystem

    if isinstance(files, AsyncFileSystem):
        return type(files)._find is not AsyncFileSystem._find  # noqa: SLF001 -- the method that a store overrides
    return type(files).find is not AbstractFileSystem.find


def _walk(files: Any, root: str, depth: int) -> dict[str, Any]:
    """List folder by folder: fsspec's own walk silently skips folders that it cannot list."""
    found: dict[str, Any] = {}
    folders = [(root, 1)]
    for folder, level in folders:
        try:
            rows = files.ls(folder, detail=True)
        except FileNotFoundError:
            if folder == root:
                raise
            continue  # the folder was removed meanwhile
        for row in rows:
            if row["type"] != "directory":
                found[row["name"]] = row
            elif level < depth and row["name"].rstrip("/") != folder:
                folders.append((row["name"].rstrip("/"), level + 1))
    return found


def _read_row(row: dict[str, Any]) -> Stored:
    tag = next((str(row[key]) for key in TAG_KEYS if row.get(key)), "")
    dates = (_seconds_of(row[key]) for key in DATE_KEYS if key in row)
    date = next((date for date in dates if date is not None), None)
    return Stored(int(row.get("size") or 0), tag, date)


def _seconds_of(date: Any) -> float | None:
    """The POSIX time of a store's date, in seconds; None if it is no valid date."""
    try:
        if isinstance(date, str):
            date = datetime.fromisoformat(date)
        if isinstance(date, datetime):
            date = (date if date.tzinfo else date.replace(tzinfo=UTC)).timestamp()
        seconds = float(date)
    except (TypeError, ValueError, OverflowError):
        return None
    return seconds if 0 <= seconds < END_OF_TIME else None


def _azure_settings(kind: str) -> Any:
    return importlib.import_module("azure.storage.blob").ContentSettings(content_type=kind)
