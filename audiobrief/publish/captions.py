"""Cut the sentences of a transcript into captions that a viewer can read at a glance.

A caption has at most two lines of 42 characters and stays for at most seven seconds: the
limits that Netflix ("Timed Text Style Guide"), the BBC ("Subtitle Guidelines") and the EBU name.
It is broken where a phrase ends, so that an article does not part from its noun, nor a title
from its name. Words stay as they are: nothing is shortened, and only a word that alone is longer
than a line is cut. Line breaks of the text stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple
from unicodedata import category, east_asian_width

from audiobrief.patterns import compile_late
from audiobrief.publish.transcript import TranscriptLine
from audiobrief.spoken.languages import load_language
from audiobrief.spoken.speaking import Grammar, People

LINE_WIDTH = 42
"""Most columns of a line. A Chinese or Japanese character takes two, so such a line has 21."""
LINES = 2
LONGEST_MS = 7_000
SHORTEST_MS = 1_000
"""A caption that leaves sooner flickers, so it is joined to another where that is possible."""
BREAK = -60
"""The cost to end a caption or a line where the text itself has a line break, as in verse."""
ENDINGS = {
    # how a word ends -> the cost to end a caption or a line behind it
    # a full stop inside a sentence is an abbreviation's
    compile_late(r"[!?…。！？][\"'”’»)\]]*$|\.[\"”»)\]]+$"): 0,
    compile_late(r"[;:—–；：][\"'”’»)\]]*$"): 5,
    compile_late(r"[,،、，][\"'”’»)\]]*$|[)\]”»」]$"): 10,
}
BEFORE_PHRASE, WORD_END, INSIDE_PHRASE, INSIDE_WORD = 25, 50, 110, 400
"""The costs to end before a preposition or a conjunction, behind any other word, behind an
article, a title or a number, and inside a word."""
EACH = 90
"""The cost of one caption more, so that a sentence has few."""
TOO_SHORT = 150
"""The cost of a caption shorter than `SHORTEST_MS`."""
RAGGED = 1.0
"""The cost for each column by which a caption's two lines differ."""
BOUND = 10_000
"""The cost of a caption that breaks a limit, as a word may that is said for over seven seconds."""
MOST_WEIGHED = 1_000
"""Pieces of a sentence whose captions are weighed against each other, which takes up to 2 ms a
piece. No sentence has so many words; a headline of separators may have 16,000."""
_column_of = attrgetter("column")
_LINE_BREAK = compile_late(r"[\n\r\v\f\x85\u2028\u2029]")
_WORD = compile_late(r"\S+")
_EDGES = "\"'“”‘’«»()[].,;:!?…—–"
_NEVER_FIRST = "\"'”’»)].,;:!?…、。，；：！？）」』】・ー"


class Piece(NamedTuple):
    """A word of a sentence, or a part of one that is longer than a line."""

    start: int
    """Offset of its first character in the sentence."""
    end: int
    start_ms: int
    column: int
    """Columns from the start of the sentence to its own."""
    width: int
    """Columns that it takes."""
    cost: int
    """How bad it is to end a caption or a line behind it."""
    breaks: int
    """Line breaks of the text before it."""


@dataclass(frozen=True, slots=True)
class Caption:
    """One or two lines that are shown together."""

    start_ms: int
    end_ms: int
    rows: tuple[tuple[int, int], ...]
    """For each line, the offsets of its first character in `line.text` and of the one after it."""
    line: TranscriptLine
    """The sentence that it is a part of."""

    @property
    def texts(self) -> list[str]:
        """The text of each line."""
        return [self.line.text[start:end] for start, end in self.rows]


