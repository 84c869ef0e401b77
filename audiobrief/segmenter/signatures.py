"""Who signs a block quote or an embedded post, and where a post was published."""

from __future__ import annotations

from typing import NamedTuple

from audiobrief.patterns import compile_late

HANDLE = compile_late(r"(?:(?<!\s)\s+)?\(?(?<!\w)@[\w-]+(?:\.[\w-]+)*(?:@[\w.-]+\w)?\)?\s*")
PICTURES = compile_late("[\u2190-\u21ff\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+")
"""What people put beside their names in a network: flags, hearts, arrows."""
NETWORKS = (
    # what the embed code of each prints after a post, first that fits
    (compile_late(r"@[\w.-]+\.bsky\.social\b"), "Bluesky"),
    (compile_late(r"@[\w-]+@[\w.-]+\.\w+"), "Mastodon"),
    (compile_late(r"\b(?:post|reel|video) shared by\b"), "Instagram"),
)
DATED = compile_late(r"@\w+\)?,?\s(?P<month>[A-Z][a-z]+)\s[0-9]{1,2},\s(?P<year>20[0-9]{2})\b")
"""The end of what Twitter's embed code prints: a handle and the day."""
RENAMED = 2023
"""The year in which Twitter became X, at the end of July."""
AUTUMN = frozenset(["August", "September", "October", "November", "December"])
"""The months of that year from then on."""


class Signature(NamedTuple):
    """The name under a block quote."""

    name: str
    """As read out, without a handle; empty if nobody signs."""
    is_post: bool = False
    """Whether it is signed with a handle."""
    network: str = ""
    """Where it was posted; empty if the page does not show it."""


def read_signature(attribution: str) -> Signature:
    """The signature of a block quote, from what the page prints under it."""
    plain = " ".join(PICTURES.sub(" ", attribution).split()).strip("—–―- ")
    name = HANDLE.sub(", ", plain).strip(" ,")
    if name == plain:
        return Signature(name)
    return Signature(name or plain, True, _network(plain))


def _network(plain: str) -> str:
    for pattern, network in NETWORKS:
        if pattern.search(plain):
            return network
    dated = DATED.search(plain)
    if dated is None:
        return ""
    year = int(dated["year"])
    return (
        "X" if year > RENAMED or (year == RENAMED and dated["month"] in AUTUMN) else "Twitter"
    )
