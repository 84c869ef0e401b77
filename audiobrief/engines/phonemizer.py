"""Text -> phonemes in IPA by eSpeak NG, in a process of its own, since it may crash."""

from __future__ import annotations

from collections.abc import Sequence

from audiobrief.engines.line_worker import LineWorker
from audiobrief.errors import EngineUnavailable
from audiobrief.patterns import compile_late

DEADLINE_S = 20.0
LANGUAGE_FLAG = compile_late(r"\([a-z-]{2,12}\)")
"""eSpeak marks a word that it speaks by another language's rules: "(en)wɪnd(de)"."""


class Phonemizer:
    """Asks one process, from any thread."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        import espeakng_loader

        self._paths = {
            "library": espeakng_loader.get_library_path(),
            "data": espeakng_loader.get_data_path(),
        }
        self._worker = LineWorker("audiobrief.engines.phonemizer_worker", "eSpeak's phonemes")

    def phonemize(self, texts: Sequence[str], voice: str) -> list[str]:
        """The phonemes of each text, its words separated by spaces; no signs.

        Raises:
            EngineUnavailable: eSpeak NG has no such voice, or cannot run here.
            SpeechFailed: it crashed or hung twice.
        """
        request = {"texts": list(texts), "voice": voice, **self._paths}
        answer = self._worker.ask(request, deadline_s=DEADLINE_S)
        if "phonemes" not in answer:
            raise EngineUnavailable(
                f"eSpeak NG has no language {voice!r}, which this voice needs for its phonemes"
            )
        return [LANGUAGE_FLAG.sub("", phonemes) for phonemes in answer["phonemes"]]

    def close(self) -> None:
        """End the process."""
        self._worker.close()
