"""What a user may ask of the encoder."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.encoder.formats import FORMATS, Format
from audiobrief.encoder.targets import LUFS_RANGE, TARGETS, Target
from audiobrief.errors import ConfigError

NO_TARGET = "off"
KBPS_RANGE = (16, 320)


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """What the file is to be."""

    format: str = "mp3"
    """A name in `FORMATS`."""
    kbps: int | None = None
    """Bit rate, kilobits a second; None for the format's own."""
    loudness: str = "apple"
    """A name in `TARGETS`, an integrated loudness in LUFS ("-19"), or "off" for none."""
    true_peak_dbtp: float | None = None
    """At most; None for the target's own."""

    def __post_init__(self) -> None:
        """Check names and ranges.

        Raises:
            ConfigError: a name is unknown, or a figure is out of its range.
        """
        if self.format not in FORMATS:
            raise ConfigError(f"format {self.format!r} is unknown; known: {', '.join(FORMATS)}")
        low, high = KBPS_RANGE
        if self.kbps is not None and not low <= self.kbps <= high:
            raise ConfigError(f"kbps {self.kbps} is out of range: {low} to {high}")
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
    def media_type(self) -> str:
        """IANA media type, for feeds and pages: "audio/mpeg"."""
        return self.kind.media_type

    @property
    def sample_rates(self) -> tuple[int, ...]:
        """Hz, that the format can hold; empty for any."""
        return self.kind.sample_rates

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
            f"loudness {text!r} is unknown; known: {', '.join(TARGETS)}, {NO_TARGET}, or LUFS"
        ) from None
    if not low <= lufs <= high:
        raise ConfigError(f"loudness {lufs:g} is out of range: {low:g} to {high:g} LUFS")
    return lufs
