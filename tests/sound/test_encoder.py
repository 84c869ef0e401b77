"""Tests the encoder by itself: lengths, loudness, tags, and an ffmpeg that fails."""

import base64
import dataclasses
import math
import re
import stat
import struct
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import imageio_ffmpeg
import mutagen
import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import settings as trying
from hypothesis import strategies as st
from mutagen.flac import Picture

from audiobrief.audio import Samples
from audiobrief.audio.loudness import DUAL_MONO_LU, Meter
from audiobrief.encoder.cover import SIDE as COVER_SIDE
from audiobrief.encoder.cover import draw_cover
from audiobrief.encoder.ffmpeg import FfmpegRun, decode, find_ffmpeg
from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.level import BLOCK, Leveller
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.tags import ChapterMark, Tags
from audiobrief.encoder.targets import Target
from audiobrief.encoder.writer import encode, encode_to_stream
from audiobrief.errors import ConfigError, EncoderFailed, EncoderMissing, OutputError

RATE = 22_050


@cache
def buzz(count: int, rate: int, peak: float) -> Samples:
    random = np.random.default_rng(7)
    time_s = np.arange(count) / rate
    tones = sum(np.sin(2 * np.pi * 110 * n * time_s) / n for n in range(1, 20))
    syllables = np.clip(np.sin(2 * np.pi * 2.3 * time_s), 0, 1) ** 0.5
    breath = random.normal(0, 0.05, count)
    wave = (tones + breath) * syllables
    wave *= peak / np.abs(wave).max()
    return (wave * 32767).astype(np.int16)


