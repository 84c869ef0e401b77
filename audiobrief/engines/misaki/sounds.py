"""Sentences as sound: find when their words are heard, and join sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines.misaki.sentences import PhonemeSentence
from audiobrief.model import Word

SAMPLE_RATE = 24_000
"""Rate of every voice that reads misaki's alphabet, in Hz."""
QUIET = 0.003
"""Share of the sentence's peak, -50 dB: quieter sound before and after the speech is the
voice's own hiss, or nothing."""
LEAD_MS = 40
TAIL_MS = 300
"""Quiet that is kept before and after a sentence next to another; the voices leave 250 ms
before and 430 to 730 ms after."""
CLAUSE_TAIL_MS = 120
"""Quiet after a piece of a sentence that was too long; as long as a voice pauses at a comma."""
LAST_SOUND_MS = 20
"""Quiet that still belongs to a word before a pause."""

Floats = NDArray[np.float32]


class Sound(NamedTuple):
    """A sentence as sound."""

    samples: Floats
    """Shape (n,), about -1.0 to 1.0, at `SAMPLE_RATE`."""
    words: tuple[Word, ...]


def time_words(
    sentence: PhonemeSentence,
    places: Sequence[int],
    edges: NDArray[np.int64],
    samples: Floats,
    *,
    lag: int,
) -> tuple[Word, ...]:
    """Each word from the first sample of its first sound to the last sample of its last one.

    `places` are the phonemes that the voice knows, in the order of its ids. `edges` are the
    samples at which their lengths begin and end, with one before the first for the border.
    `lag` is by how many samples they are heard earlier. Neighbouring words meet in the middle
    of the space between them. A punctuation mark is a pause and belongs to no word: a word next
    to one begins or ends where its sound does, since the lengths give some of the quiet to it.
    """
    heard, pauses = _share_lengths(sentence, places, np.maximum(edges - lag, 0))
    least = QUIET * np.abs(samples).max(initial=0.0)
    words: list[Word] = []
    before = 0
    for owner, span in enumerate(sentence.spans):
        start, end = heard.get(owner, (before, before))
        if owner - 1 in pauses:
            start = _find_start(samples, start, end, least)
        if owner in pauses:
            end = min(end, _find_end(samples, start, end, least))
        start = min(max(start, before), len(samples))
        before = max(min(end, len(samples)), start)
        words.append(Word(*span, start, before))
    return tuple(words)


def _share_lengths(
    sentence: PhonemeSentence, places: Sequence[int], edges: NDArray[np.int64]
) -> tuple[dict[int, tuple[int, int]], set[int]]:
    """First and last sample of each word by its phonemes, and the words that a pause follows.

    The beginning of the sentence counts as a pause after word -1.
    """
    heard: dict[int, tuple[int, int]] = {}
    pauses = {-1}
    last = -1
    begin: int | None = None
    for number, place in enumerate(places, start=1):
        phoneme, owner = sentence.phonemes[place], sentence.owners[place]
        first, past = int(edges[number]), int(edges[number + 1])
        if owner >= 0 and (phoneme.isalpha() or phoneme in "ˈˌ"):
            begins = first if begin is None else begin
            heard[owner] = (heard.get(owner, (begins, 0))[0], past)
            last, begin = owner, None
        elif phoneme == " ":
            begin = (first + past) // 2
            if last in heard and last not in pauses:
                heard[last] = (heard[last][0], begin)
        else:
            pauses.add(last)
    pauses.add(last)
    return heard, pauses


def _find_start(samples: Floats, start: int, end: int, least: float) -> int:
    """Where the first sound above `least` in a range begins."""
    sounding = np.flatnonzero(np.abs(samples[start:end]) > least)
    return start + int(sounding[0]) if len(sounding) else start


def _find_end(samples: Floats, start: int, end: int, least: float) -> int:
    """Where the last sound above `least` in a range ends, plus a little quiet."""
    sounding = np.flatnonzero(np.abs(samples[start:end]) > least)
    last = int(sounding[-1]) if len(sounding) else 0
    return start + last + LAST_SOUND_MS * SAMPLE_RATE // 1000


def find_sound(samples: Floats) -> tuple[int, int]:
    """Range of samples from the first to the last that is heard; all if nothing stands out."""
    size = np.abs(samples)
    heard = np.flatnonzero(size > QUIET * size.max(initial=0.0))
    return (int(heard[0]), int(heard[-1]) + 1) if len(heard) else (0, len(samples))


def join_sounds(spoken: Sequence[Sound], sentences: Sequence[PhonemeSentence]) -> Sound:
    """The sounds one after another, with the quiet between them shortened."""
    parts: list[Floats] = []
    words: list[Word] = []
    position = 0
    for index, (sound, sentence) in enumerate(zip(spoken, sentences, strict=True)):
        first, last = find_sound(sound.samples)
        tail_ms = TAIL_MS if sentence.ends_sentence else CLAUSE_TAIL_MS
        first = 0 if index == 0 else max(0, first - LEAD_MS * SAMPLE_RATE // 1000)
        last = min(len(sound.samples), last + tail_ms * SAMPLE_RATE // 1000)
        parts.append(sound.samples[first:last])
        for word in sound.words:
            start, end = (min(max(at, first), last) for at in (word.start, word.end))
            words.append(
                word._replace(start=position + start - first, end=position + end - first)
            )
        position += last - first
    samples = np.concatenate(parts) if parts else np.zeros(0, np.float32)
    return Sound(samples, tuple(words))
