"""Turns the blocks of an article into lines, each kind of block in its own way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from audiobrief.model import Article, BlockKind, Role, VoiceRole
from audiobrief.patterns import compile_late
from audiobrief.segmenter import beside, lists, tables
from audiobrief.segmenter.attribution import find_before
from audiobrief.segmenter.cast import Cast
from audiobrief.segmenter.foreign import Foreign
from audiobrief.segmenter.line import Insertion, Need, ScriptLine
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.signatures import read_signature
from audiobrief.segmenter.silent import endmark_of
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
TOGETHER = {BlockKind.LIST_ITEM, BlockKind.ASIDE, BlockKind.CAPTION}
"""Kinds of block of which several in a row are one box."""
_LABELLED = compile_late(r"[^.:!?]{1,40}:\s")
"""A note that begins by saying what it is: "Editor's note, March 1: …", "Clarification: …"."""


@dataclass(frozen=True, slots=True)
class BlockReading:
    """What the reader of each kind of block works with."""

    article: Article
    style: ScriptStyle
    tag: str
    """BCP 47 tag of the article's language, with its region."""
    quotations: dict[int, tuple[Quotation, ...]]
    insertions: dict[int, tuple[Insertion, ...]]
    foreign: dict[int, tuple[Foreign, ...]]
    cast: Cast
    first_caption: int
    """The first caption that is said; -1 where there is none."""
    questions: frozenset[int]
    """The paragraphs that are the questions of an interview."""

    @property
    def language(self) -> Language:
        """The tables of the article's language."""
        return load_language(self.tag)

    @property
    def pauses(self) -> Pauses:
        """How long the pauses of a script are."""
        return self.style.pauses

    def words(self, key: str, **fields: str) -> str:
        """What is announced for `key` in the article's language; empty where the style has none."""
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
            foreign=self.foreign.get(index, ()),
            quote_voice=VoiceRole.QUOTE if voiced else VoiceRole.NARRATOR,
            after=self.pauses.paragraph,
        )
        return replace(plain, **fields)  # type: ignore[arg-type] # fields of ScriptLine by name


def cue(words: str, *, before: int = 0, after: int = 0, need: Need = Need.ALWAYS) -> ScriptLine:
    """A line that the announcer says about the article."""
    return ScriptLine(
        role=Role.CUE,
        text=words,
        voice=VoiceRole.ANNOUNCER,
        before=before,
        after=after,
        need=need,
    )


def _boxed(
    opening: str,
    inner: Sequence[ScriptLine],
    closing: str,
    pauses: Pauses,
    needs: tuple[Need, Need] = (Need.BOX, Need.BOX_END),
) -> Iterator[ScriptLine]:
    """The lines of a box, with cues that open and close it and pauses around it."""
    framed = list(inner)
    if opening:
        yield cue(opening, before=pauses.around_box, after=pauses.cue, need=needs[0])
    elif framed:
        framed[0] = replace(framed[0], before=max(framed[0].before, pauses.around_box))
    if framed and not closing:
        framed[-1] = replace(framed[-1], after=max(framed[-1].after, pauses.around_box))
    elif framed:
        framed[-1] = replace(framed[-1], after=pauses.cue)
    yield from framed
    if closing:
        yield cue(closing, before=pauses.sentence, after=pauses.around_box, need=needs[1])


def lines_of(reading: BlockReading, indices: Sequence[int]) -> Iterator[ScriptLine]:
    """The lines for some blocks, of which several in a row may be one list, box or letter."""
    blocks = reading.article.blocks

    def key(index: int) -> tuple[object, ...]:
        block = blocks[index]
        if block.group is not None:
            return ("group", block.group)
        if block.kind is BlockKind.QUOTE:
            # pages make a block of every paragraph of a letter; a signature ends it
            return (block.kind, block.attribution)
        return (block.kind, None if block.kind in TOGETHER else index)

    for _, members in groupby(indices, key):
        run = list(members)
        if any(blocks[i].kind is BlockKind.ASIDE for i in run):
            yield from _aside(reading, run)
        else:
            yield from _by_kind(reading, run)


