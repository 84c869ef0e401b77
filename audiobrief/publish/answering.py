"""The server that answers for a WSGI application: waitress, with limits for slow clients."""

from __future__ import annotations

import contextlib
import errno
import functools
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from audiobrief.errors import PublishError
from audiobrief.system.network_names import find_own_address, is_every_address
from audiobrief.system.shortages import FILE_LIMITS

# waitress warns of every request that waits for a thread and of every client that waits for a
# place, but such waiting is normal
for _name in ("waitress", "waitress.queue"):
    logging.getLogger(_name).setLevel(logging.ERROR)

THREADS = 16
CONNECTIONS = 400
"""Most connections of a server at once, where the process may have enough open files."""
SHARE = 4
"""Of how many files that the process may open one connection is allowed. A connection takes two:
its socket, and a temporary file for an answer that its client is slow to read."""
SHORT_OF = frozenset({*FILE_LIMITS, errno.ENOBUFS, errno.ENOMEM})
"""What the system says where it has nothing left for another connection (accept(2))."""
IDLE_SECONDS = 30
"""Time after which a client that neither sends nor reads is disconnected."""
MAX_HEADER_BYTES = 16_384
TURN_SECONDS = 0.25
"""Longest time in which an idle server notices that it should stop."""
MAX_WAITING_BYTES = 1 << 40
"""Most bytes of one answer that wait in a temporary file. It is so large that a client that
does not read never blocks a thread."""


def most_connections(share: int = SHARE) -> int:
    """How many connections a server may have at once, by the files that this process may open."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return CONNECTIONS
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return CONNECTIONS
    return max(1, min(CONNECTIONS, files // share))


class Served:
    """A server that listens, and answers while `run` runs."""

    def __init__(
        self, server: Any, sockets: dict[int, Any], request_seconds: int, connections: int
    ) -> None:
        """`request_seconds` is the longest time in which a client sends a request's head."""
        self._server = server
        self._sockets = sockets
        self._request_seconds = request_seconds
        self._most = connections
        # waitress counts its own sockets, too
        server.adj.connection_limit = connections + len(sockets)
        self._listeners = [
            each for each in sockets.values() if isinstance(each, BaseWSGIServer)
        ]
        for listener in self._listeners:
            listener.accept = functools.partial(self._accept, listener)
        self._looked = 0.0
        self._begun: dict[HTTPChannel, float] = {}
        """Connection whose client is sending a request's head -> when it was first seen."""

    @property
    def address(self) -> str:
        """Where it answers: "http://127.0.0.1:8765/".

        If it listens at all addresses, this is the one at which others reach this machine.
        """
        # waitress's server for one socket has host and port, that for several a list of pairs
        single = hasattr(self._server, "effective_port")
        host, port = (
            (self._server.effective_host, self._server.effective_port)
            if single
            else self._server.effective_listen[0]
        )
        if is_every_address(host):
            host = find_own_address()
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def run(self, stop: threading.Event | None = None) -> None:
        """Answer until `stop` is set, or until the process is interrupted."""
        while stop is None or not stop.is_set():
            wasyncore.loop(timeout=TURN_SECONDS, map=self._sockets, use_poll=True, count=1)
            if len(self._channels()) >= self._most:
                self._make_room()
            now = time.monotonic()
            if now - self._looked >= TURN_SECONDS:
                self._looked = now
                self._drop_drips(now)
                for listener in self._listeners:
                    listener.accepting = True

    def _channels(self) -> list[HTTPChannel]:
        return [each for each in list(self._sockets.values()) if isinstance(each, HTTPChannel)]

    def _accept(self, listener: Any) -> Any:
        """The next connection, or None; without files for it, the listener rests for a turn.

        The system says again and again that a client waits, so asking on would take all time.
        """
        try:
            return wasyncore.dispatcher.accept(listener)
        except OSError as error:
            if error.errno not in SHORT_OF:
                raise
            listener.accepting = False
            self._make_room()
            return None

    def _make_room(self) -> None:
        """Disconnect the client that has been silent, or sending one request's head, longest.

        Whoever holds many connections open without asking for anything could otherwise keep all
        others out for as long as a silent client is borne with.
        """
        now, clock = time.monotonic(), time.time()
        waits = {
            each: max(now - self._begun.get(each, now), clock - each.last_activity)
            for each in self._channels()
            if not each.requests and not each.total_outbufs_len
        }
        if waits:
            max(waits, key=lambda each: waits[each]).handle_close()

    def _drop_drips(self, now: float) -> None:
        """Disconnect clients that send their request byte by byte, to keep connections busy.

        waitress only disconnects those that are silent.
        """
        begun = {}
        for channel in self._channels():
            request = channel.request
            if request is not None and not request.headers_finished:
                begun[channel] = self._begun.get(channel, now)
                if now - begun[channel] > self._request_seconds:
                    channel.handle_close()
        self._begun = begun

    def close(self) -> None:
        """Free the port and disconnect all clients."""
        self._server.task_dispatcher.shutdown()
        for channel in self._channels():
            # closing only the socket would leave the channel's temporary files open
            channel.handle_close()
        wasyncore.close_all(self._sockets)


