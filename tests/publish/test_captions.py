"""Tests captions: short enough to read, broken where a phrase ends, and with every word."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.model import (
    Article,
    Block,
    BlockKind,
    Cue,
    Episode,
    Role,
    Script,
    Segment,
    Timeline,
    Word,
)
from audiobrief.publish.captions import LINE_WIDTH, LONGEST_MS, Caption, make_captions
from audiobrief.publish.subtitles import to_srt, to_vtt, to_word_vtt
from audiobrief.publish.transcript import transcribe
from tests.publish.episodes import make_episode

RATE = 1000
WORDS = st.text(st.sampled_from('abcdefghij.,;-"”é漢字ก็\u0301'), min_size=1, max_size=60)


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> Episode:
    return make_episode(tmp_path_factory.mktemp("mill"))


def say(
    *texts: str, ms_a_word: int = 350, role: Role = Role.BODY, speaker: str = ""
) -> Episode:
    """An episode in which every word lasts equally long."""
    cues, at = [], 0
    for index, text in enumerate(texts):
        spans = [found.span() for found in re.finditer(r"\S+", text)]
        words = tuple(
            Word(*span, at + n * ms_a_word, at + (n + 1) * ms_a_word)
            for n, span in enumerate(spans)
        )
        end = at + max(1, len(spans)) * ms_a_word
        cues.append(Cue(index, at, end, words))
        at = end + 200
    segments = tuple(
        Segment(role, text, text, block=index, speaker=speaker)
        for index, text in enumerate(texts)
    )
    article = Article("T", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))
    return Episode(article, Script("T", segments), Timeline(RATE, at, tuple(cues)), "a.mp3")


def captions_of(episode: Episode, language: str = "en") -> list[Caption]:
    return list(make_captions(transcribe(episode), language))


def shown(text: str) -> list[list[str]]:
    return [caption.texts for caption in captions_of(say(text))]


@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=30), min_size=1, max_size=4),
    st.integers(1, 900),
)
@settings(max_examples=150, deadline=None)
def test_every_word_is_there_once_in_order_and_in_time(
    sentences: list[list[str]], ms_a_word: int
) -> None:
    texts = [" ".join(words) for words in sentences]
    episode = say(*texts, ms_a_word=ms_a_word)
    captions = captions_of(episode)
    found = "".join("".join(caption.texts) for caption in captions)
    assert re.sub(r"\s", "", found) == re.sub(r"\s", "", "".join(texts))
    assert all(one.end_ms <= two.start_ms for one, two in pairwise(captions))
    assert all(caption.start_ms < caption.end_ms for caption in captions)
    assert all(len(caption.rows) <= 2 for caption in captions)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=14), min_size=1, max_size=80))
@settings(max_examples=100, deadline=None)
def test_lines_have_42_columns_and_captions_seven_seconds(words: list[str]) -> None:
    captions = captions_of(say(" ".join(words)))
    assert max(len(text) for caption in captions for text in caption.texts) <= LINE_WIDTH
    assert max(caption.end_ms - caption.start_ms for caption in captions) <= LONGEST_MS


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # before a preposition or a conjunction rather than after it
        ("The mayor walked very slowly from the river to the mill.",
         [["The mayor walked very slowly", "from the river to the mill."]]),
        # a number stays with what it counts, and a title with its name
        ("The ferry brought another one hundred and 43 people home to see Dr. Ruth Askerby today.",
         [["The ferry brought another one hundred"],
              ["and 43 people home", "to see Dr. Ruth Askerby today."]]),
            # after a comma
        ("When the tide bell rang, nobody on the quay knew what to do.",
         [["When the tide bell rang,", "nobody on the quay knew what to do."]]),
        ("Short.", [["Short."]]),
        # lines of verse stay lines
        ("The tide came in\nand took my shoes", [["The tide came in", "and took my shoes"]]),
    ],
)  # fmt: skip
def test_a_caption_ends_where_a_phrase_does(text: str, lines: list[list[str]]) -> None:
    assert shown(text) == lines


def test_a_slow_sentence_is_parted_by_time() -> None:
    captions = captions_of(say("One two three four five six seven eight.", ms_a_word=2000))
    assert [caption.end_ms - caption.start_ms for caption in captions] == [6000, 6000, 4000]


def test_scripts_without_spaces_are_cut_at_21_characters() -> None:
    text = "港は月曜日に再び開きます。" * 6
    for caption in captions_of(say(text, ms_a_word=20_000), "ja"):
        assert all(len(row) <= 21 and row[0] != "。" for row in caption.texts)


def test_a_word_longer_than_a_line_is_cut_and_not_lost() -> None:
    address = "https://saltmere.example/" + "a" * 70
    assert "".join("".join(texts) for texts in shown(f"See {address}")) == f"See{address}"


@pytest.mark.parametrize("ms_a_word", [0, 350])
def test_a_headline_of_separators_is_cut_within_seconds(ms_a_word: int) -> None:
    text = "| - — : " * 4_000
    made = say(text, ms_a_word=ms_a_word)
    started = time.monotonic()
    captions = captions_of(made)
    assert time.monotonic() - started < 10
    assert " ".join(" ".join(each.texts) for each in captions).split() == text.split()
    assert all(len(row) <= LINE_WIDTH for each in captions for row in each.texts)


def test_a_speaker_is_named_and_announcements_are_left_out(episode: Episode) -> None:
    vtt = "".join(to_vtt(captions_of(episode)))
    assert "<v Bram Oster>You can hear it at low water.</v>" in vtt
    assert "Bram Oster:" not in vtt


def test_each_caption_of_a_long_quote_names_its_speaker() -> None:
    text = "We have been bailing out the same room for three winters, and nobody came to help us, not once."
    vtt = "".join(to_vtt(captions_of(say(text, speaker="A & B <b>"))))
    assert vtt.count("-->") == vtt.count("<v A &amp; B &lt;b&gt;>") == 2


def test_markup_in_the_text_stays_text() -> None:
    episode = say("AT&T said <b>no</b> --> yes\n\nWEBVTT", ms_a_word=200, role=Role.CODE)
    assert "".join(to_vtt(captions_of(episode))) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.200\n"
        "AT&amp;T said &lt;b&gt;no&lt;/b&gt; --&gt; yes\nWEBVTT\n"
    )
    assert "".join(to_srt(captions_of(episode))) == (
        "1\n00:00:00,000 --> 00:00:01,200\nAT&T said <b>no</b> → yes\nWEBVTT\n"
    )


def test_word_stamps_rise_inside_their_cue(episode: Episode) -> None:
    def clocks(text: str) -> Iterator[float]:
        for hours, minutes, seconds in re.findall(r"(\d\d):(\d\d):([\d.]+)", text):
            yield int(hours) * 3600 + int(minutes) * 60 + float(seconds)

    plain = "".join(to_vtt(captions_of(episode)))
    stamped = "".join(to_word_vtt(captions_of(episode)))
    assert re.sub(r"<\d\d:[\d:.]+>", "", stamped) == plain
    for cue in stamped.split("\n\n")[1:]:
        start, end, *stamps = clocks(cue)
        assert start < end
        assert sorted({start, *stamps, end}) == [start, *stamps, end]


@pytest.mark.parametrize("blank", ["\n\n", "\r\n \r\n", "\x85\x85", "\u2028\u2029"])
def test_no_text_ends_its_cue(blank: str) -> None:
    """Words without a length of their own stay in one line, whatever stands between them."""
    evil = blank.join(["The ferry", "NOTE x", "1", "00:00:00.000 --> 00:00:09.000", "False"])
    made = captions_of(say(evil, ms_a_word=0))
    for text in map("".join, (to_vtt(made), to_word_vtt(made), to_srt(made))):
        head = 1 if text.startswith("WEBVTT") else 0
        cues = text.strip().split("\n\n")[head:]
        assert len(cues) == len(made)
        assert text.count("-->") == len(made)
        assert not re.search(r"[\r\x85\u2028\u2029]", text)
