"""Turns an article into the lines of its script, in the order in which they are heard."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from audiobrief.model import Article, BlockKind, Role, VoiceRole
from audiobrief.patterns import compile_late
from audiobrief.segmenter import beside, lists, tables
from audiobrief.segmenter.announce import Passage, announce
from audiobrief.segmenter.attribution import find_before
from audiobrief.segmenter.byline import byline, said_in_byline
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.dates import date_line
from audiobrief.segmenter.line import Insertion, ScriptLine
from audiobrief.segmenter.quotes import Quotation, find_quotations
from audiobrief.segmenter.speakers import name_speakers
from audiobrief.segmenter.style import Pauses, QuoteMode, Reading, ScriptStyle
from audiobrief.spoken import split_sentences
from audiobrief.spoken.language import Language
from audiobrief.spoken.languages import load_language

ROLES: dict[BlockKind, Role] = {
    BlockKind.PARAGRAPH: Role.BODY,
    BlockKind.HEADING: Role.HEADING,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.LIST_ITEM: Role.LIST_ITEM,
    BlockKind.TABLE: Role.TABLE,
    BlockKind.ASIDE: Role.ASIDE,
    BlockKind.CAPTION: Role.CAPTION,
    BlockKind.CORRECTION: Role.CORRECTION,
    BlockKind.ENDNOTE: Role.ENDNOTE,
    BlockKind.CODE: Role.CODE,
}
PROSE = {
    BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.ASIDE, BlockKind.CAPTION,
    BlockKind.CORRECTION, BlockKind.ENDNOTE,
}  # fmt: skip
"""Kinds of block that may contain quotations. Each kind is read on its own, so that a caption
between two paragraphs does not end a quotation that spans them."""
_HANDLE = compile_late(r"(?:(?<!\s)\s+)?\(?(?<!\w)@\w+\)?\s*")


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the reader of each kind of block works with."""

    article: Article
    style: ScriptStyle
    tag: str
    """BCP 47 tag of the article's language, with its region."""
    quotations: dict[int, tuple[Quotation, ...]]
    insertions: dict[int, tuple[Insertion, ...]]
    cast: Cast

    @property
    def language(self) -> Language:
        """The tables of the article's language."""
        return load_language(self.tag)

    @property
    def pauses(self) -> Pauses:
        return self.style.pauses

    def words(self, key: str, **fields: str) -> str:
        return self.style.words(key, self.tag, **fields)

    def line(self, index: int, **fields: object) -> ScriptLine:
        """The line for a block, with its quotations."""
        block = self.article.blocks[index]
        voiced = self.style.quotes in {QuoteMode.VOICE, QuoteMode.BOTH}
        plain = ScriptLine(
            role=ROLES[block.kind],
            text=block.text,
            block=index,
            quotations=self.quotations.get(index, ()),
            insertions=self.insertions.get(index, ()),
            quote_voice=VoiceRole.QUOTE if voiced else VoiceRole.NARRATOR,
            after=self.pauses.paragraph,
        )
        return replace(plain, **fields)  # type: ignore[arg-type] # fields of ScriptLine by name


def lines(article: Article, style: ScriptStyle, language: str) -> Iterator[ScriptLine]:
    """The lines of headline, byline, date, dek, body and sign-off."""
    yield from _head(article, style, language)
    reading = _read_quotations(article, style, language)
    yield from _runs(reading, said_blocks(article, style, language))
    wall = style.words("wall", language) if style.wall and article.ends_at_wall else ""
    if wall:
        yield _cue(wall, before=style.pauses.around_box)
    key = "sign_off_site"
    words = style.words(key, language, site=article.site) if style.sign_off else ""
    if words:
        yield _cue(words, before=style.pauses.before_sign_off)


def said_blocks(article: Article, style: ScriptStyle, tag: str) -> list[int]:
    """Indices of the blocks that are said, in the order in which they are heard."""
    said = [
        index
        for index, block in enumerate(article.blocks)
        if block.kind not in style.skip
        and not said_in_byline(article, block, style)
        and beside.is_said(article, index, tag)
    ]
    return beside.in_order(article, said)


def _head(article: Article, style: ScriptStyle, language: str) -> Iterator[ScriptLine]:
    pauses = style.pauses
    if article.title.strip():
        yield ScriptLine(role=Role.TITLE, text=article.title, after=pauses.title)
    for sentence in byline(article, style, language):
        yield ScriptLine(role=Role.BYLINE, text=sentence, after=pauses.byline)
    date = date_line(article.published, style, language) if article.published else ""
    if style.date and date:
        yield ScriptLine(role=Role.DATE, text=date, after=pauses.byline)
    if style.dek and article.dek.strip() and not _repeats(article):
        yield ScriptLine(
            role=Role.DEK, text=article.dek, before=pauses.byline, after=pauses.dek
        )


