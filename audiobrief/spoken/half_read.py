"""Figures that no rule knows: they go to the voice as they are written, and are told.

A rule that reads the first half of "517m9+0x38" makes nonsense of the whole; a voice that is given what
is printed says at least a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.reading import Manner, Piece, Spoken

_ENDS = ".,:'’*-–"
"""Marks at the ends of a run that are no part of its figure."""
_WITHIN = frozenset(".'’")
"""Marks between the figures of one number; a colon joins two."""
_PARTS = r"\s()\[\]\"“”„«»‹›;!?…—–"
_RUN = compile_late(rf"(?<![^{_PARTS}])[^{_PARTS}]*\d[^{_PARTS}]*")
"""Figures with everything that no space, bracket, quotation mark or dash sets apart."""


def figures_left(said: Spoken) -> list[str]:
    """The figures that the voice gets as they are written, in order."""
    return [run[0].strip(_ENDS) for run in _RUN.finditer(said.text)]


def leave_half_read(
    text: str, start: int, end: int, pieces: list[Piece], manner: Manner
) -> Iterable[Piece]:
    """The pieces from `start` to `end`, without those of a run of which some figures are read and others are not."""
    if not pieces:
        return pieces
    halves = list(_half_read(text, start, end, pieces))
    if not halves:
        return pieces
    kept = [piece for piece in pieces if not any(_meet(piece, half) for half in halves)]
    kept += [sign for half in halves for sign in _signs(text, *half, manner)]
    return sorted(kept, key=lambda piece: piece.start)


def _half_read(
    text: str, first: int, last: int, pieces: list[Piece]
) -> Iterator[tuple[int, int]]:
    waiting = iter(pieces)
    piece = next(waiting, None)
    for run in _RUN.finditer(text, first, last):
        start, end = run.span()
        while piece and piece.end <= start:
            piece = next(waiting, None)
        if piece is None:
            return
        begin, read, split = piece.start, 0, False
        while piece and piece.start < end:
            split = split or _splits(text, piece, start)
            read += sum(map(str.isdigit, text[max(start, piece.start) : min(end, piece.end)]))
            if piece.end >= end:
                break
            piece = next(waiting, None)
        if read and (split or read < sum(map(str.isdigit, run[0]))):
            yield min(start, begin), max(end, piece.end if piece and piece.start < end else end)


def _splits(text: str, piece: Piece, start: int) -> bool:
    """Whether a rule stopped before a mark inside a number, and another went on after it."""
    before = text[max(start, piece.start - 2) : piece.start]
    return text[piece.start].isdigit() and before[:1].isdigit() and before[1:] in _WITHIN


def _meet(piece: Piece, part: tuple[int, int]) -> bool:
    return piece.start < part[1] and piece.end > part[0]


def _signs(text: str, start: int, end: int, manner: Manner) -> Iterator[Piece]:
    """What no engine should see, even in a text that is left as it is written."""
    while start < end:
        for rule in symbols.RULES:
            match = rule.pattern.match(text, start, end)
            said = rule.read(match, manner) if match else None
            if match and said is not None:
                yield Piece(start, match.end(), said, rule.name)
                start = match.end()
                break
        else:
            start += 1
