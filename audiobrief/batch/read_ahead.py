"""A list read ahead of the run, in a thread: a feed that is slow, or a pipe, holds up no worker."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator

from audiobrief.batch.items import Item, Unlisted

MOST = 500
"""Items read ahead; the thread goes on when half of them are taken."""


class Listing:
    """What is listed, as it comes. For one taker."""

    def __init__(self, listed: Iterator[Item | Unlisted]) -> None:
        self._listed = listed
        self._found: deque[Item | Unlisted] = deque()
        self._some, self._room = threading.Event(), threading.Event()
        self._closed = False
        self._error: BaseException | None = None
        self._done = False
        # a daemon: reading a pipe that says nothing cannot be broken off
        self._thread = threading.Thread(target=self._read, daemon=True, name="listing")
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether everything was taken, and there is no more.

        Raises:
            Exception: what the list itself raised.
        """
        if not self._done or self._found:
            return False
        if self._error is not None:
            raise self._error
        return True

    @property
    def has_some(self) -> bool:
        """Whether `take` has an item at once."""
        return bool(self._found)

    def take(self) -> Item | Unlisted | None:
        """The next item; None where it is not there yet, or there are no more."""
        if not self._found:
            return None
        item = self._found.popleft()
        if len(self._found) <= MOST // 2 and not self._room.is_set():
            self._room.set()
        return item

    def wait(self, timeout_s: float | None = None) -> None:
        """Until an item is there, or there are no more, or the time is over."""
        self._some.clear()
        if not self._found and not self._done:
            self._some.wait(timeout_s)

    def close(self) -> None:
        """Take no more."""
        self._closed = True
        self._room.set()

    def _read(self) -> None:
        try:
            for item in self._listed:
                self._found.append(item)
                if not self._some.is_set():
                    self._some.set()
                if len(self._found) >= MOST:
                    self._room.clear()
                    if len(self._found) >= MOST:
                        self._room.wait()
                if self._closed:
                    return
        except BaseException as error:  # noqa: BLE001 -- raised again by who takes
            self._error = error
        finally:
            self._done = True
            self._some.set()
