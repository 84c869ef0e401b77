"""Find out whether an engine can speak, by a word that it speaks and that is kept."""

from __future__ import annotations

from typing import Protocol

from audiobrief.engines import Delivery, Engine, IsLocal
from audiobrief.errors import AudiobriefError, SpeechFailed
from audiobrief.model import Speech

PROBE = "Hello."
"""Spoken to find out whether an engine can speak; what it reports itself is not enough."""


class SpeechStore(Protocol):
    """Keeps speech between runs, as `audiobrief.speech.cache.SpeechCache` does."""

    def holds(self, engine: Engine, text: str, delivery: Delivery) -> bool:
        """Whether the engine's speech for this text is stored."""
        ...

    def put(self, engine: Engine, text: str, delivery: Delivery, speech: Speech) -> None:
        """Store the speech."""
        ...


def say_word(engine: Engine, delivery: Delivery, store: SpeechStore | None) -> None:
    """Have the engine speak a word, unless it is a local engine that has spoken it before.

    Other engines must always speak it, since a server may become unavailable.

    Raises:
        EngineError: the engine cannot speak.
    """
    keeps = store is not None and isinstance(engine, IsLocal) and engine.is_local
    if keeps and store is not None and store.holds(engine, PROBE, delivery):
        return
    try:
        speech = engine.speak(PROBE, delivery)
    except (AudiobriefError, MemoryError):
        raise
    except Exception as error:
        # a plug-in, or a voice whose file says nonsense of it
        raise SpeechFailed(
            f"engine '{engine.name}' failed with {type(error).__name__} ({error}); "
            "install its voice again, or use another engine"
        ) from error
    if keeps and store is not None:
        store.put(engine, PROBE, delivery, speech)
