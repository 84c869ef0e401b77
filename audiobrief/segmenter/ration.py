"""Keeps announcements seldom: the most that a script may have, and which go first.

Where a page would announce more, the ends of speeches go before their beginnings, and what the
words around it show goes before what only an announcement tells. A pause stands instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from audiobrief.model import Role
from audiobrief.segmenter.line import Need, ScriptLine
from audiobrief.segmenter.style import Pauses

LEAST_WORDS = 100
"""Words below which a script keeps every announcement: in half a minute none is a tic."""
SHOWN_BY_WORDS = Need.PARAGRAPHS_END
"""The greatest need of an announcement that says what the words or the pauses around it show,
too."""
OF_THOSE = 0.36
"""Share of what is allowed above which those go already."""


class _Place(NamedTuple):
    """An announcement, in the order in which they go."""

    need: Need
    length: int
    """Words of the speech: the shorter goes first."""
    line: int
    insertion: int
    """Its index among the insertions of the line; -1 where the line is itself the cue."""


def ration(lines: Sequence[ScriptLine], most: int, pauses: Pauses) -> Iterator[ScriptLine]:
    """`lines` with at most `most` announcements per 1,000 words; 0 sets no limit.

    What a listener needs least goes first, of speeches the shortest (`line.Need`). Words in
    `Need.TABLE` stay, and others go for them; those in `Need.ALWAYS` stay and do not count. On a
    page so short that one announcement is too many, one stays only where nothing else parts a
    speech, a caption or a box from the story.
    """
    words = sum(len(line.text.split()) for line in lines if line.role is not Role.CUE)
    gone: set[tuple[int, int]] = set()
    if most and words >= LEAST_WORDS:
        gone = {(place.line, place.insertion) for place in _dropped(lines, most * words)}
    yield from _without(lines, gone, pauses)


def _dropped(lines: Sequence[ScriptLine], allowed: int) -> list[_Place]:
    """What goes so that no more than `allowed` thousandths of an announcement are left."""
    wanted: list[_Place] = []
    staying = 0
    for index, line in enumerate(lines):
        staying += line.role is Role.CUE and line.need is Need.TABLE
        if line.role is Role.CUE and line.need < Need.TABLE:
            wanted.append(_Place(line.need, 0, index, -1))
        wanted += [
            _Place(each.need, each.length, index, at) for at, each in enumerate(line.insertions)
        ]
    # of pictures and boxes the later go first: "Also pictured" needs one before it
    wanted.sort(key=lambda place: (place.need, place.length, -place.line))
    shown = sum(place.need <= SHOWN_BY_WORDS for place in wanted)
    alone = any(place.need >= Need.CAPTION for place in wanted)
    over = len(wanted) - max(allowed // 1000 - staying, int(alone and not staying))
    over_shown = len(wanted) - int(OF_THOSE * allowed / 1000)
    over = max(over, min(over_shown, shown), 0)
    if over and wanted[0].need is Need.LIST:
        # a list that is opened is closed, so all go where one goes
        over = max(over, sum(place.need is Need.LIST for place in wanted))
    return wanted[:over]


def _without(
    lines: Sequence[ScriptLine], dropped: set[tuple[int, int]], pauses: Pauses
) -> Iterator[ScriptLine]:
    """The lines with a pause for each announcement that is dropped."""
    last: ScriptLine | None = None
    before = 0
    for index, line in enumerate(lines):
        if (index, -1) in dropped:
            before = max(before, line.before, line.after)
            if last is not None:
                last = replace(last, after=max(last.after, before))
            continue
        gone = [each for at, each in enumerate(line.insertions) if (index, at) in dropped]
        if gone:
            kept = tuple(each for each in line.insertions if each not in gone)
            ends = any(not each.opens for each in gone)
            line = replace(  # noqa: PLW2901 -- all below is about the line without what was dropped
                line,
                insertions=kept,
                after=max(line.after, pauses.around_box) if ends else line.after,
            )
        if last is not None:
            yield last
        last = replace(line, before=max(line.before, before))
        before = 0
    if last is not None:
        yield last
