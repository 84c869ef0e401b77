"""Tests that page, feed, book and audio file name the voice, correctly escaped."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from audiobrief.episode.recording import tags_of
from audiobrief.model import Episode, Reader, VoiceRole
from audiobrief.publish import PublishSettings, publish_episode, read_episode, write_episode
from audiobrief.publish.declared import declare
from audiobrief.publish.epub import render_epub
from audiobrief.publish.site import publish_site
from audiobrief.publish.theme import load_theme
from tests.publish.episodes import make_episode
from tests.publish.shelves import URL

NARRATOR = Reader(VoiceRole.NARRATOR, "heart", "en-US")
QUOTE = Reader(VoiceRole.QUOTE, "heart+low", "en-US")
HOSTILE = Reader(VoiceRole.NARRATOR, "</p><script>alert(1)</script>&\"']]>")
TOLD = "heart, quotations by heart+low (hibari-tts 0.2.1)"


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("mill")
    return folder, make_episode(folder)


@pytest.fixture
def silent(mill: tuple[Path, Episode], tmp_path: Path) -> Episode:
    """An episode that does not name its voice, with its sound in the folder "mill" of
    `tmp_path`."""
    folder, episode = mill
    (tmp_path / "mill").mkdir()
    shutil.copy(folder / episode.audio, tmp_path / "mill")
    return episode


def read_by(episode: Episode, *readers: Reader, program: str = "hibari-tts 0.2.1") -> Episode:
    return dataclasses.replace(episode, readers=readers, program=program)


def page_of(root: Path, episode: Episode) -> str:
    folder = root / "mill"
    write_episode(folder, episode)
    publish_episode(folder, episode=episode)
    return (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("readers", "program", "told"),
    [
        ((), "hibari-tts 0.2.1", ""),
        ((NARRATOR,), "", "heart"),
        ((NARRATOR, QUOTE), "hibari-tts 0.2.1", TOLD),
        ((NARRATOR, dataclasses.replace(QUOTE, voice="heart")), "x", "heart (x)"),
        (
            (NARRATOR, QUOTE, dataclasses.replace(QUOTE, voice="kore", speaker="Ada Marl")),
            "x",
            "heart, quotations by heart+low and kore (x)",
        ),
    ],
)
def test_voices_for_people(
    silent: Episode, readers: tuple[Reader, ...], program: str, told: str
) -> None:
    episode = read_by(silent, *readers, program=program)
    assert episode.read_by == told
    assert declare(episode).credit == f"Automated voice{f': {told}' if told else ''}"
    assert tags_of(episode).reader == declare(episode).credit


def test_the_page_names_the_voice(silent: Episode, tmp_path: Path) -> None:
    page = page_of(tmp_path, read_by(silent, NARRATOR, QUOTE))
    assert f"<p>Read by an automated voice: {TOLD}." in page
    assert f'"creditText":"Automated voice: {TOLD}"' in page


def test_a_page_that_knows_none_says_what_it_is(silent: Episode, tmp_path: Path) -> None:
    page = page_of(tmp_path, silent)
    assert "<p>Read by an automated voice. <a" in page
    assert '"creditText":"Automated voice"' in page


def test_episode_json_has_every_voice_and_its_role(silent: Episode, tmp_path: Path) -> None:
    episode = read_by(silent, NARRATOR, QUOTE)
    write_episode(tmp_path, episode)
    assert read_episode(tmp_path) == episode


def test_the_feed_names_the_narrator(silent: Episode, tmp_path: Path) -> None:
    page_of(tmp_path, read_by(silent, NARRATOR, QUOTE))
    publish_site(tmp_path, PublishSettings(url=URL))
    feed = ET.parse(tmp_path / "feed.xml")
    people = feed.findall(".//{https://podcastindex.org/namespace/1.0}person")
    assert [(p.get("role"), p.get("group"), p.text) for p in people][-1] == (
        "narrator", "cast", "heart (automated voice)",
    )  # fmt: skip
    told = feed.findtext(".//{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert f"<p>Read by an automated voice: {TOLD}. <a" in told


def test_a_name_is_text_wherever_it_stands(silent: Episode, tmp_path: Path) -> None:
    """A plug-in may give its voices any names."""
    page = page_of(tmp_path, read_by(silent, HOSTILE, program="<i>"))
    assert "<script>alert" not in page
    assert page.count("</script>") == len(re.findall(r"<script[ >]", page))
    publish_site(tmp_path, PublishSettings(url=URL))
    told = ET.parse(tmp_path / "feed.xml").findtext(
        ".//{http://purl.org/rss/1.0/modules/content/}encoded"
    )
    assert told
    assert "<script>" not in told
    book = render_epub(read_by(silent, HOSTILE), load_theme(None))
    ET.fromstring(book["article.xhtml"])
    assert "<script>" not in book["article.xhtml"]
    assert "automated voice: &lt;/p&gt;&lt;script&gt;" in book["article.xhtml"]
