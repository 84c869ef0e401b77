"""Reads RSS and Atom feeds: articles that are whole in a feed, and the others' addresses."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from audiobrief.errors import PageRefused, PageUnreadable
from audiobrief.fetch.settings import FetchSettings
from audiobrief.fetch.xml import read_xml
from audiobrief.model import Page, PageKind
from audiobrief.patterns import compile_late

MAX_BYTES = 5_000_000
"""The most bytes of a feed; the largest feeds with whole articles have some 2 MB."""
MAX_ELEMENTS = 50_000
"""The most elements of a feed, enough for some 4,000 entries."""
MAX_BROKEN = 500_000
"""The most characters of a feed that is not well-formed."""
MIN_WHOLE = 1_200
"""The least characters for a summary to be the whole article; about 75 seconds of speech. The
summaries of WordPress have 55 words, some 350 characters."""
MIN_MARKED = 400
"""The same for text that the feed marks as content (content:encoded, Atom's content)."""
CUT_OFF = compile_late(
    # How a text that is cut off ends in WordPress, Blogger, Ghost and Drupal
    r"(?:\[(?:…|\.\.\.|more)\]|…|\.\.\.|continue reading|read more|read the rest|"
    r"read full (?:article|story)|view (?:entire|original) post)"
    r"[\s»→>.]{0,40}(?:The post .{1,300}? (?:appeared first on|first appeared on) .{1,200})?\s*\Z",
    re.IGNORECASE | re.DOTALL,
)
_TAIL = 700
"""Characters at the end of a text that are searched for `CUT_OFF`."""
_TAGS = compile_late(r"<[^<>]*>")
_FEED_LINK = compile_late(
    r"<link\b(?=[^<>]*\btype\s*=\s*[\"']?application/(?:rss|atom)\+xml)[^<>]*?"
    r"\bhref\s*=\s*[\"']?([^\s\"'<>]+)",
    re.IGNORECASE,
)
_WEB = compile_late(r"https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One article of a feed."""

    title: str
    """The title in one line; empty if the feed gives none."""
    url: str
    """The absolute address of the article's page; empty if the feed gives none."""
    identity: str
    """The entry's permanent id in the feed (guid, Atom id), else `url`, else `title`."""
    published: datetime | None
    """The time of publication, with a time zone; None if the feed gives none."""
    page: Page | None
    """The article if the feed has all of it; None if `url` must be fetched."""


def read_feed(source: str | Path, *, settings: FetchSettings) -> tuple[FeedEntry, ...]:
    """The articles of an RSS or Atom feed in a file, on stdin or on the web, in its order.

    Raises:
        PageNotFound, PageUnreachable, PageUnreadable: as in `read_page`.
        PageRefused: as in `read_page`, or the source is no feed; if it is a page that links
            to its feed, the message gives the feed's address.
    """
    import feedparser

    bounded = replace(settings, max_bytes=min(settings.max_bytes, MAX_BYTES))
    text, url, name = read_xml(source, bounded)
    _check_effort(text, name)
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


def _check_effort(text: str, name: str) -> None:
    """Check that feedparser, which is written in Python, can read a feed within seconds.

    It takes some 50 us per element, and 5 us per character if the feed is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        elements = sum(1 for _ in etree.fromstring(text, parser).iter())
    except etree.XMLSyntaxError as error:
        elements = text.count("<")
        if len(text) > MAX_BROKEN:
            raise PageUnreadable(
                f"{name} is damaged ({error.msg}), and too large to repair"
            ) from error
    if elements > MAX_ELEMENTS:
        raise PageRefused(
            f"{name} has more than {MAX_ELEMENTS} elements; more than any news feed"
        )


def _no_feed(text: str, url: str, name: str) -> str:
    link = _FEED_LINK.search(text)
    if link is None:
        return f"{name} is not an RSS or Atom feed"
    return f"{name} is a page, not a feed; its feed is {urljoin(url, unescape(link[1]))}"


def _entry(raw: Any, feed: Any, name: str) -> FeedEntry:
    # feedparser returns None for an element in which the feed breaks off
    title = _plain(raw.get("title") or "")
    url = raw.get("link") or ""
    url = url if _WEB.match(url) else ""
    published = _moment(raw, "published_parsed", "updated_parsed")
    body = _whole_body(raw, linked=bool(url))
    page = None
    if body:
        html = _html(raw, feed, title=title, url=url, body=body)
        page = Page(html, PageKind.HTML, url, f"{name}: {title or url or 'an entry'}")
    return FeedEntry(title, url, raw.get("id") or url or title, published, page)


def _whole_body(raw: Any, *, linked: bool) -> str:
    """The entry's text as HTML if it is the whole article, else empty."""
    contents = [(_as_html(part), MIN_MARKED) for part in raw.get("content") or ()]
    if raw.get("summary"):
        contents.append((_as_html(raw.get("summary_detail") or raw), MIN_WHOLE))
    for body, least in sorted(contents, key=lambda found: -len(found[0])):
        text = _plain(body)
        if not linked and text:
            return body  # without an address there is no other text
        if len(text) >= least and not CUT_OFF.search(text[-_TAIL:]):
            return body
    return ""


def _as_html(part: Any) -> str:
    value = str(part.get("value") or part.get("summary") or "")
    if part.get("type") == "text/plain":
        return "".join(f"<p>{escape(line)}</p>" for line in value.splitlines() if line.strip())
    return value


def _html(raw: Any, feed: Any, *, title: str, url: str, body: str) -> str:
    language = _plain(
        (raw.get("content") or [{}])[0].get("language") or feed.get("language") or ""
    )
    published, updated = (
        _moment(raw, "published_parsed"),
        _moment(raw, "updated_parsed"),
    )
    names = [a.get("name") for a in raw.get("authors") or ()] or [raw.get("author")]
    authors = [" ".join(name.split()) for name in names if name]
    pictures = [*(raw.get("media_content") or ()), *(raw.get("media_thumbnail") or ())]
    image = next((p["url"] for p in pictures if _is_picture(p)), "")
    metas = [
        ("property", "og:title", title),
        ("property", "og:site_name", _plain(feed.get("title") or "")),
        ("property", "og:type", "article"),
        ("property", "og:url", url),
        ("property", "og:image", image),
        *(("name", "author", author) for author in authors),
        ("property", "article:published_time", published.isoformat() if published else ""),
        ("property", "article:modified_time", updated.isoformat() if updated else ""),
    ]
    head = "".join(
        f'<meta {kind}="{name}" content="{escape(value)}">'
        for kind, name, value in metas
        if value
    )
    if url:
        head += f'<link rel="canonical" href="{escape(url)}">'
    return (
        f'<!DOCTYPE html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>{head}</head>"
        f"<body><article><h1>{escape(title)}</h1>{body}</article></body></html>"
    )


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


def _plain(html: str) -> str:
    return " ".join(unescape(_TAGS.sub(" ", html)).split())
