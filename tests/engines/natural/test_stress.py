"""Tests that the natural voice's pitch follows the stress of a lexicon's respellings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from audiobrief.engines.ipa import pronounce
from audiobrief.engines.misaki.pronouncer import Pronouncer
from audiobrief.engines.natural.speaking import Voice
from audiobrief.engines.natural.voices import find_graphs
from audiobrief.spoken.respelling import read_respelling

VOWELS = "ɑiO"
PRONOUNCER = Pronouncer()


@pytest.fixture(scope="module")
def voice() -> Voice:
    return Voice(find_graphs(Path("nowhere"))["heart"], british=False)


def rise(voice: Voice, written: str) -> float:
    """Ratio of the pitch of a word's second vowel to that of its first, as the network gives
    it."""
    said = read_respelling(written)
    text = f"{said.text} left."
    [sentence] = PRONOUNCER.read(text, pronounce(text, said.phonemes)).sentences
    ids = [0, *(voice._ids[sign] for sign in sentence.phonemes), 0]
    outputs = voice._graph.run(
        None, {"ids": np.array([ids]), "speed": np.array([1.0], np.float32)}
    )
    pitch, lengths = np.asarray(outputs[5])[0], np.asarray(outputs[6])
    edges = 2 * np.concatenate(([0], np.cumsum(lengths)))
    vowels = [
        np.median(pitch[edges[place] : edges[place + 1]])
        for place, sign in enumerate(sentence.phonemes, start=1)
        if sign in VOWELS
    ]
    return float(vowels[1] / vowels[0])


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("MAH-mah", "mah-MAH"),
        ("NOH-noh", "noh-NOH"),
        ("BAH-bah", "bah-BAH"),
        ("KEE-eve", "kee-EVE"),
    ],
)
def test_the_stressed_syllable_is_higher(voice: Voice, first: str, last: str) -> None:
    """Measured ratios: 0.79 to 0.90 with the stress on the first syllable, 1.00 to 1.17 on the
    last."""
    falling, rising = rise(voice, first), rise(voice, last)

    assert falling < 0.95
    assert rising > falling * 1.1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("F B I", "ˌɛf bˌi ˈI"),
        ("B B C", "bˌi bˌi sˈi"),
        ("N G O's", "ˌɛn ʤˌi ˈOz"),
        ("plan B", "plˈæn bˈi"),
    ],
)
def test_the_last_of_letters_said_one_by_one_is_stressed(written: str, said: str) -> None:
    [sentence] = PRONOUNCER.read(f"{written} left.", ()).sentences
    assert sentence.phonemes == f"{said} lˈɛft."
