"""Tests that the Python on two pages runs as it stands, one block after the other."""

from __future__ import annotations

import concurrent.futures
import functools
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import audiobrief
from tests.batch.running import QUICK, quick_settings
from tests.places import CHECKOUT

EPISODE = {
    # page -> an episode that its code makes
    "api": "ferry-2031",
    "developer": "t-102",
}
PAGE = (
    "<html lang=en><head><title>The quay opens</title></head><body><article><h1>The quay opens</h1>"
    "<p>The quay of Saltmere opened on Tuesday, and the harbour board said that nobody may park "
    "there. It had been closed for two years, since the wall behind it gave way.</p></article>"
    "</body></html>"
)


@pytest.mark.parametrize("page", EPISODE)
def test_its_code_runs(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = (CHECKOUT / "docs" / "pages" / f"{page}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", written, re.DOTALL)
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
        "__name__": "__main__",
        "html": PAGE,
        "is_cancelled": lambda: False,
        "Cancelled": KeyboardInterrupt,
        "show": lambda *said: shown.append(said),
        "play": lambda *said: shown.append(said),
        "print": lambda *said: shown.append(said),
    }
    for block in blocks:
        code = block.replace("https://news.example", "http://127.0.0.1:9")
        exec(compile(code, page, "exec"), names)
    assert len(blocks) >= 3
    assert (tmp_path / "episodes" / EPISODE[page]).is_dir()
    assert any("Failed" in str(said) or "'ok': False" in str(said) for said in shown)


STARTS = ("forkserver", "spawn")
"""How Python starts the processes of a pool: on Linux from 3.14 on, and on macOS and Windows."""


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("page", EPISODE)
def test_its_pool_works_where_a_process_reads_the_program_again(
    page: str, start: str, tmp_path: Path
) -> None:
    written = (CHECKOUT / "docs" / "pages" / f"{page}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", written, re.DOTALL)
    (block,) = (block for block in blocks if "ProcessPoolExecutor" in block)
    assert '"episodes", map=' in block
    # the quickest voice, and no web
    code = block.replace('"episodes", map=', '"episodes", QUICK, map=')
    code = code.replace("https://news.example", "http://127.0.0.1:9")
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "many.py").write_text(
        f"import multiprocessing\nimport audiobrief\n"
        f"multiprocessing.set_start_method({start!r}, force=True)\n"
        f"QUICK = audiobrief.read_settings(overrides={QUICK})\n{code}",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "many.py"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    said = run.stdout.splitlines()
    assert [line.partition("(")[0] for line in said] == {
        "api": ["Made", "Failed", "Made"], "developer": ["Made", "Made"]
    }[page]  # fmt: skip
    assert max(map(len, said)) < 300


def _make(
    make: Any, settings: audiobrief.Settings, *given: Any, **more: Any
) -> audiobrief.Made:
    made: audiobrief.Made = make(*given[:2], settings, **more)
    return made
