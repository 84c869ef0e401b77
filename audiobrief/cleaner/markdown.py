"""Convert a Markdown page to HTML: CommonMark with tables, note apps' marks, and front matter."""

from __future__ import annotations

import html
import re

from audiobrief.cleaner.note_markdown import to_commonmark
from audiobrief.patterns import compile_late

FRONT_MATTER = compile_late(r"\A(?:---|\+\+\+)\n(.*?)\n(?:---|\.\.\.|\+\+\+)\n", re.DOTALL)
"""A block between two rules at the top of the file, as Jekyll, Hugo and Pandoc write it."""
FIELD = compile_late(r"^(\w+)\s*[:=]\s*(.+)$", re.MULTILINE)
LIST = compile_late(r"^(\w+):[ \t]*\n((?:[ \t]*- .*\n?)+)", re.MULTILINE)
"""A list of YAML, each item on a line of its own."""
QUOTES = compile_late(r"(?<!\w)[\"']|[\"'](?!\w)")
HEADLINE = compile_late(r"<h1>.*?</h1>")
TAG = compile_late(r"<[^<>]*>")
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
    head, byline = _head(front[1]) if front else ("", "")
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    body = parser.render(to_commonmark(text[front.end() :] if front else text))
    first = HEADLINE.search(body)
    if first and _is_same(first[0], HEADLINE.search(byline)):
        byline = HEADLINE.sub("", byline)
    return f"<html><head>{head}</head><body><article>{byline}{body}</article></body></html>"


def _is_same(heading: str, title: re.Match[str] | None) -> bool:
    """Whether the text's first heading is the title of the front matter, or most of it.

    Another one is a part's, as content systems that give the headline apart have them.
    """
    here, there = (_letters(each) for each in (heading, title[0] if title else ""))
    return here in there or there in here


def _letters(marked: str) -> str:
    plain = html.unescape(TAG.sub("", marked)).casefold()
    return "".join(filter(str.isalnum, plain))


def _on_one_line(found: re.Match[str]) -> str:
    items = [line.strip().removeprefix("- ") for line in found[2].splitlines()]
    return f"{found[1]}: [{', '.join(items)}]\n"


def _head(front: str) -> tuple[str, str]:
    """Return the front matter as elements of a page's head, and its authors as bylines."""
    out, bylines = [], []
    for key, value in FIELD.findall(LIST.sub(_on_one_line, front)):
        plain = html.escape(QUOTES.sub("", value.strip().strip("[]")))
        name = NAMES.get(key.lower())
        if name == "author":
            # A name that only a meta element gives may be the account of a program.
            bylines.append(f'<p class="byline" itemprop="author">{plain}</p>')
        elif name:
            out.append(f'<meta property="{name}" name="{name}" content="{plain}">')
        if name == "og:title":
            out.append(f"<title>{plain}</title>")
            bylines.insert(0, f"<h1>{plain}</h1>")
    return "".join(out), "".join(bylines)
