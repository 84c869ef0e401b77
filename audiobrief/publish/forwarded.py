"""Believes a reverse proxy on this machine how a request came to it (`X-Forwarded-*`).

Anybody may send these headers, so they are believed from loopback alone, and a host only if the
server's owner named it. A page of a foreign site whose name was resolved to this machine (DNS
rebinding) comes from loopback, too, but asks for its own name, which is refused before anything
that it forwards is looked at.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from audiobrief.publish.serve import is_own_host
from audiobrief.system.host_names import read_host, write_known_name

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX = "HTTP_X_FORWARDED_"
SCHEMES = frozenset({"http", "https"})


class Forwarded:
    """A WSGI application behind which another sees requests as their clients made them."""

    def __init__(
        self, application: WSGIApplication, own: Collection[str], names: Iterable[str]
    ) -> None:
        """`own` are this machine's names, and `names` those at which proxies are asked."""
        self._application = application
        self._names = frozenset(map(write_known_name, names))
        self._asked = frozenset(own) | self._names

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        said = {name: environ.pop(name) for name in list(environ) if name.startswith(PREFIX)}
        if self._names and is_loopback(environ.get("REMOTE_ADDR", "")):
            self._believe(said, environ)
        return self._application(environ, start_response)

    def _believe(self, said: dict[str, Any], environ: WSGIEnvironment) -> None:
        scheme = _last(said.get(f"{PREFIX}PROTO", ""))
        if scheme in SCHEMES:
            environ["wsgi.url_scheme"] = scheme
        host = _last(said.get(f"{PREFIX}HOST", ""))
        if (
            is_own_host(environ.get("HTTP_HOST", ""), self._asked)
            and read_host(host) in self._names
        ):
            environ["HTTP_HOST"] = host


def is_loopback(address: str) -> bool:
    """Whether a client's address is on this machine itself."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _last(values: str) -> str:
    """What the nearest of several proxies says, which is the one on this machine."""
    return values.rpartition(",")[2].strip().lower()
