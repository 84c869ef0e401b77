"""Ask the guarded process and read its answer, for both engines that read misaki's alphabet."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from audiobrief.engines import Delivery
from audiobrief.engines.guarded import GuardedVoice
from audiobrief.engines.misaki.sounds import SAMPLE_RATE
from audiobrief.engines.text_limits import SILENCE_MS, has_words, make_sayable
from audiobrief.errors import EngineUnavailable, SpeechFailed
from audiobrief.model import Speech, Word


class Deadline(NamedTuple):
    """How long a text may take, including loading."""

    least_s: float
    per_character_s: float

    def of(self, text: str) -> float:
        """The deadline for a text, in seconds."""
        return self.least_s + self.per_character_s * len(text)


class VoiceProcess:
    """A voice in its process, which starts when first needed and never again after `close`."""

    def __init__(
        self, engine: str, what: str, open_voice: Callable[[], GuardedVoice], deadline: Deadline
    ) -> None:
        """`engine` is the engine's name in `ENGINES`; `what` names the voice in messages."""
        self._engine, self._what = engine, what
        self._open_voice = open_voice
        self._deadline = deadline
        self._voice: GuardedVoice | None = None
        self._is_closed = False
        self._lock = threading.Lock()
        """Held while the voice is opened or closed: several sentences may begin at once."""

    def speak(self, text: str, delivery: Delivery, request: Mapping[str, Any]) -> Speech:
        """The text with its word times; a short silence if it has no word.

        `request` holds what the process needs besides the text and the delivery.

        Raises:
            EngineUnavailable: the voice cannot be loaded, or the engine is closed.
            SpeechFailed: the process crashed twice, hung, or gave no sound.
        """
        voice = self._open()
        sayable = make_sayable(text)
        silence = np.zeros(SILENCE_MS * SAMPLE_RATE // 1000, dtype=np.int16)
        if not has_words(sayable):
            return Speech(silence, SAMPLE_RATE)
        told = {
            **request,
            "text": sayable,
            "speed": delivery.speed,
            "volume": delivery.volume,
            "phonemes": [tuple(each) for each in delivery.phonemes],
        }
        answer = voice.ask(told, deadline_s=self._deadline.of(text))
        header, sound = answer.header, answer.sound
        samples = np.frombuffer(sound, dtype="<i2")
        if not len(samples):
            raise SpeechFailed(f"{self._what} gave no sound for {text[:60]!r}")
        words = tuple(Word(*word) for word in header["words"])
        respelled = tuple((start, end) for start, end in header["respelled"])
        return Speech(samples, SAMPLE_RATE, words, header["exact"], respelled)

    def get_ready(self) -> None:
        """Load the voice. Only `speak` reports errors."""
        with contextlib.suppress(EngineUnavailable):
            self._open().get_ready()

    def close(self) -> None:
        """End the process; a text that is being spoken is abandoned."""
        with self._lock:
            self._is_closed = True
            voice = self._voice
        if voice is not None:
            voice.close()

    def _open(self) -> GuardedVoice:
        with self._lock:
            if self._is_closed:
                raise EngineUnavailable(f"engine '{self._engine}' is closed; load it again")
            if self._voice is None:
                self._voice = self._open_voice()
            return self._voice
