"""Write the phonemes of a text as eSpeak NG's own mnemonics, between [[ and ]]."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from audiobrief.engines.ipa import Pronounced

BRACKETS = str.maketrans("[]", "  ")
"""Brackets in the text itself become spaces, since eSpeak must read only ours as notation."""


class Notation(NamedTuple):
    """The text for eSpeak, and a map from it to the original text."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    """For each piece: its offset in the notation, its offset and its length in the text."""

    def find(self, offset: int) -> int:
        """The offset in the text for an offset in the notation."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1
        begin, start, length = self.pieces[max(0, index)]
        return start + min(max(0, offset - begin), max(0, length - 1))


def notate(text: str, pronounced: Iterable[Pronounced]) -> Notation:
    """The text, each run of `pronounced` replaced by its mnemonics."""
    notated: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = position = 0

    def put(words: str, start: int, end: int) -> None:
        nonlocal length, position
        notated.append(words)
        pieces.append((length, start, end - start))
        length += len(words)
        position = end

    for each in pronounced:
        put(text[position : each.start].translate(BRACKETS), position, each.start)
        # espeak-ng 1.52 leaves out phonemes that directly follow punctuation: "([["
        gap = "" if text[: each.start][-1:].isspace() or not each.start else " "
        put(f"{gap}[[{each.espeak}]]", each.start, each.end)
    put(text[position:].translate(BRACKETS), position, len(text))
    return Notation("".join(notated), tuple(pieces))
