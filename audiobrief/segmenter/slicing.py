"""A spoken paragraph, cut where its written text is cut."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from audiobrief.model import Span
from audiobrief.spoken import Spoken


class Slices:
    """Parts of what is said for a text, each with its alignment."""

    def __init__(self, text: str, spoken: Spoken) -> None:
        self._text = text
        self._spoken = spoken
        self._starts = [span.written_start for span in spoken.alignment]

    def part(self, start: int, end: int) -> tuple[str, tuple[Span, ...]]:
        """What is said for a run of the written text, without blanks at its ends.

        A word that is said as it is written is cut where its text is: a dash
        may join the words of two voices ("he said—“We will"). One that is said
        otherwise belongs to the part in which it begins.
        """
        said: list[str] = []
        spans: list[Span] = []
        length = 0
        for span in self._over(start, end):
            left, right = max(span.written_start, start), min(span.written_end, end)
            words = self._spoken.text[span.spoken_start : span.spoken_end]
            if words == self._text[span.written_start : span.written_end]:
                words = self._text[left:right]
            elif span.written_start < start:
                words = ""
            spans.append(Span(left - start, right - start, length, length + len(words)))
            said.append(words)
            length += len(words)
        return trimmed("".join(said), spans)

    def _over(self, start: int, end: int) -> Iterable[Span]:
        alignment = self._spoken.alignment
        for index in range(max(0, bisect_left(self._starts, start) - 1), len(alignment)):
            span = alignment[index]
            if span.written_start == span.written_end:
                # words that are said only go with what follows them, at the end with the last
                at_end = span.written_start == end == len(self._text)
                if start <= span.written_start < end or at_end:
                    yield span
            elif span.written_start >= end:
                return
            elif span.written_end > start:
                yield span


def trimmed(spoken: str, alignment: Iterable[Span]) -> tuple[str, tuple[Span, ...]]:
    """`spoken` without blanks at its ends, and the alignment that still covers it."""
    left = len(spoken) - len(spoken.lstrip())
    right = len(spoken.rstrip())
    if left >= right:
        return "", ()
    return spoken[left:right], tuple(
        span._replace(
            spoken_start=min(max(span.spoken_start, left), right) - left,
            spoken_end=min(max(span.spoken_end, left), right) - left,
        )
        for span in alignment
    )
