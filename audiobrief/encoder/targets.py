"""How loud publishers want an episode."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Target:
    """How loud an episode is to be."""

    lufs: float = -16.0
    """Integrated loudness, dual mono."""
    true_peak_dbtp: float = -1.0
    """At most."""


TARGETS: dict[str, Target] = {
    # name -> what its publisher asks for
    "apple": Target(-16.0, -1.0),    # Apple Podcasts, "Audio requirements": -16 +-1, -1 dBTP
    "spotify": Target(-14.0, -1.0),  # Spotify for Creators: -14 LUFS, true peak below -1
    "amazon": Target(-14.0, -2.0),   # Alexa skills and flash briefings: -14 LUFS, -2 dBTP
    "ebu": Target(-23.0, -1.0),      # EBU R 128: -23 +-0.5, -1 dBTP
    "acx": Target(-20.0, -3.0),      # audiobooks: RMS -23 to -18 dB, peaks below -3
}  # fmt: skip
LUFS_RANGE = (-36.0, -9.0)
