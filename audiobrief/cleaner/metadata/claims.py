"""Read the authors that JSON-LD and meta tags name, as far as each source can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any

from bs4.element import NavigableString

from audiobrief.cleaner.metadata.bylines import read_byline
from audiobrief.cleaner.metadata.given_names import is_surely_person
from audiobrief.cleaner.metadata.names import (
    fold,
    is_agency,
    is_caseless,
    is_organisation,
    is_person,
    is_short_for,
)
from audiobrief.cleaner.metadata.sites import choose_url, host_label
from audiobrief.cleaner.metadata.structured import (
    JsonNode,
    Structured,
    items_of,
    text_of,
    types_of,
)
from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author
from audiobrief.patterns import compile_late

# Meta tags that name an author. Analytics services and libraries ask newsrooms for
# NEWSROOM_METAS, and people fill them in. Themes fill THEME_METAS, often with the site's owner
# on every page.
NEWSROOM_METAS = (
    "parsely-author", "cxenseparse:author", "sailthru.author", "byl", "article:author_name",
    "og:article:author", "bt:author", "citation_author",
)  # fmt: skip
# Other names for an author's meta tag: "articleAuthor", "dcsext.author", "news_authors"
AUTHOR_META = compile_late(
    r"(?:^|[-_.:]|article|post|story|content|news|page)(?:author|autor|auteur|byline|writer|columnist|redakteur)(?:[-_.:]?names?|s|e[ns]?|es|in)?$"
)
THEME_METAS = ("article:author", "dc.creator", "dcterms.creator", "author")
INVERTED_METAS = frozenset({"citation_author", "dc.creator", "dcterms.creator"})
INVERTED = compile_late(r"^([^\W\d_][^,]{1,30}),\s+([^\W\d_][^,]{1,30})$")
# Prefixes of meta tags that content systems and themes print and nobody types by hand
SYSTEMS_METAS = (
    "og:", "twitter:", "fb:", "generator", "copyright", "publisher", "dc.", "dcterms.", "article:",
)  # fmt: skip
ARTICLE_METAS = (
    "og:type", "article:published_time", "dc.creator", "dcterms.creator", "date", "dc.date",
    "datepublished", "pubdate", "publish-date", "article:author", "news_keywords",
)  # fmt: skip
# Yoast writes "Written by" and the name into a pair of meta tags, in the site's language
WRITTEN_BY = compile_late(
    r"written|verfasst|geschrieben|escrito|écrit|scritto|geschreven|author|autor|napisane|skriv|by$",
    re.IGNORECASE,
)


MAX_PREFIX = 15  # characters of opening words such as "By" that a template prints into the data


class Trust(Enum):
    """Who fills in a source of author names."""

    NEWSROOM = auto()
    """People in the newsroom, for each article."""
    SYSTEM = auto()
    """The content system, with the account that posted the article."""
    THEME = auto()
    """The person who set the site up, often with one name for all pages."""


def structured_authors(
    structured: Structured, sites: frozenset[str]
) -> tuple[tuple[Author, ...], bool]:
    """Return the authors from the first source in the page's data that names any.

    The second value tells whether a newsroom fills in that source for each article.
    """
    rights = fold(structured.first("copyright"))
    for names, trust in _said(structured):
        authors: dict[str, Author] = {}
        for name in names:
            said = read_byline(name, printed=False)
            if trust is Trust.THEME and _is_firm(name, rights):
                continue
            # A firm's name may contain a comma or a dash, and one part may look like a person
            if said and not _begins_with(name, said[0].name):
                continue
            for author in said:
                known = trust is not Trust.THEME or not is_organisation(author.name)
                # A writer's own site may have the writer's name
                own = trust is Trust.SYSTEM and (
                    is_surely_person(author.name) or _is_own_domain(structured, author.name)
                )
                if (known or is_agency(author.name)) and (
                    own or not is_site(author.name, sites)
                ):
                    authors.setdefault(fold(author.name), author)
        if authors:
            return tuple(authors.values()), trust is Trust.NEWSROOM
    return (), False


def _is_firm(name: str, rights: str) -> bool:
    """Whether `name` is the firm that holds the copyright of the page (`rights`, folded)."""
    return bool(rights) and fold(name) in rights and not is_person(name)


def _is_own_domain(structured: Structured, name: str) -> bool:
    """Whether JSON-LD marks `name` as a Person and the site's address is the same name.

    In static site generators, an owner sets one name as author and publisher; the templates
    mark the author as a Person and the publisher as an Organization.
    """
    written = len(name.split()) == 2 and is_person(name) and not is_organisation(name)
    return (
        written
        and fold(name).replace(" ", "") == host_label(choose_url(structured, "", ""))
        and any(
            isinstance(item, dict) and types_of(item) == ("Person",) and text_of(item) == name
            for node in structured.articles
            for item in items_of(node.get("author"))
        )
    )


def _begins_with(text: str, name: str) -> bool:
    first, rest = fold(name), fold(text)
    return first in rest[: len(first) + MAX_PREFIX]


def unborne_names(structured: Structured, sites: frozenset[str]) -> tuple[str, ...]:
    """The persons whom the data names as authors of a page on which no author was found."""
    said, _ = structured_authors(structured, sites)
    return tuple(
        each.name for each in said if is_person(each.name) and not is_organisation(each.name)
    )


def claimed_names(structured: Structured) -> frozenset[str]:
    """Return the folded names of all persons that the data gives as authors of page or site."""
    texts = [name for node in structured.nodes for name in _names(structured, node)]
    for meta in structured.meta:
        if AUTHOR_META.search(meta) or meta in INVERTED_METAS:
            texts += _of_meta(structured, meta)
    found = [author.name for text in texts for author in read_byline(text, printed=False)]
    return frozenset(fold(name) for name in found if is_person(name))


def _said(structured: Structured) -> Iterator[tuple[list[str], Trust]]:
    """Yield the names from each source, the most trusted source first."""
    for node in structured.articles:
        yield _names(structured, node), Trust.SYSTEM
    for meta in NEWSROOM_METAS:
        yield _of_meta(structured, meta), Trust.NEWSROOM
    if _is_article(structured):
        for meta in THEME_METAS:
            # Libraries catalogue each text and put its author into dc.creator. Authorities,
            # whose guidelines ask for DCTERMS, and owners, who name themselves as holders of
            # the rights, give the person or office in charge of the site.
            catalogued = meta == "dc.creator" and not structured.first("dc.rights.rightsholder")
            trust = Trust.NEWSROOM if catalogued else Trust.THEME
            yield _of_meta(structured, meta), trust
        for meta in structured.meta:
            if AUTHOR_META.search(meta) and meta not in {*NEWSROOM_METAS, *THEME_METAS}:
                yield _of_meta(structured, meta), Trust.THEME
    for number in ("1", "2"):
        if WRITTEN_BY.search(structured.first(f"twitter:label{number}")):
            yield [structured.first(f"twitter:data{number}")], Trust.THEME
    for node in structured.pages:
        yield _names(structured, node), Trust.THEME
    # On a personal site, the data gives the owner as the author of every page
    yield (
        [name for name in _of_meta(structured, "author") if is_surely_person(name)],
        Trust.THEME,
    )


def _of_meta(structured: Structured, meta: str) -> list[str]:
    names = [name for name in structured.meta.get(meta, ()) if "/" not in name or " " in name]
    if meta in INVERTED_METAS:
        # Libraries ask for the bibliographic style: "Marsh, Bo"
        names = [INVERTED.sub(r"\2 \1", name) for name in names]
    return names


def _is_article(structured: Structured) -> bool:
    """Whether the page declares itself an article or gives its date; home pages do neither."""
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
        elif isinstance(value, dict) and not value.get("name") and value.get("familyName"):
            names.append(f"{text_of(value.get('givenName'))} {text_of(value['familyName'])}")
        else:
            names.append(text_of(value))
    return [name for name in names if name]


def is_site(name: str, sites: frozenset[str]) -> bool:
    """Whether `name` is one of the site's folded names and not an agency."""
    if is_agency(name):
        return False
    solid = fold(name).replace(" ", "")
    return any(solid == site.replace(" ", "") for site in sites)


