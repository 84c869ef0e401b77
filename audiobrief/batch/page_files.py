"""Finds the pages in a folder of this machine, by their names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from audiobrief.batch.items import Item
from audiobrief.batch.listed_items import file_item
from audiobrief.fetch.recognition import has_lines_suffix
from audiobrief.publish.index_file import has_index
from audiobrief.publish.names import EPISODE, PAGE
from audiobrief.system.locations import INTERNAL

PAGE_SUFFIXES = {
    # what `fetch` reads; a compressed page has another suffix after this one
    ".html", ".htm", ".xhtml", ".txt", ".md", ".markdown", ".eml", ".mht", ".mhtml",
}  # fmt: skip
PACKED_SUFFIXES = {".gz", ".br", ".zst"}


def walk(folder: Path) -> Iterator[Item]:
    """The pages below a folder, sorted by name, without hidden ones and audiobrief's own.

    An output is often inside the folder of the pages. If its pages were taken, each run would
    make episodes of the episodes of the last one.
    """
    yield from _walk(folder, is_site=has_index(folder))


def _walk(folder: Path, *, is_site: bool = False) -> Iterator[Item]:
    # names only: the paths of 100,000 files would take several times the memory
    names = sorted(os.listdir(folder))  # noqa: PTH208 -- a Path for each of 100,000 files takes more memory
    if EPISODE in names:
        return
    for name in names:
        if name.startswith(".") or (is_site and name == PAGE):
            continue
        path = folder / name
        if is_page(name):
            yield file_item(path)
        elif has_lines_suffix(name):
            continue
        elif path.is_dir() and not path.is_symlink() and not is_output(path):
            yield from _walk(path)


def is_output(folder: Path) -> bool:
    """Whether a folder is an episode, or one that runs of audiobrief write episodes into."""
    return (folder / INTERNAL).is_dir() or (folder / EPISODE).is_file()


def is_in_output(path: Path, above: Path) -> bool:
    """Whether a file below the folder `above` lies in an output that is below it, too."""
    below = path.relative_to(above).parents
    return any(is_output(above / folder) for folder in below if folder != Path())


def leave_out_outputs(paths: Iterable[str], above: str) -> list[str]:
    """The paths of all files below the folder `above` of a store, without those in outputs."""
    listed = list(paths)
    outputs = {path.rpartition("/")[0] for path in listed if path.endswith(f"/{EPISODE}")}
    hidden = f"/{INTERNAL}/"
    outputs |= {path.partition(hidden)[0] for path in listed if hidden in path}
    outputs.discard(above.rstrip("/"))
    return [
        path for path in listed if outputs.isdisjoint(map(str, PurePosixPath(path).parents))
    ]


def is_page(name: str) -> bool:
    """Whether a file's name is that of a page, compressed or not."""
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 -- a Path for each of many thousands takes longer
    if suffix in PACKED_SUFFIXES:
        suffix = os.path.splitext(stem)[1]  # noqa: PTH122 -- a Path for each of many thousands takes longer
    return suffix in PAGE_SUFFIXES
