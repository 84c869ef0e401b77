"""One gain for a whole episode, and a limiter for the few peaks that it lifts too high.

The gain is that of the voice where it was measured, so that the first sample
can leave at once; else it is found from the first half minute, since a
synthetic voice keeps its loudness. Over nine pages of eSpeak's, half a minute
was within 0.29 LU of the whole page, and what was measured before within 0.13.
What it is in the end is measured on the decoded file, and corrected by a
second pass if need be.
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
"""Of the episode, by which its gain is judged."""
BLOCK = 1 << 15
"""Samples levelled at once: the result does not depend on how they came in chunks."""
LOOK_AHEAD_MS = 5
"""Over which the gain sinks before a peak and rises after it: shorter distorts bass."""
UNTOUCHED = 1 - 1e-6
SHARES = (np.arange(PEAK_BIN, dtype=np.float32) + np.float32(0.5)) / PEAK_BIN
"""Of the way from the middle of a bin to the middle of the next."""
MAX_GAIN_DB = 30.0
"""A recording that needs more holds hardly a voice."""


class Leveller:
    """Chunks in, levelled chunks of `BLOCK` samples out; the same samples for any chunks in."""

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
        """Level to `target` from `voice_lufs` where that is known, or by `gain_db`.

        `lost_db` is added for what an encoder takes from the whole, and
        `headroom_db` is kept below the target's peak for what it adds to a peak.
        """
        self.sample_rate = sample_rate
        self.gain_db = gain_db
        """Found when the first samples came; None before."""
        self.is_silent = False
        """Whether the first samples hold no sound, so that there is no gain to find."""
        self._voice_lufs = voice_lufs
        self._wanted_lufs = target.lufs + lost_db
        self._ceiling = 10 ** ((target.true_peak_dbtp - headroom_db) / 20) * FULL_SCALE
        bins = -(-to_samples(LOOK_AHEAD_MS, sample_rate) // PEAK_BIN)
        self._reach = max(2, bins) * PEAK_BIN
        self._no_context = np.zeros(2 * self._reach, dtype=np.float32)
        self._interpolator = make_interpolator(sample_rate)

    def judge(self, chunks: Iterable[Samples]) -> Iterator[Samples]:
        """All of `chunks` as they are, once the gain was found from the first of them."""
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
        """As many samples as came in, levelled."""
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
        """Samples from which the gain is found, or that are levelled at once."""
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
                # a copy, or a view would keep the whole of what it was cut from
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
        """By how much the limiter keeps what is lifted now below `loudness`, LU."""
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
        """A factor for the middle of each bin, such that no peak is over the ceiling; None for 1.

        The least gain that is asked for within reach, smoothed over nearly the
        same reach, a bin of samples at a time, with straight lines between
        bins: where it is needed it is whole, and it gets there by a raised
        cosine.
        """
        peaks = find_bin_peaks(samples, self._interpolator, self._ceiling * TRUE_PEAK_MARGIN)
        if peaks.max() <= self._ceiling:
            return None
        asked = np.minimum(1.0, self._ceiling / np.maximum(peaks, 1.0))
        reach = self._reach // PEAK_BIN
        beyond = np.ones(2 * reach, dtype=np.float32)
        least = _find_least(np.concatenate([beyond, asked, beyond]), 2 * reach + 1)
        smooth = np.convolve(least, _window(reach - 1), mode="valid")[1:-1].astype(np.float32)
        # the window's points sum to one but for the last digit
        smooth[smooth > UNTOUCHED] = 1.0
        return smooth


def _join(chunks: list[Samples]) -> Samples:
    """All of them as one; without a copy where it is one, as a part of an episode is."""
    return chunks[0] if len(chunks) == 1 else np.concatenate(chunks)


def _find_least(values: NDArray[np.float32], width: int) -> NDArray[np.float32]:
    """The least of each `width` neighbours: of two, of four, and so on, then of two that overlap."""
    covered = 1
    while 2 * covered <= width:
        values = np.minimum(values[:-covered], values[covered:])
        covered *= 2
    rest = width - covered
    return np.minimum(values[:-rest], values[rest:]) if rest else values


def _lower(samples: NDArray[np.float32], gains: NDArray[np.float32]) -> None:
    """Multiply by straight lines through `gains`, each at the middle of its bin, in place.

    By what np.interp draws; where it is one, which is most of a voice, samples are left alone.
    """
    half = PEAK_BIN // 2
    samples[:half] *= gains[0]
    last = len(gains) * PEAK_BIN - half
    samples[last:] *= gains[-1]
    touched = np.flatnonzero((gains[:-1] < 1) | (gains[1:] < 1))
    # from one middle to the next; the last of them may be short of a whole bin
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
