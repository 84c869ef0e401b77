"""Builds a tiny Piper voice for tests, which hums a pitch for each phoneme.

Its graph has the inputs and outputs of a real one (VITS as exported by Piper). The inputs are
ids, their count, scales and a speaker; the outputs are the sound and, as a second output or in
the inner tensor that published voices have, the frames of each id. It has only real operators,
run by the real onnxruntime.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from audiobrief.engines.piper.voice import LENGTHS

SAMPLE_RATE = 16_000
HOP = 64
FRAMES = 14
"""Frames of one id at length scale 1 (56 ms). The silent pad after it is equally long."""
SIGNS = " .,!?;:"
LETTERS = "abcdefghijklmnopqrstuvwxyzæçðøħŋœɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɻɽɾʀʁʂʃʈʉʊʋʌʍʎʏʐʑʒʔʕʘʙʛʝʟʡʢˈˌːˑ0123456789"
IDS = {"_": [0], "^": [1], "$": [2], **{c: [3 + i] for i, c in enumerate(SIGNS + LETTERS)}}
COUNT = 3 + len(SIGNS + LETTERS)
SPEAKERS = {"low": 0, "high": 1}


def pitch_of(symbol: str, speaker: int = 0) -> float:
    """The pitch in Hz at which a phoneme is hummed."""
    return (200.0 + 5.0 * IDS[symbol][0]) * (1 + speaker)


def build_voice(
    folder: Path,
    name: str = "en_US-tiny-low",
    *,
    lengths: str = "output",
    speakers: bool = False,
    phoneme_type: str = "espeak",
    broken: str = "",
) -> Path:
    """Writes the `.onnx` and `.onnx.json` of a voice to `folder`; returns the path of the
    first.

    `lengths` is "output" for a second output with the frames of each id, "inner" for an inner
    tensor only, or empty for a voice without them. `broken` is "nan" for a voice whose sound is
    not a number.
    """
    path = folder / f"{name}.onnx"
    folder.mkdir(parents=True, exist_ok=True)
    model = helper.make_model(
        _make_graph(lengths=lengths, speakers=speakers, broken=broken),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
    )
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())
    config: dict[str, Any] = {
        "audio": {"sample_rate": SAMPLE_RATE, "quality": "low"},
        "espeak": {"voice": "en-us"},
        "language": {"code": name.partition("-")[0]},
        "inference": {"noise_scale": 0.3, "length_scale": 1.0, "noise_w": 0.0},
        "phoneme_type": phoneme_type,
        "phoneme_id_map": IDS,
        "num_symbols": COUNT,
        "num_speakers": 2 if speakers else 1,
        "speaker_id_map": SPEAKERS if speakers else {},
        "hop_length": HOP,
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(config), encoding="utf-8")
    return path


def _make_graph(*, lengths: str, speakers: bool, broken: str) -> onnx.GraphProto:
    silent = {0, 1, 2, *(IDS[sign][0] for sign in SIGNS)}
    pitches = np.array([200.0 + 5.0 * i for i in range(COUNT)], dtype=np.float32)
    levels = np.array([0.0 if i in silent else 0.5 for i in range(COUNT)], dtype=np.float32)
    if broken == "nan":
        levels[:] = np.nan
    constants = {
        "pitches": pitches * np.float32(2 * np.pi / SAMPLE_RATE),
        "levels": levels,
        "frames": np.array(FRAMES, dtype=np.float32),
        "hop": np.array(HOP, dtype=np.int64),
        "one": np.array([1], dtype=np.int64),
        "minus_one": np.array([-1], dtype=np.int64),
        "axis_two": np.array([2], dtype=np.int64),
        "axes_one_two": np.array([1, 2], dtype=np.int64),
        "index_noise": np.array(0, dtype=np.int64),
        "index_length": np.array(1, dtype=np.int64),
        "zero": np.array(0, dtype=np.int64),
        "one_scalar": np.array(1, dtype=np.int64),
        "time": np.array(1, dtype=np.int64),
        "speaker_factors": np.array([1.0, 2.0], dtype=np.float32),
    }
    nodes = [
        node("Gather", ["scales", "index_length"], "length"),
        node("Mul", ["frames", "length"], "exact_frames"),
        node("Ceil", ["exact_frames"], "whole_frames"),
        node("Cast", ["whole_frames"], "frames_each", to=TensorProto.INT64),
        node("Mul", ["frames_each", "hop"], "samples_each"),
        # which ids belong to the sentence and not to the padding of the batch
        node("Shape", ["input"], "shape"),
        node("Gather", ["shape", "one_scalar"], "width"),
        node("Range", ["zero", "width", "one_scalar"], "places"),
        node("Unsqueeze", ["input_lengths", "one"], "ends"),
        node("Less", ["places", "ends"], "inside"),
        node("Cast", ["inside"], "inside_float", to=TensorProto.FLOAT),
        node("Cast", ["inside"], "inside_int", to=TensorProto.INT64),
        # a phase step and a level for each sample
        node("Gather", ["pitches", "input"], "id_steps"),
        node("Gather", ["levels", "input"], "id_levels"),
        node("Mul", ["id_levels", "inside_float"], "own_levels"),
        node("Unsqueeze", ["samples_each", "zero_axis"], "samples_row"),
        node("Concat", ["one", "one", "samples_row"], "spread", axis=0),
    ]
    constants["zero_axis"] = np.array([0], dtype=np.int64)
    if speakers:
        nodes += [
            node("Gather", ["speaker_factors", "sid"], "factor"),
            node("Unsqueeze", ["factor", "one"], "factor_column"),
            node("Mul", ["id_steps", "factor_column"], "voice_steps"),
        ]
    else:
        nodes.append(node("Identity", ["id_steps"], "voice_steps"))
    for what in ("voice_steps", "own_levels"):
        nodes += [
            node("Unsqueeze", [what, "axis_two"], f"{what}_deep"),
            node("Expand", [f"{what}_deep", "spread"], f"{what}_wide"),
            node("Flatten", [f"{what}_wide"], f"{what}_flat", axis=1),
        ]
    nodes += [
        node("CumSum", ["voice_steps_flat", "time"], "phase"),
        node("Sin", ["phase"], "wave"),
        node("RandomNormalLike", ["wave"], "noise"),
        node("Gather", ["scales", "index_noise"], "noise_scale"),
        node("Mul", ["noise", "noise_scale"], "some_noise"),
        node("Add", ["wave", "some_noise"], "noisy"),
        node("Mul", ["noisy", "own_levels_flat"], "sound"),
        node("Unsqueeze", ["sound", "axes_one_two"], "output"),
    ]
    outputs = [tensor("output", TensorProto.FLOAT, ["batch", 1, 1, "time"])]
    if lengths == "inner":
        # VITS masks the lengths of the batch's padding, and rounds up: shape [batch, 1, ids]
        nodes += [
            node("Mul", ["inside_float", "exact_frames"], "masked_frames"),
            node("Unsqueeze", ["masked_frames", "one"], "masked_frames_deep"),
            node("Ceil", ["masked_frames_deep"], LENGTHS),
        ]
    if lengths == "output":
        nodes += [
            node("Mul", ["inside_int", "frames_each"], "frames_of_ids"),
            node("Cast", ["frames_of_ids"], "durations", to=TensorProto.FLOAT),
        ]
        outputs.append(tensor("durations", TensorProto.FLOAT, ["batch", "ids"]))
    inputs = [
        tensor("input", TensorProto.INT64, ["batch", "ids"]),
        tensor("input_lengths", TensorProto.INT64, ["batch"]),
        tensor("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers:
        inputs.append(tensor("sid", TensorProto.INT64, ["batch"]))
    held = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    return helper.make_graph(nodes, "tiny", inputs, outputs, held)


def node(kind: str, inputs: list[str], output: str, **attributes: Any) -> onnx.NodeProto:
    return helper.make_node(kind, inputs, [output], **attributes)


def tensor(name: str, kind: int, shape: list[int | str]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
