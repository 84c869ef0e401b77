"""Lists the articles of feeds, sitemaps and OPML. Each of these is asked for once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from audiobrief.batch.items import Item, Listed, ReadToEnd, Unlisted
from audiobrief.batch.list_lines import place_below
from audiobrief.batch.list_reader import ListReader
from audiobrief.batch.listed_items import entry_items, normalise, web_item
from audiobrief.batch.listing_faults import guarded
from audiobrief.errors import BatchError
from audiobrief.fetch import is_address, parse_feed, parse_sitemap, read_document
from audiobrief.fetch.sitemaps import Sitemap
from audiobrief.fetch.xml import Document
from audiobrief.patterns import compile_late
from audiobrief.secret_texts import hide
from audiobrief.settings.tree import Settings

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


def list_document(document: Document, reader: ListReader) -> Iterator[Listed]:
    """The articles of a feed, a sitemap or OPML, told by its root; a page is one article.

    Raises:
        BatchError: a file is none of these.
        PageError: the document is damaged, or another one that it names cannot be read.
    """
    head = document.text[:HEAD]
    root = _ROOT.search(head)
    kind = root[1] if root else ""
    if kind in {"rss", "feed", "RDF"} or head.lstrip().startswith(("{", "[")):
        return list_feed(document, reader)
    if kind in {"urlset", "sitemapindex"}:
        return _list_sitemap(document, reader)
    if kind == "opml":
        return _list_opml(document, reader)
    if is_address(document.name):
        return iter((web_item(document.name),))
    raise BatchError(
        f"{document.name} is not a feed, a sitemap or OPML; give one of these",
        path=document.name,
    )


def list_feed(document: Document, reader: ListReader) -> Iterator[Listed]:
    """The articles of a feed.

    Raises:
        PageError: the document is damaged, or no feed.
    """
    return entry_items(document.name, reader.parse(parse_feed, document))


def list_found_feed(document: Document, settings: Settings) -> Iterator[Listed]:
    """The articles of a feed that was fetched as a page, with the feed that names them."""
    with ListReader(settings.fetch, settings.batch) as reader:
        yield from name_list(document.name, guarded(document.name, list_feed, document, reader))


def _list_sitemap(document: Document, reader: ListReader, depth: int = 0) -> Iterator[Listed]:
    """The articles of a sitemap, and of those that it lists.

    Raises:
        PageError: the document is damaged, or no sitemap.
    """
    return _sitemap_items(reader.parse(parse_sitemap, document), document.name, reader, depth)


def _sitemap_items(
    found: Sitemap, name: str, reader: ListReader, depth: int
) -> Iterator[Listed]:
    for page in found.pages:
        mark = page.modified.isoformat() if page.modified else ""
        yield web_item(page.url, title=page.title, mark=mark)
    for problem in found.problems:
        yield Unlisted(hide(name), hide(problem))
    if depth > 1:
        return
    for below in found.sitemaps[:MAX_SITEMAPS]:
        yield from guarded(below.url, _read_sitemap, below.url, reader, depth + 1)


def _read_sitemap(url: str, reader: ListReader, depth: int) -> Iterator[Listed]:
    return _list_sitemap(read_document(url, settings=reader.fetch), reader, depth)


def _list_opml(document: Document, reader: ListReader) -> Iterator[Listed]:
    for feed in reader.parse(_feeds_of_opml, document):
        yield from guarded(feed, _read_feed_of, feed, document.name, reader)


def _feeds_of_opml(document: Document) -> tuple[str, ...]:
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
        str(address) for each in root.iter("outline") if (address := each.get("xmlUrl"))
    )
    if not feeds:
        raise BatchError(f"{document.name} lists no feeds")
    return tuple(feeds)


def _read_feed_of(feed: str, source: str, reader: ListReader) -> Iterator[Listed]:
    """The articles of a feed that the OPML at `source` names."""
    if not is_address(feed):
        if is_address(source):
            raise BatchError(f"{source} lists {feed}, which is not an address")
        feed = place_below(str(Path(source).parent), feed)
    document = read_document(feed, settings=reader.fetch)
    return entry_items(feed, reader.parse(parse_feed, document))
