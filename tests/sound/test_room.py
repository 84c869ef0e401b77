"""Tests the sound between words: room tone without steps, exact pauses, and quiet ends."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audiobrief.audio import QUIET, SILENCE_FLOOR, Samples, add, to_samples, trim
from audiobrief.audio.room import LEVEL, RoomTone, is_pause
from audiobrief.encoder.chunking import KEPT, RAMP_MS, cut_parts
from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.joining import Levelling, encode_parts
from audiobrief.encoder.mp3 import frame_samples
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.writer import encode
from audiobrief.engines.espeak.engine import EspeakEngine
from audiobrief.engines.tone import ToneEngine
from audiobrief.model import Role, Script, Segment, Speech
from audiobrief.speech.stitching import Quiet, Stitched, stitch
from audiobrief.speech.synthesizer import synthesize

RATES = (16_000, 22_050, 24_000, 44_100, 48_000)
PLAIN = EncoderSettings(loudness="off")
TEXTS = (
    "Harbour pilots in Kestrel Bay have refused to guide the larger ferries.",
    "The dispute began when the harbour's director cut forty-two posts.",
    "They rest.",
    "First, the tide tables; then, the rest of it, half of them in tears.",
)
QUIET_500_1000 = Quiet(500, 1000)


def write(*pauses_ms: int) -> Script:
    texts = itertools.islice(itertools.cycle(TEXTS), len(pauses_ms))
    return Script(
        "Pilots",
        tuple(
            Segment(Role.BODY, text, text, pause_after_ms=pause)
            for text, pause in zip(texts, pauses_ms, strict=True)
        ),
    )


def highest_step(samples: Samples | NDArray[np.int32]) -> int:
    return int(np.abs(np.diff(samples.astype(np.int32))).max(initial=0))


def decibels(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(samples.astype(float) ** 2)) / 32_768 + 1e-9))


def decode(path: Path) -> Samples:
    command = [find_ffmpeg(), "-v", "error", "-i", str(path), "-map", "0:a", "-f", "s16le", "-"]
    pcm = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(pcm, dtype="<i2")


@cache
def say_naturally(text: str) -> Speech:
    """The natural voice's speech for a text, including the silence around it."""
    hibari = pytest.importorskip(
        "hibari", reason="no natural voice where onnxruntime has no wheel"
    )
    said = hibari.Hibari()(text, seed=0)
    return Speech(np.rint(np.clip(said, -1, 1) * 32_767).astype(np.int16), 24_000)


# ---------------------------------------------------------------------- tone


