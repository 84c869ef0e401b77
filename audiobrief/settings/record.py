"""What happens to an episode whose story is no longer where it was."""

from __future__ import annotations

from dataclasses import dataclass

from audiobrief.errors import ConfigError

POLICIES = ("keep", "withdraw", "ask")
MAX_FOLLOW_DAYS = 3650


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSettings:
    """What happens to an episode whose story is taken back: "keep", "withdraw" or "ask".

    With "ask" it stays, the run names it, and its exit code says so.
    """

    gone: str = "ask"
    """If its page answers that it is gone (HTTP 404 or 410) or withheld for legal reasons (451), or
    says in place of the story that it was removed."""
    left: str = "keep"
    """If it leaves the feed or sitemap that named it, while older stories stay there."""
    noindex: str = "keep"
    """If its page or server asks search engines not to list it (robots meta element or
    X-Robots-Tag: noindex)."""
    status: str = "withdraw"
    """If its list says that it is withdrawn ("status": "withdrawn")."""
    follow_days: int = 14
    """Days for which the page of a story that left its feed is still asked for corrections."""

    def __post_init__(self) -> None:
        """Check the values.

        Raises:
            ConfigError: a policy is unknown, or a figure is out of its range.
        """
        for name in ("gone", "left", "noindex", "status"):
            if getattr(self, name) not in POLICIES:
                raise ConfigError(
                    f"{name} {getattr(self, name)!r} is unknown; use {', '.join(POLICIES)}"
                )
        if not 0 <= self.follow_days <= MAX_FOLLOW_DAYS:
            raise ConfigError(
                f"follow_days {self.follow_days} is out of range: 0 to {MAX_FOLLOW_DAYS}"
            )
