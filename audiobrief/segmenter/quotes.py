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
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.segmenter.directness import is_direct
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
    for text in paragraphs:
        last = found[-1][-1] if found and found[-1] else None
        found.append(_judged(text, tuple(_paired(text, language.marks)), last, language))
    return tuple(found)


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
        following = quotations[position + 1 : position + 2]
        before = text[judged[-1].end if judged else 0 : quotation.start]
        after = text[quotation.end : following[0].start if following else len(text)]
        inner = text[quotation.inner_start : quotation.inner_end].strip()
        neighbour = judged[-1] if judged and judged[-1].direct else None
        direct = is_direct(inner, before, after, language, goes_on=neighbour is not None)
        judged.append(replace(quotation, direct=direct))
    return tuple(judged)


class _Patterns(NamedTuple):
    """Patterns built from the quotation marks of a language."""

    mark: re.Pattern[str]
    single: re.Pattern[str]


@functools.cache
def _patterns(marks: Marks) -> _Patterns:
    signs = re.escape(marks.openers + marks.closers + marks.straight)
    pairs = "|".join(map(re.escape, marks.pairs_of_singles))
    return _Patterns(
        compile_late(rf"[{signs}]|{pairs}" if pairs else rf"[{signs}]"),
        compile_late(marks.single or r"(?!)"),
    )


def _paired(text: str, marks: Marks) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    any_double = False
    for mark in _patterns(marks).mark.finditer(text):
        any_double = True
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
    if not any_double:
        for match in _patterns(marks).single.finditer(text):
            yield Quotation(match.start(), match.end(), match.start() + 1, match.end() - 1)


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
