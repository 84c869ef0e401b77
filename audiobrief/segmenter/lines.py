"""Turns an article into the lines of its script, in the order in which they are heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from audiobrief.model import Article, BlockKind
from audiobrief.segmenter import beside
from audiobrief.segmenter.announce import Passage, announce
from audiobrief.segmenter.block_lines import BlockReading, cue, lines_of
from audiobrief.segmenter.byline import said_in_byline
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.foreign import find_foreign
from audiobrief.segmenter.head import declaration_line, head
from audiobrief.segmenter.interview import questions_of
from audiobrief.segmenter.line import Insertion, ScriptLine
from audiobrief.segmenter.publication import publication_spoken_of
from audiobrief.segmenter.quotes import Quotation, find_quotations
from audiobrief.segmenter.ration import ration
from audiobrief.segmenter.silent import is_separator
from audiobrief.segmenter.speakers import name_speakers
from audiobrief.segmenter.style import Declare, QuoteMode, ScriptStyle
from audiobrief.spoken.languages import load_language

PROSE = {
    BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ASIDE, BlockKind.CAPTION,
    BlockKind.CORRECTION, BlockKind.ENDNOTE,
}  # fmt: skip
"""Kinds of block that may contain quotations. Each kind is read on its own, so that a caption
between two paragraphs does not end a quotation that spans them."""
NOTES_AT_END = 3
"""Blocks at the end of an article among which a label of who paid for it stands."""


def lines(article: Article, style: ScriptStyle, language: str) -> Iterator[ScriptLine]:
    """The lines of headline, byline, date, declaration, dek, body and sign-off."""
    yield from head(article, style, language)
    said = said_blocks(article, style, language)
    reading = _read_quotations(article, style, language, said)
    body = _parted(reading, lines_of(reading, said))
    yield from ration(list(body), style.announcements, style.pauses)
    wall = style.words("wall", language) if style.wall and article.ends_at_wall else ""
    if wall:
        yield cue(wall, before=style.pauses.around_box)
    site = publication_spoken_of(article.site, language) if article.site else ""
    words = style.words("sign_off_site", language, site=site) if style.sign_off else ""
    if words:
        yield cue(words, before=style.pauses.before_sign_off)
    if style.declare is Declare.END and (declared := style.declaration(language)):
        pauses = style.pauses
        yield declaration_line(
            declared, before=pauses.sentence if words else pauses.before_sign_off
        )


def said_blocks(article: Article, style: ScriptStyle, tag: str) -> list[int]:
    """Indices of the blocks that are said, in the order in which they are heard."""
    said = [
        index
        for index, block in enumerate(article.blocks)
        if block.kind not in style.skip
        and not said_in_byline(article, block, style)
        and beside.is_said(article, index, tag)
        and not is_separator(article, index, tag)
    ]
    ordered = beside.in_order(article, said, tag)
    # whoever stops listening early has to have heard who paid for it
    paid = [i for i in ordered if _is_paid_label(article, i, tag)]
    return [*paid, *(i for i in ordered if i not in paid)]


def _is_paid_label(article: Article, index: int, tag: str) -> bool:
    at_edge = index == 0 or index >= len(article.blocks) - NOTES_AT_END
    text_kinds = {BlockKind.PARAGRAPH, BlockKind.ENDNOTE}
    block = article.blocks[index]
    return (
        at_edge and block.kind in text_kinds and bool(load_language(tag).paid.match(block.text))
    )


def _parted(reading: BlockReading, lines: Iterable[ScriptLine]) -> Iterator[ScriptLine]:
    """The lines with a pause where the page has a separator."""
    article = reading.article
    pause = reading.pauses.around_box
    for line in lines:
        parted = bool(line.block) and is_separator(article, (line.block or 0) - 1, reading.tag)
        yield replace(line, before=max(line.before, pause)) if parted else line


def _read_quotations(
    article: Article, style: ScriptStyle, language: str, said: Sequence[int]
) -> BlockReading:
    quotations: dict[int, tuple[Quotation, ...]] = {}
    insertions: dict[int, tuple[Insertion, ...]] = {}
    blocks = article.blocks
    foreign = {i: find_foreign(block, (), language) for i, block in enumerate(blocks)}
    cast = Cast()
    if style.announces(language):
        cast = Cast.of(article)
        for kind in sorted(PROSE):
            flow = [i for i, block in enumerate(article.blocks) if block.kind is kind]
            texts = [article.blocks[i].text for i in flow]
            named = name_speakers(texts, find_quotations(texts, language), cast)
            direct = [tuple(q for q in found if q.direct) for found in named]
            for i, found in zip(flow, named, strict=True):
                foreign[i] = find_foreign(blocks[i], found, language)
            quotations.update(zip(flow, direct, strict=True))
            if style.quotes in {QuoteMode.ANNOUNCE, QuoteMode.BOTH}:
                heard = [i for i in said if article.blocks[i].kind is kind]
                passages = [
                    Passage(article.blocks[i].text, quotations[i], said.index(i)) for i in heard
                ]
                announced = announce(passages, style, language)
                insertions.update(zip(heard, announced, strict=True))
    asked = questions_of(article)
    first = next((i for i in said if article.blocks[i].kind is BlockKind.CAPTION), -1)
    return BlockReading(
        article, style, language, quotations, insertions, foreign, cast, first, asked
    )
