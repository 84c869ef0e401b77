"""Word times estimated from the sound, for engines that do not report them.

The pauses that a voice makes at punctuation are found in the sound and matched
to the punctuation marks in the text. Between two matched places, words share
the time in proportion to their length. The result is marked `exact=False`.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from audiobrief.model import Word
from audiobrief.patterns import compile_late

FRAME_MS = 10
SILENT_DB = -35.0
"""Frames so many dB below the speech level (95th percentile of frame levels) are silent."""
LEAST_PAUSE_MS = 90
"""A shorter silence is the closure of a stop consonant (t, p and k last 40 to 90 ms)."""
PAUSE_LETTERS = {",": 3.5, ";": 4.5, ":": 4.5, "—": 4.0, "–": 4.0,
                 ".": 6.5, "!": 6.5, "?": 6.5, "…": 6.5}  # fmt: skip
"""Pause at a punctuation mark, in letters' worth of time (a letter takes about 65 ms)."""
WORD_LETTERS = 0.5
"""Added to each word's letters, since short words take more time per letter than long ones."""
DIGIT_LETTERS = 3
"""Added for each digit, which is spoken as a word of about four letters."""
UNMATCHED_COST = 15.0
"""The distance from a pause at which a mark counts as having no pause, in letters."""
MAX_MATCHES = 250_000
"""The most pairs of marks and pauses to compare; beyond it, only words' lengths count."""
_WORD = compile_late(r"\S+")
# letters that English and related languages write but do not speak: a final e, the h of th, sh,
# ch, ph, gh and wh, the first of two equal letters (`python -m tests.bench.word_estimates`
# measures the gain)
_UNSAID = compile_late(r"(?<=[^\W\d]{2})e\b|(?<=[tscpgw])h|([^\W\d])(?=\1)", re.IGNORECASE)


class _Token(NamedTuple):
    start: int
    end: int
    letters: float
    pause: float


def estimate_words(text: str, samples: NDArray[np.int16], sample_rate: int) -> tuple[Word, ...]:
    """A `Word` for each word of `text` with a letter or digit, in order, within `samples`."""
    tokens = _read_tokens(text)
    if not tokens or not len(samples):
        return ()
    voiced = _find_voiced(samples, sample_rate)
    start, end = voiced[0][0], voiced[-1][1]
    pauses = [(a[1], b[0]) for a, b in itertools.pairwise(voiced)]
    letters = np.cumsum([0.0] + [token.letters + token.pause for token in tokens])
    total = letters[-1] - tokens[-1].pause
    scale = (end - start) / max(total, 1e-9)
    signs = [i for i, token in enumerate(tokens[:-1]) if token.pause]
    expected = [start + (letters[i + 1] - tokens[i].pause / 2) * scale for i in signs]
    matches = _match(expected, pauses, UNMATCHED_COST * scale)
    words: list[Word] = []
    first, begin = 0, start
    for sign, pause in matches:
        words += _share(tokens[first : signs[sign] + 1], begin, pauses[pause][0])
        first, begin = signs[sign] + 1, pauses[pause][1]
    return (*words, *_share(tokens[first:], begin, end))


def _read_tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for match in _WORD.finditer(text):
        said = sum(char.isalnum() for char in match[0])
        digits = sum(char.isdigit() for char in match[0])
        pause = PAUSE_LETTERS.get(match[0].rstrip("\"'”’)]")[-1:], 0.0)
        if said:
            unsaid = sum(1 for _ in _UNSAID.finditer(match[0]))
            letters = WORD_LETTERS + max(said - unsaid, 1) + DIGIT_LETTERS * digits
            tokens.append(_Token(match.start(), match.end(), letters, pause))
        elif tokens:
            # a dash that stands alone lengthens the pause before it
            tokens[-1] = tokens[-1]._replace(pause=max(pause, tokens[-1].pause))
    return tokens


def _find_voiced(samples: NDArray[np.int16], rate: int) -> list[tuple[int, int]]:
    """Stretches of sound between pauses, in samples; the whole range if all is silent."""
    frame = max(1, rate * FRAME_MS // 1000)
    count = -(-len(samples) // frame)
    padded = np.zeros(count * frame, dtype=np.float32)
    padded[: len(samples)] = samples
    levels = np.sqrt((padded.reshape(count, frame) ** 2).mean(axis=1))
    loud = np.percentile(levels, 95)
    sounding = levels > max(loud * 10 ** (SILENT_DB / 20), 1.0)
    edges = np.flatnonzero(
        np.diff(np.concatenate(([False], sounding, [False])).astype(np.int8))
    )
    stretches: list[tuple[int, int]] = []
    for begin, finish in edges.reshape(-1, 2).tolist():
        if stretches and (begin - stretches[-1][1]) * FRAME_MS < LEAST_PAUSE_MS:
            stretches[-1] = (stretches[-1][0], finish)
        else:
            stretches.append((begin, finish))
    stretches = [(a * frame, min(b * frame, len(samples))) for a, b in stretches]
    return stretches or [(0, len(samples))]


def _match(
    expected: list[float], pauses: list[tuple[int, int]], cost: float
) -> list[tuple[int, int]]:
    """Index pairs of marks and pauses, in order, with the least total distance.

    An unmatched mark costs `cost`.
    """
    rows, columns = len(expected), len(pauses)
    if rows * columns > MAX_MATCHES:
        return []
    middles = [(start + end) / 2 for start, end in pauses]
    best = np.zeros((rows + 1, columns + 1))
    taken = np.zeros((rows + 1, columns + 1), dtype=np.int8)
    best[:, 0] = np.arange(rows + 1) * cost
    taken[1:, 0] = 1
    for i in range(1, rows + 1):
        for j in range(1, columns + 1):
            options = (
                best[i, j - 1],
                best[i - 1, j] + cost,
                best[i - 1, j - 1] + abs(expected[i - 1] - middles[j - 1]),
            )
            taken[i, j] = min(range(3), key=options.__getitem__)
            best[i, j] = options[taken[i, j]]
    pairs = []
    i, j = rows, columns
    while i and j:
        step = taken[i, j]
        if step == 2:
            pairs.append((i - 1, j - 1))
        i, j = i - (step > 0), j - (step != 1)
    return pairs[::-1]


def _share(tokens: list[_Token], begin: int, finish: int) -> list[Word]:
    """Words that share the samples by their letters; a mark between them takes its pause."""
    weights = [token.letters + token.pause for token in tokens]
    weights[-1] = tokens[-1].letters
    scale = (finish - begin) / sum(weights)
    words = []
    position = float(begin)
    for token, weight in zip(tokens, weights, strict=True):
        stop = min(position + token.letters * scale, finish)
        words.append(Word(token.start, token.end, round(position), round(stop)))
        position += weight * scale
    return words
