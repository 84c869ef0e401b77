"""Opens what an item names: a page of this machine, of the web or in storage, or a script."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from audiobrief import errors
from audiobrief.batch.items import Item
from audiobrief.batch.storage import read_source
from audiobrief.episode.reader import Opened
from audiobrief.fetch import read_page
from audiobrief.model import Page
from audiobrief.settings.tree import Settings


def open_item(item: Item, settings: Settings) -> Opened:
    """The content at an item's path or address: a page, or the JSON of a script.

    Raises:
        PageError: the content cannot be read.
    """
    content: Page | bytes
    if item.page is None and item.path.lower().endswith(".json"):
        content = read_source(item.path)
    else:
        content = _page_of(item, settings)
    path = item.path if _is_here(item.path) else ""
    return Opened(
        content, item.source, path, item.url, item.id, item.given, item.hints, item.remarks
    )


def _page_of(item: Item, settings: Settings) -> Page:
    if item.page is not None:
        return item.page
    if not item.path:
        return read_page(item.url, settings=settings.fetch)
    if _is_here(item.path):
        _check_no_pipe(item.path)
        return read_page(Path(item.path), settings=settings.fetch)
    from audiobrief.fetch import compression, local

    data = read_source(item.path, limit=settings.fetch.max_bytes)
    coding = compression.coding_of(data)
    if coding:
        data = compression.decompress(
            [data], [coding], max_bytes=settings.fetch.max_bytes, name=item.source
        )
    return local.open_page(data, suffix=Path(item.path).suffix.lower(), name=item.source)


def _check_no_pipe(path: str) -> None:
    """Check that a page is none that only a deadline would end, such as a pipe among others.

    Raises:
        PageUnreadable: it is one.
    """
    with contextlib.suppress(OSError):
        kind = os.stat(path).st_mode  # noqa: PTH116 -- os.stat takes 1 us and Path.stat four times as long
        if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise errors.PageUnreadable(
                f"{path} is no regular file, but a pipe or a device; give the page as a file",
                path=path,
            )


def _is_here(path: str) -> bool:
    return "://" not in path
