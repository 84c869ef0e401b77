"""Finds the words of a text in the events with which eSpeak tells when it began one."""

from __future__ import annotations

import bisect

import numpy as np
from numpy.typing import NDArray

from audiobrief.model import Word
from audiobrief.patterns import compile_late

LONGEST_MERGED = 6
"""The most letters of a word that eSpeak merges with its neighbour: of 684 in 100 articles of nine
languages, the longest was "longer"."""
QUIET = 48
"""The largest sample that counts as silence: eSpeak's pauses hold no more than the
reverberation of the sound before them."""
# a word runs from a letter or digit to the last letter or digit before a space or a dash
_WORD = compile_late(r"\w(?:[^\s—–]*\w)?")
_PAUSES_AFTER = compile_late(r"[^\w\s]|\s*[—–]|\Z")


def find_words(
    text: str, events: list[tuple[int, int]], samples: NDArray[np.int16]
) -> tuple[Word, ...]:
    """The words of the text, with the times of their events.

    A number has an event for each word that eSpeak speaks for it. A word that eSpeak merges
    with its neighbour ("of the") has no event, and becomes part of the neighbour's `Word`. It
    merges short words alone, so a longer one without an event was passed over, and has no `Word`.
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    ends = [end for _, end in spans]
    timed: dict[int, int] = {}
    for character, sample in events:
        index = bisect.bisect_right(ends, character)
        if index < len(spans):
            timed.setdefault(index, min(sample, len(samples)))
    starts = sorted(timed.items())
    words: list[Word] = []
    earliest = 0
    for place, (index, sample) in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else (len(spans), len(samples))
        start = max(sample, earliest)
        end = max(start, following[1])
        earliest = end
        first, last = index, index
        while place == 0 and first > 0 and _may_merge(spans[first - 1]):
            first -= 1
        while last + 1 < following[0] and _may_merge(spans[last + 1]):
            last += 1
        text_start, text_end = spans[first][0], spans[last][1]
        if _PAUSES_AFTER.match(text, text_end):
            end = _find_end_of_sound(samples, start, end)
        words.append(Word(text_start, text_end, start, end))
    return tuple(words)


def _may_merge(span: tuple[int, int]) -> bool:
    return span[1] - span[0] <= LONGEST_MERGED


def _find_end_of_sound(samples: NDArray[np.int16], start: int, end: int) -> int:
    loud = np.flatnonzero(np.abs(samples[start:end]) > QUIET)
    return start + int(loud[-1]) + 1 if len(loud) else end
