"""American English and that of the rest of the world, which reads as the British do."""

from __future__ import annotations

AMERICAN = frozenset({"us", "ca", "ph", "pr", "lr"})
"""Regions that put the month first; English without a region is read so too."""


def is_british(tag: str) -> bool:
    """Whether readers of a BCP 47 tag read as the British do: its region is no American one."""
    region = tag.replace("_", "-").partition("-")[2].rpartition("-")[2].lower()
    return bool(region) and region not in AMERICAN and len(region) == 2