@pytest.mark.parametrize("rate", RATES)
def test_the_tone_is_as_soft_as_the_voice_in_its_own_pauses(rate: int) -> None:
    tone = RoomTone(rate).make_pause(4 * rate)
    assert abs(decibels(tone) - 20 * np.log10(LEVEL / 32_768)) < 0.3
    assert is_pause(tone)
    assert len(np.unique(tone)) > 16, "16 bits hold it as more than a few steps"
    power = np.abs(np.fft.rfft(tone)) ** 2
    hertz = np.fft.rfftfreq(len(tone), 1 / rate)
    low, high = (power[(hertz > a) & (hertz < b)].mean() for a, b in ((100, 400), (5000, 7000)))
    assert 20 < 10 * np.log10(low / high) < 30
    by_50_ms = tone[: len(tone) // (rate // 20) * (rate // 20)].reshape(-1, rate // 20)
    assert np.ptp([decibels(each) for each in by_50_ms]) < 6, "it neither comes nor goes"


@given(
    st.lists(st.tuples(st.booleans(), st.integers(1, 9_000)), min_size=1, max_size=9),
    st.sampled_from(RATES),
)
@settings(max_examples=60, deadline=None)
def test_whatever_follows_whatever_the_tone_has_no_seam(
    runs: list[tuple[bool, int]], rate: int
) -> None:
    room = RoomTone(rate)
    own = highest_step(room.make_pause(3 * rate))
    parts = [
        room.make_pause(count) if pause else room.lay_under(np.zeros(count, np.int16))
        for pause, count in runs
    ]
    joined = np.concatenate(parts)
    assert len(joined) == sum(count for _, count in runs)
    # two tones may add up if they meet in fewer samples than the blend takes
    slack = 2 if min(count for _, count in runs) >= to_samples(10, rate) else own
    assert highest_step(joined) <= own + slack
    assert is_pause(joined)


@given(st.integers(1, 200_000), st.integers(1, 3_000))
@settings(max_examples=40, deadline=None)
def test_what_is_behind_a_pause_is_the_same_however_long_it_is(length: int, tail: int) -> None:
    room = RoomTone(24_000)
    blend = to_samples(10, 24_000)
    long, short = room.make_pause(length + tail + blend), room.make_pause(tail + blend)
    np.testing.assert_array_equal(long[-tail:], short[-tail:])


def test_full_scale_stays_full_scale_under_the_tone() -> None:
    loud = np.full(9_000, 32_767, dtype=np.int16)
    assert RoomTone(24_000).lay_under(loud).min() > 32_700
    assert add(-loud, -loud).max() == -32_768


# ---------------------------------------------------------------------- ends


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_of_the_natural_voice_is_cut_off_or_faded(text: str) -> None:
    whole = say_naturally(text).samples
    kept = trim(Speech(whole, 24_000)).samples
    start = next(
        at for at in range(len(whole)) if np.array_equal(whole[at : at + len(kept)], kept)
    )
    loud = np.flatnonzero(np.abs(whole.astype(int)) > 2 * QUIET)
    assert start <= loud[0]
    assert loud[-1] < start + len(kept)
    size = to_samples(5, 24_000)
    assert np.abs(kept[:size]).max() <= QUIET
    assert np.abs(kept[-size:]).max() <= QUIET
    # little besides the sound is kept
    assert len(kept) <= loud[-1] - loud[0] + to_samples(110, 24_000)


def test_the_burst_of_a_last_consonant_is_kept() -> None:
    rate = 24_000
    time_s = np.arange(rate) / rate
    vowel = (9000 * np.sin(2 * np.pi * 140 * time_s)).astype(np.int16)
    closed = np.zeros(to_samples(70, rate), dtype=np.int16)
    burst = np.random.default_rng(3).integers(-55, 55, to_samples(12, rate)).astype(np.int16)
    silence = np.zeros(rate, dtype=np.int16)
    spoken = np.concatenate([silence, vowel, closed[:90], burst, silence])
    kept = trim(Speech(spoken, rate)).samples
    assert np.abs(kept[-len(burst) - 200 :]).max() >= 50, "55 dB under the vowel, and heard"


def test_a_voice_that_hisses_is_cut_near_its_words_without_a_step() -> None:
    rate = 24_000
    hiss = np.random.default_rng(4).normal(0, 9, 3 * rate)
    hiss[rate : 2 * rate] += 9000 * np.sin(2 * np.pi * 140 * np.arange(rate) / rate)
    kept = trim(Speech(hiss.astype(np.int16), rate)).samples
    assert rate <= len(kept) <= rate + to_samples(45, rate)
    assert max(abs(int(kept[0])), abs(int(kept[-1]))) <= QUIET


# ------------------------------------------------------------------- episode


def assemble(
    script: Script, speeches: Iterator[Speech], frame: int = 1, rate: int = 0
) -> tuple[Samples, Stitched]:
    stitched = stitch(
        script,
        speeches,
        sample_rates=(rate,) if rate else (),
        frame_at=lambda _rate: frame,
        quiet=QUIET_500_1000,
    )
    return np.concatenate(list(stitched)), stitched


@given(
    st.lists(st.sampled_from([0, 1, 60, 99, 100, 350, 1234, 20_000]), min_size=1, max_size=5),
    st.sampled_from([1, 576, 1024, 1152]),
    st.sampled_from([0, 44_100]),
)
@settings(max_examples=25, deadline=None)
def test_cues_and_pauses_are_all_of_the_episode(
    pauses: list[int], frame: int, rate: int
) -> None:
    script, engine = write(*pauses), ToneEngine()
    samples, stitched = assemble(script, synthesize(script, engine, {}), frame, rate)
    timeline = stitched.timeline
    assert len(samples) == timeline.length
    assert timeline.length % frame == 0
    half = frame / 2 / timeline.sample_rate * 1000 + 0.1
    assert abs(timeline.cues[0].start * 1000 / timeline.sample_rate - 500) <= half
    starts = [cue.start for cue in timeline.cues[1:]]
    for cue, start, asked in zip(timeline.cues, starts, pauses, strict=False):
        assert abs((start - cue.end) * 1000 / timeline.sample_rate - asked) <= half
        assert is_pause(samples[cue.end : start])
    last = (timeline.length - timeline.cues[-1].end) * 1000 / timeline.sample_rate
    assert 1000 + pauses[-1] - half <= last <= 1000 + pauses[-1] + 3 * half


@pytest.mark.parametrize("rate", [24_000, 44_100])
def test_the_natural_voice_meets_its_room_without_a_step(rate: int) -> None:
    script = write(350, 0, 700, 120)
    speeches = (trim(say_naturally(part.spoken)) for part in script.segments)
    samples, stitched = assemble(script, speeches, frame_samples(rate), rate)
    own = highest_step(RoomTone(rate).make_pause(3 * rate))
    window = to_samples(4, rate)
    for cue in stitched.timeline.cues:
        for join in (cue.start, cue.end):
            assert highest_step(samples[join - window : join + window]) <= own + 2 * QUIET
    # there is no digital silence, and the room is as loud between words as around them
    zeros = [len(list(run)) for zero, run in itertools.groupby(samples == 0) if zero]
    assert max(zeros) < to_samples(4, rate)
    first, last = stitched.timeline.cues[0], stitched.timeline.cues[-1]
    rooms = [samples[: first.start], samples[last.end :], samples[first.end :][: rate // 4]]
    assert np.ptp([decibels(room) for room in rooms]) < 2


class Chunks:
    def __init__(self, chunks: Callable[[], Iterator[Samples]], rate: int) -> None:
        self.sample_rate = rate
        self._chunks = chunks

    def __iter__(self) -> Iterator[Samples]:
        return self._chunks()


@cache
def hum(rate: int, number: int) -> Samples:
    """Six seconds of syllables over room tone, different for every number, in whole frames."""
    count = round(6 * rate / frame_samples(rate)) * frame_samples(rate)
    time_s = np.arange(count) / rate
    wave = np.sin(2 * np.pi * (90 + 17 * number) * time_s)
    wave *= np.clip(np.cos(2 * np.pi * 1.9 * time_s), 0.02, 1)
    return RoomTone(rate).lay_under((wave * 9000).astype(np.int16))


def sentences(rate: int, *numbers: int, pause_ms: int = 350) -> Iterator[Samples]:
    """Hums separated by pauses, each a whole number of frames."""
    frame, room = frame_samples(rate), RoomTone(rate)
    pause = round(pause_ms * rate / 1000 / frame) * frame
    for number in numbers:
        yield hum(rate, number)
        yield room.make_pause(pause)


@pytest.mark.parametrize("rate", RATES)
def test_at_a_cut_the_tone_goes_out_and_comes_back_and_nowhere_else(rate: int) -> None:
    whole = np.concatenate(list(sentences(rate, *range(9))))
    parts = list(cut_parts(sentences(rate, *range(9)), rate))
    assert len(parts) > 2
    joined = np.concatenate([block for part in parts for block in part.blocks()])
    ramp, frame = to_samples(RAMP_MS, rate), frame_samples(rate)
    touched = np.zeros(len(whole), dtype=bool)
    for cut in np.cumsum([part.length for part in parts])[:-1]:
        assert cut % frame == 0
        assert not joined[cut - KEPT : cut].any()
        touched[cut - KEPT - ramp : cut + ramp] = True
        around = joined[cut - KEPT - 2 * ramp : cut + 2 * ramp]
        assert highest_step(around) <= highest_step(RoomTone(rate).make_pause(3 * rate))
    np.testing.assert_array_equal(joined[~touched], whole[~touched])
    assert touched.mean() < 0.03


@pytest.mark.parametrize("rate", [24_000, 44_100])
def test_parts_with_room_tone_hold_nothing_of_their_neighbours(rate: int) -> None:
    levelling = Levelling(rate, PLAIN, None, 0.0)
    numbers = [*range(15)]
    first = [part.frames for _, part in encode_parts(sentences(rate, *numbers), levelling)]
    corrected = [*numbers[:2], 77, 78, *numbers[3:]]
    after = [part.frames for _, part in encode_parts(sentences(rate, *corrected), levelling)]
    assert 1 <= len([frames for frames in after if frames not in first]) <= 4
    assert after[-3:] == first[-3:]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("rate", [None, 44_100])
def test_a_file_is_as_long_as_its_timeline_at_any_rate(
    name: str, rate: int | None, tmp_path: Path
) -> None:
    if rate and rate not in (FORMATS[name].sample_rates or {rate}):
        pytest.skip(f"{name} has no {rate} Hz")
    kind = EncoderSettings(format=name, sample_rate=rate)
    script, engine = write(350, 0, 4000, 700, 120), EspeakEngine()
    opened: list[Stitched] = []

    def open_sound() -> Stitched:
        opened.append(
            stitch(
                script,
                synthesize(script, engine, {}),
                sample_rates=kind.sample_rates,
                frame_at=kind.frame_at,
                quiet=QUIET_500_1000,
            )
        )
        return opened[-1]

    first, second = tmp_path / f"a{kind.suffix}", tmp_path / f"b{kind.suffix}"
    try:
        encode(open_sound, first, kind)
        encode(open_sound, second, kind)
    finally:
        engine.close()
    timeline = opened[-1].timeline
    heard = decode(first)
    assert timeline.sample_rate == rate or rate is None
    assert len(heard) == timeline.length
    assert first.read_bytes() == second.read_bytes()
    lead = heard[: timeline.cues[0].start - timeline.sample_rate // 50]
    tail = heard[timeline.cues[-1].end + timeline.sample_rate // 50 :]
    for room in (lead, tail):
        assert -85 < decibels(room) < -60
        assert np.abs(room).max() < 8 * SILENCE_FLOOR
