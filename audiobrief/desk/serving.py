"""Serves a desk with uvicorn, until it is told to end."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audiobrief.desk.doors import Front
from audiobrief.errors import ConfigError, DeskError
from audiobrief.settings.tree import Settings

if TYPE_CHECKING:
    from audiobrief.desk.open_desk import OpenDesk

STREAMS_END_S = 1
"""The time that streams have to end, in seconds; they never end by themselves."""
BACKLOG = 512


@dataclass(frozen=True, slots=True)
class Followed:
    """What a desk follows from its start, besides the feeds that its editors add."""

    sources: tuple[str, ...] = ()
    """Addresses, files and folders, as `audiobrief batch` takes them."""
    every_s: float = 900.0
    """Time between two looks at each source, and at each feed, in seconds."""


NOTHING_FOLLOWED = Followed()


def check_front(front: Front, host: str) -> None:
    """Check that nobody is let in by mistake.

    Raises:
        ConfigError: others could reach the desk without logging in, or would send passwords in
            clear text.
    """
    if not is_loopback(host) and not front.has_accounts:
        raise ConfigError(
            f"a desk at {host} can be reached by others; add --auth, so that they log in, or leave "
            "--host out"
        )
    if not front.has_accounts or (is_loopback(host) and not front.url):
        return
    address = urlsplit(front.url)
    if not front.url:
        raise ConfigError(
            f"a desk at {host} needs --url https://…, the address by which browsers reach it"
        )
    if address.scheme != "https" and not is_loopback(address.hostname or ""):
        raise ConfigError(
            f"{front.url} would send passwords in clear text; give an address that begins with "
            "https://"
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Served:
    """A desk that listens; `run` answers until `end` is called."""

    def __init__(self, server: Any, listening: socket.socket, desk: OpenDesk) -> None:
        self._server, self._socket = server, listening
        self.desk = desk

    @property
    def address(self) -> str:
        """Where it answers, without a secret: "http://127.0.0.1:8766"."""
        host, port = self._socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @property
    def entrance(self) -> str:
        """What a person opens in a browser; it holds the key of a desk without accounts."""
        key = self.desk.key
        return f"{self.address}/enter?key={key}" if key else f"{self.address}/"

    def run(self) -> None:
        """Answer until `end` is called."""
        self._server.run(sockets=[self._socket])

    def end(self) -> None:
        """Let `run` return soon."""
        self._server.should_exit = True


@contextlib.contextmanager
def serving(
    root: Path,
    settings: Settings,
    front: Front,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    followed: Followed = NOTHING_FOLLOWED,
) -> Iterator[Served]:
    """A listening desk; its `run` answers. Port 0 means any free port.

    Raises:
        ConfigError: others could reach it without logging in.
        BatchError: the settings name a Ray cluster that cannot be joined.
        DeskError: the extra `desk` is not installed, the port is taken, or another desk has the
            folder open.
    """
    try:
        import argon2  # noqa: F401 -- without it nobody could log in
        import litestar  # noqa: F401 -- told here, in one sentence
        import uvicorn
    except ImportError as error:
        raise DeskError(f"{error.name} is not installed; install audiobrief[desk]") from error
    from audiobrief.desk.application import make_application
    from audiobrief.desk.gathering import gathering
    from audiobrief.desk.open_desk import opened
    from audiobrief.desk.slow_clients import PatientProtocol

    check_front(front, host)
    with contextlib.ExitStack() as stack:
        listening = stack.enter_context(contextlib.closing(_listen(host, port)))
        desk = stack.enter_context(opened(root, settings, front))
        if front.has_accounts and not desk.accounts.has_any():
            raise DeskError(
                f"nobody can log in yet; add an account with `audiobrief accounts add NAME "
                f"--role publisher -o {root}`"
            )
        config = uvicorn.Config(
            make_application(desk),
            http=PatientProtocol,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=True,
            lifespan="on",
            # the address of who logs in; a web server in front of the desk is on this machine
            proxy_headers=bool(front.url),
            forwarded_allow_ips="127.0.0.1,::1",
            timeout_graceful_shutdown=STREAMS_END_S,
            timeout_keep_alive=20,
            backlog=BACKLOG,
            h11_max_incomplete_event_size=16_384,
        )
        server = uvicorn.Server(config)
        # uvicorn tells at this level that it was told to end
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        desk.room.start()
        desk.webhooks.start()
        desk.following.start(followed.sources, followed.every_s)
        stack.enter_context(gathering(desk))
        try:
            yield Served(server, listening, desk)
        finally:
            server.should_exit = True


@contextlib.contextmanager
def answering(
    root: Path,
    settings: Settings,
    front: Front,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    followed: Followed = NOTHING_FOLLOWED,
) -> Iterator[Served]:
    """A desk that answers in a thread until the block ends.

    Raises:
        ConfigError, DeskError: as for `serving`.
    """
    with serving(root, settings, front, host, port, followed=followed) as served:
        thread = threading.Thread(target=served.run, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            served.end()
            thread.join()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host.strip("[]"), port))
        found.listen(BACKLOG)
    except OSError as error:
        found.close()
        reason = (error.strerror or str(error)).lower()
        raise DeskError(
            f"cannot listen at {host}:{port}: {reason}; choose another with --port"
        ) from error
    return found
