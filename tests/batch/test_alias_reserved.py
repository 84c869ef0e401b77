"""Tests that the address of a later headline stays with the episode to which it leads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audiobrief.publish.site import publish_site
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.running import kinds, make_all
from tests.batch.test_withdrawn_aliases import ALIAS, TITLE, make, page_at
from tests.batch.test_withdrawn_aliases import renamed as renamed  # noqa: PLC0414 -- the fixture
from tests.batch.withdrawing import STORY, settings_in


def publish(folder: Path) -> None:
    publish_site(folder / "out", settings_in(folder).publish)


def test_another_story_of_that_headline_takes_another_folder(renamed: Path) -> None:
    made = make(renamed, 4, TITLE)
    assert made.folder.name.startswith(f"{ALIAS}-")
    publish(renamed)
    assert f"url=../{STORY}/" in page_at(renamed, ALIAS)
    # it stays there when it is made again, and the first story keeps its own folder
    assert make(renamed, 4, TITLE).folder == made.folder
    assert make(renamed, 1, TITLE, STORY).folder.name == STORY


def test_a_batch_gives_it_another_folder(renamed: Path) -> None:
    story = replace(write_story(5, FIRST_DAY), title=TITLE)
    path = renamed / "another.html"
    path.write_bytes(story.page)
    events, _ = make_all(path, renamed / "out", settings_in(renamed))
    assert kinds(events) == {"made": 1}
    assert events[0].row.folder.startswith(f"{ALIAS}-")
    publish(renamed)
    assert f"url=../{STORY}/" in page_at(renamed, ALIAS)
    events, _ = make_all(path, renamed / "out", settings_in(renamed))
    assert kinds(events) == {"skipped": 1}


@pytest.mark.parametrize(
    "page", ["", "<p>A page of the newsroom's own.</p>", '<a href="../nothing/">Gone</a>']
)
def test_a_page_that_leads_to_no_episode_reserves_nothing(folder: Path, page: str) -> None:
    (folder / "out" / ALIAS).mkdir()
    (folder / "out" / ALIAS / "index.html").write_text(page, encoding="utf-8")
    assert make(folder, 4, TITLE).folder.name == ALIAS
