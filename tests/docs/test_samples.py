"""Tests the samples that README and docs link to: small, complete, and reproducible."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from audiobrief.encoder.ffmpeg import decode
from tests.docs.samples import FOLDER, LARGEST, SAMPLES, make

RATE = 16_000


def test_there_is_one_of_each_voice_and_no_other() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.mp3" for name in SAMPLES}


@pytest.mark.parametrize("name", SAMPLES)
def test_it_is_small_and_speaks(name: str) -> None:
    path = FOLDER / f"{name}.mp3"
    assert path.stat().st_size < LARGEST
    sound = np.concatenate([*decode(path, sample_rate=RATE)])
    assert 10 < sound.size / RATE < 25
    loud = np.abs(sound.astype(np.int32)) > 500
    assert loud.reshape(-1)[RATE : 2 * RATE].any()
    assert 0.1 < loud.mean() < 0.9


@pytest.mark.parametrize("name", ["espeak", "heart-low"])  # one of each engine
def test_it_is_the_same_each_time(name: str, tmp_path: Path) -> None:
    if SAMPLES[name].engine == "natural" and not importlib.util.find_spec("hibari"):
        pytest.skip("hibari-tts has no wheel here")
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        make(name, SAMPLES[name], folder)
    assert (first / f"{name}.mp3").read_bytes() == (second / f"{name}.mp3").read_bytes()
