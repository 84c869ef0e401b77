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
MAX_TOLD = 20
"""The entries without a usable address that are named one by one; the others are counted."""
MAX_SHOWN = 255
"""The most characters of a wrong address in a message."""
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
    problems: tuple[str, ...] = ()
    """Why entries were left out, each as a line for the user; `MAX_TOLD` at most, and one line
    with the number of the others."""


def parse_sitemap(document: Document) -> Sitemap:
    """The pages or sitemaps in a sitemap that was read: XML, or one address a line.

    The listed sitemaps are not fetched. Entries without an address of http or https are left out,
    and told in `Sitemap.problems`.

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
    problems, count = list[str](), 0
    for number, element in enumerate(root.iterchildren("{*}url", "{*}sitemap"), start=1):
        fields = {
            etree.QName(child).localname: (child.text or "").strip()
            for child in element.iter(etree.Element)
        }
        # a picture or a video of the page has a "loc" of its own
        fields["loc"] = (element.findtext("{*}loc") or "").strip()
        page = _page(fields, base)
        if page is not None:
            found[etree.QName(element).localname].append(page)
            continue
        count += 1
        if count <= MAX_TOLD:
            problems.append(f"{name}, entry {number} {_describe(fields['loc'])}")
    if count > MAX_TOLD:
        problems.append(
            f"{name}: {count - MAX_TOLD:,} more entries have no address of http or https"
        )
    return Sitemap(tuple(found["url"]), tuple(found["sitemap"]), tuple(problems))


def _describe(location: str) -> str:
    """What is wrong with the address of an entry."""
    if not location:
        return 'has no address; give it as "loc"'
    said = f"{location[:MAX_SHOWN]}{'…' if len(location) > MAX_SHOWN else ''}"
    return f"has {said!r}, which is not an address of http or https; write the whole address"


def _page(fields: dict[str, str], base: str) -> SitemapPage | None:
    if not fields["loc"]:
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
