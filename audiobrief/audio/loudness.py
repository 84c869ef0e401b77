"""How loud samples are: ITU-R BS.1770-4 and EBU R 128, streamed; an hour keeps 140 KB.

A mono file is counted as dual mono, as players play it: 3.01 LU above the same
samples in one channel of a surround mix. Podcast targets are stated so.

The filter is not run over the samples: the energy of each 100 ms is taken from
its spectrum, weighted by the square of the filter's response (Parseval). That
is ten times as fast in numpy, and within 0.03 LU of ffmpeg's ebur128 on speech.
"""

from __future__ import annotations

import functools
import math

import numpy as np
from numpy.typing import NDArray

from audiobrief.audio import FULL_SCALE, Samples

DUAL_MONO_LU = 10 * math.log10(2)
OFFSET_LU = -0.691
"""Of BS.1770-4, formula 2."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_LU = -10.0
HOP_MS = 100
HOPS_IN_BLOCK = 4
"""Gating blocks last 400 ms and begin every 100 ms."""
BATCH = 32
"""Hops weighed at once: 3 s, which stay in a processor's cache."""

# The two stages of K-weighting as their analogue parameters, since BS.1770 gives digital
# ones for 48 kHz alone (derived by B. De Man, "Evaluation of implementations of the EBU R128
# loudness measurement", AES 145, 2018)
SHELF_HZ, SHELF_DB, SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
HIGH_PASS_HZ, HIGH_PASS_Q = 38.13547087602444, 0.5003270373238773

TRUE_PEAK_TAPS = 24
PEAK_REACH = TRUE_PEAK_TAPS // 2
"""Samples on either side of a point, on which it depends."""
PEAK_BIN = 16
"""Samples, a power of two."""
BINS_IN_ROW = 16
"""Looked through at once for a sample that is loud: few rows of a voice have one."""
BINS_AT_ONCE = 64
"""Multiplied at once: more of them take OpenBLAS to threads, which cost more than they save."""
TRUE_PEAK_MARGIN = 0.7
"""Bins whose samples stay 3 dB under the highest peak so far are not interpolated: between
samples a sine rises over them by 3 dB at a quarter of the rate, where no voice is loud."""
TRUE_PEAK_RATE = 176_400
"""Hz at least, after interpolation: 4 times 44,100, as BS.1770-4 annex 2 asks."""

NOTHING = np.zeros(0, dtype=np.int16)


class Meter:
    """Takes samples as they pass; tells loudness and peak at any time."""

    def __init__(self, sample_rate: int, *, true_peak: bool = True) -> None:
        self._hop = sample_rate * HOP_MS // 1000
        self._weights = _hop_weights(sample_rate, self._hop)
        self._filter = make_interpolator(sample_rate) if true_peak else None
        self._energies: list[NDArray[np.float32]] = []
        self._rest = np.zeros(0, dtype=np.int16)
        self._peak = 0.0
        self._before = self._unpeaked = NOTHING
        """The last samples whose peak is known, and those behind them that wait for what follows."""

    def feed(self, samples: Samples) -> None:
        """Count in samples, mono int16."""
        size = self._hop * BATCH
        rest = np.concatenate([self._rest, samples]) if len(self._rest) else samples
        while len(rest) >= size:
            self._weigh(rest[:size])
            rest = rest[size:]
        self._rest = rest

    def add(self, energies: NDArray[np.float32], peak: float) -> None:
        """Count in what another meter measured, as if its samples followed here."""
        self._energies.append(energies)
        self._peak = max(self._peak, peak)

    @property
    def energies(self) -> NDArray[np.float32]:
        """Weighted mean square of each whole hop of `HOP_MS` that passed, of full scale."""
        return self._all_energies().astype(np.float32)

    @property
    def peak(self) -> float:
        """True peak of all that passed, in units of a 16-bit sample."""
        rest = np.concatenate([self._unpeaked, self._rest])
        if self._filter is None or not len(rest):
            return self._peak
        return find_true_peak(rest, self._filter, self._peak, before=self._before)

    @property
    def integrated_lufs(self) -> float:
        """Gated loudness of all that passed, dual mono; -inf for silence."""
        powers = self._all_energies()
        if len(powers) < HOPS_IN_BLOCK:
            # shorter than a gating block: weighed whole
            return _to_lufs(float(powers.mean()) if len(powers) else 0.0)
        # each takes the place of the one before: of a day, an array has 7 MB
        powers = _block_powers(powers)
        powers = powers[powers > _to_power(ABSOLUTE_GATE_LUFS)]
        if not len(powers):
            return -math.inf
        relative = float(powers.mean()) * 10 ** (RELATIVE_GATE_LU / 10)
        powers = powers[powers > relative]
        return _to_lufs(float(powers.mean()))

    @property
    def true_peak_dbtp(self) -> float:
        """Highest point of the waveform, between samples too; -inf for silence."""
        peak = self.peak
        return 20 * math.log10(peak / FULL_SCALE) if peak else -math.inf

    def _all_energies(self) -> NDArray[np.float64]:
        whole = len(self._rest) // self._hop
        last = self._energy(self._rest[: whole * self._hop].reshape(-1, self._hop))
        return np.concatenate([*self._energies, last], dtype=np.float64)

    def _weigh(self, batch: Samples) -> None:
        self._energies.append(self._energy(batch.reshape(-1, self._hop)))
        self._find_peak(batch)

    def _energy(self, hops: Samples) -> NDArray[np.float32]:
        # numpy 2.4 takes three times as long for the same in single precision (numpy 1 has none)
        spectrum = np.fft.rfft(hops.astype(np.float64), axis=1)
        parts = spectrum.astype(np.complex64).view(np.float32)
        np.square(parts, out=parts)
        energy: NDArray[np.float32] = parts @ self._weights
        return energy

    def _find_peak(self, samples: Samples) -> None:
        if self._filter is None:
            return
        # the waveform through the last of them is known when those come that follow
        joined = np.concatenate([self._unpeaked, samples])
        count = max(0, len(joined) - PEAK_REACH) // PEAK_BIN * PEAK_BIN
        known, rest = joined[:count], joined[count:]
        if count:
            self._peak = find_true_peak(
                known, self._filter, self._peak, before=self._before, after=rest
            )
            # copies, or a view would keep the whole of what it was cut from
            self._before = np.concatenate([self._before, known[-PEAK_REACH:]])[-PEAK_REACH:]
        self._unpeaked = rest.copy()


