from contextlib import closing

import pytest

from audiobrief.engines import Delivery, Voice, load_engine
from audiobrief.engines.voices import (
    ACCENTS,
    accents_for,
    choose_voice,
    find_voice,
    root_of,
    speaks,
)
from audiobrief.errors import VoiceNotFound

VOICES = [
    Voice("caribbean", "en-029"),
    Voice("british", "en-GB"),
    Voice("american", "en-US"),
    Voice("anna", "de"),
    Voice("amelie", "fr-CA"),
]


@pytest.mark.parametrize(
    ("voice", "language", "chosen"),
    [
        ("british", "de", "british"),
        ("BRITISH", "en", "british"),
        ("", "en-GB", "british"),
        ("", "en", "american"),
        ("", "en-nz", "british"),
        ("", "en-CA", "american"),
        ("", "en_GB-oxendict", "british"),
        ("", "de-AT", "anna"),
        ("", "fr", "amelie"),
        ("", "ja", "caribbean"),
        ("", "", "american"),
        ("", "fr-BE", "amelie"),
    ],
)
def test_the_voice_that_is_asked_for(voice: str, language: str, chosen: str) -> None:
    delivery = Delivery(voice=voice, language=language)
    assert find_voice("test", VOICES, delivery).name == chosen


def test_a_refusal_names_the_nearest() -> None:
    with pytest.raises(VoiceNotFound, match="'britisch' is unknown to test; nearest: british"):
        find_voice("test", VOICES, Delivery(voice="britisch"))
    with pytest.raises(VoiceNotFound, match=r"nearest: caribbean, british, american \(see"):
        find_voice("test", VOICES, Delivery(voice="xxxxxx"))
    with pytest.raises(VoiceNotFound, match="has no voices"):
        find_voice("test", [], Delivery())


@pytest.mark.parametrize("language", ACCENTS)
def test_accents_are_tags_of_the_language_itself(language: str) -> None:
    assert all(root_of(tag) == root_of(language or "en") for tag in accents_for(language))
    assert len(set(accents_for(language))) == len(list(accents_for(language)))


def test_an_engine_speaks_the_languages_of_its_voices() -> None:
    with closing(load_engine("espeak")) as espeak, closing(load_engine("tone")) as tone:
        assert [speaks(espeak, tag) for tag in ("en-GB", "de", "nb-NO", "xx")] == [
            True, True, True, False,
        ]  # fmt: skip
        assert speaks(tone, "xx")  # its voices have no language


def test_espeak_follows_the_table() -> None:
    with closing(load_engine("espeak")) as espeak:
        chosen = {
            tag: choose_voice(espeak, Delivery(language=tag)).name
            for tag in ("en", "en-IE", "en-NG", "en-CA", "pt", "nn", "zh-HK", "es-PE", "fr-CA")
        }
    assert chosen == {
        "en": "en-us", "en-IE": "en-gb", "en-NG": "en-gb", "en-CA": "en-us", "pt": "pt-br",
        "nn": "nb", "zh-HK": "yue", "es-PE": "es-419", "fr-CA": "fr-fr",
    }  # fmt: skip
