"""Who wrote it: the bylines that a page shows, and the names that its data gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.metadata.bylines import OPENING, OPENING_WITHIN, read_byline
from audiobrief.cleaner.metadata.dates import HAS_YEAR, parse_date
from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.cleaner.metadata.landmarks import (
    AUTHOR,
    BESIDE,
    BYLINE,
    COMMENTS,
    DATE,
    HIDDEN,
    INFO,
    NEAR_AFTER,
    NEAR_BEFORE,
    NEIGHBOUR,
    NEIGHBOUR_TAGS,
    Landmarks,
    Mark,
    position,
    short_text,
    signs_of,
)
from audiobrief.cleaner.metadata.links import (
    AuthorLink,
    author_links,
    is_introduced,
    line_around,
)
from audiobrief.cleaner.metadata.names import (
    fold,
    is_agency,
    is_desk,
    is_organisation,
    is_person,
)
from audiobrief.cleaner.metadata.signatures import signature
from audiobrief.cleaner.metadata.structured import (
    JsonNode,
    Structured,
    items_of,
    text_of,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author

# Meta tags that name an author. Analytics and libraries ask newsrooms for the first ones, and
# people fill them in; themes fill the others, often with the site's owner on every page.
NEWSROOM_METAS = (
    "parsely-author", "cxenseparse:author", "sailthru.author", "byl", "article:author_name",
    "og:article:author", "bt:author", "citation_author",
)  # fmt: skip
THEME_METAS = ("article:author", "dc.creator", "dcterms.creator", "author")
INVERTED_METAS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
INVERTED = re.compile(r"^([^\W\d_][^,]{1,30}),\s+([^\W\d_][^,]{1,30})$")
ARTICLE_METAS = (
    "og:type", "article:published_time", "dc.creator", "dcterms.creator", "date", "dc.date",
    "datepublished", "pubdate", "publish-date", "article:author", "news_keywords",
)  # fmt: skip
# Yoast writes "Written by" and the name as a pair, in the site's language
WRITTEN_BY = re.compile(
    r"written|verfasst|geschrieben|escrito|écrit|scritto|geschreven|author|autor|napisane|skriv|by$",
    re.IGNORECASE,
)


MAX_DATED = 80  # characters of a line that holds a date and a name and no sentence
DATED_REACH = 25  # elements after the headline within which such a line is its own
SURE = 3.0
"""Score of a byline that needs no other witness."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A byline that the page shows."""

    authors: tuple[Author, ...]
    elements: tuple[Tag, ...]
    score: float
    vouched: bool = False
    """Whether the page says by rel or itemprop that it is the author."""


def choose_authors(
    tree: Tree,
    structured: Structured,
    marks: Landmarks,
    *,
    sites: frozenset[str],
    titles: frozenset[str],
    headline: Tag | None = None,
    find_owner: Callable[[], tuple[Author, ...]] = tuple,
) -> tuple[tuple[Author, ...], tuple[Tag, ...]]:
    """The authors, and the elements that show them.

    Args:
        tree: The page.
        structured: What its data says.
        marks: Where its bylines may stand.
        sites: Folded names of the site, its host's and handle's among them: in data for
            machines, these are accounts.
        titles: Those by which the site calls itself.
        headline: The element that shows the headline.
        find_owner: Asked where nothing on the page names an author: whose site it is.
    """
    said, signed = structured_authors(structured, sites)
    links = [*author_links(tree, marks.at)]
    shown = [*_shown(marks, titles, said), *_linked(marks, links, titles, said), *_dated(marks)]
    best = max(shown, key=lambda credit: credit.score, default=None)
    if best is None or best.score < SURE:
        best = _only_one(
            shown if marks.at is None else [c for c in shown if c.vouched]
        ) or _only_one([*_boxed(marks, links, titles)])
    if best is not None:
        return _reconciled(best.authors, said), best.elements
    if _is_withheld(marks):
        return (), ()
    found = tuple(a for a in said if signed or _is_on_page(tree, a.name))
    return found or signature(tree, marks, headline) or find_owner(), ()


