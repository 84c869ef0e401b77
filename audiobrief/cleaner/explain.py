"""The page's text in its own order: what is kept, as what, and what is not, and why."""

from __future__ import annotations

from typing import NamedTuple

from audiobrief.model import Article


class Judged(NamedTuple):
    """A piece of the page's text, and what became of it."""

    source: int
    """Position on the page, as in `Block.source`."""
    kept: bool
    label: str
    """The kind of the block that it went into, or the reason why it was dropped."""
    text: str


def explain(article: Article) -> tuple[Judged, ...]:
    """Every text of the article's page, kept and dropped, in the order of the page."""
    kept = [
        Judged(block.source, True, block.kind.value, block.text) for block in article.blocks
    ]
    dropped = [Judged(gone.source, False, gone.reason, gone.text) for gone in article.dropped]
    return tuple(sorted([*kept, *dropped], key=lambda judged: judged.source))
