"""Which boxes of a page hold its article, and why the others do not."""

from __future__ import annotations

from collections.abc import Iterable

from bs4 import Tag

from audiobrief.cleaner.lines import HEADINGS, Box, Layout
from audiobrief.cleaner.vocabulary import (
    CAPTION,
    CHROME_ROLES,
    CHROME_TAGS,
    COMMENTS,
    CREDIT,
    ENDNOTE,
    HIDDEN,
    body_rank,
    chrome_reason,
    hidden_reason,
)

MOST_OF_PAGE = 0.35
"""Share of the page's prose from which a box is its text, whatever its maker called it."""
MOST_OF_PAGE_FOR: dict[str, float] = {
    # readers write more than reporters; a consent dialog can be the longest text of a page
    COMMENTS: 0.9, HIDDEN: 0.6, "dialog": 0.9, "cookie notice": 0.9, "footer": 0.7,
    "navigation": 0.6, "form": 0.3,
}  # fmt: skip
LINK_COST = 0.7
"""What a character of a list of links takes from the box around it."""
SHORT_COST = 8.0
"""What a line that is neither prose nor heading takes."""


def mark_chrome(layout: Layout) -> None:
    """Give each box that is no part of an article its reason; those inside inherit it."""
    total = layout.prose[-1] or 1.0
    for box in layout.boxes:
        parent = layout.boxes[box.parent]
        if parent.reason and parent is not box:
            box.reason = parent.reason
            continue
        reason = _own_reason(box)
        if reason == CREDIT and _is_endnote(layout, box):
            continue
        if reason:
            share = layout.prose_in(box) / total
            if reason == CAPTION or share < MOST_OF_PAGE_FOR.get(reason, MOST_OF_PAGE):
                box.reason = reason


def _is_endnote(layout: Layout, box: Box) -> bool:
    # the reporters of a story are credited under the same word as its photographers
    return box.last - box.first == 1 and bool(ENDNOTE.match(layout.lines[box.first].text))


def _own_reason(box: Box) -> str:
    if box.name in ("html", "body", "main"):
        return ""
    attributes = box.tag.attrs
    if attributes:
        hidden = hidden_reason(box.tag)
        if hidden:
            return hidden
        role = attributes.get("role")
        if role in CHROME_ROLES:
            return CHROME_ROLES[role]
    if box.name in CHROME_TAGS:
        return CHROME_TAGS[box.name]
    return chrome_reason(box.words) if box.words else ""


def choose_container(layout: Layout) -> list[Box]:
    """The boxes, in order and apart, that hold the article's text; empty where none does.

    The box with the most prose less its links and scraps wins, as in Pasternack
    and Roth's maximum subsequence segmentation (WWW 2009), over boxes instead
    of runs. Boxes that their maker named as the text come first where they
    hold most of what the winner holds.
    """
    worth = _running_worth(layout)
    best: Box | None = None
    best_worth = 0.0
    for box in layout.boxes:
        if box.reason:
            continue
        value = worth[box.last] - worth[box.first]
        if value >= best_worth and value > 0:
            best, best_worth = box, value
    if best is None:
        return []
    named = _named_bodies(layout, best)
    if named and sum(worth[b.last] - worth[b.first] for b in named) > 0.6 * best_worth:
        return named
    return [best]


def _named_bodies(layout: Layout, best: Box) -> list[Box]:
    """Boxes within or around `best` that are named as the text, outermost of the surest."""
    ranked = [
        (body_rank(box.words), box) for box in layout.boxes if box.words and not box.reason
    ]
    top = max((rank for rank, box in ranked if layout.prose_in(box)), default=0)
    if not top:
        return []
    chosen: list[Box] = []
    for rank, box in ranked:
        inside = chosen and box.index < chosen[-1].end
        if rank == top and not inside and best.first <= box.first and box.last <= best.last:
            chosen.append(box)
    return chosen


def _running_worth(layout: Layout) -> list[float]:
    running, total = [0.0], 0.0
    for line in layout.lines:
        box = layout.boxes[line.box]
        if not box.reason:
            if line.prose:
                total += line.prose
            elif box.name not in HEADINGS:
                total -= line.linked * LINK_COST + SHORT_COST
        running.append(total)
    return running


def boxes_of(layout: Layout, tags: Iterable[Tag]) -> list[Box]:
    """The outermost boxes of `tags`, in order and apart."""
    wanted = {id(tag) for tag in tags}
    chosen: list[Box] = []
    for box in layout.boxes:
        if id(box.tag) in wanted and not (chosen and box.index < chosen[-1].end):
            chosen.append(box)
    return chosen


def mark_boxes(layout: Layout, tags: Iterable[Tag], reason: str) -> None:
    """Give the boxes of `tags`, and all boxes in them, `reason`."""
    wanted = {id(tag) for tag in tags}
    for box in layout.boxes:
        if id(box.tag) in wanted:
            for inner in layout.boxes[box.index : box.end]:
                inner.reason = reason
