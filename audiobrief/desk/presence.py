"""Who has a story open, so that a second editor sees the first."""

from __future__ import annotations

import threading
import time

STAYS_S = 45.0
"""The time after which somebody who gave no sign is gone, in seconds; pages give one each 20."""


class Presence:
    """Who has which story open; in memory alone, since a restart opens all pages anew."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, dict[str, float]] = {}

    def note(self, story: str, name: str) -> list[str]:
        """Note that somebody has a story open; returns the names of all others who have."""
        now = time.monotonic()
        with self._lock:
            there = self._seen.setdefault(story, {})
            there[name] = now
            for gone in [who for who, at in there.items() if now - at > STAYS_S]:
                del there[gone]
            return sorted(who for who in there if who != name)
