"""Every voice that eSpeak lists can speak, under the name it is listed by."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.errors import VoiceNotFound


@pytest.fixture(scope="module")
def espeak() -> Iterator[Engine]:
    engine = load_engine("espeak")
    yield engine
    engine.close()


@pytest.mark.parametrize(
    "every", [pytest.param(10, id="tenth"), pytest.param(1, id="each", marks=pytest.mark.long)]
)
def test_every_voice_that_is_listed_speaks(espeak: Engine, every: int) -> None:
    for voice in espeak.voices()[::every]:
        assert len(espeak.speak("One.", Delivery(voice=voice.name)).samples) > 1000, voice


def test_the_two_englishes_differ(espeak: Engine) -> None:
    here, there = (
        espeak.speak("The ferry can dock after the dance.", Delivery(language=language))
        for language in ("en-GB", "en-US")
    )
    assert here.samples.tobytes() != there.samples.tobytes()


def test_a_voice_that_would_say_nothing_is_refused(espeak: Engine) -> None:
    with pytest.raises(VoiceNotFound, match="'fo'"):
        espeak.speak("One.", Delivery(voice="fo"))
