"""How far estimated word starts are from eSpeak's own, on the example page."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import numpy as np

from audiobrief import audio
from audiobrief.engines import Delivery, load_engine
from audiobrief.engines.estimate import estimate_words
from audiobrief.episode.reader import read_manuscript
from audiobrief.model import Speech, Word
from tests.places import EXAMPLE

Estimate = Callable[[str, Speech], tuple[Word, ...]]


def by_sound(text: str, speech: Speech) -> tuple[Word, ...]:
    return estimate_words(text, speech.samples, speech.sample_rate)


def by_length(text: str, speech: Speech) -> tuple[Word, ...]:
    spans = [word[:2] for word in speech.words]
    return audio.estimate_words(spans, len(speech.samples))


def run() -> None:
    """Print the table."""
    texts = [segment.spoken for segment in read_manuscript(EXAMPLE).script.segments]
    rows: list[tuple[str, Estimate]] = [
        ("length of the words alone", by_length),
        ("pauses found in the sound", by_sound),
    ]
    with closing(load_engine("espeak")) as engine:
        spoken = [audio.trim(engine.speak(text, Delivery())) for text in texts]
    print(f"{'words placed by':28} {'words':>6} {'median':>7} {'p90':>6} {'most':>6}  ms off")
    for name, estimate in rows:
        off: list[float] = []
        for text, speech in zip(texts, spoken, strict=True):
            exact = {word.text_start: word.start for word in speech.words}
            off += [
                abs(word.start - exact[word.text_start]) * 1000 / speech.sample_rate
                for word in estimate(text, speech)
                if word.text_start in exact
            ]
        median, p90, most = np.percentile(off, [50, 90, 100])
        print(f"{name:28} {len(off):6} {median:7.0f} {p90:6.0f} {most:6.0f}")


if __name__ == "__main__":
    run()
