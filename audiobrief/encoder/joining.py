"""An mp3 joined from parts that are encoded, decoded and measured separately.

    sound -> cut_parts -> level -> LAME -> decode -> measure -> file

As many threads as there are cores process the parts. Each part is encoded from a fresh state,
so it gives the same frames wherever it stands in an episode. Each part is decoded as a player
will decode it, and measured; a part whose true peak is too high is encoded again by itself.
"""

from __future__ import annotations

import hashlib
import struct
from collections import deque
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Protocol

import numpy as np
from numpy.typing import NDArray

from audiobrief.audio import FULL_SCALE, Samples
from audiobrief.audio.loudness import HOP_MS, Meter
from audiobrief.encoder.chunking import Part, cut_parts
from audiobrief.encoder.decoding import decode_frames
from audiobrief.encoder.lame import VERSION, encode_frames
from audiobrief.encoder.level import Leveller
from audiobrief.encoder.mp3 import (
    DELAY,
    ENCODER_DELAY,
    frame_samples,
    make_info_frame,
    take_frames,
)
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.errors import EncoderFailed
from audiobrief.system.cores import count_threads, open_pool
from audiobrief.system.memory import give_back_free_memory

if TYPE_CHECKING:
    from concurrent.futures import Future

AHEAD = 1
"""Parts that wait for each thread."""
PARTS_BETWEEN_TRIMS = 32
"""Parts after which free memory goes back to the system. Without that the threads' heaps fill
with gaps: a page ten times as long took 1.10 of the memory of the page, and with it 1.08."""
MAX_TRIES = 4
"""How often a part is encoded whose peak is too high. After each try its ceiling is lowered by
the excess and `MARGIN_DB`."""
MARGIN_DB = 0.05
MEASURED = 3
"""Version of decoder and meter. Raise it when either changes, to discard stored parts."""
ENTRY = struct.Struct("<IIf")
"""Header of a stored part: numbers of frames and hops, and the peak. The energies of the hops
as float32 and the frames follow."""


class FrameStore(Protocol):
    """A store of bytes by digest, which returns exactly what was stored, or nothing."""

    def get_frames(self, digest: str) -> bytes | None:
        """The bytes stored under `digest`, or None."""
        ...

    def put_frames(self, digest: str, content: bytes) -> None:
        """Store `content` under `digest`."""
        ...


@dataclass(frozen=True, slots=True)
class EncodedPart:
    """The frames of a part, and the measurements of their decoded sound."""

    frames: bytes
    count: int
    energies: NDArray[np.float32]
    """Weighted mean square of each hop of 100 ms; see `audio.loudness.Meter`."""
    peak: float
    """True peak, in units of a 16-bit sample."""


@dataclass(frozen=True, slots=True)
class Levelling:
    """How every part of an episode is levelled and encoded."""

    sample_rate: int
    """Hz."""
    settings: EncoderSettings
    gain_db: float | None
    """None if the sound keeps its level."""
    headroom_db: float
    """Margin below the target's true peak, for what the encoder adds to peaks."""

    def level(self, part: Part, below_db: float) -> Iterable[Samples]:
        """The part's samples, levelled, with peaks `below_db` below the settings' ceiling."""
        target, kind = self.settings.target, self.settings.kind
        if target is None or self.gain_db is None:
            return part.blocks()
        leveller = Leveller(
            self.sample_rate,
            target,
            gain_db=self.gain_db,
            lost_db=kind.lost_db,
            headroom_db=self.headroom_db + below_db,
        )
        return leveller.level(part.blocks())

    def excess_db(self, peak: float) -> float:
        """By how many dB a peak exceeds the target's; negative if it does not."""
        if self.settings.target is None or not peak:
            return -np.inf
        over: float = 20 * np.log10(peak / FULL_SCALE) - self.settings.target.true_peak_dbtp
        return over

    def describe(self) -> str:
        """Everything that a part's frames and measurements depend on, except its samples."""
        target = self.settings.target
        told = (
            *(VERSION, MEASURED, self.sample_rate, self.kbps),
            *(self.gain_db, target, self.headroom_db),
        )
        return repr(told)

    @property
    def kbps(self) -> int:
        """Bit rate in kilobits a second."""
        return self.settings.kbps


@dataclass(frozen=True, slots=True)
class Joined:
    """The result of joining all parts."""

    meter: Meter
    """Has measured the decoded sound of all parts."""
    length: int
    """Samples that were encoded."""


