"""Stitch the speech of a script's segments into one stream of sound with a Timeline.

    stitched = stitch(script, synthesize(script, engine, deliveries, cache=cache))
    for chunk in stitched:
        ...
    timeline = stitched.timeline

The whole episode is never in memory: each speech is dropped once it is stitched.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING

from audiobrief.audio import Samples, make_silence, resample, to_samples
from audiobrief.audio.room import RoomTone
from audiobrief.model import Cue, Role, Script, Speech, Timeline, Word

if TYPE_CHECKING:
    from audiobrief.music.mixer import Music

OPENING = {Role.TITLE, Role.BYLINE, Role.DATE, Role.DECLARATION, Role.DEK}
"""The segments that a bed plays under."""
LEAST_FRAMED_MS = 100
"""Shortest pause that may be changed so that the next segment begins on an encoder frame. The
change is 13 ms at most, which nobody hears."""


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
        # whoever speaks ends its threads only when it is asked for more than there is
        for _ in self._speeches:
            pass
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
