"""Tests `import audiobrief`: its examples run, and nothing is loaded before it is needed."""

from __future__ import annotations

import doctest
import importlib
import subprocess
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

import audiobrief
from audiobrief.api import Failed, make_episodes
from audiobrief.episode.making import Made
from tests.batch.newsroom import write_pages
from tests.batch.running import quick_settings
from tests.places import CHECKOUT

PARAGRAPHS = (
    "<p>The harbour board of Halverwick voted nine to two on Monday to give up the quay that the "
    "town was built around, and to let the sea have it back within ten years.</p>"
    "<p>Those who were against it said that the wall would hold for another century if only it "
    "were mended, and that nobody had asked the people who live behind it.</p>"
    "<p>“It is not the stones that matter, it is who may walk on them,” said Mara Vint, who has "
    "sold tea on the quay since 2009. The work is to begin in the spring.</p>"
)
HEAD = "<html><head><title>The quay goes</title></head>"
PAGE = f"{HEAD}<body><article><h1>The quay goes</h1>{PARAGRAPHS}</article></body></html>"


@pytest.mark.parametrize("name", ["audiobrief", "audiobrief.api"])
def test_the_examples_of_the_docstrings_run(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = doctest.testmod(
        importlib.import_module(name),
        extraglobs={"PAGE": PAGE, "folder": tmp_path},
    )
    assert found.attempted >= 6
    assert found.failed == 0


def test_every_name_is_there_and_documented() -> None:
    for name in audiobrief.__all__:
        value = getattr(audiobrief, name)
        assert name == "__version__" or value.__doc__
    assert set(audiobrief.__all__) <= set(dir(audiobrief))
    with pytest.raises(AttributeError, match="make_opera"):
        audiobrief.make_opera  # noqa: B018 -- the look-up is what is tested


def test_importing_it_loads_no_stage() -> None:
    code = (
        "import sys, audiobrief; print([m for m in sys.modules if m.startswith('audiobrief')])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "['audiobrief.version', 'audiobrief']"


def test_its_version_is_the_packages() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == audiobrief.__version__


def test_failures_are_values_on_any_pool(tmp_path: Path) -> None:
    pages = [*write_pages(tmp_path / "pages", 2, words=60), Path("nowhere.html")]
    settings = quick_settings()
    plain = list(make_episodes(pages, tmp_path / "a", settings))
    assert [type(result) for result in plain] == [Made, Made, Failed]
    with ThreadPoolExecutor(2) as threads:
        threaded = list(make_episodes(pages, tmp_path / "b", settings, map=threads.map))
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        spread = list(make_episodes(pages, tmp_path / "c", settings, map=processes.map))
    for results in (threaded, spread):
        assert [type(result) for result in results] == [Made, Made, Failed]
        made = [result for result in results if isinstance(result, Made)]
        assert [each.audio.read_bytes() for each in made] == [
            each.audio.read_bytes() for each in plain if isinstance(each, Made)
        ]
    (failed,) = [result for result in spread if isinstance(result, Failed)]
    assert failed.source == "nowhere.html"
    assert "nowhere.html" in str(failed.error)
