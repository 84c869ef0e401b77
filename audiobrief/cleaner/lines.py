"""The page as a reader sees it: lines of text, and the boxes that hold them.

A line is the text that a browser would set as one run: between two block
boundaries, or between two `<br>`. Lines keep the order of the page, so a box
is a range of lines, and a sum over a box is the difference of two running
totals.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from bs4 import Tag
from bs4.element import NavigableString

from audiobrief.cleaner.text import clean_code, clean_text
from audiobrief.cleaner.tree import Tree
from audiobrief.cleaner.vocabulary import (
    DROP_CAP,
    INLINE,
    WIDE_SCRIPT,
    classes_of,
    inline_reason,
    words_of,
)

SENTENCE_END = (
    ".",
    "!",
    "?",
    "…",
    ":",
    ";",
    ",",
    "”",
    '"',
    "’",
    "»",
    ")",
    "。",
    "！",
    "？",
    "」",
    "।",
    "؟",
    "۔",
)
"""The ends of a line of prose; headlines, buttons and menu entries do not end like this."""
MIN_PROSE = 80
"""A line of this many characters is prose whatever its end, since menu entries are shorter."""
MIN_SENTENCE = 20
"""A line of this many characters is prose if it ends like a sentence."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CELLS = frozenset({"td", "th", "tr", "tbody", "thead", "tfoot"})
"""Table elements, whose classes name the data in a column, such as players or ratings."""
ITEMS = CELLS | {"li", "dd", "dt"}
OPENING = "“\"‘'«„"
WORDS_OF_A_LETTER = "AEIOUYÀÉÓ"
"""Capital letters that are words by themselves in one of the supported languages."""
MAX_AROUND = 60
"""How many levels outwards from a line to look; editors nest a dozen."""
CJK_WEIGHT = 2.5
"""The weight of a Han, kana or Hangul sign, which says as much as two to three Latin letters."""


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


@dataclass(slots=True)
class Line:
    """A run of text that a reader sees as one line or paragraph."""

    box: int
    """Index of the innermost box around it."""
    source: int
    """Index of its first text node among the text nodes of the page."""
    parts: list[str] = field(default_factory=list)
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
    hidden: list[Line] = field(default_factory=list)
    """Text inside a line that is not spoken: footnote marks, hidden words."""

    def prose_in(self, box: Box) -> float:
        """Characters of prose in `box`."""
        return self.prose[box.last] - self.prose[box.first]

    def around(self, box: int) -> Iterator[Box]:
        """The box with index `box` and the boxes around it, outwards, at most `MAX_AROUND`."""
        for _ in range(MAX_AROUND):
            yield self.boxes[box]
            if box == self.boxes[box].parent:
                return
            box = self.boxes[box].parent


def lay_out(tree: Tree, said: Collection[int] = ()) -> Layout:
    """The lines and boxes of `tree`'s body, in document order.

    Args:
        tree: the page.
        said: `id()` of elements whose text is spoken from the metadata instead.
    """
    walk = _Walk(frozenset(said))
    root = tree.by_name.get("html", [tree.soup])[0]
    walk.over(root)
    layout = Layout(walk.lines, walk.boxes, hidden=walk.aside)
    _measure(layout)
    return layout


def _measure(layout: Layout) -> None:
    for line in layout.lines:
        text = line.text
        unlinked = line.size - line.linked
        sentence = line.size >= MIN_SENTENCE and text.endswith(SENTENCE_END)
        if (line.size >= MIN_PROSE or sentence) and unlinked > line.size * 0.4:
            line.prose = unlinked
    layout.prose = [0.0, *accumulate(line.prose for line in layout.lines)]
    layout.size = [0.0, *accumulate(line.size for line in layout.lines)]
    layout.linked = [0.0, *accumulate(line.linked for line in layout.lines)]


def _is_letter(text: str) -> bool:
    """Whether `text` is the first letter of a word, and not a word itself like "A" or "I"."""
    letter = text.strip().lstrip(OPENING)
    return len(letter) == 1 and letter.isupper() and letter not in WORDS_OF_A_LETTER


