"""Draws the waveform: how loud each part of an episode is, and who speaks there.

The voices are told apart by where a bar stands, so that no colour is needed: the narrator's bars
stand on the line in the middle, those of a quote hang from it, and what audiobrief announces,
with music and pauses, lies across it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import Enum

from audiobrief.model import Episode, Role, Segment, VoiceRole
from audiobrief.publish.waveform import BARS, TOP, Waveform

MIDDLE = TOP // 2
LEAST = 3
"""The height of a bar of silence, so that the line is seen to go on."""

CURVE = 0.6
"""The power of a bar's height that is drawn. Half of the bars are lower than a quarter of the
loudest one, which is too little for half of the box."""


class Lane(Enum):
    """Where a bar stands."""

    ABOVE = "the narrator"
    BELOW = "a quote"
    ACROSS = "an announcement, or no voice"


def lanes_of(episode: Episode) -> tuple[Lane, ...]:
    """The lane of each of the waveform's `BARS` bars, by who speaks the most in it."""
    segments, length = episode.script.segments, episode.timeline.length
    said = [Counter[Lane]() for _ in range(BARS)]
    for cue in episode.timeline.cues:
        lane = _lane_of(segments[cue.segment])
        first, last = cue.start * BARS // length, (cue.end - 1) * BARS // length
        for bar in range(first, min(last, BARS - 1) + 1):
            start, end = bar * length / BARS, (bar + 1) * length / BARS
            said[bar][lane] += round(min(cue.end, end) - max(cue.start, start))
    return tuple(
        max(lanes, key=lambda lane: lanes[lane]) if lanes else Lane.ACROSS for lanes in said
    )


def draw(waveform: Waveform, lanes: Sequence[Lane]) -> str:
    """The bars as an SVG path in a box of `BARS` by `TOP`; empty if they were not measured.

    Where only one voice speaks, all bars lie across the line.
    """
    if not waveform.bars:
        return ""
    if Lane.BELOW not in lanes:
        lanes = [Lane.ACROSS] * len(waveform.bars)
    return "".join(_bars(waveform.bars, lanes))


def _bars(bars: Sequence[int], lanes: Sequence[Lane]) -> Iterator[str]:
    for x, (bar, lane) in enumerate(zip(bars, lanes, strict=True)):
        # Whole units: one is less than half a pixel, so nobody sees a fraction, and each of the 240
        # bars would be longer by it. No "z" at the end, since filling closes a shape by itself.
        # The bars are not strokes, because a stroke thinner than a pixel is drawn too pale.
        half = round(max(TOP * (bar / TOP) ** CURVE, LEAST) / 2)
        top = MIDDLE - (0 if lane is Lane.BELOW else half)
        yield f"M{x} {top}h.7v{half * 2 if lane is Lane.ACROSS else half}h-.7"


def _lane_of(segment: Segment) -> Lane:
    if segment.is_added or segment.voice is VoiceRole.ANNOUNCER:
        return Lane.ACROSS
    is_quote = segment.role is Role.QUOTE or segment.voice is VoiceRole.QUOTE
    return Lane.BELOW if is_quote else Lane.ABOVE
