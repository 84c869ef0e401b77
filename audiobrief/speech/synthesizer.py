"""Synthesize each segment of a script: one Speech for each, in order.

A few segments are spoken ahead, on as many threads as the engine allows. What one engine
cannot speak, another one says instead.
"""

from __future__ import annotations

import dataclasses
import logging
from collections import deque
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.audio import estimate_words, trim
from audiobrief.engines import Delivery, Engine
from audiobrief.engines.guests import Guests
from audiobrief.engines.text_limits import least_seconds
from audiobrief.errors import (
    AudiobriefError,
    BudgetSpent,
    EngineError,
    EngineUnavailable,
    SpeechFailed,
)
from audiobrief.model import Script, Segment, Speech, VoiceRole
from audiobrief.patterns import compile_late
from audiobrief.speech.gaps import find_gaps
from audiobrief.system.cores import open_pool

if TYPE_CHECKING:
    from concurrent.futures import Future

    from audiobrief.speech.cache import SpeechCache

LOG = logging.getLogger(__name__)
AHEAD = 3
"""Segments spoken ahead for each thread: enough that no thread waits for the encoder."""
LEAST = 0.5
"""Share of the shortest time in which a text can be said; shorter speech was cut off."""
_WORD = compile_late(r"\w(?:[^\s—–]*\w)?")


def synthesize(
    script: Script,
    engine: Engine,
    deliveries: Mapping[VoiceRole | str | Passage, Delivery],
    *,
    cache: SpeechCache | None = None,
    guests: Guests | None = None,
) -> Iterator[Speech]:
    """One Speech for each segment, in order, with words and without the silence around it.

    `deliveries` are by voice role, for quotations also by speaker, and by `Passage` for text in
    another language. A voice role without one uses the narrator's delivery, and without that
    the engine's default. Word times are estimated if the engine gives none. `guests` are the
    other engines that deliveries name, and one that stands in if the engine fails at a segment.

    Raises:
        VoiceNotFound: a delivery names a voice that the engine lacks.
        SpeechFailed: the engine failed twice at a segment, and no other engine stands in.
    """
    spoken = [choose_delivery(script, segment, deliveries) for segment in script.segments]
    company = guests or Guests()
    speakers = [company.find_speaker_of(engine, delivery) for delivery in spoken]
    concurrency = min([engine.concurrency, *(speaker.concurrency for speaker, _ in speakers)])
    pool = open_pool(concurrency, "speak")
    speak = partial(_speak, cache=cache, guests=company, serving=engine)
    waiting: deque[Future[Speech]] = deque()
    try:
        for segment, (speaker, delivery) in zip(script.segments, speakers, strict=True):
            waiting.append(pool.submit(speak, speaker, segment, delivery))
            if len(waiting) > AHEAD * concurrency:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except GeneratorExit:
        # Python may close an abandoned generator in any thread, even in one that is just being
        # started. It then holds the lock that joining another thread needs, so that to wait for
        # the pool's threads here would be to wait for ever.
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    pool.shutdown(wait=True)


class Passage(NamedTuple):
    """The key of the delivery for passages in a language other than the script's."""

    language: str
    """BCP 47 tag of the segment."""


def keys_of(segment: Segment) -> tuple[VoiceRole | str | Passage, ...]:
    """The keys by which the delivery of a segment may be found, the most specific first."""
    keys: list[VoiceRole | str | Passage] = []
    if segment.language:
        keys.append(Passage(segment.language))
    if segment.voice is VoiceRole.QUOTE and segment.speaker:
        keys.append(segment.speaker)
    return (*keys, segment.voice, VoiceRole.NARRATOR)


def choose_delivery(
    script: Script,
    segment: Segment,
    deliveries: Mapping[VoiceRole | str | Passage, Delivery],
) -> Delivery:
    """The delivery of a segment, by its language, speaker or voice role, with its phonemes."""
    key = next((key for key in keys_of(segment) if key in deliveries), None)
    delivery = Delivery() if key is None else deliveries[key]
    language = segment.language or script.language
    if isinstance(key, Passage):
        # the delivery itself says whether the voice is told the language
        language = delivery.language
    return dataclasses.replace(delivery, language=language, phonemes=segment.phonemes)


