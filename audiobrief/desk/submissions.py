"""Turns what is submitted into an item of a batch: an address, a page, a file, or data.

Nothing that is submitted can name a file of this machine: an item of the desk has no path.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, NamedTuple

from audiobrief.batch.items import Item
from audiobrief.batch.listed_items import data_item, normalise, web_item
from audiobrief.batch.page_files import PACKED_SUFFIXES, PAGE_SUFFIXES
from audiobrief.errors import ArticleDataError, BatchError, DeskError
from audiobrief.fetch import is_address
from audiobrief.fetch.addresses import check_url
from audiobrief.fetch.compression import coding_of, decompress
from audiobrief.fetch.local import open_page
from audiobrief.fetch.settings import FetchSettings
from audiobrief.filed.article import ArticleData
from audiobrief.filed.holding import refuse_held
from audiobrief.filed.reading import read_data
from audiobrief.model import Page, PageKind

MOST_NAME = 60
"""Characters of the first words, by which a text without a title is called."""
SHORT = 60
"""Characters of markup or text that hold no article."""


class Submission(NamedTuple):
    """What is submitted, ready for the desk."""

    item: Item
    due: datetime | None = None
    """The end of its embargo."""


def submit_address(address: str, fetch: FetchSettings) -> Submission:
    """The page at an address of the web.

    Raises:
        DeskError: it is no address.
        PageRefused: it may not be fetched.
    """
    address = address.strip().strip("<>\"'")
    if not is_address(address) and "." in address and " " not in address:
        address = f"https://{address}"
    if not address.lower().startswith(("http://", "https://")):
        raise DeskError(
            f"{address[:80]!r} is no address of the web; give one such as https://news.example/story"
        )
    check_url(address, allow_private=fetch.allow_private)
    return Submission(web_item(address))


def submit_text(text: str, url: str, title: str, fetch: FetchSettings) -> Submission:
    """A page's HTML, or text that was copied out of a browser.

    Raises:
        DeskError: it is empty, or its address is none.
        PageRefused: its address may not be used.
    """
    if len(text.strip()) < SHORT:
        raise DeskError(
            f"the text is empty or too short: an article has more than {SHORT} characters"
        )
    url = url.strip()
    if url:
        check_url(url, allow_private=fetch.allow_private)
    kind = PageKind.HTML if text.lstrip()[:1] == "<" else PageKind.TEXT
    address = normalise(url)
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    name = title.strip() or address or _first_words(text, kind)
    page = Page(text, kind, address, name)
    # a part of a page has no headline of its own
    hints = ArticleData(headline=title.strip()) if title.strip() else None
    return Submission(
        Item(address or digest, name, url=address, page=page, title=title.strip(), hints=hints)
    )


def submit_file(name: str, content: bytes, fetch: FetchSettings) -> Submission:
    """The page in a file that somebody dropped.

    Raises:
        DeskError: it is no page by its name.
        PageError: it cannot be read.
    """
    name = PurePath(name.replace("\\", "/")).name
    suffixes = [suffix.lower() for suffix in PurePath(name).suffixes]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        suffixes.pop()
    if not suffixes or suffixes[-1] not in PAGE_SUFFIXES:
        kinds = ", ".join(sorted(PAGE_SUFFIXES))
        raise DeskError(f"{name[:80]!r} is no page; files of these kinds are: {kinds}")
    coding = coding_of(content)
    if coding:
        content = decompress([content], [coding], max_bytes=fetch.max_bytes, name=name)
    page = open_page(content, suffix=suffixes[-1], name=name)
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    return Submission(
        Item(normalise(page.url) or digest, name, url=normalise(page.url), page=page)
    )


def submit_data(values: Mapping[str, Any], fetch: FetchSettings) -> Submission:
    """An article as its content system has it.

    Raises:
        ArticleDataError: a value is wrong, or it has neither a body nor an address.
        ArticleHeld: it is a draft, or was withdrawn.
        PageRefused: its address may not be fetched.
    """
    reading = read_data(values, "the article")
    data = reading.data
    due = data.publish_after
    if due is not None:
        # it is made now, and held back until then
        reading = reading._replace(data=replace(data, publish_after=None))
    if data.url:
        check_url(data.url, allow_private=fetch.allow_private)
    try:
        item = data_item(reading, "the article")
    except BatchError as error:
        raise ArticleDataError(str(error)) from error
    if item.page is None and not item.url:
        raise ArticleDataError("the article has neither a body nor an address; give one")
    refuse_held(item.given, "the article")
    item = replace(item, remarks=reading.remarks)
    return Submission(item, due if due is not None and due > datetime.now(UTC) else None)


def _first_words(text: str, kind: PageKind) -> str:
    """The name of a text that came without a title."""
    if kind is not PageKind.TEXT:
        return "a page that was pasted"
    told = " ".join(text.split())
    if len(told) <= MOST_NAME:
        return told
    whole = told[:MOST_NAME].rpartition(" ")[0] or told[: MOST_NAME - 1]
    return f"{whole.rstrip(' ,;:–-')}…"
