"""Tests that a run takes nothing that audiobrief wrote for a page to be read aloud."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from audiobrief.batch.items import Item
from audiobrief.batch.sources import read_sources
from audiobrief.listening.followed_folder import list_folder
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch_here, kinds
from tests.torture.running import invoke

PAGES = ["story-00000.html", "story-00001.html", "story-00002.html"]


@pytest.mark.parametrize("place", ["episodes", "."])
def test_a_batch_does_not_feed_on_its_own_output(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(tmp_path, 3, words=60)
    monkeypatch.chdir(tmp_path)
    assert kinds(batch_here(".", "-o", place))["made"] == 3
    for _ in range(2):
        code, _, err = invoke("publish", place)
        assert code == 0, err
        assert "made" not in kinds(batch_here(".", "-o", place))
        assert len(list(tmp_path.rglob("episode.json"))) == 3


def test_neither_a_pattern_nor_a_followed_folder_takes_an_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(tmp_path, 3, words=60)
    monkeypatch.chdir(tmp_path)
    code, _, err = invoke("watch", ".", "-o", "sw", *TONE, "--every", "0.1s", "--rounds", "2")
    assert code == 0, err
    assert len(list(tmp_path.glob("sw/*/episode.json"))) == 3
    # an episode that was copied elsewhere, as `make` writes one
    shutil.copytree(next(tmp_path.glob("sw/*/episode.json")).parent, tmp_path / "kept" / "one")
    for listed in (
        read_sources(["."]), read_sources(["**/*.html"]), read_sources([f"{tmp_path}/**/*.*"]),
        list_folder(tmp_path), read_sources([f"local://{tmp_path}"]),
    ):  # fmt: skip
        assert sorted(Path(x.path).name for x in listed if isinstance(x, Item)) == PAGES
