"""Tests an mp3 in parts: cut in silence, encoded separately, and joined as if in one piece."""

import io
import math
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, MPEGFrame
from numpy.typing import NDArray

from audiobrief.audio import Samples
from audiobrief.encoder import joining
from audiobrief.encoder.chunking import ENOUGH_S, LEAST_S, cut_parts
from audiobrief.encoder.decoding import decode_frames
from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.encoder.joining import Levelling, encode_parts
from audiobrief.encoder.lame import encode_frames
from audiobrief.encoder.mp3 import DELAY, frame_samples, iterate_frames, make_info_frame
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.writer import encode, encode_to_stream
from audiobrief.errors import EncoderFailed
from audiobrief.speech.cache import FRAMES_SUFFIX, SpeechCache

RATE = 22_050
FRAME = frame_samples(RATE)
PLAIN = EncoderSettings(loudness="off")
UNCHANGED = Levelling(RATE, PLAIN, None, 0.0)
LONG = ENOUGH_S * RATE // FRAME + 8
"""The number of frames of a sentence that is long enough to be a part by itself."""
LEAST_SNR_DB = 25
"""The least signal-to-noise ratio of each part against its input, in dB; LAME at 64 kb/s gives
28 dB on these syllables."""


@cache
def speak(number: int, frames: int = LONG) -> Samples:
    """One or two syllables, different for every number, loud from the first sample."""
    time_s = np.arange(frames * FRAME) / RATE
    hertz = 90 + 17 * number
    wave = sum(np.sin(2 * np.pi * hertz * n * time_s) / n for n in range(1, 12))
    wave = wave * np.clip(np.cos(2 * np.pi * 1.9 * time_s), 0.02, 1)
    samples: Samples = (wave / np.abs(wave).max() * 9000).astype(np.int16)
    samples.flags.writeable = False  # later calls get the same array
    return samples


def be_silent(frames: int) -> Samples:
    return np.zeros(frames * FRAME, dtype=np.int16)


class Sentences:
    """Sounds separated by silences, each a whole number of frames."""

    def __init__(
        self, *numbers: int, pause: int = 12, rate: int = RATE, frames: int = LONG
    ) -> None:
        self.sample_rate = rate
        self.numbers = numbers
        self.pause = pause
        self.frames = frames

    def __iter__(self) -> Iterator[Samples]:
        for number in self.numbers:
            yield speak(number, self.frames)
            yield be_silent(self.pause)


def decode_all(path: Path) -> NDArray[np.float64]:
    command = [find_ffmpeg(), "-v", "error", "-i", str(path), "-map", "0:a", "-f", "s16le", "-"]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(data, "<i2").astype(float)


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 90_000)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_parts_are_all_of_the_sound_in_order(runs: list[tuple[bool, int]]) -> None:
    chunks = [np.full(count, 500 if loud else 0, dtype=np.int16) for loud, count in runs]
    parts = list(cut_parts(chunks, RATE))
    whole = np.concatenate(chunks)
    joined = np.concatenate([block for part in parts for block in part.blocks()])
    assert np.array_equal(joined, whole)
    assert [part.is_last for part in parts] == [False] * (len(parts) - 1) + [True]
    ends = np.cumsum([part.length for part in parts])
    assert all(part.length >= LEAST_S * RATE for part in parts[1:-1])
    for end in ends[:-1]:
        assert end % FRAME == 0
        assert not whole[end - DELAY - 2 * FRAME : end + FRAME].any()


def test_a_short_pause_is_no_place_to_cut() -> None:
    assert len(list(cut_parts(Sentences(1, 2, pause=3), RATE))) == 1
    assert len(list(cut_parts(Sentences(1, 2, pause=12), RATE))) == 2


def test_a_correction_changes_few_of_many_short_parts() -> None:
    def digests(numbers: list[int]) -> set[bytes]:
        sound = Sentences(*numbers, frames=100)
        return {b"".join(b.tobytes() for b in part.blocks()) for part in cut_parts(sound, RATE)}

    numbers = [*range(60)]
    before = digests(numbers)
    for at in (0, 7, 20, 31):
        after = digests([*numbers[:at], 99, 98, *numbers[at + 1 :]])
        assert len(after - before) <= 4, at


