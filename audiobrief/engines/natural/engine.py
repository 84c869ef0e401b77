"""The natural voice as an `Engine`: on this machine, offline, 60 times as fast as it is heard."""

from __future__ import annotations

import importlib.metadata
import os
from collections.abc import Sequence
from pathlib import Path

from audiobrief.engines import Delivery, Voice
from audiobrief.engines.guarded import CAN_FORK, GuardedVoice
from audiobrief.engines.misaki.asking import Deadline, VoiceProcess
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
from audiobrief.engines.voices import describe_unknown_voice, find_voice
from audiobrief.errors import EngineUnavailable, VoiceNotFound
from audiobrief.model import Speech
from audiobrief.system.cores import count_threads
from audiobrief.system.locations import find_voices_folder

DEADLINE_S = 20.0
DEADLINE_S_PER_CHARACTER = 0.02
"""Twenty times what a character of prose takes on one busy core."""
RELEASE = 4
"""Raised when what is made of the graph's frames sounds otherwise, so that kept speech is not mixed
with new."""
TARGET = "audiobrief.engines.natural.speaking:load"
WHAT = "the natural voice"


class NaturalEngine:
    """Speaks English with hibari's voices; see `audiobrief.engines.Engine`.

    A voice is "heart", which is always there, or the name of a graph in the folder of voices.
    Behind a "+" it may carry a variant of `VARIANTS`: the same voice moved to another speaker.
    """

    name = "natural"
    deterministic = True
    is_local = True

    def __init__(self, *, fork: bool = CAN_FORK, deadline_s: float = DEADLINE_S) -> None:
        """An engine whose process starts when it is first needed.

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
        """For people: "hibari-tts 0.2.1"."""
        self.version = " ".join((packages[0], packages[1], f"r{RELEASE}", _stamp(self._graphs)))
        self._fork = fork
        self._first = ""
        """Name of the voice that is loaded before a fork is made, so that all share it."""
        deadline = Deadline(deadline_s, DEADLINE_S_PER_CHARACTER)
        self._process = VoiceProcess(self.name, WHAT, self._open, deadline)

    def voices(self) -> Sequence[Voice]:
        """Those whose graphs are here, the one of the package first."""
        return [describe(name) for name in self._graphs]

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text with exact word times; a short silence where it has no word.

        Raises:
            EngineUnavailable: the voice cannot be loaded, or the engine is closed.
            VoiceNotFound: there is no such voice.
            SpeechFailed: it crashed twice, hung, or gave no sound.
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
            return  # said when something is spoken
        self._process.get_ready()

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The voice that is named, with its variant, else the one for the language.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        name, variant = self._choose(delivery)
        return describe_variant(name, variant) if variant else describe(name)

    def variants(self, delivery: Delivery) -> Sequence[Voice]:
        """The voice moved to other speakers, the most unlike first.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        name, own = self._choose(delivery)
        return [describe_variant(name, variant) for variant in VARIANTS if variant != own]

    def loudness_of(self, delivery: Delivery) -> float | None:
        """As measured, for the voices in `LOUDNESS_LUFS` as they speak by themselves.

        Raises:
            VoiceNotFound: there is no such voice.
        """
        if (delivery.speed, delivery.pitch, delivery.volume) != (1.0, 1.0, 1.0):
            return None
        return LOUDNESS_LUFS.get(self._choose(delivery)[0])

    def close(self) -> None:
        """End its processes; a text that is being spoken is given up."""
        self._process.close()

    def _open(self) -> GuardedVoice:
        graphs = {name: os.fspath(path) for name, path in self._graphs.items()}
        settings = {"graphs": graphs, "first": self._first}
        return GuardedVoice(TARGET, settings, what=WHAT, fork=self._fork)

    def _choose(self, delivery: Delivery) -> tuple[str, str]:
        """Names of the voice and the variant.

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
    """The names and sizes of the graphs: another file of the same name sounds otherwise."""
    return ",".join(f"{name}:{path.stat().st_size}" for name, path in graphs.items())
