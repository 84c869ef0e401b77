"""Tests which voice reads what, and why: by language and region, role, speaker and passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from audiobrief.engines import Delivery, HasVariants, Voice
from audiobrief.engines.chain import SelectedEngine
from audiobrief.engines.tone import ToneEngine
from audiobrief.episode.voice import open_voice
from audiobrief.errors import VoiceNotFound
from audiobrief.model import Role, Script, Segment, VoiceRole
from audiobrief.settings.tree import Settings, VoiceSettings
from audiobrief.speech.casting import Cast, cast_voices
from audiobrief.speech.synthesizer import choose_delivery, synthesize

HEART = Voice("heart", "en-US", sex="female")
FENRIR = Voice("fenrir", "en-US", sex="male")
KORE = Voice("kore", "en-US", sex="female")
EMMA = Voice("emma", "en-GB", sex="female")
FABLE = Voice("fable", "en-GB", sex="male")
ANNA = Voice("anna", "de-DE", sex="female")


class Installed(ToneEngine):
    """Hums under the names of voices, like an engine with these voices installed."""

    def __init__(self, *voices: Voice) -> None:
        super().__init__()
        self._named = voices

    def voices(self) -> Sequence[Voice]:
        return self._named


class Moving(Installed):
    """An engine that can also turn a voice into another speaker."""

    def variants(self, delivery: Delivery) -> Sequence[Voice]:
        name = delivery.voice or self._named[0].name
        own = next(voice for voice in self._named if voice.name == name)
        return [replace(own, name=f"{name}+low", sex="male")]


def segment(text: str, **fields: object) -> Segment:
    return replace(Segment(Role.BODY, text, text), **fields)  # type: ignore[arg-type]


def quote(speaker: str, text: str = "It is late.", **fields: object) -> Segment:
    return segment(text, role=Role.QUOTE, voice=VoiceRole.QUOTE, speaker=speaker, **fields)


def script(*segments: Segment, language: str = "en-US") -> Script:
    first = segment("Mr. Marl and Mrs. Odell met Jo Bright.")
    return Script("Harbour", (first, *segments), language)


def cast(
    engine: ToneEngine, text: Script, *, lacking: Sequence[str] = (), **voice: object
) -> Cast:
    settings = Settings(voice=VoiceSettings(**voice))  # type: ignore[arg-type]
    return cast_voices(text, settings, SelectedEngine(engine, lacking=frozenset(lacking)))


def names(found: Cast) -> dict[str, str]:
    return {
        part.speaker or part.language or part.role.value: part.voice.name
        for part in found.parts
    }


@pytest.mark.parametrize(
    ("language", "installed", "narrator", "why"),
    [
        ("en-GB", [HEART, EMMA], "emma", "the article is in en-GB"),
        ("en-GB", [HEART], "heart", "en-US is the nearest accent"),
        ("en-IE", [HEART, EMMA], "emma", "en-GB is the nearest accent"),
        ("en", [EMMA, HEART], "heart", "the article is in en"),
        ("en-CA", [EMMA, HEART], "heart", "en-US is the nearest accent"),
        ("de-AT", [HEART, ANNA], "anna", "de-DE is the nearest accent"),
        ("fr", [HEART, ANNA], "heart", "no voice for fr is installed"),
    ],
)
def test_the_narrator_has_the_articles_accent(
    language: str, installed: list[Voice], narrator: str, why: str
) -> None:
    found = cast(Installed(*installed), script(language=language))
    assert found.parts[0].voice.name == narrator
    assert why in found.parts[0].reason


@pytest.mark.parametrize(
    ("installed", "language", "quoted"),
    [
        ([HEART, KORE, FENRIR], "en-US", "fenrir"),
        ([HEART, KORE], "en-US", "kore"),
        ([HEART, EMMA, FABLE], "en-GB", "fable"),
        ([HEART, EMMA], "en-US", "heart+low"),
    ],
)
def test_a_quotation_has_another_speaker_of_the_same_accent(
    installed: list[Voice], language: str, quoted: str
) -> None:
    """An installed voice is preferred to a derived one, and one of the other sex if
    available."""
    engine = Moving(*installed)
    assert isinstance(engine, HasVariants)
    found = cast(engine, script(quote(""), language=language))
    assert names(found)["quote"] == quoted


def test_without_another_of_the_accent_one_of_the_language_is_quoted() -> None:
    found = cast(Installed(HEART, ANNA, EMMA), script(quote("")))
    assert names(found)["quote"] == "emma"
    alone = cast(Installed(HEART, ANNA), script(quote("")))
    assert names(alone)["quote"] == "heart"
    assert alone.parts[1].reason == "as the narrator"


def test_roles_are_read_as_the_settings_say() -> None:
    engine = Installed(HEART, FENRIR, EMMA)
    chosen = {"narrator": "fenrir", "announcer": "emma"}
    found = cast(engine, script(quote("")), **chosen)
    assert names(found) == {
        "narrator": "fenrir", "quote": "heart", "announcer": "emma", "aside": "fenrir",
    }  # fmt: skip
    assert found.parts[2].reason == "the settings name it (voice.announcer)"
    with pytest.raises(VoiceNotFound, match="nearest: fenrir"):
        cast(engine, script(), narrator="fenrirr")


def test_a_voice_of_an_engine_that_was_passed_over_is_chosen_anew() -> None:
    found = cast(Installed(HEART, FENRIR), script(), narrator="alloy", lacking=["alloy"])
    assert names(found)["narrator"] == "heart"


def test_speakers_have_voices_of_their_sex() -> None:
    engine = Installed(HEART, FENRIR, KORE, EMMA)
    text = script(quote("Marl"), quote("Odell"), quote("Bright"), quote("Marl"))
    found = cast(engine, text, speakers=True)
    assert names(found) == {
        "narrator": "heart", "quote": "fenrir", "announcer": "heart", "aside": "heart",
        "Marl": "fenrir", "Odell": "kore", "Bright": "emma",
    }  # fmt: skip
    counts = {part.speaker: count for part, count in found.count(text).items()}
    assert counts == {"": 1, "Marl": 2, "Odell": 1, "Bright": 1}


def test_more_speakers_than_voices_share_them() -> None:
    people = ["Marl", "Odell", "Bright", "Lunt"]
    found = cast(Installed(HEART, FENRIR), script(*map(quote, people)), speakers=True)
    assert [names(found)[speaker] for speaker in people] == ["fenrir"] * 4
    assert [part.reason for part in found.parts[-2:]] == [
        "a voice of their own, shared with others"
    ] * 2


def test_a_passage_in_another_language_is_read_by_a_voice_of_it() -> None:
    text = script(segment("Guten Tag.", language="de"), segment("Bonjour.", language="fr"))
    found = cast(Installed(HEART, ANNA), text)
    german, french = (choose_delivery(text, one, found.deliveries) for one in text.segments[1:])
    assert (german.voice, german.language) == ("anna", "de")
    # no voice speaks French, so the narrator reads the passage like any other
    assert french == choose_delivery(text, text.segments[0], found.deliveries)
    assert names(found)["fr"] == "heart"
    assert "no voice for fr" in found.parts[-1].reason


def test_a_voice_of_any_language_is_told_which_it_reads() -> None:
    text = script(segment("Guten Tag.", language="de"))
    found = cast(ToneEngine(), text)
    assert choose_delivery(text, text.segments[1], found.deliveries).language == "de"


def test_a_passage_of_the_same_language_is_the_narrators() -> None:
    text = script(segment("Good day.", language="en-GB"))
    assert set(names(cast(Installed(HEART, EMMA), text))) == {
        "narrator", "quote", "announcer", "aside",
    }  # fmt: skip


def test_everybody_who_is_cast_can_speak() -> None:
    """With the engine that has the most voices, every voice in the cast is heard."""
    text = script(quote("Marl"), quote("Odell"), segment("Guten Tag.", language="de"))
    settings = Settings(voice=VoiceSettings(engine="espeak", speakers=True))
    with open_voice(settings) as voice:
        found = cast_voices(text, settings, voice)
        speeches = list(synthesize(text, voice.engine, found.deliveries))
    assert all(len(speech.samples) > 1000 for speech in speeches)
    assert names(found)["de"] == "de"
    assert [part.voice.sex for part in found.parts if part.speaker] == ["male", "female"]


def test_the_chain_gives_way_to_an_engine_that_has_the_language(
    caplog: pytest.LogCaptureFixture,
) -> None:
    pytest.importorskip("hibari", reason="hibari-tts has no wheel for this machine")
    settings = Settings(voice=VoiceSettings(engine="natural,espeak"))
    with open_voice(settings, "en-GB") as english:
        assert (english.engine.name, caplog.messages) == ("natural", [])
        with open_voice(settings, "en", ready=english) as same:
            assert same is english
        with open_voice(settings, "de", ready=english) as german:
            assert german.engine.name == "espeak"
    assert caplog.messages == ["espeak speaks (not natural: it has no voice for de)"]


def test_where_no_engine_has_the_language_the_first_reads_it() -> None:
    pytest.importorskip("hibari", reason="hibari-tts has no wheel for this machine")
    settings = Settings(voice=VoiceSettings(engine="natural,espeak"))
    with open_voice(settings, "xx") as voice:
        assert voice.engine.name == "natural"
        found = cast_voices(script(language="xx"), settings, voice)
    assert found.parts[0].reason == "no voice for xx is installed"
