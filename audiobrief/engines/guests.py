"""Voices of other engines on this machine, for texts that the serving engine has no voice for.

One engine serves an episode. A sentence that crashes or hangs it is spoken by the next engine
of the chain, so only that sentence changes its voice, and the episode goes on. A voice that was
added for another engine (a British one of Kokoro's, a German one of Piper's) may fit an
article's accent or a passage's language better than any voice of the serving engine; `casting`
decides.

A chain of one engine has no guests, since the user wants that engine alone. If a chain begins
with eSpeak, only its other engines are guests.
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
from audiobrief.engines.voices import accents_for, choose_voice, root_of, speaks
from audiobrief.errors import EngineError
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder

LOG = logging.getLogger(__name__)


class Guest(NamedTuple):
    """A voice of another engine."""

    engine: Engine
    voice: Voice


class Guests:
    """Opens other engines when one of their voices is needed, and closes them."""

    def __init__(
        self,
        serving: str = "",
        chain: Sequence[str] = (),
        options: Mapping[str, Mapping[str, Any]] | None = None,
        store: SpeechStore | None = None,
    ) -> None:
        """Open nothing yet; without arguments there are no guests.

        `serving` is the engine of the `chain` that serves. `options` maps each engine's name to
        its settings. `store` keeps the word with which an engine is tried out.
        """
        means_one = len(set(chain)) < 2
        added = () if means_one or facts_of(chain[0]).is_plain else VOICES_VARIABLES
        self._added = tuple(name for name in added if name != serving)
        others = (name for name in dict.fromkeys(chain) if name != serving)
        self._others = () if means_one else tuple(others)
        self._options = options or {}
        self._store = store
        self.opened: dict[str, Engine] = {}
        """Engines that were searched for a voice, by name."""
        self.stood_in = 0
        """Texts that another engine spoke because the one they were meant for failed."""
        self._silent: set[str] = set()
        """Names of engines that cannot speak here, or are not on this machine."""
        self._lock = threading.Lock()

    def find_accents(self, language: str) -> Iterator[Guest]:
        """Added voices of a language: from each engine the one with the nearest accent."""
        yield from self._find(filter(_has_files, self._added), language)

    def find_speaker(self, language: str) -> Guest | None:
        """Another voice of a language: an added one, else one of the rest of the chain."""
        added = filter(_has_files, self._added)
        return next(self._find((*added, *self._others), language), None)

    def find_named(self, name: str) -> Guest | None:
        """The voice of that name, without regard to case: an added one, else one of the chain."""
        for each in (*filter(_has_files, self._added), *self._others):
            engine = self._open(each)
            if engine is None:
                continue
            for voice in engine.voices():
                if voice.name.casefold() == name.casefold():
                    return Guest(engine, voice)
        return None

    def find_stand_ins(self, serving: Engine, language: str) -> Iterator[Guest]:
        """Voices for a text at which an engine failed: the serving engine's, then the chain's."""
        if self._others and speaks(serving, language):
            yield Guest(serving, choose_voice(serving, Delivery(language=language)))
        yield from self._find(self._others, language)

    def find_speaker_of(self, engine: Engine, delivery: Delivery) -> tuple[Engine, Delivery]:
        """The engine that speaks a delivery if `engine` serves, and the delivery to give it."""
        if not delivery.engine:
            return engine, delivery
        return self.opened[delivery.engine], replace(delivery, engine="")

    def try_out(self, guest: Guest, delivery: Delivery) -> bool:
        """Whether the engine speaks a word in a delivery; if not, it is no longer a guest."""
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
            # the user did not ask for this engine; `audiobrief doctor` reports its errors
            with contextlib.suppress(EngineError):
                engine = load_engine(name, **self._options.get(name, {}))
                self.opened[name] = engine
                if not (isinstance(engine, IsLocal) and engine.is_local):
                    self._silent.add(name)
                    return None
        return self.opened.get(name)


def rank_accent(voice: Voice, language: str) -> int:
    """How far a voice's accent is from what readers of a language expect; 0 is the nearest."""
    wanted = accents_for(language)
    tag = voice.language.casefold().replace("_", "-")
    return wanted.index(tag) if tag in wanted else len(wanted)


def _has_files(engine: str) -> bool:
    """Whether voices were added for an engine; without files it is not searched for a voice."""
    try:
        return any(find_voices_folder(engine).iterdir())
    except OSError:
        return False
