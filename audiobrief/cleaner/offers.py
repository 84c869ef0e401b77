"""Find the boxes in a text that offer something to its reader: newsletters, apps, subscriptions.

Little here depends on a language. An offer stands in a box of another make than the text's
paragraphs, and it has a field, a button at its end, or links to where readers sign up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from audiobrief.cleaner.edges import QUOTED, is_offer
from audiobrief.cleaner.lines import HEADINGS, Box, Layout, Line
from audiobrief.cleaner.phrases import CONTACTED, OFFERED, PHRASES
from audiobrief.cleaner.vocabulary import ASIDE, CONTROL, FORM, NEWSLETTER, RELATED

MAX_OFFER = 900
"""The longest offer, in characters."""
MAX_PRESSED = 400
"""The longest text above a button, in characters."""
MAX_SAID = 250
"""The longest line of an offer without a field, in characters."""
MOST_PRESSED = 0.25
"""The share of a text's prose above which texts over buttons are the text."""
MOST_OFFERED = 0.5
"""The share of a box's links from which it is there for them."""
APART = frozenset({"div", "section", "aside"})
"""Elements that hold an offer."""
QUOTING = frozenset({"blockquote"})
"""Editors set a call for tips as a quotation, so that it stands out."""
POSTED_IN = frozenset({"blockquote", "pre", "table"})
"""Elements that quote a post, or show data, beside a link to where it stands."""
TOLD_IN = frozenset({"li", "dd", "dt", "figure"})
"""Elements whose text is the article's, though a button stands below it."""
Make = Callable[[Layout, Line], object]
"""Tells how the box of a line and the box around that are marked up."""


def mark_offers(layout: Layout, body: Box, usual: object, make: Make) -> None:
    """Give a reason to the boxes in `body` that offer something.

    Args:
        layout: the page.
        body: the box of the text.
        usual: the make of most of its prose.
        make: what tells the make of a line.
    """
    _mark_fields(layout, body)
    pressed: list[Box] = []
    buttons = sorted(
        (line.box, line.source) for line in layout.hidden if line.reason == CONTROL
    )
    for box in layout.boxes[body.index + 1 : body.end]:
        if box.reason or box.name not in APART | QUOTING or not _is_apart(layout, box, body):
            continue
        lines = [
            x for x in layout.lines[box.first : box.last] if not layout.boxes[x.box].reason
        ]
        if box.name in QUOTING or any(
            inner.name in POSTED_IN for inner in layout.boxes[box.index : box.end]
        ):
            if box.name in QUOTING and len(lines) == 1 and _asks_for_tips(lines[0]):
                _give(layout, box, NEWSLETTER)
            continue
        if not lines or any(x.prose > MAX_OFFER / 2 or make(layout, x) == usual for x in lines):
            continue
        if _leads_to_offers(lines) or _is_headed_as_offer(layout, box, lines):
            _give(layout, box, NEWSLETTER)
        elif box.words & ASIDE and _is_list_of_offers(layout, lines):
            _give(layout, box, RELATED)
        elif _ends_in_button(layout, box, lines, buttons):
            pressed.append(box)
    if sum(map(layout.prose_in, pressed)) <= MOST_PRESSED * layout.prose_in(body):
        for box in pressed:
            _give(layout, box, CONTROL)


def _is_apart(layout: Layout, box: Box, body: Box) -> bool:
    """Whether a box is a small part of the text's, and no more than that."""
    if box.last == box.first or (box.first, box.last) == (body.first, body.last):
        return False
    return layout.size[box.last] - layout.size[box.first] <= MAX_OFFER


def _mark_fields(layout: Layout, body: Box) -> None:
    """Drop the boxes around a field for an address: scripts send many without a form."""
    for index in layout.inputs:
        if not body.index < index < body.end:
            continue
        offer = None
        for box in layout.around(index):
            if box.index <= body.index:
                break
            if layout.size[box.last] - layout.size[box.first] > MAX_OFFER:
                break
            offer = box
        if offer is not None:
            _give(layout, offer, FORM)


def _leads_to_offers(lines: Sequence[Line]) -> bool:
    """Whether the links of a box lead to where readers sign up, pay, or get an app."""
    addresses = [str(link.attrs.get("href", "")) for line in lines for link in line.links]
    offered = sum(bool(OFFERED.search(x)) for x in addresses)
    return 0 < offered >= MOST_OFFERED * len(addresses)


def _asks_for_tips(line: Line) -> bool:
    """Whether a line asks its reader something, and links to where the newsroom is reached."""
    addresses = [str(link.attrs.get("href", "")) for link in line.links]
    is_contact = bool(addresses) and all(map(CONTACTED.search, addresses))
    return is_contact and "?" in line.text and is_offer(line)


def _is_headed_as_offer(layout: Layout, box: Box, lines: Sequence[Line]) -> bool:
    """Whether the first line of a box is a heading that names a newsletter."""
    first = layout.lines[box.first]
    if layout.boxes[first.box].name not in HEADINGS or first is not lines[0] or len(lines) < 2:
        return False
    if any(layout.boxes[line.box].name in HEADINGS for line in lines[1:]):
        return False
    return any(pattern.match(first.text) for reason, pattern in PHRASES if reason == NEWSLETTER)


def _is_list_of_offers(layout: Layout, lines: Sequence[Line]) -> bool:
    """Whether each item of a box leads elsewhere, and one asks the reader for something."""
    items = [line for line in lines if layout.boxes[line.box].name == "li"]
    return len(items) > 1 and all(x.links for x in items) and any(map(is_offer, items))


def _ends_in_button(
    layout: Layout, box: Box, lines: Sequence[Line], buttons: Sequence[tuple[int, int]]
) -> bool:
    """Whether a box without a picture is a few short lines and a button below them."""
    if layout.size[box.last] - layout.size[box.first] > MAX_PRESSED:
        return False
    if any(line.size > MAX_SAID or line.text.startswith(QUOTED) for line in lines):
        return False
    inner = layout.boxes[box.index : box.end]
    if any(x.name in TOLD_IN or x.index in layout.entries for x in inner):
        return False
    if all(layout.boxes[line.box].name in HEADINGS for line in lines):
        return False  # its button copies the section's address
    if layout.holds(layout.pictures, box):
        return False
    last = layout.lines[box.last - 1].source
    return any(box.index <= at < box.end and source > last for at, source in buttons)


def _give(layout: Layout, box: Box, reason: str) -> None:
    for inner in layout.boxes[box.index : box.end]:
        inner.reason = inner.reason or reason
