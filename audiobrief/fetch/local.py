"""Reads pages from files and stdin."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import BinaryIO, NoReturn

from audiobrief.errors import PageIsFeed, PageNotFound, PageRefused, PageUnreadable
from audiobrief.fetch import compression
from audiobrief.fetch.addresses import is_address
from audiobrief.fetch.decoding import decode
from audiobrief.fetch.recognition import (
    SHORTCUT_SUFFIXES,
    SNIFFED,
    Format,
    is_site_name,
    recognise,
    refuse_lines,
)
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late

STDIN = "-"
KINDS = {
    Format.HTML: PageKind.HTML, Format.TEXT: PageKind.TEXT, Format.MARKDOWN: PageKind.MARKDOWN,
}  # fmt: skip
SUFFIXES_OF_TYPES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "text/markdown": ".md",
}  # fmt: skip
"""Content type -> the suffix of a file of that type."""
_SAVED_FROM = compile_late(
    # the "mark of the web", written by Internet Explorer, Chromium and Firefox; the SingleFile
    # extension writes its name and the address instead
    r"<!--\s*(?:saved from url=\(\d{4}\)|Page saved with SingleFile\s+url:\s*)(https?://[^\s<>\"]+)",
    re.IGNORECASE,
)


def read_page(source: str | Path, *, max_bytes: int) -> Page:
    """The page in a file, or on stdin if `source` is "-".

    Raises:
        PageNotFound: the file does not exist.
        PageRefused: the file is larger than `max_bytes`, a feed, JSON, a shortcut, or holds
            nothing but addresses.
        PageUnreadable: the file is empty, binary, damaged, or may not be read.
    """
    data, suffix, name = read_bytes(source, max_bytes=max_bytes)
    refuse_lines(f"page{suffix}", name)
    if suffix in SHORTCUT_SUFFIXES:
        raise PageRefused(
            f"{name} is a shortcut to a page; give the address that is in it, or the file to "
            "`audiobrief add`"
        )
    return open_page(data, suffix=suffix, name=name)


def read_bytes(source: str | Path, *, max_bytes: int) -> tuple[bytes, str, str]:
    """The decompressed content of a file or stdin, its inner suffix, and its name in messages.

    Raises:
        PageNotFound, PageRefused, PageUnreadable: as in `read_page`.
    """
    name = "stdin" if source == STDIN else printable(str(source))
    raw = _raw_bytes(source, name, max_bytes)
    suffixes = [] if source == STDIN else [s.lower() for s in Path(source).suffixes]
    coding = compression.coding_of(raw, suffixes[-1] if suffixes else "")
    if suffixes and suffixes[-1] in compression.SUFFIXES:
        suffixes.pop()
    if coding:
        raw = compression.decompress([raw], [coding], max_bytes=max_bytes, name=name)
    return raw, suffixes[-1] if suffixes else "", name


def open_page(data: bytes, *, suffix: str, name: str, charset: str = "") -> Page:
    """The page in `data`, which is decompressed already.

    Raises:
        PageRefused: the data is a feed, JSON, or nothing but addresses.
        PageUnreadable: the data is empty, binary or damaged.
    """
    form = recognise(data, suffix)
    if form is Format.FEED:
        refuse_feed(name)
    if form in {Format.MAIL, Format.ARCHIVE}:
        from audiobrief.fetch.mail import open_mail

        return open_mail(data, name=name)
    text = decode(data, name=name, charset=charset, markup=form is Format.HTML)
    if _is_json(text):
        raise PageRefused(
            f"{name} is JSON, not a page; give a list of articles to `audiobrief batch`, and one "
            "article or a script, in a file whose name ends in .json, to `audiobrief make`"
        )
    if form is Format.TEXT and _holds_addresses_alone(text):
        raise PageRefused(
            f"{name} holds nothing but addresses; give one of them, or the file to "
            "`audiobrief batch`"
        )
    saved = _SAVED_FROM.search(text, 0, 4096) if form is Format.HTML else None
    return Page(text, KINDS[form], saved[1] if saved else "", name)


def refuse_feed(name: str, document: object = None) -> NoReturn:
    """Refuse a page that turned out to be a feed; `document` is the feed as fetched.

    Raises:
        PageIsFeed: always.
    """
    raise PageIsFeed(
        f"{name} is a feed, not a page; give the address of one of its articles, "
        "or the feed to `audiobrief batch`",
        document=document,
    )


def _holds_addresses_alone(text: str) -> bool:
    first = text[:SNIFFED].split(maxsplit=1)
    # most texts begin with another word, and are not split
    return bool(first) and is_address(first[0]) and all(map(is_address, text.split()))


def _is_json(text: str) -> bool:
    """Whether a text is an object of JSON, a list of objects, or lines of which each is one."""
    text = text.lstrip("\ufeff \t\r\n")
    if not text.startswith(("{", "[")):
        return False
    import msgspec

    for part in (text, text.partition("\n")[0]):
        try:
            tree = msgspec.json.decode(part)
        except (msgspec.DecodeError, RecursionError):
            continue
        rows = tree if isinstance(tree, list) else [tree]
        if rows and all(isinstance(row, dict) for row in rows):
            return True
    return False


def printable(name: str) -> str:
    """`name` in one line, with characters that a terminal cannot show escaped."""
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name
    )


def _raw_bytes(source: str | Path, name: str, max_bytes: int) -> bytes:
    if source == STDIN:
        stdin: BinaryIO | None = getattr(sys.stdin, "buffer", None)
        if stdin is None:
            raise PageNotFound("stdin is closed; give a file or an address")
        return _bounded(stdin, name, max_bytes)
    if str(source) == "":
        raise PageNotFound("the page's name is empty; give a file, an address or -")
    try:
        with Path(source).open("rb") as file:
            return _bounded(file, name, max_bytes)
    except FileNotFoundError as error:
        hint = "check the spelling"
        if isinstance(source, str) and is_site_name(source):
            hint = f"for the web, write https://{name}"
        raise PageNotFound(f"there is no file {name}; {hint}") from error
    except NotADirectoryError as error:
        raise PageNotFound(
            f"there is no file {name}; part of its path is a file, not a folder"
        ) from error
    except IsADirectoryError as error:
        raise PageUnreadable(
            f"{name} is a folder; give a page in it, or the folder to `audiobrief batch`"
        ) from error
    except PermissionError as error:
        if os.path.isdir(source):  # noqa: PTH112 -- Path.is_dir raises; Windows raises PermissionError for a folder
            raise PageUnreadable(
                f"{name} is a folder; give a page in it, or the folder to `audiobrief batch`"
            ) from error
        raise PageUnreadable(
            f"{name} cannot be read: no permission; change its permissions"
        ) from error
    except (OSError, ValueError) as error:
        # ValueError: the name contains a NUL
        reason = getattr(error, "strerror", None) or str(error)
        raise PageUnreadable(f"{name} cannot be read: {reason.lower()}") from error


def _bounded(file: BinaryIO, name: str, max_bytes: int) -> bytes:
    # Devices and pipes have no known size, so read one byte more than the limit allows
    def chunks() -> list[bytes]:
        return [file.read(max_bytes + 1)]

    return compression.collect(chunks(), max_bytes=max_bytes, name=name)
