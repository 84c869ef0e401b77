"""Tests that listening can start while the episode is being made."""

import http.client
import json
import threading
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from audiobrief.episode.live import PATH, LiveEpisode
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import write_script
from audiobrief.episode.recording import Progress
from audiobrief.errors import EngineUnavailable
from audiobrief.model import Article, Block, BlockKind, Manuscript
from audiobrief.publish import PublishSettings
from audiobrief.publish.answering import answering
from audiobrief.publish.serve import Preview
from audiobrief.settings.tree import CacheSettings, Settings, VoiceSettings

QUIET = Settings(cache=CacheSettings(speech=False))
HELD_AT = 10
"""Segments after which the maker waits: more than the half minute that sets the stream's
loudness."""


@pytest.fixture(scope="module")
def manuscript() -> Manuscript:
    text = " ".join(
        f"In year {year} the keeper of the sluice wrote down how high the water stood, and who "
        "had come to look at it."
        for year in range(1901, 1913)
    )
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for _ in range(2))
    article = Article("The Keeper’s Book <of> Tides", blocks, url="https://courier.example/b")
    return write_script(article, QUIET)


def test_it_sounds_before_it_is_whole(manuscript: Manuscript, tmp_path: Path) -> None:
    go_on = threading.Event()

    def hold(progress: Progress) -> None:
        if progress.stage == "speak" and progress.done == HELD_AT:
            assert go_on.wait(60)

    root = tmp_path / "output"
    root.mkdir()
    with LiveEpisode(manuscript, QUIET) as live:
        preview = Preview(root, PublishSettings(), routes=live.routes)
        with answering(preview) as address:
            page = urlopen(address + PATH[1:]).read().decode()
            assert "The Keeper’s Book &lt;of&gt; Tides" in page
            maker = threading.Thread(target=live.make, args=(root, hold))
            maker.start()
            connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
            connection.request("GET", f"{PATH}audio.mp3", headers={"Range": "bytes=0-"})
            answer = connection.getresponse()
            assert (answer.status, answer.msg["Accept-Ranges"]) == (200, "none")
            begun = answer.read(20_000)
            state = json.loads(urlopen(f"{address}{PATH[1:]}state.json").read())
            assert state["stage"] == "speak"
            assert 0 < state["share"] < 0.6
            assert not list(root.glob("*/episode.json"))
            go_on.set()
            whole = begun + answer.read()
            connection.close()
            maker.join(120)
            state = json.loads(urlopen(f"{address}{PATH[1:]}state.json").read())
            assert state["stage"] == "done"
            assert state["pauses"] == sorted(state["pauses"])
            finished = urlopen(address + state["page"][1:]).read().decode()
            assert "<audio" in finished
            # a page that is opened late gets the sound from its beginning
            assert urlopen(f"{address}{PATH[1:]}audio.mp3").read() == whole
    assert len(list(root.glob("*/episode.json"))) == 1


def test_it_makes_the_same_episode_as_make(manuscript: Manuscript, tmp_path: Path) -> None:
    with LiveEpisode(manuscript, QUIET) as live:
        made = live.make(tmp_path / "live")
    plain = make_episode(manuscript, tmp_path / "plain", QUIET)
    assert made.audio.read_bytes() == plain.audio.read_bytes()
    names = {path.name for path in plain.folder.iterdir()}
    assert names == {path.name for path in made.folder.iterdir()}
    for name in names:
        assert (made.folder / name).read_bytes() == (plain.folder / name).read_bytes(), name


def test_what_fails_is_told_to_the_page(manuscript: Manuscript, tmp_path: Path) -> None:
    settings = Settings(voice=VoiceSettings(engine="nobody"))
    with LiveEpisode(manuscript, settings) as live:
        with pytest.raises(EngineUnavailable):
            live.make(tmp_path)
        assert live.state.stage == "failed"
        assert "nobody" in live.state.message
