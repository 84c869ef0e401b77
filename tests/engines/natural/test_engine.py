"""Tests the natural engine: its voices and variants, its options and its limits."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audiobrief.audio.loudness import Meter
from audiobrief.engines import Delivery, Engine, HasLoudness, HasVariants, load_engine
from audiobrief.engines.natural.voices import BUNDLED_SHA256, KNOWN, VARIANTS, find_graphs
from audiobrief.errors import EngineUnavailable, VoiceNotFound
from audiobrief.model import Phonemes, Speech

SENTENCE = "The harbour, closed since May, opens again on Monday."
PLAIN = Delivery()


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with contextlib.closing(load_engine("natural")) as opened:
        yield opened


def is_same(first: Speech, second: Speech) -> bool:
    return np.array_equal(first.samples, second.samples)


def find_sound(speech: Speech) -> tuple[int, int]:
    """First and last audible sample."""
    loud = np.flatnonzero(np.abs(speech.samples.astype(int)) > 300)
    return int(loud[0]), int(loud[-1])


def test_the_graph_is_the_one_that_was_measured() -> None:
    import hashlib

    content = find_graphs(Path("nowhere"))["heart"].read_bytes()

    assert hashlib.sha256(content).hexdigest() == BUNDLED_SHA256


def test_heart_is_there_without_a_download(engine: Engine) -> None:
    [heart, *_] = engine.voices()

    assert (heart.name, heart.language, heart.sex) == ("heart", "en-US", "female")


def test_graphs_in_the_folder_are_voices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundled = find_graphs(Path("nowhere"))["heart"]
    (tmp_path / "emma.onnx").symlink_to(bundled)
    (tmp_path / "mine.onnx").symlink_to(bundled)
    monkeypatch.setenv("AUDIOBRIEF_NATURAL_VOICES", str(tmp_path))

    with contextlib.closing(load_engine("natural")) as engine:
        found = {voice.name: voice for voice in engine.voices()}
        speech = engine.speak(SENTENCE, Delivery(voice="emma"))
        by_language = engine.speak(SENTENCE, Delivery(language="en-GB"))
        american = engine.speak(SENTENCE, PLAIN)

    assert list(found) == ["heart", "emma", "mine"]
    assert (found["emma"].language, found["emma"].sex) == ("en-GB", "female")
    assert found["mine"].language == "en-US"
    # the graph is the same, but the British lexicon differs
    assert is_same(speech, by_language)
    assert not is_same(speech, american)


def test_the_makers_own_list_is_the_one_here() -> None:
    import hibari.voices

    for name, told in hibari.voices.VOICES.items():
        known = KNOWN[name]
        assert (known.language, known.sex, known.british) == (
            told["language"],
            told["gender"],
            told["british"],
        )


def test_variants_are_other_speakers(engine: Engine) -> None:
    assert isinstance(engine, HasVariants)
    names = [voice.name for voice in engine.variants(PLAIN)]
    spoken = [engine.speak(SENTENCE, Delivery(voice=name)) for name in ("heart", *names)]

    assert names == [f"heart+{variant}" for variant in VARIANTS]
    for speech in spoken:
        for word, other in zip(speech.words, spoken[0].words, strict=True):
            assert abs(word.start - other.start) / speech.sample_rate < 0.05
    assert not any(is_same(spoken[0], other) for other in spoken[1:])
    assert [voice.sex for voice in engine.variants(PLAIN)] == ["male", "female"]
    others = engine.variants(Delivery(voice="heart+low"))
    assert "heart+low" not in [voice.name for voice in others]


@pytest.mark.parametrize("voice", ["heart+loud", "hart", "heart+", "+low"])
def test_a_voice_that_is_not_there_is_refused(engine: Engine, voice: str) -> None:
    if voice in {"heart+", "+low"}:
        # the engine chooses an empty half itself
        assert len(engine.speak("Yes.", Delivery(voice=voice)).samples)
        return
    with pytest.raises(VoiceNotFound, match="heart"):
        engine.speak("Yes.", Delivery(voice=voice))


@pytest.mark.parametrize("speed", [0.5, 0.75, 0.9, 1.1, 1.25, 1.5, 2.0, 3.0])
def test_speed_is_as_asked(engine: Engine, speed: float) -> None:
    text = SENTENCE + " " + SENTENCE
    plain, fast = (engine.speak(text, Delivery(speed=each)) for each in (1.0, speed))
    ratio = len(plain.samples) / len(fast.samples)

    # the graph rounds each sound to a multiple of 25 ms
    assert ratio == pytest.approx(speed, rel=0.08)
    assert fast.words[-1].end == pytest.approx(plain.words[-1].end / ratio, rel=0.1)


def test_given_sounds_move_the_sound(engine: Engine) -> None:
    text = "Go to Kyiv now."
    ways = ["", "ˈkiːɪv", "kiːˈɪv", "ˈtɒkioʊ"]
    spoken = [
        engine.speak(text, Delivery(phonemes=(Phonemes(6, 10, ipa),) if ipa else ()))
        for ipa in ways
    ]

    for index, one in enumerate(spoken):
        assert not any(is_same(one, other) for other in spoken[index + 1 :])


@pytest.mark.parametrize("text", ["Yes.", "No.", "No. 10.", "Why?", "I.", "Oh!", "Quote."])
def test_a_very_short_text_is_as_loud_and_as_slow_as_others(engine: Engine, text: str) -> None:
    speech, long = engine.speak(text, PLAIN), engine.speak(SENTENCE, PLAIN)
    first, last = find_sound(speech)
    long_first, long_last = find_sound(long)
    level, long_level = (
        20 * np.log10(np.std(one.samples[a:b]))
        for one, a, b in ((speech, first, last), (long, long_first, long_last))
    )

    assert level == pytest.approx(long_level, abs=5)
    assert 0.15 < (last - first) / speech.sample_rate < 1.2
    assert first / speech.sample_rate < 0.4


def test_a_sentence_of_many_clauses_is_joined_without_a_gap(engine: Engine) -> None:
    clause = "and the ferry that left the old quay at seven came back, "
    text = ("The harbour opens, " + clause * 16).strip(", ") + "."
    speech = engine.speak(text, PLAIN)
    gaps = [b.start - a.end for a, b in zip(speech.words, speech.words[1:], strict=False)]

    # the voice pauses for half a second at some commas
    assert max(gaps) / speech.sample_rate < 0.6
    assert [text[word.text_start : word.text_end] for word in speech.words] == [
        word.strip(",.") for word in text.split()
    ]


def test_word_times_lie_on_the_sound(engine: Engine) -> None:
    speech = engine.speak(SENTENCE, PLAIN)
    first, last = find_sound(speech)

    assert speech.exact
    assert abs(speech.words[0].start - first) / speech.sample_rate < 0.1
    assert abs(speech.words[-1].end - last) / speech.sample_rate < 0.08


def test_without_the_package_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "hibari", None)

    with pytest.raises(EngineUnavailable, match="pip install hibari-tts"):
        load_engine("natural")


def test_what_can_be_no_voice_is_none(tmp_path: Path) -> None:
    bundled = find_graphs(Path("nowhere"))["heart"]
    (tmp_path / "cut.onnx").write_bytes(b"x")
    (tmp_path / "folder.onnx").mkdir()
    (tmp_path / "nowhere.onnx").symlink_to(tmp_path / "gone")
    (tmp_path / ".onnx").symlink_to(bundled)
    (tmp_path / "heart.onnx").symlink_to(bundled)
    (tmp_path / "two\nlines.onnx").symlink_to(bundled)
    (tmp_path / "mine.onnx").symlink_to(bundled)

    assert find_graphs(tmp_path) == {"heart": bundled, "mine": tmp_path / "mine.onnx"}


def test_a_voice_that_may_be_added_is_told_of(engine: Engine) -> None:
    with pytest.raises(VoiceNotFound, match="audiobrief voices add emma"):
        engine.speak("Yes.", Delivery(voice="emma"))


def test_another_graph_under_the_name_of_heart_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = bytearray(find_graphs(Path("nowhere"))["heart"].read_bytes())
    graph[-1] ^= 1
    (tmp_path / "other.onnx").write_bytes(graph)
    monkeypatch.setattr(
        "audiobrief.engines.natural.engine.find_graphs",
        lambda _folder: {"heart": tmp_path / "other.onnx"},
    )

    with (
        contextlib.closing(load_engine("natural")) as engine,
        pytest.raises(EngineUnavailable, match="force-reinstall hibari-tts"),
    ):
        engine.speak("Yes.", PLAIN)


def test_a_broken_graph_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine.onnx").write_bytes(b"no graph" * 200_000)
    monkeypatch.setenv("AUDIOBRIEF_NATURAL_VOICES", str(tmp_path))

    with (
        contextlib.closing(load_engine("natural")) as engine,
        pytest.raises(EngineUnavailable, match=r"mine\.onnx"),
    ):
        engine.speak("Yes.", Delivery(voice="mine"))


def test_a_voice_and_its_variants_are_as_loud_as_was_measured(engine: Engine) -> None:
    assert isinstance(engine, HasLoudness)
    text = (
        "The ferry to the northern islands will run again from Monday, the council said, after a "
        "winter in which storms closed the old quay four times. Critics say the bill of eleven "
        "million pounds is far higher than was promised, and that nobody asked the fishermen."
    )
    for name in ("heart", *(f"heart+{variant}" for variant in VARIANTS)):
        delivery = Delivery(voice=name)
        speech = engine.speak(text, delivery)
        meter = Meter(speech.sample_rate)
        meter.feed(speech.samples)

        assert meter.integrated_lufs == pytest.approx(engine.loudness_of(delivery), abs=0.8)
    assert engine.loudness_of(Delivery(speed=1.2)) is None
