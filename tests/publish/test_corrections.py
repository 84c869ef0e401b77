"""Tests how a site shows a corrected episode: its page, its feed, its addresses."""

from __future__ import annotations

from calendar import timegm
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import pytest

from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.model import Page
from audiobrief.publish import PublishSettings
from audiobrief.publish.site import publish_site
from audiobrief.publish.versions import VERSIONS, read_versions
from tests.batch.retracting import FIRST_DAY, Story, write_story
from tests.batch.running import quick_settings
from tests.torture.running import contents

URL = "https://listen.saltmere.example/"
SETTINGS = PublishSettings(url=URL, waveform=False)
FIRST = write_story(1, FIRST_DAY)
TEXT = "It will cost nothing, the council now says."
SECOND = replace(
    FIRST, paragraphs=(FIRST.paragraphs[0], TEXT, *FIRST.paragraphs[2:]),
    modified=FIRST_DAY + timedelta(days=2),
)  # fmt: skip


def make(story: Story, root: Path, **changes: object) -> Made:
    settings = quick_settings(publish__url=URL, **changes)
    page = Page(story.page.decode(), url=f"https://saltmere.example/news/{story.number}")
    manuscript = read_manuscript(page, settings)
    return make_episode(manuscript, root, settings, name="the-quay", why="made again: a test")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(FIRST, tmp_path)
    publish_site(tmp_path, SETTINGS)
    return tmp_path


def test_a_correction_has_a_new_address_and_the_same_guid(root: Path) -> None:
    (before,) = feedparser.parse((root / "feed.xml").read_bytes()).entries
    started = datetime.now(UTC).replace(microsecond=0)
    made = make(SECOND, root)
    assert made.audio.name == "the-quay-v2.mp3"
    done = publish_site(root, SETTINGS)
    feed = feedparser.parse((root / "feed.xml").read_bytes())
    (after,) = feed.entries
    assert after.id == before.id
    assert after.published == before.published
    assert before.enclosures[0].href == f"{URL}the-quay/the-quay.mp3"
    assert after.enclosures[0].href == f"{URL}the-quay/the-quay-v2.mp3"
    assert b"<atom:updated>" in (root / "feed.xml").read_bytes()
    assert datetime.fromtimestamp(timegm(feed.feed.updated_parsed), UTC) >= started
    page = (root / "the-quay" / "index.html").read_text(encoding="utf-8")
    assert '<time datetime="2025-03-03T06:00:00+00:00">3 March 2025</time>' in page
    assert "the-quay-v2.mp3" in page
    # the address before it still answers
    assert (root / "the-quay" / "the-quay.mp3").is_file()
    assert done.cleared == ()


def test_the_next_clean_up_removes_what_was_replaced(root: Path) -> None:
    (root / "the-quay" / "the-quay.epub").write_bytes(b"a book of the first version")
    first = {path.name for path in (root / "the-quay").glob("the-quay.*")}
    assert first >= {"the-quay.mp3", "the-quay.vtt", "the-quay.words.vtt", "the-quay.txt"}
    made = make(SECOND, root)
    assert first <= {path.name for path in (root / "the-quay").iterdir()}
    done = publish_site(root, replace(SETTINGS, replaced_days=0))
    assert done.cleared == ("the-quay/the-quay.",)
    assert {path.name for path in (root / "the-quay").iterdir()} == set(made.files)
    assert [version.number for version in read_versions(root / "the-quay")] == [1, 2]


def test_an_episode_that_was_not_changed_is_no_version(root: Path) -> None:
    before = contents(root / "the-quay")
    made = make(FIRST, root)
    assert contents(root / "the-quay") == before
    assert [version.number for version in made.versions] == [1]
    assert not (root / "the-quay" / VERSIONS).exists()
    # another voice is one, but corrects nothing
    made = make(FIRST, root, voice__narrator="high")
    assert [version.is_spoken_anew for version in made.versions] == [False, True]
    page = (root / "the-quay" / "index.html").read_text(encoding="utf-8")
    assert "Corrected" not in page


def test_a_lost_audio_file_comes_back_under_its_name(root: Path) -> None:
    (root / "the-quay" / "the-quay.mp3").unlink()
    made = make(FIRST, root)
    assert made.audio.name == "the-quay.mp3"
    assert len(made.versions) == 1


def test_the_address_of_a_new_headline_leads_to_the_episode(root: Path) -> None:
    renamed = replace(SECOND, title="The quay goes after all")
    make(renamed, root)
    publish_site(root, SETTINGS)
    alias = root / "the-quay-goes-after-all" / "index.html"
    page = alias.read_text(encoding="utf-8")
    assert 'content="0; url=../the-quay/"' in page
    assert f'href="{URL}the-quay/"' in page
    # another story of that name has a folder of its own, so that old links lead where they did
    other = replace(write_story(2, FIRST_DAY), title="The quay goes after all")
    settings = quick_settings(publish__url=URL)
    manuscript = read_manuscript(
        Page(other.page.decode(), url="https://saltmere.example/news/2"), settings
    )
    made = make_episode(manuscript, root, settings)
    publish_site(root, SETTINGS)
    assert made.folder != alias.parent
    assert "motion 2" in (made.folder / "index.html").read_text(encoding="utf-8")
    assert alias.read_text(encoding="utf-8") == page


def test_an_alias_goes_with_its_episode(root: Path) -> None:
    make(replace(SECOND, title="The quay goes after all"), root)
    publish_site(root, SETTINGS)
    for path in sorted((root / "the-quay").iterdir()):
        path.unlink()
    publish_site(root, SETTINGS)
    assert not (root / "the-quay-goes-after-all").exists()
