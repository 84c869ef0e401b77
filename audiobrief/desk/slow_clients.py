"""The desk's HTTP protocol, which disconnects clients that take for ever to send a request.

uvicorn disconnects those that are silent after an answer, and no others: whoever opens a thousand
connections and sends half a request in each would take every file that the desk may open.
"""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 20.0
"""Seconds from a connection, or from the first byte of a further request, to the end of its head."""
BODY_S = 300.0
"""Seconds for a request's body; one of 20 MB takes 160 at a megabit a second."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with a time for each request to be there."""

    head_s = HEAD_S
    body_s = BODY_S
    _timer: asyncio.TimerHandle | None = None
    _awaited: object = None
    """The state of h11 for whose end the timer waits: a request's head or its body."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what came, and go on to wait for what is still missing."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Leave the silence after an answer to uvicorn."""
        super().on_response_complete()
        self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        state = self.conn.their_state
        if state is self._awaited:
            return
        self._stop()
        seconds = {h11.IDLE: self.head_s, h11.SEND_BODY: self.body_s}.get(state)
        if seconds is not None and not self.transport.is_closing():
            self._awaited = state
            self._timer = self.loop.call_later(seconds, self.transport.abort)

    def _stop(self) -> None:
        self._awaited = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
