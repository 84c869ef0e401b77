"""Measures the waveform under the scrubber: how loud each part of an episode is."""

from __future__ import annotations

import hashlib
import itertools
import json
import logging
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from audiobrief.encoder.decoding import decode
from audiobrief.publish.names import WAVEFORM
from audiobrief.system.files import opened_regular, read_regular, write_whole
from audiobrief.system.json_content import WrongJson, decode_json

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from audiobrief.encoder.writer import Sound

LOG = logging.getLogger(__name__)

BARS = 240
"""Number of bars; one is a pixel wide on the narrowest phone and five pixels on a desktop."""
STEP_MS = 50
"""Length of the steps whose power is kept; even the shortest episode has a few per bar."""
MOST_STEPS = 1 << 16
"""Number of steps, 55 minutes, at which each two are merged into one; it must be even. So a day
takes no more memory, and a bar still has more than a hundred steps."""
TOP = 100
"""Height of the loudest bar and of the whole picture."""


@dataclass(frozen=True, slots=True)
class Waveform:
    """Bars from the start of an episode to its end."""

    bars: tuple[int, ...] = ()
    """`BARS` heights from 0 to `TOP`, the loudest being `TOP`; empty if not measured."""
    audio_sha256: str = ""
    """SHA-256, in hex, of the audio file that was measured."""

    def to_json(self) -> str:
        """The content of the file that `read_waveform` reads beside the audio."""
        kept = {"version": 1, "audio_sha256": self.audio_sha256, "bars": self.bars}
        return json.dumps(kept, separators=(",", ":")) + "\n"


class Meter:
    """Measures an episode's samples as they pass by, and gives its waveform at the end."""

    def __init__(self, sample_rate: int) -> None:
        """`sample_rate` in Hz."""
        self._step = max(sample_rate * STEP_MS // 1000, 1)
        self._rest: NDArray[np.int16] = np.empty(0, np.int16)
        self._powers = array("f")

    def add(self, samples: NDArray[np.int16]) -> None:
        """Measure the next mono samples, shape (n,)."""
        joined = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        while len(joined) >= self._step:
            room = MOST_STEPS - len(self._powers)
            count = min(len(joined) // self._step, room)
            self._keep(joined[: count * self._step].reshape(-1, self._step))
            joined = joined[count * self._step :]
            if count == room:
                self._halve()
        # a copy, since a view would keep the whole array in memory
        self._rest = joined.copy()

    def _keep(self, steps: NDArray[np.int16]) -> None:
        # einsum casts piece by piece: a whole sentence as float64 takes four times its memory
        powers = np.einsum("ij,ij->i", steps, steps, dtype=np.float64) / self._step
        self._powers.frombytes(powers.astype(np.float32).tobytes())

    def _halve(self) -> None:
        pairs = np.frombuffer(self._powers, np.float32).reshape(-1, 2)
        self._powers = array("f", pairs.mean(axis=1).tobytes())
        self._step *= 2

    def bars(self) -> tuple[int, ...]:
        """`BARS` heights from 0 to `TOP`; all zeros for silence."""
        # power instead of its root, with which speech in an even voice would look like a brick
        powers = np.append(np.frombuffer(self._powers, np.float32), np.float32(0))
        edges = np.linspace(0, len(powers), BARS + 1).astype(int)
        heights = np.array([
            powers[low : max(high, low + 1)].mean(dtype=np.float64)
            for low, high in itertools.pairwise(edges)
        ])  # fmt: skip
        return tuple(int(height) for height in np.rint(heights / (heights.max() or 1) * TOP))


class Metered:
    """A sound that is metered while it is iterated."""

    def __init__(self, sound: Sound) -> None:
        """`sound` must not have been iterated yet."""
        self._sound = sound
        self.sample_rate = sound.sample_rate
        """Hz."""
        self.meter = Meter(sound.sample_rate)

    def __iter__(self) -> Iterator[NDArray[np.int16]]:
        """The sound's own chunks."""
        for chunk in self._sound:
            self.meter.add(chunk)
            yield chunk


def write_waveform(audio: Path, meter: Meter) -> Path:
    """Write the meter's waveform beside `audio`, where `read_waveform` finds it.

    Raises:
        OutputError: the folder cannot be written to.
    """
    path = audio.parent / WAVEFORM
    write_whole(path, Waveform(meter.bars(), _digest(audio)).to_json().encode())
    return path


def read_waveform(audio: Path, sample_rate: int) -> Waveform:
    """The waveform of `audio` (at `sample_rate` Hz), read from beside it or else measured.

    The file beside the audio counts only if it names the audio's digest. A warning tells of one
    that is damaged.

    Raises:
        EncodingError: the audio cannot be decoded.
    """
    digest = _digest(audio)
    path = audio.parent / WAVEFORM
    try:
        kept = decode_json(read_regular(path), Waveform)
        if kept.audio_sha256 == digest and len(kept.bars) == BARS:
            return Waveform(tuple(min(max(bar, 0), TOP) for bar in kept.bars), digest)
    except FileNotFoundError:
        pass
    except OSError as error:
        LOG.warning("%s cannot be read (%s); the audio is measured anew", path, error.strerror)
    except WrongJson as error:
        LOG.warning("%s is no waveform: %s; the audio is measured anew", path, error)
    meter = Meter(sample_rate)
    for chunk in decode(audio):
        meter.add(chunk)
    return Waveform(meter.bars(), digest)


def name_digest_of(audio: Path) -> None:
    """Write the digest of `audio` into the waveform beside it, if there is one.

    For an audio that was changed without a change of its sound, as by a signature.
    """
    path = audio.parent / WAVEFORM
    try:
        kept = decode_json(read_regular(path), Waveform)
    except (OSError, WrongJson):
        return
    write_whole(path, Waveform(kept.bars, _digest(audio)).to_json().encode())


def recorded_digest(folder: Path) -> str:
    """The SHA-256 of the audio that a folder's waveform was measured from; empty if unknown.

    It tells what the audio was, also if the file was damaged or lost since.
    """
    try:
        return decode_json(read_regular(folder / WAVEFORM), Waveform).audio_sha256
    except (OSError, WrongJson):
        return ""


def _digest(audio: Path) -> str:
    with opened_regular(audio) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
