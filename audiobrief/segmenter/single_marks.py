"""Finds quotations between single marks, as British papers print them, among the apostrophes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Marks


class Enclosed(NamedTuple):
    """A stretch between single marks, or from one to the end of its paragraph."""

    start: int
    """Offset of the opening mark."""
    end: int
    """Offset after the closing mark, or the end of the text where there is none."""
    closed: bool


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    closing: re.Pattern[str]


_STOPS = frozenset('.,?!…—–;”"')
"""What stands before a closing mark and hardly ever before an apostrophe."""
_FOLLOWING = frozenset(",.;:?!)")
"""What stands after a closing mark where the stop is outside, and seldom after an apostrophe."""


@functools.cache
def _patterns(marks: Marks) -> _Patterns:
    elided = "|".join(sorted(marks.elided, key=len, reverse=True)) or r"(?!)"
    opening, closing = map(re.escape, (marks.single_openers, marks.single_closers))
    return _Patterns(
        # a capital opens an utterance; “'Twas” and “'80s” begin with what they leave out
        compile_late(rf"(?<![\w’'])[{opening}](?!(?i:{elided})\b)(?=[“\"]?\w)"),
        compile_late(rf"(?<=\S)[{closing}](?!\w)"),
    )


def find_enclosed(text: str, marks: Marks) -> Iterator[Enclosed]:
    """The stretches of `text` between single marks, in order, that may be utterances.

    The opening mark stands before a capital, or before any word where the part before it broke
    off with a comma; the closing one is the first after a stop, or else the last before one, so
    that “the boatmen's” closes nothing. A text without a closing mark is left open.
    """
    if not marks.single_openers:
        return
    patterns = _patterns(marks)
    at, broken = 0, False
    while opening := patterns.opening.search(text, at):
        begins = opening.end()
        lower = text[begins].islower()
        if lower and not (broken and text[at : opening.start()].rstrip().endswith(",")):
            at = begins
            continue
        found = _closing(text, begins, patterns, marks)
        if found is None:
            if not lower and _may_run_on(text, opening.start()):
                yield Enclosed(opening.start(), len(text), False)
                return
            at = begins
            continue
        yield Enclosed(opening.start(), found.end(), True)
        broken = "," in {text[found.start() - 1], text[found.end() : found.end() + 1]}
        at = found.end()


def _closing(text: str, begins: int, patterns: _Patterns, marks: Marks) -> re.Match[str] | None:
    following = next(
        (m for m in patterns.opening.finditer(text, begins) if not text[m.end()].islower()),
        None,
    )
    end = following.start() if following else len(text)
    candidates = [m for m in patterns.closing.finditer(text, begins + 1) if m.start() < end]
    sure = next((m for m in candidates if text[m.start() - 1] in _STOPS), None)
    outside = [m for m in candidates if text[m.end() : m.end() + 1] in _FOLLOWING]
    if marks.comma_outside and outside and (sure is None or outside[0].start() < sure.start()):
        return outside[0]  # ‘Nee’, zegt Ada Ruiz, ‘we blijven.’
    return sure or (outside[-1] if outside else None)


def _may_run_on(text: str, start: int) -> bool:
    """Whether a mark opens a speech that goes on in the next paragraph."""
    before = text[:start].rstrip()
    opens = not before or before[-1] in ".?!:,…"
    return opens and text.rstrip()[-1:] in {".", "?", "!", "…"}
