"""The stress of a lexicon's respellings, heard in the natural voice's melody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest
from numpy.typing import NDArray

from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.spoken.respelling import read_respelling

pytest.importorskip("hibari", reason="hibari-tts has no wheel for this machine")
WINDOW, STEP = 1024, 256
"""Samples: 43 ms hold four periods of a low voice."""
LOWEST, HIGHEST = 90, 400
"""Hz, of a speaking voice."""


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with closing(load_engine("natural")) as engine:
        yield engine


def find_pitch(sound: NDArray[np.float64], rate: int) -> float:
    """Median pitch in Hz, by the highest peak of the autocorrelation where there is a clear one."""
    found = []
    for start in range(0, len(sound) - WINDOW, STEP):
        window = sound[start : start + WINDOW]
        likeness = np.correlate(window, window, "full")[WINDOW - 1 :]
        first, last = rate // HIGHEST, rate // LOWEST
        period = first + int(np.argmax(likeness[first:last]))
        if likeness[period] > 0.4 * likeness[0] > 0:
            found.append(rate / period)
    return float(np.median(found))


def rise(engine: Engine, written: str) -> tuple[int, float]:
    """Samples of the word, and the pitch of its second half by that of its first."""
    said = read_respelling(written)
    speech = engine.speak(f"{said.text} left.", Delivery(phonemes=said.phonemes))
    word = speech.words[0]
    sound = speech.samples[word.start : word.end].astype(np.float64)
    middle = len(sound) // 2
    halves = (find_pitch(half, speech.sample_rate) for half in (sound[:middle], sound[middle:]))
    first, second = halves
    return len(sound), second / first


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("MAH-mah", "mah-MAH"),
        ("NOH-noh", "noh-NOH"),
        ("BAH-bah", "bah-BAH"),
        ("KEE-eve", "kee-EVE"),
    ],
)
def test_the_stressed_syllable_is_higher(engine: Engine, first: str, last: str) -> None:
    """Measured: 0.92 to 1.02 with the stress on the first syllable, 1.07 to 1.15 on the last."""
    (length, falling), (other, rising) = rise(engine, first), rise(engine, last)
    assert length != other
    assert rising > falling * 1.03
