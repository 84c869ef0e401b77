"""Tests that every voice that eSpeak lists can speak under its listed name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from audiobrief.audio import make_silence, to_samples, trim
from audiobrief.audio.loudness import Meter
from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.engines.espeak.engine import LOUDNESS_LUFS, RELEASE, EspeakEngine
from audiobrief.episode.reader import read_manuscript
from audiobrief.errors import VoiceNotFound
from audiobrief.model import Phonemes
from tests.places import EXAMPLE


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


def test_the_version_tells_a_change_of_sound_within_one_version_of_the_library() -> None:
    """The version is part of the cache's key, so speech cached when words were lost is spoken
    anew."""
    with closing(EspeakEngine()) as engine:
        library, release = engine.version.split()
    assert re.fullmatch(r"\d+\.\d+(\.\d+)?\S*", library)
    assert release == f"r{RELEASE}"
    assert RELEASE >= 2


def test_the_two_englishes_differ(espeak: Engine) -> None:
    here, there = (
        espeak.speak("The ferry can dock after the dance.", Delivery(language=language))
        for language in ("en-GB", "en-US")
    )
    assert here.samples.tobytes() != there.samples.tobytes()


def test_a_voice_that_would_say_nothing_is_refused(espeak: Engine) -> None:
    with pytest.raises(VoiceNotFound, match="'fo'"):
        espeak.speak("One.", Delivery(voice="fo"))


@pytest.mark.parametrize("voice", LOUDNESS_LUFS)
def test_a_measured_voice_is_as_loud_as_was_measured(voice: str) -> None:
    segments = read_manuscript(EXAMPLE).script.segments
    delivery = Delivery(voice=voice)
    with closing(EspeakEngine()) as engine:
        speeches = [trim(engine.speak(each.spoken, delivery)) for each in segments]
        known = engine.loudness_of(delivery)
        assert engine.loudness_of(Delivery(voice=voice, speed=1.5)) is None
        assert engine.loudness_of(Delivery(voice="de")) is None
    meter = Meter(speeches[0].sample_rate, true_peak=False)
    rate = speeches[0].sample_rate
    for speech, each in zip(speeches, segments, strict=True):
        meter.feed(speech.samples)
        # the meter's windows of 400 ms reach into the pauses (ITU-R BS.1770)
        meter.feed(make_silence(to_samples(each.pause_after_ms, rate)))
    assert known is not None
    assert abs(meter.integrated_lufs - known) < 0.25


@pytest.mark.parametrize("voice", ["en-us", "en-gb"])
@pytest.mark.parametrize(
    ("word", "ipa"),
    [("car", "kɑːɹ"), ("north", "nɔːɹθ"), ("beer", "bɪɹ"), ("hair", "heə"), ("nurse", "nɜːs"),
     ("tour", "tʊə")],
)  # fmt: skip
def test_an_r_of_ipa_is_said_as_the_accent_says_it(
    espeak: Engine, voice: str, word: str, ipa: str
) -> None:
    """The same IPA gives exactly the samples of each accent's own pronunciation of the word."""
    text, said = f"The {word}.", (Phonemes(4, 4 + len(word), ipa),)
    plain = espeak.speak(text, Delivery(voice=voice))
    pronounced = espeak.speak(text, Delivery(voice=voice, phonemes=said))
    assert plain.samples.tobytes() == pronounced.samples.tobytes()
