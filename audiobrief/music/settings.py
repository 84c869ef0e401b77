"""Which short sounds an episode has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from audiobrief.errors import ConfigError


@dataclass(frozen=True, slots=True)
class MusicSettings:
    """Which sounds are played, and how loud they are relative to the voice."""

    intro: Path | None = None
    """An audio file played before the first word."""
    outro: Path | None = None
    """An audio file played after the last word."""
    bed: Path | None = None
    """An audio file played under headline, byline and dek."""
    music_lu: float = -3.0
    """Loudness of intro and outro relative to the voice, in LU."""
    bed_lu: float = -18.0
    """Loudness of the bed relative to the voice while the voice speaks, in LU."""

    def __post_init__(self) -> None:
        """Check the ranges.

        Raises:
            ConfigError: a level is out of its range.
        """
        for name in ("music_lu", "bed_lu"):
            if not -40.0 <= getattr(self, name) <= 6.0:
                raise ConfigError(f"{name} {getattr(self, name):g} is out of range: -40 to 6")
