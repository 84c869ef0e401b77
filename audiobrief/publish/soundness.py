"""Checks that an episode read from a file means something, and not only that its types are right.

Others may have written the file, or a disk may have damaged it. What is published of an episode
(chapters, captions, the page, the feed) relies on what is checked here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from audiobrief.filed.reading import YEARS
from audiobrief.model import Article, Cue, Episode, Script, Segment, Timeline

RATES = range(1_000, 768_001)
"""Sample rates in Hz: four times what any voice or file of ours has is at the upper end."""
LONGEST_S = 7 * 24 * 3600
"""A week. Chapters are set every few minutes, so an absurd length would make billions of them."""
LONGEST_NAME = 255
"""Bytes; no file system has longer names."""
LEVELS = (-200.0, 50.0)
"""LUFS and dBTP. One step of 24 bits has -138 dB, and no sound file has more than a few above 0."""
SIDES = range(1, 100_001)
"""Pixels; a JPEG has at most 65,535 (ISO 10918-1)."""
DEEPEST = 100
"""The deepest level of a heading or a list: the page opens an element for each."""


def find_flaw(episode: Episode) -> str:
    """The first thing that cannot be true of an episode, in words for people; empty if none is."""
    return next(_flaws(episode), "")


def find_flaw_of_article(article: Article) -> str:
    """The same as `find_flaw` for an article alone."""
    return next(_flaws_of_article(article), "")


def is_moment(moment: datetime | None) -> bool:
    """Whether a date knows its zone and lies in a year that every calendar holds; None counts."""
    return moment is None or (moment.tzinfo is not None and moment.year in YEARS)


def check_moment(moment: datetime | None) -> None:
    """Check a date, as `is_moment` does.

    Raises:
        ValueError: it has no zone, or an impossible year.
    """
    if not is_moment(moment):
        raise ValueError("a date has no zone, or an impossible year")


def _flaws(episode: Episode) -> Iterator[str]:
    if not episode.audio or not {"/", "\\", "\0"}.isdisjoint(episode.audio):
        # others may have written the file, so its audio must not lie outside the folder
        yield f"its audio, {episode.audio[:80]!r}, is no file beside it"
    if len(episode.audio.encode("utf-8", "replace")) > LONGEST_NAME:
        yield "the name of its audio is longer than any file's"
    yield from _flaws_of_article(episode.article)
    yield from _flaws_of_script(episode.script, len(episode.article.blocks))
    yield from _flaws_of_timeline(episode.timeline, episode.script.segments)
    yield from _flaws_of_measures(episode)


def _flaws_of_measures(episode: Episode) -> Iterator[str]:
    low, high = LEVELS
    if episode.loudness is not None:
        for name in ("integrated_lufs", "true_peak_dbtp"):
            if not low <= getattr(episode.loudness, name) <= high:
                yield f"its loudness ({name}) is {getattr(episode.loudness, name):g}"
    for index, picture in enumerate(episode.pictures):
        if not picture.name or not {"/", "\\", "\0"}.isdisjoint(picture.name):
            yield f"picture {index}, {picture.name[:80]!r}, is no file beside it"
        if picture.width not in SIDES or picture.height not in SIDES:
            yield f"picture {index} has {picture.width} by {picture.height} pixels"


def _flaws_of_article(article: Article) -> Iterator[str]:
    if not article.blocks:
        yield "its article has no text"
    if not 0 <= article.confidence <= 1:
        yield f"its article is sure by {article.confidence:g}, of 0 to 1"
    for name in ("published", "modified"):
        if not is_moment(getattr(article, name)):
            yield f"its article's date ({name}) has no zone, or an impossible year"
    for index, block in enumerate(article.blocks):
        if not 0 <= block.level <= DEEPEST:
            yield f"block {index} has the level {block.level}"
        if not is_moment(block.time):
            yield f"the time of block {index} has no zone, or an impossible year"


def _flaws_of_script(script: Script, blocks: int) -> Iterator[str]:
    if not script.segments:
        yield "its script says nothing"
    for index, segment in enumerate(script.segments):
        if segment.block is not None and not 0 <= segment.block < blocks:
            yield f"segment {index} names block {segment.block}, which there is not"
        if segment.pause_after_ms < 0:
            yield f"the pause after segment {index} is negative"
        if segment.pause_after_ms > LONGEST_S * 1000:
            yield f"the pause after segment {index} lasts {segment.pause_after_ms} ms"
        if not _is_aligned(segment):
            yield f"the alignment of segment {index} leaves its text"


def _is_aligned(segment: Segment) -> bool:
    written = spoken = 0
    for span in segment.alignment:
        if not written <= span.written_start <= span.written_end:
            return False
        if not spoken <= span.spoken_start <= span.spoken_end:
            return False
        written, spoken = span.written_end, span.spoken_end
    return written <= len(segment.written) and spoken <= len(segment.spoken)


def _flaws_of_timeline(timeline: Timeline, segments: tuple[Segment, ...]) -> Iterator[str]:
    if timeline.sample_rate not in RATES:
        yield f"its sound has {timeline.sample_rate} samples a second"
        return
    if not 0 < timeline.length <= LONGEST_S * timeline.sample_rate:
        yield f"its sound is {timeline.length} samples long"
    last, end = -1, 0
    for cue in timeline.cues:
        if not last < cue.segment < len(segments):
            yield f"a cue names segment {cue.segment}, which there is not, or not in its turn"
            return
        if not end <= cue.start <= cue.end <= timeline.length:
            yield f"the cue of segment {cue.segment} lies outside the sound, or over another"
        if not _are_words_inside(cue, segments[cue.segment], timeline.length):
            yield f"the words of segment {cue.segment} lie outside its text or the sound"
        last, end = cue.segment, cue.end


def _are_words_inside(cue: Cue, segment: Segment, length: int) -> bool:
    spoken = len(segment.spoken)
    return all(
        0 <= word.text_start <= word.text_end <= spoken
        and cue.start <= word.start <= word.end <= length
        for word in cue.words
    )