def _linked(
    marks: Landmarks, links: list[AuthorLink], titles: frozenset[str], said: tuple[Author, ...]
) -> Iterator[Credit]:
    """The bylines that links to their authors' pages make."""
    for link in links:
        near = marks.at is not None and -BESIDE < link.index - marks.at < NEAR_AFTER
        box, line = line_around(link.tag, marks.around)
        opening = OPENING.match(line) or OPENING_WITHIN.search(line)
        opened = bool(opening) or is_introduced(link.tag)
        if not marks.is_own(link.index, link.tag) and not (
            # buttons to the next article and the byline may share a row above the headline
            near and opened and link.sure and not marks.is_foreign(link.tag, COMMENTS)
        ):
            continue
        dated = not opened and bool(parse_date(line))
        authors = _named_by(link, titles, vouched=link.sure or opened or dated)
        if not authors:
            continue
        if opening:
            whole = _plausible(read_byline(line[opening.start() :]), vouched=True)
            if len(whole) > 1 and _agree(whole, authors):
                authors = whole
        score = _score(link.index, AUTHOR if link.sure else 0, marks.at, opened=opened)
        score += 0.3 if not link.sure else 0.0
        score += 1.0 if dated else 0.0
        score += 3.0 if said and _agree(authors, said) else 0.0
        score += 0.5 if not link.sure and any(is_person(a.name) for a in authors) else 0.0
        yield Credit(authors, (box,), score, vouched=link.sure)


def _dated(marks: Landmarks) -> Iterator[Credit]:
    """Names that stand in one line with a date, below or above the headline."""
    if marks.at is None:
        return
    for line in marks.lines:
        text = " ".join(line.split())
        tag = line.parent
        if tag is None or not 10 < len(text) <= MAX_DATED or not HAS_YEAR.search(text):
            continue
        index = position(tag)
        if not -BESIDE <= index - marks.at <= DATED_REACH or not marks.is_own(index, tag):
            continue
        authors = read_byline(text, printed=False)
        if (
            authors
            and all(is_surely_person(author.name) for author in authors)
            and parse_date(text)
        ):
            yield Credit(authors, (tag,), SURE)


def _named_by(link: AuthorLink, titles: frozenset[str], *, vouched: bool) -> tuple[Author, ...]:
    authors = tuple(a for a in read_byline(link.name) if not _is_printed_site(a.name, titles))
    return _plausible(authors, vouched=vouched)


def _boxed(
    marks: Landmarks, links: list[AuthorLink], titles: frozenset[str]
) -> Iterator[Credit]:
    """The authors in boxes beside the text: of a sidebar, a footer, a portrait."""
    for link in links:
        if link.sure and not marks.is_foreign(link.tag):
            yield Credit(_personal(_named_by(link, titles, vouched=True), titles), (), 0.0)
    for _, tag, signs in marks.bylines:
        if signs & AUTHOR and not marks.is_foreign(tag) and (text := short_text(tag)):
            yield Credit(_personal(read_byline(text), titles), (), 0.0)


def _personal(authors: tuple[Author, ...], titles: frozenset[str]) -> tuple[Author, ...]:
    return tuple(
        a for a in authors if not is_organisation(a.name) and not _is_site(a.name, titles)
    )


def _only_one(shown: list[Credit]) -> Credit | None:
    """The credit of a page whose author links all name one person, wherever they stand.

    Themes put the only link into a box under the article; where teasers link to
    their authors too, none can be told from the others.
    """
    shown = [credit for credit in shown if credit.authors]
    names = {fold(author.name) for credit in shown for author in credit.authors}
    return shown[0] if len(names) == 1 else None


def _is_withheld(marks: Landmarks) -> bool:
    """Whether the theme hides its byline: the publisher chose to name no one.

    tagDiv's themes and WordPress's own print the account that posted, and hide it.
    """
    return any(signs & HIDDEN and not signs & NEIGHBOUR for _, _, signs in marks.bylines)


def structured_authors(
    structured: Structured, sites: frozenset[str]
) -> tuple[tuple[Author, ...], bool]:
    """The authors that the page's data gives, from the first source that gives any.

    And whether that source is one that a newsroom fills in for each article.
    """
    for names, trust in _said(structured):
        authors: dict[str, Author] = {}
        for name in names:
            for author in read_byline(name, printed=False):
                known = trust is not Trust.THEME or not is_organisation(author.name)
                if (known or is_agency(author.name)) and not _is_site(author.name, sites):
                    authors.setdefault(fold(author.name), author)
        if authors:
            return tuple(authors.values()), trust is Trust.NEWSROOM
    return (), False


class Trust(Enum):
    """Who filled a source in."""

    NEWSROOM = auto()
    """People, for each article."""
    SYSTEM = auto()
    """The content system, with the account that posted."""
    THEME = auto()
    """Whoever set the site up, often once for all pages."""


