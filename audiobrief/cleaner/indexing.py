"""Whether a page, or the server that gave it, asks search engines not to list it."""

from __future__ import annotations

import re

from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late

HEAD = 100_000
"""Characters in which the elements of a page's head are looked for."""
AGENTS = {
    # whom a directive is for: all search engines, or the one that most news sites write to
    "", "*", "robots", "googlebot",
}  # fmt: skip
NOINDEX = {
    # "none" stands for noindex and nofollow (Google, robots meta tag specifications)
    "noindex", "none",
}  # fmt: skip
VALUED = {
    # directives with a value, whose names look like those of agents
    "max-image-preview", "max-snippet", "max-video-preview", "unavailable_after",
}  # fmt: skip
_FOR = compile_late(r"\s*([\w*.-]+)\s*:(.*)", re.DOTALL)
_META = compile_late(r"<meta\b[^<>]{0,1000}>", re.IGNORECASE)
_ROBOTS = compile_late(
    # all search engines, or the one that most news sites write to by name
    r"""\bname\s*=\s*["']?(?:robots|googlebot)["'\s/>]""", re.IGNORECASE,
)  # fmt: skip
_NOINDEX = compile_late(
    # "none" stands for noindex and nofollow (Google, robots meta tag specifications)
    r"""\bcontent\s*=\s*(?:"[^"]*|'[^']*|)\b(?:noindex|none)\b""", re.IGNORECASE,
)  # fmt: skip


def says_noindex(page: Page) -> bool:
    """Whether the page's robots meta element says noindex, or the header X-Robots-Tag does."""
    if _header_says_noindex(page.robots):
        return True
    if page.kind is not PageKind.HTML:
        return False
    return any(
        _ROBOTS.search(found[0]) and _NOINDEX.search(found[0])
        for found in _META.finditer(page.text, 0, HEAD)
    )


def _header_says_noindex(header: str) -> bool:
    """Whether X-Robots-Tag says noindex: "noindex, nofollow", "googlebot: none".

    A name before a colon holds for what follows it, until the next one.
    """
    agent = ""
    for part in header.split(","):
        named = _FOR.match(part)
        if named and named[1].lower() not in VALUED:
            agent, part = named[1].lower(), named[2]  # noqa: PLW2901 -- what follows the name is the directive
        if agent in AGENTS and part.strip().lower() in NOINDEX:
            return True
    return False
