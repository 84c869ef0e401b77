"""What every engine must do, as tests that a plug-in's author runs with pytest.

    from audiobrief.engines.conformance import EngineConformance

    class TestMyEngine(EngineConformance):
        def make_engine(self) -> Engine:
            return MyEngine()

This module does not import pytest, and audiobrief does not load it when it
speaks. Test an engine that costs money against a server of your own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import replace

import numpy as np

from audiobrief.engines import Delivery, Engine, Pronounces
from audiobrief.errors import EngineError, SpeechFailed, VoiceNotFound
from audiobrief.model import Phonemes, Speech

SENTENCE = "The harbour, closed since May, opens again on Monday."
OTHER_SENTENCE = "Nobody was hurt."
PARAGRAPH = (
    "The ferry left the old quay at seven, as it had on every day since the war. "
    "On board were nine people and a dog; the dog, a grey one, belonged to nobody. "
)
LONG_TEXT = (PARAGRAPH * 200)[:20_000].rpartition(" ")[0]
NOTHING_TO_SAY = ("", " ", "\n\t ")
HOSTILE_TEXTS = {
    # name -> a text that has broken an engine, or might
    "steers espeak": "A\x0180S B \x0110P C",
    "aborts espeak 1.52": "s'" * 220,
    "every control": "".join(map(chr, range(32))) + "end\x7f\x80\x9f",
    "nul": "before\x00after",
    "lone surrogates": "high \ud83d low \ude00 end",
    "noncharacters": "a\ufffeb\uffffc\U0001ffffd",
    "espeak phonemes": "[[h@'loU]] and ]] and [[",
    "ssml": '<speak><break time="9h"/>&amp;<voice name="x">hello</voice>',
    "emoji": "Well done 👩‍👩‍👧‍👦🎉🏳️‍🌈",
    "right to left": "He said שלום עליכם and السلام عليكم.",
    "override": "\u202egnp.exe\u202c done \u2066x\u2069",
    "other scripts": "北京 Москва Αθήνα กรุงเทพ नई दिल्ली",
    "combining": "z" + "\u0301\u0325" * 300 + " end",
    "one long word": "a" * 3000,
    "one long number": "9" * 400,
    "signs only": "— … !? ** // ++",
    "an option": "--help -w /tmp/x",
    "format strings": "%s %n {0} {} $(id) `id` ; ls",
}
SETTLE_S = 0.1
"""How long a speaking engine runs before it is closed, in seconds: enough to have started, and
too short to have finished."""
END_S = 10
"""How long a `speak` may go on after `close`, in seconds."""


class EngineConformance:
    """Subclass this and define `make_engine`; every `test_` method here is then a test."""

    fastest_letters_per_s = 100.0
    """Faster speech has lost text: people speak about 15 letters a second."""

    def make_engine(self) -> Engine:
        """A new engine, ready to speak; called for each test."""
        raise NotImplementedError

    @contextmanager
    def engine(self) -> Iterator[Engine]:
        """An engine that is closed at the end."""
        with closing(self.make_engine()) as engine:
            yield engine

    def delivery(self, engine: Engine) -> Delivery:
        """The delivery that the tests use; override it for an engine that needs a voice."""
        del engine
        return Delivery()

    def check(self, speech: Speech, text: str) -> None:
        """Check that samples are int16, mono and not empty, and words in order and in range."""
        samples = speech.samples
        assert samples.dtype == np.int16, f"samples are {samples.dtype}, not int16"
        assert samples.ndim == 1, f"samples have shape {samples.shape}, not (n,)"
        assert len(samples) > 0, "there are no samples"
        assert 4_000 <= speech.sample_rate <= 192_000, f"rate {speech.sample_rate} Hz"
        sound_end = text_end = 0
        for word in speech.words:
            assert 0 <= word.text_start < word.text_end <= len(text), (
                f"{word} is not in the text"
            )
            assert 0 <= word.start <= word.end <= len(samples), f"{word} is not in the samples"
            assert word.text_start >= text_end, f"{word} is not after the word before it"
            assert word.start >= sound_end, f"{word} sounds before the word before it ends"
            text_end, sound_end = word.text_end, word.end

    def check_said(self, speech: Speech, text: str) -> None:
        """Do as `check`, and check that the speech is loud and long enough for the text."""
        self.check(speech, text)
        seconds = len(speech.samples) / speech.sample_rate
        assert seconds >= len(text) / self.fastest_letters_per_s, (
            f"{len(text)} characters in {seconds:.2f} s: text was lost"
        )
        peak = int(np.abs(speech.samples.astype(np.int32)).max())
        assert peak > 300, f"nothing is heard: the peak is {peak} of 32767"

    def test_says_who_it_is(self) -> None:
        """Name, version and concurrency are set; the cache and the synthesizer read them."""
        with self.engine() as engine:
            assert engine.name
            assert engine.version
            assert engine.concurrency >= 1
            assert engine.deterministic in {True, False}

    def test_lists_its_voices(self) -> None:
        """The engine lists the same voices in the same order, each name once."""
        with self.engine() as engine:
            names = [voice.name for voice in engine.voices()]
            assert names == [voice.name for voice in engine.voices()]
            assert len(names) == len(set(names))
            assert all(names)

    def test_speaks_a_sentence(self) -> None:
        """A sentence is heard, whole, and most of its words have a time."""
        with self.engine() as engine:
            speech = engine.speak(SENTENCE, self.delivery(engine))
            self.check_said(speech, SENTENCE)
            assert len(speech.words) >= len(SENTENCE.split()) // 2

    def test_speaks_the_same_again(self) -> None:
        """A deterministic engine repeats itself after other texts and in another instance."""
        with self.engine() as engine, self.engine() as other:
            delivery = self.delivery(engine)
            first = engine.speak(SENTENCE, delivery)
            engine.speak(OTHER_SENTENCE, delivery)
            again = engine.speak(SENTENCE, delivery)
            elsewhere = other.speak(SENTENCE, delivery)
            self.check_said(again, SENTENCE)
            if engine.deterministic:
                for speech in (again, elsewhere):
                    assert np.array_equal(first.samples, speech.samples), "samples differ"
                    assert first.words == speech.words, "word times differ"

    def test_speaks_from_threads(self) -> None:
        """Up to `concurrency` threads speak at once, and each gets its own text's sound."""
        texts = [SENTENCE, OTHER_SENTENCE] * 2
        with self.engine() as engine:
            delivery = self.delivery(engine)
            alone = [engine.speak(text, delivery) for text in texts]
            with ThreadPoolExecutor(engine.concurrency) as pool:
                spoken = list(pool.map(lambda text: engine.speak(text, delivery), texts))
            for text, one, other in zip(texts, alone, spoken, strict=True):
                self.check_said(other, text)
                if engine.deterministic:
                    assert np.array_equal(one.samples, other.samples), "samples differ"

    def test_a_longer_text_is_longer(self) -> None:
        """No part of a longer text is left out."""
        with self.engine() as engine:
            delivery = self.delivery(engine)
            once = engine.speak(PARAGRAPH, delivery)
            thrice = engine.speak(PARAGRAPH * 3, delivery)
            assert 2.5 < len(thrice.samples) / len(once.samples) < 3.5

    def test_speaks_20_000_characters_in_one_call(self) -> None:
        """An engine with a limit splits the text itself and joins the parts."""
        with self.engine() as engine:
            speech = engine.speak(LONG_TEXT, self.delivery(engine))
            self.check_said(speech, LONG_TEXT)
            assert len(speech.words) >= len(LONG_TEXT.split()) // 2
            last = speech.words[-1]
            assert last.text_end > len(LONG_TEXT) * 0.95, "the end has no words"

    def test_nothing_to_say_is_a_short_silence(self) -> None:
        """A `Speech` is never empty, and a text of spaces never makes an episode fail."""
        with self.engine() as engine:
            for text in NOTHING_TO_SAY:
                speech = engine.speak(text, self.delivery(engine))
                self.check(speech, text)
                assert speech.words == ()
                assert len(speech.samples) < speech.sample_rate

    def test_survives_hostile_texts(self) -> None:
        """Each text is spoken or refused with an `EngineError`; later speech is unaffected."""
        with self.engine() as engine:
            delivery = self.delivery(engine)
            before = engine.speak(SENTENCE, delivery)
            for text in HOSTILE_TEXTS.values():
                outcome = _speak_or_refuse(engine, text, delivery)
                if isinstance(outcome, Speech):
                    self.check(outcome, text)
                else:
                    assert str(outcome), "an error without a line for its user"
            after = engine.speak(SENTENCE, delivery)
            self.check_said(after, SENTENCE)
            if engine.deterministic:
                assert np.array_equal(before.samples, after.samples), "hostile text left a mark"

    def test_shows_how_a_text_sounds(self) -> None:
        """Only for engines that turn text into phonemes themselves."""
        with self.engine() as engine:
            if not isinstance(engine, Pronounces):
                return
            delivery = self.delivery(engine)
            told = engine.pronounce("Saltmere and Marsh", delivery)
            assert len(told.ipa.split()) >= 2, f"{told.ipa!r} is no IPA of three words"
            assert "m" in told.ipa, f"{told.ipa!r} is no IPA of three words"
            given = (Phonemes(0, 8, "zˈuː"),)
            again = engine.pronounce("Saltmere and Marsh", replace(delivery, phonemes=given))
            assert "zˈu" in again.ipa, "an English voice does not take the given phonemes"
            assert engine.pronounce("", delivery).ipa == ""
            for text in HOSTILE_TEXTS.values():
                with suppress(SpeechFailed):
                    engine.pronounce(text[:200], delivery)

    def test_refuses_an_unknown_voice(self) -> None:
        """An unknown voice raises `VoiceNotFound` with its name; the next call works."""
        with self.engine() as engine:
            delivery = replace(self.delivery(engine), voice="no-such-voice-zz")
            outcome = _speak_or_refuse(engine, SENTENCE, delivery)
            assert isinstance(outcome, VoiceNotFound), f"an unknown voice gave {outcome!r}"
            assert "no-such-voice-zz" in str(outcome), "the error does not name the voice"
            self.check_said(engine.speak(SENTENCE, self.delivery(engine)), SENTENCE)

    def test_speaks_faster_and_louder_when_asked(self) -> None:
        """A higher speed shortens the speech; volume 0 makes it silent."""
        with self.engine() as engine:
            delivery = self.delivery(engine)
            plain = engine.speak(PARAGRAPH, delivery)
            fast = engine.speak(PARAGRAPH, replace(delivery, speed=1.5))
            assert 1.2 < len(plain.samples) / len(fast.samples) < 1.9
            silent = engine.speak(SENTENCE, replace(delivery, volume=0.0))
            assert int(np.abs(silent.samples.astype(np.int32)).max()) <= 1

    def test_ends_when_closed(self) -> None:
        """Closing twice does no harm; speaking afterwards raises an `EngineError`."""
        engine = self.make_engine()
        engine.speak(OTHER_SENTENCE, self.delivery(engine))
        engine.close()
        engine.close()
        outcome = _speak_or_refuse(engine, SENTENCE, Delivery())
        assert isinstance(outcome, EngineError), "a closed engine spoke"

    def test_stops_in_mid_speech(self) -> None:
        """`close` from another thread ends a long `speak`, with speech or an `EngineError`."""
        engine = self.make_engine()
        delivery = self.delivery(engine)
        unexpected: list[BaseException] = []

        def speak() -> None:
            try:
                _speak_or_refuse(engine, LONG_TEXT, delivery)
            except BaseException as error:  # noqa: BLE001 -- passed to the test's own thread
                unexpected.append(error)

        thread = threading.Thread(target=speak, daemon=True)
        thread.start()
        time.sleep(SETTLE_S)
        engine.close()
        thread.join(END_S)
        assert not thread.is_alive(), f"it still speaks {END_S} s after it was closed"
        assert not unexpected, f"it ended with {unexpected[0]!r}"


def _speak_or_refuse(engine: Engine, text: str, delivery: Delivery) -> Speech | EngineError:
    try:
        return engine.speak(text, delivery)
    except EngineError as error:
        return error
