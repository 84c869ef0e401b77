"""Read the data that a page gives to machines: JSON-LD, meta tags and link tags.

The names come from schema.org (JSON-LD and microdata), ogp.me (Open Graph),
Dublin Core, Twitter cards, and the tags that Parse.ly, Sailthru, Chartbeat and
Google Scholar ask publishers for.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bs4 import Tag

from audiobrief.cleaner.text import clean_text
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late

JsonNode = dict[str, Any]

ARTICLE_TYPE = compile_late(
    r"Article$|Posting$|^(?:Report|Blog|Review|Recipe|Chapter|Book|CreativeWork|QAPage)$|Report$"
)
PAGE_TYPE = compile_late(r"Page$|^VideoObject$|^Event$|^PodcastEpisode$|^Product$")
PUBLISHER_TYPE = compile_late(r"Organization$|^Corporation$|^Brand$|^NGO$")
# Properties that lead to the node about the page. Other properties lead to other things.
DOORS = ("@graph", "mainEntity", "mainEntityOfPage", "itemReviewed")

# CMS templates print these when a value is missing.
EMPTY_VALUES = frozenset({"", "null", "undefined", "none", "n/a", "false", "true", "0"})

COMMENT_MARKS = compile_late(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*;?\s*$"
)
TRAILING_COMMA = compile_late(r",(\s*[}\]])")
DOUBLE_COMMA = compile_late(r",(\s*,)+")
BAD_ESCAPE = compile_late(r'\\(?!["\\/bfnrtu])')
DUBLIN_CORE = compile_late(r"^dc(?:(term)s?)?[:.]")
# A tag as editors write it into a field of their CMS. What only looks like one stays: "Vec<String>",
# and "a<b then c>d", where an attribute would have no value.
TAG = compile_late(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z1-6]{0,9})"""
    r"""(?:\s{1,9}[\w:-]{1,40}\s?=\s?(?:"[^"<>]{0,500}"|'[^'<>]{0,500}'|[^\s"'<>]{1,500})){0,9}\s{0,9}/?>"""
)
MARKUP = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "div", "em", "font",
    "h1", "h2", "h3", "h4", "h5", "h6", "i", "ins", "kbd", "li", "mark", "ol", "p", "q", "s",
    "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "ul", "var",
})  # fmt: skip
"""Elements that such fields hold, of which both tags go."""
BREAKS = frozenset({"br", "wbr", "hr"})
"""Elements that have no end tag (HTML, 13.1.2)."""
MAX_JSON_NODES = 20_000  # a catalogue page holds 5,000; any beyond are not about the article


@dataclass(frozen=True, slots=True)
class Structured:
    """The page's data about itself, as found and not yet checked."""

    nodes: tuple[JsonNode, ...] = ()
    """JSON-LD nodes about the page, in order."""
    by_id: Mapping[str, JsonNode] = field(default_factory=dict)
    """JSON-LD nodes by their `@id`."""
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Contents of the meta tags, unescaped, by lower-case name, property or itemprop."""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The `href` values of the link tags by `rel`."""

    def first(self, *names: str) -> str:
        """Return the first content among the meta tags with `names`, in that order, or ""."""
        for name in names:
            for content in self.meta.get(name, ()):
                return content
        return ""

    def all(self, *names: str) -> tuple[str, ...]:
        """Return every content of the first of `names` that any meta tag has."""
        for name in names:
            if name in self.meta:
                return self.meta[name]
        return ()

    @property
    def articles(self) -> tuple[JsonNode, ...]:
        """Nodes whose type is a kind of article."""
        return tuple(node for node in self.nodes if is_of(node, ARTICLE_TYPE))

    @property
    def pages(self) -> tuple[JsonNode, ...]:
        """Nodes about the page itself, which often hold dates and an author too."""
        return tuple(node for node in self.nodes if is_of(node, PAGE_TYPE))

    def resolve(self, value: Any) -> Any:
        """Return `value`, or the node that it refers to by `@id`, as Yoast's plug-in writes."""
        if isinstance(value, dict) and "name" not in value:
            identity = value.get("@id")
            if isinstance(identity, str):
                return self.by_id.get(identity, value)
        return value


def read_structured(tree: Tree) -> Structured:
    """Return all the data that the page gives to machines."""
    nodes: list[JsonNode] = []
    by_id: dict[str, JsonNode] = {}
    for text in tree.json_ld:
        nodes.extend(walk_nodes(parse_json(text)))
    for node in nodes:
        identity = node.get("@id")
        if isinstance(identity, str):
            by_id.setdefault(identity, node)
    return Structured(tuple(nodes), by_id, _read_meta(tree), _read_links(tree))


