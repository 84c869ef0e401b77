"""Whether an engine can speak is learned from a word that it says, which is kept."""

from __future__ import annotations

from typing import Protocol

from audiobrief.engines import Delivery, Engine, IsLocal
from audiobrief.model import Speech

PROBE = "Hello."
"""Spoken to learn whether an engine can speak: what it says of itself is not enough."""


class SpeechStore(Protocol):
    """Keeps speech between runs, as `audiobrief.speech.cache.SpeechCache` does."""

    def holds(self, engine: Engine, text: str, delivery: Delivery) -> bool:
        """Whether it has what the engine said of a text."""
        ...

    def put(self, engine: Engine, text: str, delivery: Delivery, speech: Speech) -> None:
        """Keep it."""
        ...


def say_word(engine: Engine, delivery: Delivery, store: SpeechStore | None) -> None:
    """Have it say a word, unless it is known to: a server may be away, a machine's own is not.

    Raises:
        EngineError: it cannot.
    """
    if store is None or not (isinstance(engine, IsLocal) and engine.is_local):
        engine.speak(PROBE, delivery)
    elif not store.holds(engine, PROBE, delivery):
        store.put(engine, PROBE, delivery, engine.speak(PROBE, delivery))
