"""Tell wholly linked lines that are the text's own from links to other stories."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from audiobrief.cleaner.lines import HEADINGS, Box, Layout, Line
from audiobrief.cleaner.phrases import ADDRESS, PHRASES
from audiobrief.cleaner.sites import host_of
from audiobrief.patterns import compile_late

MAX_LINKED = 0.9
"""A line with more than this share of its characters inside links is a link, not a sentence."""
MIN_LINKED_SENTENCE = 60
"""A wholly linked sentence is at least this long, in characters; a call to click is shorter."""
MIN_TOLD = 0.5
"""The share of a list's characters outside links from which the list is text with links in it."""
MIN_HEADLINE = 15
"""The shortest headline of another story behind a label, in characters."""
MIN_LINKED = 0.5
"""The share of such a line's characters that is its link."""
LABEL = compile_late(r"\W{0,4}[^\W\d_][^.!?:|]{1,40}[:|]\s*")
"""A label before such a headline: "Read more:", "Lue myös |"."""
ITEM_LABEL = compile_late(r"\W{0,4}[^\W\d_][^.!?:]{1,60}[:?]\s*")
"""The same in a list: "New alliance? Europe answers"."""
MAX_TAIL = 2
"""The most letters of a headline that an editor's link may have missed."""
WEB = compile_late(r"https?://", re.IGNORECASE)
WITHIN = compile_late(r"\s*(?:#|javascript:)", re.IGNORECASE)
"""Addresses of links that stay on the page."""
SCRIPTED = compile_late(r"\s*(?:#\s*$|javascript:)", re.IGNORECASE)
"""Addresses that say nothing of where a script leads to."""
MAIL_ADDRESS = compile_late(r"[\w.+-]{1,64}@[\w.-]{1,250}\.\w{2,20}")
EMBEDDED = compile_late(
    r"(?:https?://)?(?:[\w-]+\.)?(?:youtube\.com|youtu\.be|twitter\.com|x\.com|t\.co|instagram\.com|facebook\.com"
    r"|fb\.watch|tiktok\.com|vimeo\.com|dailymotion\.com|soundcloud\.com|spotify\.com|t\.me|pic\.twitter\.com"
    r"|giphy\.com|flickr\.com|reddit\.com|bsky\.app|threads\.net|pinterest\.com|rumble\.com)/",
    re.IGNORECASE,
)
"""Addresses in whose place a system sets a post, a recording or a picture (oEmbed)."""
OPENING = frozenset({
    "accordion", "collapse", "collapsible", "disclosure", "expandable", "faq", "panel", "toggle",
})  # fmt: skip
"""Words that name a part of a text which opens at a click."""


def is_own(layout: Layout, index: int) -> bool:
    """Whether a linked line is the text's: it opens or heads what is below, or is an item of text.

    Or it is the address of another site, or of somebody's mail, that the writer wrote out.
    """
    return (
        _heads_a_source(layout, index)
        or _opens_text(layout, index)
        or _is_item_of_text(layout, index)
        or _is_written_address(layout, index)
    )


def is_apart(layout: Layout, index: int) -> bool:
    """Whether a short linked line stands in a box of its own, and no text in the box around that.

    Between the boxes of a text's parts it is a link that the template set there.
    """
    line = layout.lines[index]
    box = layout.boxes[line.box]
    if box.name != "div" or box.last - box.first != 1 or not leads_away(line):
        return False
    beside = layout.lines[max(index - 1, 0) : index] + layout.lines[index + 1 : index + 2]
    return len(beside) > 1 and all(
        other.prose and layout.boxes[other.box].parent != box.parent for other in beside
    )


def leads_away(line: Line) -> bool:
    """Whether a link of a line leads to another page."""
    return not line.links or not all(
        WITHIN.match(str(link.attrs.get("href", ""))) for link in line.links
    )


def announces(layout: Layout, line: Line) -> bool:
    """Whether a line is a label and the linked headline of another story of the site.

    "Lue myös: Myrsky sulki Tarnholmin sataman". The label may be of any language, so that it is
    told by its colon, and by the link that all the rest of the line is.
    """
    if len(line.links) != 1 or not MIN_LINKED * line.size < line.linked < line.size:
        return False
    headline = " ".join(line.links[0].get_text().split())
    label, _, tail = line.text.partition(headline)
    pattern = ITEM_LABEL if layout.boxes[line.box].name == "li" else LABEL
    if len(headline) < MIN_HEADLINE or headline.endswith(".") or not pattern.fullmatch(label):
        return False
    if tail and not (tail.isalpha() and len(tail) <= MAX_TAIL):
        return False
    address = str(line.links[0].attrs.get("href", ""))
    return leads_within(address, layout.host) and leads_away(line)