def parse_json(text: str) -> Any:
    """Parse `text` as JSON despite the mistakes of templates; return None if it is unreadable.

    Mistakes seen on real pages: HTML comment or CDATA marks around the JSON, line
    breaks inside strings, a comma after the last item, JavaScript's escapes, and
    entities.
    """
    text = COMMENT_MARKS.sub("", COMMENT_MARKS.sub("", text)).strip().rstrip(";")
    for mend in (None, _mend, html.unescape):
        if mend is not None:
            text = mend(text)
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mend(text: str) -> str:
    text = BAD_ESCAPE.sub("", text)
    return TRAILING_COMMA.sub(r"\1", DOUBLE_COMMA.sub(",", text))


def walk_nodes(document: Any) -> Iterator[JsonNode]:
    """Yield the nodes of a JSON-LD document that are about its page, in order."""
    waiting: list[Any] = [document]
    seen = 0
    while waiting and seen < MAX_JSON_NODES:
        seen += 1
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[door] for door in reversed(DOORS) if door in value)


def types_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The schema.org types of `node`, without their namespace."""
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return tuple(
        kind.rpartition("/")[2].rpartition(":")[2] for kind in kinds if isinstance(kind, str)
    )


def is_of(node: Mapping[str, Any], pattern: re.Pattern[str]) -> bool:
    """Whether a type of `node` matches `pattern`."""
    return any(pattern.search(kind) for kind in types_of(node))


def text_of(value: Any) -> str:
    """Return `value`, or the `@value`, name or headline of a node, as one clean line, or ""."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("headline") or ""
    return clean_value(value) if isinstance(value, str) else ""


def clean_value(text: str) -> str:
    """Return a value of the page's data on one line, without markup; "" for a placeholder.

    Publishers put fields with markup into JSON strings and attributes. What an element of the
    page shows is not such a value: there "<b>" is what readers see.
    """
    text = _decoded(text)
    return _line(without_markup(text) if "<" in text else text)


def clean_line(text: str) -> str:
    """Return `text` on one line without entities; "" for a placeholder."""
    return _line(_decoded(text))


def _line(text: str) -> str:
    text = clean_text(text)
    return (
        "" if text.casefold() in EMPTY_VALUES or text.startswith(("{{", "${", "[[")) else text
    )


def without_markup(text: str) -> str:
    """Return `text` with a space in place of each pair of tags in `MARKUP`, and of line breaks.

    A tag that is not ended, or that ends nothing, is a word of the text: "the <b> tag".
    """
    paired: list[tuple[int, int]] = []
    begun: list[tuple[str, tuple[int, int]]] = []
    for found in TAG.finditer(text):
        name = found["name"].lower()
        if name in BREAKS:
            paired.append(found.span())
        elif name in MARKUP and not found["end"]:
            begun.append((name, found.span()))
        elif begun and begun[-1][0] == name:
            paired += [begun.pop()[1], found.span()]
    pieces, done = [], 0
    for first, end in sorted(paired):
        pieces.append(text[done:first])
        done = end
    return " ".join((*pieces, text[done:]))


def _decoded(text: str) -> str:
    """`text` without entities, which publishers write twice: `&amp;quot;` for a quotation mark."""
    return html.unescape(html.unescape(text)) if "&" in text else text


def items_of(value: Any) -> list[Any]:
    """Return `value` if it is a list, an empty list for None, and else `[value]`."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _read_meta(tree: Tree) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag in tree.by_name.get("meta", ()):
        content = tag.attrs.get("content")
        if not isinstance(content, str) or not (content := clean_value(content)):
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            names = tag.attrs.get(attribute)
            # One attribute may hold several names: "dc:title og:title".
            for name in names.lower().split() if isinstance(names, str) else _lower(names):
                contents = found.setdefault(_named(name), [])
                if content not in contents:
                    contents.append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def _named(name: str) -> str:
    if not name.startswith("dc"):
        return name
    # Pages write "dc:creator" and "DC.creator" for the same name, and "dcterm:" for "dcterms.".
    return DUBLIN_CORE.sub(lambda match: "dcterms." if match[1] else "dc.", name)


def _lower(names: Iterable[str] | None) -> list[str]:
    return [name.lower() for name in names or ()]


def _read_links(tree: Tree) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag in tree.by_name.get("link", ()):
        href = tag.attrs.get("href")
        if isinstance(href, str) and href.strip():
            for rel in rels_of(tag):
                found.setdefault(rel, []).append(href.strip())
    return {rel: tuple(hrefs) for rel, hrefs in found.items()}


def rels_of(tag: Tag) -> list[str]:
    """Return the `rel` values of `tag` in lower case."""
    rel = tag.attrs.get("rel")
    return _lower(rel.split() if isinstance(rel, str) else rel)
