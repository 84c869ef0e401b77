"""eSpeak NG, through pyttsx3's bindings, in a process of its own.

The library and its data come from `espeakng-loader`, so that pip alone
installs everything. `worker` explains why eSpeak needs a process of its own,
and why that process forks.
"""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines import Delivery, Pronunciation, Voice
from audiobrief.engines.espeak.notation import notate
from audiobrief.engines.espeak.phonemizer import Phonemizer
from audiobrief.engines.espeak.process import (
    CAN_FORK,
    ForkingProcess,
    SerialProcess,
    VoiceUnknown,
    WorkerDied,
    WorkerHung,
)
from audiobrief.engines.espeak.word_times import find_words
from audiobrief.engines.guarded import Spoken
from audiobrief.engines.ipa import pronounce
from audiobrief.engines.text_limits import SILENCE_MS, has_words, make_sayable
from audiobrief.engines.voices import accents_for, describe_unknown_voice
from audiobrief.errors import EngineError, EngineUnavailable, SpeechFailed, VoiceNotFound
from audiobrief.model import Speech
from audiobrief.patterns import compile_late
from audiobrief.system.cores import count_threads

RELEASE = 3
"""Increased when the same version of the library comes to sound different here, so that speech
cached before is not used again."""
NATURAL_WPM = 175
"""Words a minute at which eSpeak speaks when no rate is set (speak_lib.h)."""
NATURAL_PITCH = 50
"""eSpeak's own pitch, on its scale of 0 to 100. An increase of 50 doubles the pitch
(espeak-ng's pitch_adjust_tab)."""
ALWAYS = ("en-us", "en-gb")
"""Voices that every build of eSpeak NG has; for them the library is not asked first."""
NAMES = {
    # accent or language of a text -> eSpeak's name for it, or the language used instead
    "fil": "es", "in": "id", "iw": "he", "mo": "ro", "no": "nb", "nn": "nb", "sh": "sr",
    "tl": "es", "zh": "cmn", "zh-cn": "cmn", "zh-hk": "yue",
}  # fmt: skip
SILENT = {"fo", "kaa", "xex"}
"""espeak-ng 1.52 lists these voices but has no dictionary for them: they speak no word."""
LOUDNESS_LUFS = {
    # voice -> integrated loudness (dual mono) of whole articles at its natural speed and pitch,
    # spoken by espeak-ng 1.52: over five and two pages, each within 0.13 LU of the figure
    "en-us": -18.14, "en-gb": -17.28,
}  # fmt: skip
VARIANTS = ("f3", "m3", "f2", "m7", "f5", "m1", "f4", "m5")
"""Variants that sound like other speakers, alternately women and men."""
GENDERS = {1: "male", 2: "female"}
DEADLINE_S = 20.0
DEADLINE_S_PER_CHARACTER = 0.01
"""A hundred times what the slowest text took: 200,000 characters in 17 s on one core."""
MAX_SPLITS = 8
"""How often a text that crashes the library is halved, so that most of it can be spoken."""
_VOICE = compile_late(r"(?P<name>[^/\\+\0]+)(?:\+(?P<variant>[^/\\+\0]+))?")
_SEXED = compile_late(r"[fm]\d")


