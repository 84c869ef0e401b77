"""The natural voice as an `Engine`: on this machine, offline, at 60 times real time."""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path

from audiobrief.engines import Delivery, Pronunciation, Voice
from audiobrief.engines.guarded import CAN_FORK, GuardedVoice
from audiobrief.engines.misaki.asking import Deadline, VoiceProcess
from audiobrief.engines.misaki.pronouncer import BRITISH, load_pronouncer
from audiobrief.engines.natural.voices import (
    KNOWN,
    LOUDNESS_LUFS,
    VARIANT_MARK,
    VARIANTS,
    describe,
    describe_variant,
    find_graphs,
    split_name,
)
from audiobrief.engines.text_limits import make_sayable
from audiobrief.engines.voices import describe_unknown_voice, find_voice
from audiobrief.errors import EngineUnavailable, VoiceNotFound
from audiobrief.model import Speech
from audiobrief.system.cores import count_threads
from audiobrief.system.locations import find_voices_folder

DEADLINE_S = 20.0
DEADLINE_S_PER_CHARACTER = 0.02
"""Twenty times what a character of prose takes on one busy core, in seconds."""
RELEASE = 6
"""Increased when audiobrief makes different sound from the graph's frames, so that cached
speech is not mixed with new speech."""
TARGET = "audiobrief.engines.natural.speaking:load"
WHAT = "the natural voice"


class NaturalEngine:
    """Speaks English with hibari's voices; see `audiobrief.engines.Engine`.

    A voice is "heart", which is always present, or the name of a graph in the voices folder. A
    "+" and a name from `VARIANTS` may follow: the same voice changed into another speaker.
    """

    name = "natural"
    deterministic = True
    is_local = True

    def __init__(self, *, fork: bool = CAN_FORK, deadline_s: float = DEADLINE_S) -> None:
        """Prepare an engine whose process starts when it is first needed.

        Raises:
            EngineUnavailable: hibari-tts or onnxruntime is not installed.
        """
        try:
            packages = [
                f"{name} {importlib.metadata.version(name)}"
                for name in ("hibari-tts", "onnxruntime")
            ]
            self._graphs = find_graphs(find_voices_folder(self.name))
        except ImportError as error:
            raise EngineUnavailable(
                "engine 'natural' needs hibari-tts, which was removed or has no package for this "
                "machine; run `pip install hibari-tts`, or choose --engine espeak"
            ) from error
        self.concurrency = count_threads()
        self.program = packages[0]
        """Name and version for people: "hibari-tts 0.2.1"."""
        self.version = " ".join((packages[0], packages[1], f"r{RELEASE}", _stamp(self._graphs)))
        self._fork = fork
        self._first = ""
        """The voice that is loaded before the process forks, so that all forks share it."""
        deadline = Deadline(deadline_s, DEADLINE_S_PER_CHARACTER)
        self._process = VoiceProcess(self.name, WHAT, self._open, deadline)

    def voices(self) -> Sequence[Voice]:
        """The voices whose graphs are present, the package's own first."""
        return [describe(name) for name in self._graphs]

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text with exact word times; a short silence if it has no word.

        Raises:
            EngineUnavailable: the voice cannot be loaded, or the engine is closed.
            VoiceNotFound: there is no such voice.
            SpeechFailed: the process crashed twice, hung, or gave no sound.
        """
        name, variant = self._choose(delivery)
        self._first = self._first or name
        request = {"voice": name, "variant": variant, "pitch": delivery.pitch}
        return self._process.speak(text, delivery, request)

    def get_ready(self, delivery: Delivery) -> None:
        """Load the voice in its process."""
        try:
            self._first = self._first or self._choose(delivery)[0]
        except VoiceNotFound:
            return  # `speak` raises it
        self._process.get_ready()

    def pronounce(self, text: str, delivery: Delivery) -> Pronunciation:
        """How the voice says a text, by misaki's dictionary and network.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        name, _ = self._choose(delivery)
        pronouncer = load_pronouncer(british=describe(name).language == BRITISH)
        return pronouncer.pronounce(make_sayable(text), delivery.phonemes)

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The named voice with its variant, else the voice for the language.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        name, variant = self._choose(delivery)
        return describe_variant(name, variant) if variant else describe(name)

    def variants(self, delivery: Delivery) -> Sequence[Voice]:
        """The voice changed into other speakers, the most different first.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        name, own = self._choose(delivery)
        return [describe_variant(name, variant) for variant in VARIANTS if variant != own]

    def loudness_of(self, delivery: Delivery) -> float | None:
        """The loudness of a voice in `LOUDNESS_LUFS` at its natural speed, pitch and volume.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        if (delivery.speed, delivery.pitch, delivery.volume) != (1.0, 1.0, 1.0):
            return None
        return LOUDNESS_LUFS.get(self._choose(delivery)[0])

    def close(self) -> None:
        """End the processes; a text that is being spoken is abandoned."""
        self._process.close()

    def _open(self) -> GuardedVoice:
        graphs = {name: os.fspath(path) for name, path in self._graphs.items()}
        settings = {"graphs": graphs, "first": self._first}
        return GuardedVoice(TARGET, settings, what=WHAT, fork=self._fork)

    def _choose(self, delivery: Delivery) -> tuple[str, str]:
        """The names of the voice and its variant.

        Raises:
            VoiceNotFound: there is no such voice, or no such variant.
        """
        name, variant = split_name(delivery.voice)
        if name in KNOWN and name not in self._graphs:
            raise VoiceNotFound(
                f"voice {name!r} is not on this machine; run `audiobrief voices add {name}`"
            )
        if variant and variant not in VARIANTS:
            known = [Voice(f"{name}{VARIANT_MARK}{each}") for each in VARIANTS]
            raise VoiceNotFound(describe_unknown_voice(self.name, delivery.voice, known))
        asked = Delivery(voice=name, language=delivery.language)
        return find_voice(self.name, self.voices(), asked).name, variant


def _stamp(graphs: dict[str, Path]) -> str:
    """The graphs' names and sizes, since another file of the same name sounds different."""
    return ",".join(f"{name}:{path.stat().st_size}" for name, path in graphs.items())
