"""Finds the words of a text that a voice passed over without a sound.

Some voices leave out what they cannot read (another script, a sign) and say nothing of it, and a
fault of a library may silence a whole sentence. A listener could not know.
"""

from __future__ import annotations

from collections.abc import Iterator

from audiobrief.model import Speech
from audiobrief.patterns import compile_late

QUIET = 33
"""Samples up to this size are silence: -60 dB of full scale."""
_WORD = compile_late(r"[^\W_](?:[^\s—–]*[^\W_])?")


def find_gaps(text: str, speech: Speech) -> tuple[str, ...]:
    """The words of `text` that have no sound in `speech`, in order; empty if all have.

    Without any sound all are lost. Of word times only those count that the engine gave: a word
    is lost if none of them covers it, or if its time has no length.
    """
    if speech.samples.max() <= QUIET and speech.samples.min() >= -QUIET:
        return tuple(match[0] for match in _WORD.finditer(text))
    if not speech.exact or not speech.words:
        return ()
    heard = [(w.text_start, w.text_end) for w in speech.words if w.end > w.start]
    return tuple(_uncovered(text, heard))


def _uncovered(text: str, heard: list[tuple[int, int]]) -> Iterator[str]:
    """The words that none of the ranges touches; the ranges are in order."""
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(heard) and heard[at][1] <= start:
            at += 1
        if at == len(heard) or heard[at][0] >= end:
            yield match[0]
