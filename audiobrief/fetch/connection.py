"""Connections that are held to public addresses and to one deadline for everything.

requests-hardened looks a name up once, judges the number and connects to that
very number, whatever the name says a moment later. Here its judgement is
widened, and the peer of each connection is judged again before a byte is sent.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests_hardened.ip_filter import InvalidIPAddress
from requests_hardened.ip_filter_adapter import IPFilterAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from audiobrief.errors import PageUnreachable
from audiobrief.fetch.addresses import is_public

T = TypeVar("T")
GIVE_LONGER = "try again, or raise fetch.deadline_ms"


class Deadline:
    """One moment at which everything that was begun is broken off.

    A socket's time-out starts again with each byte, so that a server that
    drips can hold a reader for hours; and a look-up of a name has none.
    """

    def __init__(self, milliseconds: int) -> None:
        self.milliseconds = milliseconds
        self._end = time.monotonic() + milliseconds / 1000
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []

    @property
    def left_s(self) -> float:
        """Seconds that are left, at least a hundredth, since 0 means no time-out."""
        return max(self._end - time.monotonic(), 0.01)

    def watch(self, sock: socket.socket) -> None:
        """Break this connection off at the end."""
        # A duplicate: TLS takes the socket over, and leaves a closed one behind
        double = sock.dup()
        with self._lock:
            self._sockets.append(double)
        if self._over.is_set():
            self._break_off()

    def put_off(self) -> None:
        """Begin the time anew: for a download so large that only its progress is bounded."""
        self._end = time.monotonic() + self.milliseconds / 1000

    def wait(self, seconds: float) -> None:
        """Sleep, but not beyond the end."""
        self._over.wait(min(seconds, self.left_s))

    def run(self, work: Callable[[], T], *, name: str, advice: str = GIVE_LONGER) -> T:
        """What `work` returns or raises, in a thread that is left alone at the end.

        `name` is what did not come, and `advice` what to do, in the error's message.

        Raises:
            PageUnreachable: the deadline passed.
        """
        outcome: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

        def task() -> None:
            try:
                outcome.put((work(), None))
            except BaseException as error:  # noqa: BLE001 -- it is raised again where it is awaited
                outcome.put((None, error))

        threading.Thread(target=task, name="audiobrief-fetch", daemon=True).start()
        try:
            result, error = self._await(outcome)
        except Empty:
            raise PageUnreachable(
                f"{name} did not load completely within {self.milliseconds / 1000:g} s; {advice}"
            ) from None
        finally:
            self._over.set()
            self._break_off()
        if error is not None:
            raise error
        return result  # type: ignore[return-value] # None only where `work` returned it

    def _await(self, outcome: SimpleQueue[T]) -> T:
        while True:
            end = self._end
            try:
                return outcome.get(timeout=self.left_s)
            except Empty:
                if self._end == end:
                    raise

    def _break_off(self) -> None:
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for sock in sockets:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()


class WatchedAdapter(HTTPAdapter):
    """Connects to anything, and lets `deadline` break the connections off."""

    def __init__(self, deadline: Deadline) -> None:
        self._pools = _pool_classes(deadline.watch)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The manager of connections, made to use ours."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> ProxyManager:
        """The manager of connections through a proxy, made to use ours."""
        manager: ProxyManager = super().proxy_manager_for(proxy, **proxy_kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager


class GuardedAdapter(IPFilterAdapter):  # type: ignore[misc] # the library ships no types
    """Connects to public addresses alone, and lets `deadline` break the connections off."""

    def __init__(self, deadline: Deadline, *, https: bool) -> None:
        def admit(sock: socket.socket) -> None:
            try:
                check_peer(sock.getpeername()[0])
            except Exception:
                sock.close()
                raise
            deadline.watch(sock)

        self._pools = _pool_classes(admit)
        super().__init__(is_https_proto=https)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """The manager of connections, made to use ours."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> Any:
        """Where to connect to: the number that was judged, not the name.

        Raises:
            InvalidIPAddress: it is no public address.
        """
        host_params, pool_kwargs = super().build_connection_pool_key_attributes(
            request, verify, cert
        )
        check_peer(host_params["host"].strip("[]"))
        return host_params, pool_kwargs


def check_peer(address: str) -> None:
    """Refuse an address that is not public.

    Raises:
        InvalidIPAddress: it is not; the same error that requests-hardened raises.
    """
    if not is_public(address):
        raise InvalidIPAddress(address)


def _pool_classes(on_connect: Callable[[socket.socket], None]) -> dict[str, Any]:
    """Connection pools by scheme whose sockets go through `on_connect` before their use."""

    class Http(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            sock: socket.socket = super()._new_conn()
            on_connect(sock)
            return sock

    class Https(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            sock: socket.socket = super()._new_conn()
            on_connect(sock)
            return sock

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = Http

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = Https

    return {"http": HttpPool, "https": HttpsPool}
