"""Where long stretches without a heading begin a chapter, and what such a chapter is called."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

LEAST_S = 5 * 60
"""The least length of a chapter that no heading opens, in seconds: players show a list of
chapters, in which one a minute would be noise. Where there are several in a stretch, none lasts
much longer than half as much again."""
NAME_WORDS = 6
NAME_CHARACTERS = 48
"""The longest name of such a chapter; a player on a phone shows little more on a line."""
_OUTER = "“”‘’\"'«»„‟()[]—–-*•· "
_ENDING = ".,;:!?…" + _OUTER

Start = tuple[str, int]
"""The title of a chapter and its first sample."""


def with_breaks(
    starts: Sequence[Start], paragraphs: Iterable[Start], length: int, sample_rate: int
) -> list[Start]:
    """`starts` with more chapters in stretches of ten minutes and longer that have none.

    Each stretch is parted evenly, every five to seven and a half minutes, at the nearest of
    `paragraphs`: their texts and first samples, in order. `length` is the end of the episode.
    """
    least = LEAST_S * sample_rate
    wanted: list[int] = []
    for (_, start), (_, end) in pairwise([*starts, ("", length)]):
        parts = (end - start) // least
        wanted += [start + (end - start) * part // parts for part in range(1, parts)]
    if not wanted:
        return list(starts)
    nearest: dict[int, Start] = {}
    for text, at in paragraphs:
        place = bisect_left(wanted, at)
        target = min(wanted[max(place - 1, 0) : place + 1], key=lambda one: abs(one - at))
        known = nearest.get(target)
        if abs(at - target) < min(abs(known[1] - target) if known else least, least // 2):
            nearest[target] = (text, at)
    found = [(first_words(text), at) for text, at in nearest.values()]
    return sorted([*starts, *found], key=lambda start: start[1])


def first_words(text: str) -> str:
    """The first words of a paragraph as the name of a chapter: "On Friday the water was..."."""
    words = text.split()
    name = " ".join(words[:NAME_WORDS])
    if len(name) > NAME_CHARACTERS:
        cut = name[:NAME_CHARACTERS]
        name = cut.rpartition(" ")[0] or cut
    whole = name == " ".join(words)
    name = name.strip(_OUTER).rstrip(_ENDING) or name
    return name if whole else f"{name}..."
