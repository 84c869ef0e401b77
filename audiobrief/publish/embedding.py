"""Lets pages of other sites show the episodes of a server: the answers say that they may.

A browser lets a page read another site's files only if that site names the page's origin, and
plays its sound only if that site says so (Fetch, 3.2 and 3.7). A preview does neither by itself,
because any page that its owner visits could then read what nobody has published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audiobrief.errors import PublishError
from audiobrief.system.host_names import write_host_name

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

ANY = "*"
"""Stands for every origin."""
POLICY = "Cross-Origin-Resource-Policy"


class Embeddable:
    """A WSGI application whose answers pages of certain origins may read, and any may play."""

    def __init__(self, inside: WSGIApplication, origins: Iterable[str]) -> None:
        """`origins` are like "https://news.example"; "*" stands for all.

        Raises:
            PublishError: one is no origin.
        """
        self._inside = inside
        self._origins = frozenset(map(check_origin, origins))

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        origin = environ.get("HTTP_ORIGIN", "")
        allowed = ANY if ANY in self._origins else origin if origin in self._origins else ""

        def start(
            status: str, headers: list[tuple[str, str]], *more: Any
        ) -> Callable[..., Any]:
            told = [each for each in headers if each[0] != POLICY]
            # the sound of an <audio> element is asked for without an origin
            told.append((POLICY, "cross-origin"))
            if allowed:
                told.append(("Access-Control-Allow-Origin", allowed))
            if ANY not in self._origins:
                told.append(("Vary", "Origin"))
            return start_response(status, told, *more)

        return self._inside(environ, start)


def check_origin(text: str) -> str:
    """An origin as browsers send it (RFC 6454, 6.2), from the address of any page of it.

    Raises:
        PublishError: it is none.
    """
    if text == ANY:
        return ANY
    try:
        parts = urlsplit(text)
        port, name = parts.port, write_host_name(parts.hostname or "")
    except ValueError:
        parts, port, name = urlsplit(""), None, ""
    if parts.scheme not in {"http", "https"}:
        raise PublishError(
            f"{text[:80]!r} is no site whose pages may embed an episode; give one such as "
            "https://news.example, or * for all"
        )
    host = f"[{name}]" if ":" in name else name
    is_usual = port in {None, {"http": 80, "https": 443}[parts.scheme]}
    return f"{parts.scheme}://{host}" + ("" if is_usual else f":{port}")
