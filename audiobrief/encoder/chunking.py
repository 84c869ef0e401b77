"""Where an episode may be cut into parts that are encoded apart: in a pause, on a frame.

A frame of layer III overlaps its neighbours. Where the sound is digital silence for long
enough, frames before and after a cut hold nothing of each other, and parts that were
encoded each from a fresh state decode, one behind the other, to the sound itself.

A pause holds room tone. So at a cut, and nowhere else, the tone goes out and comes back: for
`KEPT` samples (91 ms at 24 kHz, 50 ms at 44.1 kHz) there is none, between ramps of 10 ms. It
stands at -71 dBFS by then, 52 dB under the words.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from zlib import crc32

import numpy as np

from audiobrief.audio import Samples, to_samples
from audiobrief.audio.room import is_pause, ramps
from audiobrief.encoder.mp3 import DELAY, GRANULE, TAPS, frame_samples
from audiobrief.errors import OutputError

LEAST_S, ENOUGH_S = 5, 20
"""Of a part but the first, seconds: LAME, decoder and meter cost 1.5 ms to start, some 4 % of
an article cut at every pause. Between the two, every second pause is taken, by what is said
before it: so parts behind a correction begin and end where they did."""
LONGEST_S = 60
"""Of a part in memory, seconds: what has no silence for longer waits on the disk."""
KEPT = DELAY + GRANULE + TAPS
"""Samples of silence before a cut: what precedes it ends with the delay of encoder and decoder, and
the last sound's overlap in the transform and the filter bank. What follows it may begin at once."""
RAMP_MS = 10
BLOCK = 1 << 15
"""Samples read back from the disk at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the episode's samples, silent where it ends unless it is the last."""

    length: int
    """Samples; a multiple of a frame, but for the last part."""
    held: Samples | IO[bytes]
    """The samples, or the file that they wait in."""
    is_last: bool = False

    def blocks(self) -> Iterator[Samples]:
        """Its samples from the first on, as often as asked."""
        if isinstance(self.held, np.ndarray):
            yield self.held
            return
        self.held.seek(0)
        while data := self.held.read(2 * BLOCK):
            yield np.frombuffer(data, dtype="<i2")

    def close(self) -> None:
        """Let go of the file, where there is one."""
        if not isinstance(self.held, np.ndarray):
            self.held.close()


def cut_parts(chunks: Iterable[Samples], sample_rate: int) -> Iterator[Part]:
    """All samples in order, cut in pauses that are long enough for it.

    A chunk is a pause, or a part of one, where it holds room tone or silence alone. A cut lies a
    frame before the end of a pause, on a whole number of frames from the episode's start.
    The first part ends as soon as it can, since a listener to a stream waits for it.

    Raises:
        OutputError: a part that is too long for memory cannot be kept on disk.
    """
    frame, ramp = frame_samples(sample_rate), to_samples(RAMP_MS, sample_rate)
    held = _Held(LONGEST_S * sample_rate)
    pause: list[Samples] = []
    position = waiting = said = 0
    least = enough = 0
    for chunk in chunks:
        if is_pause(chunk):
            pause.append(chunk)
            waiting += len(chunk)
        else:
            if waiting:
                tail = frame + (position + waiting) % frame
                length = held.length + waiting - tail
                may = position > 0 and waiting >= ramp + KEPT + tail
                if may and (length >= enough or (length >= least and said % 2)):
                    before, after = _dip(np.concatenate(pause), tail, ramp)
                    held.add(before)
                    yield held.take()
                    held.add(after)
                    least, enough = LEAST_S * sample_rate, ENOUGH_S * sample_rate
                else:
                    for each in pause:
                        held.add(each)
                position += waiting
                pause, waiting = [], 0
            said = crc32(np.ascontiguousarray(chunk).data)
            held.add(chunk)
            position += len(chunk)
    for each in pause:
        held.add(each)
    if held.length:
        yield held.take(is_last=True)


def _dip(pause: Samples, tail: int, ramp: int) -> tuple[Samples, Samples]:
    """A pause in two, `tail` samples before its end, without its tone around that place."""
    out, back = ramps(ramp)
    before, after = pause[:-tail].copy(), pause[-tail:].copy()
    before[-KEPT:] = 0
    fading = before[-KEPT - ramp : -KEPT]
    fading[:] = np.rint(fading * out)
    after[:ramp] = np.rint(after[:ramp] * back)
    return before, after


class _Held:
    """Samples that wait for the next cut."""

    def __init__(self, limit: int) -> None:
        self.length = 0
        self._limit = limit
        self._chunks: list[Samples] = []
        self._in_memory = 0
        self._file: IO[bytes] | None = None

    def add(self, chunk: Samples) -> None:
        self._chunks.append(chunk)
        self.length += len(chunk)
        self._in_memory += len(chunk)
        if self._in_memory > self._limit:
            self._spill()

    def take(self, *, is_last: bool = False) -> Part:
        """All of them."""
        if self._file is not None:
            self._spill()
            file, self._file = self._file, None
            part = Part(self.length, file, is_last)
        else:
            part = Part(self.length, np.concatenate(self._chunks), is_last)
        self._chunks = []
        self._in_memory = self.length = 0
        return part

    def _spill(self) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile()  # noqa: SIM115 -- the part keeps it open
            self._file.seek(0, 2)
            for chunk in self._chunks:
                self._file.write(chunk.astype("<i2", copy=False).tobytes())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(
                f"cannot write a temporary file: {reason}; "
                "make room, or set TMPDIR to another folder"
            ) from error
        self._chunks, self._in_memory = [], 0
