"""What stands between the title of a text and its first paragraph: who wrote it, when, and buttons.

A story that was selected and copied in a browser brings along the buttons beside its byline. Below a
byline or a date no writer puts the word "Share", so there it is a button.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from audiobrief.cleaner.metadata.bylines import is_byline, read_byline
from audiobrief.cleaner.metadata.dates import is_dateline
from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.patterns import compile_late

MAX_HEAD = 7
"""The most lines between a title and its text, with dek, byline, date and buttons."""
READING_TIME = compile_late(
    r"^(?:(?:reading|read) time|lesezeit|lesedauer|temps de lecture|tiempo de lectura"
    r"|tempo di lettura|tempo de leitura|leestijd)\b.{0,4}\d.*$"
    r"|^\d+[ -]?min(?:ute[ns]?|utos|uti|uten)?\.?"
    r"(?: (?:read|listen|lesezeit|lesen|(?:de|di) (?:lecture|lectura|lettura|leitura)|leestijd))?$",
    re.IGNORECASE,
)


class Bared(NamedTuple):
    """The lines of a text without the buttons of its head."""

    lines: list[str]
    buttons: list[str]


def is_credit(line: str) -> bool:
    """Whether a line is only a byline or a date."""
    return is_byline(line) or is_dateline(line)


def is_bare_name(line: str, paragraph: str) -> bool:
    """Whether a line above the first paragraph is a byline without a "by".

    Above a paragraph that tells of the person, the name is a heading.
    """
    authors = read_byline(line, printed=False)
    if not authors or not all(is_surely_person(author.name) for author in authors):
        return False
    return not any(author.name.split()[-1] in paragraph for author in authors)


def bare_head(lines: Sequence[str], first: int, is_label: Callable[[str], bool]) -> Bared:
    """The lines without the buttons between the title, which is the first, and the paragraph `first`.

    Without a byline, a name or a date there is nothing that tells a button from a heading.
    """
    head = range(1, first)
    if len(head) > MAX_HEAD or first >= len(lines):
        return Bared(list(lines), [])
    credited = [i for i in head if is_credit(lines[i]) or is_bare_name(lines[i], lines[first])]
    # those below the first credit, and those right above it
    labels = {i for i in head if is_label(lines[i]) or READING_TIME.match(lines[i])}
    if not credited:
        return Bared(list(lines), [])
    start = min(credited)
    while start - 1 in labels:
        start -= 1
    buttons = {i for i in range(start, first) if i in labels and i not in credited}
    return Bared(
        [line for i, line in enumerate(lines) if i not in buttons],
        [lines[i] for i in sorted(buttons)],
    )
