"""A plug-in engine that writes down each text that it is asked to speak."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from audiobrief.engines import Delivery, Voice
from audiobrief.engines.tone import ToneEngine
from audiobrief.model import Speech

NAME = "counted"
LOG = "COUNTED_LOG"
"""The environment variable that names the file."""


class CountedEngine:
    """The tones of `tone`, each call with a line in the file."""

    name = NAME
    version = "1"
    deterministic = True
    concurrency = 1

    def __init__(self) -> None:
        self._tone = ToneEngine()

    def voices(self) -> Sequence[Voice]:
        return self._tone.voices()

    def speak(self, text: str, delivery: Delivery) -> Speech:
        with Path(os.environ[LOG]).open("a", encoding="utf-8") as log:
            log.write(f"{text}\n")
        return self._tone.speak(text, delivery)

    def close(self) -> None:
        self._tone.close()


def install(folder: Path) -> Path:
    """A folder that makes the engine a plug-in in each process that has it on its path."""
    about = folder / "counted_engine-1.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: counted-engine\nVersion: 1\n", encoding="utf-8"
    )
    (about / "entry_points.txt").write_text(
        f"[audiobrief.engines]\n{NAME} = {__name__}:CountedEngine\n", encoding="utf-8"
    )
    return folder
