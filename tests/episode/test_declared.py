"""Tests that an episode's audio says that its voice is automated, to the ear and in its tags."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mutagen
import pytest

from audiobrief.encoder.formats import FORMATS
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.episode.making import Made, make_episode
from audiobrief.episode.reader import write_script
from audiobrief.model import Article, Block, BlockKind, Role
from audiobrief.settings.tree import CacheSettings, Settings, VoiceSettings

STORY = Article(
    "The bell of Marl rang twice",
    (Block(BlockKind.PARAGRAPH, "Nobody knows who rang it."),),
    dek="It is the first time since March.",
    language="en-GB",
    url="https://marl.example/bell",
)
ALGORITHMIC = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
SOURCE_TYPE = "DIGITALSOURCETYPE"
FOUND = {
    # format -> where a music player finds the comment, and where the source type stands; ffmpeg
    # writes the comment as DESCRIPTION, as the Vorbis specification calls it
    "mp3": ("COMM::eng", f"TXXX:{SOURCE_TYPE}"),
    "m4a": ("\xa9cmt", "keyw"),
    "m4b": ("\xa9cmt", "keyw"),
    "opus": ("description", SOURCE_TYPE),
    "flac": ("description", SOURCE_TYPE),
    "wav": ("ICMT", ""),
}


def made(root: Path, form: str = "wav", engine: str = "espeak") -> Made:
    settings = Settings(
        voice=VoiceSettings(engine=engine),
        sound=EncoderSettings(format=form),
        cache=CacheSettings(speech=False),
    )
    return make_episode(write_script(STORY, settings), root, settings)


def test_the_engine_that_speaks_tells_whether_it_was_trained(tmp_path: Path) -> None:
    rules = made(tmp_path / "rules").episode
    assert {reader.is_trained for reader in rules.readers} == {False}
    trained = made(tmp_path / "trained", engine="natural").episode
    assert {reader.is_trained for reader in trained.readers} == {True}


def test_it_is_heard_within_the_first_ten_seconds(tmp_path: Path) -> None:
    episode = made(tmp_path).episode
    (at,) = (
        cue.start
        for cue in episode.timeline.cues
        if episode.script.segments[cue.segment].role is Role.DECLARATION
    )
    assert at < 10 * episode.timeline.sample_rate


@pytest.mark.parametrize("form", FORMATS)
def test_the_tags_of_every_format_say_it(form: str, tmp_path: Path) -> None:
    audio = made(tmp_path, form).audio
    told = f"{STORY.dek}\nRead by an automated voice: "
    if form == "wav":
        assert told.encode() in audio.read_bytes()
        return
    tags: Any = mutagen.File(audio).tags
    comment, source = FOUND[form]
    assert str(one(tags[comment])).startswith(told)
    if form in {"m4a", "m4b"}:
        assert ALGORITHMIC.encode() in audio.read_bytes()
    else:
        assert str(one(tags[source])) == ALGORITHMIC


def one(value: Any) -> Any:
    """The value of a tag that has one."""
    return value[0] if isinstance(value, list) else value.text[0]
