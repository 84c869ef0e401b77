"""Finds what somebody says between dashes, as Spanish prints speech.

RAE, Ortografía: a dash opens the words of a speaker, and two enclose the reporter's words among
them: "—No iremos —dijo Ada Ruiz—. Nos quedamos". Newspapers print the same between quotation marks:
«No iremos —dijo Ada Ruiz—. Nos quedamos».
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import Language, Marks

MAX_REMARK = 200
"""Characters of the longest remark of a reporter between two dashes."""
_WORD = compile_late(r"[^\W\d_]+")


class Spoken(NamedTuple):
    """A stretch of a text without the reporter's words; offsets are in the text."""

    start: int
    end: int


class _Patterns(NamedTuple):
    opening: re.Pattern[str]
    remark: re.Pattern[str]


@functools.cache
def _patterns(marks: Marks) -> _Patterns:
    dashes = re.escape(marks.dashes)
    return _Patterns(
        compile_late(rf"\s*[{dashes}]\s?(?=\S)"),
        compile_late(
            rf"\s[{dashes}]\s?(?P<words>[^\W\d_][^{dashes}]{{1,{MAX_REMARK}}}?)\s?(?:[{dashes}][.,;:…]{{0,2}}(?=\s|\Z)\s*|\Z)"
        ),
    )


def find_dashed(text: str, language: Language) -> list[Spoken]:
    """What is said in a paragraph that a dash opens; empty where no words of it tell who speaks.

    A dialogue of which only the turns tell who speaks is read as it stands.
    """
    if not language.marks.dashes:
        return []
    opening = _patterns(language.marks).opening.match(text)
    if opening is None:
        return []
    parts = list(_around(text, opening.end(), len(text), language))
    if len(parts) == 1 and parts[0].end == len(text):
        return []
    return [
        Spoken(opening.start() if not at else part.start, part.end)
        for at, part in enumerate(parts)
    ]


def part_at_remarks(text: str, start: int, end: int, language: Language) -> list[Spoken]:
    """The stretch from `start` to `end` without the remarks in it that tell who speaks."""
    if not language.marks.dashes:
        return [Spoken(start, end)]
    return list(_around(text, start, end, language))


def _around(text: str, start: int, end: int, language: Language) -> Iterator[Spoken]:
    for remark in _patterns(language.marks).remark.finditer(text, start, end):
        if not _attributes(remark["words"], language):
            continue
        if text[start : remark.start()].strip():
            yield Spoken(start, remark.start())
        start = remark.end()
    if text[start:end].strip():
        yield Spoken(start, end)


def _attributes(words: str, language: Language) -> bool:
    """Whether words between dashes begin with a verb of saying, as in "ha dicho Ada Ruiz"."""
    for word in _WORD.findall(words):
        if word in language.speech.finite:
            return True
        if word not in language.grammar.auxiliaries:
            return False
    return False
