"""Tests that the tutorial's engine conforms to the engine protocol."""

from __future__ import annotations

import re
import sys
import types
from pathlib import Path
from typing import cast

from audiobrief.engines import Engine
from audiobrief.engines.conformance import EngineConformance
from tests.places import CHECKOUT

TUTORIAL = CHECKOUT / "docs" / "pages" / "plugins.md"


def tutorial_module(name: str) -> types.ModuleType:
    """The tutorial's code block that begins with the comment "# NAME.py", as a module."""
    blocks = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    (code,) = (block for block in blocks if block.startswith(f"# {name}.py\n"))
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


def test_the_tutorial_makes_an_episode_from_python(tmp_path: Path) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    (code,) = (b for b in re.findall(r"```python\n(.*?)```", text, re.DOTALL) if "make_ep" in b)
    page = CHECKOUT / "tests" / "pages" / "wordpress-harbour" / "source.html"
    code = code.replace('"page.html"', repr(str(page))).replace('"output"', repr(str(tmp_path)))
    space: dict[str, object] = {}
    exec(compile(code, str(TUTORIAL), "exec"), space)
    assert list(tmp_path.glob("*/episode.json"))
