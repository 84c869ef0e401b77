"""Decode mp3, WAV and flac in this process, and other files by ffmpeg.

The `miniaudio` library contains dr_mp3, dr_wav and dr_flac. On ten minutes of speech the samples
of an mp3 differ from ffmpeg's by at most one step of 16 bits, and they are as many: both leave
out what the encoder added. A function call starts no process, waits for no pipe and takes
0.35 of ffmpeg's time. So whoever makes mp3 needs no ffmpeg.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from audiobrief.audio import Samples, make_silence, resample_samples
from audiobrief.encoder import ffmpeg
from audiobrief.errors import EncoderFailed, EncoderMissing

BLOCK = 1 << 15
"""Samples decoded in one call."""
READ_HERE = {".mp3", ".wav", ".flac"}
"""Suffixes of files that miniaudio reads. In Ogg it knows Vorbis alone, and not Opus."""
RATES_HZ = range(4_000, 384_001)
"""Sample rates that are read, in Hz: telephones have 8,000, and the fastest converters 384,000. A
file that claims 1 Hz would last for days, and resampled take gigabytes of memory."""
MAX_RESAMPLED_S = 600
"""Seconds that are decoded at most at another rate: they are in memory at once."""


def decode(path: Path, *, sample_rate: int | None = None) -> Iterator[Samples]:
    """The decoded sound of a file as chunks of mono int16, at its own rate or `sample_rate` Hz.

    At another rate than its own, ten minutes of it come at most.

    Raises:
        EncoderMissing: the file is neither mp3 nor WAV nor flac, and there is no ffmpeg program.
        EncoderFailed: the file is no regular one, or cannot be decoded, or its sample rate is none
            of sound, or ffmpeg gave nothing for half a minute.
    """
    import miniaudio

    if path.exists() and not path.is_file():
        # whoever opens a pipe without a writer waits for ever
        raise EncoderFailed(f"{path.name} is no regular file; name a file of sound")
    try:
        info = _read_info(path)
    except (miniaudio.MiniaudioError, OSError) as error:
        # ffmpeg knows more kinds, and reads some files that are damaged
        try:
            yield from ffmpeg.decode(path, sample_rate=sample_rate)
        except EncoderMissing as missing:
            raise EncoderMissing(
                f"{path.name} is no mp3, WAV or flac that can be read here ({error}): {missing}"
            ) from error
        return
    own: int = info.sample_rate
    if own not in RATES_HZ:
        raise EncoderFailed(
            f"{path.name} says that it has {own:,} samples a second; {RATES_HZ.start:,} to "
            f"{RATES_HZ.stop - 1:,} are read, so save it again at 44,100"
        )
    chunks = _decode_here(path, own)
    if sample_rate in {None, own}:
        yield from chunks
        return
    assert sample_rate is not None
    gathered: list[Samples] = [make_silence(0)]
    left = MAX_RESAMPLED_S * own
    for chunk in chunks:
        gathered.append(chunk[:left])
        left -= len(chunk)
        if left <= 0:
            break
    samples = np.concatenate(gathered)
    if len(samples):
        yield resample_samples(samples, own, sample_rate)


def _read_info(path: Path) -> Any:
    """What miniaudio knows of a file that it decodes.

    Raises:
        MiniaudioError: it does not decode it.
    """
    import miniaudio

    if path.suffix.lower() not in READ_HERE:
        raise miniaudio.DecodeError("unknown format")
    return miniaudio.get_file_info(str(path))


def _decode_here(path: Path, sample_rate: int) -> Iterator[Samples]:
    import miniaudio

    try:
        for block in miniaudio.stream_file(
            str(path),
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=sample_rate,
            frames_to_read=BLOCK,
        ):
            yield np.frombuffer(block, dtype=np.int16)
    except miniaudio.MiniaudioError as error:
        raise EncoderFailed(
            f"{path.name} cannot be decoded: {error}; check the file"
        ) from error


def decode_frames(frames: bytes, sample_rate: int) -> Iterator[Samples]:
    """Mono int16 samples at `sample_rate` (Hz) from whole frames at that rate.

    The samples that encoder and decoder add are not removed: as many samples come back as the
    frames hold, starting with the decoder's delay.

    Raises:
        EncoderFailed: `frames` are not layer III frames.
    """
    import miniaudio

    try:
        decoded = miniaudio.stream_memory(
            frames,
            miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=sample_rate,
            frames_to_read=BLOCK,
        )
        for block in decoded:
            yield np.frombuffer(block, dtype=np.int16)
    except miniaudio.MiniaudioError as error:
        raise EncoderFailed(
            f"the output of lame cannot be decoded: {error}; run it again, or choose another --format"
        ) from error
