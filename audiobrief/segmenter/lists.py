"""The words around a list: its numbers if the page numbers it, otherwise an introduction."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.model import Block
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.languages import load_language

LONG_ITEM = 60
"""Characters (about ten words) above which items sound like sentences of the story, so that the
end of their list cannot be heard and is announced."""


def list_opening(items: Sequence[Block], before: str, style: ScriptStyle, language: str) -> str:
    """Words before a list; empty where `before`, the text above it, already introduces it."""
    if items[0].level > 1:
        return ""  # the item above a nested list introduces it
    if len(items) < 2 or before.rstrip().endswith(":") or items[0].number is not None:
        return ""
    return style.words("list_open", language, count=counted(len(items), "count", language))


def list_closing(items: Sequence[Block], style: ScriptStyle, language: str) -> str:
    """Words after a list; empty where its end can be heard."""
    long = sum(len(item.text) for item in items) > LONG_ITEM * len(items)
    return style.words("list_close", language) if long and len(items) > 1 else ""


def item_number(item: Block, style: ScriptStyle, language: str) -> str:
    """Words before an item; empty where it has no number."""
    if item.number is None:
        return ""
    return style.words("list_number", language, number=counted(item.number, "number", language))


def counted(number: int, field: str, language: str) -> str:
    """A count as newsrooms of a language write it, for the field `field` of a wording."""
    return load_language(language).counting.count(number, field)
