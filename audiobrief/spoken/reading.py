"""The result of reading a text: the spoken words, their written source, and the rules used."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from audiobrief.model import Phonemes, Span
from audiobrief.patterns import compile_late

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Figures that are a power or a note's mark, and bring their own space or none."""
_WORD = compile_late(r"\S+\s*|\s+")


class Change(NamedTuple):
    """A passage of the written text that is said in other words."""

    written_start: int
    written_end: int
    spoken: str
    """The words said for it; empty where nothing is said."""
    rule: str
    """Name of the rule that changed it: "money", "date", "lexicon"."""


class Manner(NamedTuple):
    """Differences between readers of one region and another."""

    british: bool = False
    """Day before month, "and" in numbers, "metres": en-GB and regions that follow it."""
    region: str = ""
    """ISO 3166 code in capitals; empty where the tag names none."""


class Part(NamedTuple):
    """A section of a match and its spoken words, so that each written word keeps its own."""

    written_end: int
    """Offset in the text; the section starts where the part before it ended."""
    spoken: str


Said = str | tuple[Part, ...] | None
"""Words for a whole match, words part by part, or None where the rule does not apply."""


class Rule(NamedTuple):
    """One way of reading: `pattern` finds the place, `read` gives the words."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Manner], Said]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text as a newsreader says it."""

    text: str
    """The spoken words, without control characters and markup; empty where nothing is said."""
    alignment: tuple[Span, ...]
    """Spans in order that cover the whole written and spoken text without gaps: one span a word
    where words stay, and the shortest sections that the rule gives where they change."""
    changes: tuple[Change, ...] = ()
    """Changes in the order of the text; empty in the results of `part` and `stripped`."""
    phonemes: tuple[Phonemes, ...] = ()
    """IPA of passages of `text`, in order, without overlap."""

    def part(self, written_start: int, written_end: int) -> Spoken:
        """The words for a passage of the written text; offsets count from the passage's start.

        Adjacent parts together give the whole text: words said for a span that crosses a border
        belong to the part in which the span begins.
        """
        text: list[str] = []
        spans: list[Span] = []
        phonemes: list[Phonemes] = []
        length = 0
        for span in self._over(written_start, written_end):
            start = max(span.written_start, written_start)
            end = min(span.written_end, written_end)
            said = self._said(span, start, end)
            size = len(said)
            spans.append(
                Span(start - written_start, end - written_start, length, length + size)
            )
            phonemes += self._moved(span, length) if said else ()
            length += size
            text.append(said)
        return Spoken("".join(text), tuple(spans), phonemes=tuple(phonemes))

    def followed_by(self, other: Spoken) -> Spoken:
        """This text and another one directly after it, both written and spoken."""
        written = self.alignment[-1].written_end if self.alignment else 0
        said = len(self.text)
        spans = (
            Span(a + written, b + written, c + said, d + said) for a, b, c, d in other.alignment
        )
        changes = (
            each._replace(
                written_start=each.written_start + written,
                written_end=each.written_end + written,
            )
            for each in other.changes
        )
        phonemes = (Phonemes(p[0] + said, p[1] + said, p.ipa) for p in other.phonemes)
        return Spoken(
            self.text + other.text,
            (*self.alignment, *spans),
            (*self.changes, *changes),
            (*self.phonemes, *phonemes),
        )

    def stripped(self) -> Spoken:
        """The same text without blanks at its ends; its alignment still covers all of it."""
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        if left >= right:
            return Spoken("", ())

        def fit(offset: int) -> int:
            return min(max(offset, left), right) - left

        spans = tuple(
            span._replace(spoken_start=fit(span.spoken_start), spoken_end=fit(span.spoken_end))
            for span in self.alignment
        )
        phonemes = tuple(Phonemes(fit(p[0]), fit(p[1]), p.ipa) for p in self.phonemes)
        return Spoken(self.text[left:right], spans, phonemes=phonemes)

    def _over(self, start: int, end: int) -> Iterator[Span]:
        alignment = self.alignment
        last = alignment[-1].written_end if alignment else 0
        first = bisect_left(alignment, start, key=lambda span: span.written_start)
        for index in range(max(0, first - 1), len(alignment)):
            span = alignment[index]
            if span.written_start == span.written_end:
                # spoken words without a written source go with the text after them, or with the
                # last part at the end
                if start <= span.written_start < end or span.written_start == end == last:
                    yield span
            elif span.written_start >= end:
                return
            elif span.written_end > start:
                yield span

    def _said(self, span: Span, start: int, end: int) -> str:
        """What a span says from `start` to `end`; unchanged words can be cut at any letter."""
        said = self.text[span.spoken_start : span.spoken_end]
        if (start, end) == (span.written_start, span.written_end):
            return said
        if not self._is_changed(start) and len(said) == span.written_end - span.written_start:
            return said[start - span.written_start : end - span.written_start]
        return said if start == span.written_start else ""

    def _is_changed(self, offset: int) -> bool:
        before = bisect_right(self.changes, offset, key=lambda change: change.written_start)
        return before > 0 and offset < self.changes[before - 1].written_end

    def _moved(self, span: Span, start: int) -> Iterator[Phonemes]:
        """The phonemes of a span that is said whole, moved to the spoken offset `start`."""
        first = bisect_left(self.phonemes, span.spoken_start, key=lambda p: p.spoken_start)
        offset = start - span.spoken_start
        for begin, end, ipa in islice(self.phonemes, first, None):
            if end > span.spoken_end:
                return
            yield Phonemes(begin + offset, end + offset, ipa)