def _said(structured: Structured) -> Iterator[tuple[list[str], Trust]]:
    """Names by source, the surest first."""
    for node in structured.articles:
        yield _names(structured, node), Trust.SYSTEM
    for meta in NEWSROOM_METAS:
        yield _of_meta(structured, meta), Trust.NEWSROOM
    if _is_article(structured):
        for meta in THEME_METAS:
            # libraries catalogue each text by itself, surname first
            catalogued = any(INVERTED.match(name) for name in structured.meta.get(meta, ()))
            trust = Trust.NEWSROOM if catalogued and meta in INVERTED_METAS else Trust.THEME
            yield _of_meta(structured, meta), trust
    for number in ("1", "2"):
        if WRITTEN_BY.search(structured.first(f"twitter:label{number}")):
            yield [structured.first(f"twitter:data{number}")], Trust.THEME
    for node in structured.pages:
        yield _names(structured, node), Trust.THEME


def _of_meta(structured: Structured, meta: str) -> list[str]:
    names = [name for name in structured.meta.get(meta, ()) if "/" not in name or " " in name]
    if meta in INVERTED_METAS:
        # bibliographic style, as libraries ask: "Marsh, Bo"
        names = [INVERTED.sub(r"\2 \1", name) for name in names]
    return names


def _is_article(structured: Structured) -> bool:
    """Whether the page says that it is an article or dates itself, as home pages do not."""
    return bool(structured.articles) or any(
        "article" in content or name != "og:type"
        for name in ARTICLE_METAS
        for content in structured.meta.get(name, ())
    )


def _names(structured: Structured, node: JsonNode) -> list[str]:
    names: list[str] = []
    for item in items_of(node.get("author") or node.get("creator")):
        value: Any = structured.resolve(item)
        if isinstance(value, dict) and isinstance(value.get("name"), list):
            names += [text_of(name) for name in value["name"]]
        else:
            names.append(text_of(value))
    return [name for name in names if name]


def _shown(
    marks: Landmarks, titles: frozenset[str], said: tuple[Author, ...]
) -> Iterator[Credit]:
    """The bylines that the page shows, as likely as each is."""
    for index, tag, signs in _candidates(marks):
        if not marks.is_own(index, tag):
            continue
        text = short_text(tag).lstrip(" |·•-–—/»")
        if not text:
            continue
        opened = bool(OPENING.match(text))
        if signs & (INFO | DATE) and not opened and (within := OPENING_WITHIN.search(text)):
            text, opened = text[within.end() :], True
        vouched = bool(signs & (AUTHOR | BYLINE))
        if not vouched and not opened:
            continue
        authors = tuple(a for a in read_byline(text) if not _is_printed_site(a.name, titles))
        authors = _plausible(authors, vouched=vouched)
        if not authors:
            continue
        score = _score(index, signs, marks.at, opened=opened)
        score += 3.0 if said and _agree(authors, said) else 0.0
        score += 0.5 if any(is_person(author.name) for author in authors) else 0.0
        yield Credit(authors, (tag,), score, vouched=bool(signs & AUTHOR))


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
    seen = {id(tag) for _, tag, _ in marks.bylines}
    for line in marks.lines:
        tag = line.parent
        if tag is None or id(tag) in seen or tag.name in NEIGHBOUR_TAGS | {"h1", "ul", "a"}:
            continue
        seen.add(id(tag))
        if (index := position(tag)) >= marks.at - 10:
            yield index, tag, signs_of(tag)


def _is_printed_site(name: str, titles: frozenset[str]) -> bool:
    """Whether a byline prints the site's title; a blog may be titled like its author."""
    return _is_site(name, titles) and (is_organisation(name) or not is_person(name))


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


def _reconciled(shown: tuple[Author, ...], said: tuple[Author, ...]) -> tuple[Author, ...]:
    """`shown`, by the data where that knows of more authors or where a name ends."""
    if not said or not _agree(shown, said):
        return shown
    if len(said) > len(shown):
        return _with_details(said, shown)
    authors = []
    for author in shown:
        words = set(fold(author.name).split())
        # a box shows a name and, without a comma, what its bearer is: "Ada Quill Chefredakteurin"
        inner = [a for a in said if len(w := set(fold(a.name).split())) > 1 and w < words]
        name = inner[0].name if len(inner) == 1 and is_person(inner[0].name) else author.name
        authors.append(Author(name, author.place, author.role, author.additional))
    return tuple(authors)


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
