"""Finds the pages in a folder of this machine, by their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from audiobrief.batch.items import Item
from audiobrief.batch.listed_items import file_item
from audiobrief.fetch.recognition import has_lines_suffix

PAGE_SUFFIXES = {
    # what `fetch` reads; a compressed page has another suffix after this one
    ".html", ".htm", ".xhtml", ".txt", ".md", ".markdown", ".eml", ".mht", ".mhtml",
}  # fmt: skip
PACKED_SUFFIXES = {".gz", ".br", ".zst"}


def walk(folder: Path) -> Iterator[Item]:
    """The pages below a folder, sorted by name, without hidden ones."""
    # names only: the paths of 100,000 files would take several times the memory
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 -- a Path for each of 100,000 files takes more memory
        if name.startswith("."):
            continue
        path = folder / name
        if is_page(name):
            yield file_item(path)
        elif has_lines_suffix(name):
            continue
        elif path.is_dir() and not path.is_symlink():
            yield from walk(path)


def is_page(name: str) -> bool:
    """Whether a file's name is that of a page, compressed or not."""
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 -- a Path for each of many thousands takes longer
    if suffix in PACKED_SUFFIXES:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122 -- a Path for each of many thousands takes longer
    return suffix in PAGE_SUFFIXES
