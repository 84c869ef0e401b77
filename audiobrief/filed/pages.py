"""Turns an article as data into a page, which the cleaner reads like any other.

The page carries what the data says of the article, too, so that a headline or a byline which
its body repeats is recognised.
"""

from __future__ import annotations

import re
from html import escape

from audiobrief.filed.article import ArticleData
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late

_MARKUP = compile_late(
    # a tag or a comment begins, or a box of an article's text ends
    r"<[a-zA-Z!]|</(?:p|div|h[1-6]|ul|ol|li|blockquote|figure)\s*>"
)
_WHOLE_PAGE = compile_late(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body)\b", re.DOTALL | re.IGNORECASE
)
_FRONT_MATTER = compile_late(
    r"\A(?P<rule>---|\+\+\+)\n(?P<fields>.*?\n)(?=(?:---|\.\.\.|\+\+\+)\n)", re.DOTALL
)
"""What Jekyll, Hugo and Pandoc write above a text, without the rule that ends it."""
_TITLE_FIELD = compile_late(r"^title[^\S\n]*[:=].*\n", re.MULTILINE | re.IGNORECASE)
_EMPTY_LINE = compile_late(r"\n[^\S\n]*\n\s*")


def page_of(data: ArticleData, name: str = "", *, is_copied: bool = False) -> Page:
    """The page with the body of an article; `name` is for messages.

    It is bare, unless the body is a whole page, or was copied out of a browser (`is_copied`).
    """
    kind = data.body_format or format_of(data.body)
    if kind is PageKind.HTML and _WHOLE_PAGE.match(data.body):
        return Page(data.body, kind, data.url, name)
    if kind is PageKind.TEXT and is_copied:
        return Page(data.body, kind, data.url, name)
    if kind is PageKind.MARKDOWN:
        return Page(_titled(data), kind, data.url, name, is_bare=True)
    body = data.body if kind is PageKind.HTML else _paragraphs(data.body)
    return Page(_html(data, body), PageKind.HTML, data.url, name, is_bare=True)


def format_of(body: str) -> PageKind:
    """The format of a body whose format is not given: HTML if it has tags, else text."""
    return PageKind.HTML if _MARKUP.search(body) else PageKind.TEXT


def _paragraphs(text: str) -> str:
    """The paragraphs of a text: between empty lines, or each line if there is no empty one."""
    text = text.replace("\r\n", "\n").strip()
    parts = _EMPTY_LINE.split(text) if _EMPTY_LINE.search(text) else text.split("\n")
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part.strip())


def _titled(data: ArticleData) -> str:
    """The Markdown of a body with its headline as the title of the front matter."""
    headline = " ".join(data.headline.split())
    if not headline:
        return data.body
    body = data.body.lstrip("\ufeff").replace("\r\n", "\n")
    front = _FRONT_MATTER.match(body)
    if front is None:
        return f"---\ntitle: {headline}\n---\n{body}"
    fields = _TITLE_FIELD.sub("", front["fields"])
    return f"{front['rule']}\ntitle: {headline}\n{fields}{body[front.end('fields') :]}"


def _html(data: ArticleData, body: str) -> str:
    published, modified = data.published, data.modified
    metas = [
        ("property", "og:title", data.headline),
        ("property", "og:site_name", data.site),
        ("property", "og:type", "article"),
        ("property", "og:url", data.url),
        ("property", "og:image", data.image),
        *(("name", "author", author.name) for author in data.authors),
        ("property", "article:published_time", published.isoformat() if published else ""),
        ("property", "article:modified_time", modified.isoformat() if modified else ""),
    ]
    head = "".join(
        f'<meta {kind}="{name}" content="{escape(value)}">'
        for kind, name, value in metas
        if value
    )
    if data.url:
        head += f'<link rel="canonical" href="{escape(data.url)}">'
    title = f"<title>{escape(data.headline)}</title>" if data.headline else ""
    heading = f"<h1>{escape(data.headline)}</h1>" if data.headline else ""
    return (
        f'<!DOCTYPE html><html lang="{escape(data.language)}"><head><meta charset="utf-8">'
        f"{title}{head}</head><body><article>{heading}{body}</article></body></html>"
    )
