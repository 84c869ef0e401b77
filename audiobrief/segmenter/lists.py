"""Lists, as they are read out: numbered where the page numbers them, otherwise introduced."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.model import Block
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.languages import load_language

LONG_ITEM = 60
"""Characters. Items longer than this, about ten words, sound like the story's own
sentences, so that the end of their list cannot be heard and is said."""


def list_opening(items: Sequence[Block], before: str, style: ScriptStyle, language: str) -> str:
    """Words before a list; empty where `before`, the text above it, introduces it already."""
    if items[0].level > 1:
        return ""  # a list in a list is led in by its item
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
    """A count as newsrooms of a language write it, for a field of a wording."""
    return load_language(language).counting.count(number, field)
