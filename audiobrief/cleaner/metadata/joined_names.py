"""Tell what follows a word for "and" in a byline: another person, a surname, or a place."""

from __future__ import annotations

import re

from audiobrief.cleaner.metadata.given_names import GIVEN_NAMES, is_surely_person
from audiobrief.cleaner.metadata.names import (
    PARTICLES,
    is_account,
    is_agency,
    is_desk,
    is_newsroom,
    is_organisation,
    is_person,
)
from audiobrief.cleaner.metadata.wording import CITIES, ROLE
from audiobrief.model import Author


def is_bare(part: str) -> bool:
    """Whether nothing tells that `part` is a person's whole name, a role or a body's name."""
    words = set(re.split(r"[ -]", part.casefold()))
    return not (
        is_agency(part)
        or is_desk(part)
        or is_newsroom(part)
        or is_organisation(part)
        or is_account(part)
        or ROLE.search(part)
        or words & GIVEN_NAMES
    )


def is_second_surname(part: str, before: str) -> bool:
    """Whether `part`, after "y", is a surname of the person named before: "Ortega y Gasset"."""
    words = [word for word in part.split() if word.casefold() not in PARTICLES]
    return (
        len(words) == 1
        and words[0][:1].isupper()
        and is_person(before)
        and not is_organisation(before)
        and is_bare(part)
    )


def is_where(part: str, author: Author) -> bool:
    """Whether `part` is where `author` is, after a word that also means "and" elsewhere.

    "Ada Quill en Vallemar", "Ada Quill, corresponsal en Nueva Marlow".
    """
    if not part[:1].isupper() or author.place or not is_person(author.name):
        return False
    if part.casefold() in CITIES or (" " not in part and is_bare(part)):
        return True
    return bool(author.role) and not is_surely_person(part) and is_bare(part)
