"""What a reading consists of: what is said, where each word of it was written, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from audiobrief.model import Span

_WORD = re.compile(r"\S+\s*|\s+")


class Change(NamedTuple):
    """A run of the written text that is said in other words."""

    written_start: int
    written_end: int
    spoken: str
    """What is said for it; empty where it is not said."""
    rule: str
    """Name of the rule that changed it: "money", "date", "lexicon"."""


class Phonemes(NamedTuple):
    """How a run of the spoken text is pronounced, for engines that take phonemes."""

    spoken_start: int
    spoken_end: int
    ipa: str


class Manner(NamedTuple):
    """How a reader of one region reads."""

    british: bool = False
    """Day before month, "and" in numbers, "metres": en-GB and those who follow it."""


class Part(NamedTuple):
    """A run of a match and its words: lets each written word keep its own."""

    written_end: int
    """Offset in the text; the run starts where the part before it ended."""
    spoken: str


Said = str | tuple[Part, ...] | None
"""Words for a whole match, words part by part, or None where the rule does not apply."""


class Rule(NamedTuple):
    """One way of reading: the pattern says where, the reader says how."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Manner], Said]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as it is said."""

    text: str
    """No control characters, no markup; empty where nothing of it is said."""
    alignment: tuple[Span, ...]
    """In order, touching on both sides, covering written and spoken whole: a word a span
    where words stay, and the finest runs that a rule knows where they change."""
    changes: tuple[Change, ...] = ()
    """In the order of the text."""
    phonemes: tuple[Phonemes, ...] = ()

    def part(self, written_start: int, written_end: int) -> tuple[str, tuple[Span, ...]]:
        """What is said for a run of the written text, and its alignment, both from 0.

        Parts that follow each other give the whole text: words that are said for a run
        across a border belong to the part in which the run begins.
        """
        text: list[str] = []
        spans: list[Span] = []
        length = 0
        last = self.alignment[-1].written_end if self.alignment else 0
        for span in self.alignment:
            start, end = span.written_start, span.written_end
            if start == end:
                if not (written_start <= start < written_end or start == written_end == last):
                    continue
            elif end <= written_start or start >= written_end:
                continue
            cut_start, cut_end = max(start, written_start), min(end, written_end)
            said = self._said(span, cut_start, cut_end)
            size = len(said)
            spans.append(
                Span(cut_start - written_start, cut_end - written_start, length, length + size)
            )
            length += size
            text.append(said)
        return "".join(text), tuple(spans)

    def _said(self, span: Span, start: int, end: int) -> str:
        """What a span says from `start` to `end`: letter by letter where its words stay."""
        said = self.text[span.spoken_start : span.spoken_end]
        if (start, end) == (span.written_start, span.written_end):
            return said
        changed = any(c.written_start <= start < c.written_end for c in self.changes)
        if not changed and len(said) == span.written_end - span.written_start:
            return said[start - span.written_start : end - span.written_start]
        return said if start == span.written_start else ""


class Piece(NamedTuple):
    """A run of the written text whose words are decided."""

    start: int
    end: int
    said: str | tuple[Part, ...]
    rule: str
    ipa: str = ""


def assemble(text: str, pieces: Iterable[Piece]) -> Spoken:
    """The text with its pieces said in place.

    `pieces` are in order and do not overlap. Words are kept apart: a space is
    said between a changed run and a letter or digit that touches it.
    """
    said: list[str] = []
    spans: list[Span] = []
    changes: list[Change] = []
    phonemes: list[Phonemes] = []
    length = 0
    pos = 0
    last = ""  # the last character said

    def put(end: int, words: str) -> None:
        nonlocal length, pos, last
        spans.append(Span(pos, end, length, length + len(words)))
        said.append(words)
        length += len(words)
        pos = end
        last = words[-1:] or last

    def keep(end: int) -> None:
        nonlocal length, pos, last
        for match in _WORD.finditer(text, pos, end):
            size = match.end() - match.start()
            spans.append(Span(match.start(), match.end(), length, length + size))
            length += size
        said.append(text[pos:end])
        last = text[end - 1]
        pos = end

    for piece in pieces:
        if piece.start > pos:
            keep(piece.start)
        parts = (Part(piece.end, piece.said),) if isinstance(piece.said, str) else piece.said
        begin, first = length, len(said)
        for end, spoken in parts:
            words = spoken
            if words.startswith(" ") and last == " ":
                words = words[1:]
            if words and last.isalnum() and words[0].isalnum():
                words = " " + words
            following = text[end : end + 1]
            if end == piece.end and words[-1:] in {".", " "} and words[-1:] == following:
                words = words[:-1]  # one full stop ends both the abbreviation and the sentence
            if end == piece.end and words[-1:].isalnum() and text[end : end + 1].isalnum():
                words += " "
            put(end, words)
        whole = "".join(said[first:])
        if whole != text[piece.start : piece.end]:
            changes.append(Change(piece.start, piece.end, whole.strip(), piece.rule))
        if piece.ipa:
            phonemes.append(Phonemes(begin, length, piece.ipa))
    if pos < len(text):
        keep(len(text))
    return Spoken("".join(said), tuple(spans), tuple(changes), tuple(phonemes))
