"""An engine that ruins its process as native code can, when a text asks for it.

It is installed through the entry-point group of plug-ins, from a folder on the path.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from audiobrief.engines import Delivery, Voice
from audiobrief.engines.tone import ToneEngine
from audiobrief.errors import SpeechFailed
from audiobrief.model import Speech

NAME = "troublesome"
LOG = "AUDIOBRIEF_TEST_LOG"
"""Environment variable with the path of a file; each spoken headline adds a line to it."""
OPENED = "AUDIOBRIEF_TEST_OPENED"
"""Environment variable with the path of a file; each loaded engine adds a line to it, with the
graphics cards that its process may use."""
SLOW = "AUDIOBRIEF_TEST_SLOW_S"
"""Environment variable with the time that a headline takes, in seconds."""


class TroublesomeEngine:
    """Hums, except for words that ask for trouble."""

    name = NAME
    version = "1"
    deterministic = True
    concurrency = 1

    def __init__(self) -> None:
        self._tone = ToneEngine()
        cards = os.environ.get("CUDA_VISIBLE_DEVICES", "")
        _add_line(OPENED, f"{os.getpid()} {self.name} [{cards}]")

    def voices(self) -> Sequence[Voice]:
        return self._tone.voices()

    def speak(self, text: str, delivery: Delivery) -> Speech:
        if "Looks Again" in text:
            self._note(text)
            time.sleep(float(os.environ.get(SLOW, "0")))
        if "segfault please" in text:
            ctypes.string_at(0)
        if "abort please" in text:
            ctypes.CDLL(None).abort()
        if "hang please" in text:
            ctypes.PyDLL(None).sleep(3600)  # and holds the interpreter's lock
        if "memory please" in text:
            bytearray(8_000_000_000)
        if "kill please" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "fail once please" in text:
            with contextlib.suppress(KeyError):
                once = Path(os.environ[LOG]).with_suffix(".once")
                if not once.exists():
                    once.touch()
                    raise SpeechFailed("it failed once")
        if "bug please" in text:
            raise ZeroDivisionError("a bug")
        return self._tone.speak(text, delivery)

    def close(self) -> None:
        self._tone.close()

    def _note(self, text: str) -> None:
        _add_line(LOG, f"{os.getpid()} {text}")


class HeavyEngine(TroublesomeEngine):
    """The same engine, with a model that needs a graphics card."""

    name = "heavy"
    gpus = 1.0


def _add_line(variable: str, line: str) -> None:
    if variable in os.environ:
        with Path(os.environ[variable]).open("a", encoding="utf-8") as log:
            log.write(f"{line}\n")


def install(folder: Path) -> Path:
    """A folder that makes the engine a plug-in in every process that has the folder on its
    path."""
    distribution = folder / "troublesome_engine-1.dist-info"
    distribution.mkdir(parents=True, exist_ok=True)
    (distribution / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: troublesome-engine\nVersion: 1\n", encoding="utf-8"
    )
    (distribution / "entry_points.txt").write_text(
        f"[audiobrief.engines]\n{NAME} = tests.batch.troublesome:TroublesomeEngine\n"
        "heavy = tests.batch.troublesome:HeavyEngine\n",
        encoding="utf-8",
    )
    return folder
