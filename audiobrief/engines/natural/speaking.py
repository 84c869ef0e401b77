"""The work of the guarded process: text -> phonemes -> frames -> samples, with word times."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobrief.engines.ipa import pronounce
from audiobrief.engines.misaki.pronouncer import Pronouncer
from audiobrief.engines.misaki.sentences import PhonemeSentence
from audiobrief.engines.misaki.sounds import Floats, Sound, join_sounds, time_words
from audiobrief.engines.natural import waveform
from audiobrief.engines.natural.voices import BUNDLED_SHA256, DEFAULT, KNOWN, UNKNOWN, VARIANTS
from audiobrief.engines.natural.waveform import HOP, Frames
from audiobrief.engines.onnx_graph import open_graph
from audiobrief.errors import EngineUnavailable
from audiobrief.model import Phonemes

if TYPE_CHECKING:
    import onnxruntime

    from audiobrief.engines.guarded_worker import Answer, Speak

LENGTHS = "/Cast_32_output_0"
"""The tensor inside hibari's graph that holds each phoneme's length."""
FRAMES_A_LENGTH = 2
"""Frames in one unit of `LENGTHS`, which is 600 samples."""
BORDER = 0
"""The id that the graph expects before the first phoneme and after the last."""
PACES = (
    # pace as measured over twelve sentences of news, and the speed to ask the graph for. The
    # graph rounds each phoneme to 25 ms: most last two such units, and from 1.33 on they last
    # one, so that no pace lies between 1.18 and 1.50. Faster speech is made from the frames of
    # the last row: at 1.5, Whisper tiny.en hears 3.9 % of its words wrong, and 8.8 % of those
    # that the graph itself speaks at 1.5
    (0.5, 0.5), (0.615, 0.6), (0.703, 0.7), (0.792, 0.8), (0.957, 0.9), (1.0, 1.0), (1.032, 1.1),
    (1.103, 1.2), (1.172, 1.3),
)  # fmt: skip
LAG_SAMPLES = 1200
"""How many samples a phoneme is heard before its length begins. Compared with a forced aligner
over four golden pages (826 words), words began 86 ms late without this correction, and with it
12 ms early, like eSpeak's own; 99 % were within 79 ms."""


class Voice:
    """A graph and the alphabet that it reads."""

    def __init__(self, path: Path, *, british: bool) -> None:
        """Load the graph, which takes 0.2 s of one core."""
        import hibari

        vocabulary = Path(hibari.__file__).parent / "assets" / "vocab.json"
        self._ids: dict[str, int] = json.loads(vocabulary.read_text(encoding="utf-8"))
        self._graph: onnxruntime.InferenceSession = open_graph(path, [LENGTHS])
        self.british = british

    def speak(
        self, sentence: PhonemeSentence, *, speed: float, pitch: float, size: float
    ) -> Sound:
        """The sentence as sound, with the times of its words."""
        known = [index for index, sign in enumerate(sentence.phonemes) if sign in self._ids]
        ids = [BORDER, *(self._ids[sentence.phonemes[index]] for index in known), BORDER]
        asked, rest = _share_speed(speed)
        *columns, lengths = self._graph.run(
            None,
            {
                "ids": np.array([ids], dtype=np.int64),
                "speed": np.array([asked], dtype=np.float32),
            },
        )
        frames = Frames(*(np.asarray(column)[0] for column in columns))
        frames = waveform.change_speed(frames, rest)
        frames = waveform.move_voice(frames, pitch=pitch, size=size)
        places = np.concatenate(([0], np.cumsum(lengths))) * (FRAMES_A_LENGTH * HOP / rest)
        edges = np.rint(places).astype(np.int64)
        samples = waveform.make_samples(frames)
        return Sound(samples, time_words(sentence, known, edges, samples, lag=LAG_SAMPLES))


def load(settings: dict[str, Any]) -> Speak:
    """A function that speaks; `settings` hold "graphs" (name -> path) and "first", a name.

    The first voice is loaded here, and each other voice when it is first requested.
    """
    speaker = _Speaker({name: Path(path) for name, path in settings["graphs"].items()})
    speaker.load_voice(settings["first"])
    return speaker.speak


class _Speaker:
    def __init__(self, graphs: dict[str, Path]) -> None:
        self._graphs = graphs
        self._voices: dict[str, Voice] = {}
        self._pronouncers: dict[bool, Pronouncer] = {}

    def load_voice(self, name: str) -> tuple[Voice, Pronouncer]:
        if name not in self._voices:
            if name == DEFAULT:
                _check_bundled(self._graphs[name])
            british = KNOWN.get(name, UNKNOWN).british
            self._voices[name] = Voice(self._graphs[name], british=british)
        voice = self._voices[name]
        if voice.british not in self._pronouncers:
            self._pronouncers[voice.british] = Pronouncer(british=voice.british)
        return voice, self._pronouncers[voice.british]

    def speak(self, request: dict[str, Any]) -> Answer:
        """Samples of the text; the header holds its words and the spans that had to be respelled."""
        text: str = request["text"]
        voice, pronouncer = self.load_voice(request["voice"])
        move = VARIANTS.get(request["variant"])
        pitch = request["pitch"] * (move.pitch if move else 1.0)
        given = pronounce(text, [Phonemes(*each) for each in request["phonemes"]])
        reading = pronouncer.read(text, given)
        sounds = [
            voice.speak(
                sentence, speed=request["speed"], pitch=pitch, size=move.size if move else 1.0
            )
            for sentence in reading.sentences
        ]
        samples, words = join_sounds(sounds, reading.sentences)
        volume = request["volume"] * 10 ** ((move.gain_db if move else 0.0) / 20)
        header = {
            "words": [list(word) for word in words],
            "exact": True,
            "respelled": reading.respelled,
        }
        return header, _to_pcm(samples, volume)


def _check_bundled(path: Path) -> None:
    """Refuse a graph that has the name of the measured one but other content.

    Raises:
        EngineUnavailable: the content differs.
    """
    if hashlib.sha256(path.read_bytes()).hexdigest() != BUNDLED_SHA256:
        raise EngineUnavailable(
            f"{path} is not the voice from hibari-tts 0.2.1; run "
            "`pip install --force-reinstall hibari-tts==0.2.1`",
            path=path,
        )


def _share_speed(speed: float) -> tuple[float, float]:
    """The speed to ask the graph for, and the factor that remains for its frames."""
    paces, asked = zip(*PACES, strict=True)
    return float(np.interp(speed, paces, asked)), max(1.0, speed / paces[-1])


def _to_pcm(samples: Floats, volume: float) -> bytes:
    scaled = np.rint(samples * np.float32(32767 * volume))
    pcm: bytes = np.clip(scaled, -32768, 32767).astype("<i2").tobytes()
    return pcm
