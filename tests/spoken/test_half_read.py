"""Tests that a figure nobody foresaw goes to the voice as it is written, and is told."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from audiobrief.spoken import say
from audiobrief.spoken.half_read import figures_left
from tests.spoken.language_cases import VOICES

FRAMES = {
    "en": "These are {} here.",
    "de": "Das sind {} hier.",
    "fr": "Ce sont {} ici.",
    "es": "Son {} aquí.",
    "it": "Sono {} qui.",
    "pt": "São {} aqui.",
    "nl": "Dat zijn {} hier.",
}
SIGNS = ". , : / - – ' ’ x ° % + h * # ^ _ = e E ª º m kg € $ § & £ ½ ²".split()
FIGURES = st.text("0123456789", min_size=1, max_size=8)
CODES = st.lists(st.tuples(FIGURES, st.sampled_from(SIGNS)), min_size=1, max_size=4).map(
    lambda parts: "".join(figures + sign for figures, sign in parts)
)


def test_every_language_with_cases_is_asked() -> None:
    assert set(FRAMES) == {"en", *VOICES.values()}


@pytest.mark.parametrize("language", FRAMES)
@given(code=CODES)
@example(code="4.09:57-60")
@example(code="8217452-832º6762055e711")
@example(code="1_0–0–1000½")
@settings(max_examples=150, deadline=None)
def test_a_run_of_figures_is_read_whole_or_not_at_all(language: str, code: str) -> None:
    said = say(FRAMES[language].format(code), language=language)
    left = re.findall(r"\d+", " ".join(figures_left(said)))
    assert left == re.findall(r"\d+", said.text)
    # a run that is left keeps its figures, in their order, but for the signs that no voice should
    # see; a dash sets runs apart, of which each may be read or left
    whole, at = re.sub(r"\D", "", code), 0
    for figures in left:
        at = whole.find(figures, at)
        assert at >= 0
        at += len(figures)
    if left and "–" not in code:
        assert "".join(left) == whole


@pytest.mark.parametrize("language", VOICES.values())
@pytest.mark.parametrize("written", ["517m9+0x38", "27.6.205", "3.14.15.926", "12a-14b"])
def test_a_code_goes_to_the_voice_as_it_is_written(language: str, written: str) -> None:
    said = say(FRAMES[language].format(written), language=language)
    assert (said.text, figures_left(said)) == (FRAMES[language].format(written), [written])


def test_a_figure_beside_a_code_is_read() -> None:
    said = say("Die Fassung 517m9+0x38 kostet 3,50 Euro.", language="de")
    assert said.text == "Die Fassung 517m9+0x38 kostet drei Euro fünfzig."


def test_a_dropped_sign_leaves_two_numbers_apart() -> None:
    assert say("Es sind a7#5b.", language="de").text == "Es sind a7 5b."
