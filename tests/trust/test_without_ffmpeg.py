"""Tests that everything at its defaults works where there is no ffmpeg, and what says so if not."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from audiobrief.encoder import ffmpeg
from audiobrief.encoder.decoding import decode
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.writer import encode
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.places import CHECKOUT
from tests.sound.test_music import Chord
from tests.torture.running import Run

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows finds programs also beside those that run"
)


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Variables of an environment in which neither PATH nor a package has an ffmpeg."""
    (tmp_path / "bin").mkdir()
    hidden = tmp_path / "hidden" / "imageio_ffmpeg"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError('it is not installed')\n")
    found = [str(hidden.parent), str(CHECKOUT), os.environ.get("PYTHONPATH", "")]
    return {
        "PATH": str(tmp_path / "bin"),
        "PYTHONPATH": os.pathsep.join(filter(None, found)),
        "AUDIOBRIEF_CACHE": str(tmp_path / "cache"),
    }


def run(env: dict[str, str], *args: str | Path, code: int = 0) -> str:
    found, out, err = Run(*args, env=env).finish()
    assert found == code, (out, err)
    return out + err


def test_an_archive_is_made_and_published(tmp_path: Path, bare: dict[str, str]) -> None:
    pages, output = tmp_path / "pages", tmp_path / "out"
    write_pages(pages, 2, words=60)
    loud = ("--engine", "tone", "--no-cache")
    run(bare, "batch", pages, "-o", output, *loud)
    for waveform in output.glob("*/waveform.json"):
        waveform.unlink()
    run(bare, "publish", output, "--url", "https://saltmere.example/")
    measured = [json.loads(path.read_text()) for path in output.glob("*/waveform.json")]
    assert [max(each["bars"]) for each in measured] == [100, 100]
    assert (output / "feed.xml").is_file()


@pytest.mark.parametrize("suffix", [".mp3", ".wav", ".flac"])
def test_a_producers_sound_is_mixed_in(
    suffix: str, tmp_path: Path, bare: dict[str, str]
) -> None:
    jingle = tmp_path / f"jingle{suffix}"
    encode(lambda: Chord(1.5), jingle, EncoderSettings(format=suffix[1:], loudness="off"))
    (page,) = write_pages(tmp_path / "pages", 1, words=40)
    run(bare, "make", page, "-o", tmp_path / "plain", *TONE)
    run(bare, "make", page, "-o", tmp_path / "out", *TONE, "--intro", jingle)
    plain, with_intro = (
        sum(len(chunk) for path in (tmp_path / name).glob("*/*.mp3") for chunk in decode(path))
        for name in ("plain", "out")
    )
    assert with_intro - plain > 1.4 * 22_050


@pytest.mark.parametrize("name", ["m4a", "opus", "flac", "wav"])
def test_another_format_says_what_to_install(
    name: str, tmp_path: Path, bare: dict[str, str]
) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=40)
    said = run(bare, "make", page, "-o", tmp_path / "out", *TONE, "--format", name, code=1)
    assert said.count("\n") == 1
    assert "pip install 'audiobrief[ffmpeg]'" in said
    assert not list(tmp_path.glob(f"out/*/*.{name}"))


def test_another_sound_says_what_to_install(tmp_path: Path, bare: dict[str, str]) -> None:
    jingle = tmp_path / "jingle.opus"
    encode(lambda: Chord(1.5), jingle, EncoderSettings(format="opus", loudness="off"))
    (page,) = write_pages(tmp_path / "pages", 1, words=40)
    said = run(bare, "make", page, "-o", tmp_path / "out", *TONE, "--intro", jingle, code=1)
    assert said.count("\n") == 1
    assert "pip install 'audiobrief[ffmpeg]'" in said


def test_doctor_finds_nothing_broken(bare: dict[str, str]) -> None:
    said = run(bare, "doctor", "--engine", "tone")
    assert "format mp3" in said
    assert "pip install 'audiobrief[ffmpeg]'" in said


@pytest.mark.parametrize("name", ["mp3", "wav", "flac"])
@pytest.mark.parametrize("rate", [22_050, 24_000, 44_100])
def test_what_is_decoded_here_is_what_ffmpeg_decodes(
    name: str, rate: int, tmp_path: Path
) -> None:
    path = tmp_path / f"sound.{name}"
    encode(lambda: Chord(2.5, rate), path, EncoderSettings(format=name, loudness="off"))
    here = np.concatenate(list(decode(path))).astype(int)
    there = np.concatenate(list(ffmpeg.decode(path))).astype(int)
    assert len(here) == len(there)
    assert np.abs(here - there).max() <= 1
    other = np.concatenate(list(decode(path, sample_rate=48_000)))
    assert abs(len(other) - len(here) * 48_000 / rate) <= 2
