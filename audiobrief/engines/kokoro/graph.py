"""Kokoro's network: ids of phonemes and a style in, sound and the length of each phoneme out.

Exports differ in the names and types of their inputs. This module accepts both kinds that
kokoro-onnx has published, and the kind of onnx-community.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiobrief.engines.onnx_graph import open_graph
from audiobrief.errors import EngineUnavailable

if TYPE_CHECKING:
    import onnxruntime

LENGTHS = "/encoder/Clip_output_0"
"""Tensor inside the graph with the frames of each id, rounded and at least one."""
TOLD_LENGTHS = "duration"
"""Output with the same lengths, in exports that have it."""
FRAME_SAMPLES = 600
"""Samples in one unit of a phoneme's length: 25 ms."""
BORDER = 0
"""The id before the first phoneme and after the last."""
MAX_IDS = 510
"""The most ids between the borders; the network has 512 places (`max_position_embeddings`)."""
INTEGERS = {"tensor(int32)": np.int32, "tensor(int64)": np.int64}


class Rendered(NamedTuple):
    """The network's output for a sentence."""

    samples: NDArray[np.float32]
    """About -1.0 to 1.0, shape (n,)."""
    edges: NDArray[np.int64] | None
    """The sample at which each id begins, and one more for the end; None if the graph does not
    report lengths. The first id is the border, so phoneme i begins at edges[i + 1]."""


class KokoroGraph:
    """The network in a file."""

    def __init__(self, path: Path) -> None:
        """Load the network, which takes 2 s of one core.

        Raises:
            EngineUnavailable: the file is not a graph of Kokoro's.
        """
        self._path = path
        self._network = _open(path)
        inputs = {entry.name: entry.type for entry in self._network.get_inputs()}
        ids = [name for name in ("tokens", "input_ids") if name in inputs]
        if not ids or not {"style", "speed"} <= set(inputs):
            raise EngineUnavailable(
                f"{path} is not a Kokoro graph: its inputs are {', '.join(inputs)}"
            )
        self._ids = ids[0]
        self._speed_type: Any = INTEGERS.get(inputs["speed"], np.float32)
        outputs = [entry.name for entry in self._network.get_outputs()]
        told = [name for name in (TOLD_LENGTHS, LENGTHS) if name in outputs]
        self._outputs = [outputs[0], *told[:1]]

    @property
    def tells_lengths(self) -> bool:
        """Whether the graph reports the length of each phoneme."""
        return len(self._outputs) > 1

    def run(self, ids: Sequence[int], style: NDArray[np.float32], speed: float) -> Rendered:
        """The sound of up to `MAX_IDS` ids; `style` is a voice, shape (rows, 256).

        The number of ids selects the row (KPipeline of hexgrad/kokoro).

        Raises:
            EngineUnavailable: there are no or too many ids, or the graph takes no such speed.
        """
        if not 0 < len(ids) <= MAX_IDS:
            raise EngineUnavailable(f"kokoro speaks 1 to {MAX_IDS} phonemes, not {len(ids)}")
        if self._speed_type is not np.float32 and speed != round(speed):
            raise EngineUnavailable(
                f"{self._path} takes only whole speeds, not {speed:g}; run `audiobrief voices "
                "add kokoro` for one that takes any"
            )
        row = style[min(len(ids), len(style)) - 1]
        feed = {
            self._ids: np.array([[BORDER, *ids, BORDER]], dtype=np.int64),
            "style": row.reshape(1, -1),
            "speed": np.array([speed], dtype=self._speed_type),
        }
        samples, *lengths = self._network.run(self._outputs, feed)
        sound = np.asarray(samples, dtype=np.float32).reshape(-1)
        if not lengths:
            return Rendered(sound, None)
        frames = np.rint(np.asarray(lengths[0]).reshape(-1)).astype(np.int64)
        edges = np.concatenate(([0], np.cumsum(frames))) * FRAME_SAMPLES
        return Rendered(sound, np.minimum(edges, len(sound)))


def _open(path: Path) -> onnxruntime.InferenceSession:
    """The graph with the lengths as an output if it has that tensor, else as it is."""
    try:
        return open_graph(path, inner=[LENGTHS])
    except EngineUnavailable:
        return open_graph(path)
