"""Synthesize each segment of a script, and stitch the speech into one stream with a Timeline.

    stitched = stitch(script, synthesize(script, engine, deliveries, cache=cache))
    for chunk in stitched:
        ...
    timeline = stitched.timeline

The whole episode is never in memory: a few segments are spoken ahead, on as
many threads as the engine allows, and each is dropped once it is stitched.
"""

from __future__ import annotations

import dataclasses
import logging
from array import array
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.audio import Samples, estimate_words, make_silence, resample, to_samples, trim
from audiobrief.audio.room import RoomTone
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
from audiobrief.model import Cue, Role, Script, Segment, Speech, Timeline, VoiceRole, Word
from audiobrief.patterns import compile_late
from audiobrief.system.cores import open_pool

if TYPE_CHECKING:
    from concurrent.futures import Future

    from audiobrief.music.mixer import Music
    from audiobrief.speech.cache import SpeechCache

LOG = logging.getLogger(__name__)
OPENING = {Role.TITLE, Role.BYLINE, Role.DATE, Role.DEK}
"""The segments that a bed plays under."""
AHEAD = 3
"""Segments spoken ahead for each thread: enough that no thread waits for the encoder."""
LEAST_FRAMED_MS = 100
"""Shortest pause that may be changed so that the next segment begins on an encoder frame. The
change is 13 ms at most, which nobody hears."""
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
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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


@dataclasses.dataclass(frozen=True, slots=True)
class Quiet:
    """How long only room tone is heard before an episode and after it."""

    before_ms: int = 0
    after_ms: int = 0


class Stitched:
    """An episode's samples in chunks, which can be iterated once, and then its Timeline."""

    def __init__(
        self,
        script: Script,
        speeches: Iterable[Speech],
        *,
        sample_rates: Sequence[int],
        frame_at: Callable[[int], int],
        music: Music | None,
        quiet: Quiet,
    ) -> None:
        self._script = script
        self._music = music
        self._quiet = quiet
        self._speeches = iter(speeches)
        first = next(self._speeches)
        self.sample_rate = choose_rate(first.sample_rate, sample_rates)
        """Sample rate (Hz) of every chunk and of the timeline."""
        self._frame = frame_at(self.sample_rate)
        self._room = RoomTone(self.sample_rate)
        self._first = resample(first, self.sample_rate)
        self._cues = _Cues()
        self._position = 0
        self._is_over = False
        self._timeline: Timeline | None = None

    def __iter__(self) -> Iterator[Samples]:
        """Chunks of mono int16 of any length above zero.

        Raises:
            EngineError: a segment cannot be spoken.
            SoundError: a segment asks for an earcon that does not exist.
        """
        for part in self._parts():
            if len(part):
                self._position += len(part)
                yield part
        self._is_over = True

    def _parts(self) -> Iterator[Samples]:
        """The whole sound, in order. Each pause is a part by itself: mp3s are cut in pauses."""
        room, music = self._room, self._music
        yield room.make_pause(self._count_pause(self._quiet.before_ms, 0))
        if music is not None:
            yield room.lay_under(music.make_intro(self._first))
        opened = 0
        if music is not None and music.has_bed:
            opened = _count_opening(self._script)
            yield room.lay_under(self._lay_opening(music, opened))
        for index in range(opened, len(self._script.segments)):
            for sound, pause in self._say(index, self._position):
                yield room.lay_under(sound)
                yield room.make_pause(pause)
        if music is not None:
            yield room.lay_under(music.make_outro(self._first))
        after = to_samples(self._quiet.after_ms, self.sample_rate)
        yield room.make_pause(after + -(self._position + after) % self._frame)

    def _say(self, index: int, position: int) -> Iterator[tuple[Samples, int]]:
        """The earcon of a segment, then its words, each with the pause after it in samples.

        The segment begins at sample `position`.
        """
        segment = self._script.segments[index]
        speech = self._first
        if index > 0:
            speech = resample(next(self._speeches), self.sample_rate)
        if segment.sound_before:
            from audiobrief.music.mixer import make_earcon

            earcon = make_earcon(segment.sound_before, self._first)
            position += len(earcon)
            yield earcon, 0
        self._cues.add(index, speech, position)
        position += len(speech.samples)
        yield speech.samples, self._count_pause(segment.pause_after_ms, position)

    def _count_pause(self, pause_ms: int, position: int) -> int:
        """Length in samples of a pause at `position`; it ends on the nearest frame boundary."""
        pause = to_samples(pause_ms, self.sample_rate)
        frame = self._frame if pause_ms >= LEAST_FRAMED_MS else 1
        return round((position + pause) / frame) * frame - position

    def _lay_opening(self, music: Music, count: int) -> Samples:
        opening: list[Samples] = []
        position = self._position + music.lead(self.sample_rate)
        for index in range(count):
            for sound, pause in self._say(index, position):
                opening += [sound, make_silence(pause)]
                position += len(sound) + pause
        return music.lay_bed(opening, self._first)

    @property
    def timeline(self) -> Timeline:
        """The episode's Timeline; available only after the last chunk was taken."""
        assert self._is_over, "the last chunk was not taken yet"
        if self._timeline is None:
            # built only when asked for: after the last chunk, parts are still being encoded
            cues = tuple(self._cues.to_cues())
            self._timeline = Timeline(self.sample_rate, self._position, cues)
            self._cues = _Cues()
        return self._timeline


