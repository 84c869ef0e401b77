"""Transcripts sentence by sentence: text and Podcasting 2.0's JSON.

Both formats hold the article's own words, without the words that audiobrief added
(`Segment.is_added`). What is declared of the voice stands at their head. JSON names the speaker of a
quote. Times are rounded down to milliseconds, so that no line passes the end of the audio.

Each format comes in pieces that joined give the file, so that for a day of speech no file is
whole in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from audiobrief.model import Cue, Episode, Role, Segment, Word
from audiobrief.publish.word_times import words_as_written


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A sentence of the transcript."""

    start_ms: int
    end_ms: int
    """After `start_ms`, and not after the next line's `start_ms`."""
    text: str
    speaker: str
    """Who says a quote; empty for the narrator."""
    block: int | None
    """Index into `Article.blocks`; None for headline, dek, byline and date."""
    said: tuple[tuple[Segment, Cue], ...]
    """The segments that `text` is joined from, with spaces between them, and their cues."""
    sample_rate: int
    """Sample rate (Hz) of the cues in `said`."""

    @property
    def words(self) -> Iterator[Word]:
        """The words, with offsets into `text` and times in milliseconds instead of samples."""
        rate, shift = self.sample_rate, 0
        for segment, cue in self.said:
            for first, last, start, end in words_as_written(segment, cue):
                yield Word(
                    first + shift, last + shift, start * 1000 // rate, end * 1000 // rate
                )
            shift += len(segment.written) + 1


def transcribe(episode: Episode, *, declared: bool = False) -> tuple[TranscriptLine, ...]:
    """The lines of the transcript, in order, never overlapping, within the audio.

    With `declared`, the sentence that says that the voice is automated is one of them. A segment
    shorter than a millisecond is joined to the line before it.
    """
    lines: list[TranscriptLine] = []
    segments, rate = episode.script.segments, episode.timeline.sample_rate
    for cue in episode.timeline.cues:
        segment = segments[cue.segment]
        kept = not segment.is_added or (declared and segment.role is Role.DECLARATION)
        if not kept or not segment.written.strip():
            continue
        start, end = cue.start * 1000 // rate, cue.end * 1000 // rate
        line = TranscriptLine(
            start, end, segment.written, segment.speaker, segment.block, ((segment, cue),), rate
        )
        if lines and (start >= end or lines[-1].start_ms >= lines[-1].end_ms):
            line = _joined(lines.pop(), line)
        lines.append(line)
    return tuple(lines)


def _joined(first: TranscriptLine, second: TranscriptLine) -> TranscriptLine:
    return replace(
        first,
        end_ms=max(first.end_ms, second.end_ms),
        text=f"{first.text} {second.text}",
        speaker=first.speaker if first.speaker == second.speaker else "",
        said=first.said + second.said,
    )


# -------------------------------------------------------------------- text


def to_text(lines: Iterable[TranscriptLine], head: str = "") -> Iterator[str]:
    """The transcript as plain text: one paragraph per block, with blank lines between them.

    `head` is the first paragraph.
    """
    yield from _separated("\n\n", chain(filter(None, [head]), _paragraphs(lines)))
    yield "\n"


def _paragraphs(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    gathered: list[str] = []
    block: int | None = None
    for line in lines:
        if gathered and (line.block is None or line.block != block):
            yield " ".join(gathered)
            gathered = []
        gathered.append(line.text.strip())
        block = line.block
    if gathered:
        yield " ".join(gathered)


def _separated(separator: str, parts: Iterable[str]) -> Iterator[str]:
    for number, part in enumerate(parts):
        if number:
            yield separator
        yield part


# ----------------------------------------------------------- Podcasting 2.0


def to_transcript_json(lines: Iterable[TranscriptLine], head: str = "") -> Iterator[str]:
    """The podcast namespace's JSON transcript 1.0.0, with speakers if the article has them.

    `head` is in a key of its own, which readers of the format pass over.
    """
    segments = [
        {
            **({"speaker": line.speaker} if line.speaker else {}),
            "startTime": line.start_ms / 1000,
            "endTime": line.end_ms / 1000,
            "body": line.text,
        }
        for line in lines
    ]
    told = {"declaration": head} if head else {}
    return _json({"version": "1.0.0", **told, "segments": segments})


def to_chapters_json(episode: Episode) -> Iterator[str]:
    """The podcast namespace's JSON chapters 1.2.0, with times in seconds."""
    article, rate = episode.article, episode.timeline.sample_rate
    authors = ", ".join(author.name for author in article.authors if not author.additional)
    chapters = [
        {
            "startTime": chapter.start * 1000 // rate / 1000,
            "title": chapter.title,
            "endTime": chapter.end * 1000 // rate / 1000,
        }
        for chapter in episode.chapters
    ]
    described = {"title": article.title, "author": authors, "podcastName": article.site}
    named = {key: value for key, value in described.items() if value}
    return _json({"version": "1.2.0", **named, "chapters": chapters})


def _json(value: object) -> Iterator[str]:
    yield from json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(value)
    yield "\n"
