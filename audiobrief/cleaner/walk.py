"""One walk over a page's tree that lays out its lines and boxes, as a browser would set them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import accumulate

from bs4 import Tag
from bs4.element import NavigableString, RubyParenthesisString, RubyTextString

from audiobrief.cleaner.formulas import formula, raised
from audiobrief.cleaner.initials import DROP_CAP, goes_on, is_initial, is_letter
from audiobrief.cleaner.lines import HEADINGS, Box, Layout, Line, Style
from audiobrief.cleaner.text import clean_code, clean_text
from audiobrief.cleaner.tree import Tree
from audiobrief.cleaner.unsaid import inline_reason
from audiobrief.cleaner.vocabulary import INLINE, WIDE_SCRIPT, classes_of, words_of

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
QUOTATION_MARKS = (('"', '"'), ("‘", "’"))
"""What a browser prints around a `q` and around one within it; the straight mark is read in each
language."""
MARKED = frozenset("“”\"'‘’«»„‚‹›「『")
TEXTS = frozenset({NavigableString, RubyTextString, RubyParenthesisString})
"""BeautifulSoup's types of text that readers see; it gives Ruby's small signs types of their own."""
MAX_ICON = 72
"""The greatest width of an icon, in CSS pixels: WordPress writes emoji with 72."""
WRITTEN_IN = frozenset({"email", "password", "tel", "search"})
"""Types of fields in which a reader writes an address, password, number or question."""
FIELDS = frozenset({"textarea", "select", "option"})
"""Form controls whose text no reader takes for the page's, however long it is."""
CJK_WEIGHT = 2.5
"""The weight of a Han, kana or Hangul sign, which says as much as two to three Latin letters."""


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
    layout.pictures, layout.anchors = sorted(walk.pictures), sorted(walk.anchors)
    layout.inputs = sorted(walk.inputs)
    layout.panels = walk.panels
    layout.opened = frozenset(walk.opened)
    _measure(layout)
    return layout


def _measure(layout: Layout) -> None:
    for line in layout.lines:
        text = line.text
        unlinked = line.size - line.linked
        sentence = line.size >= MIN_SENTENCE and text.endswith(SENTENCE_END)
        if layout.boxes[line.box].name in FIELDS:
            continue  # readers write there: what stands in it is an example, or a copy for a script
        if (line.size >= MIN_PROSE or sentence) and unlinked > line.size * 0.4:
            line.prose = unlinked
    layout.prose = [0.0, *accumulate(line.prose for line in layout.lines)]
    layout.size = [0.0, *accumulate(line.size for line in layout.lines)]
    layout.linked = [0.0, *accumulate(line.linked for line in layout.lines)]


def _is_icon(tag: Tag) -> bool:
    """Whether a picture is as small as a sign in a line, such as an emoji or a badge."""
    size = str(tag.attrs.get("width") or tag.attrs.get("height") or "")
    return size.isdecimal() and int(size) <= MAX_ICON


