"""The page as a tree, read once: what every judgement of the cleaner looks at.

BeautifulSoup over lxml, with a builder that never makes what no reader sees:
scripts, styles and drawings are half of a news page's nodes and cost as much
as the rest. JSON-LD is kept aside as text.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import AttributeDict, NavigableString

from audiobrief.errors import NoArticleFound
from audiobrief.patterns import compile_late

MAX_CHARACTERS = 20_000_000
"""What `fetch` lets through; libxml2 and BeautifulSoup together take about 20 bytes each."""
MAX_ELEMENTS = 80_000
"""The longest Wikipedia pages have 60,000; each costs about 1.5 kB and 15 microseconds."""
MAX_TAG_CHARACTERS = 40_000
"""libxml2 looks for doubled attributes in time quadratic in their number."""
UNSEEN = frozenset({
    "script", "style", "svg", "annotation", "annotation-xml", "noscript", "iframe", "template", "object", "embed",
    "canvas", "audio", "video", "map", "noframes", "applet", "amp-analytics",
})  # fmt: skip
"""Elements whose content browsers with scripts do not show as text."""
SCRIPT_CDATA = compile_late(r"(<script\b[^>]{0,300}>\s*)<!\[CDATA\[", re.IGNORECASE)
BODY = compile_late(r"<(?:body|frameset)\b", re.IGNORECASE)
AFTER_HTML_4 = compile_late(
    r"<(?:article|aside|details|dialog|figure|footer|header|hgroup|main|nav|search|section)\b",
    re.IGNORECASE,
)
"""Elements that end a head (HTML Living Standard, 13.2.6.4.4), and that libxml2's parser of
HTML 4 leaves in it."""
LONE_SURROGATE = compile_late("[\ud800-\udfff]")
MULTI_VALUED = ("class", "rel")
BLOCK = frozenset({
    # elements that break a line (HTML Living Standard, 15.3.3 "Flow content"); space beside
    # them is not rendered (CSS Text 3, 4.1.1)
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
    "li", "link", "main", "menu", "meta", "nav", "ol", "option", "p", "section", "select",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page and its elements, walked once."""

    soup: BeautifulSoup
    elements: tuple[Tag, ...]
    """Every element, in document order; `sourcepos` of each is its index."""
    by_name: dict[str, list[Tag]]
    """Tag name -> its elements, in document order."""
    by_class: dict[str, list[Tag]]
    """Class attribute, as written -> the elements that bear it, in document order."""
    json_ld: tuple[str, ...] = ()
    """The text of each `<script type="application/ld+json">`, in document order."""
    html: str = ""
    """The page as it was read, for what its scripts say."""

    def named(self, *names: str) -> list[Tag]:
        """Elements of these tag names; in document order where one name is given."""
        return [tag for name in names for tag in self.by_name.get(name, ())]


def read_tree(html: str) -> Tree:
    """`html` as a tree, by BeautifulSoup over lxml.

    Raises:
        NoArticleFound: it is too large, or has more elements than any article.
    """
    if len(html) > MAX_CHARACTERS:
        raise NoArticleFound(
            f"the page has {len(html):,} characters, and no article has more than"
            f" {MAX_CHARACTERS:,}; save the article's part of it alone"
        )
    builder = _SeenOnly(multi_valued_attributes=None, attribute_dict_class=AttributeDict)
    with warnings.catch_warnings():
        # XHTML pages begin with an XML declaration, and are HTML all the same
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", UserWarning)
        soup = BeautifulSoup(_bounded(html), builder=builder)
    by_name: dict[str, list[Tag]] = {}
    for tag in builder.elements:
        by_name.setdefault(tag.name, []).append(tag)
    return Tree(
        soup, tuple(builder.elements), by_name, builder.by_class, tuple(builder.json_ld), html
    )


def _bounded(html: str) -> str:
    """`html` without null bytes and lone surrogates, absurdly long tags without attributes."""
    if "\0" in html:
        html = html.replace("\0", "")
    try:
        html.encode()
    except UnicodeEncodeError:  # JSON can spell them, and UTF-8 has none for lxml
        html = LONE_SURROGATE.sub("\ufffd", html)
    if "<![CDATA[" in html:
        # libxml2 loses a script that begins with one, as XHTML templates write their JSON-LD
        html = SCRIPT_CDATA.sub(r"\1", html)
    if BODY.search(html) is None and (first := AFTER_HTML_4.search(html)):
        html = f"{html[: first.start()]}<body>{html[first.start() :]}"
    if not html or len(html) < MAX_TAG_CHARACTERS:
        return html
    parts = html.split(">")
    if max(map(len, parts)) < MAX_TAG_CHARACTERS:
        return html
    return ">".join(map(_shortened, parts))


