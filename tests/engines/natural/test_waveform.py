"""Tests frames to sound: the same as the package's, or moved to another pitch and vocal tract
size."""

from __future__ import annotations

import numpy as np
import pytest
from hibari import Hibari, dsp

from audiobrief.engines.misaki.sounds import SAMPLE_RATE, Floats
from audiobrief.engines.natural.waveform import (
    HOP,
    Frames,
    change_speed,
    make_samples,
    move_voice,
)

SENTENCE = "The harbour, closed since May, opens again on Monday, and the ferry runs."
SILENT_LOG = -50.0


@pytest.fixture(scope="module")
def frames() -> Frames:
    voice = Hibari()
    [phonemes] = voice.phonemize(SENTENCE)
    outputs = voice.sess.run(
        None,
        {
            "ids": np.array([voice.ids(phonemes)], np.int64),
            "speed": np.array([1.0], np.float32),
        },
    )
    return Frames(*(output[0] for output in outputs))


def without_noise(frames: Frames) -> Frames:
    noise = np.full_like(frames.noise, SILENT_LOG)
    return Frames(
        frames.harmonic, frames.harmonic_phase, noise, frames.free, frames.free_phase, frames.f0
    )


def make_by_package(frames: Frames) -> Floats:
    columns = (frames.harmonic, frames.harmonic_phase, frames.noise, frames.free)
    sound: Floats = dsp.synth(*columns, frames.free_phase, frames.f0, np.random.default_rng(0))
    return sound


def find_pitch(samples: Floats) -> float:
    """Median pitch of the loud frames in Hz, by autocorrelation."""
    window, pitches = SAMPLE_RATE // 20, []
    for start in range(0, len(samples) - window, window // 2):
        part = samples[start : start + window]
        if np.std(part) < 0.5 * np.std(samples):
            continue
        spectrum = np.abs(np.fft.rfft(part * np.hanning(window), 4 * window)) ** 2
        likeness = np.fft.irfft(spectrum)
        shortest, longest = SAMPLE_RATE // 350, SAMPLE_RATE // 70
        best = shortest + int(np.argmax(likeness[shortest:longest]))
        if likeness[best] > 0.5 * likeness[0]:
            pitches.append(SAMPLE_RATE / best)
    return float(np.median(pitches))


def make_vowel(resonance_hz: float, f0: float) -> Frames:
    """One second of a single pitch through a single resonance, without noise."""
    shape = (601, 80)
    hz = np.arange(601, dtype=np.float32) * 20
    envelope = -(((hz - resonance_hz) / 250) ** 2)
    harmonic = np.repeat(envelope[:, None], shape[1], axis=1).astype(np.float32)
    nothing = np.full(shape, SILENT_LOG, np.float32)
    still = np.zeros(shape, np.float32)
    return Frames(harmonic, still, nothing, nothing, still, np.full(80, f0, np.float32))


def find_peak(samples: Floats) -> float:
    """The centre of the power spectrum in Hz."""
    power = np.abs(np.fft.rfft(samples)) ** 2
    return float((power * np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)).sum() / power.sum())


def test_all_but_the_noise_is_as_the_package_makes_it(frames: Frames) -> None:
    ours, theirs = make_samples(without_noise(frames)), make_by_package(without_noise(frames))

    assert ours.shape == (frames.count * HOP,)
    assert np.abs(ours - theirs).max() < 1e-5


def test_the_noise_has_the_level_of_the_packages(frames: Frames) -> None:
    ours = make_samples(frames) - make_samples(without_noise(frames))
    theirs = make_by_package(frames) - make_by_package(without_noise(frames))

    assert np.std(ours) == pytest.approx(np.std(theirs), rel=0.1)


def test_a_voice_that_is_not_moved_stays_as_it_is(frames: Frames) -> None:
    assert move_voice(frames, pitch=1.0, size=1.0) is frames
    assert change_speed(frames, 1.0) is frames


@pytest.mark.parametrize("pitch", [0.7, 0.85, 1.2])
def test_pitch_moves_by_its_factor(frames: Frames, pitch: float) -> None:
    plain = find_pitch(make_samples(frames))
    moved = find_pitch(make_samples(move_voice(frames, pitch=pitch, size=1.0)))

    assert moved / plain == pytest.approx(pitch, rel=0.05)


def test_pitch_leaves_loudness_and_resonances_where_they_are(frames: Frames) -> None:
    vowel = make_vowel(1500, 180)
    lower = make_samples(move_voice(vowel, pitch=0.7, size=1.0))
    assert find_peak(lower) == pytest.approx(1500, rel=0.03)

    plain = make_samples(frames)
    moved = make_samples(move_voice(frames, pitch=0.7, size=1.0))

    assert 20 * np.log10(np.std(moved) / np.std(plain)) == pytest.approx(0, abs=1.5)


@pytest.mark.parametrize("size", [0.9, 1.1, 1.25])
def test_size_moves_the_resonances_and_not_the_pitch(frames: Frames, size: float) -> None:
    vowel = make_vowel(1500, 110)
    moved = make_samples(move_voice(vowel, pitch=1.0, size=size))
    sentence = make_samples(move_voice(frames, pitch=1.0, size=size))

    assert find_peak(make_samples(vowel)) / find_peak(moved) == pytest.approx(size, rel=0.02)
    assert find_pitch(moved) == pytest.approx(110, rel=0.02)
    assert find_pitch(sentence) / find_pitch(make_samples(frames)) == pytest.approx(1, rel=0.05)


@pytest.mark.parametrize("factor", [1.1, 1.5, 2.5])
def test_speed_shortens_and_keeps_the_pitch(frames: Frames, factor: float) -> None:
    plain = make_samples(frames)
    fast = make_samples(change_speed(frames, factor))

    assert len(plain) / len(fast) == pytest.approx(factor, rel=0.02)
    assert find_pitch(fast) / find_pitch(plain) == pytest.approx(1.0, rel=0.05)


def test_frames_without_pitch_make_sound_without_pulses() -> None:
    shape = (601, 70)
    loud = np.zeros(shape, np.float32)
    quiet = np.full(shape, SILENT_LOG, np.float32)
    frames = Frames(loud, loud, quiet, quiet, loud, np.zeros(70, np.float32))

    assert np.abs(make_samples(frames)).max() < 1e-6
