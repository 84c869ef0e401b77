"""One gain for a whole episode, and a limiter for the few peaks that it lifts too high.

If the voice's loudness was measured before, it gives the gain, and the first
sample can leave at once. Otherwise the first half minute gives it, since a
synthetic voice keeps its loudness. Over nine pages of eSpeak's voice, half a
minute was within 0.29 LU of the whole page, and the loudness measured before
within 0.13. The result is measured on the decoded file, and a second pass
corrects it if necessary.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from audiobrief.audio import FULL_SCALE, Samples, to_samples
from audiobrief.audio.loudness import (
    PEAK_BIN,
    TRUE_PEAK_MARGIN,
    Meter,
    find_bin_peaks,
    make_interpolator,
)
from audiobrief.encoder.targets import Target

PRELUDE_MS = 30_000
"""Length of the episode's beginning from which the gain is found."""
BLOCK = 1 << 15
"""Samples levelled at once, so that the result does not depend on the sizes of the chunks."""
LOOK_AHEAD_MS = 5
"""Time for the gain to fall before a peak and rise after it; a shorter one distorts bass."""
UNTOUCHED = 1 - 1e-6
SHARES = (np.arange(PEAK_BIN, dtype=np.float32) + np.float32(0.5)) / PEAK_BIN
"""Place of each sample between the middle of a bin (0) and the middle of the next (1)."""
MAX_GAIN_DB = 30.0
"""A recording that needs more gain hardly holds a voice."""


