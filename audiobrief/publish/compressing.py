"""Compresses texts for clients that say that they take gzip (RFC 9110, 8.4.1.3 and 12.5.3).

Sound and pictures are compressed by their own formats. That the length of an answer may tell
something of a secret in it (the attack known as BREACH) needs pages that foreign sites can ask
for: a listener's pages are below an address that they do not know, and a preview has no secret.
"""

from __future__ import annotations

import functools
import gzip
from typing import TYPE_CHECKING

from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

GZIP = "gzip"
LEVEL = 6
"""zlib's own middle: the list of 1,737 episodes in 30 ms."""
MIN_BYTES = 1_000
"""Shorter answers fit into one packet of a network as they are."""
MAX_BYTES = 20_000_000
"""Longer texts are sent as they are, since each would be held in memory twice."""
KEPT = 32
"""Most compressed texts that are kept; a page has 30 kB of them."""
MAX_KEPT_BYTES = 1_000_000
"""Longer texts are compressed for each client: each that is kept is in memory with its own length."""
TEXTS = frozenset({
    "application/json", "application/xml", "application/rss+xml", "application/manifest+json",
    "application/x-subrip", "image/svg+xml",
})  # fmt: skip
"""Media types that are texts and do not begin with "text/"."""


def is_text(kind: str) -> bool:
    """Whether content of a media type is made smaller by gzip."""
    kind = kind.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind in TEXTS


def takes_gzip(environ: WSGIEnvironment) -> bool:
    """Whether the client takes gzip, and asks for the whole of something.

    A range is one of the bytes that are sent, and clients mean those of the file.
    """
    if "HTTP_RANGE" in environ:
        return False
    taken = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING", ""), Accept)
    return taken.quality(GZIP) > 0


def compress(content: bytes) -> bytes:
    """The content as gzip has it; the same content is always the same bytes."""
    return _compress_once(content) if len(content) <= MAX_KEPT_BYTES else _compress(content)


def _compress(content: bytes) -> bytes:
    return gzip.compress(content, LEVEL, mtime=0)


_compress_once = functools.lru_cache(maxsize=KEPT)(_compress)
