"""What was said and when, for players: WebVTT, SubRip, text and Podcasting 2.0's JSON.

All of them hold the article's own words and leave out the words that we added (`Role.CUE`):
a quote's speaker is named by the format's own means. Times are floored to the millisecond
that holds the sample, so that no line passes the end of the audio.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from audiobrief.model import Episode, Role, Word
from audiobrief.patterns import compile_late
from audiobrief.publish.reading import words_as_written

_LINE_BREAKS = compile_late(r"(?:(?<!\s)\s+)?[\n\r\v\f\x85\u2028\u2029]+\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the transcript."""

    start_ms: int
    end_ms: int
    """More than `start_ms`, at most the `start_ms` of the next line."""
    text: str
    speaker: str
    """Who says a quote; empty for the narrator."""
    words: tuple[Word, ...]
    """Offsets into `text`; times in milliseconds of the episode, not in samples."""
    block: int | None
    """Index into `Article.blocks`; None for headline, dek, byline and date."""


def transcribe(episode: Episode) -> tuple[Line, ...]:
    """The lines of the transcript, in order, never overlapping, within the audio.

    What sounds for less than a millisecond joins the line before it.
    """
    lines: list[Line] = []
    segments, rate = episode.script.segments, episode.timeline.sample_rate
    for cue in episode.timeline.cues:
        segment = segments[cue.segment]
        if segment.role is Role.CUE or not segment.written.strip():
            continue
        words = tuple(
            Word(first, last, start * 1000 // rate, end * 1000 // rate)
            for first, last, start, end in words_as_written(segment, cue)
        )
        start, end = cue.start * 1000 // rate, cue.end * 1000 // rate
        line = Line(start, end, segment.written, segment.speaker, words, segment.block)
        if lines and (start >= end or lines[-1].start_ms >= lines[-1].end_ms):
            line = _joined(lines.pop(), line)
        lines.append(line)
    return tuple(lines)


def _joined(first: Line, second: Line) -> Line:
    shift = len(first.text) + 1
    moved = (
        word._replace(text_start=word.text_start + shift, text_end=word.text_end + shift)
        for word in second.words
    )
    return Line(
        first.start_ms,
        max(first.end_ms, second.end_ms),
        f"{first.text} {second.text}",
        first.speaker if first.speaker == second.speaker else "",
        (*first.words, *moved),
        first.block,
    )


# ------------------------------------------------------------------- WebVTT


def to_vtt(lines: Iterable[Line]) -> str:
    """WebVTT with a cue a sentence, speakers as ``<v Name>`` (W3C WebVTT 1)."""
    return _vtt(lines, lambda line: _escape(line.text))


def to_word_vtt(lines: Iterable[Line]) -> str:
    """WebVTT whose cues carry a time stamp before each word, for karaoke."""
    return _vtt(lines, _stamped)


def _vtt(lines: Iterable[Line], text_of: Callable[[Line], str]) -> str:
    cues = ["WEBVTT\n"]
    for line in lines:
        text = _LINE_BREAKS.sub("\n", text_of(line).strip())
        if line.speaker:
            # the span may stay open to the cue's end where it is the whole cue (WebVTT 4.2.2)
            text = f"<v {_escape(_LINE_BREAKS.sub(' ', line.speaker))}>{text}</v>"
        times = f"{_clock(line.start_ms, '.')} --> {_clock(line.end_ms, '.')}"
        cues.append(f"{times}\n{text}\n")
    return "\n".join(cues)


def _stamped(line: Line) -> str:
    parts: list[str] = []
    position, clock = 0, line.start_ms
    for word in line.words:
        # WebVTT 4.2.2: a time stamp is later than those before it and inside its cue
        if clock < word.start < line.end_ms:
            parts.append(_escape(line.text[position : word.text_start]))
            parts.append(f"<{_clock(word.start, '.')}>")
            position, clock = word.text_start, word.start
    parts.append(_escape(line.text[position:]))
    return "".join(parts)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# ---------------------------------------------------------- SubRip and text


def to_srt(lines: Iterable[Line]) -> str:
    """SubRip, a cue a sentence.

    The format has no escapes: a blank line or an arrow in the text would end the cue, so
    that line breaks are joined and "-->" is written "→".
    """
    return "\n".join(
        f"{number}\n{_clock(line.start_ms, ',')} --> {_clock(line.end_ms, ',')}\n{text}\n"
        for number, line in enumerate(lines, 1)
        for text in [_LINE_BREAKS.sub("\n", line.text.strip()).replace("-->", "→")]
    )


def to_text(lines: Iterable[Line]) -> str:
    """The transcript as plain text: a paragraph a block, a blank line between them."""
    return "\n\n".join(_paragraphs(lines)) + "\n"


def _paragraphs(lines: Iterable[Line]) -> Iterator[str]:
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


# ----------------------------------------------------------- Podcasting 2.0


def to_transcript_json(lines: Iterable[Line]) -> str:
    """The JSON transcript 1.0.0 of the podcast namespace; speakers where the article has them."""
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


def to_chapters_json(episode: Episode) -> str:
    """The JSON chapters 1.2.0 of the podcast namespace, times in seconds."""
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _clock(ms: int, point: str) -> str:
    """A time as "00:01:33.250" for 93250; hours grow past two digits as both formats allow."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