def test_joined_parts_decode_to_the_sound_itself(tmp_path: Path) -> None:
    sound = Sentences(1, 2, 3, 4, 5)
    went_in = np.concatenate(list(sound)).astype(float)
    encode(lambda: sound, tmp_path / "a.mp3", PLAIN)
    heard = decode_all(tmp_path / "a.mp3")
    assert len(heard) == len(went_in)
    # LAME scales its input by 0.95
    noise = heard / (heard @ went_in / (went_in @ went_in)) - went_in
    ends = np.cumsum([0, *(part.length for part in cut_parts(sound, RATE))])
    for start, end in pairwise(ends):
        power, left = (float((x[start:end] ** 2).sum()) for x in (went_in, noise))
        assert 10 * math.log10(power / left) > LEAST_SNR_DB
    silence = heard[ends[1] - 6 * FRAME : ends[1] - 2 * FRAME]
    assert not silence.any()


@pytest.mark.parametrize(("rate", "kbps"), [(16_000, 32), (RATE, 64), (48_000, 128)])
def test_what_is_measured_is_what_ffmpeg_decodes(rate: int, kbps: int) -> None:
    frames = encode_frames(Sentences(1, 2), rate, kbps)
    ours = np.concatenate(list(decode_frames(frames, rate)))
    command = [find_ffmpeg(), "-v", "error", "-f", "mp3", "-i", "-", "-f", "s16le", "-"]
    told = subprocess.run(command, input=frames, capture_output=True, check=True).stdout
    theirs = np.frombuffer(told, dtype="<i2")
    assert len(ours) == len(theirs)
    assert ours.any()
    assert np.abs(ours.astype(int) - theirs).max() <= 1


def test_what_is_no_frame_is_named() -> None:
    with pytest.raises(EncoderFailed, match="cannot be decoded"):
        list(decode_frames(b"no frame at all" * 99, RATE))


def test_a_part_has_the_same_frames_wherever_it_stands() -> None:
    first = [encoded.frames for _, encoded in encode_parts(Sentences(1, 2, 3, 4), UNCHANGED)]
    other = [encoded.frames for _, encoded in encode_parts(Sentences(9, 8, 7, 3, 4), UNCHANGED)]
    assert first[2:] == other[3:]
    assert len(set(first + other)) == 7


def test_what_was_encoded_before_is_not_encoded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = SpeechCache(tmp_path / "cache")
    cold, warm = tmp_path / "a.mp3", tmp_path / "b.mp3"
    was = encode(lambda: Sentences(1, 2, 3), cold, PLAIN, store=cache)
    encoded: list[int] = []

    def count(blocks: Iterable[Samples], rate: int, kbps: int) -> bytes:
        encoded.append(kbps)
        return encode_frames(blocks, rate, kbps)

    monkeypatch.setattr(joining, "encode_frames", count)
    assert encode(lambda: Sentences(1, 2, 3), warm, PLAIN, store=cache) == was
    assert encoded == []
    assert warm.read_bytes() == cold.read_bytes()
    encode(lambda: Sentences(1, 5, 2, 3), warm, PLAIN, store=cache)
    assert len(encoded) == 1, "the new part alone"
    assert cache.info().entries == 4


