"""Turns what a producer names into a stream of items; each source is read only when needed."""

from __future__ import annotations

import glob
import io
import itertools
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from audiobrief.batch.items import Item, Listed, Noted
from audiobrief.batch.list_lines import MAX_NAME, is_on_web, place_below
from audiobrief.batch.list_reader import ListReader
from audiobrief.batch.listed_feeds import list_document, list_feed, name_list
from audiobrief.batch.listed_items import (
    data_item,
    entry_items,
    file_item,
    inline_item,
    normalise,
    web_item,
)
from audiobrief.batch.listing_faults import guarded, shown
from audiobrief.batch.page_files import (
    PAGE_SUFFIXES,
    is_in_output,
    is_page,
    leave_out_outputs,
    walk,
)
from audiobrief.batch.repeated_lines import RepeatedLines
from audiobrief.batch.storage import read_source
from audiobrief.errors import BatchError
from audiobrief.fetch import (
    FetchSettings,
    is_address,
    read_document,
    read_export,
    read_lines,
    read_posts,
)
from audiobrief.fetch.recognition import SNIFFED, has_lines_suffix, is_feed
from audiobrief.fetch.wordpress import POSTS, is_export
from audiobrief.filed.reading import name_kind, read_data
from audiobrief.model import PageKind
from audiobrief.patterns import compile_late
from audiobrief.settings.tree import BatchSettings
from audiobrief.system.files import opened_regular
from audiobrief.system.json_content import WrongJson, decode_json
from audiobrief.system.storage import is_remote, open_filesystem, scheme_of

__all__ = ["normalise", "read_sources"]

STDIN = "-"
XML_SUFFIXES = {".xml", ".rss", ".atom", ".opml", ".rdf"}
LIST_LIKE = compile_late(
    # addresses of feeds and sitemaps in WordPress, Ghost, Drupal and news sitemaps
    r"(?:\.(?:xml|rss|atom|opml|rdf)(?:\.gz)?|/(?:feeds?|rss|atom)(?:/[\w-]*)?)/?\Z|"
    r"\bfeed=|sitemap[^/]*\Z|/\.xml\Z",
    re.IGNORECASE,
)
LIST_HEAD = 20
"""The lines of a text file that decide whether it is a list or a page."""
LEAST_PROSE = 3
"""The words of a line that a name with a flaw in it seldom has."""
MAX_LINE = 20_000_000
"""The most characters in a line of JSON, which may hold a page of the largest size."""


def read_sources(
    names: Iterable[str | Path | Listed],
    settings: FetchSettings | None = None,
    *,
    bounds: BatchSettings | None = None,
    stdin: IO[str] | None = None,
    reader: ListReader | None = None,
) -> Iterator[Listed]:
    """The articles in files, globs, folders, addresses, feeds, sitemaps, OPML and lists.

    What is listed already is passed on as it is.

    A source that cannot be read gives an `Unlisted`, and the next source follows. After the
    articles of a feed or sitemap that was read without a fault comes a `ReadToEnd`. `bounds`
    says how long a feed, a sitemap or OPML may take, and how much memory. A `reader` of the
    caller, which has settings and bounds of its own, is used in their place and stays open.
    """
    if reader is not None:
        yield from _tell_once(_read_all(names, reader, stdin))
        return
    with ListReader(settings or FetchSettings(), bounds or BatchSettings()) as opened:
        yield from _tell_once(_read_all(names, opened, stdin))


def _read_all(
    names: Iterable[str | Path | Listed], reader: ListReader, stdin: IO[str] | None
) -> Iterator[Listed]:
    for named in names:
        if not isinstance(named, str | Path):
            yield named
            continue
        name = str(named)
        listed = guarded(name, _read, name, reader, stdin)
        if _can_leave(name):
            listed = name_list(name, listed)
        yield from listed


def _tell_once(listed: Iterable[Listed]) -> Iterator[Listed]:
    """The same without a note about what an earlier one has said."""
    told: set[str] = set()
    for found in listed:
        if isinstance(found, Noted):
            if found.key in told:
                continue
            told.add(found.key)
        yield found


def _can_leave(name: str) -> bool:
    """Whether a story leaves a source that no longer names it: a feed, a sitemap, a site."""
    if is_address(name):
        return not has_lines_suffix(name)
    return Path(name).suffix.lower() in XML_SUFFIXES


