"""The encoder's settings."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.encoder.formats import FORMATS, Format
from audiobrief.encoder.targets import LUFS_RANGE, TARGETS, Target
from audiobrief.errors import ConfigError

NO_TARGET = "off"
SAMPLE_RATES = (8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000)
"""Sample rates (Hz) for formats that can hold any: those that players know."""
QUIET_RANGE = (0, 10_000)


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """How the audio file is encoded."""

    format: str = "mp3"
    """A name in `FORMATS`."""
    bitrate: int | None = None
    """Bit rate in kilobits a second; None for the format's default (`audiobrief make --help`
    lists them). An mp3 below 32 kHz holds 160 at most."""
    sample_rate: int | None = None
    """Sample rate in Hz, such as 44100; None for the voice's own, or the next above it that the
    format has. A higher rate improves no voice; it is for programs that accept only 44100."""
    loudness: str = "apple"
    """A name in `TARGETS`, an integrated loudness in LUFS ("-19", mono counted as dual mono), or
    "off" for none."""
    true_peak_dbtp: float | None = None
    """Highest true peak in dBTP; None for the target's own."""
    quiet_before_ms: int = 500
    """Milliseconds of room tone before the first sound, since a wireless loudspeaker that wakes
    up swallows the first third of a second."""
    quiet_after_ms: int = 1000
    """Milliseconds of room tone after the last sound, so that the next episode does not follow
    at once."""

    def __post_init__(self) -> None:
        """Check names and ranges.

        Raises:
            ConfigError: a name is unknown, or a figure is out of its range.
        """
        if self.format not in FORMATS:
            raise ConfigError(f"format {self.format!r} is unknown; known: {', '.join(FORMATS)}")
        low, high = self.kind.bit_rates
        if self.bitrate is not None and not low <= self.bitrate <= high:
            raise ConfigError(
                f"bitrate {self.bitrate} is out of range for {self.format}: {low} to {high}"
            )
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
        """The format's row in `FORMATS`."""
        return FORMATS[self.format]

    @property
    def target(self) -> Target | None:
        """The loudness and peak that the decoded file should have; None to leave them alone."""
        if self.loudness == NO_TARGET:
            return None
        target = TARGETS.get(self.loudness) or Target(_parse_lufs(self.loudness))
        if self.true_peak_dbtp is None:
            return target
        return Target(target.lufs, self.true_peak_dbtp)

    @property
    def suffix(self) -> str:
        """Suffix of the file's name: ".mp3"."""
        return self.kind.suffix

    @property
    def sample_rates(self) -> tuple[int, ...]:
        """Sample rates (Hz) that the file may have; empty for any."""
        return (self.sample_rate,) if self.sample_rate else self.kind.sample_rates

    @property
    def kbps(self) -> int:
        """Bit rate of the codec in kilobits a second; 0 for a lossless format."""
        return self.kind.kbps and (self.bitrate or self.kind.kbps)

    @property
    def frame(self) -> int:
        """Samples of which a sound's length must be a multiple to decode to the same length."""
        return self.kind.frame

    def frame_at(self, sample_rate: int) -> int:
        """Frame length in samples at a rate (Hz); segments should begin on multiples of it."""
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
