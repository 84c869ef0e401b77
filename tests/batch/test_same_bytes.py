"""Tests that an episode has the same bytes from any number of workers, in any order, or
alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.torture.running import Run, contents

ENGINES = ("espeak", "natural")
"""Engines that pip installs; each speaks in several processes of its own at once."""
COUNT = 3


def made(output: Path, *arguments: str | Path, engine: str) -> dict[str, bytes]:
    """Runs a command; returns the files of all episodes, without the batch's journal."""
    run = Run(*arguments, "-o", output, "--engine", engine, "--no-cache")
    code, _, err = run.finish()
    assert code == 0, err
    return {
        name: content
        for name, content in contents(output).items()
        # the journal notes when each article was made
        if "/" in name and not name.startswith(INTERNAL)
    }


@pytest.mark.parametrize("engine", ENGINES)
def test_workers_and_order_change_no_byte(engine: str, tmp_path: Path) -> None:
    if engine == "natural":
        pytest.importorskip("hibari", reason="hibari-tts has no wheel here")
    pages = write_pages(tmp_path / "pages", COUNT, words=40)
    alone = made(tmp_path / "one", "batch", *pages, "--workers", "1", engine=engine)
    assert sum(name.endswith(".mp3") for name in alone) == COUNT
    shared = made(tmp_path / "two", "batch", *pages[::-1], "--workers", "2", engine=engine)
    assert shared.keys() == alone.keys()
    assert [name for name in alone if shared[name] != alone[name]] == []
    single = made(tmp_path / "single", "make", pages[-1], engine=engine)
    assert len(single) > 1
    assert [name for name in single if single[name] != alone[name]] == []
