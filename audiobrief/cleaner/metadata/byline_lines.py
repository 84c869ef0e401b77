"""Find bylines that no element of the page names: a name beside a date, or between line breaks."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag

from audiobrief.cleaner.metadata.bylines import is_byline, read_byline
from audiobrief.cleaner.metadata.claims import is_printed_site
from audiobrief.cleaner.metadata.coauthors import Credit
from audiobrief.cleaner.metadata.dates import HAS_YEAR, parse_date
from audiobrief.cleaner.metadata.element_words import INFO, signs_of
from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.cleaner.metadata.landmarks import BESIDE, Landmarks, position
from audiobrief.cleaner.metadata.links import is_introduced
from audiobrief.cleaner.metadata.names import fold, is_agency, is_desk, is_person
from audiobrief.cleaner.metadata.wording import OPENING, OPENING_WITHIN
from audiobrief.model import Author
from audiobrief.patterns import compile_late

PARTS = compile_late(r"(?<!\s)\s*[|·•–—]\s*")
MAX_DATED = 80  # characters; a longer line with a date and a name is a sentence
DATED_REACH = 25  # elements after the headline within which such a line belongs to it
SURE = 3.0
"""The score from which a byline is accepted without further evidence."""


def dated_bylines(
    marks: Landmarks, claimed: frozenset[str], sites: frozenset[str]
) -> Iterator[Credit]:
    """Yield names that share a line with a date, above or below the headline.

    A line below the headline needs no date if the page's data also gives the name as an
    author, or if the box holds article details (Elementor's `post-info` names no field).
    """
    if marks.at is None:
        return
    for line in marks.lines:
        text = " ".join(line.split())
        tag = line.parent
        if tag is None or not 4 < len(text) <= MAX_DATED:
            continue
        index = position(tag)
        dated = bool(HAS_YEAR.search(text))
        if not -BESIDE <= index - marks.at <= DATED_REACH or not (dated or index > marks.at):
            continue
        is_info = bool(signs_of(tag) & INFO)
        if not (dated or is_info or _may_name(text, claimed)):
            continue
        authors = read_byline(text, printed=False)
        parts: list[str] = []
        if dated:
            # "12.05.2021 von Ada": accept a single word as a pseudonym if nothing follows it
            authors = authors or _behind_date(text)
            named = all(is_surely_person(a.name) or fold(a.name) in claimed for a in authors)
            named = (named or bool(OPENING_WITHIN.search(text))) and bool(parse_date(text))
        else:
            if is_info:
                # "3 min · Ada Quill"
                parts = [part for part in PARTS.split(text) if is_surely_person(part)]
                authors = tuple(map(Author, parts)) or authors
            named = all(
                fold(author.name) in claimed or author.name in parts for author in authors
            )
        if not (OPENING.match(text) or OPENING_WITHIN.search(text) or is_introduced(tag)):
            # "By the Harbour Post" says who wrote it, and "Harbour Post" only whose page it is
            authors = tuple(a for a in authors if not is_printed_site(a.name, sites))
        if authors and named and marks.is_own(index, tag):
            yield Credit(authors, (tag,), SURE, bare=True)


def _may_name(text: str, claimed: frozenset[str]) -> bool:
    """Whether a line holds the first word of a claimed name; costs less than reading a byline."""
    folded = fold(text)
    return any(name.partition(" ")[0] in folded for name in claimed)


def _behind_date(text: str) -> tuple[Author, ...]:
    opening = OPENING_WITHIN.search(text)
    found = read_byline(text[opening.end() :]) if opening else ()
    return found if len(found) == 1 and " " not in found[0].name else ()


def bylines_between_breaks(marks: Landmarks, sites: frozenset[str]) -> Iterator[Credit]:
    """Yield the bylines that have no element, but a line of their own between line breaks."""
    if marks.at is None:
        return
    for line in marks.lines:
        if not (_is_break(line.previous_sibling) and _is_break(line.next_sibling)):
            continue
        before = line.find_previous(True)
        index = position(before) if isinstance(before, Tag) else 0
        text = " ".join(line.split())
        if not 0 < index - marks.at <= DATED_REACH or not is_byline(text):
            continue
        authors = tuple(a for a in read_byline(text) if not is_printed_site(a.name, sites))
        if authors := plausible(authors, vouched=False):
            yield Credit(authors, (), SURE, bare=True)


def _is_break(node: object) -> bool:
    return isinstance(node, Tag) and node.name == "br"


def plausible(authors: tuple[Author, ...], *, vouched: bool) -> tuple[Author, ...]:
    """Return `authors` without entries that are not names, in case the line is no byline.

    A sentence may begin like a byline ("Von der Planung bis zum Fest"), and a byline's box
    may hold a list of topics.
    """
    sure = tuple(
        a for a in authors if is_person(a.name) or is_agency(a.name) or is_desk(a.name)
    )
    if sure or not vouched:
        return sure
    # A single unknown word may be a pseudonym; several are topics
    return authors if len(authors) == 1 else ()
