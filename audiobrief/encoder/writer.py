"""Write samples to an audio file: streamed, levelled, tagged, whole or not at all.

    def open_sound() -> Stitched:
        return stitch(script, synthesize(...), sample_rates=settings.sample_rates,
                      frame_at=settings.frame_at)

    loudness = encode(open_sound, path, settings, lambda: make_tags(...))

The loudness that counts is that of the decoded file, which is known only once
the file is written. If it misses the target, `encode` calls `open_sound` again
for another pass; for eSpeak's voices the first pass is enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Protocol

from audiobrief.audio import Samples
from audiobrief.audio.loudness import Meter
from audiobrief.characters import make_all_writable
from audiobrief.encoder.ffmpeg import FfmpegRun, decode
from audiobrief.encoder.id3 import make_id3
from audiobrief.encoder.joining import FrameStore, Levelling, encode_parts, join_parts
from audiobrief.encoder.level import Leveller
from audiobrief.encoder.settings import EncoderSettings
from audiobrief.encoder.tagging import metadata_arguments, write_tags
from audiobrief.encoder.tags import Tags
from audiobrief.errors import EncoderFailed
from audiobrief.model import Loudness
from audiobrief.system.files import written_whole
from audiobrief.system.memory import give_back_free_memory

TOLERANCE_LU = 0.4
"""Half a unit is allowed; the remaining tenth is left for meters that measure differently."""
MAX_PASSES = 3


class Sound(Protocol):
    """Chunks of mono int16 samples that can be iterated once."""

    sample_rate: int
    """Hz."""

    def __iter__(self) -> Iterator[Samples]: ...


def encode(
    open_sound: Callable[[], Sound],
    path: Path,
    settings: EncoderSettings,
    make_tags: Callable[[], Tags] | None = None,
    *,
    voice_lufs: float | None = None,
    store: FrameStore | None = None,
) -> Loudness:
    """Write the sound to `path`; if that fails, `path` keeps its old content.

    `make_tags` is called after the last sample was taken. `voice_lufs` is the loudness of
    the sound before levelling, if it is known. If the format is joined from parts, `store`
    keeps the encoded parts for later runs. The loudness that comes back is measured on the
    decoded file; it is -inf for silence.

    Raises:
        OutputError: `path` cannot be written to.
        EncoderMissing: no ffmpeg program was found.
        EncoderFailed: ffmpeg died or hung, twice in a row.
    """
    with written_whole(path) as temporary:
        try:
            loudness, sample_rate = _encode_to_target(
                open_sound, temporary, settings, voice_lufs, store
            )
        except EncoderFailed:
            # a run that was killed, for its memory or by hand, may succeed at a second try
            loudness, sample_rate = _encode_to_target(
                open_sound, temporary, settings, voice_lufs, store
            )
        # the tags need all words of the episode in memory at once, but no more samples
        give_back_free_memory()
        if make_tags is not None:
            write_tags(temporary, settings.kind, make_tags(), sample_rate)
    return loudness


def encode_to_stream(
    sound: Sound,
    stream: BinaryIO,
    settings: EncoderSettings,
    tags: Tags | None = None,
    *,
    voice_lufs: float | None = None,
) -> None:
    """Write the sound to a stream, such as standard output, as it comes.

    `stream` must have a file descriptor. A stream cannot be corrected afterwards: its gain
    comes from `voice_lufs`, or from the first half minute if that is None. It holds no
    chapters, and an mp3 does not state its length.

    Raises:
        EncoderMissing: no ffmpeg program was found.
        EncoderFailed: ffmpeg died or hung, or the reader of the stream has gone.
    """
    leveller = _make_leveller(
        sound.sample_rate, settings, None, settings.kind.headroom_db, voice_lufs
    )
    if settings.kind.joined:
        _stream_parts(sound, leveller, stream, settings, tags)
        return
    arguments = [
        *_inputs(sound.sample_rate),
        *(metadata_arguments(tags) if tags is not None else ()),
        *_codec(settings),
        *settings.kind.stream,
        *("-flush_packets", "1", "-f", settings.kind.muxer, "pipe:1"),
    ]
    with FfmpegRun(arguments, stdout=stream) as run:
        for chunk in _level(sound, leveller):
            run.write(chunk)
        run.finish()


def _stream_parts(
    sound: Sound,
    leveller: Leveller | None,
    stream: BinaryIO,
    settings: EncoderSettings,
    tags: Tags | None,
) -> None:
    chunks, levelling = _judge(sound, leveller, settings, settings.kind.headroom_db)
    try:
        if tags is not None:
            stream.write(make_id3(make_all_writable(tags)))
        with closing(encode_parts(chunks, levelling)) as parts:
            for _, encoded in parts:
                stream.write(encoded.frames)
                stream.flush()
    except BrokenPipeError as error:
        raise EncoderFailed(
            "the reader of the stream closed it; run the command again"
        ) from error


def _judge(
    sound: Sound, leveller: Leveller | None, settings: EncoderSettings, headroom_db: float
) -> tuple[Iterator[Samples], Levelling]:
    """The chunks of the sound, and how to level each part of it."""
    chunks = iter(sound) if leveller is None else leveller.judge(sound)
    gain_db = None if leveller is None else leveller.gain_db
    return chunks, Levelling(sound.sample_rate, settings, gain_db, headroom_db)


def _encode_to_target(
    open_sound: Callable[[], Sound],
    path: Path,
    settings: EncoderSettings,
    voice_lufs: float | None,
    store: FrameStore | None,
) -> tuple[Loudness, int]:
    target = settings.target
    gain_db: float | None = None
    headroom_db = settings.kind.headroom_db
    for passed in range(1, MAX_PASSES + 1):
        sound = open_sound()
        leveller = _make_leveller(sound.sample_rate, settings, gain_db, headroom_db, voice_lufs)
        if settings.kind.joined:
            chunks, levelling = _judge(sound, leveller, settings, headroom_db)
            loudness = _encode_in_parts(chunks, levelling, path, store)
        else:
            loudness = _encode_once(_level(sound, leveller), sound.sample_rate, path, settings)
        if target is None or leveller is None or leveller.gain_db is None:
            break
        heard = not leveller.is_silent and math.isfinite(loudness.integrated_lufs)
        miss_lu = target.lufs - loudness.integrated_lufs if heard else 0.0
        excess_db = loudness.true_peak_dbtp - target.true_peak_dbtp
        if (excess_db <= 0 and abs(miss_lu) <= TOLERANCE_LU) or passed == MAX_PASSES:
            break
        gain_db = leveller.gain_db + miss_lu
        if abs(miss_lu) > TOLERANCE_LU and passed == 1:
            # if the limiter was active, the result's loudness says little about the sound's own
            gain_db = target.lufs + settings.kind.lost_db - _measure(open_sound())
        headroom_db += max(0.0, excess_db + 0.05)
    return loudness, sound.sample_rate


def _measure(sound: Sound) -> float:
    meter = Meter(sound.sample_rate, true_peak=False)
    for chunk in sound:
        meter.feed(chunk)
    return meter.integrated_lufs


def _encode_in_parts(
    chunks: Iterable[Samples], levelling: Levelling, path: Path, store: FrameStore | None
) -> Loudness:
    with path.open("wb") as file:
        joined = join_parts(chunks, levelling, file, store)
    return Loudness(joined.meter.integrated_lufs, joined.meter.true_peak_dbtp)


def _encode_once(
    chunks: Iterable[Samples], sample_rate: int, path: Path, settings: EncoderSettings
) -> Loudness:
    finish = settings.kind.finish_arguments(sample_rate)
    arguments = [*_inputs(sample_rate), *_codec(settings), *finish]
    meter = Meter(sample_rate)
    with FfmpegRun([*arguments, "-f", settings.kind.muxer, str(path)]) as run:
        for chunk in chunks:
            run.write(chunk)
            if settings.kind.lossless:
                meter.feed(chunk)
        run.finish()
    if not path.stat().st_size:
        raise EncoderFailed(
            "ffmpeg reported success but wrote nothing; run `audiobrief doctor`"
        )
    if not settings.kind.lossless:
        for chunk in decode(path):
            meter.feed(chunk)
    return Loudness(meter.integrated_lufs, meter.true_peak_dbtp)


def _make_leveller(
    sample_rate: int,
    settings: EncoderSettings,
    gain_db: float | None,
    headroom_db: float,
    voice_lufs: float | None,
) -> Leveller | None:
    if settings.target is None:
        return None
    return Leveller(
        sample_rate,
        settings.target,
        gain_db=gain_db,
        voice_lufs=voice_lufs,
        lost_db=settings.kind.lost_db,
        headroom_db=headroom_db,
    )


def _level(sound: Sound, leveller: Leveller | None) -> Iterable[Samples]:
    return sound if leveller is None else leveller.level(sound)


def _inputs(sample_rate: int) -> list[str]:
    # raw samples need no probing, for which ffmpeg would wait for five seconds of them
    known = ["-probesize", "32", "-analyzeduration", "0"]
    return ["-f", "s16le", *known, "-ar", str(sample_rate), "-ac", "1", "-i", "pipe:0"]


def _codec(settings: EncoderSettings) -> list[str]:
    return [
        # without dates and versions, the same samples give the same bytes
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-c:a", *settings.kind.codec),
        *(("-b:a", f"{settings.kbps}k") if settings.kbps else ()),
    ]
