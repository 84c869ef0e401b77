"""Reads RSS, Atom and JSON feeds: articles that are whole in a feed, and the others' addresses."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin

from audiobrief.errors import PageRefused, PageUnreadable
from audiobrief.fetch.entries import FeedEntry, lenient_data
from audiobrief.fetch.wholeness import MIN_MARKED, MIN_WHOLE, is_whole, plain, stands_alone
from audiobrief.fetch.xml import Document
from audiobrief.filed.article import ArticleData
from audiobrief.filed.pages import page_of
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late

MAX_BYTES = 5_000_000
"""The most bytes of a feed; the largest feeds with whole articles have some 2 MB."""
MAX_ELEMENTS = 50_000
"""The most elements of a feed, enough for some 4,000 entries."""
MAX_BROKEN = 500_000
"""The most characters of a feed that is not well-formed."""
MAX_NAMESPACES = 1_000
"""The most prefixes of namespaces in a feed; feedparser takes time by their square, and 32,000 took
34 s. Feeds have a dozen."""
_NAMESPACE = compile_late(r"\bxmlns(?::[^\s=<>]{1,200})?")
_FEED_LINK = compile_late(
    r"<link\b(?=[^<>]*\btype\s*=\s*[\"']?application/(?:rss|atom)\+xml)[^<>]*?"
    r"\bhref\s*=\s*[\"']?([^\s\"'<>]+)",
    re.IGNORECASE,
)
_MAIL = compile_late(r"\s*[^\s@()]+@[^\s@()]+\s+\(([^()]+)\)\s*\Z")
"""The author of an item as RSS 2.0 asks for it: an address, and the name as its comment."""
_WEB = compile_late(r"https?://", re.IGNORECASE)
_REFERENCE = compile_late(r"&#(?:[xX](?P<hex>[0-9a-fA-F]++)|(?P<decimal>[0-9]++));?")
_REPLACEMENT = "&#xFFFD;"
MOST_DIGITS = 7
"""The digits of the last character, 1114111; a number with more is no character."""


def parse_feed(document: Document) -> tuple[FeedEntry, ...]:
    """The articles of an RSS, Atom or JSON feed that was read, in its order.

    Raises:
        PageRefused: the document is no feed, or larger than any; if it is a page that links to
            its feed, the message gives the feed's address.
        PageUnreadable: it is damaged, and too large to repair.
    """
    import feedparser

    text, url, name = document
    if len(text) > MAX_BYTES:
        raise PageRefused(f"{name} has more than {MAX_BYTES / 1e6:g} MB; more than any feed")
    if text.startswith(("{", "[")):
        from audiobrief.fetch.json_feeds import read_json

        return read_json(text, url, name)
    _check_effort(text, name)
    text = _REFERENCE.sub(_refer_to_character, text)
    # feedparser would guess encodings by Python's names, including UTF-7, so it gets UTF-8
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    parsed = feedparser.parse(
        io.BytesIO(text.encode("utf-8")),
        response_headers={k: v for k, v in headers.items() if v},
        # Both use patterns that take quadratic time on unclosed markup. These pages are never
        # shown, and the cleaner drops their scripts as on any page
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.get("version") and not parsed.entries:
        raise PageRefused(_no_feed(text, url, name))
    return tuple(_entry(raw, parsed.feed, name) for raw in parsed.entries)


def _refer_to_character(reference: re.Match[str]) -> str:
    """The reference, or one to U+FFFD if its number is half a pair of UTF-16 or no character.

    Programs that cut text by UTF-16 units write such halves. feedparser would put them into the
    feed's text, which then has no UTF-8, and lose every entry with the one.
    """
    digits = (reference["hex"] or reference["decimal"]).lstrip("0")
    number = (
        int(digits or "0", 16 if reference["hex"] else 10) if len(digits) <= MOST_DIGITS else -1
    )
    is_character = 0 <= number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF
    return reference[0] if is_character else _REPLACEMENT


def _check_effort(text: str, name: str) -> None:
    """Check that feedparser, which is written in Python, can read a feed within seconds.

    It takes some 50 us per element, and 5 us per character if the feed is not well-formed.
    """
    from lxml import etree

    namespaces = len(set(_NAMESPACE.findall(text)))
    if namespaces > MAX_NAMESPACES:
        raise PageRefused(
            f"{name} names {namespaces:,} namespaces; no feed has more than {MAX_NAMESPACES}"
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        elements = sum(
            1 + len(each.attrib) for each in etree.fromstring(text, parser).iter("*")
        )
    except etree.XMLSyntaxError as error:
        elements = max(text.count("<"), text.count("="))
        if len(text) > MAX_BROKEN:
            raise PageUnreadable(
                f"{name} is damaged ({error.msg}), and too large to repair"
            ) from error
    if elements > MAX_ELEMENTS:
        raise PageRefused(
            f"{name} has more than {MAX_ELEMENTS} elements and attributes; more than any news feed"
        )


def _no_feed(text: str, url: str, name: str) -> str:
    link = _FEED_LINK.search(text)
    if link is None:
        return f"{name} is not an RSS or Atom feed"
    feed = unescape(link[1])
    with contextlib.suppress(ValueError):
        feed = urljoin(url, feed)
    return f"{name} is a page, not a feed; its feed is {feed}"


def _entry(raw: Any, feed: Any, name: str) -> FeedEntry:
    # feedparser returns None for an element in which the feed breaks off
    title = plain(raw.get("title") or "")
    url = raw.get("link") or ""
    url = url if _WEB.match(url) else ""
    body = _whole_body(raw, is_linked=bool(url), is_titled=bool(title))
    published = _moment(raw, "published_parsed", "updated_parsed")
    data = _data(raw, feed, title=title, url=url)
    page = own_text = None
    if body:
        page = _page(data, body, f"{name}: {title or url or 'an entry'}")
    elif own := _own_body(raw, data.language):
        own_text = _page(data, own, f"{name}: {title or url}")
    identity = raw.get("id") or url or title
    return FeedEntry(title, url, identity, published, page, data, own_text)


def _page(data: ArticleData, body: str, name: str) -> Page:
    return page_of(replace(data, body=body, body_format=PageKind.HTML), name)


def _whole_body(raw: Any, *, is_linked: bool, is_titled: bool) -> str:
    """The entry's text as HTML if it is the whole article, else empty."""
    contents = [(body, MIN_MARKED) for body in _contents(raw)]
    if raw.get("summary"):
        contents.append((_as_html(raw.get("summary_detail") or raw), MIN_WHOLE))
    for body, least in sorted(contents, key=lambda found: -len(found[0])):
        if is_whole(plain(body), is_linked=is_linked, is_titled=is_titled, least=least):
            return body
    return ""


