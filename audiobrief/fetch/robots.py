"""robots.txt (RFC 9309): the pages that a site asks programs not to fetch."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

PARSED_BYTES = 512_000
"""RFC 9309 2.5: a program must read at least the first 500 KiB, and may ignore the rest."""
MAX_BYTES = 5_000_000


def robots_url(url: str) -> str:
    """The address of the robots.txt for `url`."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def may_fetch(url: str, agent: str, fetch: Callable[[str], tuple[int, bytes]]) -> bool | None:
    """Whether a site lets `agent` fetch `url`; None if its robots.txt could not be fetched.

    `fetch` returns the status and body at an address. By RFC 9309 2.3.1 a missing
    robots.txt (4xx) allows everything, and a server that fails allows nothing.
    """
    status, body = fetch(robots_url(url))
    if 400 <= status < 500:
        return True
    if status != 200:
        return None
    return bool(_rules(body[:PARSED_BYTES]).can_fetch(url, agent))


@lru_cache(maxsize=64)
def _rules(body: bytes) -> Protego:
    from protego import Protego

    return Protego.parse(body.decode("utf-8", "replace"))
