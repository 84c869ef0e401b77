"""Read a mail in HTML that forwards another: its header, and where the other's text begins.

Gmail, Outlook, Apple Mail, Thunderbird and Yahoo write From, Date, Subject and To above a mail
that they forward, each in a markup of its own: lines, cells of a table, or paragraphs. Read as
lines of text they are alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobrief.cleaner.lines import Layout, Line
from audiobrief.cleaner.mail_text import (
    ADDRESSED,
    ANNOUNCED,
    DATE,
    HEADER,
    MAX_COVER,
    MAX_LEVELS,
    NAMES,
    OTHER,
    PREFIX,
    SENDER,
    SUBJECT,
)
from audiobrief.cleaner.metadata import Metadata, parse_date, read_byline
from audiobrief.model import Author
from audiobrief.patterns import compile_late

MAIL_HEADER = "header of a mail"
SIGNATURE = "signature of a mail"
NAME_ALONE = compile_late(r"\s*([^\W\d_][\w-]{0,11})\s?:\s*$")
"""A header's name in a cell of its own, with its value in the next."""
MAX_FIELDS = 24
"""Lines of the longest header, with names and values in cells of their own."""
MAX_NAME = 14
"""Characters of the longest such cell."""
NEEDED = {SUBJECT, SENDER, DATE}
"""What every mail program says of a mail that it forwards."""
MAIL_ADDRESS = compile_late(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
WROTE = compile_late(
    # the line that mail programs write above what they quote
    r".{6,160}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\w*|kirjoitti)\s?:$"
)
SIGNED = frozenset({"gmailsignature", "mozsignature", "signature", "mssignature"})
"""Words in the classes and ids of signatures: Gmail, Thunderbird, Outlook."""
MAX_TABLES = 3
"""Tables of a mail that a person wrote; a newsletter is laid out in dozens."""


def take_forwarded(layout: Layout, metadata: Metadata) -> Metadata:
    """Return the metadata of the mail that a mail forwards; else `metadata`.

    The lines down to the end of the other's header get their reason, and `layout.letter` says
    where its text begins.
    """
    start = 0
    found: dict[str, str] = {}
    for _ in range(MAX_LEVELS):
        end, headers = _header(layout.lines, start)
        if not headers:
            break
        found, start = {**found, **headers}, end
    if not found:
        return _unprefixed(layout, metadata)
    layout.letter = start
    for line in layout.lines[:start]:
        line.reason = line.reason or MAIL_HEADER
    tables = sum(box.name == "table" for box in layout.boxes)
    layout.whole = tables <= MAX_TABLES
    for box in layout.boxes:
        if not SIGNED.isdisjoint(box.words) and box.first >= start:
            box.reason = SIGNATURE
    sender = ADDRESSED.sub("", found[SENDER]).strip("\"' ")
    return replace(
        metadata,
        title=PREFIX.sub("", found[SUBJECT]) or metadata.title,
        authors=read_byline(sender) or ((Author(sender),) if sender else ()),
        published=parse_date(found[DATE], metadata.language) or metadata.published,
        modified=None,
        dek="",
    )


def _header(lines: Sequence[Line], start: int) -> tuple[int, dict[str, str]]:
    """Return where a header near `start` ends, and what it says; an empty dict if none is there."""
    said = 0
    announced = False
    for at in range(start, len(lines)):
        text = lines[at].text
        # a line of thousands of dashes would be looked at from each of them
        is_short = len(text) <= MAX_COVER
        announced = announced or (is_short and bool(ANNOUNCED.match(text.casefold())))
        if _field(lines, at) is not None:
            end, headers, written = _fields(lines, at)
            # A story may print a memo's header, which has no address.
            if headers.keys() >= NEEDED and (announced or written):
                return end, headers
        said += len(text)
        if said > MAX_COVER:
            break
    return 0, {}


def _fields(lines: Sequence[Line], at: int) -> tuple[int, dict[str, str], bool]:
    """Return the end of the header at `at`, its fields, and whether it gives an address."""
    headers: dict[str, str] = {}
    written = False
    end = min(len(lines), at + MAX_FIELDS)
    while at < end and (field := _field(lines, at)) is not None:
        kind, value, size = field
        headers.setdefault(kind, value)
        written = written or bool(MAIL_ADDRESS.search(value))
        at += size
    return at, headers, written


def _field(lines: Sequence[Line], at: int) -> tuple[str, str, int] | None:
    """Return the kind and the value of the header's field at `at`, and its number of lines."""
    text = lines[at].text
    found: re.Match[str] | None = HEADER.match(text)
    if found and (kind := NAMES.get(found[1].casefold())):
        return kind, found[2].strip().strip("*"), 1
    alone = NAME_ALONE.match(text) if len(text) <= MAX_NAME else None
    if alone and at + 1 < len(lines) and (kind := NAMES.get(alone[1].casefold())):
        return kind, lines[at + 1].text, 2
    return None


def _unprefixed(layout: Layout, metadata: Metadata) -> Metadata:
    """Return `metadata` without "Re:" before the title if the page is a mail that answers one."""
    if not PREFIX.match(metadata.title):
        return metadata
    quotes = any(line.text.endswith(":") and WROTE.match(line.text) for line in layout.lines)
    headed = any(kind for line in layout.lines if (kind := _kind(line.text)) and kind != OTHER)
    if not (quotes or headed):
        return metadata
    return replace(metadata, title=PREFIX.sub("", metadata.title))


def _kind(text: str) -> str:
    found = HEADER.match(text)
    return NAMES.get(found[1].casefold(), "") if found else ""
