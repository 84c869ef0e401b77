"""Join short sentences with their neighbours, since Kokoro speaks short ones poorly."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.engines.kokoro.graph import FRAME_SAMPLES
from audiobrief.engines.misaki.sentences import MAX_PHONEMES, PhonemeSentence

SHORT = 25
"""A sentence with fewer phonemes is spoken together with its neighbour, such as "Yes." with the
next sentence. Kokoro was trained on hardly anything shorter ("weak on utterances of less than
10 to 20 tokens", VOICES.md of hexgrad/Kokoro-82M)."""
LAG_SAMPLES = 2 * FRAME_SAMPLES
"""How many samples a phoneme is heard before its length begins: 41 to 93 ms, with a median of
54, over the beginnings of 16 sentences by two voices (the decoder's layers look to both
sides)."""


def join_short(sentences: Sequence[PhonemeSentence]) -> list[PhonemeSentence]:
    """The sentences, each short one joined with the next one or the one before it."""
    joined: list[PhonemeSentence] = []
    for sentence in sentences:
        if joined and (_is_short(joined[-1]) or _is_short(sentence)):
            both = _join_two(joined[-1], sentence)
            if len(both.phonemes) <= MAX_PHONEMES:
                joined[-1] = both
                continue
        joined.append(sentence)
    return joined


def _is_short(sentence: PhonemeSentence) -> bool:
    return len(sentence.phonemes) < SHORT


def _join_two(first: PhonemeSentence, second: PhonemeSentence) -> PhonemeSentence:
    count = len(first.spans)
    owners = tuple(owner + count if owner >= 0 else -1 for owner in second.owners)
    return PhonemeSentence(
        f"{first.phonemes} {second.phonemes}",
        (*first.owners, -1, *owners),
        first.spans + second.spans,
        second.ends_sentence,
    )
