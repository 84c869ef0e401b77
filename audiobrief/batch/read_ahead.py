"""Reads the list ahead of the run in a thread, so that a slow feed or pipe delays no worker."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator

from audiobrief.batch.items import Listed

MOST = 500
"""The most items read ahead; the thread reads on when half of them are taken."""


class Listing:
    """The listed items as they come in. For one consumer."""

    def __init__(self, listed: Iterator[Listed]) -> None:
        self._listed = listed
        self._found: deque[Listed] = deque()
        self._some, self._room = threading.Event(), threading.Event()
        self._closed = False
        self._more: deque[Iterator[Listed]] = deque()
        self._end = threading.Lock()
        self._error: BaseException | None = None
        self._done = False
        self._start()

    def _start(self) -> None:
        # a daemon, because a blocking read from a silent pipe cannot be interrupted
        self._thread = threading.Thread(target=self._read, daemon=True, name="listing")
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether the list was read to its end and every item was taken.

        Raises:
            Exception: the error that the list itself raised.
        """
        if not self._done or self._found:
            return False
        if self._error is not None:
            raise self._error
        return True

    @property
    def has_some(self) -> bool:
        """Whether `take` would return an item."""
        return bool(self._found)

    def take(self) -> Listed | None:
        """The next item; None if it has not come yet, or there are no more."""
        if not self._found:
            return None
        item = self._found.popleft()
        if len(self._found) <= MOST // 2 and not self._room.is_set():
            self._room.set()
        return item

    def wait(self, timeout_s: float | None = None) -> None:
        """Wait until an item has come, the list has ended or the time is over."""
        self._some.clear()
        if not self._found and not self._done:
            self._some.wait(timeout_s)

    def add(self, listed: Iterator[Listed]) -> None:
        """Read these items, too, after those that are being read."""
        with self._end:
            self._more.append(listed)
            if self._done and self._error is None:
                self._done = False
                self._listed = self._more.popleft()
                self._start()

    def close(self) -> None:
        """Stop reading the list."""
        self._closed = True
        self._room.set()

    def _read(self) -> None:
        try:
            while self._read_list():
                pass
        except BaseException as error:  # noqa: BLE001 -- `is_over` raises it again in the consumer's thread
            self._error = error
            self._done = True
        finally:
            self._some.set()

    def _read_list(self) -> bool:
        """Read one list to its end; returns whether there is another."""
        for item in self._listed:
            self._found.append(item)
            if not self._some.is_set():
                self._some.set()
            if len(self._found) >= MOST:
                self._room.clear()
                if len(self._found) >= MOST:
                    self._room.wait()
            if self._closed:
                break
        with self._end:
            if self._more and not self._closed:
                self._listed = self._more.popleft()
                return True
            self._done = True
            return False
