"""Every engine that can run here, held to the protocol."""

import numpy as np
import pytest

from audiobrief.engines import Delivery, Engine, load_engine
from audiobrief.engines.conformance import EngineConformance
from audiobrief.engines.tone import ToneEngine
from audiobrief.model import Speech, Word


class TestTone(EngineConformance):
    def make_engine(self) -> Engine:
        return load_engine("tone")


class Forgetful(ToneEngine):
    """Loses the end of every text, as a real engine was seen to."""

    def speak(self, text: str, delivery: Delivery) -> Speech:
        return super().speak(text[: len(text) // 8], delivery)


class Confused(ToneEngine):
    """Names words that are not in the text."""

    def speak(self, text: str, delivery: Delivery) -> Speech:
        speech = super().speak(text, delivery)
        return Speech(speech.samples, speech.sample_rate, (Word(0, len(text) + 1, 0, 1),))


class Restless(ToneEngine):
    """Says that it is deterministic, and is not."""

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
