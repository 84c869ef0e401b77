"""Voices of other engines on this machine, for what the engine that serves has no voice for.

One engine serves an episode; a sentence at which it crashes or hangs is spoken by the next engine
of the chain, so that it costs that sentence its voice and not the episode. Where a voice was added for another (a British one of Kokoro's, a
German one of Piper's), it may know an article's accent or a passage's language better than any
voice of the engine that serves; `casting` decides. A chain that is one engine alone means what it
says, and has no guests; one that begins with eSpeak has none but the rest of it.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from audiobrief.engines import Delivery, Engine, IsLocal, Voice, facts_of, load_engine
from audiobrief.engines.store import SpeechStore, say_word
from audiobrief.engines.voices import accents_for, root_of
from audiobrief.errors import EngineError
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder

LOG = logging.getLogger(__name__)


class Guest(NamedTuple):
    """A voice of another engine."""

    engine: Engine
    voice: Voice


class Guests:
    """Opens other engines when a voice of theirs is looked for, and closes them."""

    def __init__(
        self,
        serving: str = "",
        chain: Sequence[str] = (),
        options: Mapping[str, Mapping[str, Any]] | None = None,
        store: SpeechStore | None = None,
    ) -> None:
        """Nothing is opened yet; without arguments there are none.

        `serving` is the engine of the `chain` that serves; `options` are the settings of each
        engine by its name, and a `store` keeps the word by which one is tried out.
        """
        means_one = len(chain) < 2
        added = () if means_one or facts_of(chain[0]).is_plain else VOICES_VARIABLES
        self._added = tuple(name for name in added if name != serving)
        self._others = () if means_one else tuple(name for name in chain if name != serving)
        self._options = options or {}
        self._store = store
        self.opened: dict[str, Engine] = {}
        """By name: those that a voice was looked for at."""
        self._silent: set[str] = set()
        """Names of those that cannot speak here."""
        self._lock = threading.Lock()

    def find_accents(self, language: str) -> Iterator[Guest]:
        """Voices of a language that were added, the nearest accent of each engine."""
        yield from self._find(filter(_has_files, self._added), language)

    def find_speaker(self, language: str) -> Guest | None:
        """Any other voice of a language: one that was added, else one of the rest of the chain."""
        added = filter(_has_files, self._added)
        return next(self._find((*added, *self._others), language), None)

    def find_stand_in(self, language: str) -> Guest | None:
        """A voice of the rest of the chain, for what the engine that serves cannot speak."""
        return next(self._find(self._others, language), None)

    def find_speaker_of(self, engine: Engine, delivery: Delivery) -> tuple[Engine, Delivery]:
        """Who speaks a delivery where `engine` serves, and the delivery as that is told it."""
        if not delivery.engine:
            return engine, delivery
        return self.opened[delivery.engine], replace(delivery, engine="")

    def try_out(self, guest: Guest, delivery: Delivery) -> bool:
        """Whether the engine says a word in a delivery; one that does not is no guest any more."""
        try:
            say_word(guest.engine, delivery, self._store)
        except EngineError as error:
            LOG.warning("%s cannot read a part of the article: %s", guest.engine.name, error)
            self._silent.add(guest.engine.name)
            return False
        return True

    def close(self) -> None:
        """Close the engines that were opened."""
        for engine in self.opened.values():
            engine.close()
        self.opened.clear()

    def _find(self, names: Iterable[str], language: str) -> Iterator[Guest]:
        for name in names:
            engine = self._open(name)
            if engine is None:
                continue
            of_language = [
                voice
                for voice in engine.voices()
                if root_of(voice.language) == root_of(language)
            ]
            if of_language:
                nearest = min(of_language, key=lambda voice: rank_accent(voice, language))
                yield Guest(engine, nearest)

    def _open(self, name: str) -> Engine | None:
        with self._lock:
            return None if name in self._silent else self._open_once(name)

    def _open_once(self, name: str) -> Engine | None:
        if name not in self.opened:
            # what is wrong with an engine that nobody asked for is `audiobrief doctor`'s to say
            with contextlib.suppress(EngineError):
                engine = load_engine(name, **self._options.get(name, {}))
                self.opened[name] = engine
                if not (isinstance(engine, IsLocal) and engine.is_local):
                    self._silent.add(name)
                    return None
        return self.opened.get(name)


def rank_accent(voice: Voice, language: str) -> int:
    """How near a voice's accent is to what readers of a language expect; 0 is the nearest."""
    wanted = accents_for(language)
    tag = voice.language.casefold().replace("_", "-")
    return wanted.index(tag) if tag in wanted else len(wanted)


def _has_files(engine: str) -> bool:
    """Whether voices were added for an engine: without files none is looked for."""
    try:
        return any(find_voices_folder(engine).iterdir())
    except (OSError, RuntimeError):
        return False
