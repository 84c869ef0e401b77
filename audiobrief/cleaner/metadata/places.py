"""Find the place that newspapers print beside the date: "Montealto - 14 mar 2025"."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import replace

from bs4 import Tag

from audiobrief.cleaner.metadata.dates import MONTHS
from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.cleaner.metadata.landmarks import short_text
from audiobrief.cleaner.metadata.names import fold, is_organisation
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author
from audiobrief.patterns import compile_late

MAX_DATED = 80
"""The longest line with a place and a date, in characters."""
AHEAD = compile_late(
    r"^(?P<place>[^\W\d_a-z][\w’'.]+(?:[ -](?:(?:de|del|la|las|los|do|da|dos|sur|am|an der|di|in|of)\s)?[^\W\d_a-z][\w’'.]+){0,3})\s*[-–—,|·/]\s*(?=(?:[^\W\d_]{2,12}\.?,?\s)?\d)"
)
"""A name of one to four words before a day."""
BEFORE = compile_late(
    r"\b(?:in|en|em|de|da|do|di|del|a|à|aus|nach|bei|von|from|near|at|to|van|te|uit|i|w|z)\s+$"
)
"""What stands before a place in a text: a preposition, which stands before no label of a date."""
MAX_BEFORE = 8
DAYS = frozenset(
    # days of the week and their short forms, which stand before a date, too
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag dienstag mittwoch donnerstag freitag "
    "samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo lunedi "
    "martedi mercoledi giovedi venerdi domenica segunda terca quarta quinta sexta maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
)


def with_place(
    authors: tuple[Author, ...], dateline: Iterable[Tag], tree: Tree, others: Container[str]
) -> tuple[Author, ...]:
    """Return the authors with the place beside the date, if nobody has one.

    Args:
        authors: those who are named.
        dateline: the elements that show the date.
        tree: the page.
        others: folded names that are no places: of sections and of the site.
    """
    if not authors or any(author.place or author.additional for author in authors):
        return authors
    for tag in dateline:
        for line in (tag, tag.parent):
            found = AHEAD.match(short_text(line, MAX_DATED)) if line is not None else None
            if found is None:
                continue
            place = found["place"]
            words = fold(place).split()
            if not words or words[0] in DAYS or words[0] in MONTHS:
                continue
            if (
                is_surely_person(place)
                or is_organisation(place)
                or not is_stated(place, tree.html)
            ):
                continue
            if fold(place) not in others:
                return tuple(replace(author, place=place) for author in authors)
    return authors


def is_stated(place: str, text: str) -> bool:
    """Whether `text` names `place` after a preposition: "in Marlow"."""
    named = re.finditer(re.escape(place), text) if place else ()
    return any(BEFORE.search(text[max(0, x.start() - MAX_BEFORE) : x.start()]) for x in named)