def test_kept_frames_with_a_flipped_bit_are_made_again(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "cache")
    path = tmp_path / "a.mp3"
    encode(lambda: Sentences(1, 2), path, EncoderSettings(), store=cache)
    was = path.read_bytes()
    for entry in (tmp_path / "cache").rglob(f"*{FRAMES_SUFFIX}"):
        content = bytearray(entry.read_bytes())
        content[len(content) // 2] ^= 1
        entry.write_bytes(content)
    encode(lambda: Sentences(1, 2), path, EncoderSettings(), store=cache)
    assert path.read_bytes() == was
    assert cache.damaged == 2


def test_one_part_with_high_peaks_is_softened_by_itself(tmp_path: Path) -> None:
    class Clicking(Sentences):
        def __iter__(self) -> Iterator[Samples]:
            yield from Sentences(1, 2)
            clicks = speak(3).copy()
            clicks[:: FRAME // 5] = 32_767
            yield clicks
            yield be_silent(12)

    loudness = encode(Clicking, tmp_path / "a.mp3", EncoderSettings())
    assert loudness.true_peak_dbtp <= -1.0


def test_a_sound_without_silence_waits_on_the_disk(tmp_path: Path) -> None:
    class Endless(Sentences):
        def __iter__(self) -> Iterator[Samples]:
            for number in range(70):
                yield speak(number, frames=40)

    (part,) = cut_parts(Endless(), RATE)
    assert not isinstance(part.held, np.ndarray)
    part.close()
    went_in = np.concatenate(list(Endless())).astype(float)
    encode(Endless, tmp_path / "a.mp3", PLAIN)
    heard = decode_all(tmp_path / "a.mp3")
    assert len(heard) == len(went_in)
    noise = heard / (heard @ went_in / (went_in @ went_in)) - went_in
    # these sounds begin abruptly, so they are harder to encode
    assert 10 * math.log10((went_in @ went_in) / (noise @ noise)) > LEAST_SNR_DB - 3


@pytest.mark.parametrize("rate", [8000, 16_000, 22_050, 24_000, 44_100, 48_000])
@pytest.mark.parametrize("kbps", [16, 64, 320])
def test_every_rate_and_bit_rate_tells_its_length(rate: int, kbps: int, tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    sound = Sentences(1, 2, rate=rate, frames=6 * rate // FRAME)
    assert len(list(cut_parts(sound, rate))) == 2
    encode(lambda: sound, path, EncoderSettings(loudness="off", bitrate=kbps))
    assert len(decode_all(path)) == sum(map(len, sound))


def read_first_header(path: Path) -> Any:
    frame = io.BytesIO(path.read_bytes()[:4])
    return MPEGFrame(frame)  # type: ignore[no-untyped-call] # mutagen has few types


@pytest.mark.parametrize("rate", [8000, 22_050, 24_000, 44_100])
@pytest.mark.parametrize("kbps", [24, 64, 96])
def test_readers_of_tags_tell_the_real_bit_rate_and_length(
    rate: int, kbps: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.mp3"
    sound = Sentences(1, 2, rate=rate, frames=6 * rate // FRAME)
    encode(lambda: sound, path, EncoderSettings(loudness="off", bitrate=kbps))
    seconds = sum(map(len, sound)) / rate
    info: Any = MP3(path).info  # type: ignore[no-untyped-call] # mutagen has few types
    assert abs(info.length - seconds) < 0.001
    assert not info.sketchy
    # players that ignore the Info frame divide by the bitrate in the first header
    first = read_first_header(path)
    told = path.stat().st_size * 8 / first.bitrate
    assert abs(told - seconds) <= 4 * frame_samples(rate) / rate
    assert abs(info.bitrate - first.bitrate) < 0.01 * first.bitrate
    command = [find_ffmpeg(), "-hide_banner", "-i", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert f"{first.bitrate // 1000} kb/s" in said


def test_at_16_kb_s_the_counts_have_a_frame_of_a_higher_bit_rate(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    sound = Sentences(1, rate=24_000)
    encode(lambda: sound, path, EncoderSettings(loudness="off", bitrate=16))
    assert read_first_header(path).bitrate == 24_000
    info: Any = MP3(path).info  # type: ignore[no-untyped-call] # mutagen has few types
    assert (info.bitrate, round(info.length, 3)) == (
        16_000,
        round(sum(map(len, sound)) / 24_000, 3),
    )


def test_the_info_frame_counts_what_follows_it(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    encode(lambda: Sentences(1, 2), path, PLAIN)
    content = path.read_bytes()
    frames = list(iterate_frames(content))
    info_end = frames[0][1]
    length = sum(map(len, Sentences(1, 2)))
    assert content[:info_end] == make_info_frame(
        content[info_end : info_end + 4], len(frames) - 1, len(content) - info_end, length
    )
    assert frames[-1][1] == len(content)


def test_a_stream_holds_the_frames_of_the_file(tmp_path: Path) -> None:
    path, streamed = tmp_path / "a.mp3", tmp_path / "b.mp3"
    encode(lambda: Sentences(1, 2, 3), path, PLAIN)
    with streamed.open("wb") as stream:
        encode_to_stream(Sentences(1, 2, 3), stream, PLAIN)
    content = path.read_bytes()
    first = next(iterate_frames(content))
    assert streamed.read_bytes() == content[first[1] :]
