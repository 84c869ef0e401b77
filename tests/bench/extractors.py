"""Every extractor that is measured, under one contract: (html, url) -> text or fields."""

from __future__ import annotations

from typing import Any

from audiobrief.cleaner import clean
from audiobrief.cleaner.metadata import read_metadata
from audiobrief.cleaner.tree import read_tree
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, BlockKind, Page

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
        return body_text(clean(Page(html, url=url)), NOT_BODY)
    except NoArticleFound:
        return ""


def audiobrief_fields(html: str, url: str) -> dict[str, Any]:
    try:
        article = clean(Page(html, url=url))
    except NoArticleFound:
        return metadata_fields(html, url)
    return {
        "title": article.title,
        "byline": [author.name for author in article.authors if not author.additional],
        "date": article.published,
        "text": f"{article.dek}\n{body_text(article)}",
    }


def audiobrief_story(html: str, url: str) -> dict[str, Any]:
    """The fields, the dek apart, and each block with its kind, as the scorer of `fundus/` asks."""
    try:
        article = clean(Page(html, url=url))
    except NoArticleFound:
        return {"refused": True}
    return {
        "title": article.title,
        "byline": [author.name for author in article.authors if not author.additional],
        "date": article.published,
        "dek": article.dek,
        "text": body_text(article),
        "blocks": [
            (block.kind.value, line)
            for block in article.blocks
            for line in ([" ".join(row) for row in block.rows] or [block.text])
        ],
    }


def metadata_fields(html: str, url: str) -> dict[str, Any]:
    """What a page without an article says of itself: home pages and walls have headlines too."""
    try:
        metadata = read_metadata(read_tree(html), url)
    except NoArticleFound:
        return {}
    return {
        "title": metadata.title,
        "byline": [author.name for author in metadata.authors if not author.additional],
        "date": metadata.published,
    }


def trafilatura_body(html: str, url: str) -> str | None:
    import trafilatura

    text: str | None = trafilatura.extract(html, include_comments=False, favor_precision=True)
    return text


def trafilatura_default_body(html: str, url: str) -> str | None:
    import trafilatura

    text: str | None = trafilatura.extract(html, include_comments=False)
    return text


def trafilatura_fields(html: str, url: str) -> dict[str, Any]:
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        html, url=url, include_comments=False, with_metadata=True
    )
    if found is None:
        return {}
    return {
        "title": found.title,
        "byline": found.author,
        "date": found.date,
        "text": found.text,
    }


trafilatura_story = trafilatura_fields


def _plain(markup: str) -> str:
    from bs4 import BeautifulSoup

    return BeautifulSoup(markup, "lxml").get_text("\n")


def readability_body(html: str, url: str) -> str:
    from readability import Document

    return _plain(Document(html).summary())


def readability_fields(html: str, url: str) -> dict[str, Any]:
    from readability import Document

    document = Document(html)
    return {
        "title": document.title(), "byline": document.author(), "text": _plain(document.summary()),
    }  # fmt: skip


def newspaper_story(html: str, url: str) -> dict[str, Any]:
    return newspaper_fields(html, url)


def newspaper_body(html: str, url: str) -> str:
    return str(newspaper_fields(html, url)["text"])


def newspaper_fields(html: str, url: str) -> dict[str, Any]:
    import newspaper

    # it would ask the web for each of a page's pictures, to find the largest
    article = newspaper.Article(url or "https://newspaper.example/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return {
        "title": article.title, "byline": article.authors, "date": article.publish_date,
        "text": article.text,
    }  # fmt: skip