def _block_powers(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean square of each gating block; `energies` of the hops are summed up in place."""
    sums = np.cumsum(energies, out=energies)
    blocks = sums[HOPS_IN_BLOCK - 1 :].copy()
    blocks[1:] -= sums[:-HOPS_IN_BLOCK]
    blocks /= HOPS_IN_BLOCK
    return blocks


def find_true_peak(
    samples: Samples | NDArray[np.float32],
    interpolator: NDArray[np.float32],
    floor: float = 0.0,
    *,
    before: Samples | NDArray[np.float32] = NOTHING,
    after: Samples | NDArray[np.float32] = NOTHING,
) -> float:
    """The highest absolute value of the waveform through `samples`, or `floor` if that is more.

    `before` and `after` are what stands beside them, of which `PEAK_REACH` matter. Where there is
    nothing, the waveform is taken for silence; inside a sound that would make a step, and a
    peak beside it that is not there, of up to 0.8 dB.
    """
    floor = max(floor, float(np.max(samples)), -float(np.min(samples)))
    peaks = find_bin_peaks(
        samples, interpolator, floor * TRUE_PEAK_MARGIN, before=before, after=after
    )
    return max(floor, float(peaks.max()))


def find_bin_peaks(
    samples: Samples | NDArray[np.float32],
    interpolator: NDArray[np.float32],
    threshold: float,
    *,
    before: Samples | NDArray[np.float32] = NOTHING,
    after: Samples | NDArray[np.float32] = NOTHING,
) -> NDArray[np.float32]:
    """The highest absolute value of the waveform in each run of `PEAK_BIN` samples.

    Between samples it is looked for only where a sample is over `threshold`; 0 stands for
    a run, and all those beside it, of which no sample is. `before` and `after` are as
    `find_true_peak` takes them.
    """
    half = PEAK_REACH
    count = -(-len(samples) // PEAK_BIN)
    size = PEAK_BIN * BINS_IN_ROW
    row_count = -(-len(samples) // size)
    padded = np.zeros(row_count * size + TRUE_PEAK_TAPS, dtype=samples.dtype)
    body = padded[half - 1 : half - 1 + row_count * size]
    body[: len(samples)] = samples
    rows = body.reshape(row_count, size)
    peaks = np.zeros((row_count, BINS_IN_ROW), dtype=np.float32)
    loud = np.flatnonzero(_find_highest(rows) > threshold)
    if len(loud):
        # halved by pairs: four times as fast as a reduction along a short axis
        found = np.abs(rows[loud].ravel().astype(np.float32, copy=False))
        while len(found) > len(loud) * BINS_IN_ROW:
            found = np.maximum(found[0::2], found[1::2])
        peaks[loud] = found.reshape(-1, BINS_IN_ROW)
    flat: NDArray[np.float32] = peaks.ravel()[:count]
    loud = np.flatnonzero(flat > threshold)
    # not before the rows were judged: what stands beside the samples is not theirs
    end, close = half - 1 + len(samples), before[max(0, len(before) - half + 1) :]
    padded[half - 1 - len(close) : half - 1] = close
    padded[end : end + min(half, len(after))] = after[:half]
    around = _overlapping_rows(padded, count)
    for start in range(0, len(loud), BINS_AT_ONCE):
        some = loud[start : start + BINS_AT_ONCE]
        between = around[some].astype(np.float32, copy=False) @ interpolator
        flat[some] = np.maximum(flat[some], _find_highest(between))
    return flat


def _find_highest(rows: Samples | NDArray[np.float32]) -> NDArray[np.float32]:
    """The highest absolute value of each row; -32,768 has none in 16 bits."""
    lowest = rows.min(axis=1).astype(np.float32)
    highest: NDArray[np.float32] = np.maximum(rows.max(axis=1), -lowest, dtype=np.float32)
    return highest


def _overlapping_rows(
    padded: Samples | NDArray[np.float32], count: int
) -> Samples | NDArray[np.float32]:
    """For each bin the samples that its points depend on, in place.

    What numpy's sliding_window_view gives at every `PEAK_BIN`-th row: that takes 0.1 ms a
    call, and there is one for each 1.5 s of sound.
    """
    step = padded.itemsize
    return np.ndarray(
        (count, PEAK_BIN + TRUE_PEAK_TAPS - 1),
        padded.dtype,
        padded,
        strides=(PEAK_BIN * step, step),
    )


@functools.cache
def make_interpolator(sample_rate: int) -> NDArray[np.float32]:
    """Windowed sinc filters that give all points between the samples of a bin.

    Shape (samples that a bin's points depend on, points of a bin): the filters of one
    sample, shape (taps, phases - 1), once for each sample of the bin, a row further down.
    """
    phases = max(2, -(-TRUE_PEAK_RATE // sample_rate))
    offsets = np.arange(1, phases) / phases
    taps = np.arange(TRUE_PEAK_TAPS) - (TRUE_PEAK_TAPS // 2 - 1)
    distance = taps[:, None] - offsets[None, :]
    window = np.cos(np.pi * distance / TRUE_PEAK_TAPS) ** 2
    filters = (np.sinc(distance) * window).astype(np.float32)
    points = phases - 1
    of_bin = np.zeros((PEAK_BIN + TRUE_PEAK_TAPS - 1, PEAK_BIN * points), dtype=np.float32)
    for sample in range(PEAK_BIN):
        columns = slice(sample * points, (sample + 1) * points)
        of_bin[sample : sample + TRUE_PEAK_TAPS, columns] = filters
    return of_bin


@functools.cache
def _hop_weights(sample_rate: int, hop: int) -> NDArray[np.float32]:
    """What the square of each bin's real and imaginary part adds to a hop's mean square.

    After K-weighting, of full scale.
    """
    turn = np.exp(-2j * np.pi * np.arange(hop // 2 + 1) / hop)
    shelf = _shelf(sample_rate, turn)
    weights = np.abs(shelf * _high_pass(sample_rate, turn)) ** 2
    # a real signal's spectrum has each bin twice, but for the first and, if even, the last
    weights[1 : (hop + 1) // 2] *= 2
    scaled = np.repeat(weights / (hop * FULL_SCALE) ** 2, 2)
    return scaled.astype(np.float32)


def _shelf(sample_rate: int, turn: NDArray[np.complex128]) -> NDArray[np.complex128]:
    k = math.tan(math.pi * SHELF_HZ / sample_rate)
    high = 10 ** (SHELF_DB / 20)
    # the exponent is of De Man's fit to the coefficients that BS.1770 prints
    band = high**0.4996667741545416
    over = _polynomial(high + band * k / SHELF_Q + k * k, 2 * (k * k - high),
                       high - band * k / SHELF_Q + k * k, turn)  # fmt: skip
    return over / _polynomial(
        1 + k / SHELF_Q + k * k, 2 * (k * k - 1), 1 - k / SHELF_Q + k * k, turn
    )


def _high_pass(sample_rate: int, turn: NDArray[np.complex128]) -> NDArray[np.complex128]:
    k = math.tan(math.pi * HIGH_PASS_HZ / sample_rate)
    scale = 1 + k / HIGH_PASS_Q + k * k
    under = _polynomial(scale, 2 * (k * k - 1), 1 - k / HIGH_PASS_Q + k * k, turn)
    # BS.1770 leaves its numerator 1, -2, 1 unscaled by the first coefficient
    return scale * _polynomial(1.0, -2.0, 1.0, turn) / under


def _polynomial(
    a: float, b: float, c: float, turn: NDArray[np.complex128]
) -> NDArray[np.complex128]:
    value: NDArray[np.complex128] = a + b * turn + c * turn * turn
    return value


def _to_lufs(power: float) -> float:
    return OFFSET_LU + 10 * math.log10(power) + DUAL_MONO_LU if power > 0 else -math.inf


def _to_power(lufs: float) -> float:
    return float(10 ** ((lufs - OFFSET_LU - DUAL_MONO_LU) / 10))
