"""Where on the page its headline, byline, dek and date are likely to be.

One walk over the elements, by the words that makers put into class, id,
itemprop and rel: a page has hundreds of elements and few distinct sets of them,
so each set is judged once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Flag, auto
from functools import lru_cache

from bs4.element import NavigableString, Tag

from audiobrief.cleaner.tree import Tree


class Sign(Flag):
    """What the vocabulary of an element says that it holds."""

    NONE = 0
    AUTHOR = auto()
    """rel or itemprop author: the page vouches for it."""
    BYLINE = auto()
    INFO = auto()
    """A line under the headline that may hold byline and date."""
    DATE = auto()
    PUBLISHED = auto()
    """itemprop datePublished and its like."""
    MODIFIED = auto()
    DEK = auto()
    NEIGHBOUR = auto()
    """Comments, teasers, lists of links, boxes about people: another text's data."""
    HIDDEN = auto()


VOCABULARY: tuple[tuple[Sign, str], ...] = (
    (Sign.BYLINE, r"by-?_?lines?|author|autor(?!i[sz])|auteur|verfasser|redakteur|contributor|writer|journalist(?!en)|reporter(?!s)|posted-?by|post-?by|meta-by|credit-?(?:author|name|line)|signature|\bfirma|columnist|kirjoittaja|toimittaja|article-?by|(?<![a-z])source-?name"),
    (Sign.INFO, r"(?:entry|article|post|story|news|content|page|item|blog|artikel|nota|node)[-_]*_*(?:meta|info|details?|data|header|head|top|submitted|kicker|intro|credit)|(?:^|[\s_-])(?:meta|submitted|credits?|details|kicker|created|infos?|postinfo|timestamp-?line|dachzeile|topline|overline)(?:$|[\s_-])"),
    (Sign.DATE, r"date(?!bar|pick)|datum|fecha|(?:^|[\s_-])(?:time|timestamp|zeit|when|posted|published|publication|updated|stand|created|hora|data)(?:$|[\s_-])|publish|veroeffentlich|zeitstempel|entry-time|posted-on|post-?time|article-?time|pubtime|timestamp|dateline"),
    (Sign.PUBLISHED, r"datepublished|date-?published|published-?(?:date|time|at|on)|pub-?date|publish-?(?:date|time)|entry-date|post-date|article-?date|datecreated|date-created"),
    (Sign.MODIFIED, r"modified|updated|lastmod|aktualisiert|actualiz"),
    (Sign.DEK, r"(?:^|[\s_-])(?:dek|deck|standfirst|stand-first|sub-?(?:title|head|headline|heading|deck)s?|subtitulo|subtítulo|lede|lead|leadtext|lead-?text|vorspann|chapo|chapeau|bajada|copete|entradilla|sumario|excerpt|summary|abstract|intro|introtext|teaser-?text|untertitel|anleser|ingress|sommario|occhiello|zajawka|perex|description|alternativeheadline|strapline|tagline)(?:$|[\s_-])|(?:article|story|post|entry|header|hero|content|page|news)[-_]*_*(?:dek|deck|standfirst|sub-?title|sub-?head\w*|lead|lede|intro|summary|excerpt|description|abstract|teaser)(?:$|[\s_-])"),
    (Sign.NEIGHBOUR, r"comment(?!ary|ator)|kommentar|respond|related|relacionad|teaser(?!-?text)|sidebar|side-bar|widget|footer(?!-?meta)|recommend|popular|most-?read|trending|card(?!iff|o)|listing|recirc|promo|newsletter|social|share|sharing|gallery|caption|figure|image|photo|picture|(?:^|[\s_-])(?:foto|bild|img|nav|menu|rail|more|quote|pullquote|zitat|forum|search|login|popup|modal|tooltip|advert|breadcrumbs?|bio|cookie|copyright|license|review|rating|slider|carousel|thumb\w*|avatar)(?:$|[\s_-])|author-?_?(?:bio|desc|image|img|avatar|photo|social|posts|email|link-?list|about|twitter)|about-?_?(?:the-?)?author|masthead|topbar|top-bar|site-?header|navbar|(?:^|[\s_-])more-|read-?more|read-?next|latest|ticker|tag-?list"),
    (Sign.HIDDEN, r"(?:^|[\s_-])(?:hidden|sr-only|visually-?hidden|screen-reader-text|d-none|display-none|screenreader)(?:$|\s)"),
)  # fmt: skip
PATTERNS = tuple((sign, re.compile(pattern)) for sign, pattern in VOCABULARY)
# one look that most sets fail; each entry of VOCABULARY holds one of these stems
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
NEIGHBOUR_TAGS = frozenset(
    {"nav", "footer", "aside", "form", "figure", "figcaption", "button", "select"}
)
PASSED_OVER = frozenset(
    {
        "html",
        "head",
        "body",
        "meta",
        "link",
        "img",
        "input",
        "br",
        "hr",
        "script",
        "style",
        "form",
        "label",
        "svg",
        "button",
        "iframe",
        "picture",
        "source",
        "option",
        "noscript",
    }
)


