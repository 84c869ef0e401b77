"""Finds the quotations in running text and judges which are direct.

A quotation is direct when it could stand as an utterance: "We will not wait,"
she said. Scare quotes, titles of works, nicknames and fragments that are part
of the writer's own sentence are quotations too, but not direct ones.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.dashes import find_dashed, part_at_remarks
from audiobrief.segmenter.directness import is_direct
from audiobrief.segmenter.incises import find_dialogue, part_at_incises
from audiobrief.segmenter.single_marks import find_enclosed
from audiobrief.spoken.language import Language, Marks
from audiobrief.spoken.languages import load_language


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation, or the part of it in one paragraph."""

    start: int
    """Offset of its opening mark in the paragraph."""
    end: int
    """Offset after its closing mark, or the end of the paragraph if it has none."""
    inner_start: int
    inner_end: int
    closed: bool = True
    continues: bool = False
    """Whether it continues the quotation that the paragraph before left open."""
    direct: bool = False
    speaker: str = ""
    """The fullest name that the article gives for the speaker; empty if unknown."""


def find_quotations(
    paragraphs: Sequence[str], tag: str = "en"
) -> tuple[tuple[Quotation, ...], ...]:
    """The quotations of each paragraph, in order and without overlap, with `direct` set.

    As printers do, a paragraph may end inside a quotation, and the next one
    continues it if it begins with a mark.
    """
    language = load_language(tag)
    found: list[tuple[Quotation, ...]] = []
    for text, following in zip_longest(paragraphs, paragraphs[1:], fillvalue=""):
        last = found[-1][-1] if found and found[-1] else None
        paired = _paired(text, language)
        if paired and not paired[-1].closed and _is_apostrophe(text, paired[-1], following):
            paired.pop()
        found.append(_judged(text, paired, last, language))
    return tuple(found)


def _is_apostrophe(text: str, quotation: Quotation, following: str) -> bool:
    """Whether a single mark that nothing closes opens nothing: no paragraph goes on with it."""
    mark = text[quotation.start]
    return mark in {"'", "‘"} and following[:1] != mark


def _judged(
    text: str, quotations: Sequence[Quotation], last: Quotation | None, language: Language
) -> tuple[Quotation, ...]:
    """The quotations of one paragraph with `direct` set; `last` ends the paragraph before."""
    judged: list[Quotation] = []
    for position, quotation in enumerate(quotations):
        begins = position == 0 and not text[: quotation.start].strip()
        if begins and last is not None and not last.closed:
            judged.append(replace(quotation, continues=True, direct=last.direct))
            continue
        if quotation.direct:
            judged.append(quotation)  # the words between its dashes say who speaks
            continue
        following = quotations[position + 1 : position + 2]
        before = text[judged[-1].end if judged else 0 : quotation.start]
        after = text[quotation.end : following[0].start if following else len(text)]
        inner = text[quotation.inner_start : quotation.inner_end].strip()
        neighbour = judged[-1] if judged and judged[-1].direct else None
        direct = is_direct(inner, before, after, language, goes_on=neighbour is not None)
        judged.append(replace(quotation, direct=direct))
    return tuple(judged)


def leaves_open(text: str, tag: str) -> bool:
    """Whether a paragraph ends inside a quotation that the next one continues."""
    found = _paired(text, load_language(tag))
    return bool(found) and not found[-1].closed


def begins_quoted(text: str, tag: str) -> bool:
    """Whether a paragraph begins with a quotation."""
    marks = load_language(tag).marks
    return text.lstrip()[:1] in set(marks.openers + marks.straight + marks.before_sentence)


def ends_quoted(text: str, tag: str) -> bool:
    """Whether a paragraph ends with a quotation."""
    return text.rstrip()[-1:] in set(load_language(tag).marks.after_stop)


class _Patterns(NamedTuple):
    """Patterns built from the quotation marks of a language."""

    mark: re.Pattern[str]


