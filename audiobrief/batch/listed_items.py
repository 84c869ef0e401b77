"""Makes the items of a list: of files, addresses, articles as data, and entries of feeds."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag

from audiobrief.batch.items import Item, Listed, Unlisted
from audiobrief.errors import BatchError
from audiobrief.fetch.entries import FeedEntry
from audiobrief.filed.article import ArticleData, Status
from audiobrief.filed.pages import page_of
from audiobrief.filed.reading import Reading
from audiobrief.model import Page, PageKind
from audiobrief.publish.addresses import without_tracking
from audiobrief.secret_texts import hide
from audiobrief.system.storage import is_remote


def file_item(path: Path) -> Item:
    """The item of a page in a file."""
    absolute = os.path.abspath(path)  # noqa: PTH100 -- ten times as fast as Path.resolve, which would also follow links
    return Item(id=absolute, source=str(path), path=absolute)


def web_item(url: str, *, title: str = "", mark: str = "", source: str = "") -> Item:
    """The item of a page on the web."""
    address = normalise(url)
    return Item(address, source or hide(url), url=address, title=title, mark=mark)


def normalise(url: str) -> str:
    """The address without its fragment and its tracking parameters (`addresses.TRACKING`).

    A name and a password in it are replaced, since the journal and reports have it; an address
    with one is refused when it is to be fetched.
    """
    url = hide(url)
    if not url:
        return ""
    try:
        place, _ = urldefrag(url)
    except ValueError:
        # "http://[::1" is no address; who fetches it says so
        place = url.partition("#")[0]
    address, mark, query = place.partition("?")
    return f"{address}{mark}{without_tracking(query)}".rstrip("?")


def data_item(reading: Reading, where: str, path: str = "") -> Item:
    """The item of an article as data, which has its body, or is on a page at a path or address.

    Raises:
        BatchError: it has none of these, and was not withdrawn either.
    """
    # an id may be an address with a password, and the journal and reports have it
    data = replace(reading.data, id=hide(reading.data.id), url=normalise(reading.data.url))
    source = data.id or data.url or where
    given = replace(data, body="")
    if data.body:
        page = page_of(data, source, is_copied=reading.is_copied)
        identity = data.id or data.url or _digest(data.body)
        return Item(identity, source, url=data.url, page=page, title=data.headline, given=given)
    if path:
        path = path if is_remote(path) else os.path.abspath(path)  # noqa: PTH100 -- Path.resolve would follow links
        identity = data.id or path
        return Item(
            identity, identity, path=path, url=data.url, title=data.headline, given=given
        )
    is_gone = data.status is Status.WITHDRAWN and data.id
    if not (data.url or is_gone):
        raise BatchError(f'{where} has neither "url" nor "body", "html", "text" or "path"')
    mark = data.modified.isoformat() if data.modified else ""
    return Item(
        data.id or data.url, source, url=data.url, title=data.headline, mark=mark, given=given
    )


def entry_items(source: str, entries: Iterable[FeedEntry]) -> Iterator[Listed]:
    """The items of a feed's entries; an entry without text and address is an `Unlisted`."""
    for number, entry in enumerate(entries, start=1):
        where = entry.url or f"{source}, entry {number}"
        if entry.problem:
            yield Unlisted(where, entry.problem)
            continue
        url = normalise(entry.url)
        if entry.page is not None:
            # names in a feed may be accounts, so they are used where the text has no byline
            yield Item(
                url or f"{source} {entry.identity}",
                where,
                url=url,
                page=entry.page,
                title=entry.title,
                given=replace(entry.data, authors=()),
                hints=entry.data,
            )
        elif url:
            held = ArticleData(status=entry.data.status, publish_after=entry.data.publish_after)
            given = held if held != ArticleData() else None
            # a page names its site and its language better than a feed of many sections
            hints = replace(entry.data, url=url, site="", language="")
            yield replace(
                web_item(entry.url, title=entry.title),
                given=given,
                hints=hints,
                feed_page=entry.own_text,
            )
        else:
            yield Unlisted(where, f"{where} has neither a text nor an address")


def inline_item(text: str, name: str, kind: PageKind) -> Item:
    """The item of a page that came with its list."""
    return Item(_digest(text), name, page=Page(text, kind, "", name))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
