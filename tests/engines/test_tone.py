from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.tone import SAMPLE_RATE, ToneEngine
from audiobrief.errors import ConfigError, EngineError, VoiceNotFound

TEXT = "The harbour, closed since May, opens again."


def test_word_times_are_where_the_hum_is() -> None:
    speech = ToneEngine().speak(TEXT, Delivery())
    assert [TEXT[word.text_start : word.text_end] for word in speech.words] == TEXT.split()
    silent = np.ones(len(speech.samples), dtype=bool)
    for word in speech.words:
        hum = speech.samples[word.start : word.end]
        assert np.abs(hum).max() > 5000
        silent[word.start : word.end] = False
    assert not speech.samples[silent].any()


def test_pitch_is_what_was_asked_for() -> None:
    for voice, pitch, factor in (("low", 110, 1.0), ("high", 220, 1.0), ("low", 110, 1.5)):
        speech = ToneEngine().speak("a" * 40, Delivery(voice=voice, pitch=factor))
        word = speech.words[0]
        spectrum = np.abs(np.fft.rfft(speech.samples[word.start : word.end]))
        peak = int(spectrum.argmax()) * SAMPLE_RATE / (word.end - word.start)
        assert peak == pytest.approx(pitch * factor, rel=0.02)


def test_speed_and_volume_are_factors() -> None:
    plain = ToneEngine().speak(TEXT, Delivery())
    fast = ToneEngine().speak(TEXT, Delivery(speed=2.0))
    loud = ToneEngine().speak(TEXT, Delivery(volume=2.0))
    assert len(plain.samples) / len(fast.samples) == pytest.approx(2.0, rel=0.01)
    assert np.abs(loud.samples).max() / np.abs(plain.samples).max() == pytest.approx(
        2, rel=0.01
    )
    assert not ToneEngine().speak(TEXT, Delivery(volume=0.0)).samples.any()


def test_it_is_loaded_by_name_and_names_the_nearest_voice() -> None:
    engine = load_engine("tone")
    with pytest.raises(VoiceNotFound, match="'midle' is unknown to tone; nearest: middle"):
        engine.speak("x", Delivery(voice="midle"))


def test_closed_is_closed() -> None:
    engine = ToneEngine()
    engine.close()
    engine.close()
    with pytest.raises(EngineError, match="closed"):
        engine.speak("x", Delivery())


@pytest.mark.parametrize(
    "wrong", [("speed", 3.1), ("pitch", 0.1), ("volume", -1.0), ("speed", float("nan"))]
)
def test_a_delivery_checks_its_ranges(wrong: tuple[str, float]) -> None:
    field, factor = wrong
    setting: dict[str, Any] = {field: factor}
    with pytest.raises(ConfigError, match=f"{field} .* out of range"):
        replace(Delivery(), **setting)
