"""Where an episode may be cut into parts that are encoded apart: in silence, on a frame.

A frame of layer III overlaps its neighbours. Where the sound is digital silence for long
enough, frames before and after a cut hold nothing of each other, and parts that were
encoded each from a fresh state decode, one behind the other, to the sound itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO
from zlib import crc32

import numpy as np

from audiobrief.audio import Samples
from audiobrief.encoder.mp3 import DELAY, frame_samples
from audiobrief.errors import OutputError

LEAST_S, ENOUGH_S = 5, 20
"""Of a part but the first, seconds: LAME, decoder and meter cost 1.5 ms to start, some 4 % of
an article cut at every pause. Between the two, every second pause is taken, by what is said
before it: so parts behind a correction begin and end where they did."""
LONGEST_S = 60
"""Of a part in memory, seconds: what has no silence for longer waits on the disk."""
BLOCK = 1 << 15
"""Samples read back from the disk at once."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the episode's samples, silent where it was cut."""

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
    """All samples in order, cut in silences that are long enough for it.

    Silence counts where a chunk holds nothing else. A cut lies a frame before
    the end of a silence, on a whole number of frames from the episode's start.
    The first part ends as soon as it can, since a listener to a stream waits for it.

    Raises:
        OutputError: a part that is too long for memory cannot be kept on disk.
    """
    frame = frame_samples(sample_rate)
    kept = DELAY + 2 * frame
    held = _Held(LONGEST_S * sample_rate)
    position = silent = said = 0
    least = enough = 0
    for chunk in chunks:
        if not chunk.any():
            silent += len(chunk)
        else:
            # what follows the cut begins with a frame of silence, what precedes it ends with
            # the sound's last overlap and the delay of encoder and decoder
            cut = position // frame * frame - frame
            if silent and position - silent + kept <= cut and position > silent:
                tail = position - cut
                length = held.length - tail
                if length >= enough or (length >= least and said % 2):
                    yield held.take(leave=tail)
                    least, enough = LEAST_S * sample_rate, ENOUGH_S * sample_rate
            silent = 0
            said = crc32(np.ascontiguousarray(chunk).data)
        held.add(chunk)
        position += len(chunk)
    if held.length:
        yield held.take(leave=0, is_last=True)


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

    def take(self, *, leave: int, is_last: bool = False) -> Part:
        """All but the last `leave` samples, which are silence."""
        length = self.length - leave
        if self._file is not None:
            self._spill()
            file, self._file = self._file, None
            file.truncate(2 * length)
            part = Part(length, file, is_last)
        else:
            part = Part(length, np.concatenate(self._chunks)[:length], is_last)
        self._chunks = [np.zeros(leave, dtype=np.int16)] if leave else []
        self._in_memory = self.length = leave
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
                f"cannot keep a minute of sound in a temporary file: {reason}; "
                "make room, or name another folder in TMPDIR"
            ) from error
        self._chunks, self._in_memory = [], 0