class EspeakEngine:
    """Speaks 100 languages with eSpeak NG; see `audiobrief.engines.Engine`.

    A voice is a language ("en-us", "de") and may carry a variant ("en-us+f3") from
    the folder ``voices/!v`` of eSpeak's data.
    """

    name = "espeak"
    is_local = True

    def __init__(self, *, fork: bool = CAN_FORK, deadline_s: float = DEADLINE_S) -> None:
        """Start the speaking process, and return before it is ready.

        Without `fork`, the sound of a text depends on the texts before it, and only
        one text is spoken at a time.

        Raises:
            EngineUnavailable: pyttsx3 or eSpeak's data are missing.
        """
        self.deterministic = fork
        self.concurrency = count_threads() if fork else 1
        self._kind: type[ForkingProcess | SerialProcess] = (
            ForkingProcess if fork else SerialProcess
        )
        self._deadline_s = deadline_s
        self._process: ForkingProcess | SerialProcess | None = self._kind()
        self._lock = threading.Lock()
        self._variants: dict[str, str] = {}
        self._phonemizer: Phonemizer | None = None

    @property
    def version(self) -> str:
        """The library's version and `RELEASE`: "1.52.0 r3".

        Raises:
            EngineUnavailable: the library cannot be loaded, or the engine is closed.
        """
        return f"{self._running().hello()['version']} r{RELEASE}"

    @property
    def program(self) -> str:
        """Name and version for people: "eSpeak NG 1.52.0".

        Raises:
            EngineUnavailable: the library cannot be loaded, or the engine is closed.
        """
        return f"eSpeak NG {self._running().hello()['version']}"

    def voices(self) -> Sequence[Voice]:
        """One voice for each language or accent, by its tag; each takes a variant after a "+".

        Raises:
            EngineUnavailable: the library cannot be loaded, or the engine is closed.
        """
        found: dict[str, Voice] = {}
        for tag, label, gender in self._ask({"do": "voices"}, 0).header["voices"]:
            if tag not in SILENT:
                found.setdefault(tag, Voice(tag, tag, label, GENDERS.get(gender, "")))
        return sorted(found.values(), key=lambda voice: voice.name)

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text with exact word times, or a short silence if it has no word.

        A text that crashes the library twice is spoken in halves, which are halved
        again if necessary; it is refused only if a small piece of it still crashes.

        Raises:
            EngineUnavailable: the library cannot be loaded, or the engine is closed.
            VoiceNotFound: there is no such voice, or none for the language.
            SpeechFailed: the library crashed or hung, and again in a second attempt.
        """
        sayable = make_sayable(text)
        settings = self._settings(delivery)
        rate: int = self._running().hello()["sample_rate"]
        silence = np.zeros(SILENCE_MS * rate // 1000, dtype=np.int16)
        if not has_words(sayable):
            return Speech(silence, rate)
        samples, events = self._speak_notated(sayable, settings, delivery)
        if not len(samples):
            return Speech(silence, rate)
        words = find_words(sayable, events, samples)
        if delivery.volume != 1.0:
            louder = samples.astype(np.float32) * delivery.volume
            samples = np.clip(np.rint(louder), -32768, 32767).astype(np.int16)
        return Speech(samples, rate, words)

    def get_ready(self, delivery: Delivery) -> None:
        """Fork a process ahead of time that has set the voice and waits for its text."""
        with contextlib.suppress(EngineError, VoiceUnknown, WorkerDied):
            self._running().get_ready(self._settings(delivery))

    def pronounce(self, text: str, delivery: Delivery) -> Pronunciation:
        """How the voice says a text; eSpeak does not tell which words its dictionary has.

        Raises:
            EngineUnavailable: the library cannot be loaded, or the engine is closed.
            VoiceNotFound: there is no such voice, or none for the language.
            SpeechFailed: the library crashed or hung, and again in a second attempt.
        """
        self._running()
        with self._lock:
            phonemizer = self._phonemizer = self._phonemizer or Phonemizer()
        name = self._choose_voice(delivery).partition("+")[0]
        return phonemizer.pronounce(text, name, delivery.phonemes)

    def choose_voice(self, delivery: Delivery) -> Voice:
        """The named voice, else the voice for the language.

        Raises:
            VoiceNotFound: there is no such voice, or none for the language.
        """
        name, _, variant = self._choose_voice(delivery).partition("+")
        return _describe(name, variant)

    def variants(self, delivery: Delivery) -> Sequence[Voice]:
        """The voice with each of `VARIANTS` except its own.

        Raises:
            VoiceNotFound: there is no such voice, or none for the language.
        """
        name, _, own = self._choose_voice(delivery).partition("+")
        return [_describe(name, variant) for variant in VARIANTS if variant != own]

    def loudness_of(self, delivery: Delivery) -> float | None:
        """LUFS of a voice in `LOUDNESS_LUFS` at its natural speed, pitch and volume.

        Raises:
            VoiceNotFound: there is no such voice, or none for the language.
        """
        if (delivery.speed, delivery.pitch, delivery.volume) != (1.0, 1.0, 1.0):
            return None
        return LOUDNESS_LUFS.get(self._choose_voice(delivery))

    def close(self) -> None:
        """End the processes; a text that is being spoken is abandoned."""
        with self._lock:
            process, self._process = self._process, None
            phonemizer, self._phonemizer = self._phonemizer, None
        if phonemizer is not None:
            phonemizer.close()
        if process is not None:
            process.close()

    def _speak_notated(
        self, text: str, settings: dict[str, Any], delivery: Delivery
    ) -> tuple[NDArray[np.int16], list[tuple[int, int]]]:
        """Do as `_speak_whole`, but let English voices speak the delivery's phonemes.

        Voices of other languages have other mnemonics and get only the text. So does
        an English voice if the phonemes crash the library.
        """
        english = settings["voice"].startswith("en")
        pronounced = pronounce(text, delivery.phonemes) if english else ()
        if pronounced:
            notation = notate(text, pronounced)
            request = {"text": notation.text, "delivery": settings, "notated": True}
            with contextlib.suppress(WorkerDied, VoiceUnknown):
                samples, events = _read(self._ask({"do": "speak", **request}, len(text)))
                return samples, [(notation.find(char), sample) for char, sample in events]
        return self._speak_whole(text, settings, delivery)

    def _speak_whole(
        self, text: str, settings: dict[str, Any], delivery: Delivery, splits: int = 0
    ) -> tuple[NDArray[np.int16], list[tuple[int, int]]]:
        """Samples, and the first character and sample of each word event."""
        try:
            request = {"text": text, "delivery": settings, "notated": False}
            return _read(self._ask_again({"do": "speak", **request}, len(text)))
        except VoiceUnknown:
            raise VoiceNotFound(
                describe_unknown_voice(self.name, delivery.voice, self.voices())
            ) from None
        except WorkerDied as error:
            if splits == MAX_SPLITS or len(text) < 2 or isinstance(error, WorkerHung):
                shown = text if len(text) <= 60 else text[:57] + "..."
                raise SpeechFailed(
                    f"espeak failed twice at {shown!r}: {error}; remove it from the script, "
                    "or use another engine"
                ) from error
            middle = _find_middle(text)
            first, first_events = self._speak_whole(
                text[:middle], settings, delivery, splits + 1
            )
            rest, rest_events = self._speak_whole(text[middle:], settings, delivery, splits + 1)
            moved = [(char + middle, sample + len(first)) for char, sample in rest_events]
            return np.concatenate([first, rest]), first_events + moved

    def _ask_again(self, request: dict[str, Any], length: int) -> Spoken:
        try:
            return self._ask(request, length)
        except WorkerDied:
            return self._ask(request, length)

    def _ask(self, request: dict[str, Any], length: int) -> Spoken:
        process = self._running()
        deadline_s = self._deadline_s + DEADLINE_S_PER_CHARACTER * length
        try:
            return process.ask({**request, "deadline_s": deadline_s})
        except WorkerDied:
            self._running()
            if not process.is_alive():
                self._replace(process)
            raise

    def _running(self) -> ForkingProcess | SerialProcess:
        process = self._process
        if process is None:
            raise EngineUnavailable("engine 'espeak' is closed; load it again")
        return process

    def _replace(self, broken: ForkingProcess | SerialProcess) -> None:
        with self._lock:
            if self._process is broken:
                self._process = self._kind()
        broken.close()

    def _settings(self, delivery: Delivery) -> dict[str, Any]:
        """The delivery as the worker sets it.

        Raises:
            VoiceNotFound: there is no such voice, or no voice speaks the language.
        """
        pitch = NATURAL_PITCH + NATURAL_PITCH * math.log2(delivery.pitch)
        return {
            "voice": self._choose_voice(delivery),
            "rate": round(NATURAL_WPM * delivery.speed),
            "pitch": min(99, max(0, round(pitch))),
        }

    def _choose_voice(self, delivery: Delivery) -> str:
        if not delivery.voice:
            return self._voice_for(delivery.language)
        match = _VOICE.fullmatch(delivery.voice)
        # the library ignores a variant that it does not know, and speaks without one
        silent = match is not None and match["name"] in SILENT
        if match is None or silent or not self._has_variant(match["variant"]):
            names = [*self.voices()]
            if match is not None and not silent:
                names += [Voice(f"{match['name']}+{variant}") for variant in _list_variants()]
            raise VoiceNotFound(describe_unknown_voice(self.name, delivery.voice, names))
        return delivery.voice

    def _has_variant(self, variant: str | None) -> bool:
        return variant is None or variant in _list_variants()

    def _voice_for(self, language: str) -> str:
        tag = language.casefold().replace("_", "-")
        if tag not in self._variants:
            self._variants[tag] = self._look_up_voice(tag)
        return self._variants[tag]

    def _look_up_voice(self, tag: str) -> str:
        first = accents_for(tag)[0]
        if first in ALWAYS:
            return first
        known = {voice.name.casefold(): voice.name for voice in self.voices()}
        for accent in accents_for(tag):
            wanted = NAMES.get(accent, accent)
            if wanted in known:
                return known[wanted]
        raise VoiceNotFound(
            f"espeak has no voice for the language {tag!r}; choose one with --voice "
            "(see `audiobrief voices`)"
        )


def _describe(name: str, variant: str) -> Voice:
    """A voice with its variant, if it has one; most variants' names begin with the sex."""
    sex = {"f": "female", "m": "male"}.get(variant[0], "") if _SEXED.match(variant) else ""
    return Voice(f"{name}+{variant}" if variant else name, name, sex=sex)


def _list_variants() -> list[str]:
    import espeakng_loader

    folder = Path(espeakng_loader.get_data_path()) / "voices" / "!v"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _read(answer: Spoken) -> tuple[NDArray[np.int16], list[tuple[int, int]]]:
    events = [(char, sample) for char, sample in answer.header["words"]]
    return np.frombuffer(answer.sound, dtype=np.int16), events


def _find_middle(text: str) -> int:
    """Where to cut a text in two: at the space nearest to its middle, else in the middle."""
    middle = len(text) // 2
    before, after = text.rfind(" ", 1, middle), text.find(" ", middle, len(text) - 1)
    spaces = [place + 1 for place in (before, after) if place > 0]
    return min(spaces, key=lambda place: abs(place - middle), default=middle)
