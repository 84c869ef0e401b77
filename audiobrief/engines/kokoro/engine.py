"""Kokoro's voices as an `Engine`: on this machine, offline, about as fast as they are heard."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from audiobrief.cores import count_threads
from audiobrief.engines import Delivery, Voice
from audiobrief.engines.guarded import CAN_FORK, GuardedVoice
from audiobrief.engines.kokoro.voices import find_graph, find_styles, list_voices
from audiobrief.engines.misaki.sounds import SAMPLE_RATE
from audiobrief.engines.sayable import SILENCE_MS, has_words, make_sayable
from audiobrief.engines.voices import find_voice
from audiobrief.errors import EngineUnavailable, SpeechFailed
from audiobrief.model import Speech, Word
from audiobrief.places import find_voices_folder

LOG = logging.getLogger(__name__)
DEADLINE_S = 60.0
DEADLINE_S_PER_CHARACTER = 1.0
"""Ten times what a character of prose takes on one busy core: 0.07 s of sound, spoken in up to
1.3 of its own time."""
RELEASE = 1
"""Raised when what is made of the graph's sound changes, so that kept speech is not mixed with new."""
TARGET = "audiobrief.engines.kokoro.speaking:load"


class KokoroEngine:
    """Speaks English with Kokoro's voices; see `audiobrief.engines.Engine`.

    A voice is named as Kokoro names it ("af_heart": American, female). Word times are exact where
    the graph tells the lengths of its phonemes, as those that are published do, else estimated.
    Pitch is not for these voices.
    """

    name = "kokoro"
    is_local = True
    deterministic = True

    def __init__(
        self,
        *,
        folder: str | Path = "",
        model: str = "",
        fork: bool = CAN_FORK,
        deadline_s: float = DEADLINE_S,
    ) -> None:
        """An engine whose process starts when it is first needed.

        `folder` is that of the files in place of `find_voices_folder`'s; `model` is the file
        name of one of several graphs.

        Raises:
            EngineUnavailable: onnxruntime, hibari-tts or the voices are not installed.
        """
        for package in ("onnxruntime", "hibari"):
            if importlib.util.find_spec(package) is None:
                raise EngineUnavailable(
                    "engine 'kokoro' needs onnxruntime and hibari-tts, which reads English for "
                    "it; run `pip install hibari-tts`, or choose --engine espeak"
                )
        place = Path(folder) if folder else find_voices_folder(self.name)
        self._graph = find_graph(place, model)
        self._styles = find_styles(place)
        self._voices = list_voices(self._styles)
        self.concurrency = count_threads()
        parts = [
            f"{name} {importlib.metadata.version(name)}"
            for name in ("onnxruntime", "hibari-tts")
        ]
        files = [f"{path.name}:{path.stat().st_size}" for path in (self._graph, self._styles)]
        self.program = "Kokoro-82M v1.0"
        """For people."""
        self.version = " ".join((*parts, f"r{RELEASE}", *files))
        self._deadline_s = deadline_s
        self._fork = fork
        self._guarded: GuardedVoice | None = None
        self._is_closed = False

    def voices(self) -> Sequence[Voice]:
        """The English ones of the file, the best first."""
        return self._voices

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text with its word times; a short silence where it has no word.

        Raises:
            EngineUnavailable: the graph cannot be loaded, or the engine is closed.
            VoiceNotFound: there is no such voice.
            SpeechFailed: it crashed twice, or hung.
        """
        voice = find_voice(self.name, self._voices, delivery)
        guarded = self._open()
        sayable = make_sayable(text)
        silence = np.zeros(SILENCE_MS * SAMPLE_RATE // 1000, dtype=np.int16)
        if not has_words(sayable):
            return Speech(silence, SAMPLE_RATE)
        request = {
            "text": sayable,
            "voice": voice.name,
            "british": voice.language == "en-GB",
            "speed": delivery.speed,
            "volume": delivery.volume,
            "phonemes": [tuple(each) for each in delivery.phonemes],
        }
        deadline_s = self._deadline_s + DEADLINE_S_PER_CHARACTER * len(text)
        answer = guarded.ask(request, deadline_s=deadline_s)
        if respelled := answer.header["respelled"]:
            LOG.info("kokoro: said by their letters: %s", ", ".join(respelled))
        samples = np.frombuffer(answer.sound, dtype="<i2")
        if not len(samples):
            raise SpeechFailed(f"kokoro gave no sound for {text[:60]!r}")
        words = tuple(Word(*word) for word in answer.header["words"])
        return Speech(samples, SAMPLE_RATE, words, answer.header["exact"])

    def get_ready(self, delivery: Delivery) -> None:
        """Load the graph in its process."""
        del delivery
        if not self._is_closed:
            self._open().get_ready()

    def close(self) -> None:
        """End its processes; a text that is being spoken is given up."""
        self._is_closed = True
        if self._guarded is not None:
            self._guarded.close()

    def _open(self) -> GuardedVoice:
        if self._is_closed:
            raise EngineUnavailable("engine 'kokoro' is closed; load it again")
        if self._guarded is None:
            settings = {"graph": os.fspath(self._graph), "styles": os.fspath(self._styles)}
            self._guarded = GuardedVoice(
                TARGET, settings, what="kokoro's voice", fork=self._fork
            )
        return self._guarded
