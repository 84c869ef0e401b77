"""Runs of the article's text, and the links and the stress that the page shows inside them."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from audiobrief.model import Mark, MarkKind
from audiobrief.publish.theme import web_address


class Piece(NamedTuple):
    """Text that is stressed in one way."""

    text: str
    is_strong: bool
    is_slanted: bool


class Stretch(NamedTuple):
    """Pieces of text in one link, or between two links."""

    href: str
    """An http or https address; empty for text that is not linked."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text that one segment says, or no segment."""

    text: str
    segment: int | None = None
    """Index into `Script.segments`; None for text that is not said."""
    offset: int = 0
    """Offset of the run's first character in the segment's `written`."""
    language: str = ""
    """BCP 47 tag if the segment is in another language than the script; otherwise empty."""
    marks: tuple[Mark, ...] = ()
    """Its links and stress, with offsets into `text`."""

    def stretches(self) -> Iterator[Stretch]:
        """The text with its marks; the pieces of all stretches joined give `text`."""
        for href, pieces in itertools.groupby(self._pieces(), lambda piece: piece[0]):
            yield Stretch(href, tuple(piece for _, piece in pieces))

    def _pieces(self) -> Iterator[tuple[str, Piece]]:
        cuts = sorted({0, len(self.text), *(at for mark in self.marks for at in mark[:2])})
        waiting, inside = deque(self.marks), list[Mark]()
        for start, end in itertools.pairwise(cuts):
            while waiting and waiting[0].start <= start:
                inside.append(waiting.popleft())
            inside = [mark for mark in inside if mark.end > start]
            kinds = {mark.kind for mark in inside}
            href = next((mark.href for mark in inside if mark.kind is MarkKind.LINK), "")
            piece = Piece(
                self.text[start:end], MarkKind.STRONG in kinds, MarkKind.EMPHASIS in kinds
            )
            # others may have written the episode's file, so its addresses are checked again
            yield web_address(href), piece


def mark_runs(runs: Iterable[Run], marks: Iterable[Mark]) -> Iterator[Run]:
    """Yield `runs` with the marks of their block, cut where one run ends and the next begins.

    `runs` joined are the block's text from its start.
    """
    waiting, inside = deque(_sound(marks)), list[Mark]()
    position = 0
    for run in runs:
        end = position + len(run.text)
        while waiting and waiting[0].start < end:
            inside.append(waiting.popleft())
        cut = tuple(
            mark._replace(
                start=max(mark.start - position, 0), end=min(mark.end, end) - position
            )
            for mark in inside
        )
        # a link over two sentences needs no third part for the space between them
        is_space = run.segment is None and run.text.isspace()
        yield replace(run, marks=cut) if cut and not is_space else run
        inside = [mark for mark in inside if mark.end > end]
        position = end


def _sound(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the marks in their order, without those that lie over others of their kind.

    An editor may have changed the text below them. Those that lie behind its end find no run.
    """
    ends = dict.fromkeys(MarkKind, 0)
    for mark in sorted(marks):
        if ends[mark.kind] <= mark.start < mark.end:
            ends[mark.kind] = mark.end
            yield mark
