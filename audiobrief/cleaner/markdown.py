"""Convert a Markdown page to HTML: CommonMark with tables, and the fields of a front matter."""

from __future__ import annotations

import html
import re

from audiobrief.patterns import compile_late

FRONT_MATTER = compile_late(r"\A(?:---|\+\+\+)\n(.*?)\n(?:---|\.\.\.|\+\+\+)\n", re.DOTALL)
"""A block between two rules at the top of the file, as Jekyll, Hugo and Pandoc write it."""
FIELD = compile_late(r"^(\w+)\s*[:=]\s*(.+)$", re.MULTILINE)
NAMES = {
    # Keys of Jekyll, Hugo and Pandoc, and the meta elements with the same meaning
    "title": "og:title", "author": "author", "authors": "author", "date": "article:published_time",
    "description": "description", "subtitle": "description", "lastmod": "article:modified_time",
    "lang": "language",
}  # fmt: skip


def mark_up(text: str) -> str:
    """Return the Markdown `text` as an HTML page."""
    from markdown_it import MarkdownIt

    text = text.lstrip("\ufeff").replace("\r\n", "\n")
    front = FRONT_MATTER.match(text)
    head = _head(front[1]) if front else ""
    body = (
        MarkdownIt("commonmark").enable("table").render(text[front.end() :] if front else text)
    )
    return f"<html><head>{head}</head><body><article>{body}</article></body></html>"


def _head(front: str) -> str:
    out = []
    for key, value in FIELD.findall(front):
        plain = html.escape(value.strip().strip("[]\"'"))
        name = NAMES.get(key.lower())
        if name:
            out.append(f'<meta property="{name}" name="{name}" content="{plain}">')
        if name == "og:title":
            out.append(f"<title>{plain}</title>")
    return "".join(out)
