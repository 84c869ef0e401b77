"""Who wrote it: the bylines that a page shows, and the names that its data gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.bylines import OPENING, read_byline
from audiobrief.cleaner.metadata.landmarks import (
    AUTHOR,
    BYLINE,
    NEAR_AFTER,
    NEAR_BEFORE,
    NEIGHBOUR_TAGS,
    Landmarks,
    Mark,
    short_text,
)
from audiobrief.cleaner.metadata.names import fold, is_agency, is_desk, is_person
from audiobrief.cleaner.metadata.structured import (
    ARTICLE_TYPE,
    JsonNode,
    Structured,
    items_of,
    text_of,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author

# Meta tags that name an author; those that analytics ask newsrooms for come first, since
# people fill them in, and "author" last, since themes fill it with the owner's name.
AUTHOR_METAS = (
    "parsely-author", "cxenseparse:author", "sailthru.author", "byl", "article:author_name",
    "og:article:author", "bt:author", "citation_author", "article:author", "dc.creator",
    "dcterms.creator", "author",
)  # fmt: skip
# Yoast writes "Written by" and the name as a pair, in the site's language
WRITTEN_BY = re.compile(
    r"written|verfasst|geschrieben|escrito|écrit|scritto|geschreven|author|autor|napisane|skriv|by$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """A byline that the page shows."""

    authors: tuple[Author, ...]
    elements: tuple[Tag, ...]
    score: float


def choose_authors(
    tree: Tree,
    structured: Structured,
    marks: Landmarks,
    sites: frozenset[str],
) -> tuple[tuple[Author, ...], tuple[Tag, ...]]:
    """The authors, and the elements that show them."""
    said = structured_authors(structured, sites)
    credit = shown_credit(marks, sites, said)
    if credit is None:
        said = tuple(author for author in said if _is_on_page(tree, author.name))
        return said, ()
    if said and _agree(credit.authors, said) and len(said) > len(credit.authors):
        return _with_details(said, credit.authors), credit.elements
    return credit.authors, credit.elements


def structured_authors(structured: Structured, sites: frozenset[str]) -> tuple[Author, ...]:
    """The authors that the page's data gives, from the first source that gives any."""
    for names in _said(structured):
        authors: dict[str, Author] = {}
        for name in names:
            for author in read_byline(name, printed=False):
                if not _is_site(author.name, sites):
                    authors.setdefault(fold(author.name), author)
        if authors:
            return tuple(authors.values())
    return ()


def _said(structured: Structured) -> Iterator[list[str]]:
    for node in structured.articles:
        yield _names(structured, node)
    for meta in AUTHOR_METAS:
        yield [name for name in structured.meta.get(meta, ()) if "/" not in name or " " in name]
    for number in ("1", "2"):
        if WRITTEN_BY.search(structured.first(f"twitter:label{number}")):
            yield [structured.first(f"twitter:data{number}")]
    for node in structured.pages:
        yield _names(structured, node)


def _names(structured: Structured, node: JsonNode) -> list[str]:
    names: list[str] = []
    for item in items_of(node.get("author") or node.get("creator")):
        value: Any = structured.resolve(item)
        if isinstance(value, dict) and isinstance(value.get("name"), list):
            names += [text_of(name) for name in value["name"]]
        else:
            names.append(text_of(value))
    return [name for name in names if name]


def shown_credit(
    marks: Landmarks,
    sites: frozenset[str],
    said: tuple[Author, ...],
) -> Credit | None:
    """The byline that the page shows; None where it shows none."""
    best: Credit | None = None
    for index, tag, signs in _candidates(marks):
        if not marks.is_beside(index) and marks.is_elsewhere(tag):
            continue
        text = short_text(tag)
        if not text:
            continue
        opened = bool(OPENING.match(text))
        if not signs & (AUTHOR | BYLINE) and not opened:
            continue
        authors = _plausible(
            tuple(a for a in read_byline(text) if not _is_site(a.name, sites)),
            vouched=bool(signs & (AUTHOR | BYLINE)),
        )
        if not authors:
            continue
        score = _score(index, signs, marks.at, opened=opened)
        score += 3.0 if said and _agree(authors, said) else 0.0
        score += 0.5 if any(is_person(author.name) for author in authors) else 0.0
        if best is None or score > best.score + 0.01:
            best = Credit(authors, (tag,), score)
    return best if best and best.score >= 3.0 else None


def _plausible(authors: tuple[Author, ...], *, vouched: bool) -> tuple[Author, ...]:
    """`authors` without what is no name, where a line was taken for a byline wrongly.

    A sentence may begin as a byline does ("Von der Planung bis zum Fest"), and a
    byline's box may hold a list of topics.
    """
    sure = tuple(
        a for a in authors if is_person(a.name) or is_agency(a.name) or is_desk(a.name)
    )
    if sure or not vouched:
        return sure
    # one pseudonym is one; several words that are no names are topics
    return authors if len(authors) == 1 else ()


def _score(index: int, signs: int, at: int | None, *, opened: bool) -> float:
    score = 2.0 if signs & AUTHOR else 1.5 if signs & BYLINE else 0.0
    score += 1.5 if opened else 0.0
    if at is None:
        return score + 0.5
    if 0 <= index - at <= NEAR_AFTER:
        return score + 2.0 - (index - at) / 200
    if 0 < at - index <= NEAR_BEFORE:
        return score + 1.5 - (at - index) / 100
    return score


def _candidates(marks: Landmarks) -> Iterator[Mark]:
    yield from marks.bylines
    if marks.at is None:
        return
    for index, tag, signs in marks.near:
        if index < marks.at - 10 or tag.name in NEIGHBOUR_TAGS or tag.name in {"h1", "ul", "a"}:
            continue
        if any(type(child) is NavigableString and child.strip() for child in tag.contents):
            yield index, tag, signs


def _is_site(name: str, sites: frozenset[str]) -> bool:
    if is_agency(name):
        return False
    solid = fold(name).replace(" ", "")
    return any(solid == site.replace(" ", "") for site in sites)


def _agree(shown: tuple[Author, ...], said: tuple[Author, ...]) -> bool:
    for one in shown:
        a = set(fold(one.name).split())
        for other in said:
            b = set(fold(other.name).split())
            if a and b and (a <= b or b <= a):
                return True
    return False


def _with_details(said: tuple[Author, ...], shown: tuple[Author, ...]) -> tuple[Author, ...]:
    details = {fold(author.name): author for author in shown}
    return tuple(details.get(fold(author.name), author) for author in said)


def _is_on_page(tree: Tree, name: str) -> bool:
    """Whether readers can see `name` anywhere on the page."""
    wanted = fold(name)
    last = wanted.rpartition(" ")[2]
    return any(
        wanted in fold_text(node)
        for node in tree.soup.descendants
        if type(node) is NavigableString and len(node) >= len(last) and last in fold_text(node)
    )


def fold_text(node: str) -> str:
    """`node` folded, without the cost where it is long and cannot matter."""
    return fold(node) if len(node) < 5_000 else node.casefold()


__all__ = ["ARTICLE_TYPE", "choose_authors", "is_desk", "shown_credit", "structured_authors"]
