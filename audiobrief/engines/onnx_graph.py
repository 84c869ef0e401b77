"""Run a network in an ONNX file by onnxruntime on one thread, and read its inner tensors.

Voices report how long each phoneme lasts only in a tensor between two of their layers. Such an
inner tensor becomes an output when its name is added to the model's list of outputs.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audiobrief.errors import EngineUnavailable

if TYPE_CHECKING:
    import onnxruntime

# Fields of onnx.proto3, each as its number and wire type 2 (a length, then that many bytes).
MODEL_GRAPH = bytes([7 << 3 | 2])
GRAPH_OUTPUT = bytes([12 << 3 | 2])
VALUE_NAME = bytes([1 << 3 | 2])


def open_graph(path: Path, inner: Sequence[str] = ()) -> onnxruntime.InferenceSession:
    """A session over the model at `path`, with the tensors named in `inner` as further outputs.

    It runs on one thread. Sentences are spoken in parallel instead; several threads would add
    numbers in a different order each time, and so change the last bits of the result.

    Raises:
        EngineUnavailable: the file cannot be read, or onnxruntime cannot load it.
    """
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        model = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise EngineUnavailable(f"cannot read the voice {path}: {reason}") from error
    try:
        return onnxruntime.InferenceSession(
            add_outputs(model, inner), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime's own exception classes have no common base
        raise EngineUnavailable(
            f"{path} is not a voice that onnxruntime can load: {first_line(error)}"
        ) from error


def add_outputs(model: bytes, names: Sequence[str]) -> bytes:
    """The bytes of a model with further outputs, added without parsing it.

    A protocol buffer parser merges a message that comes in several pieces, and joins the lists
    in it (protobuf.dev, "Encoding", "Last One Wins"). A graph that holds only outputs, appended
    to the model, therefore extends the model's list of outputs.
    """
    outputs = b"".join(
        _field(GRAPH_OUTPUT, _field(VALUE_NAME, name.encode())) for name in names
    )
    return model + _field(MODEL_GRAPH, outputs) if outputs else model


def first_line(error: Exception) -> str:
    """The first line of an onnxruntime error; only its developers need the rest."""
    return str(error).strip().partition("\n")[0][:200]


def _field(tag: bytes, content: bytes) -> bytes:
    return tag + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """A number in base 128, lowest digit first, as protocol buffers encode it."""
    digits = bytearray()
    while number > 0x7F:
        digits.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*digits, number])
