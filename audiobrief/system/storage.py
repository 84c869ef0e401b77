"""Storage beyond this machine's disk: fsspec addresses such as "s3://bucket/episodes"."""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from audiobrief.errors import BatchError

WEB = ("http://", "https://")
MEDIA_TYPE_KEYS: dict[str, Callable[[str], dict[str, Any]]] = {
    # protocol of fsspec -> what its `pipe_file` takes for a media type; others keep none.
    # Without one these stores serve "application/octet-stream", which browsers save, not show
    "s3": lambda kind: {"ContentType": kind},
    "gs": lambda kind: {"content_type": kind},
    "abfs": lambda kind: {"content_settings": _azure_settings(kind)},
}
TAG_KEYS = ("ETag", "etag")
DATE_KEYS = ("LastModified", "last_modified", "mtime", "modified", "created")
"""What stores call it in their listings; the last where each writing makes another file."""
END_OF_TIME = 253_402_300_800
"""The year 10000, which `datetime` does not reach, in POSIX seconds."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of a store, as a listing tells of it."""

    size: int
    """Bytes."""
    tag: str = ""
    """Another one for another content; empty where the store tells none."""
    modified: float | None = None
    """POSIX time, seconds; None where the store tells none."""

    @property
    def is_marked(self) -> bool:
        """Whether the store tells anything that changes with the content, beside its size."""
        return bool(self.tag) or self.modified is not None

    @property
    def sign(self) -> str:
        """All that it tells, in one."""
        return f"{self.size} {self.tag} {self.modified}"


def is_remote(address: str) -> bool:
    """Whether `address` is for fsspec, rather than a path or a page of the web."""
    return "://" in address and not address.startswith((*WEB, "file://"))


def open_filesystem(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises:
        BatchError: fsspec, or its part for this kind of address, is not installed.
    """
    try:
        import fsspec

        files, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise BatchError(
            f"cannot open {address}: {error}; run `pip install 'audiobrief[storage]'`"
        ) from error
    return files, path


def put_whole(files: Any, path: str, content: bytes, media_type: str = "") -> None:
    """A file of a store, with the folder that it is in where the store has such things.

    Stores that serve the web themselves keep `media_type` with it.
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
            # without parents: a bucket that is not there was misspelt
            with contextlib.suppress(Exception):
                files.mkdir(each, create_parents=False)
        files.pipe_file(path, content, **told)


def list_stored(files: Any, root: str, *, depth: int) -> dict[str, Stored]:
    """All files below `root`, by their paths from there, at most `depth` names long.

    Raises:
        Exception: the store's own, where it cannot list any part of it.
    """
    files.invalidate_cache()
    found = (
        files.find(root, detail=True) if _lists_at_once(files) else _walk(files, root, depth)
    )
    # a store whose root is itself a file gives its name alone
    rows = found.items() if isinstance(found, dict) else ()
    start = f"{root.rstrip('/')}/"
    return {
        name.removeprefix(start): _read_row(row)
        for name, row in rows
        if name.startswith(start) and name.count("/", len(start)) < depth
    }


def _lists_at_once(files: Any) -> bool:
    """Whether it has a request for all files below a path, as object stores have."""
    from fsspec import AbstractFileSystem
    from fsspec.asyn import AsyncFileSystem

    if isinstance(files, AsyncFileSystem):
        return type(files)._find is not AsyncFileSystem._find  # noqa: SLF001 -- what its authors override
    return type(files).find is not AbstractFileSystem.find


def _walk(files: Any, root: str, depth: int) -> dict[str, Any]:
    """Folder by folder: fsspec's own walk leaves out what cannot be listed, and says nothing."""
    found: dict[str, Any] = {}
    folders = [(root, 1)]
    for folder, level in folders:
        try:
            rows = files.ls(folder, detail=True)
        except FileNotFoundError:
            if folder == root:
                raise
            continue  # removed meanwhile
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
    """POSIX time of what a store gives as a date; None for what is none."""
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