def make_captions(lines: Iterable[TranscriptLine], language: str) -> Iterator[Caption]:
    """The captions of a transcript, in order, never overlapping, with all its words.

    `language` is the script's BCP 47 tag; its tables tell where phrases begin.
    """
    tables = load_language(language)
    phrases = _Phrases.of(tables.grammar, tables.people)
    for line in lines:
        yield from _cut(line, phrases)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Small words that show where a phrase begins, in lower case."""

    openers: frozenset[str]
    """A phrase begins with them: "to", "because"."""
    holding: frozenset[str]
    """The phrase goes on after them: "the", "mr", "has"."""

    @classmethod
    def of(cls, grammar: Grammar, people: People) -> _Phrases:
        openers = grammar.prepositions | grammar.clause_starters
        titles = {title.lower() for title in people.titles}
        return cls(openers, openers | grammar.determiners | grammar.auxiliaries | titles)


def _cut(line: TranscriptLine, phrases: _Phrases) -> Iterator[Caption]:
    pieces = _pieces_of(line, phrases)
    first = 0
    for last in _choose_ends(pieces, line.end_ms):
        start_ms = line.start_ms if first == 0 else pieces[first].start_ms
        end_ms = line.end_ms if last == len(pieces) else pieces[last].start_ms
        yield Caption(start_ms, end_ms, tuple(_choose_rows(pieces, first, last).rows), line)
        first = last


def _choose_ends(pieces: Sequence[Piece], end_ms: int) -> list[int]:
    """For each caption, the number of the piece after its last one: the cheapest choice."""
    count = len(pieces)
    if count > MOST_WEIGHED:
        return _fill(pieces, end_ms)
    best = [0.0] + [float("inf")] * count
    before = [0] * (count + 1)
    for last in range(1, count + 1):
        until_ms = end_ms if last == count else pieces[last].start_ms
        # a caption ends behind the last piece of a sentence anyway
        ending = 0 if last == count else pieces[last - 1].cost
        for first in range(last - 1, -1, -1):
            lasts_ms = until_ms - pieces[first].start_ms
            is_long = lasts_ms > LONGEST_MS or _is_too_wide(pieces, first, last)
            if best[first] + EACH + ending >= best[last] and not is_long:
                # no lines, however good, would make it cheaper than what is found
                continue
            rows = _choose_rows(pieces, first, last)
            cost = best[first] + EACH + ending + rows.cost + _cost_of_time(lasts_ms)
            if cost < best[last]:
                best[last], before[last] = cost, first
            if is_long or rows.cost >= BOUND:
                # one that begins still earlier is longer yet
                break
    ends = [count] if count else []
    while ends and before[ends[-1]]:
        ends.append(before[ends[-1]])
    return ends[::-1]


def _fill(pieces: Sequence[Piece], end_ms: int) -> list[int]:
    """The same for a sentence of too many pieces: each caption takes as many as its limits let it."""
    ends, first = [], 0
    for last in range(2, len(pieces) + 1):
        until_ms = end_ms if last == len(pieces) else pieces[last].start_ms
        is_long = until_ms - pieces[first].start_ms > LONGEST_MS
        if last - first > 1 and (is_long or _choose_rows(pieces, first, last).cost >= BOUND):
            first = last - 1
            ends.append(first)
    return [*ends, len(pieces)]


def _cost_of_time(lasts_ms: int) -> float:
    if lasts_ms < 1:
        # WebVTT 1, section 4.1: a cue ends after it began
        return 2 * BOUND
    if lasts_ms > LONGEST_MS:
        return BOUND
    return TOO_SHORT if lasts_ms < SHORTEST_MS else 0


class _Rows(NamedTuple):
    cost: float
    rows: list[tuple[int, int]]


def _is_too_wide(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Whether the pieces are wider than all lines of a caption and the space between them."""
    right = pieces[last - 1].column + pieces[last - 1].width
    return right - pieces[first].column > LINES * LINE_WIDTH + 1