@functools.cache
def _patterns(marks: Marks) -> _Patterns:
    signs = re.escape(marks.openers + marks.closers + marks.straight)
    pairs = "|".join(map(re.escape, marks.pairs_of_singles))
    return _Patterns(
        compile_late(rf"[{signs}]|{pairs}" if pairs else rf"[{signs}]"),
    )


def _paired(text: str, language: Language) -> list[Quotation]:
    """The quotations of a paragraph, without a reporter's remarks between dashes."""
    dashed = find_dashed(text, language) or find_dialogue(text, language)
    if dashed:
        return [Quotation(a, b, a, b, direct=True) for a, b in dashed]
    return [
        part
        for found in _marked(text, language.marks)
        for part in _parts(text, found, language)
    ]


def _parts(text: str, quotation: Quotation, language: Language) -> Iterator[Quotation]:
    inner = quotation.inner_start, quotation.inner_end
    parts = [
        part
        for dashed in part_at_remarks(text, *inner, language)
        for part in part_at_incises(text, *dashed, language)
    ]
    if len(parts) == 1 and parts[0] == inner:
        yield quotation
        return
    for start, end in parts:
        first, last = start == quotation.inner_start, end == quotation.inner_end
        yield Quotation(
            quotation.start if first else start,
            quotation.end if last else end,
            start,
            end,
            closed=quotation.closed or not last,
            direct=True,
        )


def _marked(text: str, marks: Marks) -> list[Quotation]:
    """The quotations between marks; those in single marks where all double ones are inside."""
    doubles = [mark.start() for mark in _patterns(marks).mark.finditer(text)]
    singles = [
        Quotation(start, end, start + 1, end - closed, closed)
        for start, end, closed in find_enclosed(text, marks)
    ]
    if all(any(q.start < at < q.end for q in singles) for at in doubles):
        return singles
    return list(_doubles(text, marks))


CLOSES = {"«": "»", "“": "”", "„": "“”", "»": "«", "‹": "›"}
"""Opening mark -> the marks that close it; others between them are of a quotation within it."""


def _is_within(opened: re.Match[str] | None, mark: re.Match[str], last: int) -> bool:
    """Whether a mark is of a quotation inside the one that is open: « … “…” … ».

    `last` is the offset of the last mark that can close the open one, or -1.
    """
    if opened is None or mark[0] == opened[0] or mark[0] in CLOSES.get(opened[0], mark[0]):
        return False
    return last >= mark.end()


def _doubles(text: str, marks: Marks) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    last = {opening: max(map(text.rfind, closing)) for opening, closing in CLOSES.items()}
    for mark in _patterns(marks).mark.finditer(text):
        if _is_within(opened, mark, last.get(opened[0], -1) if opened else -1):
            continue
        if opened is None:
            if _can_open(text, mark, marks):
                opened = mark
        elif _can_close(text, mark, marks):
            yield Quotation(opened.start(), mark.end(), opened.end(), mark.start())
            opened = None
        elif mark[0] in marks.openers and _can_open(text, mark, marks):
            # the closing mark before is missing and its place unknown, so the earlier mark is
            # ignored
            opened = mark
    if opened is not None and text[opened.end() :].strip():
        yield Quotation(opened.start(), len(text), opened.end(), len(text), closed=False)


def _can_open(text: str, mark: re.Match[str], marks: Marks) -> bool:
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    opens = mark[0] in marks.openers
    if not after or (after.isspace() and not (opens and marks.spaced)):
        return False
    if opens:
        return True
    # 6" and 5'10" are inches
    return not (before.isalnum() or (before in {"'", "’"} and before))


def _can_close(text: str, mark: re.Match[str], marks: Marks) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    if mark[0] in marks.closers:
        return True
    if mark[0] in marks.openers:
        return not after or (not before.isspace() and not after.isalnum())
    return not before.isspace() or not after or after.isspace()
