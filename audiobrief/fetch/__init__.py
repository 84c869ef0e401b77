"""Reads pages from files, stdin, mail, addresses and feeds, and enforces all input limits.

    source --local or web--> bytes --compression--> bytes --recognition, mail, decoding--> Page

This room does not judge what a page says; the cleaner does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from audiobrief.errors import PageRefused, about
from audiobrief.fetch.addresses import is_address
from audiobrief.fetch.settings import FetchSettings
from audiobrief.model import Page

if TYPE_CHECKING:
    from audiobrief.fetch.entries import FeedEntry
    from audiobrief.fetch.sitemaps import Sitemap
    from audiobrief.fetch.xml import Document

__all__ = [
    "FetchSettings",
    "about_source",
    "is_address",
    "parse_feed",
    "parse_sitemap",
    "read_document",
    "read_export",
    "read_image",
    "read_lines",
    "read_page",
    "read_posts",
]

STDIN = "-"
IMAGE_TYPES = {"image/jpeg", "image/png", "image/webp", "image/gif"}
_DEFAULTS = FetchSettings()


def about_source(source: str | Path) -> contextlib.AbstractContextManager[None]:
    """`errors.about` with the source's address or file; with neither for stdin."""
    if isinstance(source, str) and is_address(source):
        return about(url=source)
    return about() if str(source) == STDIN else about(path=source)


def read_page(source: str | Path, *, settings: FetchSettings = _DEFAULTS) -> Page:
    """The page at `source`: a path, "-" for stdin, or an http or https address.

    Files and stdin may be HTML, plain text, Markdown, a mail (``.eml``) or a web
    archive (``.mhtml``), each also compressed with gzip, zstd or brotli. A
    `Path` is always a file. The text has no NUL and no lone surrogate.

    Raises:
        PageNotFound: the file or address does not exist.
        PageRefused: the page is too large or of a type without text, or must not be fetched.
        PageUnreadable: the page is empty, binary or damaged.
    """
    with about_source(source):
        if isinstance(source, str) and is_address(source):
            if source.lower().startswith("file:"):
                raise PageRefused(f"{source} is an address of a file; give the file's path")
            return _read_web_page(source, settings)
        from audiobrief.fetch import local

        return local.read_page(source, max_bytes=settings.max_bytes)


def read_document(source: str | Path, *, settings: FetchSettings = _DEFAULTS) -> Document:
    """The feed, sitemap or other list in XML or JSON at an address or in a file; see `fetch.xml`.

    It may turn out to be a page. `parse_feed` and `parse_sitemap` read it without another
    request.

    Raises:
        PageError: as in `read_page`; PageRefused also if it declares entities.
    """
    from audiobrief.fetch import xml

    with about_source(source):
        return xml.read_xml(source, settings)


def parse_feed(document: Document) -> tuple[FeedEntry, ...]:
    """The articles of an RSS, Atom or JSON feed, in its order; an export of WordPress is one, too.

    If the feed contains the whole article, `FeedEntry.page` has it, without another
    request. Otherwise the entry has an address for `read_page`.

    Raises:
        PageRefused, PageUnreadable: the document is no feed, or damaged.
    """
    from audiobrief.fetch import feeds, wordpress

    with about_source(document.name):
        # it looks like a feed, but says of each post whether readers may see it
        if wordpress.EXPORT in document.text[: wordpress.SNIFFED]:
            return wordpress.parse_export(document)
        return feeds.parse_feed(document)


def parse_sitemap(document: Document) -> Sitemap:
    """The pages or sitemaps in a sitemap; see `fetch.sitemaps`.

    Raises:
        PageRefused: the document is no sitemap.
    """
    from audiobrief.fetch import sitemaps

    with about_source(document.name):
        return sitemaps.parse_sitemap(document)


def read_lines(url: str, *, settings: FetchSettings = _DEFAULTS) -> str:
    """The text of a list of articles on the web, with a source or a JSON object in each line.

    Raises:
        PageError: as in `read_page`; PageRefused also if it is HTML.
    """
    from audiobrief.fetch import answers, web
    from audiobrief.fetch.decoding import decode

    with about(url=url):
        found = web.download(url, settings, types=answers.LINES_TYPES)
        text = decode(found.body, name=url, charset=found.charset)
        if text.lstrip("\ufeff \t\r\n").startswith("<"):
            raise PageRefused(f"{url} is a page, not a list of articles; give the list itself")
        return text


def _read_web_page(url: str, settings: FetchSettings) -> Page:
    from audiobrief.fetch import answers, local, web
    from audiobrief.fetch.recognition import is_feed, refuse_lines

    refuse_lines(url, url)
    # a feed is told by its content, and not by its address or its type
    types = answers.PAGE_TYPES | answers.XML_TYPES | answers.LINES_TYPES
    found = web.download(url, settings, types=types, falls_back=True)
    refuse_lines(found.url, url, found.content_type)
    if is_feed(found.body):
        from audiobrief.fetch.xml import document_of

        document = document_of(found.body, found.url, url, charset=found.charset)
        local.refuse_feed(url, document)
    answers.check_type(found.content_type, answers.PAGE_TYPES, url)
    suffix = local.SUFFIXES_OF_TYPES.get(found.content_type, "")
    page = local.open_page(found.body, suffix=suffix, name=url, charset=found.charset)
    return Page(
        page.text, page.kind, page.url or found.url, url,
        problem=found.problem, robots=found.headers.get("x-robots-tag", ""),
    )  # fmt: skip


def read_posts(url: str, *, settings: FetchSettings = _DEFAULTS) -> Iterator[FeedEntry]:
    """The posts of a WordPress REST address, page after page; see `fetch.wordpress`.

    Raises:
        PageError: as in `read_page`; PageUnreadable also if it is no list of posts.
    """
    from audiobrief.fetch import wordpress

    with about(url=url):
        yield from wordpress.read_posts(url, settings)


def read_export(path: Path) -> Iterator[FeedEntry]:
    """The posts and pages in an export file of WordPress; see `fetch.wordpress`.

    Raises:
        PageUnreadable: the file is damaged.
    """
    from audiobrief.fetch import wordpress

    with about(path=path):
        yield from wordpress.read_export(path)


def read_image(url: str, *, settings: FetchSettings = _DEFAULTS) -> bytes:
    """The bytes of the image file at an address.

    Raises:
        PageError: the file cannot be fetched, or is no picture.
    """
    from audiobrief.fetch import web

    with about(url=url):
        return web.download(url, settings, types=IMAGE_TYPES).body