def _choose_rows(pieces: Sequence[Piece], first: int, last: int) -> _Rows:
    """The best lines for the pieces from `first` to before `last`."""
    start, end = pieces[first].start, pieces[last - 1].end
    left = pieces[first].column
    right = pieces[last - 1].column + pieces[last - 1].width
    breaks_inside = pieces[last - 1].breaks > pieces[first].breaks
    if right - left <= LINE_WIDTH and not breaks_inside:
        return _Rows(0, [(start, end)])
    found = _Rows(BOUND, [(start, end)])
    if _is_too_wide(pieces, first, last):
        return found
    # a headline may be thousands of signs, so only those are tried whose lines are not too wide
    narrow = bisect_left(pieces, right - LINE_WIDTH, first + 1, last, key=_column_of)
    for at in range(narrow, last):
        upper = pieces[at - 1].column + pieces[at - 1].width - left
        lower = right - pieces[at].column
        if upper > LINE_WIDTH:
            break
        cost = pieces[at - 1].cost + RAGGED * abs(upper - lower)
        if cost < found.cost:
            found = _Rows(cost, [(start, pieces[at - 1].end), (pieces[at].start, end)])
    return found


# -------------------------------------------------------------------- pieces


def _pieces_of(line: TranscriptLine, phrases: _Phrases) -> list[Piece]:
    text = line.text
    spans = [span for found in _WORD.finditer(text) for span in _split(text, *found.span())]
    clock = _Clock(line)
    pieces: list[Piece] = []
    column = breaks = 0
    for number, (start, end) in enumerate(spans):
        following, until = spans[number + 1] if number + 1 < len(spans) else (len(text),) * 2
        cost = _cost_of(text[start:end], text[end:following], text[following:until], phrases)
        width = sum(map(_columns_of, text[start:end]))
        pieces.append(Piece(start, end, clock.at(start), column, width, cost, breaks))
        breaks += cost == BREAK
        column += width + (following > end)
    return pieces


def _cost_of(text: str, space: str, after: str, phrases: _Phrases) -> int:
    """How bad it is to end behind `text`, which is followed by `space` and the word `after`."""
    if _LINE_BREAK.search(space):
        return BREAK
    for ending, cost in ENDINGS.items():
        if ending.search(text):
            return cost
    if not space:
        return WORD_END if _is_wide(text[-1]) else INSIDE_WORD
    word, following = (each.strip(_EDGES).lower() for each in (text, after))
    # a number belongs to what it counts
    if word in phrases.holding or word[-1:].isdigit():
        return INSIDE_PHRASE
    return BEFORE_PHRASE if following in phrases.openers else WORD_END


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a word that may stand in different lines.

    They are its characters where a script puts no space between words, and of any other word
    that is longer than a line, as much as fits.
    """
    width, first = 0, start
    for at in range(start, end):
        columns = _columns_of(text[at])
        # neither a mark that belongs to a letter nor a closing sign begins a line
        if columns and text[at] not in _NEVER_FIRST and at > first:
            is_between = _is_wide(text[at]) or _is_wide(text[at - 1])
            if is_between or width + columns > LINE_WIDTH:
                yield first, at
                first, width = at, 0
        width += columns
    yield first, end


def _columns_of(char: str) -> int:
    """0 for a mark that is put on the letter before it, 2 for a wide character, else 1."""
    if char.isascii():
        return 1
    if category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if _is_wide(char) else 1


def _is_wide(char: str) -> bool:
    """Whether a character fills a square, as those of Chinese and Japanese do (UAX #11)."""
    return east_asian_width(char) in {"W", "F"}


class _Clock:
    """When each character of a sentence is said."""

    def __init__(self, line: TranscriptLine) -> None:
        self._offsets, self._times = [0], [line.start_ms]
        for word in line.words:
            if word.text_start > self._offsets[-1] and word.start > self._times[-1]:
                self._offsets.append(word.text_start)
                self._times.append(word.start)
        self._offsets.append(max(len(line.text), self._offsets[-1] + 1))
        self._times.append(max(line.end_ms, self._times[-1]))

    def at(self, offset: int) -> int:
        """The time in ms; between the starts of two words, in proportion to the characters."""
        after = min(bisect_right(self._offsets, offset), len(self._offsets) - 1)
        first, last = self._offsets[after - 1 : after + 1]
        begins, ends = self._times[after - 1 : after + 1]
        return begins + (ends - begins) * (offset - first) // (last - first)
