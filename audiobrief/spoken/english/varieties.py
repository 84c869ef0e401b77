"""Tells American English from British, which the rest of the world follows."""

from __future__ import annotations

AMERICAN = frozenset({"us", "ca", "ph", "pr", "lr"})
"""Regions that put the month before the day; English without a region is read the same way."""


def is_british(tag: str) -> bool:
    """Whether a BCP 47 tag is read as the British do: its region is not in AMERICAN."""
    region = tag.replace("_", "-").partition("-")[2].rpartition("-")[2].lower()
    return bool(region) and region not in AMERICAN and len(region) == 2
