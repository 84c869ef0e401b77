"""The work of the guarded process: text -> phonemes -> samples, with word times."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines.estimate import estimate_words
from audiobrief.engines.ipa import pronounce
from audiobrief.engines.kokoro.graph import KokoroGraph
from audiobrief.engines.kokoro.joining import LAG_SAMPLES, join_short
from audiobrief.engines.kokoro.voices import read_style
from audiobrief.engines.misaki.pronouncer import Pronouncer
from audiobrief.engines.misaki.sentences import PhonemeSentence
from audiobrief.engines.misaki.sounds import SAMPLE_RATE, Sound, join_sounds, time_words
from audiobrief.engines.pcm import from_float
from audiobrief.model import Phonemes

if TYPE_CHECKING:
    from audiobrief.engines.guarded_worker import Answer, Speak


def load(settings: dict[str, Any]) -> Speak:
    """A function that speaks; `settings` hold the paths "graph" and "styles"."""
    return _Speaker(Path(settings["graph"]), Path(settings["styles"])).speak


class _Speaker:
    def __init__(self, graph: Path, styles: Path) -> None:
        import hibari

        # hibari's voices were made from Kokoro's and keep its alphabet (compared: the same 114)
        vocabulary = Path(hibari.__file__).parent / "assets" / "vocab.json"
        self._ids: dict[str, int] = json.loads(vocabulary.read_text(encoding="utf-8"))
        self._graph = KokoroGraph(graph)
        self._path = styles
        self._styles: dict[str, NDArray[np.float32]] = {}
        # loaded before the process forks, since most of Kokoro's voices are American
        self._pronouncers = {False: Pronouncer()}

    def speak(self, request: dict[str, Any]) -> Answer:
        """Samples of the text; the header holds its words and the spans that had to be respelled."""
        text: str = request["text"]
        given = pronounce(text, [Phonemes(*each) for each in request["phonemes"]])
        reading = self._pronouncer(british=request["british"]).read(text, given)
        style = self._style(request["voice"])
        sentences = join_short(reading.sentences)
        spoken = [
            self._speak_one(text, sentence, style, request["speed"]) for sentence in sentences
        ]
        whole = join_sounds(spoken, sentences)
        header = {
            "words": [list(word) for word in whole.words],
            "exact": self._graph.tells_lengths,
            "respelled": reading.respelled,
        }
        samples = from_float(whole.samples * np.float32(request["volume"]))
        return header, samples.astype("<i2").tobytes()

    def _speak_one(
        self,
        text: str,
        sentence: PhonemeSentence,
        style: NDArray[np.float32],
        speed: float,
    ) -> Sound:
        places = [i for i, phoneme in enumerate(sentence.phonemes) if phoneme in self._ids]
        if not places:
            return Sound(np.zeros(0, np.float32), ())
        ids = [self._ids[sentence.phonemes[place]] for place in places]
        samples, edges = self._graph.run(ids, style, speed)
        if edges is not None:
            return Sound(samples, time_words(sentence, places, edges, samples, lag=LAG_SAMPLES))
        start, end = sentence.spans[0][0], sentence.spans[-1][1]
        estimated = estimate_words(text[start:end], from_float(samples), SAMPLE_RATE)
        moved = (
            word._replace(text_start=word.text_start + start, text_end=word.text_end + start)
            for word in estimated
        )
        return Sound(samples, tuple(moved))

    def _style(self, name: str) -> NDArray[np.float32]:
        if name not in self._styles:
            self._styles[name] = read_style(self._path, name)
        return self._styles[name]

    def _pronouncer(self, *, british: bool) -> Pronouncer:
        if british not in self._pronouncers:
            self._pronouncers[british] = Pronouncer(british=british)
        return self._pronouncers[british]
