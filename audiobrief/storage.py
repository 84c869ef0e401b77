"""Storage beyond this machine's disk: fsspec addresses such as "s3://bucket/episodes"."""

from __future__ import annotations

import contextlib
from typing import Any

from audiobrief.errors import BatchError

WEB = ("http://", "https://")


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


def put_whole(files: Any, path: str, content: bytes) -> None:
    """A file of a store, with the folder that it is in where the store has such things."""
    try:
        files.pipe_file(path, content)
    except FileNotFoundError:
        folder = path.rpartition("/")[0]
        for each in (folder.rpartition("/")[0], folder):
            # without parents: a bucket that is not there was misspelt
            with contextlib.suppress(Exception):
                files.mkdir(each, create_parents=False)
        files.pipe_file(path, content)
