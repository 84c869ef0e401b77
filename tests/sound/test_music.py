"""Tests intro, outro, bed and earcons mixed into a real episode."""

import os
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.audio import Samples, fade_in, trim
from audiobrief.audio.room import is_pause
from audiobrief.encoder.decoding import decode
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.writer import encode
from audiobrief.engines.tone import ToneEngine
from audiobrief.episode.dependencies import of_files
from audiobrief.errors import ConfigError, EncoderFailed, SoundError
from audiobrief.model import Role, Script, Segment, Speech
from audiobrief.music.mixer import Music, make_earcon
from audiobrief.music.settings import MusicSettings
from audiobrief.settings.tree import Settings
from audiobrief.speech.stitching import Stitched, stitch
from audiobrief.speech.synthesizer import synthesize

SCRIPT = Script(
    "Pilots",
    (
        Segment(Role.TITLE, "Pilots refuse", "Pilots refuse", pause_after_ms=900),
        Segment(Role.BYLINE, "By Zoë Müller", "By Zoë Müller", pause_after_ms=900),
        Segment(Role.BODY, "The ferries wait.", "The ferries wait.", pause_after_ms=700),
        Segment(Role.HEADING, "Tides", "Tides", pause_after_ms=700, sound_before="heading"),
        Segment(Role.BODY, "They rise.", "They rise.", pause_after_ms=700),
    ),
)


class Chord:
    def __init__(self, seconds: float, sample_rate: int = 44_100) -> None:
        self.sample_rate = sample_rate
        self.seconds = seconds

    def __iter__(self) -> Iterator[Samples]:
        time_s = np.arange(round(self.seconds * self.sample_rate)) / self.sample_rate
        yield (8000 * np.sin(2 * np.pi * 330 * time_s)).astype(np.int16)


@pytest.fixture(scope="module")
def jingle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sounds") / "jingle.opus"
    encode(lambda: Chord(1.5), path, EncoderSettings(format="m4a", loudness="off"))
    return path


def assemble(music: Music | None) -> tuple[Samples, Stitched]:
    engine = ToneEngine()
    stitched = stitch(SCRIPT, synthesize(SCRIPT, engine, {}), music=music)
    return np.concatenate(list(stitched)), stitched


def test_music_moves_the_cues_and_leaves_the_words(jingle: Path) -> None:
    plain, alone = assemble(None)
    mixed, with_music = assemble(Music(MusicSettings(intro=jingle, outro=jingle)))
    shift = with_music.timeline.cues[0].start - alone.timeline.cues[0].start
    assert shift > 1.4 * 22_050
    assert len(mixed) == with_music.timeline.length > len(plain) + 2.9 * 22_050
    for before, after in zip(alone.timeline.cues, with_music.timeline.cues, strict=True):
        assert after.start - before.start == shift
        np.testing.assert_array_equal(
            mixed[after.start : after.end], plain[before.start : before.end]
        )
    assert mixed[:22_050].any()
    assert mixed[-22_050:].any()


def test_a_bed_lies_under_the_opening_alone(jingle: Path) -> None:
    mixed, stitched = assemble(Music(MusicSettings(bed=jingle, bed_lu=-12)))
    cues = stitched.timeline.cues
    pause = mixed[cues[0].end + 3000 : cues[1].start - 3000]
    lead = mixed[2000 : cues[0].start - 12_000]
    assert 0 < np.abs(pause).max() < np.abs(lead).max() / 2
    assert is_pause(mixed[cues[2].end : cues[2].end + 15_000])


def test_an_earcon_sounds_before_its_segment() -> None:
    mixed, stitched = assemble(None)
    heading = stitched.timeline.cues[3]
    after_pause = stitched.timeline.cues[2].end + 700 * 22_050 // 1000
    assert mixed[after_pause : heading.start].any()


def test_sounds_that_are_none_are_refused(tmp_path: Path) -> None:
    text = tmp_path / "jingle.mp3"
    text.write_text("no sound at all", encoding="utf-8")
    with pytest.raises(SoundError, match="cannot be decoded"):
        Music(MusicSettings(intro=text))
    with pytest.raises(SoundError, match="no sound file"):
        Music(MusicSettings(outro=tmp_path / "nowhere.wav"))
    with pytest.raises(ConfigError):
        MusicSettings(bed_lu=20)
    with pytest.raises(SoundError, match="unknown"):
        make_earcon("gong", Speech(np.ones(9, dtype=np.int16), 22_050))
    long = tmp_path / "long.wav"
    encode(lambda: Chord(130, 8000), long, EncoderSettings(format="wav", loudness="off"))
    with pytest.raises(SoundError, match="longer"):
        Music(MusicSettings(intro=long))
    assert sum(map(len, decode(long))) > 0


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 3000), st.integers(300, 3000), st.integers(0, 3000), st.integers(200, 30_000)
)
def test_trimming_keeps_all_sound_and_joins_without_a_step(
    before: int, during: int, after: int, level: int
) -> None:
    sound = np.concatenate([np.zeros(before), np.full(during, level), np.zeros(after)]).astype(
        np.int16
    )
    trimmed = trim(Speech(sound, 22_050))
    assert len(trimmed.samples) >= during
    assert len(trimmed.samples) <= during + 220 + 662
    step = max(abs(int(trimmed.samples[0])), abs(int(trimmed.samples[-1])))
    assert step <= 2 + level // 1000


def test_a_fade_is_without_a_step() -> None:
    samples = np.full(500, 30_000, dtype=np.int16)
    fade_in(samples, 110)
    assert np.abs(np.diff(samples.astype(np.int32))).max() < 500
    assert samples[0] < 10


def test_a_sound_that_claims_one_sample_a_second_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "slow.wav"
    with wave.open(str(wrong), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(1)
        file.writeframes(bytes(80_000))
    with pytest.raises(SoundError, match=r"1 samples a second; 4,000 to 384,000 are read"):
        Music(MusicSettings(intro=wrong))


def test_no_more_of_a_long_sound_is_resampled_than_is_counted(tmp_path: Path) -> None:
    long = tmp_path / "long.wav"
    with wave.open(str(long), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(4_000)
        file.writeframes(bytes(2 * 4_000 * 700))
    assert sum(map(len, decode(long, sample_rate=8_000))) == 600 * 8_000
    with pytest.raises(SoundError, match="longer than 120 s"):
        Music(MusicSettings(intro=long))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "fifo.wav"
    os.mkfifo(pipe)
    chosen = Settings(music=MusicSettings(intro=pipe))
    assert not of_files([chosen]).music
    with pytest.raises(SoundError, match="is no regular file"):
        Music(chosen.music)
    with pytest.raises(EncoderFailed, match="is no regular file"):
        list(decode(pipe))
