"""Counts the letters of an article at each step from its page to its sound.

blocks of the article --> script --> what the engine is asked for --> what has a sound --> the file
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from audiobrief.model import Episode
from audiobrief.segmenter import ScriptStyle
from audiobrief.segmenter.completeness import compare


@dataclass(frozen=True, slots=True)
class Counted:
    """Letters and digits at each step; each figure is of what the step before handed on."""

    article: int
    """In the blocks that are to be said, as they are written."""
    script: int
    """The letters of the article that are in the script. An editor may have taken some out."""
    asked: int
    """In the spoken text of the script, which the engine was asked for; numbers are words there."""
    timed: int
    """The asked letters that are in words with a time."""
    heard: int
    """The timed letters that are in words with a sound, inside the file."""


def count(episode: Episode, style: ScriptStyle, unsaid: Iterable[str] = ()) -> Counted:
    """The letters of an episode at each step; `unsaid` are the words that have no sound."""
    found = compare(episode.article, episode.script, style)
    segments, length = episode.script.segments, episode.timeline.length
    asked = timed = inside = 0
    for segment in segments:
        asked += _letters(segment.spoken)
    for cue in episode.timeline.cues:
        spoken = segments[cue.segment].spoken
        covered = sum(_letters(spoken[start:end]) for start, end in _merged(cue.words))
        timed += covered
        inside += covered if cue.end <= length else 0
    return Counted(
        found.article, found.script, asked, timed, inside - sum(map(_letters, unsaid))
    )


def _merged(words: Iterable[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """The ranges of a text that words cover, in order, without overlaps."""
    merged: list[tuple[int, int]] = []
    for start, end, *_ in words:
        first = max(start, merged[-1][1]) if merged else start
        if first < end:
            merged.append((first, end))
    return merged


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))
