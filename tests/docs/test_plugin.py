"""Tests that the tutorial's engine and reading list keep their protocols."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path
from typing import cast

import pytest

from audiobrief.engines import Engine
from audiobrief.engines.conformance import EngineConformance
from audiobrief.reading_lists import ReadingList, open_list
from tests.places import CHECKOUT

TUTORIAL = CHECKOUT / "docs" / "pages" / "plugins.md"


def tutorial_module(name: str) -> types.ModuleType:
    """The tutorial's code block that begins with the comment "# NAME.py", as a module."""
    code = source_of(name)
    module = types.ModuleType(name)
    sys.modules[name] = module
    exec(compile(code, f"{TUTORIAL}:{name}", "exec"), module.__dict__)
    return module


class TestHum(EngineConformance):
    def make_engine(self) -> Engine:
        return cast("Engine", tutorial_module("audiobrief_hum").HumEngine())


def test_the_tutorials_test_inherits_the_conformance() -> None:
    tutorial_module("audiobrief_hum")
    assert issubclass(tutorial_module("test_hum").TestHum, EngineConformance)


def test_the_tutorials_reading_list_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found as an installed package's entry point, with its settings."""
    (tmp_path / "audiobrief_shelf.py").write_text(
        source_of("audiobrief_shelf"), encoding="utf-8"
    )
    installed = tmp_path / "audiobrief_shelf-0.1.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: audiobrief-shelf\nVersion: 0.1\n"
    )
    entry = "[audiobrief.reading_lists]\nshelf = audiobrief_shelf:Shelf\n"
    (installed / "entry_points.txt").write_text(entry)
    monkeypatch.syspath_prepend(tmp_path)
    shelf = tmp_path / "shelf.txt"
    shelf.write_text("https://a.example/1\nhttps://b.example/2\n")
    found = open_list("shelf", {"file": str(shelf)})
    assert isinstance(found, ReadingList)
    assert [each.url for each in found.list_unread(None)] == [
        "https://b.example/2", "https://a.example/1"
    ]  # fmt: skip
    found.mark_done("https://b.example/2")
    assert shelf.read_text().split() == ["https://a.example/1"]


def source_of(name: str) -> str:
    """The tutorial's code block that begins with the comment "# NAME.py"."""
    blocks = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    (code,) = (block for block in blocks if block.startswith(f"# {name}.py\n"))
    return str(code)
