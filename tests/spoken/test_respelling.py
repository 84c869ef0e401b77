"""Tests respellings: their sounds, that stress is kept, and that nothing is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobrief.engines.ipa import pronounce
from audiobrief.model import Phonemes
from audiobrief.spoken.english import graphemes
from audiobrief.spoken.respelling import (
    clean,
    has_groups,
    read_respelling,
    respell,
    soften_template,
)
from tests.spoken.respellings import SEEN, SET_ASIDE, read

WRITTEN = st.text("abceghiklnorstuy'-AEKOSTUY ’\\1é[<.", max_size=40)
SYLLABLES = st.sampled_from(
    "kee eve oh dell mah krohn uhn shin zhahn goo stah ray lake bur air m tsee".split()
)


def sounds(ipa: str) -> str:
    """The sounds of an English voice, with one letter for equal sounds."""
    [heard] = pronounce("x", [Phonemes(0, 1, ipa)])
    return " ".join(heard.ipa)


def is_read_as(written: str, expected: str) -> bool:
    said = " ".join(phonemes.ipa for phonemes in read_respelling(written).phonemes)
    if not (said and expected):
        return said == expected
    return sounds(said) in [sounds(reading) for reading in expected.split("|")]


@pytest.mark.parametrize(("written", "ipa"), read(SEEN))
def test_respellings_of_newsrooms(written: str, ipa: str) -> None:
    assert is_read_as(written, ipa), read_respelling(written)


def test_the_half_set_aside_is_read_as_well() -> None:
    rows = read(SET_ASIDE)
    wrong = [written for written, ipa in rows if not is_read_as(written, ipa)]
    assert len(rows) >= 90
    assert wrong == ["BATH-urst", "KEYES"]


def test_text_engines_are_given_small_letters() -> None:
    assert read_respelling("KEE-eve").text == "kee-eve"
    assert read_respelling("KEEV").text == "keev"
    assert read_respelling("joh-WIH'-doh").text == "joh-wih-doh"
    assert (
        read_respelling("the FBI and the KEEV post, U.S.").text
        == "the FBI and the keev post, U.S."
    )


def test_ipa_as_letters() -> None:
    assert respell("ˈkiːɪv") == "kee-iv"
    assert respell("/ʃɪˈvɔːn/") == "shi-vawn"


def test_the_last_of_several_capitals_has_the_main_stress() -> None:
    [said] = read_respelling("AL-uh-BAM-uh").phonemes
    assert said.ipa == "ˌæl.əˈbæm.ə"
    [ticked] = read_respelling("AL'-uh-BAM-uh").phonemes
    assert ticked.ipa == "ˈæl.əˌbæm.ə"


def test_stress_moves_the_ipa_and_not_the_text() -> None:
    first, last = read_respelling("KEE-eve"), read_respelling("kee-EVE")
    assert first.text == last.text
    assert first.phonemes != last.phonemes


@given(WRITTEN)
def test_no_letter_is_lost(written: str) -> None:
    """The text has everything that was written, and its phonemes are in order on whole
    words."""
    said = read_respelling(written)
    assert re.sub("['’]", "", said.text.lower()) == re.sub("['’]", "", clean(written).lower())
    assert read_respelling(said.text).text == said.text
    end = 0
    for phonemes in said.phonemes:
        assert end <= phonemes.spoken_start < phonemes.spoken_end <= len(said.text)
        run = said.text[phonemes.spoken_start : phonemes.spoken_end]
        assert re.fullmatch(r"[^\W\d_]+(-[^\W\d_]+)*", run)
        assert "ˈ" in phonemes.ipa
        end = phonemes.spoken_end


@given(st.lists(SYLLABLES.filter(lambda s: s != "m"), min_size=2, max_size=5), st.data())
def test_each_syllable_can_have_the_stress(syllables: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(syllables) - 1))
    marked = [s.upper() if i == place else s for i, s in enumerate(syllables)]
    said = read_respelling("-".join(marked))
    assert said.text == "-".join(syllables)
    [phonemes] = said.phonemes
    assert len(re.split("[ˈˌ.]", phonemes.ipa.removeprefix("ˈ"))) == len(syllables)
    before = phonemes.ipa.partition("ˈ")[0]
    assert len(re.findall(r"\.", f"{before}.")) == max(1, place)


@given(WRITTEN)
def test_what_groups_matched_is_left_as_the_article_has_it(matched: str) -> None:
    template = soften_template(r"KEE-\1-EVE \g<1>")
    said = re.fullmatch("(?s)(.*)", matched)
    assert said is not None
    assert said.expand(template) == f"kee-{matched}-eve {matched}"


def test_groups_are_told_from_escapes() -> None:
    assert has_groups(r"\1")
    assert has_groups(r"\g<name>")
    assert not has_groups(r"KEE-eve\\1 \n")


@pytest.mark.parametrize(
    "table",
    ["ONSETS", "CODAS", "VOWELS", "WEAK", "CLOSED", "CLOSED_WEAK", "OPEN", "OPEN_WEAK", "LAST",
     "LAST_WEAK", "LONG", "BEFORE_E", "BARE"],
)  # fmt: skip
def test_every_sound_of_the_tables_is_one_that_voices_know(table: str) -> None:
    for written, ipa in getattr(graphemes, table).items():
        assert pronounce("x", [Phonemes(0, 1, ipa)]), (written, ipa)


@given(st.text("aehioukrstlnmbvy'-AEHKRSTOU", max_size=2000))
def test_long_ones_take_no_time(written: str) -> None:
    read_respelling(written * 3)


def test_syllables_of_many_letters_are_text() -> None:
    assert read_respelling("STR" * 5000 + "-ah").phonemes == ()
    assert read_respelling("ah-" * 5000 + "AH").phonemes
