"""Where each word begins in a sound, by a forced aligner (PocketSphinx, US English)."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from audiobrief.engines.espeak.phonemizer import Phonemizer
from tests.ear.listening import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FRAME = RATE // 100
"""Samples between two looks of the aligner: 10 ms. It can be no closer than half of that."""
EDGE = RATE * 3 // 100
"""Samples of quiet before and after a sentence, for the aligner to find its own beginning:
with 100 ms for 30, first words began up to 114 ms early, since it took the quiet for theirs."""
NOISE = 0.001
"""What quiet is, of full scale: of 408 words 0 were not aligned, with 0.0003 43, with 0.00005 108."""
ARPABET = {
    # IPA as eSpeak NG writes en-us -> CMU's phonemes, the longest first
    "aɪɚ": "AY ER", "aɪə": "AY AH", "oːɹ": "AO R", "ɔːɹ": "AO R", "ɑːɹ": "AA R", "ɛɹ": "EH R", "ɪɹ": "IH R",
    "ʊɹ": "UH R", "tʃ": "CH", "dʒ": "JH", "aɪ": "AY", "eɪ": "EY", "oʊ": "OW", "aʊ": "AW", "ɔɪ": "OY",
    "iə": "IY AH", "əl": "AH L", "ɜː": "ER", "ɑː": "AA", "ɔː": "AO", "iː": "IY", "uː": "UW", "æ": "AE", "ɐ": "AH",
    "ə": "AH", "ɚ": "ER", "ɛ": "EH", "ɪ": "IH", "ᵻ": "IH", "i": "IY", "ʊ": "UH", "u": "UW", "ʌ": "AH",
    "ɔ": "AO", "ɑ": "AA", "o": "OW", "a": "AA", "e": "EH", "p": "P", "b": "B", "t": "T", "d": "D", "k": "K",
    "ɡ": "G", "f": "F", "v": "V", "θ": "TH", "ð": "DH", "s": "S", "z": "Z", "ʃ": "SH", "ʒ": "ZH", "h": "HH",
    "m": "M", "n": "N", "ŋ": "NG", "l": "L", "ɹ": "R", "r": "R", "j": "Y", "w": "W", "ɾ": "T", "ʔ": "T", "x": "K",
}  # fmt: skip
SOUND = re.compile("|".join(ARPABET))


@dataclass(frozen=True, slots=True)
class Aligned:
    """The words of one sentence."""

    starts: tuple[int, ...]
    """First sample of each, at RATE, of the sound that was given; empty where it failed."""
    unlisted: int
    """Words whose pronunciation came from eSpeak, since the dictionary has none."""


class Aligner:
    """PocketSphinx 5 and the model that its wheel brings."""

    def __init__(self) -> None:
        import pocketsphinx

        self._decoder: Any = pocketsphinx.Decoder(
            samprate=float(RATE), lm=None, loglevel="FATAL"
        )
        self._phonemizer = Phonemizer()

    def close(self) -> None:
        """End eSpeak's process."""
        self._phonemizer.close()

    def align(self, sound: NDArray[np.float32], words: Sequence[str], seed: int = 0) -> Aligned:
        """Where `words` begin in `sound`, which holds them and nothing else."""
        names, unlisted = [], 0
        for word in words:
            name, is_new = self._listed(word)
            names.append(name)
            unlisted += is_new
        if not all(names):
            return Aligned((), unlisted)
        noise = np.random.default_rng(seed).standard_normal(sound.size + 2 * EDGE) * NOISE
        pcm = np.clip(np.pad(sound, EDGE) + noise, -1, 1) * 32767
        self._decoder.set_align_text(" ".join(names))
        self._decode(pcm)
        if self._decoder.hyp() is None:
            return Aligned((), unlisted)
        found = [(part.word, part.start_frame) for part in self._decoder.seg()]
        if len(_spoken(found)) != len(words):
            return Aligned((), unlisted)
        # once more, from words to phonemes and their states, which are closer; one in ten
        # sentences has no such alignment, and keeps the first
        self._decoder.set_alignment()
        with contextlib.suppress(RuntimeError):
            self._decode(pcm)
            # each is read before the next is asked for: it is gone with it
            closer = [(part.name, part.start) for part in self._decoder.get_alignment()]
            found = closer if len(_spoken(closer)) == len(words) else found
        return Aligned(tuple(frame * FRAME - EDGE for frame in _spoken(found)), unlisted)

    def _decode(self, pcm: NDArray[np.float64]) -> None:
        self._decoder.start_utt()
        try:
            self._decoder.process_raw(pcm.astype("<i2").tobytes(), full_utt=True)
        finally:
            self._decoder.end_utt()

    def _listed(self, word: str) -> tuple[str, bool]:
        """A word's name in the dictionary, and whether it had to be put there."""
        plain = word.casefold().replace("’", "'").strip("'\"“”‘,.;:!?()…-—")
        if re.fullmatch(r"[a-z']+", plain) and self._decoder.lookup_word(plain):
            return plain, False
        name = "new-" + re.sub(r"[^\w]", "", plain)
        if self._decoder.lookup_word(name):
            return name, True
        [ipa] = self._phonemizer.phonemize([plain or word], "en-us")
        phonemes = " ".join(ARPABET[sound] for sound in SOUND.findall(ipa))
        if not phonemes:
            return "", True
        self._decoder.add_word(name, phonemes, update=True)
        return name, True


def _spoken(found: Sequence[tuple[str, int]]) -> list[int]:
    """Frames of words alone, without pauses and noises."""
    return [frame for name, frame in found if name[0] not in "<[("]
