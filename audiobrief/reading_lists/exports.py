"""Reads the files that read-later services export: Instapaper, Pocket, Omnivore and the like.

    file --read_list_export--> the unread articles in it, or None if it is no such file

Such a file is told by its content: a table by its headings, a page by Pocket's attributes.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from audiobrief.errors import ReadingListError
from audiobrief.patterns import compile_late
from audiobrief.reading_lists import Saved
from audiobrief.reading_lists.values import moment_at, parse_moment, text_at
from audiobrief.system.files import opened_regular, read_regular
from audiobrief.system.json_content import WrongJson, decode_json

MAX_BYTES = 100_000_000
"""The most bytes of an export after decompression."""
MAX_FIELD = 10_000_000
SNIFFED = 4096
COLUMNS = {
    # what a column says -> its names in the exports, in lower case; the first that is there counts
    "url": ("url", "given_url", "href", "link"),
    "title": ("title", "resolved_title", "name"),
    "added": ("timestamp", "time_added", "created_at", "saved_at", "savedat", "date_added", "created"),
    "state": ("status", "folder", "state", "is_archived", "archived"),
}  # fmt: skip
DONE = {
    # values of the state of an article that was read, in lower case
    "archive", "archived", "read", "true", "1", "deleted", "failed",
}  # fmt: skip
METADATA = compile_late(r"(?:.*/)?metadata_[\w-]+\.json\Z")
"""The lists in Omnivore's export, of some twenty articles each."""
_POCKET = compile_late(r"<title>\s*Pocket Export\b|<a\b[^<>]*\btime_added=", re.IGNORECASE)
_READ = compile_late(r"\bread\b|\barchive", re.IGNORECASE)


def read_list_export(path: Path) -> tuple[Saved, ...] | None:
    """The unread articles in a file that a service exported; None if it is no such file.

    Raises:
        ReadingListError: it is one, and damaged or too large.
        OSError: it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return tuple(_read_table(_text_of(path)))
    if suffix in {".html", ".htm"} and _is_pocket(path):
        return tuple(_read_pocket(_text_of(path)))
    if suffix == ".zip" or path.is_dir():
        rows = _read_zip(path) if suffix == ".zip" else _read_folder(path)
        return None if rows is None else tuple(_read_omnivore(rows, path))
    return None


def _text_of(path: Path) -> str:
    with opened_regular(path) as file:
        content = file.read(MAX_BYTES + 1)
    _check_size(len(content), path)
    return content.decode("utf-8-sig", "replace")


def _check_size(size: int, path: Path) -> None:
    if size > MAX_BYTES:
        raise ReadingListError(
            f"{path} has more than {MAX_BYTES / 1e6:g} million bytes; split it", path=path
        )


# ------------------------------------------------------------------- tables


def _read_table(text: str) -> Iterator[Saved]:
    """A table with a line of headings: Instapaper's, Pocket's, and others' like them."""
    csv.field_size_limit(MAX_FIELD)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        names = {name.strip().lower(): name for name in rows.fieldnames or () if name}
        found = {
            what: next((names[each] for each in known if each in names), "")
            for what, known in COLUMNS.items()
        }
        if not found["url"]:
            raise ReadingListError(
                "the table has no column of addresses; its first line should name one: "
                f"{', '.join(COLUMNS['url'])}"
            )
        for row in rows:
            saved = _saved_of(row, found)
            if saved is not None:
                yield saved
    except csv.Error as error:
        raise ReadingListError(f"the table is damaged: {error}") from error


def _saved_of(row: Mapping[str, Any], columns: Mapping[str, str]) -> Saved | None:
    def at(what: str) -> str:
        return str(row.get(columns[what]) or "").strip() if columns[what] else ""

    url = at("url")
    if not _is_web(url) or at("state").lower() in DONE:
        return None
    title = at("title")
    return Saved(
        id=url, url=url, title="" if title == url else title, added=parse_moment(at("added"))
    )


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))


# ------------------------------------------------------------------- Pocket


def _is_pocket(path: Path) -> bool:
    with opened_regular(path) as file:
        return _POCKET.search(file.read(SNIFFED).decode("utf-8", "replace")) is not None


def _read_pocket(text: str) -> Iterator[Saved]:
    """Pocket's page of links: a heading "Unread" with a list, then "Read Archive" with one."""
    from lxml import etree

    root = etree.HTML(text.encode("utf-8", "replace"), etree.HTMLParser(encoding="utf-8"))
    if root is None:
        return
    is_read = False
    for element in root.iter("h1", "h2", "a"):
        said = "".join(element.itertext()).strip()
        if element.tag != "a":
            is_read = _READ.search(said.lower().replace("unread", "")) is not None
            continue
        url = (element.get("href") or "").strip()
        if not is_read and _is_web(url):
            title = "" if said == url else said
            added = parse_moment(element.get("time_added") or "")
            yield Saved(id=url, url=url, title=title, added=added)


# ----------------------------------------------------------------- Omnivore

Files = Mapping[str, bytes]
"""Name in the export -> content, of the lists and of the articles' pages."""


DAMAGES = (
    # what zipfile raises for an archive that is none, or whose parts are elsewhere or encrypted
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error,
)  # fmt: skip


def _read_zip(path: Path) -> Files | None:
    try:
        with opened_regular(path) as file, zipfile.ZipFile(file) as archive:
            names = [each for each in archive.infolist() if _is_wanted(each.filename)]
            if not any(METADATA.match(each.filename) for each in names):
                return None
            _check_size(sum(each.file_size for each in names), path)
            return {each.filename: _inflate(archive, each, path) for each in names}
    except DAMAGES as error:
        raise ReadingListError(f"{path} is damaged: {error}", path=path) from error


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path) -> bytes:
    with archive.open(info) as file:
        # what the directory of the archive says of sizes may be false
        content = file.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise ReadingListError(f"{path} is damaged: {info.filename} is larger", path=path)
    return content


def _read_folder(path: Path) -> Files | None:
    lists = [each for each in path.glob("metadata_*.json") if each.is_file()]
    if not lists:
        return None
    found = [*lists, *(each for each in path.glob("content/*.html") if each.is_file())]
    _check_size(sum(each.stat().st_size for each in found), path)
    return {each.relative_to(path).as_posix(): read_regular(each) for each in found}


def _is_wanted(name: str) -> bool:
    return bool(METADATA.match(name)) or ("content/" in name and name.endswith(".html"))


def _read_omnivore(files: Files, path: Path) -> Iterator[Saved]:
    pages = {Path(name).name: content for name, content in files.items() if name.endswith("l")}
    for name in sorted(files):
        if not METADATA.match(name):
            continue
        try:
            rows: Iterable[dict[str, Any]] = decode_json(files[name], list[dict[str, Any]])
        except WrongJson as error:
            raise ReadingListError(f"{path}: {name} is damaged: {error}", path=path) from error
        for row in rows:
            url = text_at(row, "url")
            if not _is_web(url) or text_at(row, "state").lower() in DONE:
                continue
            page = pages.get(f"{text_at(row, 'slug')}.html", b"")
            yield Saved(
                id=text_at(row, "id") or url,
                url=url,
                title=text_at(row, "title"),
                added=moment_at(row, "savedAt"),
                html=page.decode("utf-8", "replace"),
            )