class _Walk:
    """One pass over the tree, without recursion: pages nest 100,000 deep."""

    def __init__(self, said: frozenset[int]) -> None:
        self.metadata = said
        self.said = 0
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.aside: list[Line] = []
        self.line: Line | None = None
        self.source = 0
        self.breaks = 0
        self.link: Tag | None = None
        self.strong = 0
        self.slanted = 0
        self.unsaid = ""
        self.initial = ""
        self.cap = False
        self.box = 0

    def over(self, root: Tag) -> None:
        self._open_box(root)
        stack: list[tuple[Iterator[object], str]] = []
        nodes: Iterator[object] = iter(root.contents)
        while True:
            for node in nodes:
                if isinstance(node, Tag):
                    entered = self._enter(node)
                    if entered:
                        stack.append((nodes, entered))
                        nodes = iter(node.contents)
                        break
                elif type(node) is NavigableString:
                    self._text(node)
                    self.source += 1
            else:
                if not stack:
                    break
                nodes, entered = stack.pop()
                self._leave(entered)
        self._close_line()
        self._close_box()

    def _enter(self, tag: Tag) -> str:
        """How `tag` was entered, for `_leave`; empty if it has no content to walk."""
        name = tag.name
        if "class" in tag.attrs and name == "span" and not DROP_CAP.isdisjoint(classes_of(tag)):
            self.cap = True
        if name in INLINE and not (
            # a `cite` in a blockquote names the speaker, on a line of its own
            name == "cite" and self.boxes[self.box].name == "blockquote"
        ):
            if name == "br":
                self._break()
                return ""
            if name == "img":
                return ""
            return self._enter_inline(tag, name)
        if name in ("head", "hr"):
            self._close_line()
            return ""
        self._close_line()
        self.breaks = 0
        self._open_box(tag)
        return "box"

    def _enter_inline(self, tag: Tag, name: str) -> str:
        if not self.unsaid:
            reason = inline_reason(tag, name)
            if reason:
                self.unsaid = reason
                return "unsaid"
        if id(tag) in self.metadata:
            self.said += 1
            return "said"
        if name == "a":
            if self.link is None and tag.get("href"):
                self.link = tag
                return "link"
        elif name in ("b", "strong"):
            self.strong += 1
            return "strong"
        elif name in ("i", "em"):
            self.slanted += 1
            return "slanted"
        return "inline"

    def _leave(self, entered: str) -> None:
        if entered == "box":
            self._close_line()
            self.breaks = 0
            self._close_box()
        elif entered == "link":
            self.link = None
        elif entered == "strong":
            self.strong -= 1
        elif entered == "slanted":
            self.slanted -= 1
        elif entered == "said":
            self.said -= 1
        elif entered == "unsaid":
            self.unsaid = ""

    def _open_box(self, tag: Tag) -> None:
        index = len(self.boxes)
        words = words_of(tag) if tag.attrs else frozenset()
        self.boxes.append(Box(tag, index, self.box, tag.name, words, len(self.lines)))
        self.boxes[-1].said = id(tag) in self.metadata
        self.box = index

    def _close_box(self) -> None:
        box = self.boxes[self.box]
        box.last = len(self.lines)
        box.end = len(self.boxes)
        self.box = box.parent

    def _text(self, node: NavigableString) -> None:
        if self.unsaid:
            if not node.isspace():
                line = Line(self.box, self.source, reason=self.unsaid)
                line.text = clean_text(node)
                if line.text:
                    self.aside.append(line)
            return
        if self.line is None:
            if node.isspace():
                return
            self.line = Line(self.box, self.source, breaks=self.breaks)
            if self.initial:
                self.line.parts.append(self.initial)
                self.initial = ""
                node = NavigableString(node.lstrip())
        line = self.line
        if self.cap and line.parts and _is_letter("".join(line.parts)):
            # Templates break the line of markup after the letter's element.
            rest = node.lstrip()
            if not rest:
                return
            node = NavigableString(rest)
            self.cap = False
        line.parts.append(node)
        if self.link is not None or self.strong or self.slanted or self.said:
            n = len(node.strip())
            if self.link is not None and n:
                line.linked += n
                if not line.links or line.links[-1] is not self.link:
                    line.links.append(self.link)
            if self.said:
                line.said += n
            if self.strong:
                line.strong += n
            if self.slanted:
                line.slanted += n

    def _break(self) -> None:
        self._close_line()
        self.breaks += 1

    def _close_line(self) -> None:
        line = self.line
        if line is None:
            return
        self.line = None
        self.cap = False
        raw = "".join(line.parts)
        box = self.boxes[line.box]
        line.text = clean_code(raw) if box.name == "pre" else clean_text(raw)
        if not line.text:
            return
        if _is_letter(line.text) and not DROP_CAP.isdisjoint(box.words):
            self.initial = line.text
            return
        line.parts = []
        line.size = len(line.text)
        if not line.text.isascii():
            wide = len(WIDE_SCRIPT.findall(line.text))
            if wide:
                line.linked *= 1 + (CJK_WEIGHT - 1) * wide / line.size
                line.size += wide * (CJK_WEIGHT - 1)
        line.linked = min(line.linked, line.size)
        self.lines.append(line)
        self.breaks = 0
