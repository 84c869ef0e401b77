"""Parse the page once into the tree that every step of the cleaner reads.

The parser is BeautifulSoup over lxml, with a builder that leaves out what no
reader sees: scripts, styles and drawings are half of a news page's nodes and
cost as much as the rest. The text of JSON-LD scripts is kept separately.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.builder import HTMLTreeBuilder
from bs4.builder._lxml import LXMLTreeBuilder
from bs4.element import AttributeDict, NavigableString

from audiobrief.errors import NoArticleFound
from audiobrief.patterns import compile_late

MAX_CHARACTERS = 20_000_000
"""The longest page that is parsed, in characters, which is also what `fetch` lets through.

libxml2 and BeautifulSoup together take about 20 bytes for each character.
"""
MAX_DEPTH = 250
"""The most elements inside one another; what lies deeper stands beside the deepest. Many rules look
at all elements around one, so that 4,000 boxes that are never closed took time by the square. Pages
of news have up to 60."""
MAX_ELEMENTS = 80_000
"""The most elements of a page: the longest Wikipedia pages have 60,000.

Each element costs about 0.8 kB and 10 microseconds.
"""
MAX_TAG_CHARACTERS = 40_000
"""A tag with this many characters may lose its attributes: libxml2's search for duplicates among
them takes time quadratic in their number."""
UNSEEN = frozenset({
    "script", "style", "svg", "annotation", "annotation-xml", "noscript", "iframe", "template", "object", "embed",
    "canvas", "audio", "video", "map", "noframes", "applet", "amp-analytics",
})  # fmt: skip
"""Elements whose content a browser that runs scripts does not show as text."""
SCRIPT_CDATA = compile_late(r"(<script\b[^>]{0,300}>\s*)<!\[CDATA\[", re.IGNORECASE)
BODY = compile_late(r"<(?:body|frameset)\b", re.IGNORECASE)
AFTER_HTML_4 = compile_late(
    r"<(?:article|aside|details|dialog|figure|footer|header|hgroup|main|nav|search|section)\b",
    re.IGNORECASE,
)
"""Elements that end the head (HTML Living Standard, 13.2.6.4.4), but that libxml2, which parses
HTML 4, leaves in it."""
LONE_SURROGATE = compile_late("[\ud800-\udfff]")
MULTI_VALUED = ("class", "rel")
VOID = frozenset(HTMLTreeBuilder.DEFAULT_EMPTY_ELEMENT_TAGS or ())
"""Elements that have no end tag."""
STRING_TYPES = HTMLTreeBuilder.DEFAULT_STRING_CONTAINERS
"""Element -> BeautifulSoup's type for the text in it, where this is not shown with the rest."""
BLOCK = frozenset({
    # Elements that break a line (HTML Living Standard, 15.3.3 "Flow content"). Browsers do not
    # render white space beside them (CSS Text 3, 4.1.1).
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "legend",
    "li", "link", "main", "menu", "meta", "nav", "ol", "option", "p", "section", "select",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed page, with indexes of its elements."""

    soup: BeautifulSoup
    elements: tuple[Tag, ...]
    """Every element, in document order; the `sourcepos` of each is its index here."""
    by_name: dict[str, list[Tag]]
    """Tag name -> the elements with it, in document order."""
    by_class: dict[str, list[Tag]]
    """Whole class attribute, as written -> the elements with it, in document order."""
    json_ld: tuple[str, ...] = ()
    """The text of each `<script type="application/ld+json">`, in document order."""
    html: str = ""
    """The page's source, for the data in its scripts."""

    def named(self, *names: str) -> list[Tag]:
        """The elements with these tag names, name by name, in document order for each."""
        return [tag for name in names for tag in self.by_name.get(name, ())]


def read_tree(html: str) -> Tree:
    """Parse `html` with BeautifulSoup over lxml.

    Raises:
        NoArticleFound: the page is too large, or has more elements than any article.
    """
    if len(html) > MAX_CHARACTERS:
        raise NoArticleFound(
            f"the page has {len(html):,} characters, and no article has more than"
            f" {MAX_CHARACTERS:,}; save the article's part of it alone"
        )
    builder = _SeenOnly(multi_valued_attributes=None, attribute_dict_class=AttributeDict)
    with warnings.catch_warnings():
        # An XHTML page begins with an XML declaration, but is still parsed as HTML.
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
    """`html` without the input that breaks libxml2 or slows it down.

    Null bytes and the attributes of absurdly long tags are removed, lone surrogates become
    U+FFFD, and a missing `<body>` is put before the first element that ends the head.
    """
    if "\0" in html:
        html = html.replace("\0", "")
    try:
        html.encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell but UTF-8 cannot
        html = LONE_SURROGATE.sub("\ufffd", html)
    if "<![CDATA[" in html:
        # libxml2 loses a script that begins with CDATA, as JSON-LD in XHTML templates does.
        html = SCRIPT_CDATA.sub(r"\1", html)
    if BODY.search(html) is None and (first := AFTER_HTML_4.search(html)):
        html = f"{html[: first.start()]}<body>{html[first.start() :]}"
    at = 0
    while at + MAX_TAG_CHARACTERS <= len(html):
        # from one ">" to the last that lies within the length of a long tag, without the others
        at = html.rfind(">", at, at + MAX_TAG_CHARACTERS) + 1
        if not at:
            return ">".join(map(_shortened, html.split(">")))
    return html


def _shortened(part: str) -> str:
    if len(part) < MAX_TAG_CHARACTERS:
        return part
    text, bracket, tag = part.rpartition("<")
    # One long attribute, such as a picture in a data: address, is fine; many are slow.
    if bracket and len(tag) >= MAX_TAG_CHARACTERS and tag.count(" ") > 1_000:
        tag = tag.split(None, 1)[0]
    return text + bracket + tag


class _Element(Tag):
    """An element that holds only what tells it from others.

    BeautifulSoup gives each element 22 fields, most of which are the same for all. Here they are
    attributes of the class, so that an element takes half of the memory and two thirds of the time.
    """

    def __init__(self, name: str, attributes: dict[str, Any], index: int) -> None:
        self.name = name
        self.attrs = attributes
        self.contents = []
        self.sourcepos = index
        if name in VOID:
            self.can_be_empty_element = True
        if name in STRING_TYPES:
            self.interesting_string_types = {STRING_TYPES[name]}


_FIELDS = vars(Tag(builder=LXMLTreeBuilder(multi_valued_attributes=None), name="p"))
for _field in _FIELDS.keys() - {"name", "attrs", "contents", "sourcepos"}:
    setattr(_Element, _field, _FIELDS[_field])
_Element.parser_class = BeautifulSoup


class _SeenOnly(LXMLTreeBuilder):
    """Builds the elements that a reader sees and the metadata.

    `class` and `rel` are lists, as usual in BeautifulSoup. libxml2 reports elements already
    balanced, so this builder leaves out the bookkeeping with which BeautifulSoup repairs bad
    nesting, half of the cost of its trees, and links each node as BeautifulSoup does.
    """

    def reset(self) -> None:
        self.elements: list[Tag] = []
        self.by_class: dict[str, list[Tag]] = {}
        self.json_ld: list[str] = []
        self._unseen = 0
        self._noscript = False
        self._hiding: list[tuple[int, int]] = []
        self._json: list[str] | None = None
        self._after_block = True
        self._open: list[Tag] = []
        self._last: Any = None
        self._text: list[str] = []

    def start(self, tag: Any, attrib: Any, nsmap: Any = None) -> None:  # noqa: ARG002 -- lxml passes three arguments
        if self._unseen:
            if tag == "figcaption" and self._noscript:
                # a script puts the picture with its caption in the place of a `<noscript>`
                self._hiding.append((len(self._open), self._unseen))
                self._unseen = 0
            else:
                self._unseen += 1
                return
        if tag in UNSEEN:
            self._unseen = 1
            self._noscript = tag == "noscript"
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
        element = _Element(tag, attributes, len(self.elements))
        if len(self._open) > MAX_DEPTH:
            # the one around it is over: what follows stands beside it, and nothing deeper
            self._open[-1] = self._open[MAX_DEPTH - 1]
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
        if self._hiding and len(self._open) == self._hiding[-1][0]:
            _, self._unseen = self._hiding.pop()

    def data(self, data: Any) -> None:
        if self._unseen:
            if self._json is not None:
                self._json.append(data)
            return
        if self._after_block and not self._text and data.isspace():
            return
        self._text.append(data)

    def close(self) -> None:
        """End the last text: libxml2 has reported the end of the page."""
        if self._text:
            self._end_text()

    def _end_text(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        holder = self._open[-1].name if self._open else ""
        kind = STRING_TYPES.get(holder, NavigableString)
        self._link(kind(text))

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
        """Ignore comments: readers do not see them."""

    def pi(self, target: Any, data: Any) -> None:
        """Ignore processing instructions: readers do not see them."""

    def doctype(self, name: Any, pubid: Any, system: Any) -> None:
        """Ignore the document type: readers do not see it."""
