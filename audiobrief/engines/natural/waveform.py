"""Turn the network's frames into sound: filtered pulses at the pitch, noise, and the rest.

    S = exp(lh) e^(i pi tanh theta) STFT(pulses(f0)) + exp(ln) Z + exp(lr) e^(i phi)

The sound is the inverse STFT of S (1,200 samples under a Hann window every 300, at 24 kHz), as
in `hibari-tts` 0.2.1. This code takes half of the package's time, because frames without a
pitch skip the first term and the noise Z is made only once. It also lets pitch, speed and the
size of the speaker's head be changed between the network and the sound.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines.misaki.sounds import SAMPLE_RATE, Floats

HOP = 300
"""Samples from one frame to the next."""
WINDOW = 1200
"""Samples of a frame's window."""
BINS = WINDOW // 2 + 1
BIN_HZ = SAMPLE_RATE / WINDOW
LEAST_F0_HZ = 40.0
"""The network gives frames without a pitch a lower value than this."""
HIGHEST_HARMONIC_HZ = 11_000.0
MOST_LOG_MAGNITUDE = 7.0
"""Limit of a magnitude's natural logarithm; speech never exceeds it, and the package has it."""
BLOCK = 64
"""Frames that are computed at once; their numbers, 0.3 MB of each kind, stay in a core's own
cache."""
NOISE_FRAMES = 1024
"""Frames of noise that are made once and repeated: 12.8 s. Nobody hears the repetition, since a
different envelope shapes it each time."""
NOISE_SEED = 1
NEAR_ZERO = 2e-3


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """The network's output for a sentence: a column for each 12.5 ms."""

    harmonic: Floats
    """Natural logarithm of the voiced part's magnitude, shape (601, frames)."""
    harmonic_phase: Floats
    """The voiced part's phase is pi times the hyperbolic tangent of this, in radians; shape
    (601, frames)."""
    noise: Floats
    """Natural logarithm of the noise's magnitude, shape (601, frames)."""
    free: Floats
    """Natural logarithm of the remaining part's magnitude, shape (601, frames)."""
    free_phase: Floats
    """Phase of the remaining part in radians, shape (601, frames)."""
    f0: Floats
    """Pitch in Hz, shape (frames,); below `LEAST_F0_HZ` in frames without a pitch."""

    @property
    def count(self) -> int:
        """The number of frames."""
        return len(self.f0)


def change_speed(frames: Frames, factor: float) -> Frames:
    """The frames at `factor` times their pace, so that the sound is shorter by that factor."""
    if factor == 1.0:
        return frames
    nearest = np.rint(np.arange(0, frames.count - 1, factor)).astype(np.intp)
    return Frames(
        frames.harmonic[:, nearest],
        frames.harmonic_phase[:, nearest],
        frames.noise[:, nearest],
        frames.free[:, nearest],
        frames.free_phase[:, nearest],
        frames.f0[nearest],
    )


def move_voice(frames: Frames, *, pitch: float, size: float) -> Frames:
    """The frames of another speaker: `pitch` times as high, with a head `size` times as large.

    A larger head lowers the resonances by that factor. The network defines the envelope only at
    the harmonics of its own pitch; the values between them are arbitrary. The envelope is
    therefore read at these harmonics and interpolated between them, since the harmonics of
    another pitch lie elsewhere.
    """
    if pitch == 1.0 and size == 1.0:
        return frames
    voiced = np.flatnonzero(frames.f0 > LEAST_F0_HZ)
    source = np.minimum(np.arange(BINS, dtype=np.float32) * np.float32(size), BINS - 1)
    harmonic = _warp(frames.harmonic, source)
    phase = _warp(frames.harmonic_phase, source)
    spacing = frames.f0[voiced] / np.float32(BIN_HZ)
    harmonic[:, voiced] = _read_envelope(frames.harmonic[:, voiced], spacing, source)
    # the total power stays the same although the number of harmonics changes
    harmonic[:, voiced] += np.float32(0.5 * np.log(pitch))
    phase[:, voiced] = _read_phase(frames.harmonic_phase[:, voiced], spacing, source)
    f0 = frames.f0.copy()
    f0[voiced] *= np.float32(pitch)
    return replace(
        frames,
        harmonic=harmonic,
        harmonic_phase=phase,
        noise=_warp(frames.noise, source),
        free=_warp(frames.free, source),
        free_phase=frames.free_phase[np.rint(source).astype(np.intp)],
        f0=f0,
    )


