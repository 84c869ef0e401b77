"""What a run is asked for, and what it tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audiobrief.batch.journal import Row


class Kind(StrEnum):
    """What an event tells."""

    MADE = "made"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Made before, and unchanged."""
    DUPLICATE = "duplicate"
    RETRIED = "retried"
    """It failed, and will be tried again in this run."""
    PLANNED = "planned"
    """A dry run would make it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one article."""

    kind: Kind
    row: Row
    message: str = ""
    """What went wrong, as a line for its user; else empty."""
    why: str = ""
    """Why it was made or kept, as a line for its user; else empty."""
    unspoken: int = 0
    """Of a planned one: characters that the cache of speech does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What this run is to do, beyond the settings."""

    force: bool = False
    """Make what is unchanged, too."""
    retry_failed: bool = False
    """Take up only what failed before."""
    only: frozenset[str] = frozenset()
    """Take up only items of these ids or sources; empty for all."""
    limit: int | None = None
    """Most articles to take up."""
    dry_run: bool = False
    """Read and count, and make nothing."""


EVERYTHING = RunOptions()
