"""Arithmetic on samples: lengths, silence, fades, trimming, resampling.

Samples are mono int16, shape (n,), unless a name says otherwise.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from audiobrief.model import Speech, Word

FULL_SCALE = 32768.0
SILENCE_DB = -46.0
"""Threshold in dB relative to a text's loudest sample. Quieter sound before and after it may
still be speech (the breath of an "f", the burst of a last "t") or a voice's own hiss, at -55
dB."""
SILENCE_FLOOR = 24
"""Sample size, out of 32,768 (-63 dBFS): nothing below it is heard, however soft the text."""
QUIET = 6
"""Sample size, 75 dB below full scale. It is below the room tone, so a sound that has sunk to
it may end there."""
QUIET_MS = 5
"""Length of the stretch below `QUIET`, before the first sound and after the last, at which the
kept sound ends."""
MOST_LEAD_IN_MS = 60
"""How far before the first sound to search for such quiet; the natural voice needs 16 to 61
ms."""
MOST_LEAD_OUT_MS = 150
"""How far after the last sound to search for such quiet. The natural voice rings for 30 to
107 ms, which includes the burst of its last consonants, at -55 dB."""
LEAD_IN_MS = 10
"""Kept before the first sound if the voice hisses and never sinks below `QUIET`."""
LEAD_OUT_MS = 30
"""Kept after the last sound of such a voice."""
SEARCHED = 4096
"""Samples searched together, from both ends; speech begins in the first or second block."""
FADE_MS = 5
"""The hiss of such a voice is faded over this at each end: a shorter fade clicks, a longer one
is heard."""

Samples = NDArray[np.int16]


def to_samples(ms: float, sample_rate: int) -> int:
    """The number of samples in `ms` milliseconds, rounded to the nearest."""
    return round(ms * sample_rate / 1000)


def make_silence(count: int) -> Samples:
    """`count` samples of digital silence."""
    return np.zeros(count, dtype=np.int16)


def trim(speech: Speech) -> Speech:
    """The speech without the silence before and after it.

    Nothing that can be heard is cut off or faded: the speech is cut where the sound has sunk
    below `QUIET`. If it never does, because the voice hisses in its own pauses, `LEAD_IN_MS`
    and `LEAD_OUT_MS` of that hiss are kept and faded. Words move with the samples. A speech
    that is silent throughout is returned unchanged.
    """
    samples, rate = speech.samples, speech.sample_rate
    threshold = max(SILENCE_FLOOR, int(_peak(samples) * 10 ** (SILENCE_DB / 20)))
    first, last = _find_sound(samples, threshold)
    if first > last:
        return speech
    before = samples[max(0, first - to_samples(MOST_LEAD_IN_MS, rate)) : first][::-1]
    after = samples[last + 1 : last + 1 + to_samples(MOST_LEAD_OUT_MS, rate)]
    lead_in, lead_out = _find_quiet(before, rate), _find_quiet(after, rate)
    start = first - (min(first, to_samples(LEAD_IN_MS, rate)) if lead_in is None else lead_in)
    end = last + 1 + (to_samples(LEAD_OUT_MS, rate) if lead_out is None else lead_out)
    kept = samples[start:end].copy()
    length = min(to_samples(FADE_MS, rate), len(kept) // 2)
    if lead_in is None:
        fade_in(kept, length)
    if lead_out is None:
        fade_in(kept[::-1], length)
    words = tuple(_move(word, -start, len(kept)) for word in speech.words)
    return dataclasses.replace(speech, samples=kept, words=words)


def _find_quiet(samples: Samples, sample_rate: int) -> int | None:
    """Samples up to the end of the first `QUIET_MS` of quiet; None if it is never so quiet."""
    size = to_samples(QUIET_MS, sample_rate)
    loud = np.flatnonzero((samples > QUIET) | (samples < -QUIET))
    starts = np.concatenate([[0], loud + 1])
    gaps = np.append(loud, len(samples)) - starts
    found = np.flatnonzero(gaps >= size)
    return int(starts[found[0]]) + size if len(found) else None


def fade_in(samples: Samples, length: int) -> None:
    """Fade in over `length` samples, in place, with a raised cosine."""
    if length:
        samples[:length] = np.rint(samples[:length] * _ramp(length))


def resample(speech: Speech, sample_rate: int) -> Speech:
    """The speech at another rate; unchanged if the rate is the same.

    soxr resamples it at its high quality (aliases below -120 dB). The length is
    rounded, and the words' times are scaled.
    """
    if speech.sample_rate == sample_rate:
        return speech
    samples = resample_samples(speech.samples, speech.sample_rate, sample_rate)
    ratio = sample_rate / speech.sample_rate
    words = tuple(
        _move(
            Word(w.text_start, w.text_end, round(w.start * ratio), round(w.end * ratio)),
            0,
            len(samples),
        )
        for w in speech.words
    )
    return dataclasses.replace(speech, samples=samples, sample_rate=sample_rate, words=words)


def resample_samples(samples: Samples, old_rate: int, new_rate: int) -> Samples:
    """Samples at another rate, their count scaled and rounded; never fewer than one."""
    import soxr

    length = max(1, round(len(samples) * new_rate / old_rate))
    # soxr would dither int16 input, with different noise each time
    changed = scale(
        soxr.resample(samples.astype(np.float32), old_rate, new_rate, quality="HQ"), 1.0
    )
    if len(changed) >= length:
        return changed[:length]
    return np.concatenate([changed, make_silence(length - len(changed))])


def estimate_words(spans: Sequence[tuple[int, int]], length: int) -> tuple[Word, ...]:
    """Words at those character ranges, each with a share of `length` samples.

    A word's share is its number of characters plus one for the gap after it, the
    best estimate that the text alone allows.
    """
    weights = [end - start + 1 for start, end in spans]
    total = sum(weights)
    words: list[Word] = []
    passed = 0
    for (start, end), weight in zip(spans, weights, strict=True):
        before, after = passed * length // total, (passed + weight) * length // total
        words.append(Word(start, end, before, after))
        passed += weight
    return tuple(words)


def add(first: Samples, second: Samples) -> Samples:
    """The sum of two sounds of equal length, clipped to int16."""
    both = first.astype(np.int32) + second
    np.clip(both, -32768, 32767, out=both)
    return both.astype(np.int16)


def scale(samples: Samples, factor: float) -> Samples:
    """Samples times `factor`, rounded and clipped to int16."""
    scaled = samples * np.float32(factor)
    np.rint(scaled, out=scaled)
    np.clip(scaled, -FULL_SCALE, FULL_SCALE - 1, out=scaled)
    return scaled.astype(np.int16)


def _peak(samples: Samples) -> int:
    return max(int(samples.max()), -int(samples.min()))


def _find_sound(samples: Samples, threshold: int) -> tuple[int, int]:
    """First and last sample above `threshold`; first is after last if there is none."""
    for start in range(0, len(samples), SEARCHED):
        loud = _find_loud(samples[start : start + SEARCHED], threshold)
        if len(loud):
            break
    else:
        return 0, -1
    first = start + int(loud[0])
    for end in range(len(samples), 0, -SEARCHED):
        start = max(0, end - SEARCHED)
        loud = _find_loud(samples[start:end], threshold)
        if len(loud):
            break
    return first, start + int(loud[-1])


def _find_loud(samples: Samples, threshold: int) -> NDArray[np.intp]:
    return np.flatnonzero((samples > threshold) | (samples < -threshold))


def _move(word: Word, by: int, length: int) -> Word:
    start = min(max(word.start + by, 0), length)
    end = min(max(word.end + by, start), length)
    return Word(word.text_start, word.text_end, start, end)


@functools.cache
def _ramp(length: int) -> NDArray[np.float32]:
    steps = (np.arange(length, dtype=np.float32) + 0.5) / length
    ramp: NDArray[np.float32] = (0.5 - 0.5 * np.cos(np.pi * steps)).astype(np.float32)
    return ramp
