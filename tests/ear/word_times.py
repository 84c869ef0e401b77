"""Compares the word times of episode.json with a forced aligner.

The aligner errs too, and its own error is measured in two ways. Each sentence is aligned again,
5 ms later and with other noise: any change is the aligner's error. And a word after a pause
begins where the sound begins, which needs no aligner: there the errors of both episode.json and
the aligner are measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from audiobrief.model import Word
from tests.ear.aligner import Aligner
from tests.ear.episodes import Recording
from tests.ear.listening import RATE

MEDIAN_MS = 25
NINETY_NINTH_MS = 100
"""The greatest allowed 99th percentile of the absolute distances."""
SHIFT = 80
"""Samples at RATE (5 ms): half of the aligner's frame, so that it must decide anew."""
LOUD = 0.03
"""Share of a sentence's loudest sample (-30 dB) below which nothing counts as speech. A breathy
first sound ("h", "f") is below it for some 20 ms, which is the error of this measure."""
PAUSE = RATE * 80 // 1000
"""The least number of quiet samples in a pause; the closure of a "t" or "p" is shorter."""
NEAR = RATE * 300 // 1000
"""How far from a word's start, in samples, the pause before it may end."""
SIGN = re.compile(r"[,;:.—–]")


@dataclass
class Distances:
    """Distances in milliseconds for all words that could be aligned."""

    words: int = 0
    unlisted: int = 0
    """Words whose pronunciation came from eSpeak."""
    failed: int = 0
    """Words of sentences that the aligner could not align."""
    estimated: int = 0
    """Words for which the engine gave no times."""
    given: list[float] = field(default_factory=list)
    """The aligner's starts minus those of episode.json."""
    again: list[float] = field(default_factory=list)
    """The aligner's second starts minus its first."""
    given_onset: list[float] = field(default_factory=list)
    """After a pause: the starts in episode.json minus the start of the sound."""
    aligned_onset: list[float] = field(default_factory=list)
    """After a pause: the aligner's starts minus the start of the sound."""
    worst: list[tuple[float, str, str]] = field(default_factory=list)
    """The worst words: distance, word and sentence."""


def measure(aligner: Aligner, recordings: Sequence[Recording]) -> Distances:
    """Align each sentence of the episodes twice."""
    found = Distances()
    for recording in recordings:
        for number, cue in enumerate(recording.episode.timeline.cues):
            text = recording.sentences[number]
            words = [text[w.text_start : w.text_end] for w in cue.words]
            starts = [recording.at(w.start - cue.start) for w in cue.words]
            found.words += len(words)
            found.estimated += 0 if cue.exact else len(words)
            sound = recording.sound[slice(*recording.places[number])]
            aligned = aligner.align(sound, words)
            found.unlisted += aligned.unlisted
            if not aligned.starts:
                found.failed += len(words)
                continue
            off = _ms(aligned.starts, starts)
            found.given += off
            found.worst += zip(off, words, [text] * len(words), strict=True)
            for at, onset in _onsets(sound, text, cue.words, starts):
                found.given_onset += _ms([starts[at]], [onset])
                found.aligned_onset += _ms([aligned.starts[at]], [onset])
            shifted = aligner.align(np.pad(sound, (SHIFT, 0)), words, seed=1)
            if shifted.starts:
                found.again += _ms([s - SHIFT for s in shifted.starts], aligned.starts)
    found.worst.sort(key=lambda row: -abs(row[0]))
    return found


def _ms(these: Sequence[int], those: Sequence[int]) -> list[float]:
    return [(a - b) * 1000 / RATE for a, b in zip(these, those, strict=True)]


def _onsets(
    sound: NDArray[np.float32], text: str, words: Sequence[Word], starts: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Indices of words after a comma or similar mark, and where the sound begins after that
    pause."""
    loud = np.flatnonzero(np.abs(sound) > LOUD * np.abs(sound).max())
    ends = loud[1:][np.diff(loud) > PAUSE]
    for number, (last, word) in enumerate(pairwise(words), start=1):
        if ends.size and SIGN.search(text[last.text_end : word.text_start]):
            onset = int(ends[np.argmin(np.abs(ends - starts[number]))])
            if abs(onset - starts[number]) < NEAR:
                yield number, onset


def report(found: Distances) -> None:
    """Print the distances, and how much of them is the aligner's own error."""
    print(f"{found.words} words; pronunciation from eSpeak: {found.unlisted}; "
          f"not aligned: {found.failed}; times estimated by audiobrief: {found.estimated}")  # fmt: skip
    print(
        f"{'word starts':<44}{'median':>9}{'|median|':>10}{'|95 %|':>8}{'|99 %|':>8}{'words':>8}  ms"
    )
    rows = (
        ("aligner less episode.json", found.given),
        ("aligner, 5 ms later less before", found.again),
        ("after a pause: episode.json less sound", found.given_onset),
        ("after a pause: aligner less sound", found.aligned_onset),
    )
    for title, values in rows:
        if values:
            sizes = np.abs(values)
            print(f"{title:<44}{np.median(values):>9.1f}{np.median(sizes):>10.1f}"
                  f"{np.percentile(sizes, 95):>8.1f}{np.percentile(sizes, 99):>8.1f}{sizes.size:>8}")  # fmt: skip
    centred = np.abs(np.array(found.given) - np.median(found.given or [0]))
    if centred.size:
        print(f"{'the first row without its bias':<44}{0:>9.1f}{np.median(centred):>10.1f}"
              f"{np.percentile(centred, 95):>8.1f}{np.percentile(centred, 99):>8.1f}")  # fmt: skip
    print(f"{'to reach':<44}{'':>9}{MEDIAN_MS:>10.1f}{'':>8}{NINETY_NINTH_MS:>8.1f}")
    for off, word, text in found.worst[:10]:
        print(f"  {off:>6.0f} ms {word!r} in {text[:70]!r}")
