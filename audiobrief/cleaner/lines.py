"""The page as a reader sees it: lines of text, and the boxes that hold them.

A line is the text that a browser would set as one run: between two block
boundaries, or between two `<br>`. Lines keep the order of the page, so a box
is a range of lines, and a sum over a box is the difference of two running
totals.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bs4 import Tag

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})
"""Table elements, whose classes name the data in a column, such as players or ratings."""
ITEMS = CELLS | {"li", "dd", "dt"}
HOME = 0.3
"""The share of the prose of the fullest place that another place of a text's paragraphs has."""
Place = tuple[int, str]
"""The index of the box around a line's own, and the name of its own."""
MAX_AROUND = 60
"""How many levels outwards from a line to look; editors nest a dozen."""


@dataclass(slots=True)
class Box:
    """A block element and the lines in it."""

    tag: Tag
    index: int
    parent: int
    """Index of the box around it; the outermost box is its own parent."""
    name: str
    words: frozenset[str]
    """The words in its id, classes and other names, from `words_of`."""
    first: int
    """Index of its first line."""
    last: int = 0
    """Index after its last line."""
    end: int = 0
    """Index after the last box in it."""
    reason: str = ""
    """Why its text is not part of the article; empty unless a reason was found."""
    said: bool = False
    """Whether its text is spoken from the metadata instead: headline, dek, byline or date."""


class Style(NamedTuple):
    """What markup inside a line does with a part of its text."""

    href: str = ""
    """The address that its link gives; empty outside links."""
    strong: bool = False
    slanted: bool = False
    language: str = ""
    """The `lang` of the nearest inline element with one, as the page writes it."""


@dataclass(slots=True)
class Line:
    """A run of text that a reader sees as one line or paragraph."""

    box: int
    """Index of the innermost box around it."""
    source: int
    """Index of its first text node among the text nodes of the page."""
    parts: list[str] = field(default_factory=list)
    """The text nodes that it is made of; after the walk they are kept only where `styles` has any."""
    text: str = ""
    size: float = 0
    """Its length in characters, weighted by script."""
    linked: float = 0
    """Characters inside links, weighted by script."""
    strong: int = 0
    """Characters in bold."""
    slanted: int = 0
    """Characters in italics."""
    said: int = 0
    """Characters that are spoken from the metadata instead."""
    prose: float = 0
    """Characters of prose outside links, weighted by script; 0 for a line that is not prose."""
    reason: str = ""
    """Why the line is dropped; empty for a line that is kept."""
    caption: bool = False
    """Whether the line is the caption of a picture."""
    breaks: int = 0
    """How many `<br>` elements come directly before the line, in the same box."""
    links: list[Tag] = field(default_factory=list)
    styles: list[tuple[int, Style]] = field(default_factory=list)
    """Index into `parts` of each part in a link, in bold, in italics or with a language of its
    own, and which of them it is."""


@dataclass(slots=True)
class Layout:
    """Every line and box of a page, in order, with running totals."""

    lines: list[Line]
    boxes: list[Box]
    prose: list[float] = field(default_factory=list)
    """Running total of `Line.prose`: lines a to b (excluded) have prose[b] - prose[a]."""
    size: list[float] = field(default_factory=list)
    linked: list[float] = field(default_factory=list)
    teasers: set[int] = field(default_factory=set)
    """Indices of boxes in lists of other stories."""
    pictures: list[int] = field(default_factory=list)
    """Indices of the boxes around each picture, in the page's order; icons are left out."""
    anchors: list[int] = field(default_factory=list)
    """Indices of the boxes around each link, in the page's order, with links that have no text."""
    inputs: list[int] = field(default_factory=list)
    """Indices of the boxes around each field in which a reader writes an address or password."""
    panels: list[int] = field(default_factory=list)
    """Indices of the boxes with the text of a tab, in the page's order."""
    opened: frozenset[str] = frozenset()
    """Ids of the boxes that a button in a heading opens."""
    whole: bool = False
    """Whether all of the page is the article's, as in a text file without a page around it."""
    entries: dict[int, datetime | None] = field(default_factory=dict)
    """Index of the box of each entry of a live blog -> when it was posted, if the page says so."""
    host: str = ""
    """The page's own host without "www."; empty if it gives no address."""
    address: str = ""
    """The page's own address; empty if none is known."""
    recipe: range = range(0)
    """The lines of the recipe that the page's data tells; empty if the page shows none."""
    letter: int = 0
    """Index of the first line of the mail that a mail forwards; 0 where the page is no such mail."""
    hidden: list[Line] = field(default_factory=list)
    """Text inside a line that is not spoken: footnote marks, hidden words."""

    def prose_in(self, box: Box) -> float:
        """Characters of prose in `box`."""
        return self.prose[box.last] - self.prose[box.first]

    def holds(self, marks: Sequence[int], box: Box) -> bool:
        """Whether `box` holds any of `marks`: `pictures`, `anchors`, `inputs` or `panels`."""
        at = bisect_left(marks, box.index)
        return at < len(marks) and marks[at] < box.end

    def place_of(self, line: Line) -> Place:
        """Where a line stands, as its neighbours of the same make do."""
        box = self.boxes[line.box]
        return box.parent, box.name

    def home_of(self, lines: Iterable[Line]) -> set[Place]:
        """The places of the paragraphs that hold most of the prose of `lines`."""
        told: dict[Place, float] = {}
        for line in lines:
            if line.prose:
                place = self.place_of(line)
                told[place] = told.get(place, 0.0) + line.prose
        most = max(told.values(), default=0.0)
        return {place for place, prose in told.items() if prose >= HOME * most}

    def around(self, box: int) -> Iterator[Box]:
        """The box with index `box` and the boxes around it, outwards, at most `MAX_AROUND`."""
        for _ in range(MAX_AROUND):
            yield self.boxes[box]
            if box == self.boxes[box].parent:
                return
            box = self.boxes[box].parent
