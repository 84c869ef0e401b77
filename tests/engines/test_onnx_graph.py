from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from audiobrief.engines.onnx_graph import add_outputs, open_graph
from audiobrief.errors import EngineUnavailable


def write_graph(folder: Path) -> Path:
    """The graph y = (x + x) + x, with an inner tensor named "/middle"."""
    graph = helper.make_graph(
        [
            helper.make_node("Add", ["x", "x"], ["/middle"]),
            helper.make_node("Add", ["/middle", "x"], ["y"]),
        ],
        "sum",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [2])],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    path = folder / "sum.onnx"
    path.write_bytes(model.SerializeToString())
    return path


def test_an_inner_tensor_becomes_an_output(tmp_path: Path) -> None:
    session = open_graph(write_graph(tmp_path), ["/middle"])

    outputs = session.run(None, {"x": np.array([1, 2], np.float32)})

    assert [output.name for output in session.get_outputs()] == ["y", "/middle"]
    assert [np.asarray(output).tolist() for output in outputs] == [[3, 6], [2, 4]]


def test_what_is_added_is_read_as_one_message_with_the_model(tmp_path: Path) -> None:
    long_name = "/a" * 200

    model = onnx.ModelProto.FromString(
        add_outputs(write_graph(tmp_path).read_bytes(), [long_name, "/middle"])
    )

    assert [output.name for output in model.graph.output] == ["y", long_name, "/middle"]
    assert len(model.graph.node) == 2


def test_nothing_is_added_where_nothing_is_asked_for(tmp_path: Path) -> None:
    content = write_graph(tmp_path).read_bytes()

    assert add_outputs(content, []) == content


@pytest.mark.parametrize("content", [b"", b"no model", b"\x08\x08"])
def test_what_is_no_model_is_refused_by_its_path(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "voice.onnx"
    path.write_bytes(content)

    with pytest.raises(EngineUnavailable, match=r"voice\.onnx is not a voice"):
        open_graph(path)


def test_a_missing_file_is_refused_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(EngineUnavailable, match=r"cannot read the voice .*voice\.onnx"):
        open_graph(tmp_path / "voice.onnx")
