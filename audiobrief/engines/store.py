"""Find out whether an engine can speak, by a word that it speaks and that is kept."""

from __future__ import annotations

from typing import Protocol

from audiobrief.engines import Delivery, Engine, IsLocal
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
    if store is None or not (isinstance(engine, IsLocal) and engine.is_local):
        engine.speak(PROBE, delivery)
    elif not store.holds(engine, PROBE, delivery):
        store.put(engine, PROBE, delivery, engine.speak(PROBE, delivery))