def leads_within(address: str, host: str) -> bool:
    """Whether a link's address is one of the site with that host."""
    address = address.strip()
    if address.startswith("//"):
        address = f"https:{address}"
    is_own = host_of(address) == host if WEB.match(address) else bool(address)
    return is_own and not address.startswith(("mailto:", "tel:"))


def linked_paragraphs(layout: Layout, inside: Sequence[int]) -> set[int]:
    """Indices of wholly linked paragraphs that are sentences of the text, between others of it.

    Links to other stories are headlines without a full stop, or have their own boxes.
    """
    found = set()
    for before, index, after in zip(inside, inside[1:], inside[2:], strict=False):
        line = layout.lines[index]
        if line.linked <= MAX_LINKED * line.size or line.box in layout.teasers:
            continue
        beside = [layout.lines[before], layout.lines[after]]
        box = layout.boxes[line.box]
        if (
            box.name == "p"
            and len(line.text) >= MIN_LINKED_SENTENCE
            and line.text.endswith((".", ".”", '."', ".»"))
            and all(x.prose and layout.boxes[x.box].parent == box.parent for x in beside)
            and not any(pattern.match(line.text) for _, pattern in PHRASES)
        ):
            found.add(index)
    return found


def _heads_a_source(layout: Layout, index: int) -> bool:
    """Whether a linked heading leads to its own page, or to another site, and text follows.

    Blogs link a section's heading to its place, a post's to the post, and a roundup's to what it tells
    of. Headings that lead to other pages of the site announce them.
    """
    line = layout.lines[index]
    box = layout.boxes[line.box]
    after = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
    if box.name not in HEADINGS or not line.links or after is None or not after.prose:
        return False
    if layout.boxes[after.box].parent != box.parent or after.linked > 0.5 * after.size:
        return False
    addresses = [str(link.attrs.get("href", "")).strip() for link in line.links]
    return all(
        x.startswith("#")
        or (WEB.match(x) and host_of(x) != layout.host)
        or _leads_here(x, layout.address)
        for x in addresses
    )


def _leads_here(address: str, here: str) -> bool:
    """Whether a link of the page at `here` leads to that page."""
    try:
        there = urlsplit(urljoin(here, address))
        own = urlsplit(here)
    except ValueError:  # no address, though written as one
        return False
    path = own.path.rstrip("/")
    return bool(path) and (there.netloc, there.path.rstrip("/"), there.query) == (
        own.netloc, path, own.query,
    )  # fmt: skip


def _opens_text(layout: Layout, index: int) -> bool:
    """Whether a click on a linked line opens the text below it, as in lists of questions.

    Its link names the box of that text, or is a script's in one box with the text. Links in a
    table of contents lead to boxes further below.
    """
    line = layout.lines[index]
    after = layout.lines[index + 1] if index + 1 < len(layout.lines) else None
    if after is None or after.linked > 0.5 * after.size or leads_away(line):
        return False
    below = [box for box in layout.around(after.box) if box.first == index + 1]
    opened = {str(link.attrs.get(name, "")).lstrip("#") for link in line.links for name in (
        "href", "data-target", "data-bs-target", "aria-controls",
    )}  # fmt: skip
    if any(box.tag.attrs.get("id") in opened for box in below):
        return True
    if not any(SCRIPTED.match(str(link.attrs.get("href", ""))) for link in line.links):
        return False
    around = (box for box in layout.around(line.box) if box.first == index)
    return any(box.last > index + 1 and _is_opening(box) for box in around)


def _is_opening(box: Box) -> bool:
    return box.name in ("li", "dl", "details") or not box.words.isdisjoint(OPENING)


def _is_item_of_text(layout: Layout, index: int) -> bool:
    """Whether a linked line is an item of a list that is text for the most part."""
    line = layout.lines[index]
    box = layout.boxes[line.box]
    if box.name != "li" or not line.linked or line.box in layout.teasers:
        return False
    around = layout.boxes[box.parent]
    size = layout.size[around.last] - layout.size[around.first]
    return layout.linked[around.last] - layout.linked[around.first] <= MIN_TOLD * size


def _is_written_address(layout: Layout, index: int) -> bool:
    """Whether a line is an address written out, and neither an embed's nor one of the same site."""
    line = layout.lines[index]
    text = line.text
    items = (box for box in layout.around(line.box) if box.name == "li")
    if any(box.index != line.box for box in items):
        return False  # the source of a link in a list of links
    if not ADDRESS.match(text):
        return bool(MAIL_ADDRESS.fullmatch(text))
    host = host_of(text if "//" in text else f"//{text}")
    return not EMBEDDED.match(text) and not (host and host == layout.host)
