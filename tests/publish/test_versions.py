"""Tests the ledger of versions: what changed, and that a version that never came does not count."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

from audiobrief.model import Article, Block, BlockKind, Episode, Reader, VoiceRole
from audiobrief.publish import read_episode, write_episode
from audiobrief.publish.versions import (
    VERSIONS,
    correction_of,
    first_version,
    next_version,
    read_versions,
    time_made,
    write_versions,
)
from tests.publish.episodes import ARTICLE, QUICK, make_episode

MADE = datetime(2031, 3, 1, 6, tzinfo=UTC)
LATER = MADE + timedelta(days=2)
SHORT = dataclasses.replace(
    ARTICLE,
    blocks=(
        Block(BlockKind.PARAGRAPH, "The wheel could turn by April. Nobody clapped."),
        Block(BlockKind.PARAGRAPH, "It cost 1.4 million crowns."),
    ),
)
CORRECTED = dataclasses.replace(
    SHORT,
    modified=LATER - timedelta(hours=1),
    blocks=(
        Block(BlockKind.PARAGRAPH, "The wheel could turn by May. Nobody clapped."),
        Block(BlockKind.PARAGRAPH, "It cost 1.4 million crowns."),
        Block(BlockKind.CORRECTION, "An earlier version named another month."),
    ),
)


def episode_of(folder: Path, article: Article, **changes: object) -> Episode:
    sound = dataclasses.replace(QUICK, parts=[])
    made = make_episode(folder, article, sound=sound, bitrate="8k")
    changed = dataclasses.replace(made, **changes)  # type: ignore[arg-type]
    write_episode(folder, changed)
    return changed


def test_what_was_corrected_is_counted_and_named(tmp_path: Path) -> None:
    before, after = episode_of(tmp_path, SHORT), episode_of(tmp_path, CORRECTED)
    first = first_version(before, MADE)
    second = next_version(first, before, after, made=LATER, why="made again: the page changed")
    assert (second.number, second.why) == (2, "made again: the page changed")
    # "May." for "April.", and six words of the correction
    assert (second.words_added, second.words_taken) == (7, 1)
    assert second.sentences == (
        "The wheel could turn by May.", "An earlier version named another month.",
    )  # fmt: skip
    assert not second.is_spoken_anew
    assert correction_of((first, second)) == CORRECTED.modified
    assert correction_of((first,)) is None


def test_another_voice_and_another_reading_correct_nothing(tmp_path: Path) -> None:
    before, after = episode_of(tmp_path, SHORT), episode_of(tmp_path, CORRECTED)
    voice = dataclasses.replace(before, readers=(Reader(VoiceRole.NARRATOR, "other"),))
    first = first_version(before, MADE)
    second = next_version(first, before, voice, made=LATER)
    assert second.is_spoken_anew
    assert (second.sentences, second.words_added, second.corrected) == ((), 0, None)
    again = next_version(first, before, after, made=LATER, is_same_page=True)
    assert again.words_added == 7
    assert correction_of((first, second, again)) is None


def test_without_a_date_of_the_newsroom_the_day_of_the_version_counts(tmp_path: Path) -> None:
    for date in (None, LATER + timedelta(days=900)):
        undated = dataclasses.replace(CORRECTED, modified=date)
        before, after = episode_of(tmp_path, SHORT), episode_of(tmp_path, undated)
        first = first_version(before, MADE)
        assert next_version(first, before, after, made=LATER).corrected == LATER
    # a site that changes the text and leaves its date as it was
    date = MADE - timedelta(days=1)
    before, after = (
        episode_of(tmp_path, dataclasses.replace(each, modified=date))
        for each in (SHORT, CORRECTED)
    )
    assert next_version(first, before, after, made=LATER).corrected == LATER


def test_versions_come_back_as_they_were_written(tmp_path: Path) -> None:
    before, after = episode_of(tmp_path, SHORT), episode_of(tmp_path, CORRECTED)
    assert read_versions(tmp_path) == ()
    first = first_version(before, time_made(tmp_path))
    second = next_version(first, before, after, made=LATER)
    write_versions(tmp_path, (first, second))
    found = read_versions(tmp_path)
    assert [dataclasses.replace(each, episode="") for each in found] == [first, second]


def test_a_version_whose_episode_never_came_does_not_count(tmp_path: Path) -> None:
    before = episode_of(tmp_path / "a", SHORT)
    first = first_version(before, MADE)
    write_versions(tmp_path / "a", (first,))
    (kept,) = read_versions(tmp_path / "a")
    after = episode_of(tmp_path / "b", CORRECTED)
    second = next_version(kept, before, after, made=LATER)
    write_versions(tmp_path / "b", (kept, second))
    # killed after the file of versions had its name, and before the episode had its
    (tmp_path / "b" / VERSIONS).replace(tmp_path / "a" / VERSIONS)
    assert read_versions(tmp_path / "a") == (kept,)
    assert read_episode(tmp_path / "a").article == SHORT


def test_a_damaged_file_of_versions_is_no_ledger(tmp_path: Path) -> None:
    episode_of(tmp_path, SHORT)
    (tmp_path / VERSIONS).write_bytes(b'{"versions": [{"number"')
    assert read_versions(tmp_path) == ()
