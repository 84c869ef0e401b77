"""Join the authors of one story whom a page shows in elements of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bs4.element import Tag

from audiobrief.cleaner.metadata.claims import agree
from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.cleaner.metadata.names import fold, is_organisation, is_person
from audiobrief.model import Author

MAX_PLAIN_NAME = 3  # words of a name that nothing but its capitals makes a person's


@dataclass(frozen=True, slots=True)
class Credit:
    """A byline that the page shows."""

    authors: tuple[Author, ...]
    elements: tuple[Tag, ...]
    score: float
    vouched: bool = False
    """Whether the page marks it as the author, for example by `rel` or `itemprop`."""
    bare: bool = False
    """Whether only its wording makes it a byline: it has no telling class and no link to an
    author's page."""


def with_companions(best: Credit, shown: list[Credit], said: tuple[Author, ...]) -> Credit:
    """Add to `best` the persons whose elements repeat its element beside it.

    Templates print each author of a story in an element of its own, all of one kind.
    """
    authors = {fold(author.name): author for author in best.authors}
    elements = [*best.elements]
    for credit in shown:
        beside = any(
            _are_alike(one, other) for one in best.elements for other in credit.elements
        )
        if not beside or not (
            # Data that names the author of the first element would name the others too
            agree(credit.authors, said)
            if agree(best.authors, said)
            else all(_is_personal(author.name) for author in credit.authors)
        ):
            continue
        if agree(credit.authors, best.authors):
            continue
        for author in credit.authors:
            authors.setdefault(fold(author.name), author)
        elements += credit.elements
    return replace(best, authors=tuple(authors.values()), elements=tuple(elements))


def _is_personal(name: str) -> bool:
    """Whether `name` is a person's, not that of a body whose words all have capitals."""
    return is_surely_person(name) or (
        is_person(name) and not is_organisation(name) and len(name.split()) <= MAX_PLAIN_NAME
    )


def _are_alike(one: Tag, other: Tag) -> bool:
    """Whether two elements have the same name and classes and lie in the same box, or in alike ones."""
    if (
        one is other
        or not _is_same_kind(one, other)
        or one.parent is None
        or other.parent is None
    ):
        return False
    if one.parent is other.parent:
        return True
    return one.parent.parent is other.parent.parent and _is_same_kind(one.parent, other.parent)


def _is_same_kind(one: Tag, other: Tag) -> bool:
    return one.name == other.name and one.attrs.get("class") == other.attrs.get("class")
