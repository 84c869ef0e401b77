"""Captions for players: WebVTT, plain and with a time for each word, and SubRip.

All hold the article's own words, without the words that audiobrief added (`Segment.is_added`). Each
format comes in pieces that joined give the file, so that for a day of speech no file is whole in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from audiobrief.patterns import compile_late
from audiobrief.publish.captions import Caption

_SPACE = compile_late(r"\s+")
_LINE_BREAKS = compile_late(r"[\n\r\v\f\x85\u2028\u2029]+")


def to_vtt(captions: Iterable[Caption], head: str = "") -> Iterator[str]:
    """WebVTT with speakers as ``<v Name>`` (W3C WebVTT 1).

    `head` becomes a comment, which players do not show.
    """
    return _vtt(captions, head, _escaped)


def to_word_vtt(captions: Iterable[Caption], head: str = "") -> Iterator[str]:
    """WebVTT whose cues carry a time stamp before each word, for karaoke."""
    return _vtt(captions, head, _stamped)


def _vtt(
    captions: Iterable[Caption], head: str, text_of: Callable[[Caption], str]
) -> Iterator[str]:
    yield "WEBVTT\n"
    if head:
        # a comment ends at a blank line and may hold no arrow (WebVTT 4.1)
        yield f"\nNOTE {_SPACE.sub(' ', head).replace('-->', '→')}\n"
    for caption in captions:
        text = text_of(caption)
        if caption.line.speaker:
            # a span that is the whole cue needs no end tag (WebVTT 4.2.2)
            text = f"<v {_escape(_SPACE.sub(' ', caption.line.speaker))}>{text}</v>"
        times = f"{_clock(caption.start_ms, '.')} --> {_clock(caption.end_ms, '.')}"
        yield f"\n{times}\n{text}\n"


def _escaped(caption: Caption) -> str:
    return "\n".join(_on_one_line(_escape(text)) for text in caption.texts)


def _stamped(caption: Caption) -> str:
    text, clock = caption.line.text, caption.start_ms
    words = [word for word in caption.line.words if word.start < caption.end_ms]
    rows: list[str] = []
    for start, end in caption.rows:
        parts: list[str] = []
        position = start
        for word in words:
            # WebVTT 4.2.2: a time stamp must be later than those before it and inside its cue
            if position <= word.text_start < end and clock < word.start:
                parts.append(_escape(text[position : word.text_start]))
                parts.append(f"<{_clock(word.start, '.')}>")
                position, clock = word.text_start, word.start
        parts.append(_escape(text[position:end]))
        rows.append(_on_one_line("".join(parts)))
    return "\n".join(rows)


def _on_one_line(text: str) -> str:
    """The text of a line without breaks: in both formats an empty line ends a cue.

    They come with words that no time is left for, which stay in one line with others.
    """
    return _LINE_BREAKS.sub(" ", text)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def to_srt(captions: Iterable[Caption]) -> Iterator[str]:
    """SubRip. The format has no escapes, and an arrow would end the cue: "-->" becomes "→"."""
    for number, caption in enumerate(captions, 1):
        text = "\n".join(_on_one_line(text.replace("-->", "→")) for text in caption.texts)
        times = f"{_clock(caption.start_ms, ',')} --> {_clock(caption.end_ms, ',')}"
        blank = "\n" if number > 1 else ""
        yield f"{blank}{number}\n{times}\n{text}\n"


def _clock(ms: int, point: str) -> str:
    """A time as "00:01:33.250" for 93250; hours grow past two digits as both formats allow."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{ms:03}"
