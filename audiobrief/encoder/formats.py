"""The formats an episode may be written in: one row each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """How ffmpeg writes a format, and what of it the other rooms need to know."""

    suffix: str
    media_type: str
    """IANA media type, for feeds and pages."""
    muxer: str
    codec: tuple[str, ...]
    """ffmpeg's arguments for the codec, without the bit rate."""
    kbps: int
    """Bit rate by default, kilobits a second; 0 where there is no choice."""
    sample_rates: tuple[int, ...] = ()
    """Hz, that the codec decodes to; empty for any."""
    frame: int = 1
    """Samples of one frame: ffmpeg gives an episode's last one back whole, so that the
    timeline must end with it."""


MPEG_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000)
AAC_RATES = (*MPEG_RATES, 64000, 88200, 96000)

FORMATS: dict[str, Format] = {
    # LAME's -compression_level 7 takes half the time of its default 5
    "mp3": Format(
        ".mp3", "audio/mpeg", "mp3", ("libmp3lame", "-compression_level", "7"), 64, MPEG_RATES
    ),
    "m4a": Format(
        ".m4a", "audio/mp4", "ipod", ("aac", "-aac_coder", "fast"), 64, AAC_RATES, 1024
    ),
    "m4b": Format(
        ".m4b", "audio/mp4", "ipod", ("aac", "-aac_coder", "fast"), 64, AAC_RATES, 1024
    ),
    # Opus always decodes at 48 kHz (RFC 7845)
    "opus": Format(
        ".opus", "audio/ogg", "opus", ("libopus", "-application", "voip"), 32, (48000,)
    ),
    "flac": Format(".flac", "audio/flac", "flac", ("flac",), 0),
    "wav": Format(".wav", "audio/wav", "wav", ("pcm_s16le",), 0),
}
