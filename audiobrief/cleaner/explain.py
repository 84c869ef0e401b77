"""List the page's text in order, with the kind of each piece or why it was dropped."""

from __future__ import annotations

from typing import NamedTuple

from audiobrief.model import Article


class Judged(NamedTuple):
    """A piece of the page's text, and whether and why it was kept."""

    source: int
    """Position on the page, as in `Block.source`."""
    kept: bool
    label: str
    """The kind of the block it became, or the reason why it was dropped."""
    text: str


def explain(article: Article) -> tuple[Judged, ...]:
    """Return every piece of the page's text, kept or dropped, in the page's order."""
    kept = [
        Judged(block.source, True, block.kind.value, block.text) for block in article.blocks
    ]
    dropped = [Judged(gone.source, False, gone.reason, gone.text) for gone in article.dropped]
    return tuple(sorted([*kept, *dropped], key=lambda judged: judged.source))