def is_printed_site(name: str, sites: frozenset[str]) -> bool:
    """Whether `name` in a byline is the site's title.

    A person's name is not taken for one, because a blog may be titled with its author's name.
    """
    return is_site(name, sites) and (is_organisation(name) or not is_person(name))


def is_vouched(tree: Tree, structured: Structured, name: str) -> bool:
    """Whether more than the data's claim supports `name` as the author.

    It is enough that readers see the name on the page, that it is an agency or the person who
    holds the copyright, or that somebody wrote the page by hand.
    """
    return (
        is_agency(name)
        or _is_of_newsroom(structured, name)
        or _is_written_by_hand(structured)
        or (is_surely_person(name) and fold(name) in fold(structured.first("copyright")))
        or _is_on_page(tree, name)
    )


def _is_of_newsroom(structured: Structured, name: str) -> bool:
    """Whether an article's own node in JSON-LD gives the person `name` as its author.

    A newsroom's system writes that of each story. The plug-ins of blogs put the account that
    posted the text into a node of its own, which the article's refers to by `@id`.
    """
    return (
        is_person(name)
        and not is_organisation(name)
        and any(
            isinstance(item, dict)
            and types_of(item) == ("Person",)
            and agree(read_byline(text_of(item), printed=False), (Author(name),))
            for node in structured.articles
            for item in items_of(node.get("author"))
        )
    )


