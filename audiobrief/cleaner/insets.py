"""Find what a page sets between the paragraphs of a text: captions, promotions and teasers.

Nothing here depends on a language or on one maker's classes. A text's paragraphs share one
markup, so a line in a box of its own, beside a picture, around a link or a field, was set there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audiobrief.cleaner.lines import HEADINGS, Box, Layout, Line
from audiobrief.cleaner.linked_text import MAX_LINKED, leads_away
from audiobrief.cleaner.offers import mark_offers
from audiobrief.cleaner.text import folded
from audiobrief.cleaner.vocabulary import PLAYER, RELATED

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
PLAYED_IN = frozenset({"div", "section", "figure", "aside"})
"""Elements in which a template sets a video and what it is called, between paragraphs of other makes."""
MOST = 0.7
"""The share of the prose in paragraphs of one box, from which other boxes are set between."""
MIN_TITLED = 20
"""The shortest text that a picture has in place of itself and a line below repeats, in characters."""
MIN_CAPTION = 120
"""A heading of a picture's box is its caption from this length on, in characters, if it ends in a stop."""
MOST_CAPTIONS = 0.25
"""The share of a text's prose above which short texts beside pictures are the text."""
MAX_TEASED = 400
"""The longest paragraph of such a teaser, in characters."""
MAX_TEASER_LINES = 5
"""The most lines of a teaser in a list: kicker, headline, credit of its picture, two of text."""
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
        mark_offers(layout, body, usual, _make)
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
        if _stands_with_player(layout, body, line):
            found.append(line)
            continue
        picture = _picture_beside(layout, body, line)
        if picture is None:
            if _is_titled(layout, body, line) or _is_long_heading(layout, body, line):
                found.append(line)
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


def stands_with_picture(layout: Layout, line: Line) -> bool:
    """Whether a line above the text stands in a small box with a picture and without a headline."""
    box = _picture_beside(layout, layout.boxes[0], line)
    return box is not None and all(
        layout.boxes[other.box].name not in HEADINGS
        for other in layout.lines[box.first : box.last]
    )


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


def _stands_with_player(layout: Layout, body: Box, line: Line) -> bool:
    """Whether a line stands in a box of its own with a player, as what a video is called does."""
    box = layout.boxes[line.box]
    if box.name not in PLAYED_IN or box.index <= body.index:
        return False
    told = [
        x for x in layout.lines[box.first : box.last] if layout.boxes[x.box].reason != PLAYER
    ]
    if len(told) > MAX_CAPTION_LINES or sum(x.size for x in told) > MAX_CAPTION:
        return False
    return any(x.reason == PLAYER for x in layout.boxes[box.index + 1 : box.end])


def _is_titled(layout: Layout, body: Box, line: Line) -> bool:
    """Whether a line begins with the text that stands in place of the picture in its box."""
    box = layout.boxes[layout.boxes[line.box].parent]
    if box.index <= body.index or box.last - box.first > MAX_CAPTION_LINES:
        return False
    titles = (str(x.attrs.get("alt") or "") for x in box.tag.find_all("img", limit=2))
    key = folded(line.text)
    return any(len(x) >= MIN_TITLED and key.startswith(folded(x)) for x in titles)


def _is_long_heading(layout: Layout, body: Box, line: Line) -> bool:
    """Whether a heading in a small box with a picture is a whole sentence, as a caption is."""
    box = layout.boxes[line.box]
    if box.name not in HEADINGS or line.size < MIN_CAPTION or not line.text.endswith("."):
        return False
    around = layout.boxes[box.parent]
    if around.index <= body.index or around.last - around.first > MAX_CAPTION_LINES:
        return False
    return layout.holds(layout.pictures, around)


def _mark_teasers(layout: Layout, body: Box, usual: object) -> None:
    """Drop short articles and asides in the text that link to another page."""
    for box in layout.boxes[body.index + 1 : body.end]:
        if box.reason or box.last == box.first:
            continue
        if box.name not in ("article", "aside") and not _is_teased(layout, box):
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


def _is_teased(layout: Layout, box: Box) -> bool:
    """Whether an item of a list is the headline of another story, linked, and what that tells."""
    if box.name != "li" or not 1 < box.last - box.first <= MAX_TEASER_LINES:
        return False
    return any(
        layout.boxes[line.box].name in HEADINGS
        and line.linked > MAX_LINKED * line.size
        and leads_away(line)
        for line in layout.lines[box.first : box.last]
    )


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