def _by_kind(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    blocks = reading.article.blocks
    for kind, members in groupby(run, lambda i: blocks[i].kind):
        yield from READERS[kind](reading, list(members))


def _paragraphs(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield from _entry_time(reading, index, before=reading.pauses.around_box)
        line = reading.line(index, unsaid_from=endmark_of(reading.article, index))
        if index in reading.questions:
            # only the type tells a reader who speaks: a listener has the pause and the voice
            line = replace(line, before=reading.pauses.around_box, voice=line.quote_voice)
        yield line


def _headings(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield reading.line(
            index,
            before=reading.pauses.before_heading,
            after=reading.pauses.after_heading,
            sound_before="heading" if reading.style.earcons else "",
        )
        # after the heading, since a chapter begins with the heading itself
        yield from _entry_time(reading, index)


def _entry_time(reading: BlockReading, index: int, *, before: int = 0) -> Iterator[ScriptLine]:
    """The time when a live blog entry that begins with this block was posted."""
    time = reading.article.blocks[index].time
    clock = reading.language.calendar.clock
    words = reading.words("entry_time", time=clock(time.time())) if time else ""
    if words:
        yield cue(words, before=before, after=reading.pauses.sentence)


def _aside(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    inner = [
        replace(line, voice=VoiceRole.ASIDE if line.role is not Role.CUE else line.voice)
        for line in _by_kind(reading, run)
    ]
    opening, closing = reading.words("aside_open"), reading.words("aside_close")
    yield from _boxed(opening, inner, closing, reading.pauses, (Need.BOX, Need.BOX))


def _aside_texts(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield reading.line(index)


def _list(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    blocks = reading.article.blocks
    items = [blocks[i] for i in run]
    inner = []
    for index, item, following in zip_longest(run, items, items[1:]):
        number = lists.item_number(item, reading.style, reading.tag)
        said = lists.said_of(item, following)
        after = reading.pauses.sentence if said else reading.pauses.item
        inner.append(reading.line(index, lead=number, said=said, after=after))
    before = blocks[run[0] - 1] if run[0] else None
    opening, closing = lists.list_frame(items, before, reading.style, reading.tag)
    yield from _boxed(opening, inner, closing, reading.pauses, (Need.LIST, Need.LIST))


def _speaker(reading: BlockReading, index: int, attribution: str) -> str:
    """The speaker of a block quote, from its signature or the sentence that leads into it."""
    if attribution:
        return reading.cast.fullest(re.split(r"[,(]", attribution)[0].strip()) or attribution
    before = reading.article.blocks[index - 1] if index else None
    if before is None or before.kind is not BlockKind.PARAGRAPH:
        return ""
    leads = before.text.rstrip().endswith(":")
    found = find_before(before.text, reading.language) if leads else ""
    return reading.cast.fullest(found) if reading.cast.knows(found) else ""


def _is_led_sentence(reading: BlockReading, run: Sequence[int], attribution: str) -> bool:
    """Whether a block quote is one sentence after words that lead into it: "She wrote:"."""
    blocks = reading.article.blocks
    before = blocks[run[0] - 1] if run[0] else None
    if attribution or len(run) > 1 or before is None or before.kind is not BlockKind.PARAGRAPH:
        return False
    led = before.text.rstrip().endswith(":")
    return led and len(split_sentences(blocks[run[0]].text, reading.tag)) == 1


def _block_quote(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    style = reading.style
    announced = style.quotes in {QuoteMode.ANNOUNCE, QuoteMode.BOTH}
    voiced = style.quotes in {QuoteMode.VOICE, QuoteMode.BOTH}
    attribution, post, network = read_signature(reading.article.blocks[run[0]].attribution)
    speaker = _speaker(reading, run[0], attribution)
    if announced and _is_led_sentence(reading, run, attribution):
        opening = closing = ""
    elif announced:
        kind = "post" if post else "block_quote"
        where = "_network" if network else ""
        # who a person of the story is, the story tells
        known = attribution and not post and reading.cast.knows(speaker)
        named = speaker if known else attribution
        opening = reading.words(f"{kind}_open{where}", speaker=named, network=network)
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


def _table(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
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
        needs = (Need.TABLE, Need.BOX_END)
        yield from _boxed(opening, inner, closing, reading.pauses, needs)


def _captions(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    """Captions, several pictures in a row under one announcement."""
    inner = []
    sentences = 0
    for index in run:
        text = reading.article.blocks[index].text
        plain = beside.as_said(text, reading.tag)
        sentences += len(split_sentences(plain, reading.tag))
        said = "" if plain == text.strip() else plain
        inner.append(reading.line(index, said=said, after=reading.pauses.item))
    again = "" if run[0] == reading.first_caption else "_again"
    opening = reading.words(f"caption_open{again}")
    # the pause tells that a single sentence is over; with several, a listener cannot know
    closing = reading.words("caption_close") if sentences > 1 else ""
    needs = (Need.CAPTION, Need.CAPTION_END)
    yield from _boxed(opening, inner, closing, reading.pauses, needs)


def _corrections(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        text = reading.article.blocks[index].text
        opening, closing = reading.words("correction_open"), reading.words("correction_close")
        if text.casefold().startswith(opening.rstrip(":").split(" ")[-1].casefold()):
            opening = ""  # "Correction: ..." announces itself
        elif _LABELLED.match(text):
            # an editor's note may correct nothing
            opening = closing = ""
        if len(split_sentences(text, reading.tag)) < 2:
            closing = ""
        yield from _boxed(opening, [reading.line(index)], closing, reading.pauses)


def _endnotes(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
    for index in run:
        yield reading.line(index, before=reading.pauses.around_box)


def _code(reading: BlockReading, run: Sequence[int]) -> Iterator[ScriptLine]:
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


READERS: dict[BlockKind, Callable[[BlockReading, Sequence[int]], Iterator[ScriptLine]]] = {
    BlockKind.PARAGRAPH: _paragraphs,
    BlockKind.HEADING: _headings,
    BlockKind.QUOTE: _block_quote,
    BlockKind.LIST_ITEM: _list,
    BlockKind.TABLE: _table,
    BlockKind.ASIDE: _aside_texts,
    BlockKind.CAPTION: _captions,
    BlockKind.CORRECTION: _corrections,
    BlockKind.ENDNOTE: _endnotes,
    BlockKind.CODE: _code,
}
