"""Lists the articles of feeds, sitemaps and OPML. Each of these is asked for once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from audiobrief.batch.items import Item, Listed, ReadToEnd, Unlisted
from audiobrief.batch.listed_items import entry_items, normalise, web_item
from audiobrief.batch.listing_faults import guarded
from audiobrief.errors import BatchError
from audiobrief.fetch import (
    FetchSettings,
    is_address,
    parse_feed,
    parse_sitemap,
    read_feed,
    read_sitemap,
)
from audiobrief.fetch.sitemaps import Sitemap
from audiobrief.fetch.xml import Document
from audiobrief.patterns import compile_late

MAX_SITEMAPS = 50_000
"""The most sitemaps that an index may list (sitemaps.org); they are read two levels deep."""
HEAD = 4096
"""Characters in which the root of a document is looked for."""
_ROOT = compile_late(r"<(?:[\w.-]+:)?(rss|feed|RDF|urlset|sitemapindex|opml)\b")


def name_list(name: str, listed: Iterable[Listed]) -> Iterator[Listed]:
    """The articles with the feed or sitemap that names them, and whether it was read whole."""
    is_list, is_whole = False, True
    for each in listed:
        if isinstance(each, Item) and each.id != normalise(name):
            is_list = True
            yield replace(each, list=name)
        else:
            is_whole = is_whole and not isinstance(each, Unlisted)
            yield each
    if is_list and is_whole:
        yield ReadToEnd(name)


def list_document(document: Document, settings: FetchSettings) -> Iterator[Listed]:
    """The articles of a feed, a sitemap or OPML, told by its root; a page is one article.

    Raises:
        BatchError: a file is none of these.
        PageError: the document is damaged, or another one that it names cannot be read.
    """
    head = document.text[:HEAD]
    root = _ROOT.search(head)
    kind = root[1] if root else ""
    if kind in {"rss", "feed", "RDF"} or head.lstrip().startswith(("{", "[")):
        return list_feed(document)
    if kind in {"urlset", "sitemapindex"}:
        return _list_sitemap(parse_sitemap(document), settings)
    if kind == "opml":
        return _list_opml(document, settings)
    if is_address(document.name):
        return iter((web_item(document.name),))
    raise BatchError(
        f"{document.name} is not a feed, a sitemap or OPML; give one of these",
        path=document.name,
    )


def list_feed(document: Document) -> Iterator[Listed]:
    """The articles of a feed.

    Raises:
        PageError: the document is damaged, or no feed.
    """
    return entry_items(document.name, parse_feed(document))


def list_found_feed(document: Document) -> Iterator[Listed]:
    """The articles of a feed that was fetched as a page, with the feed that names them."""
    return name_list(document.name, guarded(document.name, list_feed, document))


def _list_sitemap(found: Sitemap, settings: FetchSettings, depth: int = 0) -> Iterator[Listed]:
    for page in found.pages:
        mark = page.modified.isoformat() if page.modified else ""
        yield web_item(page.url, title=page.title, mark=mark)
    if depth > 1:
        return
    for below in found.sitemaps[:MAX_SITEMAPS]:
        yield from guarded(below.url, _read_sitemap, below.url, settings, depth + 1)


def _read_sitemap(url: str, settings: FetchSettings, depth: int) -> Iterator[Listed]:
    return _list_sitemap(read_sitemap(url, settings=settings), settings, depth)


def _list_opml(document: Document, settings: FetchSettings) -> Iterator[Listed]:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    try:
        root = etree.fromstring(document.text, parser)
    except etree.XMLSyntaxError as error:
        raise BatchError(f"{document.name} is damaged: {error.msg}; export it again") from error
    if root is None:
        raise BatchError(f"{document.name} is damaged: it holds no element; export it again")
    feeds = dict.fromkeys(
        outline.get("xmlUrl") for outline in root.iter("outline") if outline.get("xmlUrl")
    )
    if not feeds:
        raise BatchError(f"{document.name} lists no feeds")
    for feed in feeds:
        yield from guarded(feed, _read_feed_of, feed, document.name, settings)


def _read_feed_of(feed: str, source: str, settings: FetchSettings) -> Iterator[Listed]:
    """The articles of a feed that the OPML at `source` names."""
    if not is_address(feed):
        if is_address(source):
            raise BatchError(f"{source} lists {feed}, which is not an address")
        feed = str(Path(source).parent / feed)
    return entry_items(feed, read_feed(feed, settings=settings))
