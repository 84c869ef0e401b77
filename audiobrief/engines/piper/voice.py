"""A Piper voice: its `.onnx` file and the `.onnx.json` beside it, as they are published.

Only onnxruntime (MIT) reads them: the `piper-tts` package has been GPL-3.0 since
1.3, and is not imported. rhasspy/piper (MIT) explains what the files mean.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines.onnx_graph import first_line, open_graph
from audiobrief.errors import EngineUnavailable

if TYPE_CHECKING:
    import onnxruntime

START, END, PAD = "^", "$", "_"
HOP_SAMPLES = 256
"""Samples of a frame if the file does not say; all voices published so far have this number."""
LENGTHS = "/Ceil_output_0"
"""Tensor with the frames of each id, as PyTorch's exporter names it in the published voices:
VITS rounds its lengths up (`torch.ceil(w)` in rhasspy/piper's models.py)."""


class Scales(NamedTuple):
    """The settings that shape the speech besides the text."""

    noise: float
    """Amount of randomness in the sound; 0 for none."""
    length: float
    """Factor on the length of each phoneme."""
    noise_w: float
    """Amount of randomness in the lengths; 0 for none."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The model's input for a sentence."""

    ids: tuple[int, ...]
    owners: tuple[int, ...]
    """For each id, the index of the word that it belongs to, or -1 for none."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The model's output for a sentence."""

    samples: NDArray[np.float32]
    """-1.0 to 1.0, shape (n,)."""
    lengths: NDArray[np.int64] | None
    """Samples of each id; None if the model does not report them."""


@dataclass(frozen=True, slots=True)
class PiperConfig:
    """The part of the `.onnx.json` that speaking needs."""

    sample_rate: int
    espeak_voice: str
    language: str
    """BCP 47 tag."""
    phonemes: str
    """How a text becomes phonemes: "espeak" or "text"."""
    scales: Scales
    ids: dict[str, tuple[int, ...]]
    speakers: dict[str, int]
    """Name -> id; empty for a voice of one speaker."""
    hop: int


def read_config(path: Path) -> PiperConfig:
    """The configuration of a voice.

    Raises:
        EngineUnavailable: the file is missing, or is not one of Piper's.
    """
    try:
        tree: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        inference = tree.get("inference", {})
        espeak = tree.get("espeak", {}).get("voice", "en-us")
        count = int(tree.get("num_speakers", 1))
        named = {
            str(name): int(number) for name, number in tree.get("speaker_id_map", {}).items()
        }
        if count > 1 and not named:
            named = {str(number): number for number in range(count)}
        return PiperConfig(
            sample_rate=int(tree["audio"]["sample_rate"]),
            espeak_voice=espeak,
            language=tree.get("language", {}).get("code", espeak).replace("_", "-"),
            phonemes=str(tree.get("phoneme_type", "espeak")).lower(),
            scales=Scales(
                float(inference.get("noise_scale", 0.667)),
                float(inference.get("length_scale", 1.0)),
                float(inference.get("noise_w", 0.8)),
            ),
            ids={name: tuple(ids) for name, ids in tree["phoneme_id_map"].items()},
            speakers=named if count > 1 else {},
            hop=int(tree.get("hop_length", HOP_SAMPLES)),
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EngineUnavailable(f"piper cannot read {path}: {reason}", path=path) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineUnavailable(
            f"{path} is not the configuration of a Piper voice: {type(error).__name__} {error}",
            path=path,
        ) from error


def make_sentence(phonemes: Sequence[tuple[str, int]], config: PiperConfig) -> Sentence:
    """Ids for phonemes: start, pads between, end.

    Each phoneme comes with the index of its word, or -1. Phonemes that the voice was not
    trained on are left out.
    """
    pad = config.ids.get(PAD, ())
    start, end = config.ids.get(START, ()), config.ids.get(END, ())
    ids = [*start, *pad]
    owners = [-1] * len(ids)
    for phoneme, word in phonemes:
        known = config.ids.get(phoneme)
        if known is not None:
            ids += [*known, *pad]
            owners += [word] * (len(known) + len(pad))
    return Sentence((*ids, *end), (*owners, *([-1] * len(end))))


class PiperModel:
    """The network of a voice; safe to use from several threads."""

    def __init__(self, path: Path, config: PiperConfig) -> None:
        """Load nothing yet; the network is loaded when it is first needed."""
        self.config = config
        self._path = path
        self._network: onnxruntime.InferenceSession | None = None
        self._lock = threading.Lock()

    @property
    def tells_lengths(self) -> bool:
        """Whether it reports the frames of each phoneme, as exact times and batches need."""
        return len(self._load().get_outputs()) > 1

    def run(self, sentences: Sequence[Sentence], scales: Scales, speaker: int) -> list[Spoken]:
        """The speech of each sentence, made in one batch.

        Pass several sentences only if `tells_lengths`: otherwise nothing says where
        a shorter sentence of the batch ends.

        Raises:
            EngineUnavailable: the file is not a voice that onnxruntime can run.
        """
        network = self._load()
        longest = max(len(sentence.ids) for sentence in sentences)
        inputs = np.zeros((len(sentences), longest), dtype=np.int64)
        for row, sentence in enumerate(sentences):
            inputs[row, : len(sentence.ids)] = sentence.ids
        feed: dict[str, Any] = {
            "input": inputs,
            "input_lengths": np.array([len(s.ids) for s in sentences], dtype=np.int64),
            "scales": np.array(scales, dtype=np.float32),
        }
        if "sid" in {entry.name for entry in network.get_inputs()}:
            feed["sid"] = np.full(len(sentences), speaker, dtype=np.int64)
        try:
            outputs = network.run(None, feed)
        except Exception as error:  # onnxruntime's own exception classes have no common base
            raise EngineUnavailable(
                f"{self._path} cannot be run: {first_line(error)}", path=self._path
            ) from error
        sound = np.asarray(outputs[0], dtype=np.float32).reshape(len(sentences), -1)
        if len(outputs) < 2:
            return [Spoken(row, None) for row in sound]
        frames = np.asarray(outputs[1]).reshape(len(sentences), -1)
        spoken = []
        for row, sentence in enumerate(sentences):
            lengths = (
                np.rint(frames[row, : len(sentence.ids)]).astype(np.int64) * self.config.hop
            )
            spoken.append(Spoken(sound[row, : int(lengths.sum())], lengths))
        return spoken

    def _load(self) -> onnxruntime.InferenceSession:
        with self._lock:
            if self._network is None:
                self._network = _open(self._path)
            return self._network


def _open(path: Path) -> onnxruntime.InferenceSession:
    """The network with the lengths of phonemes as an output, if it has such a tensor.

    onnxruntime refuses `LENGTHS` for a graph that names its tensors differently, which is then
    opened as it is; such a graph may already have the lengths as its second output.
    """
    with contextlib.suppress(EngineUnavailable):
        return open_graph(path, inner=[LENGTHS])
    return open_graph(path)