def _speak(
    engine: Engine,
    segment: Segment,
    delivery: Delivery,
    *,
    cache: SpeechCache | None,
    guests: Guests,
    serving: Engine,
) -> Speech:
    try:
        speech = _speak_once(engine, segment.spoken, delivery, cache)
    except (SpeechFailed, EngineUnavailable) as error:
        # without the engine that serves there is no episode, and a spent budget ends it too
        if isinstance(error, BudgetSpent) or (
            engine is serving and not isinstance(error, SpeechFailed)
        ):
            raise
        failure = _Failure(engine, segment.spoken, delivery, error)
        found = _speak_instead(failure, serving, guests, cache)
        if found is None:
            raise
        speech = found
    return _with_words(trim(speech), segment.spoken)


class _Failure(NamedTuple):
    """A text that an engine could not speak."""

    engine: Engine
    text: str
    delivery: Delivery
    reason: EngineError


def _speak_instead(
    failure: _Failure, serving: Engine, guests: Guests, cache: SpeechCache | None
) -> Speech | None:
    """What the first other engine makes of the text; None if none can."""
    for guest in guests.find_stand_ins(serving, failure.delivery.language):
        if guest.engine is failure.engine:
            continue
        told = dataclasses.replace(failure.delivery, voice=guest.voice.name)
        try:
            speech = _speak_once(guest.engine, failure.text, told, cache)
        except EngineError:
            continue
        LOG.warning("%s speaks this sentence, because %s", guest.engine.name, failure.reason)
        guests.stood_in += 1
        return speech
    return None


def _speak_once(
    engine: Engine, text: str, delivery: Delivery, cache: SpeechCache | None
) -> Speech:
    """The speech from the cache, or from the engine, which then goes into the cache."""
    speech = cache.get(engine, text, delivery) if cache is not None else None
    if speech is not None and delivery.volume and find_gaps(text, speech):
        # it was kept while something was at fault
        speech = None
    if speech is None:
        speech = _speak_soundly(engine, text, delivery)
        if cache is not None:
            cache.put(engine, text, delivery, speech)
    return speech


def _speak_soundly(engine: Engine, text: str, delivery: Delivery) -> Speech:
    """The engine's speech for a text, asked for again if it fails or gives bad sound."""
    for last in (False, True):
        try:
            speech = engine.speak(text, delivery)
            flaw = _find_flaw(speech, text, delivery)
        except (AudiobriefError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 -- an engine may be anybody's plug-in
            flaw = f"failed with {type(error).__name__} ({error})"
        if not flaw:
            return speech
        if last:
            break
    shown = text if len(text) <= 60 else text[:57] + "..."
    raise SpeechFailed(
        f"engine '{engine.name}' {flaw}, twice, at {shown!r}; "
        "remove it from the script, or use another engine"
    )


def _find_flaw(speech: Speech, text: str, delivery: Delivery) -> str:
    """What is wrong with the speech, as the end of a sentence; "" if nothing is."""
    samples = speech.samples
    if getattr(samples, "dtype", None) != "int16" or samples.ndim != 1:
        return "gave samples that are not one row of int16"
    if not len(samples) or speech.sample_rate <= 0:
        return "gave no sound"
    # text in other scripts may be silent in a voice that does not know them
    least = least_seconds(text, delivery.speed) * LEAST if text.isascii() else 0.0
    if len(samples) / speech.sample_rate < least:
        return "gave only a part of the sentence"
    before = 0
    for word in speech.words:
        if not (before <= word.start <= word.end <= len(samples)):
            return "gave word times outside the sound"
        if not 0 <= word.text_start <= word.text_end <= len(text):
            return "gave words outside the text"
        before = word.start
    return ""


def _with_words(speech: Speech, text: str) -> Speech:
    spans = [match.span() for match in _WORD.finditer(text)]
    if speech.words or not spans:
        return speech
    words = estimate_words(spans, len(speech.samples))
    return dataclasses.replace(speech, words=words, exact=False)