def _repeats(article: Article) -> bool:
    """Whether the dek repeats the title or, as often, the start of the first paragraph."""
    dek = re.sub(r"\W+", " ", article.dek).strip().casefold()
    first = re.sub(r"\W+", " ", article.blocks[0].text).strip().casefold()
    title = re.sub(r"\W+", " ", article.title).strip().casefold()
    return first.startswith(dek) or dek == title


def _read_quotations(article: Article, style: ScriptStyle, language: str) -> _Reading:
    quotations: dict[int, tuple[Quotation, ...]] = {}
    insertions: dict[int, tuple[Insertion, ...]] = {}
    cast = Cast()
    if style.announces(language):
        cast = Cast.of(article)
        for kind in sorted(PROSE):
            flow = [i for i, block in enumerate(article.blocks) if block.kind is kind]
            texts = [article.blocks[i].text for i in flow]
            named = name_speakers(texts, find_quotations(texts, language), cast)
            direct = [tuple(q for q in found if q.direct) for found in named]
            quotations.update(zip(flow, direct, strict=True))
            if style.quotes in {QuoteMode.ANNOUNCE, QuoteMode.BOTH}:
                passages = [
                    Passage(text, found, i)
                    for text, found, i in zip(texts, direct, flow, strict=True)
                ]
                announced = announce(passages, style, language)
                insertions.update(zip(flow, announced, strict=True))
    return _Reading(article, style, language, quotations, insertions, cast)


def _cue(words: str, *, before: int = 0, after: int = 0) -> ScriptLine:
    return ScriptLine(
        role=Role.CUE, text=words, voice=VoiceRole.ANNOUNCER, before=before, after=after
    )


def _boxed(
    opening: str, inner: Sequence[ScriptLine], closing: str, pauses: Pauses
) -> Iterator[ScriptLine]:
    """The lines of a box, with cues that open and close it and pauses around it."""
    framed = list(inner)
    if opening:
        yield _cue(opening, before=pauses.around_box, after=pauses.cue)
    elif framed:
        framed[0] = replace(framed[0], before=max(framed[0].before, pauses.around_box))
    if framed and not closing:
        framed[-1] = replace(framed[-1], after=max(framed[-1].after, pauses.around_box))
    elif framed:
        framed[-1] = replace(framed[-1], after=pauses.cue)
    yield from framed
    if closing:
        yield _cue(closing, before=pauses.sentence, after=pauses.around_box)


def _runs(reading: _Reading, indices: Sequence[int]) -> Iterator[ScriptLine]:
    blocks = reading.article.blocks

    def key(index: int) -> tuple[object, ...]:
        block = blocks[index]
        if block.group is not None:
            return ("group", block.group)
        together = block.kind in {BlockKind.LIST_ITEM, BlockKind.ASIDE}
        return (block.kind, None if together else index)

    for _, members in groupby(indices, key):
        run = list(members)
        if any(blocks[i].kind is BlockKind.ASIDE for i in run):
            yield from _aside(reading, run)
        else:
            yield from _by_kind(reading, run)