def join_parts(
    chunks: Iterable[Samples],
    levelling: Levelling,
    file: BinaryIO,
    store: FrameStore | None = None,
) -> Joined:
    """Encode `chunks` as an mp3 and write it to a seekable file, the Info frame first.

    Raises:
        EncoderFailed: LAME failed.
        OutputError: a part that is too long for memory cannot be kept on disk.
    """
    meter = Meter(levelling.sample_rate)
    first = b""
    length = count = size = 0
    with closing(encode_parts(chunks, levelling, store)) as parts:
        for part, encoded in parts:
            if not first:
                first = encoded.frames[:4]
                file.write(bytes(len(make_info_frame(first, 0, 0, -ENCODER_DELAY))))
            file.write(encoded.frames)
            meter.add(encoded.energies, encoded.peak)
            length += part.length
            count += encoded.count
            size += len(encoded.frames)
    file.seek(0)
    file.write(make_info_frame(first, count, size, length))
    return Joined(meter, length)


def encode_parts(
    chunks: Iterable[Samples], levelling: Levelling, store: FrameStore | None = None
) -> Generator[tuple[Part, EncodedPart], None, None]:
    """Every part in order, with its frames and the measurements of their decoded sound.

    Close it if you stop before its end, so that its threads end where you wait for them.

    Raises:
        EncoderFailed: LAME failed.
        OutputError: a part that is too long for memory cannot be kept on disk.
    """
    waiting: deque[tuple[Part, Future[EncodedPart]]] = deque()
    threads = count_threads()
    pool = open_pool(threads, "encode")
    try:
        for number, part in enumerate(cut_parts(chunks, levelling.sample_rate), start=1):
            if number % PARTS_BETWEEN_TRIMS == 0:
                give_back_free_memory()
            waiting.append((part, pool.submit(_encode, part, levelling, store)))
            # a finished part leaves at once: a listener to a stream waits for the first one
            while waiting and (len(waiting) > AHEAD * threads or waiting[0][1].done()):
                yield _take_first(waiting)
        while waiting:
            yield _take_first(waiting)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for part, _ in waiting:
            part.close()


def _take_first(
    waiting: deque[tuple[Part, Future[EncodedPart]]],
) -> tuple[Part, EncodedPart]:
    encoded = waiting[0][1].result()
    part, _ = waiting.popleft()
    part.close()
    return part, encoded


def _encode(part: Part, levelling: Levelling, store: FrameStore | None) -> EncodedPart:
    digest = _digest(part, levelling) if store is not None else ""
    if store is not None:
        kept = _unpack(store.get_frames(digest))
        if kept is not None:
            return kept
    below_db = 0.0
    for _ in range(MAX_TRIES):
        encoded = _encode_once(part, levelling, below_db)
        excess_db = levelling.excess_db(encoded.peak)
        if excess_db <= 0:
            break
        below_db += excess_db + MARGIN_DB
    if store is not None:
        store.put_frames(digest, _pack(encoded))
    return encoded


def _encode_once(part: Part, levelling: Levelling, below_db: float) -> EncodedPart:
    rate = levelling.sample_rate
    data = encode_frames(levelling.level(part, below_db), rate, levelling.kbps)
    # the last part rings out; every other part ends in silence, in which the next one begins
    heard = part.length + (DELAY if part.is_last else 0)
    count = -(-heard // frame_samples(rate))
    try:
        frames = take_frames(data, count)
    except ValueError as error:
        raise EncoderFailed(
            f"lame did not return a complete part of the sound: {error}"
        ) from error
    meter = Meter(rate)
    hop = rate * HOP_MS // 1000
    decoded = 0
    for chunk in decode_frames(frames, rate):
        meter.feed(chunk)
        decoded += len(chunk)
    if decoded != count * frame_samples(rate):
        raise EncoderFailed(
            f"lame returned {count} frames that decode to {decoded} samples; "
            "run it again, or choose another --format"
        )
    # a part need not end with a whole hop: the last one counts if at least half of it is there
    missing = -count * frame_samples(rate) % hop
    if missing <= hop // 2:
        meter.feed(np.zeros(missing, dtype=np.int16))
    return EncodedPart(frames, count, meter.energies, meter.peak)


def _digest(part: Part, levelling: Levelling) -> str:
    digest = hashlib.sha256(levelling.describe().encode())
    digest.update(b"last" if part.is_last else b"part")
    for block in part.blocks():
        digest.update(block.data)
    return digest.hexdigest()


def _pack(encoded: EncodedPart) -> bytes:
    head = ENTRY.pack(encoded.count, len(encoded.energies), encoded.peak)
    return head + encoded.energies.astype("<f4").tobytes() + encoded.frames


def _unpack(content: bytes | None) -> EncodedPart | None:
    if content is None:
        return None
    count, hops, peak = ENTRY.unpack_from(content)
    energies = np.frombuffer(content, "<f4", hops, offset=ENTRY.size)
    return EncodedPart(content[ENTRY.size + 4 * hops :], count, energies, peak)