def _own_body(raw: Any, language: str) -> str:
    """The text as HTML that the feed marks as content and that stands by itself, else empty."""
    bodies = sorted(_contents(raw), key=len, reverse=True)
    return next((body for body in bodies if stands_alone(plain(body), language)), "")


def _contents(raw: Any) -> list[str]:
    """The texts that the feed marks as content (content:encoded, Atom's content), as HTML."""
    return [_as_html(part) for part in raw.get("content") or ()]


def _as_html(part: Any) -> str:
    value = str(part.get("value") or part.get("summary") or "")
    if part.get("type") == "text/plain":
        return "".join(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())
    return value


def _data(raw: Any, feed: Any, *, title: str, url: str) -> ArticleData:
    """What the feed says of an entry besides its text."""
    language = plain(
        (raw.get("content") or [{}])[0].get("language") or feed.get("language") or ""
    )
    pictures = [*(raw.get("media_content") or ()), *(raw.get("media_thumbnail") or ())]
    values = {
        "url": url,
        "headline": title,
        "authors": _names(raw),
        "language": language,
        "image": next((p["url"] for p in pictures if _is_picture(p)), ""),
        "site": plain(feed.get("title") or ""),
        "tags": [tag["term"] for tag in raw.get("tags") or () if tag.get("term")],
        "published": _moment(raw, "published_parsed"),
        "modified": _moment(raw, "updated_parsed"),
    }
    return lenient_data(values)


def _names(raw: Any) -> list[str]:
    """The names under dc:creator, Atom's author, or an RSS author's mail address."""
    # feedparser 6 splits "desk@tide.example (Ada Lind)" in the middle of the address
    mail = _MAIL.match(raw.get("author") or "")
    if mail:
        return [mail[1]]
    names = [author.get("name") for author in raw.get("authors") or ()] or [raw.get("author")]
    return [" ".join(name.split()) for name in names if name]


def _is_picture(media: Any) -> bool:
    kind = media.get("medium") or media.get("type") or "image/"
    return kind.startswith("image") and bool(_WEB.match(media.get("url") or ""))


def _moment(raw: Any, *names: str) -> datetime | None:
    """The first of these dates that the entry has; feedparser converts them to UTC."""
    # feedparser's own get() returns one date for the other, with a warning
    parsed = next((date for name in names if (date := dict.get(raw, name))), None)
    try:
        return datetime(*parsed[:6]).replace(tzinfo=UTC) if parsed else None  # noqa: DTZ001 -- `replace` sets the zone
    except ValueError:
        return None  # broken feeds have years such as 0 or 99999