def _by_kind(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    blocks = reading.article.blocks
    for kind, members in groupby(run, lambda i: blocks[i].kind):
        yield from READERS[kind](reading, list(members))


def _paragraphs(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield from _entry_time(reading, index, before=reading.pauses.around_box)
        yield reading.line(index)


def _headings(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield reading.line(
            index,
            before=reading.pauses.before_heading,
            after=reading.pauses.after_heading,
            sound_before="heading" if reading.style.earcons else "",
        )
        # after the heading, since a chapter begins with the heading itself
        yield from _entry_time(reading, index)


def _entry_time(reading: _Reading, index: int, *, before: int = 0) -> Iterator[ScriptLine]:
    """The time when a live blog entry that begins with this block was posted."""
    time = reading.article.blocks[index].time
    clock = reading.language.calendar.clock
    words = reading.words("entry_time", time=clock(time.time())) if time else ""
    if words:
        yield _cue(words, before=before, after=reading.pauses.sentence)


def _aside(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    inner = [
        replace(line, voice=VoiceRole.ASIDE if line.role is not Role.CUE else line.voice)
        for line in _by_kind(reading, run)
    ]
    opening, closing = reading.words("aside_open"), reading.words("aside_close")
    yield from _boxed(opening, inner, closing, reading.pauses)


def _aside_texts(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield reading.line(index)


def _list(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    blocks = reading.article.blocks
    items = [blocks[i] for i in run]
    inner = []
    for index, item in zip(run, items, strict=True):
        number = lists.item_number(item, reading.style, reading.tag)
        if number:
            inner.append(_cue(number, after=reading.pauses.cue))
        inner.append(reading.line(index, after=reading.pauses.item))
    before = blocks[run[0] - 1].text if run[0] else ""
    opening = lists.list_opening(items, before, reading.style, reading.tag)
    closing = lists.list_closing(items, reading.style, reading.tag)
    yield from _boxed(opening, inner, closing, reading.pauses)


def _signature(attribution: str) -> tuple[str, bool]:
    """Who signs a block quote, as read out, and whether it is a post: signed with a handle."""
    plain = attribution.strip().strip("—–―- ")
    name = _HANDLE.sub(", ", plain).strip(" ,")
    return name or plain, name != plain


def _speaker(reading: _Reading, index: int, attribution: str) -> str:
    """The speaker of a block quote, from its signature or the sentence that leads into it."""
    if attribution:
        return reading.cast.fullest(re.split(r"[,(]", attribution)[0].strip()) or attribution
    before = reading.article.blocks[index - 1] if index else None
    if before is None or before.kind is not BlockKind.PARAGRAPH:
        return ""
    leads = before.text.rstrip().endswith(":")
    found = find_before(before.text, reading.language) if leads else ""
    return reading.cast.fullest(found) if reading.cast.knows(found) else ""


def _block_quote(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    style = reading.style
    announced = style.quotes in {QuoteMode.ANNOUNCE, QuoteMode.BOTH}
    voiced = style.quotes in {QuoteMode.VOICE, QuoteMode.BOTH}
    attribution, post = _signature(reading.article.blocks[run[0]].attribution)
    speaker = _speaker(reading, run[0], attribution)
    if announced:
        kind = "post" if post else "block_quote"
        opening = reading.words(f"{kind}_open", speaker=attribution)
        closing = reading.words(f"{kind}_close")
    else:
        opening, closing = reading.words("block_quote_by", speaker=attribution), ""
    inner = [
        reading.line(
            index,
            speaker=speaker,
            voice=VoiceRole.QUOTE if voiced else VoiceRole.NARRATOR,
        )
        for index in run
    ]
    yield from _boxed(opening, inner, closing, reading.pauses)


def _table(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        block = reading.article.blocks[index]
        caption = tables.caption_of(block)
        if not tables.is_read(block, reading.style):
            said = tables.summary(block, reading.style, reading.tag)
            yield from _boxed("", [reading.line(index, said=said)], "", reading.pauses)
            continue
        inner = [reading.line(index, after=reading.pauses.sentence)] if caption else []
        inner += [
            reading.line(index, text=row.written, said=row.said, after=reading.pauses.item)
            for row in tables.rows_of(block)
        ]
        opening, closing = reading.words("table_open"), reading.words("table_close")
        yield from _boxed(opening, inner, closing, reading.pauses)


def _introduced(name: str) -> Callable[[_Reading, Sequence[int]], Iterator[ScriptLine]]:
    """A reader for blocks beside the story; the end of a longer one is announced."""

    def read(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
        for index in run:
            text = reading.article.blocks[index].text
            # the pause tells that a single sentence is over; with several, a listener cannot
            # know
            plain = beside.without_credit(text, reading.tag) if name == "caption" else text
            closed = len(split_sentences(plain, reading.tag)) > 1
            closing = reading.words(f"{name}_close") if closed else ""
            opening = reading.words(f"{name}_open")
            if text.casefold().startswith(opening.rstrip(":").split(" ")[-1].casefold()):
                opening = ""  # "Correction: ..." announces itself
            line = reading.line(index, said="" if plain.strip() == text.strip() else plain)
            yield from _boxed(opening, [line], closing, reading.pauses)

    return read


def _endnotes(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield reading.line(index, before=reading.pauses.around_box)


def _code(reading: _Reading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        block = reading.article.blocks[index]
        name = block.attribution
        if reading.style.code is Reading.READ:
            opening = reading.words("code_open_language", name=name)
            closing = reading.words("code_close")
            yield from _boxed(opening, [reading.line(index)], closing, reading.pauses)
            continue
        count = block.text.count("\n") + 1
        size = reading.language.counting.count_lines(count)
        said = reading.words("code_summary_language", name=name, lines=size)
        yield from _boxed("", [reading.line(index, said=said)], "", reading.pauses)


READERS: dict[BlockKind, Callable[[_Reading, Sequence[int]], Iterator[ScriptLine]]] = {
    BlockKind.PARAGRAPH: _paragraphs,
    BlockKind.HEADING: _headings,
    BlockKind.QUOTE: _block_quote,
    BlockKind.LIST_ITEM: _list,
    BlockKind.TABLE: _table,
    BlockKind.ASIDE: _aside_texts,
    BlockKind.CAPTION: _introduced("caption"),
    BlockKind.CORRECTION: _introduced("correction"),
    BlockKind.ENDNOTE: _endnotes,
    BlockKind.CODE: _code,
}