def _read(name: str, reader: ListReader, stdin: IO[str] | None) -> Iterator[Listed]:
    if name == STDIN:
        return _read_lines(stdin or sys.stdin, "stdin", "", reader)
    if is_remote(name):
        return _read_remote(name, reader)
    if is_address(name) and scheme_of(name) != "file":
        return _read_address(name, reader)
    path = Path(name.removeprefix("file://"))
    if path.is_dir():
        return walk(path)
    if not path.exists() and glob.has_magic(str(path)):
        return _expand(str(path), reader)
    return _read_file(path, reader)


# --------------------------------------------------------------------- files


def _expand(pattern: str, reader: ListReader) -> Iterator[Listed]:
    found = False
    # what is before the first wildcard was named by the user, and nothing in it is left out
    plain = itertools.takewhile(lambda part: not glob.has_magic(part), Path(pattern).parts)
    above = Path(*plain)
    for name in sorted(glob.iglob(pattern, recursive=True)):  # noqa: PTH207 -- Path.glob accepts no absolute pattern
        path = Path(name)
        if path.is_dir() or is_in_output(path, above):
            continue
        found = True
        yield from guarded(name, _read_file, path, reader)
    if not found:
        raise BatchError(
            f"nothing matches {shown(pattern)}; check the pattern", path=shown(pattern)
        )


def _read_file(path: Path, reader: ListReader) -> Iterator[Listed]:
    suffix = path.suffix.lower()
    if not path.exists():
        raise BatchError(f"there is no file or folder {path}; check the spelling", path=path)
    if not path.is_file():
        # what reads it would wait for a pipe, and a device such as /dev/zero has no end
        raise BatchError(
            f"{path} is neither a file nor a folder; give a file, or - for what another program "
            "prints",
            path=path,
        )
    if has_lines_suffix(path.name):
        return _read_open(path, reader)
    if suffix in XML_SUFFIXES and is_export(path):
        return entry_items(str(path), read_export(path))
    if suffix in XML_SUFFIXES:
        return list_document(read_document(path, settings=reader.fetch), reader)
    if suffix == ".txt" and _is_list(path):
        return _read_open(path, reader)
    if suffix not in PAGE_SUFFIXES and _starts_as_feed(path):
        return list_feed(read_document(path, settings=reader.fetch), reader)
    return iter((file_item(path),))


def _starts_as_feed(path: Path) -> bool:
    """Whether a file without a telling suffix is a feed."""
    with opened_regular(path) as file:
        return is_feed(file.read(SNIFFED))


def _read_open(path: Path, reader: ListReader) -> Iterator[Listed]:
    with _open_text(path) as lines:
        yield from _read_lines(lines, str(path), str(path.parent), reader)


def _open_text(path: Path) -> io.TextIOWrapper:
    return io.TextIOWrapper(opened_regular(path), encoding="utf-8-sig", errors="replace")


def _is_list(path: Path) -> bool:
    """Whether the lines at the head of a text file name articles, which makes it a list."""
    with _open_text(path) as file:
        return _reads_as_list(itertools.islice(file, LIST_HEAD * 2), str(path.parent))


def _reads_as_list(head: Iterable[str], folder: str) -> bool:
    stripped = [line.strip() for line in itertools.islice(head, LIST_HEAD * 2)]
    lines = [line for line in stripped if line and not line.startswith("#")][:LIST_HEAD]
    others = [line for line in lines if not _names_article(line, folder)]
    if not others:
        return bool(lines)
    # a damaged line fails by itself, and does not make a page to be read aloud of the others
    return any(map(is_on_web, lines)) and not any(map(_is_prose, others))


def _is_prose(line: str) -> bool:
    """Whether a line that names nothing reads as a part of a text, and not as a damaged name."""
    return len(line.split()) >= LEAST_PROSE and not is_on_web(line)


def _names_article(line: str, folder: str) -> bool:
    if is_address(line) or is_remote(line) or line.startswith("{"):
        return True
    if len(line) > 1000:
        return False
    return is_page(line) or glob.has_magic(line) or Path(folder, line).exists()


# --------------------------------------------------------------------- lists


def _read_lines(lines: IO[str], name: str, folder: str, reader: ListReader) -> Iterator[Listed]:
    """The articles of a list: a source or JSON object per line, paths relative to the list."""
    repeated = RepeatedLines(name)
    for number, line in enumerate(iter(lambda: lines.readline(MAX_LINE), ""), start=1):
        text = line.strip().lstrip("\ufeff")
        if not text or text.startswith("#"):
            continue
        where = f"{name}, line {number}"
        if text.startswith("{"):
            yield from guarded(where, _json_items, text, where, folder, number, repeated)
        elif number == 1 and text.startswith("<"):
            yield inline_item(line + lines.read(), name, PageKind.HTML)
            return
        else:
            yield from guarded(where, _read_line, text, where, folder, reader)


