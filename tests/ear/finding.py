"""Checks that each sentence of a script is found in the sound, in order.

First the ear hears the whole page without the script; a sentence is found if enough of its
words were heard at its place. The others, and all short ones, are examined again: the ear is
given the sentence and its neighbours and rates how likely the sentence is, once with the sound
and once with silence at its place. If the sentence was said, silence makes it far less likely;
if it was not, silence makes no difference. This second check does not depend on how a name is
spelled. `tests/ear/removals.py` was used to choose both thresholds, by taking real sentences
out of real sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.ear.listening import RATE, Ear, joined
from tests.ear.wording import Compared, compare

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

SHARE = 0.6
"""The least share of a sentence's words that must be heard at its place."""
SHORT_WORDS = 3
"""Sentences of at most so many words are always examined again: one word may match by
chance."""
GAIN = 2.0
"""The least gain in likelihood that the sound must give a sentence over silence, per token, in
natural logarithms: seven times as likely."""
WINDOW_S = 29
"""The most seconds that the ear hears at once, including the neighbours on both sides."""


@dataclass(frozen=True, slots=True)
class Found:
    """The ear's result for one sentence."""

    text: str
    share: float
    """Share of its words that were heard at its place in the first check."""
    words: int
    gain: float | None
    """By how much its sound makes it likelier than silence; None if the first check was
    enough."""

    @property
    def is_found(self) -> bool:
        return self.judged(SHARE, GAIN)

    def judged(self, share: float, gain: float) -> bool:
        """Whether the sentence is found, by these thresholds."""
        if self.words > SHORT_WORDS and self.share >= share:
            return True
        return self.gain is not None and self.gain >= gain


def find(
    ear: Ear,
    sound: NDArray[np.float32],
    sentences: Sequence[str],
    places: Sequence[tuple[int, int]],
    *,
    names: Collection[str] = frozenset(),
    sure: float = SHARE,
) -> tuple[Compared, list[Found]]:
    """Look for each sentence; if a share of `sure` was heard, there is no second check."""
    compared = compare(sentences, ear.hear(sound), names)
    found = []
    for number, (text, hits) in enumerate(zip(sentences, compared.matched, strict=True)):
        share = sum(hits) / max(len(hits), 1)
        clear = len(hits) > SHORT_WORDS and share >= sure
        gain = None if clear else gain_of(ear, sound, sentences, places, number)
        found.append(Found(text, share, len(hits), gain))
    return compared, found


def gain_of(
    ear: Ear,
    sound: NDArray[np.float32],
    sentences: Sequence[str],
    places: Sequence[tuple[int, int]],
    number: int,
) -> float:
    """By how much the sound at its place makes a sentence likelier than silence there."""
    start, end = places[number]
    first, last = max(number - 1, 0), min(number + 1, len(sentences) - 1)
    if places[last][1] - start > WINDOW_S * RATE:
        last = number
    if max(places[last][1], end) - places[first][0] > WINDOW_S * RATE:
        first = number
    begin, stop = places[first][0], max(places[last][1], end)
    heard = sound[begin:stop].copy()
    before, text, after = (
        joined(sentences[a:b])
        for a, b in ((first, number), (number, number + 1), (number + 1, last + 1))
    )
    with_it = ear.chance(heard, text, before=before, after=after)
    heard[start - begin : end - begin] = 0
    return with_it - ear.chance(heard, text, before=before, after=after)
