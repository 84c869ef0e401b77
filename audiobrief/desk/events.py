"""Streams of server-sent events: what the ledger notes, told to browsers and programs at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from audiobrief.desk.ledger import Entry, Ledger

PING_S = 15.0
"""The wait before a comment is sent, in seconds: proxies close connections that are silent for a
minute."""
ASK_S = 3.0
"""The wait before a silent stream asks again whether it may go on, in seconds: `audiobrief accounts`
ends sessions and tokens in another process, which does not wake this one."""
PRIVATE = {"logged in", "log-in failed", "log-in refused", "account written", "account closed",
           "token made", "token removed", "password changed", "sessions ended",
           "second factor added", "second factor removed", "recovery code used"}  # fmt: skip
"""Entries that the streams leave out: who logs in is for the ledger alone."""


class Streams:
    """Wakes the streams of one server when the ledger has something new."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self._is_closed = False
        self._leave = ledger.listen(self._wake)

    def attach(self) -> None:
        """Use the event loop that is running."""
        self._loop = asyncio.get_running_loop()

    def close(self) -> None:
        """End all streams."""
        self._leave()
        self._is_closed = True
        self._ring_soon()

    def _wake(self, entry: Entry) -> None:
        del entry
        self._ring_soon()

    def _ring_soon(self) -> None:
        if self._loop is not None:
            # the loop is closed when the server has ended
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._ring)

    def _ring(self) -> None:
        rung, self._news = self._news, asyncio.Event()
        rung.set()

    async def follow(
        self, after: int, story: str, may_listen: Callable[[], bool]
    ) -> AsyncIterator[Entry | None]:
        """Each entry with a greater number than `after`; None now and then if there is none.

        It ends when `may_listen` says no, which is asked before each entry and every few seconds.
        """
        silent_s = 0.0
        while not self._is_closed:
            news = self._news
            found = self._ledger.read(after=after)
            if not found:
                if not may_listen():
                    return
                try:
                    await asyncio.wait_for(news.wait(), ASK_S)
                except TimeoutError:
                    silent_s += ASK_S
                    if silent_s >= PING_S:
                        silent_s = 0.0
                        yield None
                continue
            for entry in found:
                after = entry.number
                if entry.what not in PRIVATE and (not story or entry.story == story):
                    # the reader of a long list may have been slow, and lost the right since
                    if not may_listen():
                        return
                    silent_s = 0.0
                    yield entry
