"""Command line of the ear: `make ear`, or `python -m tests.ear [--voice VOICE] [PART ...]`.

VOICE is "ENGINE" or "ENGINE/VOICE", as `audiobrief make` knows them; the default is the voice
that a user gets without options.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from audiobrief.engines.espeak.phonemizer import Phonemizer
from tests.ear import reading_back, removals, voices, word_times
from tests.ear.aligner import Aligner
from tests.ear.episodes import LABELLED, Recording, golden, labelled
from tests.ear.listening import Ear
from tests.ear.quality import Listeners

PAGES_TO_COMPARE = ("ad-split", "live-blog", "react-newsroom", "table-layout")
"""Golden pages to compare two voices on: quotes, a list of times, a table, names."""


class Listener:
    """Runs the parts of the ear and prints their results."""

    def __init__(self, folder: Path, voice: str, *, shown: bool = False) -> None:
        self._ear, self._listeners, self._phonemizer = Ear(), Listeners(), Phonemizer()
        self._folder, self._voice, self._shown = folder, voice, shown
        self._golden: list[Recording] = []

    def pages(self) -> None:
        """Read the golden pages back."""
        heard = self._read_back(iter(self._recordings()))
        reading_back.report("golden", heard, held=True, shown=self._shown)

    def labelled(self) -> None:
        """Read twelve newspaper pages back."""
        if not LABELLED.is_dir():
            print(f"skipped: no labelled pages in {LABELLED} (AUDIOBRIEF_SHARED names them)")
            return
        pages = labelled(self._folder, self._voice)
        reading_back.report("labelled", self._read_back(pages), shown=self._shown)

    def removals(self) -> None:
        """Check that sentences taken out of the golden pages are missed."""
        removals.report(
            [
                trial
                for way in removals.WAYS
                for recording in self._recordings()
                for trial in removals.remove(self._ear, recording, way)
            ]
        )

    def words(self) -> None:
        """Compare the word times of the golden pages with a forced aligner."""
        with contextlib.closing(Aligner()) as aligner:
            word_times.report(word_times.measure(aligner, self._recordings()))

    def voices(self) -> None:
        """Compare narrator and quote voice on the same pages."""
        narrator, quote = voices.choose(self._voice)
        rows = {}
        for voice in (narrator, quote):
            pages = [*golden(self._folder / voice, voice, PAGES_TO_COMPARE)]
            heard = [*self._read_back(iter(pages))]
            rows[voice] = voices.Row(
                voices.measure(np.concatenate([page.sound for page in pages])),
                sum(page.errors for page in heard) / sum(page.words for page in heard),
                sum(page.opinion * page.minutes for page in heard)
                / sum(page.minutes for page in heard),
                sum(len(page.missing) for page in heard),
            )
        voices.report(rows)

    def close(self) -> None:
        """End eSpeak's process."""
        self._phonemizer.close()

    def _recordings(self) -> list[Recording]:
        self._golden = self._golden or [*golden(self._folder, self._voice)]
        return self._golden

    def _read_back(self, recordings: Iterator[Recording]) -> Iterator[reading_back.Heard]:
        for recording in recordings:
            yield reading_back.read_back(
                self._ear, self._listeners, self._phonemizer, recording
            )


PARTS: dict[str, Callable[[Listener], None]] = {
    "pages": Listener.pages,
    "labelled": Listener.labelled,
    "words": Listener.words,
    "voices": Listener.voices,
    "removals": Listener.removals,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.ear", description=__doc__)
    parser.add_argument("--voice", default="", metavar="ENGINE[/VOICE]")
    parser.add_argument("--show", action="store_true", help="what was heard otherwise")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        sys.exit(f"no part '{min(unknown)}'; there are: {', '.join(PARTS)}")
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(Listener(Path(folder), chosen.voice, shown=chosen.show)) as listener,
    ):
        for name in chosen.parts or PARTS:
            began = time.monotonic()
            print(f"== {name}, voice: {chosen.voice or 'the default'}", flush=True)
            PARTS[name](listener)
            print(f"   {name} took {time.monotonic() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
