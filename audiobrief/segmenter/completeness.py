"""Counts whether all text of an article that is to be said is in its script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audiobrief.model import Article, Block, BlockKind, Script
from audiobrief.segmenter.lines import said_blocks
from audiobrief.segmenter.regions import language_of
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.segmenter.tables import caption_of, is_read


@dataclass(frozen=True, slots=True)
class Missing:
    """A block of which a script lacks some letters."""

    block: int
    """Index into `Article.blocks`."""
    letters: int
    """Letters and digits of the block that are not in the script."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of an article is in its script."""

    article: int
    """Letters and digits of the blocks that are to be said."""
    script: int
    """Those of them that the script has."""
    missing: tuple[Missing, ...] = ()
    """The blocks that are not whole, in the order in which they are heard."""


def compare(article: Article, script: Script, style: ScriptStyle) -> Completeness:
    """How much of the article's text is in a script that was written from it in a style.

    What the style skips, and what is left out on purpose (a repeated caption), is not counted.
    """
    written: dict[int, list[str]] = {}
    for segment in script.segments:
        if segment.block is not None and not segment.is_added:
            written.setdefault(segment.block, []).append(segment.written)
    wanted = said = 0
    missing = []
    for index in said_blocks(article, style, language_of(article)):
        letters = _letters(text_to_say(article.blocks[index], style))
        found = _letters("".join(written.get(index, ())))
        wanted += letters
        said += min(letters, found)
        if found < letters:
            missing.append(Missing(index, letters - found))
    return Completeness(wanted, said, tuple(missing))


def text_to_say(block: Block, style: ScriptStyle) -> str:
    """All text of a block that a script must have; of a table, its caption and the cells read."""
    if block.kind is not BlockKind.TABLE or not is_read(block, style):
        return block.text
    return caption_of(block) + "; ".join(_rows(block))


def _rows(block: Block) -> Iterator[str]:
    for row in block.rows:
        cells = ", ".join(cell for cell in row if cell.strip())
        if cells:
            yield cells


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
