"""Tests that only the chosen sentences are taken out of the sound."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.ear.listening import LONGEST_S, RATE, SHORTEST_S, parts
from tests.ear.removals import WAYS, Sounding, take_out

pytest.importorskip("whisper_normalizer", reason="`make ear` installs it")

SENTENCES = ["One bell.", "Two tall ships.", "Three more gulls sang.", "Four."]
PLACES = [(0, 100), (150, 300), (350, 600), (700, 800)]


def sounding() -> Sounding:
    sound: NDArray[np.float32] = np.zeros(900, np.float32)
    for number, (start, end) in enumerate(PLACES, start=1):
        sound[start:end] = number
    return Sounding(SENTENCES, sound, PLACES)


@pytest.mark.parametrize("way", WAYS)
def test_what_is_taken_out_is_gone_and_all_else_is_there(way: str) -> None:
    sound, places = take_out(sounding(), {1}, way)
    assert not (sound == 2).any()
    for number in (0, 2, 3):
        start, end = places[number]
        assert end - start == PLACES[number][1] - PLACES[number][0]
        assert (sound[start:end] == number + 1).all()
    # the timeline still has the sentence
    assert places[1][0] == 150
    assert places[1][1] == 300


def test_another_sentence_is_said_in_its_place() -> None:
    sound, _ = take_out(sounding(), {1}, "otherwise")
    assert (sound[150:250] == 1).all()
    assert (sound[250:300] == 0).all()


def test_sound_is_cut_where_it_is_quiet() -> None:
    chance = np.random.default_rng(1)
    sound = chance.standard_normal(70 * RATE).astype(np.float32)
    for at in (23, 47):
        sound[at * RATE : at * RATE + RATE // 2] = 0
    cut = parts(sound)
    assert cut[0][0] == 0
    assert cut[-1][1] == sound.size
    assert [end for _, end in cut[:-1]] == [start for start, _ in cut[1:]]
    assert [start // RATE for start, _ in cut[1:]] == [23, 47]
    assert all(SHORTEST_S <= (end - start) / RATE <= LONGEST_S for start, end in cut[:-1])
