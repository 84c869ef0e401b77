"""Kokoro's voices as an `Engine`: on this machine, offline, at about real time."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path

from audiobrief.engines import Delivery, Pronunciation, Voice
from audiobrief.engines.guarded import CAN_FORK, GuardedVoice
from audiobrief.engines.kokoro.voices import find_graph, find_styles, list_voices
from audiobrief.engines.misaki.asking import Deadline, VoiceProcess
from audiobrief.engines.misaki.pronouncer import BRITISH, load_pronouncer
from audiobrief.engines.text_limits import make_sayable
from audiobrief.engines.voices import find_voice
from audiobrief.errors import EngineUnavailable
from audiobrief.model import Speech
from audiobrief.system.cores import count_threads
from audiobrief.system.locations import find_voices_folder

DEADLINE_S = 60.0
DEADLINE_S_PER_CHARACTER = 1.0
"""Ten times what a character of prose takes on one busy core: 0.07 s of sound, made in up to
1.3 times its length."""
RELEASE = 3
"""Increased when audiobrief changes what it makes of the graph's sound, so that cached speech
is not mixed with new speech."""
TARGET = "audiobrief.engines.kokoro.speaking:load"
WHAT = "kokoro's voice"


class KokoroEngine:
    """Speaks English with Kokoro's voices; see `audiobrief.engines.Engine`.

    A voice has Kokoro's own name ("af_heart": American, female). Word times are exact if the
    graph reports the lengths of its phonemes, as the published ones do, else estimated. These
    voices do not support pitch.
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
        """Prepare an engine whose process starts when it is first needed.

        `folder` holds the files, in place of the folder that `find_voices_folder` gives.
        `model` is the file name of one of several graphs.

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
        """Name and version for people."""
        self.version = " ".join((*parts, f"r{RELEASE}", *files))
        self._fork = fork
        deadline = Deadline(deadline_s, DEADLINE_S_PER_CHARACTER)
        self._process = VoiceProcess(self.name, WHAT, self._open, deadline)

    def voices(self) -> Sequence[Voice]:
        """The English voices of the file, the best first."""
        return self._voices

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text with its word times; a short silence if it has no word.

        Raises:
            EngineUnavailable: the graph cannot be loaded, or the engine is closed.
            VoiceNotFound: there is no such voice.
            SpeechFailed: the process crashed twice, hung, or gave no sound.
        """
        voice = find_voice(self.name, self._voices, delivery)
        request = {"voice": voice.name, "british": voice.language == BRITISH}
        return self._process.speak(text, delivery, request)

    def pronounce(self, text: str, delivery: Delivery) -> Pronunciation:
        """How the voice says a text, by misaki's dictionary and network.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        voice = find_voice(self.name, self._voices, delivery)
        pronouncer = load_pronouncer(british=voice.language == BRITISH)
        return pronouncer.pronounce(make_sayable(text), delivery.phonemes)

    def get_ready(self, delivery: Delivery) -> None:
        """Load the graph in its process."""
        del delivery
        self._process.get_ready()

    def close(self) -> None:
        """End the processes; a text that is being spoken is abandoned."""
        self._process.close()

    def _open(self) -> GuardedVoice:
        settings = {"graph": os.fspath(self._graph), "styles": os.fspath(self._styles)}
        return GuardedVoice(TARGET, settings, what=WHAT, fork=self._fork)
