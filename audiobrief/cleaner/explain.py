"""List the page's text in order, with the kind of each piece or why it was dropped."""

from __future__ import annotations

from typing import NamedTuple

from audiobrief.cleaner.dek_lines import DEK
from audiobrief.cleaner.sift import HEADLINE
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import BYLINE, DATE
from audiobrief.model import Article, Dropped


class Judged(NamedTuple):
    """A piece of the page's text, and whether and why it was kept."""

    source: int
    """Position on the page, as in `Block.source`."""
    kept: bool
    """Whether it is a part of the text."""
    said: bool
    """Whether it is said at the head: the headline, the dek, the names and the date."""
    label: str
    """The kind of the block it became, or the reason why it was dropped."""
    text: str


def explain(article: Article) -> tuple[Judged, ...]:
    """Return every piece of the page's text, kept or dropped, in the page's order."""
    kept = [
        Judged(block.source, True, False, block.kind.value, block.text)
        for block in article.blocks
    ]
    dropped = [
        Judged(gone.source, False, _is_said(gone, article), gone.reason, gone.text)
        for gone in article.dropped
    ]
    return tuple(sorted([*kept, *dropped], key=lambda judged: judged.source))


def _is_said(gone: Dropped, article: Article) -> bool:
    """Whether a line is no text because the head of the article says it."""
    text = folded(gone.text)
    if gone.reason == DEK:
        return text in folded(article.dek)
    if gone.reason == BYLINE:
        # a byline's box holds labels, too, such as a section and "Written by"
        return any(folded(author.name) in text for author in article.authors)
    return gone.reason == HEADLINE or (gone.reason == DATE and article.published is not None)
