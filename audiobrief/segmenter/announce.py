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
from itertools import zip_longest
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.attribution import find_after, find_before, is_bare
from audiobrief.segmenter.line import Insertion
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.style import ScriptStyle
from audiobrief.spoken import split_sentences
from audiobrief.spoken.language import Language
from audiobrief.spoken.languages import load_language

_WORD = compile_late(r"[^\W_]+(?:[’'-][^\W_]+)*")
_FURTHER = compile_late(r"[.?!…]\s+[^\W_]")
"""Another sentence within a quotation."""
NEAR = 6
"""Words after a quotation within which the verb of its attribution closes it."""
SHORT = 7
"""Words of a quotation, with its speaker named beside it, that no announcement stands around."""
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
    runs = [run for run in _runs(passages, language) if not _is_short(passages, run, language)]
    for run, following in zip_longest(runs, runs[1:]):
        (first, opening), (last, closing) = run[0], run[-1]
        words = style.words("quote_open", tag, speaker=opening.speaker)
        if words:
            inserted[first].append(Insertion(opening.start, words, opens=True))
        if following and _adjoin(passages, run[-1], following[0]):
            continue
        after = passages[last].text[closing.end :]
        if closing.closed and _is_attributed(_first(after, tag), language):
            continue
        if (
            len(run) == 1
            and not after.strip()
            and _is_led(passages[last].text, closing, language)
        ):
            continue
        inside = _goes_on(passages[last].text, closing, language)
        key = "quote_close_inside" if inside else "quote_close"
        words = style.words(key, tag, speaker=closing.speaker)
        if words:
            inserted[last].append(Insertion(closing.end, words, opens=False))
    return tuple(tuple(insertions) for insertions in inserted)


def _is_short(
    passages: Sequence[Passage], run: Sequence[tuple[int, Quotation]], language: Language
) -> bool:
    """Whether a quotation is over before its announcement would be.

    One that nobody is said to have said keeps its announcement: nothing else would tell that
    somebody speaks.
    """
    inner = " ".join(passages[i].text[q.inner_start : q.inner_end] for i, q in run)
    if len(_WORD.findall(inner)) > SHORT or _FURTHER.search(inner):
        return False
    index, quotation = run[-1]
    text = passages[index].text
    return bool(
        find_after(text[quotation.end :], language)
        or find_before(text[: run[0][1].start], language)
    )


def _adjoin(
    passages: Sequence[Passage], left: tuple[int, Quotation], right: tuple[int, Quotation]
) -> bool:
    """Whether another quotation opens where one closes, so that its opening says both."""
    (a, before), (b, after) = left, right
    if a == b:
        return not passages[a].text[before.end : after.start].strip()
    near = passages[b].position == passages[a].position + 1
    gap = passages[a].text[before.end :] + passages[b].text[: after.start]
    return near and not gap.strip()


def _is_led(text: str, quotation: Quotation, language: Language) -> bool:
    """Whether a sentence that ends its paragraph has its speaker before it: the pause closes it."""
    inner = text[quotation.inner_start : quotation.inner_end]
    return (
        quotation.closed
        and not _FURTHER.search(inner)
        and bool(find_before(text[: quotation.start], language))
    )


def _is_attributed(after: str, language: Language) -> bool:
    """Whether "he said" follows a quotation so closely that it closes it for a listener too."""
    if not find_after(after, language):
        return False
    near = [word.lower() for word in _WORD.findall(after)[:NEAR]]
    return not language.speech.verbs.isdisjoint(near) or is_bare(after, language)


def _first(text: str, tag: str) -> str:
    """The rest of the sentence that a quotation closes in."""
    ends = split_sentences(text, tag)
    return text[: ends[0][1]] if ends else text


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
