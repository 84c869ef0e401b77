"""Tests that a voice's IPA is written as a respelling that is read as the same sounds."""

from __future__ import annotations

import itertools

import pytest

from audiobrief.spoken.respelling import read_respelling
from audiobrief.spoken.syllables import CONSONANTS, VOWELS, divide, merge, spell

CODAS = ("b", "n", "ks", "ŋ", "ŋk", "t", "dʒ", "s", "z", "ð", "st", "nz")
SPELLED = {
    # IPA, in the notations of misaki's lexicon, of eSpeak NG and of dictionaries -> respelling
    "jukɹˈeɪn": "yoo-KRAYN",
    "juːkɹˈeɪn": "yoo-KRAYN",
    "ˈkiːɪv": "KEE-iv",
    "kˈijɪf": "KEE-yif",
    "hˈælvɚwɪk": "HAL-vur-wik",
    "ɡˈɑːzə": "GAH-zuh",
    "dnˈipɹoʊ": "DNEE-proh",
    "tɹˈʌmp": "TRUMP",
    "kɑɹtˈum": "kar-TOOM",
    "tʃˈɛɹɪŋ": "CHEH-ring",
    "mˈækɹɑn": "MA-krahn",
    "ˈdʒɔɪs": "JOYS",
    "ˈaɪdə mˈɔs": "IGH-duh MAWS",
    "zəlˈɛnski": "zuh-LEN-skee",
    "ˈbɜːmɪŋəm": "BUR-ming-uhm",
    "nə wˈiːn": "nuh-WEEN",
    "θˈɔːɹnhɪl": "THORN-hil",
    "ˈɔːdɹi": "AW-dree",
    "oʊbɹˈaɪən": "oh-BRIGH-uhn",
    "ɹˈaʊəl": "ROW-uhl",
    "mˈɪə": "MEER",
    "ˈæskɚbi": "AS-kur-bee",
    "mækˈeɪ": "mak-AY",
    "ˈæɹən": "AIR-uhn",
    "væn dɚ pˈɛl": "van-dur-PEL",
    "ˈɔɹəl ðə": "AW-ruhl-dhuh",
    "nˈaʊ": "NOW'",
    "pˈɔɹt": "PORT",
    "ˈæn": "AN'",
    "smˈɪθdʒˈoʊnz": "smith-JOHNZ",
    "ŋwˈin": "NGWEEN'",
}


@pytest.mark.parametrize("ipa", SPELLED)
def test_ipa_is_spelled_as_newsrooms_do(ipa: str) -> None:
    assert spell(ipa) == SPELLED[ipa]


def heard(ipa: str) -> str:
    """The sounds of IPA, a stress before its vowel, without differences that have no spelling."""
    return merge(
        "".join(
            "".join((*syllable.onset, "ˈ" * syllable.stressed, syllable.vowel, *syllable.coda))
            for syllable in divide(ipa)
        )
    )


def written_back(ipa: str) -> str:
    """The sounds of which a respelling is read; all of its words are read as sounds."""
    respelled = spell(ipa)
    read = read_respelling(respelled)
    assert len(read.phonemes) == len(respelled.split()), respelled
    return "".join(heard(phonemes.ipa) for phonemes in read.phonemes)


@pytest.mark.parametrize("ipa", [ipa for ipa in SPELLED if ipa.count("ˈ") == 1])
def test_a_respelling_is_read_as_the_ipa_that_it_was_written_from(ipa: str) -> None:
    assert written_back(ipa) == heard(ipa)


@pytest.mark.parametrize("vowel", VOWELS)
@pytest.mark.parametrize(
    "shape", ["{}", "{}bi", "bˈi{}", "{}bˈi", "nˈoʊ{}mə", "bi{}m", "{} bˈi"]
)
def test_every_syllable_is_read_as_it_was_written_or_has_no_respelling(
    vowel: str, shape: str
) -> None:
    for onset, coda in itertools.product(("", *CONSONANTS, "st"), ("", *CODAS)):
        stress = "" if "ˈ" in shape else "ˈ"
        ipa = shape.format(f"{onset}{stress}{vowel}{coda}")
        if spell(ipa):
            assert written_back(ipa) == heard(ipa), (ipa, spell(ipa))
        else:
            # without a consonant after it, an "a" as in "cat" is written like another vowel
            assert vowel == "æ", ipa
            assert not coda, ipa


@pytest.mark.parametrize("ipa", ["", " ", "ˈ", "n", "2", "ˈˈ ˌ", "bˈiæ", "ziloʊ"])
def test_what_no_capitals_can_show_has_no_respelling(ipa: str) -> None:
    assert spell(ipa) == ""
