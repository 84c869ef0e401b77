"""Tests that the addresses of later headlines say that their story is gone, on every host."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import requests

from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.model import Page
from audiobrief.publish import PublishSettings, read_episode
from audiobrief.publish.answering import answering
from audiobrief.publish.library import read_library
from audiobrief.publish.register import read_register
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.running import make_all
from tests.batch.withdrawing import MARK, NAMES, STORY, record_of, settings_in

TITLE = "The quay goes after all"
ALIAS = "the-quay-goes-after-all"


def make(folder: Path, number: int, title: str, name: str = "", under: str = "out") -> Made:
    story = replace(write_story(number, FIRST_DAY), title=title)
    page = Page(story.page.decode(), url=f"https://saltmere.example/news/{number}")
    settings = settings_in(folder)
    return make_episode(read_manuscript(page, settings), folder / under, settings, name=name)


@pytest.fixture
def renamed(folder: Path) -> Path:
    """The folder with a site on which the story has a later headline."""
    make(folder, 1, TITLE, STORY)
    publish_site(folder / "out", settings_in(folder).publish)
    assert f"url=../{STORY}/" in page_at(folder, ALIAS)
    return folder


def page_at(folder: Path, name: str) -> str:
    return (folder / "out" / name / "index.html").read_text(encoding="utf-8")


def test_the_page_says_so_there_too(renamed: Path) -> None:
    record_of(renamed).withdraw(STORY)
    assert "was withdrawn on" in page_at(renamed, ALIAS)
    assert page_at(renamed, ALIAS) == page_at(renamed, STORY)
    # also after the site was made again, and again
    for _ in range(2):
        done = publish_site(renamed / "out", settings_in(renamed).publish)
        assert page_at(renamed, ALIAS) == page_at(renamed, STORY)
    assert done.written == ()
    assert MARK not in page_at(renamed, ALIAS)
    with answering(Preview(renamed / "out", PublishSettings())) as address:
        for path in (f"{ALIAS}/", f"{ALIAS}/index.html", ALIAS):
            answer = requests.get(address + path, timeout=10)
            assert (answer.status_code, "was withdrawn on" in answer.text) == (410, True)


def test_it_goes_when_the_story_is_restored(renamed: Path) -> None:
    record_of(renamed).withdraw(STORY, keeps_archive=True)
    record_of(renamed).restore(ALIAS)
    assert f"url=../{STORY}/" in page_at(renamed, ALIAS)
    assert TITLE in page_at(renamed, STORY)
    record_of(renamed).withdraw(STORY)
    record_of(renamed).restore(STORY)
    assert not (renamed / "out" / ALIAS).exists()
    make_all((renamed / "pages").resolve(), renamed / "out", settings_in(renamed))
    assert read_episode(renamed / "out" / STORY).article.url == NAMES[0]


def test_the_folder_of_another_story_stays_its_own(folder: Path) -> None:
    renamed = folder
    other = make(renamed, 2, TITLE)
    assert other.folder.name == ALIAS
    make(renamed, 1, TITLE, STORY)
    publish_site(renamed / "out", settings_in(renamed).publish)
    record_of(renamed).withdraw(STORY)
    (stone,) = read_register(renamed / "out").tombstones
    assert stone.aliases == ()
    assert "motion 2" in page_at(renamed, ALIAS)
    assert ALIAS in {each.folder for each in read_library(renamed / "out").listings}
    with answering(Preview(renamed / "out", PublishSettings())) as address:
        assert requests.get(f"{address}{ALIAS}/", timeout=10).status_code == 200


def test_a_folder_that_has_something_else_stays_as_it_is(renamed: Path) -> None:
    (renamed / "out" / ALIAS / "notes.txt").write_text("mine")
    before = page_at(renamed, ALIAS)
    record_of(renamed).withdraw(STORY)
    assert page_at(renamed, ALIAS) == before
    assert (renamed / "out" / ALIAS / "notes.txt").read_text() == "mine"


def test_in_a_section_it_is_beside_its_story(folder: Path) -> None:
    make(folder, 1, "Saltmere keeps its quay after vote 1", "quay", under="out/harbour")
    make(folder, 1, TITLE, "quay", under="out/harbour")
    publish_site(folder / "out", settings_in(folder).publish)
    alias = f"harbour/{ALIAS}"
    assert "url=../quay/" in page_at(folder, alias)
    record_of(folder).withdraw("harbour/quay")
    assert "was withdrawn on" in page_at(folder, alias)
    with answering(Preview(folder / "out", PublishSettings())) as address:
        assert requests.get(f"{address}{alias}/", timeout=10).status_code == 410
