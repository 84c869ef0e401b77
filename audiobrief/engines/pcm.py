"""Convert audio bytes to mono int16: WAV and raw PCM by numpy, other formats by ffmpeg."""

from __future__ import annotations

import shutil
import struct
import subprocess

import numpy as np
from numpy.typing import NDArray

from audiobrief.system.processes import start_tied

MAX_DECODE_S = 120
UNKNOWN_SIZES = {0, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFF - 36, 0x7FFFFFFF - 36}
"""Lengths that programs write into a WAV that they stream, whose length they cannot know."""
COMPRESSED = (
    # first bytes -> ffmpeg's demuxer; ffmpeg must not guess it, since it also reads playlists
    (b"FORM", "aiff"), (b"ID3", "mp3"), (b"fLaC", "flac"), (b"OggS", "ogg"),
    (b"\xff\xf1", "aac"), (b"\xff\xf9", "aac"), (b"\xff", "mp3"),
)  # fmt: skip
RATES = range(1_000, 768_001)
"""Sample rates in Hz that a voice may have; from 1 Hz a minute of bytes would become a day."""
MOST_S = 3600
"""The most seconds of sound for one text: 4,096 characters take twenty minutes at the slowest."""
WAVE_PCM, WAVE_FLOAT, WAVE_EXTENSIBLE = 1, 3, 0xFFFE


class NotSound(Exception):
    """The bytes are not the expected audio; the message says why."""


def decode(content: bytes, *, pcm_rate: int | None = None) -> tuple[NDArray[np.int16], int]:
    """Mono samples and their rate in Hz; only the bytes decide the format, not a name.

    With `pcm_rate`, bytes without a header are little-endian PCM16 at that rate.

    Raises:
        NotSound: the bytes are not audio, are cut short, or contain NaN or infinity.
    """
    if content[:4] in {b"RIFF", b"RF64"}:
        return read_wav(content)
    if pcm_rate is not None:
        if len(content) % 2:
            raise NotSound("it has an odd number of bytes of PCM: it was cut short")
        if len(content) // 2 > MOST_S * pcm_rate:
            raise NotSound(
                f"{len(content) // 2 / pcm_rate:.0f} s of PCM; that is no speech of a text"
            )
        return np.frombuffer(content, "<i2"), pcm_rate
    for magic, demuxer in COMPRESSED:
        if content.startswith(magic):
            return read_wav(_decode_compressed(content, demuxer))
    raise NotSound(f"it begins with {content[:16]!r}, which is no known audio format")


def read_wav(content: bytes) -> tuple[NDArray[np.int16], int]:
    """Mono samples of a RIFF WAVE file, channels averaged, and their rate in Hz.

    8, 16, 24 and 32 bits and floats are read. If the writer could not know the
    length (see `UNKNOWN_SIZES`), the samples run to the end of the file.

    Raises:
        NotSound: the file is damaged, cut short, or in another encoding.
    """
    view = memoryview(content)
    layout: tuple[int, ...] | None = None
    position = 12
    while position + 8 <= len(view):
        kind, size = struct.unpack_from("<4sI", view, position)
        body = view[position + 8 : position + 8 + size]
        if kind == b"fmt " and len(body) >= 16:
            layout = struct.unpack_from("<HHIIHH", body)
            if layout[0] == WAVE_EXTENSIBLE and len(body) >= 26:
                layout = (*struct.unpack_from("<H", body, 24), *layout[1:])
        elif kind == b"data":
            if layout is None:
                raise NotSound("a WAV without a format")
            if size in UNKNOWN_SIZES:
                body = view[position + 8 :]
            elif len(body) < size:
                raise NotSound(f"a WAV of {size} bytes ends after {len(body)}")
            return _read_samples(body, layout)
        position += 8 + size + size % 2
    raise NotSound("a WAV without samples")


def from_float(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    """Samples of -1.0 to 1.0 as int16; louder ones are clipped.

    Raises:
        NotSound: a sample is NaN or infinite.
    """
    if not np.isfinite(samples).all():
        raise NotSound("samples that are not numbers (NaN or infinite)")
    clipped: NDArray[np.float32] = np.clip(np.rint(samples * 32767.0), -32768, 32767)
    return clipped.astype(np.int16)


def _read_samples(body: memoryview, layout: tuple[int, ...]) -> tuple[NDArray[np.int16], int]:
    coding, channels, rate, _, _, bits = layout
    frame = channels * bits // 8
    if not frame or not rate:
        raise NotSound("a WAV whose format says nothing")
    if rate not in RATES:
        raise NotSound(f"a WAV with {rate} samples a second")
    if len(body) // frame > MOST_S * rate:
        raise NotSound(
            f"a WAV of {len(body) // frame / rate:.0f} s; that is no speech of a text"
        )
    body = body[: len(body) // frame * frame]
    if (coding, bits) == (WAVE_PCM, 16):
        samples = np.frombuffer(body, "<i2")
        if channels == 1:
            return samples, rate
        wide = samples.astype(np.float32) / 32767
    elif coding == WAVE_PCM and bits == 8:
        wide = (np.frombuffer(body, np.uint8).astype(np.float32) - 128) / 127
    elif coding == WAVE_PCM and bits == 24:
        # use the upper two of the three bytes: the lowest is below the noise of 16 bits
        octets = np.frombuffer(body, np.uint8).reshape(-1, 3)
        wide = np.ascontiguousarray(octets[:, 1:]).view("<i2")[:, 0].astype(np.float32) / 32767
    elif coding == WAVE_PCM and bits == 32:
        wide = (np.frombuffer(body, "<i4") / 2147483647).astype(np.float32)
    elif coding == WAVE_FLOAT and bits in {32, 64}:
        wide = np.frombuffer(body, f"<f{bits // 8}").astype(np.float32)
    else:
        raise NotSound(f"a WAV in coding {coding} with {bits} bits")
    return from_float(wide.reshape(-1, channels).mean(axis=1)), rate


def _decode_compressed(content: bytes, demuxer: str) -> bytes:
    program = shutil.which("ffmpeg")
    if program is None:
        try:
            import imageio_ffmpeg

            program = imageio_ffmpeg.get_ffmpeg_exe()
        except (ImportError, RuntimeError) as error:
            raise NotSound(
                f"{demuxer} is decoded by ffmpeg, which is not there; have the server send wav, "
                "install ffmpeg, or run `pip install 'audiobrief[ffmpeg]'`"
            ) from error
    command = [program, "-v", "error", "-protocol_whitelist", "pipe", "-f", demuxer]
    command += ["-i", "pipe:0", "-ac", "1", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1"]
    pipe = subprocess.PIPE
    try:
        with start_tied(command, stdin=pipe, stdout=pipe, stderr=pipe) as run:
            try:
                sound, said = run.communicate(content, timeout=MAX_DECODE_S)
            finally:
                run.kill()
    except subprocess.TimeoutExpired as error:
        raise NotSound(f"ffmpeg did not decode it in {MAX_DECODE_S} s") from error
    if run.returncode or not sound:
        reason = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise NotSound(f"ffmpeg cannot decode it: {reason or 'no sound'}")
    return bytes(sound)
