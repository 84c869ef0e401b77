"""Tests that everything published agrees with the one table of audio formats."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from audiobrief.encoder.formats import FORMATS, Format
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.errors import PublishError
from audiobrief.publish import PublishSettings, publish_episode
from audiobrief.publish.answering import answering
from audiobrief.publish.epub import render_epub
from audiobrief.publish.library import read_library
from audiobrief.publish.media import epub_type, is_audio, media_type
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from audiobrief.publish.theme import load_theme
from tests.publish.episodes import ARTICLE, QUICK, make_episode
from tests.publish.test_serve import ask

NEW = Format(".shl", "audio/x-shell", "shell", ("shell",), epub_type="audio/x-shell; of=sea")
URL = "https://merrow.example/audio/"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one episode in a format that the test adds to the table."""
    monkeypatch.setitem(FORMATS, "shell", NEW)
    folder = tmp_path / "shelf" / "mill"
    episode = make_episode(folder, ARTICLE, sound=dataclasses.replace(QUICK, parts=[]))
    (folder / "episode.mp3").rename(folder / "episode.shl")
    publish_episode(folder, episode=dataclasses.replace(episode, audio="episode.shl"))
    told = json.loads((folder / "episode.json").read_bytes())
    (folder / "episode.json").write_text(json.dumps({**told, "audio": "episode.shl"}))
    return folder.parent


def test_a_new_row_is_known_to_page_feed_epub_store_and_server(root: Path) -> None:
    publish_site(root, PublishSettings(url=URL))
    page = (root / "mill" / "index.html").read_text(encoding="utf-8")
    assert 'property="og:audio:type" content="audio/x-shell"' in page
    assert '"encodingFormat":"audio/x-shell"' in re.sub(r'(":) ', r"\1", page)
    feed = (root / "feed.xml").read_text(encoding="utf-8")
    assert re.findall(r"<enclosure [^>]*type=\"([^\"]*)", feed) == ["audio/x-shell"]
    assert read_library(root).listings[0].audio_type == "audio/x-shell"
    with answering(Preview(root, PublishSettings())) as address:
        status, headers, _ = ask(address, "/mill/episode.shl")
    assert (status, headers["Content-Type"]) == (200, "audio/x-shell")
    # uploads take a file's media type from one, and the other finds the audio in storage
    assert media_type("mill/episode.SHL") == "audio/x-shell"
    assert is_audio("episode.shl")
    assert EncoderSettings(format="shell").suffix == ".shl"


def test_a_new_row_says_how_it_stands_in_an_epub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FORMATS, "shell", NEW)
    episode = make_episode(tmp_path, ARTICLE, sound=dataclasses.replace(QUICK, parts=[]))
    episode = dataclasses.replace(episode, audio="episode.shl")
    book = render_epub(episode, load_theme(PublishSettings().templates))
    assert 'media-type="audio/x-shell; of=sea"' in book["package.opf"]
    with pytest.raises(PublishError, match=r"play wav; make the episode as mp3, .* or shell$"):
        epub_type("episode.wav")


@pytest.mark.parametrize("name", FORMATS)
def test_every_row_has_a_suffix_of_its_own_and_a_media_type(name: str) -> None:
    kind = FORMATS[name]
    assert [other for other, row in FORMATS.items() if row.suffix == kind.suffix] == [name]
    assert media_type(f"episode{kind.suffix}") == kind.media_type
    assert kind.media_type.startswith("audio/")
