"""Tests that many articles in one process leak no memory and leave nothing behind."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.episode.voice import open_voice
from audiobrief.settings.tree import read_settings
from tests.batch.newsroom import write_pages
from tests.torture.running import contents, reads_proc

pytestmark = reads_proc
MORE_MEMORY = 20_000_000
"""Bytes by which a warmed-up process may grow, for arenas and compiled templates."""

PROGRAM_EVERY = 10


def memory() -> int:
    """Resident memory of this process in bytes."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


@pytest.mark.parametrize("count", [12, pytest.param(2_000, id="long", marks=pytest.mark.long)])
def test_memory_descriptors_and_temporary_files_stay(
    count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    # most articles run in this process only; some start a program for each
    quick, by_program = (
        read_settings(
            None,
            {
                "voice.engine": "tone",
                "sound.format": name,
                "sound.loudness": "off",
                "cache.speech": False,
            },
        )
        for name in ("mp3", "wav")
    )
    pages = write_pages(tmp_path / "pages", count, words=30)
    warm = max(count // 4, 5)
    with open_voice(quick) as voice:
        for number, page in enumerate(pages):
            settings = quick if number % PROGRAM_EVERY else by_program
            make_episode(
                read_manuscript(page, settings), tmp_path / "out", settings,
                name=f"e{number % 10}", voice=voice,
            )  # fmt: skip
            if number == warm:
                before = memory(), descriptors()
    assert memory() - before[0] < MORE_MEMORY
    assert descriptors() <= before[1]
    assert contents(temporary) == {}
    assert [name for name in contents(tmp_path / "out") if ".audiobrief-" in name] == []
