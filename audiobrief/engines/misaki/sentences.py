"""Sentences for voices that read misaki's alphabet: phonemes, and the word of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

MAX_PHONEMES = 400
"""Letters of misaki's alphabet in one sentence. Kokoro's networks were trained on at most 510,
and hibari's own reader cuts at 400."""
CLAUSE_ENDS = ",;:—"


class PhonemeWord(NamedTuple):
    """A word of the text, or a punctuation mark that stands alone."""

    phonemes: str
    """Its sounds and the punctuation around them, in misaki's alphabet; may be empty."""
    start: int
    """Offset of its first character in the text."""
    end: int
    """Offset after its last character."""


@dataclass(frozen=True, slots=True)
class PhonemeSentence:
    """A sentence, or a piece of one, that a voice speaks at once."""

    phonemes: str
    """Sounds, stress marks, punctuation and the spaces between words; never empty."""
    owners: tuple[int, ...]
    """For each of `phonemes`, the index in `spans` of its word; -1 for a space."""
    spans: tuple[tuple[int, int], ...]
    """Ranges of the words in the text: offsets of the first character and after the last."""
    ends_sentence: bool = True
    """False if the text's sentence was too long, and this is not its last piece."""


def join_words(words: list[PhonemeWord], text: str) -> Iterator[PhonemeSentence]:
    """Join the words of one sentence into pieces that a voice speaks at once, in order.

    A sentence of more than `MAX_PHONEMES` is cut after a clause, else after a word. A single
    word that is longer is cut inside.
    """
    piece: list[PhonemeWord] = []
    for word in _without_giants(words):
        piece.append(word)
        while _length(piece) > MAX_PHONEMES:
            cut = _find_cut(piece)
            sentence = _join(piece[:cut], text, ends_sentence=False)
            piece = piece[cut:]
            if sentence is not None:
                yield sentence
    last = _join(piece, text, ends_sentence=True)
    if last is not None:
        yield last


def _without_giants(words: list[PhonemeWord]) -> Iterator[PhonemeWord]:
    for word in words:
        for start in range(0, max(1, len(word.phonemes)), MAX_PHONEMES):
            yield word._replace(phonemes=word.phonemes[start : start + MAX_PHONEMES])


def _length(words: list[PhonemeWord]) -> int:
    return sum(len(word.phonemes) + 1 for word in words) - 1


def _find_cut(words: list[PhonemeWord]) -> int:
    """How many of the words to take.

    The cut is at the end of a clause in the last two thirds; without one it is in the middle,
    so that no single word is left to be said as a sentence of its own.
    """
    for count in range(len(words) - 1, len(words) // 3, -1):
        if words[count - 1].phonemes[-1:] in CLAUSE_ENDS:
            return count
    return max(1, len(words) // 2)


def _join(
    words: list[PhonemeWord], text: str, *, ends_sentence: bool
) -> PhonemeSentence | None:
    phonemes: list[str] = []
    owners: list[int] = []
    spans: list[tuple[int, int]] = []
    for word in words:
        if not word.phonemes:
            continue
        if phonemes:
            phonemes.append(" ")
            owners.append(-1)
        span = _without_signs(text, word.start, word.end)
        is_said = span[0] < span[1]
        if is_said and (not spans or span != spans[-1]):
            spans.append(span)
        phonemes.append(word.phonemes)
        owners += [len(spans) - 1 if is_said else -1] * len(word.phonemes)
    if not spans:
        return None
    return PhonemeSentence("".join(phonemes), tuple(owners), tuple(spans), ends_sentence)


def _without_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """From the first letter or digit of a range to its last; empty if it has none."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
