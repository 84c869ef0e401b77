"""Reads pages from files, stdin, mail, addresses and feeds, and enforces all input limits.

    source --local or web--> bytes --compression--> bytes --recognition, mail, decoding--> Page

This room does not judge what a page says; the cleaner does.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from audiobrief.errors import PageRefused, about
from audiobrief.fetch.addresses import is_address
from audiobrief.fetch.settings import FetchSettings
from audiobrief.model import Page

if TYPE_CHECKING:
    from audiobrief.fetch.feeds import FeedEntry
    from audiobrief.fetch.sitemaps import Sitemap

__all__ = [
    "FetchSettings",
    "about_source",
    "is_address",
    "read_feed",
    "read_image",
    "read_page",
    "read_sitemap",
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


def read_feed(
    source: str | Path, *, settings: FetchSettings = _DEFAULTS
) -> tuple[FeedEntry, ...]:
    """The articles of an RSS or Atom feed, in its order; see `fetch.feeds`.

    If the feed contains the whole article, `FeedEntry.page` has it, without another
    request. Otherwise the entry has an address for `read_page`.

    Raises:
        PageError: as in `read_page`; PageRefused also if the source is no feed.
    """
    from audiobrief.fetch import feeds

    with about_source(source):
        return feeds.read_feed(source, settings=settings)


def read_sitemap(source: str | Path, *, settings: FetchSettings = _DEFAULTS) -> Sitemap:
    """The pages, or the further sitemaps, that a sitemap lists; see `fetch.sitemaps`.

    Raises:
        PageError: as in `read_page`; PageRefused also if the source is no sitemap.
    """
    from audiobrief.fetch import sitemaps

    with about_source(source):
        return sitemaps.read_sitemap(source, settings=settings)


def _read_web_page(url: str, settings: FetchSettings) -> Page:
    from audiobrief.fetch import answers, local, web

    found = web.download(url, settings, types=answers.PAGE_TYPES)
    suffix = local.SUFFIXES_OF_TYPES.get(found.content_type, "")
    page = local.open_page(found.body, suffix=suffix, name=url, charset=found.charset)
    return Page(page.text, page.kind, page.url or found.url, url)


def read_image(url: str, *, settings: FetchSettings = _DEFAULTS) -> bytes:
    """The bytes of the image file at an address.

    Raises:
        PageError: the file cannot be fetched, or is no picture.
    """
    from audiobrief.fetch import web

    with about(url=url):
        return web.download(url, settings, types=IMAGE_TYPES).body
