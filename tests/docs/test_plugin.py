"""Tests that the tutorial's engine and reading list keep their protocols."""

from __future__ import annotations

import re
import subprocess
import sys
import types
from pathlib import Path
from typing import cast

import pytest

from audiobrief.engines import Engine
from audiobrief.engines.conformance import EngineConformance
from audiobrief.listening.collector import Collector
from audiobrief.listening.inbox import Inbox
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


def test_the_tutorials_engine_is_installed_as_the_page_says(tmp_path: Path) -> None:
    """Its folder holds the test, too, and `setuptools` guesses no module where there are two."""
    pytest.importorskip("setuptools", reason="pip builds the plug-in offline with it")
    written = TUTORIAL.read_text(encoding="utf-8")
    (project,) = re.findall(r"```toml\n# pyproject.toml\n(.*?)```", written, re.DOTALL)
    folder = tmp_path / "hum"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(project, encoding="utf-8")
    for name in ("audiobrief_hum", "test_hum"):
        (folder / f"{name}.py").write_text(source_of(name), encoding="utf-8")
    assert "\n    pip install ./hum\n" in written
    # what pip has setuptools do, without the registry from which pip would fetch it
    build = "import setuptools; setuptools.setup()"
    run = subprocess.run(
        [sys.executable, "-c", build, "build_py", "--build-lib", "there", "egg_info"],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout + run.stderr
    assert [path.name for path in (folder / "there").iterdir()] == ["audiobrief_hum.py"]
    entries = folder / "audiobrief_hum.egg-info" / "entry_points.txt"
    assert "hum = audiobrief_hum:HumEngine" in entries.read_text(encoding="utf-8")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The list of the tutorial's reading list, which is installed."""
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
    return shelf


def test_the_tutorials_reading_list_is_one(shelf: Path) -> None:
    """It is found as an installed package's entry point, with its settings."""
    found = open_list("shelf", {"file": str(shelf)})
    assert isinstance(found, ReadingList)
    assert [each.url for each in found.list_unread(None)] == [
        "https://b.example/2", "https://a.example/1"
    ]  # fmt: skip
    found.mark_done("https://b.example/2")
    assert shelf.read_text().split() == ["https://a.example/1"]


def test_the_first_look_at_a_list_without_days_takes_only_the_newest(
    shelf: Path, tmp_path: Path
) -> None:
    """Neither does a later look take what the first one left out."""
    shelf.write_text("\n".join(f"https://a.example/{n}" for n in range(130)))
    told: list[str] = []
    lists = {"shelf": {"file": str(shelf), "first": 5}}
    for _ in range(2):
        Collector(tmp_path, lists, every_s=3600, tell=told.append).collect()
        wishes = Inbox(tmp_path).list_wishes()
        assert [wish.url for wish in wishes] == [
            f"https://a.example/{n}" for n in range(129, 124, -1)
        ]
    shelf.write_text(shelf.read_text() + "\nhttps://a.example/new")
    Collector(tmp_path, lists, every_s=3600, tell=told.append).collect()
    assert len(Inbox(tmp_path).list_wishes()) == 6
    assert told == []


def source_of(name: str) -> str:
    """The tutorial's code block that begins with the comment "# NAME.py"."""
    blocks = re.findall(r"```python\n(.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    (code,) = (block for block in blocks if block.startswith(f"# {name}.py\n"))
    return str(code)
