"""Cuts lines into segments where a sentence, a voice or an announcement ends, and says each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from audiobrief.model import Phonemes, Role, Segment, Span, VoiceRole
from audiobrief.patterns import compile_late
from audiobrief.segmenter.foreign import Foreign, begin_sentences, first_within
from audiobrief.segmenter.line import Insertion, ScriptLine
from audiobrief.segmenter.pacing import pace
from audiobrief.segmenter.quotes import Quotation
from audiobrief.segmenter.style import Pauses
from audiobrief.spoken import Spoken, say
from audiobrief.spoken.lexicon import Lexicon

_TRAILING = compile_late(r"[,.;:!?…)\]’']*")
"""Punctuation after the closing mark, which a listener hears as part of the quotation."""
_OPENING = compile_late(r"[(\[{¿¡—–-]\s*$")
BETWEEN_VOICES_MS = 40
"""The gap between the narrator and the voice of another language inside a sentence, where no mark
asks for a pause: about the silence in which a mouth is closed for a "p" or a "t"."""
_WAITS = frozenset(",.;:!?…–—)]")
"""Marks at which a reader waits anyway."""
_SPEAKABLE = compile_late(r"[^\W_]")


def cut(
    lines: Iterable[ScriptLine],
    *,
    pauses: Pauses,
    language: str,
    lexicon: Lexicon | None,
    separator: str,
    passages: Mapping[int, str] = MappingProxyType({}),
) -> Iterator[Segment]:
    """The segments of the lines, in order, each with the whole pause after it.

    `separator` is said for a line without any speakable text, such as "* * *". `passages` has
    the language of each block that is in another than `language`, by the block's index.
    """
    last: Segment | None = None
    wanted = 0
    for line in lines:
        foreign = "" if line.block is None or line.said else passages.get(line.block, "")
        if foreign:
            # what we add to it stays in the script's language
            whole = replace(line, insertions=())
            text = list(_segments(whole, pauses, foreign, None, separator))
            segments = [replace(segment, language=foreign) for segment in text]
            segments = _announced(segments, line, language, lexicon, pauses)
        else:
            segments = list(_segments(line, pauses, language, lexicon, separator))
        if last is not None:
            yield replace(last, pause_after_ms=pace(max(wanted, line.before), last, language))
        yield from segments[:-1]
        last, wanted = segments[-1], line.after
    if last is not None:
        yield replace(last, pause_after_ms=0)


def _announced(
    segments: list[Segment],
    line: ScriptLine,
    language: str,
    lexicon: Lexicon | None,
    pauses: Pauses,
) -> list[Segment]:
    """A foreign line's segments between the words that we add before and after it."""
    before = " ".join(each.words for each in line.insertions if each.opens)
    after = " ".join(each.words for each in line.insertions if not each.opens)
    if before:
        segments = [_cue(before, language, lexicon, pauses.cue), *segments]
    if after:
        closing = _cue(after, language, lexicon, pauses.sentence)
        segments = [*segments[:-1], replace(segments[-1], pause_after_ms=pauses.cue), closing]
    return segments


def _segments(
    line: ScriptLine, pauses: Pauses, language: str, lexicon: Lexicon | None, separator: str
) -> Iterator[Segment]:
    if line.said:
        instead = say(line.said, language=language, lexicon=lexicon)
        said = _whole(line, instead.text if instead.text.strip() else separator)
        yield replace(said, phonemes=instead.phonemes)
        return
    spoken = _say(line, language, lexicon)
    starts = begin_sentences(line.text, language, line.foreign)
    pieces = _speakable(line.text, spoken, _pieces(line, starts))
    if not pieces:
        yield _whole(line, separator)
        return
    opening, closing = _insertions(line.insertions, pieces)
    quoted = {quotation.start for quotation in line.quotations}
    for index, (start, end) in enumerate(pieces):
        following = pieces[index + 1][0] if index + 1 < len(pieces) else None
        at = bisect_left(starts, end)
        ends = following is None or (at < len(starts) and starts[at] <= following)
        gap = pauses.sentence if ends else pauses.phrase
        if not ends and _only_changes_voice(line, start, end, following):
            gap = BETWEEN_VOICES_MS
        if index in opening:
            yield _cue(opening[index], language, lexicon, pauses.cue)
        segment = _piece(line, spoken, start, end)
        if index == 0:
            segment = replace(segment, sound_before=line.sound_before)
            segment = _led(segment, line.lead, segment.language or language, lexicon)
        after = pauses.cue if index in closing else gap
        leads = not ends and index + 1 not in opening and following in quoted
        paused = pace(after, segment, language, before_quotation=leads)
        yield replace(segment, pause_after_ms=paused)
        if index in closing:
            yield _cue(closing[index], language, lexicon, gap)


def _say(line: ScriptLine, language: str, lexicon: Lexicon | None) -> Spoken:
    """The line's text as it is said, without an endmark."""
    end = len(line.text) if line.unsaid_from is None else line.unsaid_from
    spoken: Spoken | None = None
    at = 0
    for foreign in (*line.foreign, Foreign(end, end, "")):
        if at < foreign.start or spoken is None:
            own = say(line.text[at : foreign.start], language=language, lexicon=lexicon)
            spoken = spoken.followed_by(own) if spoken else own
        if foreign.language:
            words = say(line.text[foreign.start : foreign.end], language=foreign.language)
            spoken = spoken.followed_by(words)
        at = foreign.end
    assert spoken is not None, "the last stretch begins where the text ends"
    if line.unsaid_from is None:
        return spoken
    length = len(spoken.text)
    silent = Span(line.unsaid_from, len(line.text), length, length)
    return replace(spoken, alignment=(*spoken.alignment, silent))