def stitch(
    script: Script,
    speeches: Iterable[Speech],
    *,
    sample_rates: Sequence[int] = (),
    frame_at: Callable[[int], int] = lambda _rate: 1,
    music: Music | None = None,
    quiet: Quiet = Quiet(),
) -> Stitched:
    """The script's speeches joined by its pauses, at one of `sample_rates` (Hz; empty: any).

    What follows a pause begins on a multiple of `frame_at(rate)` samples, and the whole length
    is such a multiple; for this, pauses are up to half of it longer or shorter than asked.
    `music` plays before, after and under the speech, at the loudness of the first speech.
    `quiet` is added before and after everything, music included, since a loudspeaker that wakes
    up swallows the first note of a jingle as it does a word. Room tone lies under everything.

    Raises:
        EngineError: the first segment cannot be spoken.
    """
    return Stitched(
        script, speeches, sample_rates=sample_rates, frame_at=frame_at, music=music, quiet=quiet
    )


def choose_rate(voice_rate: int, sample_rates: Sequence[int]) -> int:
    """The lowest of `sample_rates` that is not below the voice's rate, else the highest."""
    if not sample_rates:
        return voice_rate
    enough = [rate for rate in sample_rates if rate >= voice_rate]
    return min(enough) if enough else max(sample_rates)


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


def _count_opening(script: Script) -> int:
    """How many segments the opening has: at least the first."""
    for index, segment in enumerate(script.segments):
        if segment.role not in OPENING:
            return max(1, index)
    return len(script.segments)


class _Cues:
    """Collects the cues in 16 bytes a word; as tuples they would take ten times that.

    Two arrays hold the whole episode: a small array for each cue would lie between the samples
    in memory, and keep the heap from shrinking when those are freed.
    """

    def __init__(self) -> None:
        self._heads = array("q")
        """For each cue: segment, start, end, whether its words are exact, and their number."""
        self._words = array("i")
        """For each word the four numbers of a Word, with times from the cue's start."""

    def add(self, index: int, speech: Speech, position: int) -> None:
        """Add the speech of the segment at `index`, which begins at sample `position`."""
        end = position + len(speech.samples)
        self._heads.extend((index, position, end, speech.exact, len(speech.words)))
        self._words.extend(chain.from_iterable(speech.words))

    def to_cues(self) -> Iterator[Cue]:
        """All cues, in order."""
        rows = zip(*[iter(self._words)] * 4, strict=True)
        for index, start, end, exact, count in zip(*[iter(self._heads)] * 5, strict=True):
            words = tuple(_place(islice(rows, count), start))
            yield Cue(index, start, end, words, bool(exact))


def _place(rows: Iterable[tuple[int, int, int, int]], position: int) -> Iterator[Word]:
    """Words of the episode, from words whose times count from `position`."""
    last = -1
    for text_start, text_end, start, end in rows:
        # most words begin where the one before ends; sharing the number saves 2 MB in eight
        # hours
        begin = last if last == start + position else start + position
        last = end + position
        yield Word(text_start, text_end, begin, last)
