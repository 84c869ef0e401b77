"""Tests that a long episode without headings has chapters, at paragraphs, with names."""

from __future__ import annotations

import pytest

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
)
from audiobrief.model.chapters import first_words

RATE = 1000
MINUTE = 60 * RATE


def episode(
    minutes: int, *, headings: tuple[int, ...] = (), cues: tuple[int, ...] = ()
) -> Episode:
    """One paragraph a minute; a heading or a cue instead in the minutes that are named."""
    blocks: list[Block] = []
    segments: list[Segment] = []
    times: list[Cue] = []
    for minute in range(minutes):
        kind = BlockKind.HEADING if minute in headings else BlockKind.PARAGRAPH
        blocks.append(Block(kind, f"In minute {minute} the tide came over the quay again."))
        role = Role.HEADING if minute in headings else Role.BODY
        at = minute * MINUTE
        if minute in cues:
            segments.append(Segment(Role.CUE, "Quote:", "Quote:"))
            times.append(Cue(len(times), at, at + RATE))
        text = blocks[-1].text
        segments.append(Segment(role, text, text, block=minute))
        times.append(Cue(len(times), at + 2 * RATE, at + 50 * RATE))
    return Episode(
        Article("Tides", tuple(blocks)),
        Script("Tides", tuple(segments)),
        Timeline(RATE, minutes * MINUTE, tuple(times)),
        "tides.mp3",
    )


@pytest.mark.parametrize("minutes", [*range(1, 41), 90])
def test_a_stretch_without_headings_is_parted_every_five_to_eight_minutes(minutes: int) -> None:
    chapters = episode(minutes).chapters
    lengths = [(end - start) / MINUTE for _, start, end in chapters]
    assert chapters[0].title == "Tides"
    assert sum(lengths) == minutes
    if minutes < 10:
        assert len(chapters) == 1
    else:
        # a paragraph is up to half a minute away from where a chapter would end
        assert all(4.4 <= length <= 8 for length in lengths)


def test_a_chapter_begins_at_a_paragraph_and_is_named_by_its_first_words() -> None:
    [_, second] = episode(12).chapters
    assert second.title == "In minute 6 the tide came..."
    assert second.start == 6 * MINUTE + 2 * RATE


def test_headings_stay_and_only_long_stretches_are_parted() -> None:
    titles = [chapter.title for chapter in episode(16, headings=(4,)).chapters]
    assert [title[:11] for title in titles] == ["Tides", "In minute 4", "In minute 1"]


def test_no_chapter_begins_after_an_announcement_of_its_words() -> None:
    [_, second] = episode(12, cues=(6,)).chapters
    assert second.title != "In minute 6 the tide came..."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“We will wait,” said Ms. Fenn, who sells fish.", "We will wait,” said Ms. Fenn..."),
        ("It rained.", "It rained"),
        ("— And then?", "And then"),
        ("海" * 90, "海" * 48 + "..."),
        ("…", "…"),
    ],
)
def test_names(text: str, name: str) -> None:
    assert first_words(text) == name
