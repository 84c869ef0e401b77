"""Tests the conversion of English text to phonemes: complete and fast for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.engines.conformance import HOSTILE_TEXTS
from audiobrief.engines.ipa import pronounce
from audiobrief.engines.misaki.alphabet import to_misaki
from audiobrief.engines.misaki.pronouncer import Pronouncer
from audiobrief.engines.misaki.sentences import MAX_PHONEMES
from audiobrief.engines.text_limits import make_sayable
from audiobrief.model import Phonemes

AMERICAN = Pronouncer()
BRITISH = Pronouncer(british=True)


def say(text: str, reader: Pronouncer = AMERICAN, **ipa: str) -> str:
    """The phonemes of a text, with the given IPA for some words."""
    given_ipa = [Phonemes(text.index(w), text.index(w) + len(w), i) for w, i in ipa.items()]
    given_ipa.sort()
    reading = reader.read(text, pronounce(text, given_ipa))
    return " | ".join(sentence.phonemes for sentence in reading.sentences)


def words_of(text: str) -> list[str]:
    reading = AMERICAN.read(text)
    return [text[start:end] for s in reading.sentences for start, end in s.spans]


@pytest.mark.parametrize(
    ("text", "phonemes"),
    [
        ("The harbour opens.", "ðə hˈɑɹbəɹ ˈOpᵊnz."),
        ("The apple.", "ði ˈæpᵊl."),  # "the" before a vowel
        ("They have read it. They will read it.", "ðˌA hæv ɹˈɛd ɪt. | ðˌA wɪl ɹˈid ɪt."),
        ("Monday—the ferry", "mˈʌndˌA — ðə fˈɛɹi"),
        ("No. 10.", "nˈO. tˈɛn."),
    ],
)
def test_plain_words_are_read_by_the_lexicon(text: str, phonemes: str) -> None:
    assert say(text) == phonemes


def test_each_accent_has_its_own_sounds() -> None:
    assert say("bath") == "bˈæθ"
    assert say("bath", BRITISH) == "bˈɑːθ"


def test_the_sounds_that_a_user_gives_are_said() -> None:
    assert say("Go to Kyiv now.", Kyiv="ˈkiːɪv") == "ɡˌO tə kˈiɪv nˈW."
    assert say("Go to Kyiv now.", Kyiv="kiːˈiːv") == "ɡˌO tə kiˈiv nˈW."


def test_a_possessive_behind_given_sounds_is_said() -> None:
    assert say("Kyiv's mayor", Kyiv="ˈkiːɪv").startswith("kˈiɪvz ")


def test_given_sounds_of_several_words_belong_to_these() -> None:
    text = "at Loch Ness today"
    reading = AMERICAN.read(text, pronounce(text, [Phonemes(3, 12, "lɒx nɛs")]))
    [sentence] = reading.sentences

    assert [text[a:b] for a, b in sentence.spans] == ["at", "Loch", "Ness", "today"]


def test_names_in_other_scripts_are_said_by_their_letters_and_counted() -> None:
    text = "He flew from Москва to 北京."
    reading = AMERICAN.read(text)

    assert [text[a:b] for a, b in reading.respelled] == ["Москва", "北京."]
    assert words_of(text) == ["He", "flew", "from", "Москва", "to", "北京"]
    assert "mˈɑskvə" in reading.sentences[0].phonemes


def test_letters_with_marks_are_no_other_script() -> None:
    assert AMERICAN.read("Erdoğan met Wałęsa in Łódź.").respelled == ()


def test_a_sentence_that_is_too_long_is_cut_after_a_clause() -> None:
    clause = "and the ferry that left the old quay at seven came back, "
    text = ("The harbour opens, " + clause * 20).strip(", ") + "."
    sentences = AMERICAN.read(text).sentences

    assert len(sentences) > 1
    assert all(len(sentence.phonemes) <= MAX_PHONEMES for sentence in sentences)
    assert all(sentence.phonemes[-1] in ",." for sentence in sentences)
    assert [sentence.ends_sentence for sentence in sentences[:-1]] == [False] * (
        len(sentences) - 1
    )
    assert words_of(text) == [word.strip(",.") for word in text.split()]


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_hostile_texts_are_read_in_a_second(text: str) -> None:
    started = time.process_time()
    reading = AMERICAN.read(make_sayable(text))

    assert time.process_time() - started < 1.0
    for sentence in reading.sentences:
        assert len(sentence.phonemes) <= MAX_PHONEMES


@pytest.mark.parametrize("text", ["1/2/" * 80, "9" * 4000, "a" * 6000, "x1" * 500, "-'" * 900])
def test_what_stops_the_package_itself_does_not_stop_this(text: str) -> None:
    started = time.process_time()
    AMERICAN.read(text)

    assert time.process_time() - started < 2.0


@settings(deadline=None, max_examples=150)
@given(st.text(st.characters(codec="utf-8"), max_size=120))
def test_any_text_has_phonemes_for_each_word_in_order(text: str) -> None:
    reading = AMERICAN.read(make_sayable(text))
    end = 0
    for sentence in reading.sentences:
        assert len(sentence.owners) == len(sentence.phonemes) <= MAX_PHONEMES
        assert set(sentence.owners) <= {-1, *range(len(sentence.spans))}
        for start, stop in sentence.spans:
            assert end <= start < stop <= len(text)
            assert text[start].isalnum()
            end = max(end, stop)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30), min_size=1))
def test_no_word_of_latin_letters_is_lost(words: list[str]) -> None:
    text = " ".join(words)
    said = words_of(text)

    assert "".join(said) == "".join(words)


@pytest.mark.parametrize(
    ("ipa", "american", "british"),
    [
        ("kˈɑːɹ", "kˈɑɹ", "kˈɑː"),
        ("hˈɛɹz", "hˈɛɹz", "hˈɛːz"),
        ("bˈɪɹ", "bˈɪɹ", "bˈɪə"),
        ("stˈɑːɹiː", "stˈɑɹi", "stˈɑːɹiː"),
        ("fˈɛɹiː", "fˈɛɹi", "fˈɛɹiː"),
        ("əɹˈɑːn", "əɹˈɑn", "əɹˈɑːn"),
        ("tˈʊɹ", "tˈʊɹ", "tˈʊə"),
        ("həlˈoʊ", "həlˈO", "həlˈQ"),
        ("tʃˈɜːtʃ", "ʧˈɜɹʧ", "ʧˈɜːʧ"),
        ("dʒˈaɪənt", "ʤˈIənt", "ʤˈIənt"),
        ("wˈɔːɾɚ", "wˈɔTəɹ", "wˈɔːtə"),
    ],
)
def test_espeaks_ipa_is_spelled_in_misakis_alphabet(
    ipa: str, american: str, british: str
) -> None:
    assert to_misaki(ipa, british=False) == american
    assert to_misaki(ipa, british=True) == british


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ň. Novák met Ě. Dvořák.", ["Ň", "Novák", "met", "Ě", "Dvořák"]),
        ("Plan Ę failed.", ["Plan", "Ę", "failed"]),
        ("È vero, said Ý.", ["È", "vero", "said", "Ý"]),
        ("The letter ع and the name ở.", ["The", "letter", "ع", "and", "the", "name", "ở"]),
        ("The number ⑳⑳ and Ъ.", ["The", "number", "⑳⑳", "and", "Ъ"]),
    ],
)
def test_a_letter_that_the_reader_has_no_sound_for_is_said_all_the_same(
    text: str, said: list[str]
) -> None:
    assert words_of(text) == said
    for sentence in AMERICAN.read(text).sentences:
        for owner in range(len(sentence.spans)):
            sounds = [
                sign
                for sign, whose in zip(sentence.phonemes, sentence.owners, strict=True)
                if whose == owner
            ]
            assert any(map(str.isalpha, sounds)), sentence


def test_capitals_with_marks_keep_their_sounds() -> None:
    assert say("ŁÓDŹ") == say("LODZ")
    assert say("PSŽ") == say("PSZ")


def test_what_is_said_otherwise_than_it_stands_is_counted() -> None:
    text = "The letter Ę and Nẵng are odd."
    reading = AMERICAN.read(text)

    assert [text[start:end] for start, end in reading.respelled] == ["Ę", "Nẵng"]


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12))
def test_no_word_of_any_script_is_without_a_sound(word: str) -> None:
    text = make_sayable(f"The word {word} was read.")
    spans = {span for sentence in AMERICAN.read(text).sentences for span in sentence.spans}
    covered = {at for start, end in spans for at in range(start, end)}

    assert {at for at, char in enumerate(text) if char.isalnum()} <= covered


def test_a_pronunciation_is_told_in_ipa_with_the_words_that_were_guessed() -> None:
    told = AMERICAN.pronounce("Saltmere and Kyiv, said Joyce.")
    assert told.ipa.split()[1:] == ["ænd", "kˈijɪf", "sˈɛd", "dʒˈɔɪs"]
    assert told.guessed == ("Saltmere",)
    given = AMERICAN.pronounce("Saltmere", [Phonemes(0, 8, "ˈsɔːltmɪə")])
    assert (given.ipa, given.guessed) == ("sˈɔltmiə", ())
    assert BRITISH.pronounce("bath").ipa == "bˈɑːθ"


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_any_text_has_a_pronunciation(text: str) -> None:
    assert not set(AMERICAN.pronounce(make_sayable(text)[:2000]).ipa) & set("AIOWY!?,")