@contextlib.contextmanager
def serving(
    application: Callable[..., Iterable[bytes]],
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    idle_seconds: int = IDLE_SECONDS,
    max_body_bytes: int = MAX_HEADER_BYTES,
    scheme: str = "http",
    keeps_forwarded: bool = False,
    connections: int | None = None,
) -> Iterator[Served]:
    """A listening server of `application`; its `run` answers. Port 0 means any free port.

    A request with a body of more than `max_body_bytes` is refused. `scheme` is that of the
    addresses at which clients ask, "https" for a server behind one that knows TLS. The
    application gets what a proxy says of a request only where it `keeps_forwarded`. It has at most
    so many `connections` at once; without a number, as many as the process's files allow.

    Raises:
        PublishError: the port is taken, or the host is not one of this machine's.
    """
    sockets: dict[int, Any] = {}
    try:
        server = create_server(
            application,
            map=sockets,
            host=host,
            port=port,
            threads=THREADS,
            channel_timeout=idle_seconds,
            cleanup_interval=max(idle_seconds // 3, 1),
            max_request_header_size=MAX_HEADER_BYTES,
            max_request_body_size=max_body_bytes,
            outbuf_high_watermark=MAX_WAITING_BYTES,
            url_scheme=scheme,
            clear_untrusted_proxy_headers=not keeps_forwarded,
            ident=None,
        )
    except (OSError, ValueError) as error:
        wasyncore.close_all(sockets)
        reason = getattr(error, "strerror", None) or str(error)
        number = getattr(error, "errno", None) or 0
        advice = FILE_LIMITS.get(number, "choose another with --port")
        raise PublishError(
            f"cannot serve at {host}:{port}: {reason.lower()}; {advice}"
        ) from error
    served = Served(server, sockets, idle_seconds, connections or most_connections())
    try:
        yield served
    finally:
        served.close()


@contextlib.contextmanager
def answering(
    application: Callable[..., Iterable[bytes]],
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    idle_seconds: int = IDLE_SECONDS,
    max_body_bytes: int = MAX_HEADER_BYTES,
    scheme: str = "http",
    keeps_forwarded: bool = False,
    connections: int | None = None,
) -> Iterator[str]:
    """The address of a server of `application` that answers in a thread until the block ends.

    The arguments are those of `serving`.

    Raises:
        PublishError: the port is taken, or the host is not one of this machine's.
    """
    with serving(
        application,
        host,
        port,
        idle_seconds=idle_seconds,
        max_body_bytes=max_body_bytes,
        scheme=scheme,
        keeps_forwarded=keeps_forwarded,
        connections=connections,
    ) as served:
        stop = threading.Event()
        thread = threading.Thread(target=served.run, args=(stop,), daemon=True)
        thread.start()
        try:
            yield served.address
        finally:
            stop.set()
            thread.join()
