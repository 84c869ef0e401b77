"""Logs who was refused at the desk's door, at most so many lines a minute.

Whoever reaches the door writes these lines, by as many requests as they like: texts of theirs are
quoted, so that none looks like another line, and a flood is counted instead of told.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, MutableMapping
from typing import Any

LOG = logging.getLogger(__name__)
WINDOW_S = 60.0
MOST_LINES = 60
"""The most lines in `WINDOW_S`: all of a day's are about 15 MB."""


class Refusals:
    """The refusals at one desk's door; any thread may tell one."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds since some moment."""
        self._lock, self._clock = threading.Lock(), clock
        self._begun, self._lines, self._untold = 0.0, 0, 0

    def tell(self, scope: MutableMapping[str, Any], why: str) -> None:
        """Log what was tried, and by whom; a secret that was given stays out of `why`."""
        with self._lock:
            now = self._clock()
            untold = 0
            if not self._lines or now - self._begun > WINDOW_S:
                untold, self._untold = self._untold, 0
                self._begun, self._lines = now, 0
            if self._lines >= MOST_LINES:
                self._untold += 1
                return
            self._lines += 1
            is_last = self._lines == MOST_LINES
        if untold:
            LOG.warning("refused %d more requests, which are not listed", untold)
        client = (scope.get("client") or ("somebody",))[0]
        LOG.warning("refused %s %.200r of %s: %s", scope["method"], scope["path"], client, why)
        if is_last:
            LOG.warning("refusals are only counted for the rest of a minute")
