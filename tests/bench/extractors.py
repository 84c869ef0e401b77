"""Every extractor that is measured, under one contract: (html, url) -> text or fields."""

from __future__ import annotations

from typing import Any

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, BlockKind

NOT_SPOKEN = {BlockKind.CAPTION}
"""The golds of every set leave captions out, and keep headings, quotes and lists."""
NOT_BODY = NOT_SPOKEN | {BlockKind.ASIDE}
"""Those of `news/` leave out boxes beside the story, too."""


def body_text(article: Article, without: set[BlockKind] = NOT_SPOKEN) -> str:
    lines: list[str] = []
    for block in article.blocks:
        if block.kind in without:
            continue
        lines += [" ".join(row) for row in block.rows] or [block.text]
        if block.kind is BlockKind.QUOTE and block.attribution:
            lines.append(block.attribution)
    return "\n".join(lines)


def audiobrief_body(html: str, url: str) -> str:
    try:
        return body_text(clean(html), NOT_BODY)
    except NoArticleFound:
        return ""


def audiobrief_fields(html: str, url: str) -> dict[str, Any]:
    try:
        article = clean(html)
    except NoArticleFound:
        return {}
    return {
        "title": article.title,
        "byline": [author.name for author in article.authors if not author.additional],
        "date": article.published,
        "text": f"{article.dek}\n{body_text(article)}",
    }


def trafilatura_body(html: str, url: str) -> str | None:
    import trafilatura

    text: str | None = trafilatura.extract(html, include_comments=False, favor_precision=True)
    return text
