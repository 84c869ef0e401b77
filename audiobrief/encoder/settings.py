"""What a user may ask of the encoder."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.encoder.formats import FORMATS, Format
from audiobrief.encoder.targets import LUFS_RANGE, TARGETS, Target
from audiobrief.errors import ConfigError

NO_TARGET = "off"
BITRATE_RANGE = (16, 320)
SAMPLE_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000)
"""Hz, of formats that can hold any: those that players know."""
QUIET_RANGE = (0, 10_000)


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What the file is to be."""

    format: str = "mp3"
    """A name in `FORMATS`."""
    bitrate: int | None = None
    """Kilobits a second; None for the format's own: 96 for mp3, 64 for m4a and m4b, 32 for opus. An mp3
    below 32 kHz holds 160 at most."""
    sample_rate: int | None = None
    """Hz, such as 44100; None for the voice's own, or the next above it that the format has. No
    voice gains by a higher one: it is for programs that take 44100 alone."""
    loudness: str = "apple"
    """A name in `TARGETS`, an integrated loudness in LUFS ("-19"), or "off" for none."""
    true_peak_dbtp: float | None = None
    """At most; None for the target's own."""
    quiet_before_ms: int = 500
    """Before the first sound, milliseconds of room tone: a wireless loudspeaker that wakes up
    swallows the first third of a second."""
    quiet_after_ms: int = 1000
    """After the last sound, milliseconds: so that the next episode does not fall into it."""

    def __post_init__(self) -> None:
        """Check names and ranges.

        Raises:
            ConfigError: a name is unknown, or a figure is out of its range.
        """
        if self.format not in FORMATS:
            raise ConfigError(f"format {self.format!r} is unknown; known: {', '.join(FORMATS)}")
        low, high = BITRATE_RANGE
        if self.bitrate is not None and not low <= self.bitrate <= high:
            raise ConfigError(f"bitrate {self.bitrate} is out of range: {low} to {high}")
        rates = self.kind.sample_rates or SAMPLE_RATES
        if self.sample_rate is not None and self.sample_rate not in rates:
            raise ConfigError(
                f"sample_rate {self.sample_rate} is not one that {self.format} has: "
                f"{', '.join(map(str, rates))}"
            )
        low, high = QUIET_RANGE
        for name in ("quiet_before_ms", "quiet_after_ms"):
            if not low <= getattr(self, name) <= high:
                raise ConfigError(
                    f"{name} {getattr(self, name)} is out of range: {low} to {high}"
                )
        if self.true_peak_dbtp is not None and not -12.0 <= self.true_peak_dbtp <= 0.0:
            raise ConfigError(
                f"true_peak_dbtp {self.true_peak_dbtp:g} is out of range: -12 to 0"
            )
        if self.loudness != NO_TARGET and self.loudness not in TARGETS:
            _parse_lufs(self.loudness)

    @property
    def kind(self) -> Format:
        """The row of the format."""
        return FORMATS[self.format]

    @property
    def target(self) -> Target | None:
        """What the decoded file is to measure; None for whatever comes."""
        if self.loudness == NO_TARGET:
            return None
        target = TARGETS.get(self.loudness) or Target(_parse_lufs(self.loudness))
        if self.true_peak_dbtp is None:
            return target
        return Target(target.lufs, self.true_peak_dbtp)

    @property
    def suffix(self) -> str:
        """Of the file's name: ".mp3"."""
        return self.kind.suffix

    @property
    def sample_rates(self) -> tuple[int, ...]:
        """Hz, that the file may have; empty for any."""
        return (self.sample_rate,) if self.sample_rate else self.kind.sample_rates

    @property
    def kbps(self) -> int:
        """Kilobits a second that are asked of the codec; 0 for a format without loss."""
        return self.kind.kbps and (self.bitrate or self.kind.kbps)

    @property
    def frame(self) -> int:
        """Samples of which a sound's length must be a multiple, to come back as it went in."""
        return self.kind.frame

    def frame_at(self, sample_rate: int) -> int:
        """Samples of the frames on which its segments should begin, at that rate (Hz)."""
        return self.kind.frame_at(sample_rate)


def _parse_lufs(text: str) -> float:
    low, high = LUFS_RANGE
    try:
        lufs = float(text)
    except ValueError:
        raise ConfigError(
            f"loudness {text!r} is unknown; known: {', '.join(TARGETS)}, {NO_TARGET}, or a number in LUFS"
        ) from None
    if not low <= lufs <= high:
        raise ConfigError(f"loudness {lufs:g} is out of range: {low:g} to {high:g} LUFS")
    return lufs
