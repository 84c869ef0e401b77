"""Chooses episodes of a library: by a day, by words, or by a list of names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from audiobrief.publish.library import Listing

COMMENT = "#"
"""What begins a line of a list that names no episode."""


def added_on(listings: Iterable[Listing], day: date) -> list[Listing]:
    """The episodes of an arranged library that were added on a day, in local time."""
    return [each for each in listings if each.published.astimezone().date() == day]


def find_words(listings: Iterable[Listing], wanted: str) -> list[Listing]:
    """The episodes that have every one of these words, as the library's page searches.

    Words are looked for in headline, description, site, section and authors, without regard
    to case and accents, and also as parts of longer words.
    """
    words = _fold(wanted).split()
    return [each for each in listings if all(word in _text_of(each) for word in words)]


def read_names(text: str) -> list[str]:
    """The names in a list with one in each line, each once; empty lines and comments name none."""
    lines = (line.strip().removeprefix("\ufeff") for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line and not line.startswith(COMMENT)))


def _text_of(listing: Listing) -> str:
    shown = listing.title, listing.description, listing.site, listing.section, *listing.authors
    return _fold(" ".join(shown))


def _fold(text: str) -> str:
    """The text without case and marks, as `fold` of the theme's `list.js` has it."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if unicodedata.category(each)[0] != "M").lower()
