"""A page as it was loaded, and the article that the cleaner finds on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class PageKind(StrEnum):
    """The format of a page's text."""

    HTML = "html"
    TEXT = "text"
    """Text copied out of a browser: the page's words without its tags."""
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was loaded: decoded, but not yet analysed."""

    text: str
    kind: PageKind = PageKind.HTML
    url: str = ""
    """Absolute address of the page after redirects; empty for a file without one."""
    name: str = ""
    """The source as the user gave it, for messages: a path, an address or "-"."""
    is_bare: bool = False
    """Whether the text is an article and nothing else, as a content system or a feed gives it."""
    problem: str = ""
    """Why it is a kept copy of an earlier answer: its site gave no answer. Empty if it is new."""
    robots: str = ""
    """What its server says to search engines, as in the header X-Robots-Tag; else empty."""


class BlockKind(StrEnum):
    """The kind of a block of the article, in an editor's terms."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    """A block quote or an embedded post; quotations inside a paragraph stay in it."""
    LIST_ITEM = "list-item"
    TABLE = "table"
    ASIDE = "aside"
    """An explainer or a fact box, outside the flow of the story."""
    CAPTION = "caption"
    CORRECTION = "correction"
    ENDNOTE = "endnote"
    """A closing line about the reporting, such as who reported from where."""
    CODE = "code"


class MarkKind(StrEnum):
    """What a page does with a stretch of its text, or says of it, besides showing it."""

    LINK = "link"
    EMPHASIS = "emphasis"
    """Usually italics."""
    STRONG = "strong"
    """Usually bold."""
    LANGUAGE = "language"
    """Words in another language than the block's."""


class Mark(NamedTuple):
    """A stretch of a block's text that the page links, stresses or says the language of.

    Links and stress are seen and never said; a language chooses the voice.
    """

    start: int
    """Offset of its first character in the text of its block."""
    end: int
    """Offset after its last character."""
    kind: MarkKind
    href: str = ""
    """LINK: its absolute http or https address. Otherwise empty."""
    language: str = ""
    """LANGUAGE: its BCP 47 tag. Otherwise empty."""


@dataclass(frozen=True, slots=True)
class Author:
    """One name of the byline as printed, without "By"."""

    name: str
    """A person, a desk or an agency; never a CMS account, an e-mail or a handle."""
    place: str = ""
    """Where the reporting was done: "Kyiv, Ukraine". Empty if the page gives none."""
    role: str = ""
    """"political editor", "for The Associated Press". Empty if the page gives none."""
    additional: bool = False
    """True for "Additional reporting by": a contributor who is not one of the authors."""


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the article's text, in reading order."""

    kind: BlockKind
    text: str
    """One line, never empty. CODE keeps its line breaks. TABLE has its caption; without one,
    its cells joined by ", " and its rows by "; "."""
    level: int = 0
    """HEADING: 1 to 6. LIST_ITEM: depth of nesting from 1. ASIDE: 1 for the box's own
    title, 0 for its text. Otherwise 0."""
    number: int | None = None
    """LIST_ITEM of an ordered list: the number that the page shows. Otherwise None."""
    attribution: str = ""
    """QUOTE: who says it, as printed. CODE: its language. Otherwise empty."""
    rows: tuple[tuple[str, ...], ...] = ()
    """TABLE: its cells, row by row; the first row holds the headers if `headed`."""
    headed: bool = False
    """TABLE: whether the first row names the columns."""
    group: int | None = None
    """Consecutive blocks with the same number form one box, one list or one block quote."""
    time: datetime | None = None
    """Live blogs: when the entry that begins with this block was posted (timezone-aware)."""
    language: str = ""
    """BCP 47 tag if the block is in another language than the article; otherwise empty."""
    image: str = ""
    """CAPTION: absolute address of the picture that it describes; empty if none is known."""
    alt: str = ""
    """CAPTION: what the page tells of that picture to who cannot see it; empty where it tells
    nothing, or no more than the caption does."""
    marks: tuple[Mark, ...] = ()
    """The links, the stress and the words in other languages in `text`, by where they start; those
    of one kind never overlap. TABLE: in its cells joined by ", " and its rows joined by "; ", as
    `text` is where the table has no caption. CODE has none."""
    source: int = 0
    """Position on the page: the index of the block's first text node."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the page that is not part of the article, and why."""

    text: str
    reason: str
    """A few words for people: "navigation", "related links", "hidden"."""
    source: int = 0
    """Position on the page, on the same scale as `Block.source`."""


LOW_CONFIDENCE = 0.6
"""Confidence below which the user is warned: 5 of 130 pages of modern news have less."""


@dataclass(frozen=True, slots=True)
class Article:
    """The article on a page, without navigation, advertising and the like.

    `blocks` is never empty.
    """

    title: str
    """The headline, without the site's name."""
    blocks: tuple[Block, ...]
    dek: str = ""
    """The sentence or two under the headline (standfirst). Empty if none."""
    authors: tuple[Author, ...] = ()
    site: str = ""
    """The publication's name, as it calls itself."""
    published: datetime | None = None
    """Timezone-aware; midnight UTC if the page gives only a day. None if the page gives no date;
    the date in a masthead does not count, since it is the day of the visit."""
    modified: datetime | None = None
    """Timezone-aware, like `published`; None if the page gives none."""
    url: str = ""
    """Canonical address, absolute; empty if the page gives none."""
    language: str = ""
    """BCP 47 tag ("en-GB"); empty if the page does not state its language."""
    image: str = ""
    """Absolute address of the lead image; empty if none."""
    section: str = ""
    """The section of the publication, as its content system names it; empty if not given."""
    tags: tuple[str, ...] = ()
    """The content system's keywords."""
    is_untitled: bool = False
    """Whether there is no headline, so that `title` is the first words of the text."""
    dropped: tuple[Dropped, ...] = ()
    rule: str = ""
    """The site rule that found the article; empty if the general heuristics did."""
    remarks: tuple[str, ...] = ()
    """Notes to the user about the extraction, one line each, such as a site rule that matched
    nothing."""
    confidence: float = 1.0
    """How sure the cleaner is that this is the article, whole and alone: 0 to 1."""
    doubts: tuple[str, ...] = ()
    """What speaks against it, gravest first: "the page's data gives a longer text"."""
    ends_at_wall: bool = False
    """Whether the rest of the story is behind a paywall."""

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should compare it with its page before it is published."""
        return self.confidence < LOW_CONFIDENCE
