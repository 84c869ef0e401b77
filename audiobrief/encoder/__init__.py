"""Samples -> an audio file: streamed, levelled, tagged, whole or not at all.

    def open_sound() -> Stitched:
        return stitch(script, synthesize(...),
                      sample_rates=settings.sample_rates, frame=settings.frame)

    encode(open_sound, path, settings)

The sound may be asked for a second time: where the first pass shows that its
loudness misses the target, a second one corrects it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from audiobrief.audio import Samples
from audiobrief.encoder.ffmpeg import FfmpegRun
from audiobrief.encoder.formats import FORMATS, Format
from audiobrief.errors import ConfigError
from audiobrief.files import written_whole


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What the file is to be."""

    format: str = "mp3"
    """A name in `FORMATS`."""
    kbps: int | None = None
    """Bit rate, kilobits a second; None for the format's own."""

    def __post_init__(self) -> None:
        """Check the names and ranges.

        Raises:
            ConfigError: the format is unknown, or the bit rate is out of range.
        """
        if self.format not in FORMATS:
            raise ConfigError(f"format {self.format!r} is unknown; known: {', '.join(FORMATS)}")
        if self.kbps is not None and not 16 <= self.kbps <= 320:
            raise ConfigError(f"kbps {self.kbps} is out of range: 16 to 320")

    @property
    def suffix(self) -> str:
        """Of the file's name: ".mp3"."""
        return FORMATS[self.format].suffix

    @property
    def media_type(self) -> str:
        """IANA media type, for feeds and pages: "audio/mpeg"."""
        return FORMATS[self.format].media_type

    @property
    def sample_rates(self) -> tuple[int, ...]:
        """Hz, that the format can hold; empty for any."""
        return FORMATS[self.format].sample_rates

    @property
    def frame(self) -> int:
        """Samples of which a sound's length must be a multiple, to come back as it went in."""
        return FORMATS[self.format].frame


class Sound(Protocol):
    """Chunks of mono int16 that can be taken once."""

    sample_rate: int
    """Hz."""

    def __iter__(self) -> Iterator[Samples]: ...


def encode(open_sound: Callable[[], Sound], path: Path, settings: EncoderSettings) -> None:
    """Write the sound to `path`, which appears whole or keeps what it held.

    Raises:
        OutputError: `path` cannot be written to.
        EncoderMissing: there is no ffmpeg program.
        EncoderFailed: ffmpeg died or hung.
    """
    with written_whole(path) as temporary:
        sound = open_sound()
        with FfmpegRun(_arguments(sound.sample_rate, settings, str(temporary))) as run:
            for chunk in sound:
                run.write(chunk)
            run.finish()


def _arguments(sample_rate: int, settings: EncoderSettings, target: str) -> list[str]:
    kind: Format = FORMATS[settings.format]
    kbps = settings.kbps or kind.kbps
    return [
        *("-f", "s16le", "-ar", str(sample_rate), "-ac", "1", "-i", "pipe:0"),
        *("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"),
        *("-c:a", *kind.codec),
        *(("-b:a", f"{kbps}k") if kbps else ()),
        *("-f", kind.muxer, target),
    ]
