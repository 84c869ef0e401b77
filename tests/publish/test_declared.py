"""Tests that every published file declares that the voice is automated."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import podcastparser
import pytest

from audiobrief.model import Cue, Episode, Reader, Role, Segment, VoiceRole
from audiobrief.publish import PublishSettings, publish_episode, transcript, write_episode
from audiobrief.publish.captions import make_captions
from audiobrief.publish.declared import Source, declare
from audiobrief.publish.epub import render_epub
from audiobrief.publish.site import publish_site
from audiobrief.publish.subtitles import to_srt, to_vtt
from audiobrief.publish.theme import load_theme
from audiobrief.segmenter.style import ScriptStyle
from tests.publish.episodes import make_episode
from tests.publish.shelves import URL

HEART = Reader(VoiceRole.NARRATOR, "heart", "en-US")
RULES = Reader(VoiceRole.NARRATOR, "en-gb", "en-GB", is_trained=False)
TOLD = "Read by an automated voice: heart (hibari-tts 0.2.1)."
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
OPF = "{http://www.idpf.org/2007/opf}"


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("mill")
    return folder, make_episode(folder)


@pytest.fixture
def shelf(mill: tuple[Path, Episode], tmp_path: Path) -> Path:
    """A folder of one published episode, whose first words are the declaration."""
    folder, episode = mill
    (tmp_path / "mill").mkdir()
    shutil.copy(folder / episode.audio, tmp_path / "mill")
    write_episode(tmp_path / "mill", told_by(episode, HEART))
    publish_episode(tmp_path / "mill")
    return tmp_path


def told_by(episode: Episode, *readers: Reader, words: str = "", language: str = "") -> Episode:
    """The episode with these voices; with `words`, a declaration is heard in its first pause."""
    script, timeline = episode.script, episode.timeline
    if words:
        first = timeline.cues[0]
        said = Segment(Role.DECLARATION, words, words)
        script = dataclasses.replace(
            script,
            language=language or script.language,
            segments=(script.segments[0], said, *script.segments[1:]),
        )
        later = (dataclasses.replace(cue, segment=cue.segment + 1) for cue in timeline.cues[1:])
        cues = (first, Cue(1, first.end + 1, first.end + 160), *later)
        timeline = dataclasses.replace(timeline, cues=cues)
    return dataclasses.replace(
        episode, readers=readers, program="hibari-tts 0.2.1", script=script, timeline=timeline
    )


# ---------------------------------------------------------------- what is declared


def test_the_sentence_is_the_one_that_is_heard(mill: tuple[Path, Episode]) -> None:
    declared = declare(told_by(mill[1], HEART, words="A machine reads this!"))
    assert declared.text == "A machine reads this: heart (hibari-tts 0.2.1)."
    assert declared.credit == "Automated voice: heart (hibari-tts 0.2.1)"


def test_if_nothing_is_heard_the_language_has_a_sentence(mill: tuple[Path, Episode]) -> None:
    def of(language: str) -> tuple[str, str]:
        script = dataclasses.replace(mill[1].script, language=language)
        declared = declare(dataclasses.replace(mill[1], script=script))
        return declared.text, declared.language

    assert of("en-GB") == ("Read by an automated voice.", "en-GB")
    assert of("fr") == ("Lu par une voix automatique.", "fr")
    assert of("xx") == ("Read by an automated voice.", "en")


def test_a_sentence_in_another_script_keeps_its_words(mill: tuple[Path, Episode]) -> None:
    words = "自動音声による読み上げです。"
    declared = declare(told_by(mill[1], HEART, words=words, language="ja"))
    assert declared.text == "自動音声による読み上げです: heart (hibari-tts 0.2.1)."


@pytest.mark.parametrize(
    ("readers", "source"),
    [
        ((), Source.TRAINED),
        ((HEART,), Source.TRAINED),
        ((RULES,), Source.ALGORITHMIC),
        ((RULES, HEART), Source.TRAINED),
    ],
)
def test_the_source_is_a_term_of_iptc(
    mill: tuple[Path, Episode], readers: tuple[Reader, ...], source: Source
) -> None:
    assert declare(told_by(mill[1], *readers)).source is source
    assert source.address.endswith(f"/digitalsourcetype/{source.value}")


# --------------------------------------------------------------------- where it stands


def test_the_page_and_the_embedded_player_say_it(shelf: Path) -> None:
    page = (shelf / "mill" / "index.html").read_text("utf-8")
    assert f"<p>{TOLD} <a" in page
    embedded = '<span lang="en-GB" dir="auto">Read by an automated voice.</span></p>'
    assert embedded in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    audio = json.loads(found[1])["audio"]
    assert audio["@type"] == "AudioObject"
    assert audio["creditText"] == "Automated voice: heart (hibari-tts 0.2.1)"
    assert audio["digitalSourceType"] == [
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource", TRAINED,
    ]  # fmt: skip


def test_words_of_another_language_are_marked_as_such(
    mill: tuple[Path, Episode], shelf: Path
) -> None:
    words = "Vorgelesen von einer automatischen Stimme."
    episode = told_by(mill[1], HEART, words=words, language="de-AT")
    publish_episode(shelf / "mill", episode=episode)
    page = (shelf / "mill" / "index.html").read_text("utf-8")
    assert f'<p><span lang="de-AT" dir="auto">{words[:-1]}: heart' in page


def test_the_feed_says_it_for_people_and_for_programs(shelf: Path) -> None:
    publish_site(shelf, PublishSettings(url=URL))
    channel = ET.parse(shelf / "feed.xml").find("channel")
    assert channel is not None
    for place in (channel, channel.find("item")):
        assert place is not None
        (told,) = place.findall(f"{PODCAST}txt")
        assert (told.get("purpose"), told.text) == ("ai-content", "true")
    with (shelf / "feed.xml").open("rb") as feed:
        (item,) = podcastparser.parse(URL, feed)["episodes"]
    assert item["description"].endswith(TOLD)
    assert TOLD in item["description_html"]


def test_a_long_description_keeps_the_declaration(
    mill: tuple[Path, Episode], shelf: Path
) -> None:
    article = dataclasses.replace(mill[1].article, dek="Wheel & water. " * 900)
    episode = dataclasses.replace(told_by(mill[1], HEART), article=article)
    write_episode(shelf / "mill", episode)
    publish_site(shelf, PublishSettings(url=URL))
    told = ET.parse(shelf / "feed.xml").findtext("channel/item/description") or ""
    assert told.endswith(TOLD)
    assert len(told.encode()) <= 4000


def test_an_empty_feed_declares_nothing(tmp_path: Path) -> None:
    publish_site(tmp_path, PublishSettings(url=URL))
    assert b"ai-content" not in (tmp_path / "feed.xml").read_bytes()


def test_the_book_says_it_in_its_metadata(mill: tuple[Path, Episode]) -> None:
    book = render_epub(told_by(mill[1], HEART), load_theme(None))
    package = ET.fromstring(book["package.opf"])
    told = {meta.get("property"): meta.text for meta in package.iter(f"{OPF}meta")}
    assert told["media:narrator"] == "Automated voice: heart (hibari-tts 0.2.1)"
    assert told["schema:creditText"] == TOLD
    assert told["schema:digitalSourceType"] == TRAINED
    contributor = package.find(".//{http://purl.org/dc/elements/1.1/}contributor")
    assert contributor is not None
    assert contributor.text == told["media:narrator"]
    assert TOLD in book["article.xhtml"]


def test_transcripts_begin_with_it(shelf: Path) -> None:
    folder = shelf / "mill"
    assert (folder / "episode.vtt").read_text("utf-8").startswith(f"WEBVTT\n\nNOTE {TOLD}\n\n")
    assert (
        (folder / "episode.words.vtt").read_text("utf-8").startswith(f"WEBVTT\n\nNOTE {TOLD}")
    )
    assert (folder / "episode.txt").read_text("utf-8").startswith(f"{TOLD}\n\nPort Sella")
    assert json.loads((folder / "transcript.json").read_bytes())["declaration"] == TOLD


def test_captions_without_notes_have_the_words_when_they_are_heard(
    mill: tuple[Path, Episode],
) -> None:
    episode = told_by(mill[1], HEART, words="Read by an automated voice.")
    told = transcript.transcribe(episode, declared=True)
    assert told[1].text == "Read by an automated voice."
    assert "Read by an automated voice." in "".join(to_srt(make_captions(told, "en")))
    assert [line.text for line in told if line is not told[1]] == [
        line.text for line in transcript.transcribe(episode)
    ]


def test_a_name_cannot_break_out_of_a_note() -> None:
    note = "".join(to_vtt((), "x --> y\n\n00:00 --> 00:01\nz"))
    assert note == "WEBVTT\n\nNOTE x → y 00:00 → 00:01 z\n"


SIMPLIFIED, TRADITIONAL = "本文由自动语音朗读。", "本文由自動語音朗讀。"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh", SIMPLIFIED), ("zh-CN", SIMPLIFIED), ("zh-Hans-HK", SIMPLIFIED),
        ("zh-Hant", TRADITIONAL), ("zh-TW", TRADITIONAL), ("zh-Hant-TW", TRADITIONAL),
        ("zh_HK", TRADITIONAL),
    ],
)  # fmt: skip
def test_chinese_is_declared_in_the_characters_of_its_readers(
    mill: tuple[Path, Episode], tag: str, said: str
) -> None:
    assert ScriptStyle().declaration(tag) == said
    _, episode = mill
    plain = tuple(s for s in episode.script.segments if s.role is not Role.DECLARATION)
    script = dataclasses.replace(episode.script, segments=plain, language=tag)
    assert declare(dataclasses.replace(episode, script=script)).sentence == said
    assert ScriptStyle(declarations={"zh": "自动。"}).declaration(tag) == "自动。"
