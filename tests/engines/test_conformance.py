"""Tests every engine that can run here against the protocol."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.engines.conformance import EngineConformance
from audiobrief.engines.tone import ToneEngine
from audiobrief.model import Speech, Word
from tests.engines import loopback
from tests.engines.tiny_voice import build_voice


@pytest.fixture(scope="module")
def speech_url() -> Iterator[str]:
    speaker = load_engine("espeak")
    with loopback.serve(speaker) as server:
        yield server.url
    speaker.close()


class TestTone(EngineConformance):
    def make_engine(self) -> Engine:
        return load_engine("tone")


class TestEspeak(EngineConformance):
    def make_engine(self) -> Engine:
        return load_engine("espeak")


class TestNatural(EngineConformance):
    def make_engine(self) -> Engine:
        return load_engine("natural")

    @pytest.mark.long
    def test_speaks_20_000_characters_in_one_call(self) -> None:
        # twenty minutes of real sound
        super().test_speaks_20_000_characters_in_one_call()


@pytest.mark.long  # `test_guarded` tests the difference quickly, by a voice that loads at once
class TestNaturalWithoutForks(EngineConformance):
    """The natural engine on a platform where a fork is not safe."""

    def make_engine(self) -> Engine:
        return load_engine("natural", fork=False)


class TestPyttsx3(EngineConformance):
    def make_engine(self) -> Engine:
        return load_engine("pyttsx3")

    @pytest.mark.long
    def test_speaks_20_000_characters_in_one_call(self) -> None:
        super().test_speaks_20_000_characters_in_one_call()

    @pytest.mark.long
    def test_survives_hostile_texts(self) -> None:
        super().test_survives_hostile_texts()


@pytest.fixture(scope="module")
def voice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("voices")
    build_voice(folder)
    return folder


class TestPiper(EngineConformance):
    """Piper with the voice that the tests build, which hums each phoneme."""

    folder = Path()

    @pytest.fixture(autouse=True)
    def _find_voices(self, voice_folder: Path) -> None:
        self.folder = voice_folder

    def make_engine(self) -> Engine:
        return load_engine("piper", folder=self.folder, noise_scale=0.0, noise_w=0.0)


class TestOpenAI(EngineConformance):
    """The OpenAI engine with a server on loopback that speaks with eSpeak."""

    url = ""

    @pytest.fixture(autouse=True)
    def _find_server(self, speech_url: str) -> None:
        self.url = speech_url

    def make_engine(self) -> Engine:
        return load_engine("openai", base_url=self.url, tries=2, back_off_s=0.01)

    @pytest.mark.long
    def test_speaks_20_000_characters_in_one_call(self) -> None:
        super().test_speaks_20_000_characters_in_one_call()

    @pytest.mark.long
    def test_survives_hostile_texts(self) -> None:
        super().test_survives_hostile_texts()


class Forgetful(ToneEngine):
    """Loses the end of every text, as a real engine did."""

    def speak(self, text: str, delivery: Delivery) -> Speech:
        return super().speak(text[: len(text) // 8], delivery)


class Confused(ToneEngine):
    """Names words that are not in the text."""

    def speak(self, text: str, delivery: Delivery) -> Speech:
        speech = super().speak(text, delivery)
        return Speech(speech.samples, speech.sample_rate, (Word(0, len(text) + 1, 0, 1),))


class Restless(ToneEngine):
    """Claims to be deterministic, but is not."""

    calls = 0

    def speak(self, text: str, delivery: Delivery) -> Speech:
        speech = super().speak(text, delivery)
        self.calls += 1
        return Speech(np.roll(speech.samples, self.calls), speech.sample_rate, speech.words)


@pytest.mark.parametrize(
    ("engine", "test"),
    [
        (Forgetful, "test_speaks_20_000_characters_in_one_call"),
        (Confused, "test_speaks_a_sentence"),
        (Restless, "test_speaks_the_same_again"),
    ],
)
def test_a_bad_engine_is_found_out(engine: type[ToneEngine], test: str) -> None:
    class Suite(EngineConformance):
        def make_engine(self) -> Engine:
            return engine()

    with pytest.raises(AssertionError):
        getattr(Suite(), test)()
