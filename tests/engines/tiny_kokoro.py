"""Builds a tiny Kokoro for tests, which hums a pitch for each phoneme.

Its graph has the inputs, outputs and inner tensor of kokoro-onnx's export, and its voices file
is an npz with the same shapes. It has only real operators, run by the real onnxruntime.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from audiobrief.engines.kokoro.graph import FRAME_SAMPLES, LENGTHS, MAX_IDS
from audiobrief.engines.kokoro.voices import STYLES
from audiobrief.engines.misaki.sounds import SAMPLE_RATE
from tests.engines.tiny_voice import node, tensor

COUNT = 178
"""The number of ids that the network knows (`n_token`)."""
BORDER_FRAMES = 8
SIGN_FRAMES = 4
SOUND_FRAMES = 3
VOICES = {
    # voice -> factor on the pitch
    "af_heart": 1.0, "am_fenrir": 0.5, "bf_emma": 1.5, "ef_dora": 2.0, "af_zoe": 1.2,
}  # fmt: skip
ROW_STEP = 1 / 1024
"""The share by which each row of a voice has a higher pitch than the row before."""


def read_vocabulary() -> dict[str, int]:
    import hibari

    path = Path(hibari.__file__).parent / "assets" / "vocab.json"
    vocabulary: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    return vocabulary


def frames_of(phoneme: str) -> int:
    """The number of frames of a phoneme at speed 1."""
    return SOUND_FRAMES if phoneme.isalpha() else SIGN_FRAMES


def pitch_of(phoneme: str) -> float:
    """The pitch in Hz at which "af_heart" hums a phoneme, in row 0."""
    return 200.0 + 4.0 * read_vocabulary()[phoneme]


def build_kokoro(
    folder: Path,
    name: str = "kokoro-v1.0.onnx",
    *,
    lengths: str = "inner",
    newer: bool = False,
    broken: str = "",
) -> Path:
    """Writes a graph and its voices to `folder`; returns the graph's path.

    `lengths` is "inner" for lengths in an inner tensor, "output" for lengths in an output, or
    empty for neither. `newer` names the ids `input_ids` and takes integer speeds. `broken` is
    "nan" for sound that is not a number.
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph = _make_graph(lengths=lengths, newer=newer, broken=broken)
    opset = helper.make_opsetid("", 17)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8)
    onnx.checker.check_model(model)
    (folder / name).write_bytes(model.SerializeToString())
    write_styles(folder / STYLES)
    return folder / name


def write_styles(path: Path) -> None:
    rows: NDArray[np.float32] = np.zeros((MAX_IDS, 1, 256), np.float32)
    styles = {}
    for voice, factor in VOICES.items():
        rows[:, 0, 0] = factor * (1 + ROW_STEP * np.arange(MAX_IDS))
        styles[voice] = rows.copy()
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **styles)


def _make_graph(*, lengths: str, newer: bool, broken: str) -> onnx.GraphProto:
    signs = [number for phoneme, number in read_vocabulary().items() if not phoneme.isalpha()]
    frames = np.full(COUNT, SOUND_FRAMES, np.float32)
    frames[signs] = SIGN_FRAMES
    frames[0] = BORDER_FRAMES
    levels = np.full(COUNT, np.nan if broken == "nan" else 0.5, np.float32)
    levels[[0, *signs]] = 0
    pitches = (200 + 4 * np.arange(COUNT)).astype(np.float32)
    ids, speed_type = (
        ("input_ids", TensorProto.INT32) if newer else ("tokens", TensorProto.FLOAT)
    )
    constants = {
        "frames": frames,
        "levels": levels,
        "steps": pitches * np.float32(2 * np.pi / SAMPLE_RATE),
        "least": np.array(1, np.float32),
        "most": np.array(50, np.float32),
        "one": np.array([1], np.int64),
        "zero_scalar": np.array(0, np.int64),
        "one_scalar": np.array(1, np.int64),
        "axis_zero": np.array([0], np.int64),
        "flat": np.array([-1], np.int64),
        "wide": np.array([1, FRAME_SAMPLES], np.int64),
        "first": np.array([0], np.int64),
        "axis": np.array(1, np.int64),
    }
    nodes = [
        node("Cast", ["speed"], "factor", to=TensorProto.FLOAT),
        node("Gather", ["frames", ids], "natural_frames"),
        node("Div", ["natural_frames", "factor"], "spoken_frames"),
        node("Round", ["spoken_frames"], "whole_frames"),
        node("Clip", ["whole_frames", "least", "most"], LENGTHS),
        # the index of each frame's id is the number of ids that end before it
        node("CumSum", [LENGTHS, "axis"], "ends"),
        node("ReduceSum", [LENGTHS], "total", keepdims=0),
        node("Cast", ["total"], "count", to=TensorProto.INT64),
        node("Range", ["zero_scalar", "count", "one_scalar"], "numbers"),
        node("Cast", ["numbers"], "numbers_float", to=TensorProto.FLOAT),
        node("Unsqueeze", ["numbers_float", "one"], "column"),
        node("GreaterOrEqual", ["column", "ends"], "is_after"),
        node("Cast", ["is_after"], "after", to=TensorProto.INT64),
        node("ReduceSum", ["after", "one"], "places", keepdims=0),
        node("Reshape", [ids, "flat"], "row"),
        node("Gather", ["row", "places"], "id_of_frame"),
        # a phase step and a level for each sample; the first number of the style changes the
        # pitch
        node("Gather", ["style", "first"], "style_column", axis=1),
        node("Reshape", ["style_column", "flat"], "move"),
        node("Gather", ["steps", "id_of_frame"], "own_steps"),
        node("Mul", ["own_steps", "move"], "frame_steps"),
        node("Gather", ["levels", "id_of_frame"], "frame_levels"),
    ]
    for what in ("frame_steps", "frame_levels"):
        nodes += [
            node("Unsqueeze", [what, "one"], f"{what}_deep"),
            node("Expand", [f"{what}_deep", "wide"], f"{what}_wide"),
            node("Reshape", [f"{what}_wide", "flat"], f"{what}_samples"),
        ]
    nodes += [
        node("CumSum", ["frame_steps_samples", "zero_scalar"], "phase"),
        node("Sin", ["phase"], "wave"),
        node("Mul", ["wave", "frame_levels_samples"], "audio"),
    ]
    outputs = [tensor("audio", TensorProto.FLOAT, ["audio_length"])]
    if lengths == "output":
        nodes += [
            node("Reshape", [LENGTHS, "flat"], "flat_lengths"),
            node("Cast", ["flat_lengths"], "duration", to=TensorProto.INT64),
        ]
        outputs.append(tensor("duration", TensorProto.INT64, ["sequence_length"]))
    if lengths != "inner":
        nodes = [_renamed(each) for each in nodes]
    inputs = [
        tensor(ids, TensorProto.INT64, [1, "sequence_length"]),
        tensor("style", TensorProto.FLOAT, [1, 256]),
        tensor("speed", speed_type, [1]),
    ]
    held = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    return helper.make_graph(nodes, "tiny_kokoro", inputs, outputs, held)


def _renamed(each: onnx.NodeProto) -> onnx.NodeProto:
    """The node with another name instead of the inner tensor's."""
    for names in (each.input, each.output):
        for place, name in enumerate(names):
            if name == LENGTHS:
                names[place] = "lengths"
    return each
