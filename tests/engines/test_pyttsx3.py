import sys

import numpy as np
import pytest

from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.pyttsx3 import engine as pyttsx3_engine
from audiobrief.engines.pyttsx3.engine import Pyttsx3Engine
from audiobrief.errors import SpeechFailed

TEXT = "The harbour, closed since May, opens again on Monday."


def test_every_file_is_whole() -> None:
    engine = Pyttsx3Engine()
    lengths = {len(engine.speak(TEXT, Delivery()).samples) for _ in range(4)}
    engine.close()
    assert max(lengths) / min(lengths) < 1.3
    assert min(lengths) > 22_050 * 2


def test_a_speed_is_kept_by_every_text() -> None:
    """A race in pyttsx3's `runAndWait` loses one setting in ten to forty."""
    engine = Pyttsx3Engine()
    engine.voices()
    assert engine._natural_rate == 200 or sys.platform != "linux"
    lengths = {len(engine.speak(TEXT, Delivery(speed=1.5)).samples) for _ in range(20)}
    engine.close()
    assert max(lengths) / min(lengths) < 1.1


def test_a_voice_is_the_one_that_was_asked_for() -> None:
    engine = Pyttsx3Engine()
    names = [voice.name for voice in engine.voices()]
    german = next(voice for voice in engine.voices() if voice.language == "de")
    assert len(names) > 50
    spoken = engine.speak(TEXT, Delivery(voice=german.name))
    english = engine.speak(TEXT, Delivery())
    assert not np.array_equal(spoken.samples, english.samples)
    engine.close()


def test_a_deadline_ends_a_text_and_its_process() -> None:
    engine = Pyttsx3Engine(deadline_s=60)
    engine.voices()
    engine._deadline_s = 0.01 - 0.02 * len(TEXT)
    with pytest.raises(SpeechFailed, match="failed 2 times at 'The harbour"):
        engine.speak(TEXT, Delivery())
    assert engine._workers == set()
    engine.close()


def test_a_crash_of_the_library_is_named_and_the_next_text_is_spoken() -> None:
    engine = load_engine("pyttsx3")
    try:
        speech = engine.speak("s'" * 220, Delivery())
    except SpeechFailed as error:
        assert "crashed" in str(error)  # noqa: PT017 -- some builds of espeak-ng do not crash
    else:
        assert len(speech.samples) > 0
    assert len(engine.speak(TEXT, Delivery()).samples) > 22_050
    engine.close()


def test_a_text_past_the_limit_is_spoken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyttsx3_engine, "MAX_CHARACTERS", 3 * len(TEXT))
    engine = load_engine("pyttsx3")
    text = (TEXT + " ") * 5
    speech = engine.speak(text, Delivery())
    assert len(speech.samples) / speech.sample_rate > len(text) / 30
    assert speech.words[-1].text_end == len(text.rstrip())
    engine.close()
