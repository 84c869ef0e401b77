"""Room tone: the quiet noise that a recording has between its words, in place of digital zero.

A microphone in a quiet room never records zero. A synthetic voice does: between sentences the
natural voice falls to -143 dBFS, which 16 bits hold as zeros, and a pause of zeros sounds as if
the episode had been switched off. So a tone lies under the whole episode, including the words,
and is never heard to begin or end. It is generated from the figures below and not from the
article, so that no sentence changes the sound of another.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from audiobrief.audio import SILENCE_FLOOR, Samples, add, to_samples

LEVEL = 4.0
"""Root mean square in steps of 16 bits: -78 dBFS. The natural voice's own quietest moments,
inside its sentences, lie between -70 and -84 dBFS. Raised with the voice to -16 LUFS, the tone
is at -71 dBFS, 52 dB below the words; publishers of audiobooks ask for at most -60 dBFS."""
SPECTRUM = (
    # Hz -> power density in dB. Measured on the natural voice (hibari-tts 0.2.1, heart): the
    # mean of 141 windows of 43 ms between -84 and -66 dBFS, in eight sentences
    (0, -20.0), (60, 11.0), (150, 14.0), (300, 11.0), (600, 6.0), (1200, 2.5), (2400, 1.0),
    (4000, -8.0), (5600, -13.0), (7200, -15.0), (9000, -16.0), (11_000, -18.0), (12_000, -60.0),
)  # fmt: skip
LOOP_MS = 5_000
"""Length after which the tone repeats, without a seam; it is longer than most sentences."""
SEED = 16
BLEND_MS = 10
"""Length of the blend from one place of the loop to another; the power stays the same."""


class RoomTone:
    """The tone at one sample rate. Every run of it begins and ends at the loop's own beginning.

    So there is no step between any two runs, and the sound after a pause is the same however
    long that pause is.
    """

    def __init__(self, sample_rate: int) -> None:
        """`sample_rate` in Hz."""
        self._loop = _make_loop(sample_rate)
        self._blended = to_samples(BLEND_MS, sample_rate)

    def make_pause(self, length: int) -> Samples:
        """`length` samples of the tone alone, none of them above `SILENCE_FLOOR`."""
        tone = self._take(-length, length)
        count = min(self._blended, length)
        rise = _make_blend(count)
        tone[:count] = tone[:count] * rise + self._take(0, count) * _fall(rise)
        return np.rint(tone).astype(np.int16)

    def lay_under(self, samples: Samples) -> Samples:
        """The samples with the tone added, clipped to full scale."""
        length = len(samples)
        tone = self._take(0, length)
        count = min(self._blended, length)
        if count:
            rise = _make_blend(count)
            tone[-count:] = tone[-count:] * _fall(rise) + self._take(-count, count) * rise
        return add(samples, np.rint(tone).astype(np.int16))

    def _take(self, start: int, length: int) -> NDArray[np.float32]:
        """A copy of `length` samples of the loop from `start` on, which may be negative."""
        first = start % len(self._loop)
        turns = -(-(first + length) // len(self._loop))
        if turns <= 1:
            return self._loop[first : first + length].copy()
        return np.tile(self._loop, turns)[first : first + length]


def ramps(length: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Gains that fade the tone out and back in, where a codec needs silence."""
    rise = _make_blend(length)
    return _fall(rise), rise


def is_pause(samples: Samples) -> bool:
    """Whether the samples hold nothing but room tone or silence."""
    return bool(
        samples.max(initial=0) <= SILENCE_FLOOR and samples.min(initial=0) >= -SILENCE_FLOOR
    )


@functools.lru_cache(maxsize=4)
def _make_loop(sample_rate: int) -> NDArray[np.float32]:
    """Noise with the spectrum above, whose end continues into its beginning.

    Each frequency that fits into the loop has the power of the table and a random phase. The
    raw bits of numpy's generator are the same in every release, but its distributions are not.
    """
    count = to_samples(LOOP_MS, sample_rate)
    hertz = np.fft.rfftfreq(count, 1 / sample_rate)
    at, decibels = zip(*SPECTRUM, strict=True)
    amplitudes = 10 ** (np.interp(hertz, at, decibels) / 20)
    turns = np.random.PCG64(SEED).random_raw(len(hertz)) / 2.0**64
    amplitudes[0] = 0.0
    wave = np.fft.irfft(amplitudes * np.exp(2j * np.pi * turns), count)
    wave *= LEVEL / np.sqrt(np.mean(wave**2))
    # four samples in ten thousand are higher, and a pause must not be taken for a word
    np.clip(wave, -SILENCE_FLOOR + 1, SILENCE_FLOOR - 1, out=wave)
    loop: NDArray[np.float32] = wave.astype(np.float32)
    loop.flags.writeable = False
    return loop


@functools.lru_cache(maxsize=16)
def _make_blend(length: int) -> NDArray[np.float32]:
    steps = (np.arange(length, dtype=np.float32) + 0.5) / max(length, 1)
    rise: NDArray[np.float32] = np.sin(np.pi / 2 * steps).astype(np.float32)
    rise.flags.writeable = False
    return rise


def _fall(rise: NDArray[np.float32]) -> NDArray[np.float32]:
    """The gain for one sound that keeps the total power the same while another sound rises."""
    fall: NDArray[np.float32] = np.sqrt(np.maximum(0.0, 1 - rise * rise))
    return fall
