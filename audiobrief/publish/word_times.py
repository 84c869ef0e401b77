"""Tells when each word of the written text sounds, for reading along and for transcripts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from audiobrief.model import Cue, Segment, Span, Word


def words_as_written(segment: Segment, cue: Cue) -> tuple[Word, ...]:
    """The words of the written text and the times when they sound.

    Offsets are into `segment.written`, ordered, never overlapping and never empty; a word
    includes the punctuation around it. Several spoken words that say one written run
    ("twenty twenty-five" for 2025) become one word. Times are in samples, as in the cue.
    """
    written = segment.written
    words: list[Word] = []
    for word, start, end in _written_ranges(segment, cue.words):
        if words and (start >= end or start < words[-1].text_end):
            first, last, begins, ends = words[-1]
            words[-1] = Word(first, max(last, end), begins, max(ends, word.end))
        elif start < end:
            words.append(Word(start, end, word.start, word.end))
    return tuple(_with_punctuation(written, words))


def _written_ranges(segment: Segment, words: Iterable[Word]) -> Iterator[tuple[Word, int, int]]:
    written, spans = segment.written, segment.alignment
    if not spans:
        # most sentences are said as they are written
        for word in words:
            last = min(word.text_end, len(written))
            start, end = _trimmed(written, word.text_start, last)
            yield word, start, end if start < end else 0
        return
    ends = [span.spoken_end for span in spans]
    for word in words:
        start, end = len(written), 0
        for at in range(bisect_right(ends, word.text_start), len(spans)):
            span = spans[at]
            if span.spoken_start >= word.text_end:
                break
            low, high = _in_written(segment, span, word)
            if low < high:
                start, end = min(start, low), max(end, high)
        yield word, *_trimmed(written, start, end)


def _in_written(segment: Segment, span: Span, word: Word) -> tuple[int, int]:
    same = (
        segment.written[span.written_start : span.written_end]
        == segment.spoken[span.spoken_start : span.spoken_end]
    )
    if not same:
        return span.written_start, span.written_end
    shift = span.written_start - span.spoken_start
    low = max(word.text_start, span.spoken_start) + shift
    return low, min(word.text_end, span.spoken_end) + shift


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _with_punctuation(written: str, words: Sequence[Word]) -> Iterator[Word]:
    free = 0
    for index, word in enumerate(words):
        start, end = word.text_start, word.text_end
        limit = words[index + 1].text_start if index + 1 < len(words) else len(written)
        while start > free and not written[start - 1].isspace():
            start -= 1
        while end < limit and not written[end].isspace():
            end += 1
        free = end
        yield Word(start, end, word.start, word.end)