def _read_line(text: str, where: str, folder: str, reader: ListReader) -> Iterator[Listed]:
    """The articles of a source that a line of a list names."""
    if text == STDIN:
        raise BatchError(f"{where}: a list cannot name stdin (-)")
    if len(text) > MAX_NAME:
        raise BatchError(
            f"{where} is neither a JSON object nor a source; it begins {text[:40]!r}"
        )
    source = place_below(folder, text)
    if not is_address(text) and not is_remote(source) and not _exists(source):
        _check_no_json(text, where)
    return _read(source, reader, None)


def _check_no_json(text: str, where: str) -> None:
    """Check that a line which names nothing was not meant to be JSON.

    A pattern such as "[]" is a value of JSON, too.
    """
    try:
        flaw = f"is no JSON object, but {name_kind(decode_json(text, object))}"
    except WrongJson:
        if not has_lines_suffix(where.rpartition(", line ")[0]) or glob.has_magic(text):
            return
        flaw = f"is neither a JSON object nor a source that exists: {shown(text)!r}"
    raise BatchError(f'{where} {flaw}; write an object such as {{"url": "https://…"}}')


def _exists(source: str) -> bool:
    try:
        return os.path.exists(source)  # noqa: PTH110 -- Path.exists raises for a name that is too long
    except ValueError:
        return False  # it has a NUL


def _json_items(
    text: str, where: str, folder: str, number: int, repeated: RepeatedLines
) -> Iterator[Listed]:
    try:
        row: dict[str, Any] = decode_json(text, dict[str, Any])
    except WrongJson as error:
        raise BatchError(f"{where} is not a JSON object: {error}") from error
    reading = read_data(row, where, also=("path",))
    for key in reading.unknown:
        yield Noted(where, f"{where}: key {key} is unknown, and is left out everywhere", key)
    path = row.get("path") or ""
    if not isinstance(path, str):
        raise BatchError(f"{where}: path must be text")
    if path and is_on_web(folder):
        raise BatchError(
            f'{where}: a list on the web may not name a file ("path"); give its address as "url"'
        )
    if "\0" in path:
        raise BatchError(f"{where}: path has a NUL character, which no file's name has")
    if is_on_web(path):
        raise BatchError(f'{where}: "path" is of a file; give the address as "url"')
    item = data_item(reading, where, place_below(folder, path) if path else "")
    yield repeated.judge(item, row, number)


# ---------------------------------------------------------------- addresses


def _read_address(url: str, reader: ListReader) -> Iterator[Listed]:
    if POSTS.search(url):
        return entry_items(url, read_posts(url, settings=reader.fetch))
    if has_lines_suffix(url):
        return _read_web_list(url, reader)
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise BatchError(
            f"{shown(url)} is not an address: {error}; check it", url=url
        ) from error
    if not LIST_LIKE.search(parts.path) and not LIST_LIKE.search(parts.query):
        return iter((web_item(url),))
    return list_document(read_document(url, settings=reader.fetch), reader)


def _read_web_list(url: str, reader: ListReader) -> Iterator[Listed]:
    lines = io.StringIO(read_lines(url, settings=reader.fetch))
    return _read_lines(lines, url, url, reader)


def _read_remote(address: str, reader: ListReader) -> Iterator[Listed]:
    """The articles at an fsspec address: a page, a list, a pattern, or a folder's pages."""
    suffix = Path(address).suffix.lower()
    is_lines = has_lines_suffix(address)
    if is_lines or suffix == ".txt":
        text = read_source(address).decode("utf-8-sig", "replace")
        folder = address.rpartition("/")[0]
        if is_lines or _reads_as_list(text.splitlines(), folder):
            yield from _read_lines(io.StringIO(text), address, folder, reader)
            return
    files, path = open_filesystem(address)
    scheme = address.partition("://")[0]
    if glob.has_magic(path):
        names = sorted(files.glob(path))
    elif files.isdir(path):
        names = sorted(filter(is_page, leave_out_outputs(files.find(path), path)))
    else:
        names = [path]
    if not names:
        raise BatchError(f"nothing matches {address}; check the spelling", path=address)
    for name in map(str, names):
        full = f"{scheme}://{name}"
        yield Item(full, full, path=full)