class Piece(NamedTuple):
    """A passage of the written text whose spoken words are decided."""

    start: int
    end: int
    said: str | tuple[Part, ...]
    rule: str
    phonemes: tuple[Phonemes, ...] = ()
    """IPA with offsets into `said`, where `said` is a string."""


def assemble(text: str, pieces: Iterable[Piece]) -> Spoken:
    """The text with each piece replaced by its spoken words.

    `pieces` are in order and do not overlap. A space separates a changed passage
    from a letter or digit that touches it.
    """
    assembly = _Assembly(text)
    for piece in pieces:
        assembly.keep(piece.start)
        assembly.add(piece)
    assembly.keep(len(text))
    return assembly.finished()


class _Assembly:
    """Builds a `Spoken`; the text is done up to `_position`."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._said: list[str] = []
        self._spans: list[Span] = []
        self._changes: list[Change] = []
        self._phonemes: list[Phonemes] = []
        self._position = 0
        self._length = 0
        self._last = ""
        """The last spoken character."""

    def keep(self, end: int) -> None:
        """Add the written words up to `end` unchanged, one span each."""
        start = self._position
        if end <= start:
            return
        for match in _WORD.finditer(self._text, start, end):
            size = match.end() - match.start()
            self._spans.append(Span(*match.span(), self._length, self._length + size))
            self._length += size
        self._said.append(self._text[start:end])
        self._last = self._text[end - 1]
        self._position = end

    def add(self, piece: Piece) -> None:
        """Add a piece that begins at the current position."""
        parts = (Part(piece.end, piece.said),) if isinstance(piece.said, str) else piece.said
        begin, before = self._length, len(self._said)
        for border, words in parts:
            self._put(border, self._kept_apart(words, border, closes=border == piece.end))
        whole = "".join(self._said[before:])
        if whole != self._text[piece.start : piece.end]:
            self._changes.append(Change(piece.start, piece.end, whole.strip(), piece.rule))
        begin += len(whole) - len(whole.lstrip())
        end = begin + len(whole.strip())
        for first, last, ipa in piece.phonemes:
            if begin + first < end:
                self._phonemes.append(Phonemes(begin + first, min(begin + last, end), ipa))

    def finished(self) -> Spoken:
        """The finished text."""
        return Spoken(
            "".join(self._said),
            tuple(self._spans),
            tuple(self._changes),
            tuple(self._phonemes),
        )

    def _kept_apart(self, words: str, end: int, *, closes: bool) -> str:
        if words.startswith(" ") and self._last == " ":
            words = words[1:]
        if words and self._last.isalnum() and words[0].isalnum():
            words = " " + words
        following = self._text[end : end + 1]
        if closes and words[-1:] in {".", " "} and words[-1:] == following:
            words = words[:-1]  # one full stop ends both the abbreviation and the sentence
        if closes and words[-1:].isalnum() and following.isalnum() and following not in RAISED:
            words += " "
        return words

    def _put(self, end: int, words: str) -> None:
        self._spans.append(Span(self._position, end, self._length, self._length + len(words)))
        self._said.append(words)
        self._length += len(words)
        self._position = end
        self._last = words[-1:] or self._last
