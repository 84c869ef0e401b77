import pytest

from audiobrief.engines import Delivery, Voice
from audiobrief.engines.voices import find_voice
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
        ("", "en-nz", "american"),
        ("", "de-AT", "anna"),
        ("", "fr", "amelie"),
        ("", "ja", "caribbean"),
        ("", "", "caribbean"),
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
    with pytest.raises(VoiceNotFound, match="no voices at all"):
        find_voice("test", [], Delivery())
