"""Tell what a date on a page means: the day of publication, of a change, today's, or a post's."""

from __future__ import annotations

import re
from datetime import datetime

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.dates import HAS_YEAR, parse_date
from audiobrief.cleaner.metadata.landmarks import short_text
from audiobrief.patterns import compile_late

# Words that tell what the date in the same line of text means
NAMES_MODIFIED_WORDS = r"updated?|modified|aktualisiert|geändert|stand\s*:?\s*\d|actualizad|mis à jour|modifié|aggiornat|aktualizacja|bijgewerkt|uppdaterad|oppdatert|zuletzt"
NAMES_MODIFIED = compile_late(
    NAMES_MODIFIED_WORDS,
    re.IGNORECASE,
)
NAMES_EVENT = compile_late(
    r"termin|veranstaltung|event|evento|beginn|start|bis\b|until|from\b", re.IGNORECASE
)
NAMES_PUBLISHED_WORDS = r"publish|posted|veröffentlicht|publiziert|erstellt|publicad|publié|pubblicat|opublikowan|gepubliceerd|publicerad|publisert|created|geschrieben|eingestellt|^on\b|^am\b|^vom\b"
NAMES_PUBLISHED = compile_late(
    NAMES_PUBLISHED_WORDS,
    re.IGNORECASE,
)
NAMES_CHANGE = compile_late(rf"{NAMES_MODIFIED_WORDS}|{NAMES_PUBLISHED_WORDS}", re.IGNORECASE)
# The classes of posts that the scripts of social networks fill
EMBED = compile_late(
    r"^(?:twitter|instagram|fb|facebook|tiktok|bluesky|mastodon|threads|reddit|telegram)[-_](?:tweet|media|post|embed|video)|^tweet$|^oembed|[-_]embed$|^embed$",
    re.IGNORECASE,
)
SAYS_TODAY = compile_late(
    r"^\W*(?:heute|today|hoy|oggi|aujourd|hoje|vandaag|i dag|dzisiaj|dziś)\b", re.IGNORECASE
)
TODAY = compile_late(r"(?:todays?|current|masthead)[-_]?date|date[-_]?today", re.IGNORECASE)
MAX_LABEL = 40  # characters of a label before a time element
MAX_DATE_LINE = 160  # characters


def read_dates(text: str, language: str) -> tuple[datetime | None, datetime | None]:
    """Return the days of publication and of change that one date line gives.

    "Updated 5 May 2021, published 3 May 2021", "3 May 2021, mis à jour le 5 mai 2021". A day
    with no label before it is that of publication, unless the line calls it a change behind it.
    """
    labels = sorted(
        (match.start(), changes)
        for names, changes in ((NAMES_MODIFIED, True), (NAMES_PUBLISHED, False))
        for match in names.finditer(text)
    )
    ends = [*(start for start, _ in labels[1:]), len(text)][: len(labels)]
    opening = parse_date(text[: labels[0][0]] if labels else text, language)
    days: dict[bool, datetime] = {}
    for (start, changes), end in zip(labels, ends, strict=True):
        if found := parse_date(text[start:end], language):
            days.setdefault(changes, found)
    if opening is not None:
        called_change = labels and labels[0][1] and True not in days
        days.setdefault(bool(called_change), opening)
    return days.get(False), days.get(True)


def label_before(tag: Tag) -> str:
    """Return the short text that precedes a time element in its box: "Last updated"."""
    before = tag.previous_sibling
    if isinstance(before, NavigableString) and before.isspace():
        before = before.previous_sibling
    text = short_text(before, MAX_LABEL) if isinstance(before, Tag) else str(before or "")
    label = " ".join(text.split())
    # A label with a date of its own belongs to that
    return label[-MAX_LABEL:] if tag.name == "time" and not HAS_YEAR.search(label) else ""


def is_quoted(tag: Tag) -> bool:
    """Whether `tag` is in a post of a social network that the page shows in its text."""
    for parent in (tag, *tag.parents):
        if parent.name == "body":
            break
        if parent.name in {"blockquote", "iframe"}:
            return True
        if any(EMBED.search(name) for name in parent.attrs.get("class", ())):
            return True
    return False


def is_today(tag: Tag) -> bool:
    """Whether an element shows today's date, as mastheads do."""
    attributes = tag.attrs
    named = [*attributes.get("class", ()), attributes.get("id"), attributes.get("data-testid")]
    return any(isinstance(name, str) and TODAY.search(name) for name in named) or bool(
        SAYS_TODAY.match(short_text(tag, MAX_DATE_LINE))
    )