def _shortened(part: str) -> str:
    if len(part) < MAX_TAG_CHARACTERS:
        return part
    text, bracket, tag = part.rpartition("<")
    # a picture may stand in one attribute, as a data: address; only many attributes are slow
    if bracket and len(tag) >= MAX_TAG_CHARACTERS and tag.count(" ") > 1_000:
        tag = tag.split(None, 1)[0]
    return text + bracket + tag


class _SeenOnly(LXMLTreeBuilder):
    """Builds what a reader sees, and the metadata; class and rel are lists, as ever.

    libxml2 reports elements balanced, so the book-keeping by which BeautifulSoup mends
    badly nested ones, half of what its trees cost, is not needed: nodes are copies of one
    that it made, linked as it links them.
    """

    def reset(self) -> None:
        self.elements: list[Tag] = []
        self.by_class: dict[str, list[Tag]] = {}
        self.json_ld: list[str] = []
        self._unseen = 0
        self._json: list[str] | None = None
        self._after_block = True
        self._open: list[Tag] = []
        self._last: Any = None
        self._text: list[str] = []
        self._likes: dict[str, dict[str, Any]] = {}

    def start(self, tag: Any, attrib: Any, nsmap: Any = None) -> None:  # noqa: ARG002 -- lxml calls it with three
        if self._unseen:
            self._unseen += 1
            return
        if tag in UNSEEN:
            self._unseen = 1
            if tag == "script" and "ld+json" in attrib.get("type", ""):
                self._json = []
            return
        if len(self.elements) >= MAX_ELEMENTS:
            raise NoArticleFound(
                f"the page has more than {MAX_ELEMENTS:,} elements, and no article has;"
                " save the article's part of it alone"
            )
        attributes: dict[str, Any] = dict(attrib)
        for name in MULTI_VALUED:
            if name in attributes:
                attributes[name] = attributes[name].split()
        if self._text:
            self._end_text()
        element = Tag.__new__(Tag)
        element.__dict__ = {**self._like(tag), "attrs": attributes, "contents": []}
        element.sourcepos = len(self.elements)
        self._link(element)
        self._open.append(element)
        self.elements.append(element)
        if "class" in attrib:
            self.by_class.setdefault(attrib["class"], []).append(element)
        self._after_block = tag in BLOCK

    def end(self, tag: Any) -> None:
        if self._unseen:
            self._unseen -= 1
            if not self._unseen and self._json is not None:
                self.json_ld.append("".join(self._json))
                self._json = None
            return
        if self._text:
            self._end_text()
        self._open.pop()
        self._after_block = tag in BLOCK

    def data(self, data: Any) -> None:
        if self._unseen:
            if self._json is not None:
                self._json.append(data)
            return
        if self._after_block and not self._text and data.isspace():
            return
        self._text.append(data)

    def close(self) -> None:
        """Libxml2 has reported the end of the page."""
        if self._text:
            self._end_text()

    def _like(self, name: str) -> dict[str, Any]:
        """The fields of an empty element of this name, as BeautifulSoup makes it."""
        like = self._likes.get(name)
        if like is None:
            like = self._likes[name] = dict(Tag(self.soup, self, name).__dict__)
        return like

    def _end_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        holder = self._open[-1].name if self._open else ""
        kind = self.string_containers.get(holder, NavigableString)
        node = kind(text)
        self._link(node)

    def _link(self, node: Tag | NavigableString) -> None:
        soup = self.soup
        assert soup is not None
        parent = self._open[-1] if self._open else soup
        before = parent.contents[-1] if parent.contents else None
        node.parent = parent
        node.previous_sibling = before
        if before is not None:
            before.next_sibling = node
        node.previous_element = self._last
        if self._last is not None:
            self._last.next_element = node
        self._last = node
        parent.contents.append(node)

    def comment(self, text: Any) -> None:
        """Comments are not seen."""

    def pi(self, target: Any, data: Any) -> None:
        """Processing instructions are not seen."""

    def doctype(self, name: Any, pubid: Any, system: Any) -> None:
        """The document type is not seen."""
