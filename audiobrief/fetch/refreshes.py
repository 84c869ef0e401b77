"""Finds where a page sends its reader by `<meta http-equiv="refresh">` (HTML 4.2.5.3).

Static sites, shorteners and moved blogs answer with such a page in place of a redirect. News
pages also use the element to load themselves again, which leads nowhere.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urljoin

from audiobrief.patterns import compile_late

HEAD = 32_768
"""Bytes of a page in which the element is looked for: it stands in the head."""
MAX_DELAY_S = 15
"""The longest time after which a page sends its reader on, in seconds; a page that waits longer
is there to be read."""
MAX_SHOWN = 600
"""Characters of text from which a page is one of its own, unless it sends its reader on at once."""
_META = compile_late(rb"<meta\b[^<>]{1,1000}>", re.IGNORECASE)
_REFRESH = compile_late(rb"""http-equiv\s*=\s*["']?refresh\b""", re.IGNORECASE)
_CONTENT = compile_late(rb"""content\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_VALUE = compile_late(
    r"""\s*(\d{1,6})(?:\.\d*)?\s*[;,]?\s*url\s*=\s*["']?\s*([^"'\s]+)""", re.IGNORECASE
)
_UNSEEN = compile_late(
    rb"<(script|style|noscript|template|title)\b.*?</\1\s*>|<!--.*?-->",
    re.IGNORECASE | re.DOTALL,
)
_NOSCRIPT = compile_late(rb"<(/?)noscript\b", re.IGNORECASE)
_TAG = compile_late(rb"<[^<>]{1,2000}>")


def refresh_target(body: bytes, place: str) -> str | None:
    """The absolute address to which a page sends its reader; None if it is there to be read.

    Args:
        body: the page's HTML.
        place: its own address.
    """
    for meta in _META.finditer(body, 0, HEAD):
        if not _REFRESH.search(meta[0]):
            continue
        content = _CONTENT.search(meta[0])
        value = (content[1] or content[2] or b"") if content else b""
        found = _VALUE.match(unescape(value.decode("utf-8", "replace")))
        if not found or int(found[1]) > MAX_DELAY_S:
            continue
        try:
            target = str(urldefrag(urljoin(place, found[2]))[0])
        except ValueError:
            continue  # no address, such as "http://["
        is_web = target.lower().startswith(("http://", "https://"))
        if not is_web or target == urldefrag(place)[0]:
            continue
        # A browser without scripts follows the element in `<noscript>`, too, but many sites send
        # it from a whole page to a poorer one.
        at_once = int(found[1]) == 0 and not _is_in_noscript(body, meta.start())
        if at_once or _shown(body) < MAX_SHOWN:
            return target
    return None


def _is_in_noscript(body: bytes, at: int) -> bool:
    before = [found[1] for found in _NOSCRIPT.finditer(body, 0, at)]
    return bool(before) and before[-1] == b""


def _shown(body: bytes) -> int:
    """The letters of text that a page shows, in bytes."""
    return sum(map(len, _TAG.sub(b" ", _UNSEEN.sub(b" ", body)).split()))
