"""Timed transcripts for players: WebVTT, SubRip, text and Podcasting 2.0's JSON.

All formats hold the article's own words, without the words that audiobrief added (`Role.CUE`).
WebVTT and JSON name the speaker of a quote in their own ways. Times are rounded down to
milliseconds, so that no line passes the end of the audio.

Each format comes in pieces that joined give the file, so that for a day of speech no file is
whole in memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from audiobrief.model import Cue, Episode, Role, Segment, Word
from audiobrief.patterns import compile_late
from audiobrief.publish.reading import words_as_written

_LINE_BREAKS = compile_late(r"(?:(?<!\s)\s+)?[\n\r\v\f\x85\u2028\u2029]+\s*")


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


def transcribe(episode: Episode) -> tuple[TranscriptLine, ...]:
    """The lines of the transcript, in order, never overlapping, within the audio.

    A segment shorter than a millisecond is joined to the line before it.
    """
    lines: list[TranscriptLine] = []
    segments, rate = episode.script.segments, episode.timeline.sample_rate
    for cue in episode.timeline.cues:
        segment = segments[cue.segment]
        if segment.role is Role.CUE or not segment.written.strip():
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


# ------------------------------------------------------------------- WebVTT


def to_vtt(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    """WebVTT with one cue per sentence and speakers as ``<v Name>`` (W3C WebVTT 1)."""
    return _vtt(lines, lambda line: _escape(line.text))


def to_word_vtt(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    """WebVTT whose cues carry a time stamp before each word, for karaoke."""
    return _vtt(lines, _stamped)


def _vtt(
    lines: Iterable[TranscriptLine], text_of: Callable[[TranscriptLine], str]
) -> Iterator[str]:
    yield "WEBVTT\n"
    for line in lines:
        text = _LINE_BREAKS.sub("\n", text_of(line).strip())
        if line.speaker:
            # a span that is the whole cue needs no end tag (WebVTT 4.2.2)
            text = f"<v {_escape(_LINE_BREAKS.sub(' ', line.speaker))}>{text}</v>"
        times = f"{_clock(line.start_ms, '.')} --> {_clock(line.end_ms, '.')}"
        yield f"\n{times}\n{text}\n"


def _stamped(line: TranscriptLine) -> str:
    parts: list[str] = []
    position, clock = 0, line.start_ms
    for word in line.words:
        # WebVTT 4.2.2: a time stamp must be later than those before it and inside its cue
        if clock < word.start < line.end_ms:
            parts.append(_escape(line.text[position : word.text_start]))
            parts.append(f"<{_clock(word.start, '.')}>")
            position, clock = word.text_start, word.start
    parts.append(_escape(line.text[position:]))
    return "".join(parts)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---------------------------------------------------------- SubRip and text


def to_srt(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    """SubRip with one cue per sentence.

    The format has no escapes, and a blank line or an arrow in the text would end the cue. So
    repeated line breaks become one, and "-->" is written as "→".
    """
    return _separated(
        "\n",
        (
            f"{number}\n{_clock(line.start_ms, ',')} --> {_clock(line.end_ms, ',')}\n{text}\n"
            for number, line in enumerate(lines, 1)
            for text in [_LINE_BREAKS.sub("\n", line.text.strip()).replace("-->", "→")]
        ),
    )


def to_text(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    """The transcript as plain text: one paragraph per block, with blank lines between them."""
    yield from _separated("\n\n", _paragraphs(lines))
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


def to_transcript_json(lines: Iterable[TranscriptLine]) -> Iterator[str]:
    """The podcast namespace's JSON transcript 1.0.0, with speakers if the article has them."""
    segments = [
        {
            **({"speaker": line.speaker} if line.speaker else {}),
            "startTime": line.start_ms / 1000,
            "endTime": line.end_ms / 1000,
            "body": line.text,
        }
        for line in lines
    ]
    return _json({"version": "1.0.0", "segments": segments})


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


def _clock(ms: int, point: str) -> str:
    """A time as "00:01:33.250" for 93250; hours grow past two digits as both formats allow."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
