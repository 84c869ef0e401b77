"""Turn text into IPA phonemes by eSpeak NG, in a process of its own, since it may crash."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from audiobrief.engines import Pronunciation
from audiobrief.engines.guarded import GuardedVoice
from audiobrief.engines.ipa import pronounce
from audiobrief.engines.text_limits import has_words, make_sayable
from audiobrief.errors import EngineUnavailable
from audiobrief.model import Phonemes
from audiobrief.patterns import compile_late

DEADLINE_S = 20.0
TARGET = "audiobrief.engines.espeak.phonemizer_worker:load"
LANGUAGE_FLAG = compile_late(r"\([a-z-]{2,12}\)")
"""eSpeak marks a word that it speaks by another language's rules: "(en)wɪnd(de)"."""


class Phonemizer:
    """Asks eSpeak's process for phonemes, from any thread."""

    def __init__(self) -> None:
        """Start nothing yet."""
        import espeakng_loader

        paths = {
            "library": espeakng_loader.get_library_path(),
            "data": espeakng_loader.get_data_path(),
        }
        self._process = GuardedVoice(TARGET, paths, what="eSpeak's phonemes", fork=False)

    def phonemize(self, texts: Sequence[str], voice: str) -> list[str]:
        """The phonemes of each text, words separated by spaces, without punctuation.

        Raises:
            EngineUnavailable: eSpeak NG has no such voice, or cannot run here.
            SpeechFailed: eSpeak NG crashed twice, or hung.
        """
        request = {"texts": list(texts), "voice": voice}
        answer = self._process.ask(request, deadline_s=DEADLINE_S).header
        if "phonemes" not in answer:
            raise EngineUnavailable(
                f"eSpeak NG has no language {voice!r}, which this voice needs for its phonemes; choose another voice"
            )
        return [LANGUAGE_FLAG.sub("", phonemes) for phonemes in answer["phonemes"]]

    def pronounce(self, text: str, voice: str, phonemes: Sequence[Phonemes]) -> Pronunciation:
        """How eSpeak says a text; an English voice takes the given phonemes of its parts.

        Raises:
            EngineUnavailable: eSpeak NG has no such voice, or cannot run here.
            SpeechFailed: eSpeak NG crashed twice, or hung.
        """
        text = make_sayable(text)
        given = pronounce(text, phonemes) if voice.startswith("en") else ()
        ends = [0, *(each.end for each in given)]
        starts = [*(each.start for each in given), len(text)]
        pieces = [text[start:end] for start, end in zip(ends, starts, strict=True)]
        asked = [piece for piece in pieces if has_words(piece)]
        answers = iter(self.phonemize(asked, voice) if asked else ())
        said = [next(answers) if has_words(piece) else "" for piece in pieces]
        runs = [*(" ".join(each.ipa) for each in given), ""]
        whole = itertools.chain.from_iterable(zip(said, runs, strict=True))
        return Pronunciation(" ".join(" ".join(whole).split()))

    def close(self) -> None:
        """End the process."""
        self._process.close()
