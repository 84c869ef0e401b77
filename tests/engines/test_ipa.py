"""Tests IPA in the form that English voices take, and in eSpeak's notation."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobrief.engines.espeak.notation import notate
from audiobrief.engines.ipa import ENGLISH, pronounce
from audiobrief.model import Phonemes
from audiobrief.spoken.respelling import SOUNDS

NAME = "Kiv"


def at_names(text: str, ipa: str) -> list[Phonemes]:
    return [Phonemes(m.start(), m.end(), ipa) for m in re.finditer(NAME, text)]


@pytest.mark.parametrize(
    ("ipa", "piper", "espeak"),
    [
        ("ˈkiːjɪv", "kˈiːjɪv", "k|'i:|j|I|v"),
        ("/ʃɪˈvɔːn/", "ʃɪvˈɔːn", "S|I|v|'O:|n"),
        ("ŋwiən", "ŋwˈiːən", "N|w|'i:|@|n"),  # no stress mark: on the first vowel
        ("lɒx nɛs", "lˈɑːk nˈɛs", "l|'0|x n|'E|s"),
        ("vaˈwɛ̃.sa", "vɑːwˈɛnsɑː", "v|A:|w|'E|n|s|A:"),
        ("at.ʃa", "ˈɑːtʃɑː", "'A:|t|S|A:"),  # a syllable border splits the affricate
        ("façõ", "fˈɑːhoʊn", "f|'A:|h|oU|n"),
    ],
)
def test_sounds_are_those_of_english_voices(ipa: str, piper: str, espeak: str) -> None:
    [said] = pronounce(NAME, at_names(NAME, ipa))
    assert (" ".join(said.ipa), said.espeak) == (piper, espeak)


@pytest.mark.parametrize("ipa", ["ʘa", "k%", "12", "[[", "a]]b", "/", "ˈ", "k<a>"])
def test_what_no_voice_knows_is_left_to_the_text(ipa: str) -> None:
    assert pronounce(NAME, at_names(NAME, ipa)) == ()


@pytest.mark.parametrize(
    ("ipa", "end"), [("kiːv", "vz"), ("kæp", "ps"), ("buːʒ", "ʒɪz"), ("nuʔ", "uːz")]
)
def test_a_possessive_sounds_by_what_is_before_it(ipa: str, end: str) -> None:
    [said] = pronounce("Kiv’s port", at_names("Kiv’s port", ipa))
    assert said.ipa[0].endswith(end)
    assert (said.start, said.end) == (0, 5)
    assert pronounce("‘Kiv’ sank", at_names("‘Kiv’ sank", ipa))[0].end == 4


def test_other_languages_keep_their_sounds() -> None:
    [said] = pronounce(NAME, at_names(NAME, "ˈtrœːt"), english=False)
    assert said.ipa == ("trˈœːt",)


def test_all_that_can_be_respelled_can_be_pronounced() -> None:
    silent = {".", "ˈ", "ˌ", " ", "‿", "-"}
    parts = {part for sound in SOUNDS if sound not in silent for part in [sound]}
    assert [
        s for s in parts if s not in ENGLISH and not pronounce("a", [Phonemes(0, 1, s)])
    ] == []


@given(st.text(alphabet="K[] '’s(—v", max_size=30), st.text(max_size=8))
def test_a_text_has_no_notation_but_ours(around: str, ipa: str) -> None:
    """Whatever a text or a lexicon contains, eSpeak gets only phonemes from the table."""
    text = f"{around}Kiv{around}"
    said = pronounce(text, at_names(text, ipa))
    notation = notate(text, said)
    inside = re.findall(r"\[\[(.*?)\]\]", notation.text)
    assert inside == [each.espeak for each in said]
    assert notation.text.count("[") == notation.text.count("]") == 2 * len(said)
    mnemonics = {part for _, known in ENGLISH.values() for part in known.split("|")}
    for word in " ".join(inside).replace("'", "").replace(",", "").split():
        assert set(word.split("|")) <= mnemonics
    for char in range(len(notation.text)):
        assert 0 <= notation.find(char) < len(text)


def test_offsets_lead_back_to_the_text() -> None:
    text = "So Kiv’s (Kiv) port."
    notation = notate(text, pronounce(text, at_names(text, "kiːv")))
    assert notation.text == "So [[k|'i:|v|z]] ( [[k|'i:|v]]) port."
    for word in ("So", "port"):
        assert notation.find(notation.text.index(word)) == text.index(word)
    assert text.startswith("Kiv’s", notation.find(notation.text.index("[[")))
    assert notation.find(notation.text.rindex("]")) == text.rindex("v")
