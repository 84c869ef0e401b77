"""Cut an episode into parts that are encoded separately: in a pause, on a frame boundary.

A frame of layer III overlaps its neighbours. If the sound around a cut is digital silence for
long enough, the frames before and after it hold nothing of each other. Parts that were each
encoded from a fresh state then decode, one after the other, to the original sound.

A pause holds room tone. So around a cut, and nowhere else, the tone fades out and back in: it
is silent for `KEPT` samples (91 ms at 24 kHz, 50 ms at 44.1 kHz), between ramps of 10 ms. The
levelled tone is at -71 dBFS, 52 dB under the words.
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
"""Shortest part after the first, and the length from which any pause ends a part, in seconds.
Starting LAME, decoder and meter costs 1.5 ms, some 4 % for an article cut at every pause.
Between the two lengths a checksum of the words before a pause accepts every second one, so that
the parts after a corrected sentence begin and end where they did before."""
LONGEST_S = 60
"""Longest part kept in memory, in seconds; a longer one waits on the disk."""
KEPT = DELAY + GRANULE + TAPS
"""Samples of silence before a cut. The sound before it still needs the delay of encoder and
decoder, and its overlap in the transform and the filter bank. The sound after it may begin at
once."""
RAMP_MS = 10
BLOCK = 1 << 15
"""Samples in one read from the disk."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the episode's samples. Every part but the last ends in silence."""

    length: int
    """Length in samples; a whole number of frames in every part but the last."""
    held: Samples | IO[bytes]
    """The samples, or the temporary file that holds them."""
    is_last: bool = False

    def blocks(self) -> Iterator[Samples]:
        """The part's samples from its start; may be called again."""
        if isinstance(self.held, np.ndarray):
            yield self.held
            return
        self.held.seek(0)
        while data := self.held.read(2 * BLOCK):
            yield np.frombuffer(data, dtype="<i2")

    def close(self) -> None:
        """Close the temporary file, if the part has one."""
        if not isinstance(self.held, np.ndarray):
            self.held.close()


def cut_parts(chunks: Iterable[Samples], sample_rate: int) -> Iterator[Part]:
    """All samples in order, cut into parts in pauses that are long enough.

    A chunk that holds only room tone or silence is a pause, or a part of one. A cut lies at
    least a frame before the end of a pause and a whole number of frames after the episode's
    start. The first part ends as early as possible, since a listener to a stream waits for it.

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
    """Split a pause `tail` samples before its end, and silence its tone around the cut."""
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
        """All samples held so far, as a part; none stay behind."""
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