class Leveller:
    """Turns chunks into levelled chunks of `BLOCK` samples.

    The samples that come out do not depend on the sizes of the chunks that go in.
    """

    def __init__(
        self,
        sample_rate: int,
        target: Target,
        *,
        gain_db: float | None = None,
        voice_lufs: float | None = None,
        lost_db: float = 0.0,
        headroom_db: float = 0.0,
    ) -> None:
        """Level to `target` from `voice_lufs` if it is known, or by `gain_db`.

        `lost_db` makes up for the loudness that the encoder takes away.
        `headroom_db` is kept below the target's peak for what the encoder adds.
        """
        self.sample_rate = sample_rate
        self.gain_db = gain_db
        """None until the first samples give the gain."""
        self.is_silent = False
        """Whether the first samples hold no sound, so that they give no gain."""
        self._voice_lufs = voice_lufs
        self._wanted_lufs = target.lufs + lost_db
        self._ceiling = 10 ** ((target.true_peak_dbtp - headroom_db) / 20) * FULL_SCALE
        bins = -(-to_samples(LOOK_AHEAD_MS, sample_rate) // PEAK_BIN)
        self._reach = max(2, bins) * PEAK_BIN
        self._no_context = np.zeros(2 * self._reach, dtype=np.float32)
        self._interpolator = make_interpolator(sample_rate)

    def judge(self, chunks: Iterable[Samples]) -> Iterator[Samples]:
        """Find the gain from the first of `chunks`, and return all of them unchanged."""
        ahead = iter(chunks)
        held: list[Samples] = []
        for chunk in ahead:
            held.append(chunk)
            if sum(map(len, held)) >= self._wanted:
                break
        if held:
            self._find_gain(np.concatenate(held)[: self._wanted])
        return itertools.chain(held, ahead)

    def level(self, chunks: Iterable[Samples]) -> Iterator[Samples]:
        """The samples of `chunks`, levelled; their number stays the same."""
        context = len(self._no_context)
        before = self._no_context
        held = np.zeros(0, dtype=np.float32)
        for block in self._blocks(chunks):
            lifted = block * np.float32(self._factor)
            if len(held):
                yield self._limit(before, held, lifted[:context])
                before = np.concatenate([before, held])[-context:]
            held = lifted
        if len(held):
            yield self._limit(before, held, self._no_context)

    @property
    def _wanted(self) -> int:
        """Samples to wait for: those that give the gain, or one block if the gain is known."""
        if self.gain_db is not None or self._voice_lufs is not None:
            return BLOCK
        return -(-to_samples(PRELUDE_MS, self.sample_rate) // BLOCK) * BLOCK

    @property
    def _factor(self) -> float:
        return float(10 ** ((self.gain_db or 0.0) / 20))

    def _blocks(self, chunks: Iterable[Samples]) -> Iterator[Samples]:
        waiting: list[Samples] = []
        count = 0
        wanted = self._wanted
        for chunk in chunks:
            waiting.append(chunk)
            count += len(chunk)
            if count >= wanted:
                joined = _join(waiting)
                whole = count // BLOCK * BLOCK if self.gain_db is not None else wanted
                self._find_gain(joined[:whole])
                yield from (joined[at : at + BLOCK] for at in range(0, whole, BLOCK))
                # a copy, since a view would keep the whole array in memory
                waiting, count, wanted = [joined[whole:].copy()], count - whole, BLOCK
        if count:
            joined = _join(waiting)
            self._find_gain(joined)
            yield from (joined[at : at + BLOCK] for at in range(0, count, BLOCK))

    def _find_gain(self, prelude: Samples) -> None:
        if self.gain_db is not None:
            return
        self.gain_db = 0.0
        loudness = self._measure(prelude)
        if self._voice_lufs is not None:
            self.gain_db = self._wanted_lufs - self._voice_lufs
            return
        if not math.isfinite(loudness):
            self.is_silent = True
            return
        self.gain_db = min(self._wanted_lufs - loudness, MAX_GAIN_DB)
        self.gain_db += min(self._find_limited(prelude, self._wanted_lufs), MAX_GAIN_DB)

    def _find_limited(self, prelude: Samples, loudness: float) -> float:
        """By how many LU the limiter makes the lifted prelude softer than `loudness`."""
        if not math.isfinite(loudness):
            return 0.0
        limited = self._limit(
            self._no_context, prelude * np.float32(self._factor), self._no_context
        )
        return loudness - self._measure(limited)

    def _measure(self, samples: Samples) -> float:
        meter = Meter(self.sample_rate, true_peak=False)
        meter.feed(samples)
        return meter.integrated_lufs

    def _limit(
        self, before: NDArray[np.float32], held: NDArray[np.float32], after: NDArray[np.float32]
    ) -> Samples:
        around = np.concatenate([before, held, after])
        gains = self._find_gains(around)
        if gains is not None:
            _lower(around, gains)
        kept = around[len(before) : len(before) + len(held)]
        np.rint(kept, out=kept)
        np.clip(kept, -FULL_SCALE, FULL_SCALE - 1, out=kept)
        return kept.astype(np.int16)

    def _find_gains(self, samples: NDArray[np.float32]) -> NDArray[np.float32] | None:
        """A factor for each bin's middle that keeps peaks below the ceiling; None if all are 1.

        Each bin gets the least factor that any bin within reach needs, smoothed
        by a raised cosine over nearly the same reach. So the gain moves
        smoothly and is low enough by the time a peak comes. Between the middles
        of bins it follows straight lines.
        """
        peaks = find_bin_peaks(samples, self._interpolator, self._ceiling * TRUE_PEAK_MARGIN)
        if peaks.max() <= self._ceiling:
            return None
        asked = np.minimum(1.0, self._ceiling / np.maximum(peaks, 1.0))
        reach = self._reach // PEAK_BIN
        beyond = np.ones(2 * reach, dtype=np.float32)
        least = _find_least(np.concatenate([beyond, asked, beyond]), 2 * reach + 1)
        smooth = np.convolve(least, _window(reach - 1), mode="valid")[1:-1].astype(np.float32)
        # by rounding, the window's points may sum to slightly less than one
        smooth[smooth > UNTOUCHED] = 1.0
        return smooth


def _join(chunks: list[Samples]) -> Samples:
    """The chunks as one array; a single chunk, such as a part of an episode, is not copied."""
    return chunks[0] if len(chunks) == 1 else np.concatenate(chunks)


def _find_least(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """The least of each `width` neighbours.

    Each step doubles the neighbours covered; two overlapping stretches then cover the width.
    """
    covered = 1
    while 2 * covered <= width:
        values = np.minimum(values[:-covered], values[covered:])
        covered *= 2
    rest = width - covered
    return np.minimum(values[:-rest], values[rest:]) if rest else values


def _lower(samples: NDArray[np.float32], gains: NDArray[np.float32]) -> None:
    """Multiply in place by straight lines through `gains`, each at the middle of its bin.

    The lines are those of np.interp. Samples whose factor is 1, most of a voice, are skipped.
    """
    half = PEAK_BIN // 2
    samples[:half] *= gains[0]
    last = len(gains) * PEAK_BIN - half
    samples[last:] *= gains[-1]
    touched = np.flatnonzero((gains[:-1] < 1) | (gains[1:] < 1))
    # rows run from one middle to the next; the last one may be shorter than a bin
    whole = (min(last, len(samples)) - half) // PEAK_BIN
    between = samples[half : half + whole * PEAK_BIN].reshape(-1, PEAK_BIN)
    inner = touched[touched < whole]
    between[inner] *= gains[inner, None] + (gains[inner + 1] - gains[inner])[:, None] * SHARES
    for index in touched[len(inner) :]:
        rest = samples[half + index * PEAK_BIN : last]
        rest *= (gains[index] + (gains[index + 1] - gains[index]) * SHARES)[: len(rest)]


@functools.cache
def _window(reach: int) -> NDArray[np.float32]:
    """A raised cosine of 2 * reach + 1 points that sum to one."""
    window = np.hanning(2 * reach + 3)[1:-1]
    scaled: NDArray[np.float32] = (window / window.sum()).astype(np.float32)
    return scaled
