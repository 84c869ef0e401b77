"""Tests that the code on the page "From Python" runs as it stands, one block after the other."""

from __future__ import annotations

import concurrent.futures
import functools
import re
from pathlib import Path
from typing import Any

import pytest

import audiobrief
from tests.batch.running import quick_settings
from tests.places import CHECKOUT

BLOCKS = re.findall(
    r"```python\n(.*?)```",
    (CHECKOUT / "docs" / "pages" / "api.md").read_text(encoding="utf-8"),
    re.DOTALL,
)
PAGE = (
    "<html lang=en><head><title>The quay opens</title></head><body><article><h1>The quay opens</h1>"
    "<p>The quay of Saltmere opened on Tuesday, and the harbour board said that nobody may park "
    "there. It had been closed for two years, since the wall behind it gave way.</p></article>"
    "</body></html>"
)


def test_its_code_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(PAGE, encoding="utf-8")
    Path("a.html").write_text(PAGE.replace("quay", "pier"), encoding="utf-8")
    Path("audiobrief.toml").write_text("[cache]\nspeech = false\n")
    quick = quick_settings()
    # the natural voice would take minutes for what is tested here, and the web is not reached
    monkeypatch.setattr(
        audiobrief, "make_episode", functools.partial(_make, audiobrief.make_episode, quick),
        raising=False,
    )  # fmt: skip
    monkeypatch.setattr(
        audiobrief, "make_episodes", functools.partial(audiobrief.make_episodes, settings=quick),
        raising=False,
    )  # fmt: skip
    monkeypatch.setattr(
        audiobrief, "synthesize", functools.partial(audiobrief.synthesize, settings=quick),
        raising=False,
    )  # fmt: skip
    monkeypatch.setattr(
        concurrent.futures, "ProcessPoolExecutor", concurrent.futures.ThreadPoolExecutor
    )
    shown: list[Any] = []
    names = {
        "html": PAGE,
        "is_cancelled": lambda: False,
        "Cancelled": KeyboardInterrupt,
        "show": lambda *said: shown.append(said),
        "play": lambda *said: shown.append(said),
        "print": lambda *said: shown.append(said),
    }
    for block in BLOCKS:
        code = block.replace("https://news.example", "http://127.0.0.1:9")
        exec(compile(code, "api.md", "exec"), names)
    assert len(BLOCKS) >= 5
    assert (tmp_path / "episodes" / "ferry-2031").is_dir()
    assert any("Failed" in str(said) for said in shown)


def _make(
    make: Any, settings: audiobrief.Settings, *given: Any, **more: Any
) -> audiobrief.Made:
    made: audiobrief.Made = make(*given[:2], settings, **more)
    return made
