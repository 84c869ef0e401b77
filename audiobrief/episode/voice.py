"""Opens what speaks an episode: the engine that the settings name, and the cache of its speech."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from dataclasses import replace

from audiobrief.engines import GetsReady, IsLocal, load_engine
from audiobrief.engines.chain import SelectedEngine, load_chain, try_first
from audiobrief.engines.guests import Guests
from audiobrief.errors import EngineError
from audiobrief.model import VoiceRole
from audiobrief.settings.tree import Settings
from audiobrief.speech.cache import SpeechCache, open_cache

LOG = logging.getLogger(__name__)
BYTES_PER_MEGABYTE = 1_000_000


@contextlib.contextmanager
def open_voice(
    settings: Settings, language: str = "en", *, ready: SelectedEngine | None = None
) -> Iterator[SelectedEngine]:
    """The first engine of the settings that speaks a language, and why earlier ones cannot.

    A voice that is `ready` is used, and stays open, if it speaks the language
    or the settings name no other engine.

    Raises:
        EngineUnavailable: no engine can speak the language here.
    """
    names = settings.voice.engines
    deliveries = [
        replace(settings.voice.delivery_of(role), language=language) for role in VoiceRole
    ]
    with contextlib.ExitStack() as stack:
        store = open_speech_cache(settings)
        if store is not None:
            stack.callback(store.close)
        if ready is not None and (len(names) < 2 or try_first(ready, deliveries, store=store)):
            yield ready
            return
        chosen = load_chain(names, settings.voice.options, deliveries, store=store)
        stack.callback(chosen.close)
        if chosen.refused and not any(chosen.guests.find_accents(language)):
            LOG.warning(chosen.describe())
        yield chosen


@contextlib.contextmanager
def open_early(settings: Settings) -> Iterator[SelectedEngine | None]:
    """The engine that will most likely speak, loaded while the page is still being read.

    None if a profile for the page's site may choose another engine, or if the first of several
    engines cannot be loaded or may cost money; `open_voice` reports the reason later.

    Raises:
        EngineError: the only engine in the settings cannot be opened.
    """
    if settings.profiles:
        yield None
        return
    first, *others = settings.voice.engines or ("",)
    with contextlib.ExitStack() as stack:
        early: SelectedEngine | None = None
        if not others:
            early = stack.enter_context(open_voice(settings))
            _get_ready(early, settings)
            yield early
            return
        with contextlib.suppress(EngineError):
            options = settings.voice.options
            engine = load_engine(first, **options.get(first, {}))
            stack.callback(engine.close)
            if isinstance(engine, IsLocal) and engine.is_local:
                store = open_speech_cache(settings)
                guests = Guests(first, settings.voice.engines, options, store)
                stack.callback(guests.close)
                early = SelectedEngine(engine, is_tried=False, guests=guests)
                _get_ready(early, settings)
        yield early


def _get_ready(voice: SelectedEngine, settings: Settings) -> None:
    if isinstance(voice.engine, GetsReady):
        voice.engine.get_ready(settings.voice.delivery_of(VoiceRole.NARRATOR))


def open_speech_cache(settings: Settings) -> SpeechCache | None:
    """The speech cache that the settings describe, or None if they turn it off."""
    if not settings.cache.speech:
        return None
    limit_bytes = settings.cache.limit_mb * BYTES_PER_MEGABYTE
    cache = open_cache(settings.cache.folder, limit_bytes=limit_bytes)
    if not settings.cache.shared:
        return cache
    from audiobrief.speech.shared_cache import SharedCache

    return SharedCache(cache.folder, settings.cache.shared, limit_bytes=limit_bytes)
