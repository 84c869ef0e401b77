"""Find an article's text in the data that a page gives to its own scripts.

Frameworks send a page with its state as JSON: Next.js in `__NEXT_DATA__`, Nuxt in
`__NUXT_DATA__`, stores such as Redux in `window.__INITIAL_STATE__`, Inertia and islands of
components in an attribute. The state holds other stories, too, so the text counts only in the
object that has the page's own headline.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from typing import Any, NamedTuple

from audiobrief.cleaner.text import clean_text, folded
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late

TITLES = frozenset({"title", "headline", "headlines", "heading", "name", "displaytitle", "maintitle", "titre", "titel", "titulo"})  # fmt: skip
TYPES = ("type", "_type", "nodeType", "blockType", "style", "tag", "name", "kind", "__typename")
"""Keys that say what a node of a text is: ProseMirror and most others, Sanity, Contentful,
Payload, Gutenberg."""
HEADING = compile_late(r"(?:core/)?(?:head(?:er|ing)|subhead|title)\w*$|h[1-6]$", re.IGNORECASE)
ITEM = compile_late(r"(?:(?:un)?ordered-)?list[-_]?item$|li$", re.IGNORECASE)
QUOTATION = compile_late(r"(?:core/)?(?:block)?quote$", re.IGNORECASE)
INLINE = compile_late(
    r"(?:span|text|(?:hyper|entry-hyper|auto)?link|a|bold|strong|italic|em|underline|code|mention|(?:hard|line)[-_]?break|br)$",
    re.IGNORECASE,
)
BESIDE = compile_late(
    r"(?:core/)?(?:images?|picture|photo|figure|caption|video|audio|podcast|gallery|slideshow|ad|ads|advert\w*|related\w*|newsletter\w*|promo\w*|teaser\w*|authors?|tags?|comments?|link_?list|seo|meta|metadata)$",
    re.IGNORECASE,
)
"""Types and keys of what stands beside a text."""
BESIDE_TYPE = compile_late(
    r"(?:core/)?(?:embed\w*|iframe|(?:raw_)?html|button|script|table|code)$", re.IGNORECASE
)
"""Types of a text's parts that are no paragraphs."""
TEXTS = (
    "text",
    "value",
    "content",
    "html",
    "rendered",
    "innerHTML",
    "copy",
    "paragraph",
    "body",
)
"""Keys of a node's own words: Slate, Contentful, Arc, WordPress, Gutenberg."""
MARKUP = compile_late(r"</?[a-zA-Z][^<>]{0,500}>")
BLOCKS = compile_late(r"<(?:p|div|h[1-6]|ul|ol|blockquote|br)\b", re.IGNORECASE)
ASSIGNED = compile_late(r"[\w$\])\"']\s{0,3}=\s{0,3}(?=[{\[\"']|JSON\.parse\()")
PARSED = "JSON.parse("
REVIVED = frozenset({"Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "Island"})
"""Wrappers in Nuxt's flat lists, whose objects give the places of their values."""
ISLAND = "astro-island"
MIN_STATE = 400
"""Characters of the shortest state that may hold an article."""
MAX_STATES = 40
MAX_ASSIGNED = 400
"""Values of one script that are looked at."""
MAX_NODES = 60_000
MAX_DEPTH = 40
MAX_BODIES = 200
"""Values of one state that are looked at as the text."""
MIN_TEXT = 300
"""Letters of the shortest text; a shorter one is a summary."""
MIN_SENTENCE = 40
"""Characters of the shortest string that counts as running text."""
MIN_TITLE = 12
"""Letters of the shortest headline by which an object is known as the page's own."""


def contents_of(html: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the attributes and the content of each element `name`, which does not nest."""
    begin = re.compile(rf"<{name}\b([^<>]{{0,500}})>", re.IGNORECASE)
    end = re.compile(rf"</{name}\b", re.IGNORECASE)
    at = 0
    while (opened := begin.search(html, at)) and (closed := end.search(html, opened.end())):
        yield opened[1], html[opened.end() : closed.start()]
        at = closed.end()


class Told(NamedTuple):
    """An article in the data of scripts."""

    title: str
    html: str
    """The markup of its text; empty if the data holds none."""


def text_in_scripts(tree: Tree, title: str) -> Told:
    """The article in the data of the page's scripts.

    Args:
        tree: the page.
        title: every title that the page gives itself; the text's object has one of them.
    """
    head = folded(title)
    best: Any = None
    most, heading = float(MIN_TEXT), ""
    for state in _states(tree):
        for named, value in islice(_bodies(state, head), MAX_BODIES):
            told = _prose(value)
            if told > most:
                best, most, heading = value, told, named
    return Told(heading, "".join(_marked_up(best, 0)) if best is not None else "")


def _states(tree: Tree) -> Iterator[Any]:
    found = 0
    for attributes, content in contents_of(tree.html, "script"):
        if found > MAX_STATES or len(content) < MIN_STATE or "ld+json" in attributes:
            continue
        state = _json_at(content, 0) if "json" in attributes else None
        if state is not None:
            found += 1
            yield _revived(state) if "NUXT" in attributes else state
            continue
        for assigned in islice(ASSIGNED.finditer(content), MAX_ASSIGNED):
            state = _json_at(content, assigned.end())
            if isinstance(state, dict | list):
                found += 1
                yield state
            if found > MAX_STATES:
                break
    for tag in tree.elements:
        for value in tag.attrs.values():
            if isinstance(value, str) and len(value) >= MIN_STATE and value[:1] in "{[":
                state = _json_at(value, 0)
                yield _unpaired(state, 0) if tag.name == ISLAND else state


def _json_at(text: str, at: int) -> Any:
    """The JSON that begins at `at`, or in a string there; None if it is none."""
    inside = text.startswith(PARSED, at)
    at += len(PARSED) if inside else 0
    while at < len(text) and text[at].isspace():
        at += 1
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(text, at)
        return json.loads(value, strict=False) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return None


def _revived(values: Any) -> Any:
    """The objects in a flat list, with their values in place of the values' places."""
    if not isinstance(values, list):
        return values
    left = MAX_NODES

    def at(place: Any, depth: int) -> Any:
        nonlocal left
        left -= 1
        if not isinstance(place, int) or not 0 <= place < len(values) or left < 0:
            return None
        value = values[place]
        if depth > MAX_DEPTH or not isinstance(value, dict | list):
            return value
        if isinstance(value, dict):
            return {key: at(inner, depth + 1) for key, inner in value.items()}
        if value and isinstance(value[0], str):
            return at(value[-1], depth + 1) if value[0] in REVIVED else None
        return [at(inner, depth + 1) for inner in value]

    return at(0, 0)


def _unpaired(value: Any, depth: int) -> Any:
    """The properties of an island, in which Astro writes each value with its type before it."""
    if depth > MAX_DEPTH:
        return None
    if isinstance(value, list) and len(value) == 2 and value[0] in (0, 1):
        value = value[1]
    if isinstance(value, dict):
        return {key: _unpaired(inner, depth + 1) for key, inner in value.items()}
    return [_unpaired(x, depth + 1) for x in value] if isinstance(value, list) else value


def _bodies(state: Any, head: str) -> Iterator[tuple[str, Any]]:
    """Yield the headline and each value of the objects with the page's headline."""
    waiting = [state]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, dict):
            named = next((given for given in _titles(value) if _is_own(given, head)), "")
            if named:
                yield from (
                    (clean_text(MARKUP.sub("", named)), inner)
                    for key, inner in value.items()
                    if isinstance(inner, str | list | dict) and not BESIDE.match(key)
                )
            waiting.extend(reversed([*map(_opened, value.values())]))
        elif isinstance(value, list):
            waiting.extend(reversed(value))


def _opened(value: Any) -> Any:
    """A value, or what it holds if it is an answer that was kept as a string of JSON."""
    if isinstance(value, str) and len(value) >= MIN_STATE and value[:1] in "{[":
        return _json_at(value, 0)
    return value


def _titles(value: dict[str, Any]) -> Iterator[str]:
    for key, given in value.items():
        if key.lower() in TITLES:
            # WordPress has "rendered" in it, Arc has "basic"
            inner = given.values() if isinstance(given, dict) else [given]
            yield from (text for text in inner if isinstance(text, str))


def _is_own(title: str, head: str) -> bool:
    key = folded(MARKUP.sub("", title))
    return len(key) >= MIN_TITLE and key in head


def _prose(value: Any) -> float:
    """Characters of running text in a value; an object's own fields count less than a list's.

    Beside its text an object has a summary, a caption and its author's life.
    """
    total = sum(len(text) for text in _strings(value) if len(text) >= MIN_SENTENCE)
    return 0.9 * total if isinstance(value, dict) else float(total)


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, str):
            if " " in node:
                yield MARKUP.sub("", node)
        elif isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict) and not _is_beside(node):
            if spans := _joined(node):
                yield MARKUP.sub("", spans)
            else:
                waiting.extend(x for key, x in node.items() if not BESIDE.match(key))