@lru_cache(maxsize=8192)
def read_signs(words: str) -> Sign:
    """What the vocabulary `words` (class, id, itemprop, rel) say; NONE for most."""
    small = words.lower()
    signs = Sign.NONE
    for sign, pattern in PATTERNS:
        if pattern.search(small):
            signs |= sign
    return signs


def words_of(tag: Tag) -> str:
    """The words of `tag`'s class and id."""
    attributes = tag.attrs
    classes = attributes.get("class")
    identity = attributes.get("id")
    words = " ".join(classes) if isinstance(classes, list) else classes or ""
    return f"{words} {identity}" if identity else words


def signs_of(tag: Tag) -> Sign:
    """What `tag`'s attributes say that it holds."""
    attributes = tag.attrs
    if not attributes:
        return Sign.NONE
    words = words_of(tag)
    signs = read_signs(words) if words else Sign.NONE
    item = attributes.get("itemprop")
    if item:
        item = (item if isinstance(item, str) else " ".join(item)).lower()
        if "author" in item or "creator" in item:
            signs |= Sign.AUTHOR
        elif "datepublished" in item or "datecreated" in item:
            signs |= Sign.PUBLISHED
        elif "datemodified" in item:
            signs |= Sign.MODIFIED | Sign.DATE
        elif "alternativeheadline" in item or "description" in item:
            signs |= Sign.DEK
    rel = attributes.get("rel")
    if rel and "author" in rel:
        signs |= Sign.AUTHOR
    style = attributes.get("style")
    if ("hidden" in attributes) or (isinstance(style, str) and HIDING_STYLE.search(style)):
        signs |= Sign.HIDDEN
    return signs


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The elements whose vocabulary promises something, with their position."""

    order: dict[int, int]
    """id of every element -> its index in document order."""
    signs: dict[int, Sign]
    """id of an element -> its signs, where it has any."""
    found: tuple[tuple[int, Tag, Sign], ...] = field(default=())
    """Index, element and signs, in document order, where it has signs of content."""

    def holding(self, *signs: Sign) -> Iterator[tuple[int, Tag, Sign]]:
        """Elements with one of `signs`, in document order."""
        wanted = Sign.NONE
        for sign in signs:
            wanted |= sign
        return (mark for mark in self.found if mark[2] & wanted)

    def is_elsewhere(self, tag: Tag) -> bool:
        """Whether `tag` belongs to another text than the page's, or is not shown."""
        for parent in (tag, *tag.parents):
            if parent.name in {"article", "main", "body"}:
                # a class on a page's outermost boxes speaks of its layout ("has-sidebar")
                return (
                    parent is not tag and parent.name == "article" and self._is_teaser(parent)
                )
            if parent.name in NEIGHBOUR_TAGS or self.signs.get(id(parent), Sign.NONE) & (
                Sign.NEIGHBOUR | Sign.HIDDEN
            ):
                return True
        return False

    def _is_teaser(self, article: Tag) -> bool:
        return bool(self.signs.get(id(article), Sign.NONE) & (Sign.NEIGHBOUR | Sign.HIDDEN))


CONTENT = (
    Sign.AUTHOR
    | Sign.BYLINE
    | Sign.INFO
    | Sign.DATE
    | Sign.PUBLISHED
    | Sign.MODIFIED
    | Sign.DEK
)


def read_landmarks(tree: Tree) -> Landmarks:
    """The landmarks of `tree`."""
    order: dict[int, int] = {}
    signs: dict[int, Sign] = {}
    found: list[tuple[int, Tag, Sign]] = []
    for index, tag in enumerate(tree.elements):
        key = id(tag)
        order[key] = index
        if tag.attrs:
            sign = signs_of(tag)
            if sign:
                signs[key] = sign
                if sign & CONTENT and tag.name not in PASSED_OVER:
                    found.append((index, tag, sign))
    return Landmarks(order, signs, tuple(found))


def short_text(tag: Tag, limit: int = 300) -> str:
    """The text of `tag` on one line; "" where it is longer than `limit` characters."""
    pieces: list[str] = []
    length = 0
    for node in tag.descendants:
        if type(node) is NavigableString:
            pieces.append(node)
            length += len(node.strip()) if len(node) > 40 else 1
            if length > limit:
                return ""
    line = " ".join(" ".join(pieces).split())
    return line if len(line) <= limit else ""