def _is_written_by_hand(structured: Structured) -> bool:
    """Whether the page has none of the metadata that content systems print beside an author."""
    said = structured.meta
    return not structured.nodes and not any(
        name.startswith(SYSTEMS_METAS) for name in said if said[name]
    )


def _is_on_page(tree: Tree, name: str) -> bool:
    """Whether `name` stands in a text anywhere on the page."""
    wanted = fold(name)
    last = wanted.rpartition(" ")[2]
    return any(
        wanted in _fold_text(node)
        for node in tree.soup.descendants
        if type(node) is NavigableString and len(node) >= len(last) and last in _fold_text(node)
    )


def _fold_text(node: str) -> str:
    """Return `node` folded; a very long text is only casefolded, which is faster."""
    return fold(node) if len(node) < 5_000 else node.casefold()


def agree(shown: tuple[Author, ...], said: tuple[Author, ...]) -> bool:
    """Whether any name in `shown` and any name in `said` may be the same person.

    The words of one name must include all words of the other, or one be short for the other.
    """
    return any(_may_be_same(one.name, other.name) for one in shown for other in said)


def _may_be_same(one: str, other: str) -> bool:
    a, b = set(fold(one).split()), set(fold(other).split())
    if a and b and (a <= b or b <= a):
        return True
    return is_short_for(one, other) or is_short_for(other, one)


def reconciled(shown: tuple[Author, ...], said: tuple[Author, ...]) -> tuple[Author, ...]:
    """Correct `shown` by the data, which may know more authors or where a name ends."""
    if not said or not agree(shown, said):
        return shown
    if len(said) > len(shown):
        return _with_details(said, shown)
    authors = []
    for author in shown:
        if is_caseless(author.name) and not agree((author,), said):
            # without capitals, a place looks like a name; the data tells who is meant
            continue
        words = set(fold(author.name).split())
        # A box may put a job title after the name without a comma: "Ada Quill Chefredakteurin"
        better = [
            a
            for a in said
            if (len(w := set(fold(a.name).split())) > 1 and w < words)
            or is_short_for(author.name, a.name)
        ]
        name = better[0].name if len(better) == 1 and is_person(better[0].name) else author.name
        authors.append(Author(name, author.place, author.role, author.additional))
    return tuple(authors)


def _with_details(said: tuple[Author, ...], shown: tuple[Author, ...]) -> tuple[Author, ...]:
    details = {fold(author.name): author for author in shown}
    return tuple(details.get(fold(author.name), author) for author in said)
