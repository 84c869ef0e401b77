"""Checks that the ear notices missing sentences.

An ear that found every sentence in any sound would prove nothing. So sentences of every length
are taken out of real episodes in three ways: hushed (silence in their place), cut (their time
is gone too, which the timeline does not know), and otherwise (another sentence in their place).
For several thresholds, the report has the share of removed sentences that are noticed, and the
share of the remaining sentences that are reported missing by mistake.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tests.ear.episodes import Recording
from tests.ear.finding import GAIN, SHARE, Found, find
from tests.ear.listening import Ear
from tests.ear.wording import words

ONE_IN = 5
"""One sentence in so many is taken out; its neighbours are left."""
WAYS = ("hushed", "cut", "otherwise")
LENGTHS = ((1, 3), (4, 8), (9, 16), (17, 999))
"""Groups of sentences by number of words, least and greatest."""
TRIED = ((0.4, 2.0), (0.6, 1.0), (0.6, 1.5), (0.6, 2.0), (0.6, 2.5), (0.6, 3.0), (0.8, 2.0))
"""Thresholds to compare: share of words heard, gain."""
SURE = 0.9
"""Share of words heard above which none of the thresholds asks for a second check."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A sentence, how it was taken out, and the ear's result."""

    way: str
    """One of WAYS; empty if it was left in."""
    found: Found


class Sounding(NamedTuple):
    """Sentences and their places in a sound."""

    sentences: Sequence[str]
    sound: NDArray[np.float32]
    places: Sequence[tuple[int, int]]
    """First sample of each sentence and the sample after its last."""


def remove(ear: Ear, recording: Recording, way: str) -> list[Trial]:
    """Take sentences out of an episode in one way, and look for all sentences."""
    whole = Sounding(recording.sentences, recording.sound, recording.places)
    taken = _choose(recording.name + way, len(whole.sentences))
    sound, places = take_out(whole, taken, way)
    _, found = find(ear, sound, whole.sentences, places, sure=SURE)
    return [Trial(way if n in taken else "", one) for n, one in enumerate(found)]


def _choose(seed: str, count: int) -> set[int]:
    """Indices of sentences to take out, no two adjacent, chosen by a hash."""
    digest = hashlib.sha256(seed.encode()).digest()
    return set(range(digest[0] % ONE_IN, count, ONE_IN))


def take_out(
    whole: Sounding, taken: Collection[int], way: str
) -> tuple[NDArray[np.float32], list[tuple[int, int]]]:
    """The sound without the taken sentences, and the place of each sentence on its timeline."""
    if way == "cut":
        return _cut(whole, taken)
    sound = whole.sound.copy()
    for number in taken:
        start, end = whole.places[number]
        sound[start:end] = 0
        if way == "otherwise":
            other = _unlike(whole.sentences, whole.places, number)
            spoken = whole.sound[slice(*whole.places[other])][: end - start]
            sound[start : start + spoken.size] = spoken
    return sound, [*whole.places]


def _cut(
    whole: Sounding, taken: Collection[int]
) -> tuple[NDArray[np.float32], list[tuple[int, int]]]:
    pieces, moved, gone = [], [], 0
    starts = [0, *(start for start, _ in whole.places[1:]), whole.sound.size]
    for number, (first, last) in enumerate(pairwise(starts)):
        start, end = whole.places[number]
        moved.append((start - gone, end - gone))
        if number in taken:
            gone += last - first
        else:
            pieces.append(whole.sound[first:last])
    left = np.concatenate(pieces)
    return left, [(min(a, left.size), min(b, left.size)) for a, b in moved]


def _unlike(sentences: Sequence[str], places: Sequence[tuple[int, int]], number: int) -> int:
    """The index of a sentence of similar length that shares no word with this one."""
    own = set(words(sentences[number]))
    length = places[number][1] - places[number][0]
    others = [n for n, text in enumerate(sentences) if not own & set(words(text))]
    others = others or [n for n in range(len(sentences)) if n != number]
    return min(others, key=lambda n: abs(places[n][1] - places[n][0] - length))


def report(trials: Sequence[Trial]) -> None:
    """Print the shares noticed and reported by mistake, by threshold, way and length."""
    gone = [t for t in trials if t.way]
    left = [t for t in trials if not t.way]
    print(f"{len(gone)} sentences taken out, {len(left)} left in their places")
    print(f"{'share':>6}{'gain':>6}{'noticed':>10}{'false alarms':>14}")
    for share, gain in TRIED:
        chosen = " <- chosen" if (share, gain) == (SHARE, GAIN) else ""
        noticed = _share(not t.found.judged(share, gain) for t in gone)
        alarms = _share(not t.found.judged(share, gain) for t in left)
        print(f"{share:>6}{gain:>6}{noticed:>10.1%}{alarms:>14.1%}{chosen}")
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in gone:
        groups[trial.way].append(trial)
        first, last = next(r for r in LENGTHS if trial.found.words <= r[1])
        groups[f"{first} to {last} words" if last < 999 else f"{first} words and more"].append(
            trial
        )
    for name in sorted(groups):
        noticed = _share(not t.found.is_found for t in groups[name])
        print(f"  {name:<20}{noticed:>8.1%} of {len(groups[name])}")
    for trial in gone:
        if trial.found.is_found:
            print(f"  not noticed ({trial.way}): {trial.found}")
    for trial in left:
        if not trial.found.is_found:
            print(f"  false alarm: {trial.found}")


def _share(judgements: Iterable[bool]) -> float:
    listed = [*judgements]
    return sum(listed) / max(len(listed), 1)
