"""Reads sitemaps (sitemaps.org 0.9, Google's news extension): lists of a site's addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from audiobrief.errors import PageRefused
from audiobrief.fetch.xml import Document
from audiobrief.patterns import compile_late

MAX_TAGS = 2_000_000
"""The most tags of a sitemap. The protocol allows 50,000 addresses in a file, and with titles
and pictures each may have 40 tags, opening and closing."""
_WEB = compile_late(r"https?://\S+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SitemapPage:
    """A page that a sitemap lists."""

    url: str
    """The absolute address."""
    title: str = ""
    """The title, which only news sitemaps give."""
    modified: datetime | None = None
    """When the page was published or last changed, with a time zone; None if not given."""


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The content of one sitemap file, which lists pages or other sitemaps."""

    pages: tuple[SitemapPage, ...] = ()
    sitemaps: tuple[SitemapPage, ...] = ()


def parse_sitemap(document: Document) -> Sitemap:
    """The pages or sitemaps in a sitemap that was read: XML, or one address a line.

    The listed sitemaps are not fetched. Addresses that are not http or https are left out.

    Raises:
        PageRefused: the document is no sitemap.
    """
    text, url, name = document
    if not text.startswith("<"):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if not all(_WEB.match(line) for line in lines):
            raise PageRefused(f"{name} is not a sitemap: it has lines that are not addresses")
        return Sitemap(tuple(map(SitemapPage, lines)))
    return _parsed(text, url, name)


def _parsed(text: str, base: str, name: str) -> Sitemap:
    from lxml import etree

    if text.count("<") > MAX_TAGS:
        raise PageRefused(f"{name} has more than {MAX_TAGS} tags; more than any sitemap")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        raise PageRefused(f"{name} is not a sitemap: {error.msg}") from error
    if etree.QName(root).localname not in {"urlset", "sitemapindex"}:
        raise PageRefused(f"{name} is not a sitemap")
    found: dict[str, list[SitemapPage]] = {"url": [], "sitemap": []}
    for element in root.iterchildren("{*}url", "{*}sitemap"):
        fields = {
            etree.QName(child).localname: (child.text or "").strip()
            for child in element.iter(etree.Element)
        }
        page = _page(fields, base)
        if page is not None:
            found[etree.QName(element).localname].append(page)
    return Sitemap(tuple(found["url"]), tuple(found["sitemap"]))


def _page(fields: dict[str, str], base: str) -> SitemapPage | None:
    if not fields.get("loc"):
        return None
    try:
        url = urljoin(base, fields["loc"])
    except ValueError:
        url = fields["loc"]  # "http://[": who fetches it says that it is no address
    if not _WEB.match(url):
        return None
    moment = _moment(fields.get("publication_date", "")) or _moment(fields.get("lastmod", ""))
    return SitemapPage(url, " ".join(fields.get("title", "").split()), moment)


def _moment(value: str) -> datetime | None:
    """A W3C date and time; a date alone means its midnight, and no zone means UTC."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
