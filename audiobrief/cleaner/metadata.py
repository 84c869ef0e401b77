"""What a page says about its article: title, dek, authors, dates, site, picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from audiobrief.cleaner.tree import Tree
from audiobrief.model import Author


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields as in `Article`; empty or None where the page does not say."""

    title: str = ""
    dek: str = ""
    authors: tuple[Author, ...] = ()
    site: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    url: str = ""
    language: str = ""
    image: str = ""
    body: str = ""
    """The text that structured data gives as the article's (JSON-LD `articleBody`), as a
    witness for the judgement of the body; empty where there is none."""
    kinds: frozenset[str] = frozenset()
    """schema.org and Open Graph types the page claims ("NewsArticle", "website")."""
    elements: tuple[int, ...] = ()
    """`id()` of the tree's elements that hold headline, dek, byline and date, which are
    said from here and so are not part of the body."""


def read_metadata(tree: Tree, url: str = "") -> Metadata:
    """What `tree`, had from `url`, says about its article."""
    title = tree.named("h1", "title")
    return Metadata(title=title[0].get_text(" ", strip=True) if title else "", url=url)
