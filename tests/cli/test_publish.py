"""Tests `audiobrief publish` with a folder on this machine and one in storage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audiobrief.cli import main
from tests.publish.shelves import URL, make_shelf


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 2)
    return root


def publish(*args: str) -> Result:
    return CliRunner().invoke(main, ["publish", *args], catch_exceptions=False)


def test_the_page_is_printed_by_its_path_or_by_its_address(shelf: Path, tmp_path: Path) -> None:
    here, there = Path(shutil.copytree(shelf, tmp_path / "here")), tmp_path / "there"
    run = publish(str(here), "--url", URL)
    assert (run.exit_code, run.stdout) == (0, f"{here / 'index.html'}\n")
    for name in ("episode-0", "episode-1"):
        shutil.copytree(here / name, there / name)
    (there / "episode-0" / "index.html").write_text("as it was made")
    run = publish(f"local://{there}/", "--url", URL)
    assert (run.exit_code, run.stdout) == (0, f"local://{there}/index.html\n")
    assert "2 episodes (2 read), 4 feeds" in run.stderr
    for name in ("index.html", "feed.xml"):
        assert (there / name).read_bytes() == (here / name).read_bytes()
    assert (there / "episode-0" / "index.html").read_text() == "as it was made"


def test_what_cannot_be_published_is_one_line(shelf: Path, tmp_path: Path) -> None:
    run = publish(str(tmp_path / "nowhere"))
    assert run.exit_code == 2
    assert "does not exist" in run.stderr
    run = publish(f"local://{tmp_path}/nowhere")
    assert run.exit_code == 1
    assert (
        f"audiobrief: there is no folder of episodes at local://{tmp_path}/nowhere"
        in run.stderr
    )
    for folder in shutil.copytree(shelf, tmp_path / "broken").glob("episode-*"):
        (folder / "episode.json").write_text("{")
    run = publish(f"local://{tmp_path}/broken")
    assert run.exit_code == 1
    assert "can be published" in run.stderr
