"""Tests `audiobrief publish` with a folder on this machine and one in storage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from audiobrief.cli import main
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.site import publish_site
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


def test_a_site_keeps_its_address_and_its_feeds_without_url(
    shelf: Path, tmp_path: Path
) -> None:
    here = Path(shutil.copytree(shelf, tmp_path / "here"))
    assert "no feed without --url" in publish(str(here)).stderr
    assert not (here / "feed.xml").exists()
    for folder in (str(here), f"local://{here}"):
        publish(folder, "--url", URL)
        site = {path: path.read_bytes() for path in here.rglob("*.*") if path.is_file()}
        assert site[here / "feed.xml"]
        run = publish(folder)
        assert f"the site keeps the address of before, {URL};" in run.stderr
        assert "4 feeds, 0 files written" in run.stderr
        assert {p: p.read_bytes() for p in here.rglob("*.*") if p.is_file()} == site
    run = publish(str(here), "--url", "https://other.example/")
    assert "keeps the address" not in run.stderr
    assert b"https://other.example/" in (here / "feed.xml").read_bytes()


def test_a_private_site_stays_private_without_its_settings(shelf: Path, tmp_path: Path) -> None:
    here = Path(shutil.copytree(shelf, tmp_path / "here"))
    first = publish_site(here, PublishSettings(url=URL, visibility="private"))
    run = publish(str(here))
    assert f"the feed's secret address: {URL}{first.feeds[0].path}" in run.stderr
    assert (here / first.feeds[0].path).is_file()
    assert not (here / "feed.xml").exists()
    assert not (here / "sitemap.xml").exists()


def test_one_is_no_plural(shelf: Path, tmp_path: Path) -> None:
    shutil.copytree(shelf / "episode-0", tmp_path / "here" / "episode-0")
    assert "1 episode (1 read), " in publish(str(tmp_path / "here"), "--url", URL).stderr


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
