"""Tests transcripts: in the article's words, in order, and within the audio for any
timeline."""

import json
import re
from pathlib import Path

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
    Span,
    Timeline,
    Word,
)
from audiobrief.publish import transcript
from audiobrief.publish.reading import lay_out
from audiobrief.publish.word_times import words_as_written
from tests.publish.episodes import make_episode

TEXTS = st.text(min_size=1, max_size=40).filter(str.strip)


@pytest.fixture(scope="module")
def episode(tmp_path_factory: pytest.TempPathFactory) -> Episode:
    return make_episode(tmp_path_factory.mktemp("mill"))


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    texts = draw(st.lists(TEXTS, min_size=1, max_size=8))
    lengths = [draw(st.integers(1, 3000)) for _ in texts]
    pauses = [draw(st.integers(0, 3000)) for _ in texts]
    speakers = [draw(st.sampled_from(["", "Bram Oster", "A & B <b>"])) for _ in texts]
    at, cues = 0, []
    for index, (length, pause) in enumerate(zip(lengths, pauses, strict=True)):
        cues.append(Cue(index, at, at + length))
        at += length + pause
    blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in texts)
    segments = tuple(
        Segment(Role.BODY, text, text, block=index, speaker=speaker)
        for index, (text, speaker) in enumerate(zip(texts, speakers, strict=True))
    )
    rate = draw(st.sampled_from([8000, 22_050, 44_100]))
    timeline = Timeline(rate, at, tuple(cues))
    return Episode(Article("T", blocks), Script("T", segments), timeline, "a.mp3")


@given(episodes())
@settings(max_examples=60, deadline=None)
def test_lines_are_in_order_never_overlap_and_lose_no_text(episode: Episode) -> None:
    lines = transcript.transcribe(episode)
    ends = 0
    for line in lines:
        assert ends <= line.start_ms <= line.end_ms <= episode.timeline.duration_ms + 1
        assert line.start_ms < line.end_ms or len(lines) == 1
        ends = line.end_ms
    said = " ".join(line.text for line in lines)
    assert said == " ".join(segment.written for segment in episode.script.segments)


@given(episodes())
@settings(max_examples=60, deadline=None)
def test_the_page_gives_every_block_its_text_back(episode: Episode) -> None:
    passages = [p for section in lay_out(episode).sections for p in section.passages]
    assert ["".join(run.text for run in p.runs) for p in passages] == [
        block.text for block in episode.article.blocks
    ]


def test_words_said_together_are_marked_as_they_are_written() -> None:
    segment = Segment(
        Role.BODY,
        "In 2025, $5 bought it.",
        "In twenty twenty-five, five dollars bought it.",
        (Span(0, 3, 0, 3), Span(3, 7, 3, 21), Span(7, 9, 21, 23), Span(9, 11, 23, 35),
         Span(11, 22, 35, 46)),
    )  # fmt: skip
    said = [(m.start(), m.end()) for m in re.finditer(r"[\w-]+", segment.spoken)]
    words = tuple(Word(a, b, i * 100, i * 100 + 90) for i, (a, b) in enumerate(said))
    marked = words_as_written(segment, Cue(0, 0, 1000, words))
    assert [(segment.written[w.text_start : w.text_end], w.start, w.end) for w in marked] == [
        ("In", 0, 90), ("2025,", 100, 290), ("$5", 300, 490), ("bought", 500, 590),
        ("it.", 600, 690),
    ]  # fmt: skip


def test_podcasting_json(episode: Episode) -> None:
    spoken = json.loads("".join(transcript.to_transcript_json(transcript.transcribe(episode))))
    assert spoken["version"] == "1.0.0"
    assert all({"startTime", "endTime", "body"} <= set(part) for part in spoken["segments"])
    chapters = json.loads("".join(transcript.to_chapters_json(episode)))
    assert chapters["version"] == "1.2.0"
    assert [chapter["title"] for chapter in chapters["chapters"]] == [
        episode.article.title, "A wheel that still remembers", "What the town will get",
        "The count begins",
    ]  # fmt: skip


def test_text_keeps_the_paragraphs(episode: Episode, tmp_path: Path) -> None:
    paragraphs = (
        "".join(transcript.to_text(transcript.transcribe(episode))).strip().split("\n\n")
    )
    assert paragraphs[0] == episode.article.title
    assert paragraphs[3:] == [block.text for block in episode.article.blocks]
