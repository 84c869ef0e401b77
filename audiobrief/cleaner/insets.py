"""Find what a page sets between the paragraphs of a text: captions, promotions and teasers.

Nothing here depends on a language or on one maker's classes. A text's paragraphs share one
markup, so a line in a box of its own, beside a picture, around a link or a field, was set there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobrief.cleaner.lines import HEADINGS, Box, Layout, Line
from audiobrief.cleaner.vocabulary import FORM, RELATED

MAX_CAPTION = 500
"""The longest caption, in characters; news agencies write up to three sentences."""
MAX_CAPTION_LINES = 3
"""The most lines beside a picture in the box that they share: caption, place, credit."""
PICTURE = frozenset({
    "image", "img", "picture", "pic", "picbox", "photo", "foto", "bild", "imagen", "imagem", "immagine",
    "afbeelding", "zdjecie", "media", "figure", "thumbnail", "imgbox", "imagebox",
})  # fmt: skip
"""Words that name the box of a picture."""
NOT_CAPTIONS = frozenset(
    {"blockquote", "table", "pre", "li", "dd", "dt", "td", "th", *HEADINGS}
)
"""Elements whose text is the article's, though a picture stands beside it."""
MOST = 0.7
"""The share of the prose in paragraphs of one box, from which other boxes are set between."""
MOST_CAPTIONS = 0.25
"""The share of a text's prose above which short texts beside pictures are the text."""
MAX_OFFER = 900
"""The longest text around a field for an address, in characters: a newsletter's offer."""
MAX_TEASED = 400
"""The longest paragraph of such a teaser, in characters."""
MAX_TEASER = 600
"""The longest teaser between two paragraphs, in characters."""


def mark_insets(layout: Layout, bodies: Sequence[Box]) -> None:
    """Mark captions, and give a reason to boxes that are set between a text's paragraphs."""
    for body in bodies:
        lines = [
            line
            for line in layout.lines[body.first : body.last]
            if not layout.boxes[line.box].reason
        ]
        usual = _usual(layout, lines)
        _mark_offers(layout, body)
        _mark_teasers(layout, body, usual)
        _mark_lone_headings(layout, lines)
        _mark_captions(layout, body, lines, usual)


def _make(layout: Layout, line: Line) -> object:
    box = layout.boxes[line.box]
    outer = layout.boxes[box.parent]
    return box.name, box.words, outer.name, outer.words


def _usual(layout: Layout, lines: Sequence[Line]) -> object:
    """Return the markup of most of the prose."""
    told: dict[object, float] = {}
    for line in lines:
        if line.prose:
            made = _make(layout, line)
            told[made] = told.get(made, 0.0) + line.prose
    return max(told, key=lambda made: told[made], default=None)


def _mark_captions(layout: Layout, body: Box, lines: Sequence[Line], usual: object) -> None:
    found: list[Line] = []
    unnamed: list[Line] = []
    for line in lines:
        if line.reason or line.size > MAX_CAPTION or _make(layout, line) == usual:
            continue
        picture = _picture_beside(layout, body, line)
        if picture is None:
            continue
        if picture.name == "figure" or not picture.words.isdisjoint(PICTURE):
            found.append(line)
        elif not any(box.name in NOT_CAPTIONS for box in _within(layout, body, line.box)):
            unnamed.append(line)
    # A recipe's or a manual's steps have a picture each, but together they are the text.
    if sum(line.size for line in unnamed) <= MOST_CAPTIONS * layout.prose_in(body):
        found += unnamed
    for line in found:
        line.caption = True


def _within(layout: Layout, body: Box, index: int) -> Iterator[Box]:
    """Yield the boxes around a line's box, outwards, as far as they lie in the text's box."""
    for box in layout.around(index):
        if box.index <= body.index:
            return
        yield box


def _picture_beside(layout: Layout, body: Box, line: Line) -> Box | None:
    """Return the smallest box with a picture around a line, if it holds only a caption's text."""
    is_named = layout.boxes[line.box].name != "p"
    for box in _within(layout, body, line.box):
        if box.name in NOT_CAPTIONS:
            return None
        size = layout.size[box.last] - layout.size[box.first]
        if box.last - box.first > MAX_CAPTION_LINES or size > MAX_CAPTION:
            return None
        is_named = is_named or not box.words.isdisjoint(PICTURE) or box.name == "figure"
        if is_named and box.name != "p" and layout.holds(layout.pictures, box):
            return box
    return None


def _mark_offers(layout: Layout, body: Box) -> None:
    """Drop the boxes around a field for an address: scripts send many without a form."""
    for index in layout.inputs:
        if not body.index < index < body.end:
            continue
        offer = None
        for box in _within(layout, body, index):
            if layout.size[box.last] - layout.size[box.first] > MAX_OFFER:
                break
            offer = box
        if offer is not None:
            _give(layout, offer, FORM)


def _mark_teasers(layout: Layout, body: Box, usual: object) -> None:
    """Drop short articles and asides in the text that link to another page."""
    for box in layout.boxes[body.index + 1 : body.end]:
        if box.reason or box.name not in ("article", "aside") or box.last == box.first:
            continue
        if (box.first, box.last) == (body.first, body.last):
            continue  # a note with a link, and all of the text
        inside = layout.lines[box.first : box.last]
        if (
            layout.size[box.last] - layout.size[box.first] <= MAX_TEASER
            and layout.holds(layout.anchors, box)
            and any(layout.boxes[line.box].name in HEADINGS or line.linked for line in inside)
            and not any(line.prose and _make(layout, line) == usual for line in inside)
            and not any(line.prose > MAX_TEASED for line in inside)
        ):
            _give(layout, box, RELATED)


def _mark_lone_headings(layout: Layout, lines: Sequence[Line]) -> None:
    """Drop headings in boxes of their own among paragraphs that have no boxes of their own.

    They announce a video, a graphic or another story that scripts put there. It counts only
    where the box has a link, or where other headings stand among the paragraphs directly.
    """
    told: dict[int, float] = {}
    for line in lines:
        if line.prose and layout.boxes[line.box].name == "p":
            parent = layout.boxes[line.box].parent
            told[parent] = told.get(parent, 0.0) + line.prose
    home = max(told, key=lambda parent: told[parent], default=-1)
    if home < 0 or told[home] < MOST * sum(line.prose for line in lines):
        return
    direct = any(
        layout.boxes[line.box].name in HEADINGS and layout.boxes[line.box].parent == home
        for line in lines
    )
    for box in layout.boxes[home + 1 : layout.boxes[home].end]:
        if box.parent != home or box.reason or box.name != "div" or box.last == box.first:
            continue
        inside = layout.lines[box.first : box.last]
        names = {layout.boxes[line.box].name for line in inside}
        if names <= HEADINGS and (direct or layout.holds(layout.anchors, box)):
            _give(layout, box, RELATED)


def _give(layout: Layout, box: Box, reason: str) -> None:
    for inner in layout.boxes[box.index : box.end]:
        inner.reason = inner.reason or reason
