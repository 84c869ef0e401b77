"""Tests voices of other engines: for an accent, for a passage, and when the main engine
fails."""

from __future__ import annotations

import importlib.util
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from audiobrief.audio import trim
from audiobrief.engines import Delivery
from audiobrief.engines.espeak.engine import EspeakEngine
from audiobrief.engines.guests import Guests
from audiobrief.engines.tone import ToneEngine
from audiobrief.episode.recording import Recording, count_unspoken
from audiobrief.episode.voice import open_early, open_voice
from audiobrief.errors import SpeechFailed
from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Manuscript,
    Role,
    Script,
    Segment,
    Speech,
    VoiceRole,
)
from audiobrief.settings.tree import Settings, VoiceSettings
from audiobrief.speech.casting import Cast, cast_voices
from audiobrief.speech.synthesizer import synthesize
from tests.engines.tiny_kokoro import build_kokoro

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hibari") is None,
    reason="hibari-tts has no package for this machine",
)
CHAIN = Settings(voice=VoiceSettings(engine="natural,espeak"))


@pytest.fixture
def kokoro(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Kokoro with a British voice, installed as by `voices add`."""
    folder = tmp_path / "kokoro"
    folder.mkdir()
    build_kokoro(folder)
    monkeypatch.setenv("AUDIOBRIEF_KOKORO_VOICES", str(folder))
    monkeypatch.setenv("AUDIOBRIEF_CACHE", str(tmp_path / "cache"))
    return folder


def body(text: str, **fields: object) -> Segment:
    return replace(Segment(Role.BODY, text, text), **fields)  # type: ignore[arg-type]


def script(language: str, *segments: Segment) -> Script:
    return Script("Harbour", (body("The harbour opens again."), *segments), language)


def parts(found: Cast) -> dict[str, tuple[str, str]]:
    """Role or language -> engine and voice."""
    return {
        part.language or part.role.value: (part.engine or found.engine, part.voice.name)
        for part in found.parts
    }


@pytest.mark.parametrize(
    ("chain", "language", "narrator"),
    [
        ("natural,espeak", "en-GB", ("kokoro", "bf_emma")),
        ("natural,espeak", "en-IE", ("kokoro", "bf_emma")),
        ("natural,espeak", "en-US", ("natural", "heart")),
        ("natural,espeak", "en", ("natural", "heart")),
        # the user's choice of one engine, or of eSpeak first, is respected
        ("natural", "en-GB", ("natural", "heart")),
        ("espeak,natural", "en-GB", ("espeak", "en-gb")),
    ],
)
def test_the_narrator_has_the_nearest_accent_that_was_added(
    kokoro: Path, chain: str, language: str, narrator: tuple[str, str]
) -> None:
    del kokoro
    settings = Settings(voice=VoiceSettings(engine=chain))
    with open_voice(settings, language) as voice:
        found = cast_voices(script(language), settings, voice)
    assert parts(found)["narrator"] == narrator
    assert ("spoken by kokoro" in found.parts[0].reason) == (narrator[0] == "kokoro")


def test_a_quotation_is_spoken_beside_the_guest(kokoro: Path) -> None:
    """Another voice of the same engine reads it, since the recording rooms of two engines
    differ."""
    del kokoro
    text = script("en-GB", body("It is late.", voice=VoiceRole.QUOTE))
    with open_voice(CHAIN, "en-GB") as voice:
        found = cast_voices(text, CHAIN, voice)
    assert parts(found)["quote"][0] == "kokoro"
    assert parts(found)["quote"] != parts(found)["narrator"]


def test_a_passage_is_read_by_the_engine_that_has_its_language(kokoro: Path) -> None:
    del kokoro
    text = script("en-US", body("Der Hafen öffnet wieder.", language="de"))
    with open_early(CHAIN) as early, open_voice(CHAIN, "en-US", ready=early) as voice:
        assert voice is early
        found = cast_voices(text, CHAIN, voice)
        speeches = list(synthesize(text, voice.engine, found.deliveries, guests=voice.guests))
    assert parts(found)["narrator"] == ("natural", "heart")
    assert parts(found)["de"] == ("espeak", "de")
    with closing(EspeakEngine()) as espeak:
        alone = espeak.speak(text.segments[1].spoken, Delivery(voice="de", language="de"))
    assert speeches[1].sample_rate == alone.sample_rate != speeches[0].sample_rate
    assert speeches[1].samples.tobytes() == trim(alone).samples.tobytes()


def test_the_episode_names_all_who_speak(kokoro: Path) -> None:
    del kokoro
    text = script("en-GB", body("Der Hafen öffnet wieder.", language="de"))
    article = Article("Harbour", (Block(BlockKind.PARAGRAPH, "The harbour opens again."),))
    with open_voice(CHAIN, "en-GB") as voice:
        manuscript = Manuscript(article, text)
        assert count_unspoken(text, CHAIN, voice) == sum(len(s.spoken) for s in text.segments)
        with Recording(manuscript, CHAIN, voice) as recording:
            assert sum(map(len, recording.open_sound())) > 10_000
            version = recording.cast.version
        # speech of guests is cached under their own names
        assert count_unspoken(text, CHAIN, voice) == 0
    assert all(f"{name} " in version for name in ("natural", "kokoro", "espeak"))
    assert version.endswith("bf_emma")


def test_a_guest_that_cannot_speak_is_left_out(
    kokoro: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build_kokoro(kokoro, broken="nan")
    with open_voice(CHAIN, "en-GB") as voice:
        found = cast_voices(script("en-GB"), CHAIN, voice)
    assert parts(found)["narrator"] == ("natural", "heart")
    assert any(
        "kokoro cannot read a part of the article" in message for message in caplog.messages
    )


class Hanging(ToneEngine):
    """Hums, but hangs at one sentence until the deadline, as a native voice may."""

    def speak(self, text: str, delivery: Delivery) -> Speech:
        if "hostile" in text:
            raise SpeechFailed("the voice gave no answer in 20 s")
        return super().speak(text, delivery)


def test_what_the_engine_cannot_speak_the_next_in_the_chain_does(
    caplog: pytest.LogCaptureFixture,
) -> None:
    text = script("en-US", body("A hostile sentence."), body("Another one."))
    with closing(Guests("tone", ["tone", "espeak"])) as guests:
        first, second, third = synthesize(text, Hanging(), {}, guests=guests)
    with closing(EspeakEngine()) as espeak:
        alone = espeak.speak("A hostile sentence.", Delivery(language="en-US"))
    assert second.samples.tobytes() == trim(alone).samples.tobytes()
    assert [word.text_start for word in second.words] == [0, 2, 10]
    assert len(first.samples) > 0
    assert len(third.samples) > 0
    (message,) = caplog.messages
    assert "espeak speaks this sentence" in message
    with closing(Guests("tone", ["tone"])) as nobody, pytest.raises(SpeechFailed):
        list(synthesize(text, Hanging(), {}, guests=nobody))


def test_a_guest_that_fails_is_stood_in_for_by_the_engine_that_serves(
    kokoro: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And a stand-in that fails too by the next one: only where nobody can speak it, it fails."""
    del kokoro
    text = script("en-GB", body("A hostile sentence."))

    class Broken(Hanging):
        name = "broken"

    with closing(Guests("tone", ["tone", "espeak"])) as guests:
        guests.opened["broken"] = Broken()
        narrator = Delivery(engine="broken", language="en-GB")
        first, second = synthesize(
            text, Hanging(), {VoiceRole.NARRATOR: narrator}, guests=guests
        )
        assert guests.stood_in == 1
    assert len(first.samples) > 0
    assert len(second.samples) > 0
    # the engine that serves hangs at it as well
    assert [message.partition(" speaks")[0] for message in caplog.messages] == ["espeak"]