class _Walk:
    """One pass over the tree, without recursion: pages nest 100,000 deep."""

    def __init__(self, said: frozenset[int]) -> None:
        self.metadata = said
        self.said = 0
        self.lines: list[Line] = []
        self.boxes: list[Box] = []
        self.aside: list[Line] = []
        self.pictures: list[int] = []
        self.anchors: list[int] = []
        self.inputs: list[int] = []
        self.panels: list[int] = []
        self.opened: set[str] = set()
        self.line: Line | None = None
        self.source = 0
        self.breaks = 0
        self.link: Tag | None = None
        self.strong = 0
        self.slanted = 0
        self.tongues: list[Tag] = []
        self.unsaid = ""
        self.quotations = 0
        self.initial = ""
        self.cap = False
        self.box = 0

    def over(self, root: Tag) -> None:
        self._open_box(root)
        stack: list[tuple[Iterator[object], str, Tag]] = []
        nodes: Iterator[object] = iter(root.contents)
        while True:
            for node in nodes:
                if isinstance(node, Tag):
                    entered = self._enter(node)
                    if entered:
                        stack.append((nodes, entered, node))
                        nodes = iter(node.contents)
                        break
                elif isinstance(node, NavigableString) and type(node) in TEXTS:
                    self._text(node)
                    self.source += 1
            else:
                if not stack:
                    break
                nodes, entered, left = stack.pop()
                self._leave(entered)
                if self.tongues and self.tongues[-1] is left:
                    self.tongues.pop()
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
            if name in ("img", "input"):
                self._see(tag, name)
                return ""
            if name in ("math", "sup") and self._write(tag, name):
                return ""
            return self._enter_inline(tag, name)
        if name in ("head", "hr"):
            self._close_line()
            return ""
        self._close_line()
        self.breaks = 0
        self._open_box(tag)
        if name == "amp-img":
            self.pictures.append(self.box)
        return "box"

    def _write(self, tag: Tag, name: str) -> bool:
        """Take a formula or a raised figure as text; return whether it was one."""
        if self.unsaid or inline_reason(tag, name):
            return False
        nodes = [node for node in tag.descendants if type(node) is NavigableString]
        if name == "math":
            written: str | None = formula(tag)
        else:
            before = "".join(self.line.parts[-4:]) if self.line is not None else ""
            written = raised(tag.get_text(), before)
        if written is None:
            return False
        if written:
            self._text(NavigableString(written))
            self.source += len(nodes)
            return True
        self.unsaid = "footnote mark"
        for node in nodes:
            self._text(node)
            self.source += 1
        self.unsaid = ""
        return True

    def _see(self, tag: Tag, name: str) -> None:
        """Note a picture or a field; take a picture of a text's first letter as the letter."""
        if name == "input":
            if tag.attrs.get("type") in WRITTEN_IN:
                self.inputs.append(self.box)
            return
        if not _is_icon(tag):
            self.pictures.append(self.box)
        letter = tag.attrs.get("alt")
        if self.line is None and isinstance(letter, str) and is_letter(letter):
            after = tag.next_sibling
            if isinstance(after, NavigableString) and after[:1].islower():
                self._text(NavigableString(letter.strip()))

    def _enter_inline(self, tag: Tag, name: str) -> str:
        if "lang" in tag.attrs:
            self.tongues.append(tag)
        if not self.unsaid:
            reason = "" if name == "button" and self._opens(tag) else inline_reason(tag, name)
            if reason:
                self.unsaid = reason
                return "unsaid"
        if id(tag) in self.metadata:
            self.said += 1
            return "said"
        if name == "a":
            if "href" in tag.attrs:
                self.anchors.append(self.box)
            if self.link is None and tag.get("href"):
                self.link = tag
                return "link"
        elif name == "q" and not self.unsaid and self._is_unmarked(tag):
            self._mark(0)
            self.quotations += 1
            return "quoted"
        elif name in ("b", "strong"):
            self.strong += 1
            return "strong"
        elif name in ("i", "em"):
            self.slanted += 1
            return "slanted"
        return "inline"

    def _opens(self, button: Tag) -> bool:
        """Note a button that opens the text below its heading (WAI-ARIA's accordion pattern)."""
        opened = button.attrs.get("aria-controls")
        if not isinstance(opened, str) or self.boxes[self.box].name not in HEADINGS:
            return False
        self.opened.add(opened)
        return True

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
        elif entered == "quoted":
            self.quotations -= 1
            self._mark(1)
        elif entered == "unsaid":
            self.unsaid = ""

    def _is_unmarked(self, tag: Tag) -> bool:
        """Whether only the browser prints quotation marks around a `q`."""
        text = tag.get_text().strip()
        before = "".join(self.line.parts[-1:]).rstrip() if self.line is not None else ""
        printed = text[:1] in MARKED or (not self.quotations and before[-1:] in MARKED)
        return (
            bool(text) and not printed and all(each.name in INLINE for each in tag.find_all())
        )

    def _mark(self, end: int) -> None:
        self._text(NavigableString(QUOTATION_MARKS[min(self.quotations, 1)][end]))

    def _open_box(self, tag: Tag) -> None:
        index = len(self.boxes)
        words = words_of(tag) if tag.attrs else frozenset()
        self.boxes.append(Box(tag, index, self.box, tag.name, words, len(self.lines)))
        if tag.attrs.get("role") == "tabpanel":
            self.panels.append(index)
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
        if len(line.parts) == 1 and is_letter(line.parts[0]):
            # Templates break the line of markup after the letter's element.
            rest = node.lstrip()
            if not rest and self.cap:
                return
            if self.cap or goes_on(line.parts[0], rest):
                node = NavigableString(rest)
            self.cap = False
        line.parts.append(node)
        if self.link is not None or self.strong or self.slanted or self.said or self.tongues:
            n = len(node.strip())
            if n and (self.link is not None or self.strong or self.slanted or self.tongues):
                href = "" if self.link is None else str(self.link["href"])
                language = str(self.tongues[-1]["lang"]) if self.tongues else ""
                style = Style(href, self.strong > 0, self.slanted > 0, language)
                line.styles.append((len(line.parts) - 1, style))
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

    def _take_back(self) -> Line:
        """Remove the last line again, as if its box had held nothing."""
        line = self.lines.pop()
        last = len(self.lines) + 1
        for box in self.boxes[line.box :]:
            box.first = min(box.first, last - 1)
            box.last = min(box.last, last - 1)
        for box in self._around(line.box):
            box.last = min(box.last, last - 1)
        return line

    def _around(self, index: int) -> Iterator[Box]:
        while index:
            index = self.boxes[index].parent
            yield self.boxes[index]

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
        if line.text[0].islower() and self.lines and is_initial(self.lines[-1], line):
            letter = self._take_back()
            line.text = letter.text + line.text
            line.parts.insert(0, letter.text)
            line.styles = [(at + 1, style) for at, style in line.styles]
            line.source = letter.source
        if is_letter(line.text) and not DROP_CAP.isdisjoint(box.words):
            self.initial = line.text
            return
        if not line.styles:
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
