"""Speak a text in parts with an engine that has a limit, and join the parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from audiobrief.engines.text_limits import SILENCE_MS, has_words, make_sayable, split_text
from audiobrief.errors import SpeechFailed
from audiobrief.model import Speech, Word

SILENCE_RATE = 22_050
"""Rate of the silence for a text without words, in Hz."""


def speak_in_parts(text: str, limit: int, speak: Callable[[str, int], Speech]) -> Speech:
    """The speech of `text`, spoken by `speak` in parts of at most `limit` characters.

    `speak` is given a part and its offset in `text`. Characters that cannot be
    spoken become spaces first, one for one, so that the words' offsets are valid
    in `text`. A text without a letter or digit gives a short silence.

    Raises:
        SpeechFailed: the parts have different sample rates, or `speak` failed.
    """
    sayable = make_sayable(text)
    if not has_words(sayable):
        return Speech(np.zeros(SILENCE_MS * SILENCE_RATE // 1000, np.int16), SILENCE_RATE)
    spoken = [
        (start, speak(sayable[start:end], start))
        for start, end in split_text(sayable, limit)
        if has_words(sayable[start:end])
    ]
    return spoken[0][1] if len(spoken) == 1 and not spoken[0][0] else join_parts(spoken)


def join_parts(parts: Sequence[tuple[int, Speech]]) -> Speech:
    """One `Speech` from parts in order, each with its offset in the whole text.

    Raises:
        SpeechFailed: the parts have different sample rates.
    """
    rates = {speech.sample_rate for _, speech in parts}
    if len(rates) > 1:
        shown = ", ".join(f"{rate} Hz" for rate in sorted(rates))
        raise SpeechFailed(f"parts of one text came at different rates: {shown}")
    words: list[Word] = []
    position = 0
    for offset, speech in parts:
        words += [
            Word(
                w.text_start + offset, w.text_end + offset, w.start + position, w.end + position
            )
            for w in speech.words
        ]
        position += len(speech.samples)
    samples = np.concatenate([speech.samples for _, speech in parts])
    exact = all(speech.exact for _, speech in parts)
    return Speech(samples, rates.pop(), tuple(words), exact)
