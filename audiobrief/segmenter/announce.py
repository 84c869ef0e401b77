"""Decides where a quotation is announced: once where it begins and once where it ends.

A quotation broken by its attribution ("A," he said. "B.") is opened before its
first part and closed after its last: "Quote: A, he said. B. End quote." A
listener understands the two words of attribution, as in any book read aloud,
and does not hear "end quote" six times in a row. The same holds for successive
paragraphs of one speaker. Text between two parts that is more than a bare
attribution closes the quotation; otherwise the reporter's words would be taken
for the speaker's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.attribution import find_after, is_bare
from audiobrief.segmenter.line import Insertion
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken.language import Language
from audiobrief.spoken.languages import load_language

_WORD = compile_late(r"[^\W_]+(?:[’'-][^\W_]+)*")
_STOP = compile_late(r"[.?!…][\s’'”\")\]]*$")


class Passage(NamedTuple):
    """A paragraph and its direct quotations."""

    text: str
    quotations: tuple[Quotation, ...]
    position: int
    """Index of its block; passages with consecutive indices are heard one after the other."""


def announce(
    passages: Sequence[Passage], style: ScriptStyle, tag: str
) -> tuple[tuple[Insertion, ...], ...]:
    """For each passage, the words that open and close its quotations, in order of offset."""
    language = load_language(tag)
    inserted: list[list[Insertion]] = [[] for _ in passages]
    for run in _runs(passages, language):
        (first, opening), (last, closing) = run[0], run[-1]
        words = style.words("quote_open", tag, speaker=opening.speaker)
        if words:
            inserted[first].append(Insertion(opening.start, words, opens=True))
        inside = _goes_on(passages[last].text, closing, language)
        key = "quote_close_inside" if inside else "quote_close"
        words = style.words(key, tag, speaker=closing.speaker)
        if words:
            inserted[last].append(Insertion(closing.end, words, opens=False))
    return tuple(tuple(insertions) for insertions in inserted)


def _runs(passages: Sequence[Passage], language: Language) -> list[list[tuple[int, Quotation]]]:
    runs: list[list[tuple[int, Quotation]]] = []
    for index, passage in enumerate(passages):
        for quotation in passage.quotations:
            if runs and _joins(passages, runs[-1][-1], (index, quotation), language):
                runs[-1].append((index, quotation))
            else:
                runs.append([(index, quotation)])
    return runs


def _joins(
    passages: Sequence[Passage],
    left: tuple[int, Quotation],
    right: tuple[int, Quotation],
    language: Language,
) -> bool:
    (a, before), (b, after) = left, right
    if before.speaker != after.speaker and before.speaker and after.speaker:
        return False
    if a == b:
        return is_bare(passages[a].text[before.end : after.start], language)
    if passages[b].position != passages[a].position + 1:
        return False
    if passages[b].text[: after.start].strip():
        return False
    return after.continues or is_bare(passages[a].text[before.end :], language)


def _goes_on(text: str, quotation: Quotation, language: Language) -> bool:
    after = _WORD.search(text, quotation.end)
    if after is None:
        return False
    if after[0][0].islower():
        return True
    inner = text[quotation.inner_start : quotation.inner_end]
    if not _STOP.search(inner):
        return True
    # "Why?" Ms. Doe asked: the sentence may go on after a question, never after a full stop
    ended = inner.rstrip(" ’'").endswith(".")
    return not ended and bool(find_after(text[quotation.end :], language))
