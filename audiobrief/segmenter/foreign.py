"""Finds the words in another language inside a block, which that language's voice speaks.

A page says of some words what language they are in (`<q lang="fr">`), and a quotation may be
plainly in another one. Short stretches stay with the narrator: newsreaders say a foreign name or
term in the flow of their own sentence, and a change of voice for a word or two is heard as a fault.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from audiobrief.model import Block, BlockKind, Mark, MarkKind
from audiobrief.patterns import compile_late
from audiobrief.segmenter.quotes import Quotation
from audiobrief.spoken import split_sentences
from audiobrief.spoken.common_words import tell_quoted
from audiobrief.spoken.languages import primary_of

LEAST_WORDS = 3
"""The fewest words that another voice speaks: "Realpolitik" and "de facto" are words of the
sentence around them, "je ne sais quoi" is not."""
_WORD = compile_late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN = compile_late(r"[A-Za-zÀ-ɏ]")
_CLOSING = compile_late(r"\s?[»›”“\"’'‘)\]]*(?:[,.;:!?…]+[»›”“\"’'‘)\]]*)?(?=[\s—–-]|\Z)")
"""The marks after the words, which would be a piece without any word."""
_OPENING = "“„«‟\"‚‘‹'»(["
"""Marks before the words; German books open with "»"."""


class Foreign(NamedTuple):
    """A stretch of a text in another language than the text around it."""

    start: int
    """Offset of its first character, or of the marks before it."""
    end: int
    """Offset after its last character and the marks after it."""
    language: str
    """BCP 47 tag."""


Stretch = TypeVar("Stretch", Foreign, Mark)


def find_foreign(
    block: Block, quotations: Sequence[Quotation], language: str
) -> tuple[Foreign, ...]:
    """The stretches of a block that another voice speaks, in order and without overlap."""
    if block.language or block.kind in {BlockKind.TABLE, BlockKind.CODE}:
        return ()
    text = block.text
    marked = [mark for mark in block.marks if mark.kind is MarkKind.LANGUAGE]
    has_latin = bool(marked and _LATIN.search(text))
    found = [
        Foreign(*_with_marks(text, mark.start, mark.end), mark.language)
        for mark in marked
        if _is_long(text[mark.start : mark.end], has_latin=has_latin)
    ]
    own = primary_of(language)
    for quotation in quotations:
        inner = text[quotation.inner_start : quotation.inner_end]
        told = tell_quoted(inner, own)
        if told and first_within(marked, quotation.start, quotation.end) is None:
            edges = _with_marks(text, quotation.inner_start, quotation.inner_end)
            found.append(Foreign(*edges, told))
    return tuple(_apart(sorted(found)))


def language_of_quote(block: Block, language: str) -> str:
    """The language of a block: the page's word for it, or what a block quote tells by itself."""
    if block.language or block.kind is not BlockKind.QUOTE:
        return block.language
    return tell_quoted(block.text, primary_of(language))


def begin_sentences(text: str, language: str, stretches: Sequence[Foreign]) -> list[int]:
    """Where the sentences of a text begin, those in other languages by their own stops."""
    starts = [
        start
        for start, _ in split_sentences(text, language)
        if not _is_inside(start, stretches)
    ]
    for each in stretches:
        inside = split_sentences(text[each.start : each.end], each.language)
        starts += [each.start + start for start, _ in inside[1:]]
    return sorted(starts)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    while start and text[start - 1] in _OPENING:
        start -= 1
    if closing := _CLOSING.match(text, end):
        end = closing.end()
    return start, end


def first_within(stretches: Sequence[Stretch], start: int, end: int) -> Stretch | None:
    """The first of some stretches, in order and without overlap, that shares text with a range."""
    index = bisect_right(stretches, start, key=lambda each: each.end)
    if index < len(stretches) and stretches[index].start < end:
        return stretches[index]
    return None


def _is_inside(start: int, stretches: Sequence[Foreign]) -> bool:
    within = first_within(stretches, start, start + 1)
    return within is not None and within.start < start


def _is_long(words: str, *, has_latin: bool) -> bool:
    if len(_WORD.findall(words)) >= LEAST_WORDS:
        return True
    # a voice of a language in Latin letters can only spell Кремль or 東京
    return bool(has_latin and _WORD.search(words) and not _LATIN.search(words))


def _apart(found: Iterable[Foreign]) -> Iterable[Foreign]:
    last = 0
    for each in found:
        if each.start >= last:
            yield each
            last = each.end
