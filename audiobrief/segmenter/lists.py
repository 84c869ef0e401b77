"""The words around a list: its numbers if the page numbers it, otherwise an introduction."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.model import Block, BlockKind
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.languages import load_language

LONG_ITEM = 60
"""Characters (about ten words) above which items sound like sentences of the story and need no
words around them."""


def list_frame(
    items: Sequence[Block], before: Block | None, style: ScriptStyle, language: str
) -> tuple[str, str]:
    """Words before and after a list; both empty where a listener hears that it is one.

    The text above introduces it, if that ends in a colon or is a heading, and so do its own
    numbers; items that are sentences are heard as sentences. An opened list is always closed.
    """
    introduced = before is not None and (
        before.kind is BlockKind.HEADING or before.text.rstrip().endswith(":")
    )
    long = sum(len(item.text) for item in items) > LONG_ITEM * len(items)
    numbered = items[0].number is not None or items[0].level > 1
    if len(items) < 2 or introduced or long or numbered:
        return "", ""
    opening = style.words("list_open", language, count=counted(len(items), "count", language))
    return opening, style.words("list_close", language) if opening else ""


def item_number(item: Block, style: ScriptStyle, language: str) -> str:
    """Words before an item; empty where it has no number."""
    if item.number is None:
        return ""
    return style.words("list_number", language, number=counted(item.number, "number", language))


def leads_on(item: Block, following: Block | None) -> bool:
    """Whether an item has others below it, into which it leads."""
    return following is not None and following.level > item.level


def said_of(item: Block, following: Block | None) -> str:
    """What is said instead of an item that leads into those below it; empty where it is said as printed.

    Its mark would end it: "£275 for those without; half of it at once".
    """
    plain = item.text.rstrip()
    ends = plain.endswith((";", ",", ".")) and not plain.endswith("..")
    return plain[:-1] + ":" if leads_on(item, following) and ends else ""


def counted(number: int, field: str, language: str) -> str:
    """A count as newsrooms of a language write it, for the field `field` of a wording."""
    return load_language(language).counting.count(number, field)
