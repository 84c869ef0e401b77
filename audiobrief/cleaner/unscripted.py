"""The other versions of a page's text, where the page itself shows little of it.

A browser shows what scripts write. Here no script runs, so the text may stand in `<noscript>`,
in the data for search engines, or in the data for the page's own scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple

from audiobrief.cleaner.metadata import Metadata, title_tag_of
from audiobrief.cleaner.metadata.structured import parse_json, walk_nodes
from audiobrief.cleaner.script_data import contents_of, text_in_scripts
from audiobrief.cleaner.structured_body import paragraphs_of, testimony
from audiobrief.cleaner.tree import Tree
from audiobrief.patterns import compile_late

LITTLE = 1_200
"""Letters below which a page's text may be a teaser, or a notice of an app."""
TIMES = 2
"""How many times as long a version is that replaces what the page shows."""
NOSCRIPT = compile_late(r"<(/?)noscript\b[^<>]{0,200}>", re.IGNORECASE)
PROSE = compile_late(r"<(?:p|article|h1)\b", re.IGNORECASE)
END = compile_late(r"</body\s*>", re.IGNORECASE)
TOP = compile_late(r"<h1\b", re.IGNORECASE)
UPDATES = "liveBlogUpdate"


class Version(NamedTuple):
    """A page with the text of another place in which it may stand."""

    html: str
    is_added: bool
    """Whether the text is the page's last article element, and was not on the page before."""


def versions(tree: Tree, metadata: Metadata, least: int) -> Iterator[Version]:
    """Yield the page once more for each place in which its text may stand.

    Args:
        tree: the page.
        metadata: what it says of its article.
        least: characters that a text has at least to be worth a look.
    """
    page = tree.html
    hidden = (content for _, content in contents_of(page, "noscript") if PROSE.search(content))
    if sum(map(len, hidden)) >= least:
        yield Version(NOSCRIPT.sub(r"<\1div>", page), is_added=False)
    title = metadata.title
    for heading, text in (
        (title, "".join(_entries(tree))),
        (title, "".join(f"<p>{escape(told.text)}</p>" for told in testimony(metadata.body))),
        text_in_scripts(tree, f"{title} {title_tag_of(tree)}"),
    ):
        if len(text) >= least:
            yield Version(_with_text(page, text, heading), is_added=True)


def _with_text(page: str, text: str, title: str) -> str:
    heading = "" if TOP.search(page) or not title else f"<h1>{escape(title)}</h1>"
    article = f'<article>{heading}<div class="article-body">{text}</div></article>'
    end = next((found.start() for found in END.finditer(page)), len(page))
    return page[:end] + article + page[end:]


def _entries(tree: Tree) -> Iterator[str]:
    """Yield the markup of a live blog's entries in the data for search engines."""
    for text in tree.json_ld:
        for node in walk_nodes(parse_json(text)):
            updates = node.get(UPDATES)
            for entry in updates if isinstance(updates, list) else ():
                if isinstance(entry, dict):
                    yield _entry(entry)


def _entry(entry: dict[str, Any]) -> str:
    said = {key: str(entry.get(key) or "") for key in ("headline", "articleBody")}
    time = escape(str(entry.get("datePublished") or ""))
    heading = f"<h2>{escape(said['headline'])}</h2>" if said["headline"] else ""
    body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs_of(said["articleBody"]))
    return f'<div class="live-entry"><time datetime="{time}"></time>{heading}{body}</div>'
