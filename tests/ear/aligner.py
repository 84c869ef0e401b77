"""Finds where each word begins in a recording, by a forced aligner (PocketSphinx, US
English)."""

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
"""Samples in one frame of the aligner: 10 ms. Its error can be no less than half of that."""
EDGE = RATE * 3 // 100
"""Samples of quiet (30 ms) before and after a sentence, so that the aligner finds its
beginning. With 100 ms, first words began up to 114 ms early, since the aligner took the quiet
for part of them."""
NOISE = 0.001
"""Level of the noise used as quiet, as a share of full scale. Of 408 words all were aligned;
with 0.0003, 43 were not, and with 0.00005, 108."""
ARPABET = {
    # IPA that eSpeak NG writes for en-us -> phonemes of the CMU dictionary, the longest first
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
    """The aligned words of one sentence."""

    starts: tuple[int, ...]
    """First sample of each word in the given sound, at RATE; empty if the alignment failed."""
    unlisted: int
    """Words whose pronunciation came from eSpeak, since the dictionary lacks them."""


class Aligner:
    """PocketSphinx 5 with the model in its wheel."""

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
        """Where `words` begin in `sound`, which contains these words only."""
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
        # a second, more precise alignment of phonemes and their states; one sentence in ten
        # has none and keeps the first alignment
        self._decoder.set_alignment()
        with contextlib.suppress(RuntimeError):
            self._decode(pcm)
            # read each entry before the next, which invalidates it
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
        """A word's name in the dictionary, and whether it had to be added."""
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
    """Start frames of the words, without pauses and noises."""
    return [frame for name, frame in found if name[0] not in "<[("]
