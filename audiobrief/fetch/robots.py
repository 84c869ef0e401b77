"""robots.txt (RFC 9309): what a site asks programs to leave alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

PARSED_BYTES = 512_000
"""RFC 9309 2.5: at least the first 500 KiB are to be followed, and the rest may be left."""
MAX_BYTES = 5_000_000


def robots_url(url: str) -> str:
    """Where the rules for `url` are."""
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def may_fetch(url: str, agent: str, fetch: Callable[[str], tuple[int, bytes]]) -> bool | None:
    """Whether a site lets `agent` have `url`; None where it could not be asked.

    `fetch` gives status and body of an address. As RFC 9309 2.3.1 has it, rules
    that are not there (4xx) allow all, and a server that fails allows nothing.
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