def _only_changes_voice(line: ScriptLine, start: int, end: int, following: int | None) -> bool:
    """Whether a piece ends inside a sentence, without a mark, where a language begins or ends."""
    before, after = _foreign_in(line, start, end), _foreign_in(line, following or end, end + 2)
    if before == after or line.text[end - 1 : end] in _WAITS:
        return False
    edges = {q.start for q in line.quotations} | {
        quote_end(line.text, q) for q in line.quotations
    }
    return edges.isdisjoint({end, following})


def _foreign_in(line: ScriptLine, start: int, end: int) -> Foreign | None:
    return first_within(line.foreign, start, end)


def _insertions(
    insertions: Iterable[Insertion], pieces: list[tuple[int, int]]
) -> tuple[dict[int, str], dict[int, str]]:
    """The words to add before and after a piece, by the index of the piece."""
    starts, ends = [start for start, _ in pieces], [end for _, end in pieces]
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    for insertion in insertions:
        if insertion.opens:
            index = bisect_right(ends, insertion.offset)
            before = (opening.get(index), insertion.words)
            opening[index] = " ".join(words for words in before if words)
        else:
            index = bisect_left(starts, insertion.offset) - 1
            before = (closing.get(index), insertion.words)
            closing[index] = " ".join(words for words in before if words)
    return opening, closing


def _pieces(line: ScriptLine, starts: Iterable[int]) -> list[tuple[int, int]]:
    """Ranges in order that cover the text except for the blanks between them."""
    text = line.text
    cuts = {0, len(text), *starts}
    for foreign in line.foreign:
        cuts |= {foreign.start, foreign.end}
    for quotation in line.quotations:
        cuts |= {quotation.start, quote_end(text, quotation)}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        piece = text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = end - len(piece) + len(piece.rstrip())
        if left < right:
            pieces.append((left, right))
    return pieces


def quote_end(text: str, quotation: Quotation) -> int:
    """Offset after the quotation and the punctuation that follows its closing mark."""
    match = _TRAILING.match(text, quotation.end)
    return match.end() if match else quotation.end


def _speakable(
    text: str, spoken: Spoken, pieces: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """`pieces`, with those that have no speakable text joined to a neighbour."""
    joined: list[tuple[int, int]] = []
    pending: int | None = None
    for start, end in pieces:
        first = start if pending is None else pending
        pending = None
        if _SPEAKABLE.search(spoken.part(start, end).text):
            joined.append((first, end))
        elif joined and not _OPENING.search(text[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            pending = first
    if pending is not None and joined:
        joined[-1] = (joined[-1][0], pieces[-1][1])
    return joined


def _piece(line: ScriptLine, spoken: Spoken, start: int, end: int) -> Segment:
    said = spoken.part(start, end).stripped()
    quotation = next((q for q in line.quotations if q.start < end and start < q.end), None)
    foreign = _foreign_in(line, start, end)
    written = line.text[start:end]
    segment = replace(
        _whole(line, said.text),
        written=written,
        alignment=() if written == said.text else said.alignment,
        phonemes=said.phonemes,
        language=foreign.language if foreign else "",
    )
    if quotation is None:
        return segment
    return replace(
        segment,
        role=Role.QUOTE,
        speaker=quotation.speaker or segment.speaker,
        voice=line.quote_voice if line.quote_voice is VoiceRole.QUOTE else segment.voice,
    )


def _led(segment: Segment, lead: str, language: str, lexicon: Lexicon | None) -> Segment:
    """`segment` with words said before it that its text does not have."""
    if not lead:
        return segment
    words = say(lead, language=language, lexicon=lexicon).text.strip() + " "
    by = len(words)
    same = Span(0, len(segment.written), 0, len(segment.spoken))
    return replace(
        segment,
        spoken=words + segment.spoken,
        alignment=(
            Span(0, 0, 0, by),
            *(Span(a, b, c + by, d + by) for a, b, c, d in segment.alignment or (same,)),
        ),
        phonemes=tuple(Phonemes(a + by, b + by, ipa) for a, b, ipa in segment.phonemes),
    )


def _whole(line: ScriptLine, spoken: str) -> Segment:
    return Segment(
        role=line.role,
        written=line.text,
        spoken=spoken,
        alignment=(Span(0, len(line.text), 0, len(spoken)),) if spoken != line.text else (),
        voice=line.voice,
        block=line.block,
        speaker=line.speaker,
        sound_before=line.sound_before,
    )


def _cue(words: str, language: str, lexicon: Lexicon | None, pause: int) -> Segment:
    spoken = say(words, language=language, lexicon=lexicon).stripped()
    cue = Segment(
        role=Role.CUE,
        written=words,
        spoken=spoken.text or words,
        alignment=() if spoken.text in {"", words} else spoken.alignment,
        phonemes=spoken.phonemes,
        voice=VoiceRole.ANNOUNCER,
    )
    return replace(cue, pause_after_ms=pace(pause, cue, language))
