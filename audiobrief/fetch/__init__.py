"""Where pages come from: file, stdin, saved mail, URL, feed. Every limit on input lives here.

    source --local or web--> bytes --compression--> bytes --recognition, mail, decoding--> Page

Nothing in this room judges what a page says: that is the cleaner's.
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
    """As `errors.about`: the address, the file, or for stdin neither."""
    if isinstance(source, str) and is_address(source):
        return about(url=source)
    return about() if str(source) == STDIN else about(path=source)


def read_page(source: str | Path, *, settings: FetchSettings = _DEFAULTS) -> Page:
    """The page at `source`: a path, "-" for stdin, or an address of http or https.

    Files and stdin may be HTML, a text dump, Markdown, a mail (``.eml``) or a web
    archive (``.mhtml``), each also compressed with gzip, zstd or brotli. A
    `Path` is always a file. The text has no NUL and no lone surrogate.

    Raises:
        PageNotFound: there is no such file or address.
        PageRefused: it is too large, of no type that holds text, or not to be reached.
        PageUnreadable: it is empty, binary or damaged.
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

    Entries that carry their article whole have it as `FeedEntry.page`, without
    another request; the others have an address to give to `read_page`.

    Raises:
        PageError: as in `read_page`; PageRefused also where it is no feed.
    """
    from audiobrief.fetch import feeds

    with about_source(source):
        return feeds.read_feed(source, settings=settings)


def read_sitemap(source: str | Path, *, settings: FetchSettings = _DEFAULTS) -> Sitemap:
    """The pages, or the further sitemaps, that a sitemap lists; see `fetch.sitemaps`.

    Raises:
        PageError: as in `read_page`; PageRefused also where it is no sitemap.
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
    """The picture at an address, undecoded.

    Raises:
        PageError: it cannot be had, or is no picture.
    """
    from audiobrief.fetch import web

    with about(url=url):
        return web.download(url, settings, types=IMAGE_TYPES).body
