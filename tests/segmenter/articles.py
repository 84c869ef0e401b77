"""Articles for the segmenter's tests, and the text that a script must have."""

from __future__ import annotations

from collections.abc import Iterator

from audiobrief.model import Article, Block, BlockKind, Role, Script
from audiobrief.segmenter import ScriptStyle
from audiobrief.segmenter.completeness import text_to_say
from audiobrief.segmenter.lines import said_blocks
from audiobrief.segmenter.regions import language_of

DEFAULT = ScriptStyle()


def paragraphs(*texts: str) -> Article:
    """An article with only paragraphs."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    return Article("Harbour reopens", blocks, language="en")


def plain(text: str) -> str:
    """`text` without white space, which a script may change."""
    return "".join(text.split())


def expected(article: Article, style: ScriptStyle = DEFAULT) -> list[str]:
    """The texts of the blocks, in order, except those that the style leaves out."""
    said = said_blocks(article, style, language_of(article))
    return [plain(text_to_say(article.blocks[index], style)) for index in said]


def written(script: Script) -> Iterator[str]:
    """The written text of each block, in the order of the script, without cues."""
    current: int | None = None
    text = ""
    for segment in script.segments:
        if segment.role is Role.CUE or segment.block is None:
            continue
        if segment.block != current:
            if current is not None:
                yield plain(text)
            current, text = segment.block, ""
        text += segment.written
    if current is not None:
        yield plain(text)
