"""The platform's own voices, through pyttsx3's public API: SAPI5, NSSpeech, eSpeak.

That API loses sound without an error (pyttsx3 2.99): `runAndWait` may return
before the file exists, an error in a driver is swallowed, and calls of about
13,500 characters crash eSpeak. So each text is saved by a process of its own,
which is killed at a deadline, and its file is accepted only if it is as long as
the text needs. If not, the text is saved once more.
"""

from __future__ import annotations

import importlib.metadata
import platform
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from audiobrief.audio import scale
from audiobrief.engines import Delivery, Voice
from audiobrief.engines.estimate import estimate_words
from audiobrief.engines.guarded import GuardedVoice
from audiobrief.engines.pcm import NotSound, decode
from audiobrief.engines.splitting import speak_in_parts
from audiobrief.engines.text_limits import least_seconds
from audiobrief.engines.voices import find_voice
from audiobrief.errors import EngineUnavailable, SpeechFailed
from audiobrief.model import Speech
from audiobrief.system.cores import count_threads
from audiobrief.system.scratch import scratch_folder

MAX_CHARACTERS = 4_000
"""The most characters in one call: a third of what crashes pyttsx3 2.99 with eSpeak."""
DEADLINE_S = 30.0
DEADLINE_S_PER_CHARACTER = 0.02
"""SAPI5 and NSSpeech save at about ten times real time, and a letter is 0.07 s of speech."""
TRIES = 2
SEXES = {
    # gender as the platforms' drivers report it (SAPI5 and eSpeak "Male", NSSpeech
    # "VoiceGenderMale") -> value of `Voice.sex`
    "female": "female", "male": "male",
    "voicegenderfemale": "female", "voicegendermale": "male",
}  # fmt: skip
TARGET = "audiobrief.engines.pyttsx3.worker:load"


class Pyttsx3Engine:
    """Speaks with the platform's own voices; see `audiobrief.engines.Engine`.

    Word times are estimated, since pyttsx3 forwards none. Pitch is ignored, since
    only eSpeak's driver supports it, and engine `espeak` does that better.
    """

    name = "pyttsx3"
    deterministic = False

    def __init__(self, *, deadline_s: float = DEADLINE_S) -> None:
        """Prepare an engine that has started nothing yet.

        `deadline_s` is the time limit of each text, in seconds, to which
        `DEADLINE_S_PER_CHARACTER` is added for each character.

        Raises:
            EngineUnavailable: pyttsx3 is not installed.
        """
        try:
            package = importlib.metadata.version("pyttsx3")
        except importlib.metadata.PackageNotFoundError as error:
            raise EngineUnavailable(
                "engine 'pyttsx3' needs pyttsx3: run `pip install pyttsx3`"
            ) from error
        self.version = f"{package} {platform.system()} {platform.release()}"
        self.concurrency = count_threads()
        self._deadline_s = deadline_s
        self._lock = threading.Lock()
        self._closed = False
        self._workers: set[GuardedVoice] = set()
        self._voices: list[Voice] = []
        self._natural_rate = 200

    def voices(self) -> Sequence[Voice]:
        """The platform's voices, with its own identifiers, in its own order.

        Raises:
            EngineUnavailable: the platform has no speech, or the engine is closed.
        """
        if not self._voices:
            answer = self._ask({"do": "voices"}, 0)
            self._natural_rate = int(answer["rate"])
            found = {identifier: rest for identifier, *rest in answer["voices"]}
            self._voices = [
                Voice(identifier, _read_tag(tags), name, SEXES.get(gender.casefold(), ""))
                for identifier, (name, tags, gender) in found.items()
            ]
        return self._voices

    def speak(self, text: str, delivery: Delivery) -> Speech:
        """The text, saved by the platform and read back.

        Raises:
            EngineUnavailable: the platform has no speech, or the engine is closed.
            VoiceNotFound: there is no such voice.
            SpeechFailed: two attempts gave no file in time, or none as long as the text.
        """
        self._check_open()
        voice = find_voice(self.name, self.voices(), delivery)
        return speak_in_parts(
            text, MAX_CHARACTERS, lambda part, _: self._speak_part(part, voice.name, delivery)
        )

    def close(self) -> None:
        """End the processes; a text that is being spoken is abandoned."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.close()

    def _speak_part(self, text: str, voice: str, delivery: Delivery) -> Speech:
        rate = round(self._natural_rate * delivery.speed)
        request = {"do": "speak", "text": text, "voice": voice, "rate": rate}
        reason = ""
        for _ in range(TRIES):
            with scratch_folder() as folder:
                path = folder / "speech.wav"
                try:
                    self._ask({**request, "path": str(path)}, len(text))
                    return self._read(path, text, delivery)
                except (SpeechFailed, NotSound, OSError) as error:
                    self._check_open()
                    reason = str(error)
        shown = text if len(text) <= 60 else text[:57] + "..."
        raise SpeechFailed(f"pyttsx3 failed {TRIES} times at {shown!r}: {reason}")

    def _read(self, path: Path, text: str, delivery: Delivery) -> Speech:
        samples, rate = decode(path.read_bytes())
        seconds = len(samples) / rate
        if seconds < least_seconds(text, delivery.speed):
            raise NotSound(f"{len(text)} characters came back as {seconds:.2f} s of sound")
        if not samples.any():
            raise NotSound("its file is silent")
        words = estimate_words(text, samples, rate)
        if delivery.volume != 1.0:
            samples = scale(samples, delivery.volume)
        return Speech(samples, rate, words, exact=False)

    def _ask(self, request: dict[str, Any], characters: int) -> dict[str, Any]:
        """The answer of a process that is started for this request and ended after it."""
        worker = GuardedVoice(TARGET, {}, what="pyttsx3", fork=False, tries=1)
        with self._lock:
            self._check_open()
            self._workers.add(worker)
        try:
            deadline_s = self._deadline_s + characters * DEADLINE_S_PER_CHARACTER
            return worker.ask(request, deadline_s=deadline_s).header
        finally:
            worker.close()
            with self._lock:
                self._workers.discard(worker)

    def _check_open(self) -> None:
        if self._closed:
            raise EngineUnavailable("engine 'pyttsx3' is closed; load it again")


def _read_tag(tags: Sequence[str]) -> str:
    """The BCP 47 tag for what a driver gives ("en-us", "en_US"); empty if it gives none."""
    return tags[0].replace("_", "-") if tags else ""