class Buzz:
    """A synthetic voice: syllables of a buzz, with peaks and pauses."""

    def __init__(
        self, seconds: float, rate: int = RATE, *, frame: int = 1, peak: float = 0.3
    ) -> None:
        self.sample_rate = rate
        count = round(seconds * rate)
        self.count = -(-count // frame) * frame
        self.peak = peak

    def __iter__(self) -> Iterator[Samples]:
        wave = buzz(self.count, self.sample_rate, self.peak)
        for start in range(0, self.count, 9973):
            yield wave[start : start + 9973].copy()


class Silence(Buzz):
    def __iter__(self) -> Iterator[Samples]:
        yield np.zeros(self.count, dtype=np.int16)


def measure_with_ffmpeg(path: Path) -> tuple[float, float]:
    command = [find_ffmpeg(), "-hide_banner", "-nostats", "-i", str(path), "-map", "0:a"]
    command += ["-af", "ebur128=peak=true:dualmono=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = said[said.rindex("Summary:") :]
    found = re.search(r"I:\s+(\S+) LUFS.*Peak:\s+(\S+) dBFS", summary, re.DOTALL)
    assert found is not None, summary
    return float(found[1]), float(found[2])


def test_the_loudness_of_a_day_takes_less_than_three_times_its_hops() -> None:
    meter = Meter(RATE)
    for _ in range(24 * 3600 // 20):
        meter.add(np.full(200, 0.01, dtype=np.float32), peak=1.0)
    hops_bytes = 24 * 3600 * 10 * np.dtype(np.float64).itemsize
    tracemalloc.start()
    try:
        assert meter.integrated_lufs == pytest.approx(-20.69 + DUAL_MONO_LU, abs=0.01)
        assert tracemalloc.get_traced_memory()[1] < 3 * hops_bytes
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("target", [(-16.0, "apple"), (-14.0, "spotify"), (-23.0, "ebu")])
def test_the_decoded_file_is_as_loud_as_was_asked(
    name: str, target: tuple[float, str], tmp_path: Path
) -> None:
    settings = EncoderSettings(format=name, loudness=target[1])
    path = tmp_path / f"a{settings.suffix}"
    rate = rate_of(name)
    loudness = encode(lambda: Buzz(8, rate, frame=settings.frame), path, settings)
    integrated, peak = measure_with_ffmpeg(path)
    assert abs(integrated - target[0]) <= 0.5
    assert peak <= -1.0
    assert abs(loudness.integrated_lufs - integrated) <= 0.1
    assert abs(loudness.true_peak_dbtp - peak) <= 0.3


def test_a_second_pass_corrects_what_the_first_half_minute_did_not_show(tmp_path: Path) -> None:
    class Rising(Buzz):
        def __iter__(self) -> Iterator[Samples]:
            for number, chunk in enumerate(Buzz(60)):
                yield chunk // 6 if number < 70 else chunk

    passes = []

    def open_sound() -> Buzz:
        passes.append(1)
        return Rising(60)

    loudness = encode(open_sound, tmp_path / "a.mp3", EncoderSettings())
    assert len(passes) > 1
    assert abs(loudness.integrated_lufs + 16) <= 0.5
    assert loudness.true_peak_dbtp <= -1.0


def measure_peak(samples: Samples, rate: int) -> float:
    """True peak in dBTP by another meter: 16 times oversampled by soxr at its best quality."""
    around = np.concatenate([np.zeros(999), samples.astype(float), np.zeros(999)])
    finer = soxr.resample(around, rate, 16 * rate, quality="VHQ")
    return float(20 * np.log10(np.abs(finer).max() / 32_768))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("loudness", ["apple", "off"])
def test_the_true_peak_that_is_told_is_the_files(
    name: str, loudness: str, tmp_path: Path
) -> None:
    settings = EncoderSettings(format=name, loudness=loudness)
    path = tmp_path / f"a{settings.suffix}"
    rate = rate_of(name)
    told = encode(lambda: Buzz(12, rate, frame=settings.frame), path, settings)
    heard = np.concatenate(list(decode(path)))
    assert abs(told.true_peak_dbtp - measure_peak(heard, rate)) < 0.05


@given(
    st.floats(0.02, 0.3), st.sampled_from([16_000, 22_050, 24_000, 44_100]),
    st.integers(1, 99_999),
)  # fmt: skip
@trying(max_examples=10, deadline=None)
def test_a_loud_sound_has_no_peaks_where_batches_meet(
    share: float, rate: int, chunk: int
) -> None:
    count = 4 * rate
    swell = np.minimum(1, np.minimum(np.arange(count), np.arange(count)[::-1]) / 999)
    tone = 20_000 * swell * np.sin(2 * np.pi * share * np.arange(count) + 0.3)
    samples = np.rint(tone).astype(np.int16)
    meter = Meter(rate)
    for start in range(0, count, chunk):
        meter.feed(samples[start : start + chunk])
        if start == 0:
            assert meter.true_peak_dbtp < -3, "and what is told before the end changes nothing"
    # fourfold oversampling, as BS.1770 requires, may miss the highest point
    assert -0.3 < meter.true_peak_dbtp - measure_peak(samples, rate) < 0.06


def test_silence_stays_silence(tmp_path: Path) -> None:
    loudness = encode(lambda: Silence(1), tmp_path / "a.mp3", EncoderSettings())
    assert loudness.integrated_lufs == -math.inf
    assert not np.concatenate(list(decode(tmp_path / "a.mp3"))).any()


def programs() -> list[str]:
    names: list[str] = [imageio_ffmpeg.get_ffmpeg_exe(), find_ffmpeg()]
    return list(dict.fromkeys(names))


@pytest.mark.parametrize("name", FORMATS)
def test_every_ffmpeg_decodes_as_many_samples_as_went_in(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = EncoderSettings(format=name)
    path = tmp_path / f"a{settings.suffix}"
    for encoder in programs():
        monkeypatch.setenv("AUDIOBRIEF_FFMPEG", encoder)
        sound = Buzz(3.217, rate_of(name), frame=settings.frame)
        encode(lambda sound=sound: sound, path, settings, lambda: TAGS)  # type: ignore[misc] # the default binds `sound`
        for decoder in programs():
            monkeypatch.setenv("AUDIOBRIEF_FFMPEG", decoder)
            assert sum(len(chunk) for chunk in decode(path)) == sound.count


def rate_of(name: str) -> int:
    """A rate (Hz) that a format has: the tests' own, or for Opus its only one."""
    rates = FORMATS[name].sample_rates
    return RATE if not rates or RATE in rates else rates[0]


TAGS = Tags(
    title="Pilots of Kestrel Bay; “tides = £3” \\ #1",
    artist="Zoë Müller and Imre Halloran",
    album="The Kestrel Courier",
    date="2026-03-04",
    url="https://courier.example/pilots",
    language="en-GB",
    comment="What the pilots ask,\nand why.",
    reader="Automated voice: heart (hibari-tts 0.2.1)",
    lyrics="Harbour pilots refuse.\nTalks resume on Monday.",
    chapters=(
        ChapterMark("Pilots", 0, 1200),
        ChapterMark("What they ask = more", 1200, 1999),
        ChapterMark("Tides", 1999, 3217),
    ),
)


TAGGED = [name for name in FORMATS if name != "wav"]
"""Formats whose files say what they are; no player looks for that in WAV."""


@pytest.mark.parametrize("name", TAGGED)
def test_tags_and_chapters_are_read_back(name: str, tmp_path: Path) -> None:
    settings = EncoderSettings(format=name)
    path = tmp_path / f"a{settings.suffix}"
    rate = rate_of(name)
    encode(lambda: Buzz(3.217, rate, frame=settings.frame), path, settings, lambda: TAGS)
    # ffmpeg escapes its metadata text
    # Ogg has its comments in the stream, and every other format in the file
    source = ["-map_metadata", "0:s:a:0"] if settings.kind.media_type == "audio/ogg" else []
    command = [find_ffmpeg(), "-v", "error", "-i", str(path), *source, "-f", "ffmetadata", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    plain = re.sub(r"\\(.)", r"\1", told, flags=re.DOTALL)
    for value in (TAGS.title, TAGS.artist, TAGS.album, TAGS.comment, TAGS.lyrics, TAGS.reader):
        assert value in plain
    assert "2026" in plain
    if name == "mp3":  # ffmpeg's metadata subtracts the encoder's delay
        at = path.read_bytes().index(b"chp1\0", path.read_bytes().index(b"CHAP"))
        assert struct.unpack(">II", path.read_bytes()[at + 5 : at + 13]) == (1200, 1999)
        return
    starts = [int(at) for at in re.findall(r"^START=(\d+)", told, re.MULTILINE)]
    bases = [int(base) / int(over) for base, over in re.findall(r"TIMEBASE=(\d+)/(\d+)", told)]
    assert [round(start * base * 1000) for start, base in zip(starts, bases, strict=True)] == [
        mark.start_ms for mark in TAGS.chapters
    ]
    assert all(mark.title in plain for mark in TAGS.chapters)


@pytest.mark.parametrize("name", TAGGED)
def test_the_cover_is_read_back(name: str, tmp_path: Path) -> None:
    """By mutagen: an APIC frame, an MP4 atom, a picture of FLAC, or a comment in base64."""
    settings = EncoderSettings(format=name)
    path = tmp_path / f"a{settings.suffix}"
    drawn = draw_cover("Pilots of Kestrel Bay", "The Kestrel Courier")
    tags = dataclasses.replace(TAGS, cover=drawn, cover_side=COVER_SIDE)
    encode(lambda: Buzz(1, rate_of(name), frame=settings.frame), path, settings, lambda: tags)
    file = mutagen.File(path)
    found = [
        *(each.data for key, each in file.tags.items() if key.startswith("APIC")),
        *(bytes(each) for each in dict(file.tags).get("covr", ())),
        *(each.data for each in getattr(file, "pictures", ())),
        *(
            Picture(base64.b64decode(each)).data  # type: ignore[no-untyped-call] # mutagen has few types
            for each in dict(file.tags).get("metadata_block_picture", ())
        ),
    ]
    assert found == [drawn]


@pytest.mark.parametrize("name", [name for name in TAGGED if FORMATS[name].chapter_comments])
def test_chapter_comments_tell_their_milliseconds(name: str, tmp_path: Path) -> None:
    """Reads, with mutagen, the comments that VLC, mpv and ffmpeg take for chapters."""
    settings = EncoderSettings(format=name, loudness="off")
    path = tmp_path / f"a{settings.suffix}"
    starts = [0, 499, 500, 999, 61_500, 3_661_777, 359_999_999]
    marks = tuple(ChapterMark(f"At {at} = ä", at, at + 1) for at in starts)
    rate = rate_of(name)
    encode(lambda: Buzz(1, rate), path, settings, lambda: Tags("Tides", chapters=marks))
    comments = mutagen.File(path).tags
    for number, (at, clock) in enumerate(
        zip(
            starts,
            ["00:00:00.000", "00:00:00.499", "00:00:00.500", "00:00:00.999", "00:01:01.500",
             "01:01:01.777", "99:59:59.999"],
            strict=True,
        )
    ):  # fmt: skip
        assert comments[f"CHAPTER{number:03}"] == [clock]
        assert comments[f"CHAPTER{number:03}NAME"] == [f"At {at} = ä"]
    assert f"CHAPTER{len(starts):03}" not in comments


def write_program(path: Path, body: str) -> str:
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_an_ffmpeg_that_dies_leaves_the_previous_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "a.m4a"
    target.parent.mkdir()
    target.write_bytes(b"previous")
    body = "sys.stdin.buffer.read(99999)\nprint('disk on fire', file=sys.stderr)\nsys.exit(3)"
    monkeypatch.setenv("AUDIOBRIEF_FFMPEG", write_program(tmp_path / "dies", body))
    with pytest.raises(EncoderFailed, match="disk on fire"):
        encode(lambda: Buzz(20), target, EncoderSettings(format="m4a"))
    assert target.read_bytes() == b"previous"
    assert list(target.parent.iterdir()) == [target]


def feed(run: FfmpegRun, sound: Buzz) -> None:
    for chunk in sound:
        run.write(chunk)
    run.finish()


def test_an_ffmpeg_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = write_program(tmp_path / "hangs", "time.sleep(600)")
    monkeypatch.setenv("AUDIOBRIEF_FFMPEG", program)
    started = time.monotonic()
    run = FfmpegRun([], stall_s=0.4)
    with pytest.raises(EncoderFailed, match="made no progress"), run:
        feed(run, Buzz(60))
    assert time.monotonic() - started < 10
    assert run._process.returncode is not None


def test_an_error_in_the_sound_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    class Broken(Buzz):
        def __iter__(self) -> Iterator[Samples]:
            yield np.zeros(9999, dtype=np.int16)
            raise LookupError("the voice is gone")

    with pytest.raises(LookupError):
        encode(lambda: Broken(1), tmp_path / "a.mp3", EncoderSettings())
    assert not list(tmp_path.iterdir())


def test_no_ffmpeg_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUDIOBRIEF_FFMPEG", str(tmp_path / "nowhere"))
    with pytest.raises(EncoderMissing, match="AUDIOBRIEF_FFMPEG names"):
        encode(lambda: Buzz(1), tmp_path / "a.m4a", EncoderSettings(format="m4a"))


def test_an_mp3_needs_no_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_it, without = tmp_path / "a.mp3", tmp_path / "b.mp3"
    told = encode(lambda: Buzz(3), with_it, EncoderSettings())
    monkeypatch.setenv("AUDIOBRIEF_FFMPEG", str(tmp_path / "nowhere"))
    assert encode(lambda: Buzz(3), without, EncoderSettings()) == told
    assert without.read_bytes() == with_it.read_bytes()


def test_a_place_that_cannot_be_written_to_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot write"):
        encode(lambda: Buzz(1), tmp_path / "file" / "a.mp3", EncoderSettings())


@pytest.mark.parametrize("name", FORMATS)
def test_a_stream_holds_the_sound(name: str, tmp_path: Path) -> None:
    settings = EncoderSettings(format=name)
    path = tmp_path / f"a{settings.suffix}"
    sound = Buzz(3, rate_of(name), frame=settings.frame)
    with path.open("wb") as stream:
        encode_to_stream(sound, stream, settings, TAGS)
    heard = sum(len(chunk) for chunk in decode(path))
    # an mp3 stream gives neither the encoder's delay nor its padding, at most two frames
    # together
    assert sound.count <= heard <= sound.count + 2 * 1152


@pytest.mark.parametrize(
    "wrong",
    [
        {"format": "ogg"},
        {"bitrate": 9},
        {"bitrate": 321},
        {"sample_rate": 44_000},
        {"sample_rate": 96_000, "format": "mp3"},
        {"sample_rate": 44_100, "format": "opus"},
        {"quiet_before_ms": -1},
        {"quiet_after_ms": 10_001},
        {"loudness": "loud"},
        {"loudness": "3"},
        {"true_peak_dbtp": 1.0},
    ],
)
def test_settings_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        EncoderSettings(**wrong)  # type: ignore[arg-type] # values that a configuration file may have


def test_bit_rate_and_sample_rate_are_the_files(tmp_path: Path) -> None:
    settings = EncoderSettings(bitrate=80, sample_rate=44_100)
    assert settings.sample_rates == (44_100,)
    path = tmp_path / "a.mp3"
    encode(lambda: Buzz(2, 44_100), path, settings)
    info = mutagen.File(path).info
    assert (info.sample_rate, round(info.bitrate, -3)) == (44_100, 80_000)
    assert EncoderSettings().kbps == FORMATS["mp3"].kbps
    assert EncoderSettings(format="wav", bitrate=80).kbps == 0


def test_a_voice_that_was_measured_is_not_waited_for() -> None:
    sound = Buzz(60)
    meter = Meter(RATE, true_peak=False)
    for chunk in sound:
        meter.feed(chunk)
    taken: list[int] = []

    def take() -> Iterator[Samples]:
        for chunk in sound:
            taken.append(len(chunk))
            yield chunk

    known = Leveller(RATE, Target(), voice_lufs=meter.integrated_lufs)
    next(iter(known.level(take())))
    assert sum(taken) < 2 * BLOCK + 9973
    levelled = Meter(RATE, true_peak=False)
    for chunk in Leveller(RATE, Target(), voice_lufs=meter.integrated_lufs).level(sound):
        levelled.feed(chunk)
    assert abs(levelled.integrated_lufs - Target().lufs) < 0.3