def make_samples(frames: Frames) -> Floats:
    """The sound, shape (frames * 300,), about -1.0 to 1.0, at 24 kHz."""
    padded = np.pad(make_pulses(frames.f0), WINDOW // 2, mode="reflect")
    pulses = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    windows = np.empty((frames.count, WINDOW), np.float32)
    for start in range(0, frames.count, BLOCK):
        block = slice(start, min(start + BLOCK, frames.count))
        spectrum = _filter_pulses(frames, pulses, block)
        spectrum += _shape_noise(frames.noise[:, block], start)
        spectrum += _rotate(frames.free[:, block], frames.free_phase[:, block])
        windows[block] = np.fft.irfft(spectrum.T, WINDOW, axis=1)
    return _add_up(windows)


def make_pulses(f0: Floats) -> Floats:
    """All harmonics of a pitch curve below 11 kHz at equal amplitude; zero without a pitch.

    The sum of cos(h t) for h from 1 to H is sin((H + 1/2) t) / (2 sin(t / 2)) - 1/2. Where the
    sine in the denominator is almost zero, the sum is H.
    """
    pitch = _interpolate(f0)
    voiced = pitch > LEAST_F0_HZ
    np.maximum(pitch, np.float32(LEAST_F0_HZ), out=pitch)
    turns = np.cumsum(pitch, dtype=np.float64)
    turns *= 1.0 / SAMPLE_RATE
    np.modf(turns, turns)
    turns *= 2 * np.pi
    angle = turns.astype(np.float32)
    half = np.floor(np.float32(HIGHEST_HARMONIC_HZ) / pitch)
    half += np.float32(0.5)
    below = np.sin(angle * np.float32(0.5))
    below *= 2
    singular = np.abs(below) <= NEAR_ZERO
    below[singular] = 1
    angle *= half
    pulses = np.sin(angle)
    pulses /= below
    pulses[singular] = half[singular]
    pulses -= np.float32(0.5)
    pulses[~voiced] = 0
    return pulses


def _filter_pulses(frames: Frames, pulses: Floats, block: slice) -> NDArray[np.complex64]:
    windows = pulses[block]
    if not windows.any():
        return np.zeros((BINS, block.stop - block.start), np.complex64)
    spectrum = np.fft.rfft(windows * _source_window(), axis=1).T
    phase = np.tanh(frames.harmonic_phase[:, block])
    phase *= np.float32(np.pi)
    filtered = spectrum * _rotate(frames.harmonic[:, block], phase)
    return filtered.astype(np.complex64, copy=False)


def _shape_noise(magnitude: Floats, start: int) -> NDArray[np.complex64]:
    offset = start % NOISE_FRAMES
    return _draw_noise()[:, offset : offset + magnitude.shape[1]] * _magnitude(magnitude)


@functools.cache
def _draw_noise() -> NDArray[np.complex64]:
    """Complex noise of unit variance in each part, shape (601, `NOISE_FRAMES`)."""
    assert NOISE_FRAMES % BLOCK == 0, "a block reads it in one piece"
    random = np.random.default_rng(NOISE_SEED)
    pairs = random.standard_normal((BINS, 2 * NOISE_FRAMES), dtype=np.float32)
    return pairs.view(np.complex64)


def _magnitude(logarithm: Floats) -> Floats:
    return np.exp(np.minimum(logarithm, np.float32(MOST_LOG_MAGNITUDE)))


def _rotate(logarithm: Floats, phase: Floats) -> NDArray[np.complex64]:
    rotated = np.empty(logarithm.shape, np.complex64)
    np.cos(phase, out=rotated.real)
    np.sin(phase, out=rotated.imag)
    rotated *= _magnitude(logarithm)
    return rotated


def _warp(part: Floats, source: Floats) -> Floats:
    """Values of a part at the fractional bins `source`, interpolated along the frequency."""
    below = np.minimum(source.astype(np.intp), BINS - 2)
    share = (source - below)[:, None].astype(np.float32)
    warped: Floats = part[below] * (1 - share) + part[below + 1] * share
    return warped


def _read_envelope(part: Floats, spacing: Floats, source: Floats) -> Floats:
    """Values at the harmonics, `spacing` bins apart, interpolated to the bins `source`."""
    last = np.floor((BINS - 1) / spacing)
    place = np.clip(source[:, None] / spacing, 1, last)
    lower = np.minimum(np.floor(place), np.maximum(last - 1, 1))
    share = place - lower
    at_lower = _read_between(part, lower * spacing)
    at_upper = _read_between(part, np.minimum(lower + 1, last) * spacing)
    envelope: Floats = (at_lower * (1 - share) + at_upper * share).astype(np.float32)
    return envelope


def _read_phase(part: Floats, spacing: Floats, source: Floats) -> Floats:
    """The value at the harmonic nearest to each of the bins `source`.

    Interpolating between the phases of neighbours cost 0.1 of Distill-MOS.
    """
    last = np.floor((BINS - 1) / spacing)
    harmonic = np.clip(np.rint(source[:, None] / spacing), 1, last)
    return np.take_along_axis(part, np.rint(harmonic * spacing).astype(np.intp), axis=0)


def _read_between(part: Floats, place: Floats) -> Floats:
    below = np.minimum(place.astype(np.intp), BINS - 2)
    share = place - below
    low = np.take_along_axis(part, below, axis=0)
    high = np.take_along_axis(part, below + 1, axis=0)
    between: Floats = low * (1 - share) + high * share
    return between


def _interpolate(f0: Floats) -> Floats:
    """The pitch of each sample, interpolated linearly between the middles of the frames."""
    half = HOP // 2
    after = (((np.arange(HOP) + 0.5) / HOP - 0.5) % 1.0).astype(np.float32)
    before = (1.0 - after).astype(np.float32)
    padded = np.pad(np.asarray(f0, np.float32), 1, mode="edge")
    pitch = np.empty((len(f0), HOP), np.float32)
    pitch[:, :half] = padded[:-2, None] * before[:half] + padded[1:-1, None] * after[:half]
    pitch[:, half:] = padded[1:-1, None] * before[half:] + padded[2:, None] * after[half:]
    return pitch.reshape(-1)


@functools.cache
def _hann() -> Floats:
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)


@functools.cache
def _source_window() -> Floats:
    """A Hann window scaled so that the spectral peak of a cosine is its amplitude."""
    return _hann() / np.float32(WINDOW / 4)


def _add_up(windows: Floats) -> Floats:
    """Add weighted windows that overlap by three quarters, and divide out the weights."""
    count, quarters = len(windows), WINDOW // HOP
    windows *= _hann()
    parts = windows.reshape(count, quarters, HOP)
    total = np.zeros((count + quarters - 1, HOP), np.float32)
    weight = np.zeros((count + quarters - 1, HOP), np.float32)
    squares = (_hann() * _hann()).reshape(quarters, HOP)
    for number in range(quarters):
        total[number : number + count] += parts[:, number]
        weight[number : number + count] += squares[number]
    total /= np.maximum(weight, np.float32(1e-11))
    start = WINDOW // 2
    return total.reshape(-1)[start : start + count * HOP]
