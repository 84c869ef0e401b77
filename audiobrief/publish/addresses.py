"""Compares the addresses of articles as people and programs write them."""

from __future__ import annotations

import functools
import re
from urllib.parse import urlsplit

from audiobrief.patterns import compile_late

DEFAULT_PORTS = {"http": 80, "https": 443}
TRACKING = compile_late(
    r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref_src|cmpid)\Z", re.IGNORECASE
)
"""Query parameters that say where a reader came from; the page is the same without them."""
WWW = "www."


def without_tracking(query: str) -> str:
    """A query without the parameters that say where a reader came from (`TRACKING`)."""
    parts = query.split("&")
    return "&".join(part for part in parts if not TRACKING.match(part.partition("=")[0]))


@functools.lru_cache(maxsize=65_536)
def address_key(url: str) -> str:
    """What an article's address has in common with its other spellings; empty if it is none.

    Hosts have no case, a default port is as good as none (RFC 3986, 6.2.3), and a fragment names
    a place in a page, but for "#!/…" and "#/…", by which pages of one script tell stories apart.
    That http and https, a host with "www." and without, and a path with a slash at its end lead
    to the same page is a habit of sites, as redirects show. The front page is the address of no
    article.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    path, query = parts.path.rstrip("/"), without_tracking(parts.query)
    route = f"#{parts.fragment}" if parts.fragment.startswith(("!", "/")) else ""
    if parts.scheme not in DEFAULT_PORTS or not host or not (path or query or route):
        return ""
    if "." in host.removeprefix(WWW):
        host = host.removeprefix(WWW)
    at = "" if port in {None, DEFAULT_PORTS[parts.scheme]} else f":{port}"
    return f"//{host}{at}{path}{f'?{query}' if query else ''}{route}"
