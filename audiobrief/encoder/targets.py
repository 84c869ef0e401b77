"""The loudness that publishers require of an episode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """The loudness that an episode should have."""

    lufs: float = -16.0
    """Integrated loudness, with mono counted as dual mono."""
    true_peak_dbtp: float = -1.0
    """Highest true peak allowed."""


TARGETS: dict[str, Target] = {
    # name -> what the publisher requires
    "apple": Target(-16.0, -1.0),    # Apple Podcasts, "Audio requirements": -16 +-1, -1 dBTP
    "spotify": Target(-14.0, -1.0),  # Spotify for Creators: -14 LUFS, true peak below -1
    "amazon": Target(-14.0, -2.0),   # Alexa skills and flash briefings: -14 LUFS, -2 dBTP
    "ebu": Target(-23.0, -1.0),      # EBU R 128: -23 +-0.5, -1 dBTP
    "acx": Target(-20.0, -3.0),      # audiobooks: RMS -23 to -18 dB, peaks below -3
}  # fmt: skip
LUFS_RANGE = (-36.0, -9.0)