def _type_of(node: dict[str, Any]) -> str:
    return next((str(node[key]) for key in TYPES if isinstance(node.get(key), str)), "")


def _is_beside(node: dict[str, Any]) -> bool:
    kind = _type_of(node)
    return bool(BESIDE.match(kind) or BESIDE_TYPE.match(kind))


def _marked_up(value: Any, depth: int) -> Iterator[str]:
    """Yield the markup of a text: HTML, a list of paragraphs, or the nodes of an editor."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, str):
        yield from _tagged("p", value)
    elif isinstance(value, list):
        for inner in value:
            yield from _marked_up(inner, depth + 1)
    elif isinstance(value, dict):
        if _is_beside(value):
            return
        if words := _joined(value):
            yield from _tagged(_element_of(value), words)
            return
        for key, inner in value.items():
            if isinstance(inner, dict | list) and not BESIDE.match(key):
                yield from _marked_up(inner, depth + 1)


def _element_of(node: dict[str, Any]) -> str:
    styles = (
        _type_of(node),
        str(node.get("style", "")),
        str(node.get("listItem", "") and "li"),
    )
    named: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("h2", HEADING.match), ("li", ITEM.match), ("blockquote", QUOTATION.match),
    )  # fmt: skip
    return next((name for name, fits in named if any(map(fits, styles))), "p")


def _joined(node: dict[str, Any], depth: int = 0) -> str:
    """The words of a node that is one paragraph, heading or item; empty for any other node."""
    own = next(
        (node[key] for key in TEXTS if isinstance(node.get(key), str) and node[key].strip()), ""
    )
    if own:
        return str(own)
    for key in ("data", "attributes", "attrs"):
        # Editor.js and Gutenberg keep a block's words one level below
        inner = node.get(key)
        if (
            isinstance(inner, dict)
            and depth < MAX_DEPTH
            and (found := _joined(inner, depth + 1))
        ):
            return found
    lists = (inner for inner in node.values() if isinstance(inner, list))
    return next((line for inner in lists if (line := _line(inner, 0)).strip()), "")


def _line(nodes: list[Any], depth: int) -> str:
    """The words of nodes that stand in one line: text, links and emphasis; empty for others."""
    words = ""
    for node in nodes:
        if not isinstance(node, dict):
            return ""
        own = next((node[key] for key in TEXTS if isinstance(node.get(key), str)), None)
        kind = _type_of(node)
        if not INLINE.match(kind) and (kind or own is None):
            return ""
        if own is not None:
            words += own
        elif depth < MAX_DEPTH:
            lists = (inner for inner in node.values() if isinstance(inner, list))
            words += next((line for x in lists if (line := _line(x, depth + 1))), "")
    return words


def _tagged(name: str, text: str) -> Iterator[str]:
    if BLOCKS.search(text):
        yield text
    elif MARKUP.search(text):
        yield f"<{name}>{text}</{name}>"
    else:
        lines = text.splitlines() if name == "p" else [text]
        yield from (f"<{name}>{escape(line)}</{name}>" for line in lines if line.strip())
