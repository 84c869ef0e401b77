"""The options of a run, and the events that it reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audiobrief.batch.row import Row


class Kind(StrEnum):
    """The kinds of event."""

    MADE = "made"
    WAITING = "waiting"
    """It was made, and is published when somebody approved it."""
    FAILED = "failed"
    SKIPPED = "skipped"
    """An earlier run made it, and nothing has changed."""
    DUPLICATE = "duplicate"
    RETRIED = "retried"
    """It failed, and this run will try it again."""
    HELD = "held"
    """It may not be published now: it is withdrawn, a draft, or under embargo."""
    WARNING = "warning"
    """Something in a list that stops nothing, such as an unknown key."""
    KEPT_AWAY = "kept-away"
    """It has no episode and gets none: it was withdrawn, or its newsroom has taken it back."""
    WITHDRAWN = "withdrawn"
    """Its story was taken back, and its episode left the site."""
    ASKED = "asked"
    """Its story may have been taken back; somebody has to decide whether its episode stays."""
    PLANNED = "planned"
    """It was read in a dry run; a real run would make it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one article."""

    kind: Kind
    row: Row
    message: str = ""
    """A line for the user that says what went wrong; empty if nothing did."""
    why: str = ""
    """A line for the user that says why the article was made or kept; else empty."""
    unspoken: int = 0
    """Characters of a planned article that the speech cache does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """The choices for one run that are not settings."""

    force: bool = False
    """Make unchanged articles, too."""
    retry_failed: bool = False
    """Take up only articles that failed before."""
    only: frozenset[str] = frozenset()
    """Take up only items with these ids or sources; empty for all."""
    limit: int | None = None
    """The most articles to take up."""
    verify: bool = False
    """Read every file of every episode, to find what was damaged."""
    dry_run: bool = False
    """Read and count the articles, but make nothing."""


EVERYTHING = RunOptions()
