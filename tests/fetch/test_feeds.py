"""Tests feeds and sitemaps: complete entries, pages to be fetched, and forbidden tricks."""

import contextlib
import gzip
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.errors import PageError, PageNotFound, PageRefused, PageUnreadable
from audiobrief.fetch import FetchSettings
from audiobrief.fetch.sitemaps import MAX_TOLD
from audiobrief.fetch.wholeness import CUT_OFF
from audiobrief.model import PageKind
from tests.fetch.conftest import Site
from tests.fetch.lists import read_feed, read_sitemap

LOCAL = FetchSettings(allow_private=True, cache=False, deadline_ms=8_000)
LONG = "<p>The ferry to &#216;sund ran again on Tuesday, three weeks after the ice.</p>" * 12
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Morning Tide</title><link>https://tide.example/</link><language>en-GB</language>
<item><title>Ferry &amp;amp; &lt;b&gt;ice&lt;/b&gt;</title><link>https://tide.example/ferry</link>
  <guid isPermaLink="false">tide-1</guid><dc:creator>Ada Lind "of &lt;Nord&gt;"</dc:creator>
  <pubDate>Tue, 03 Mar 2026 08:15:00 +0100</pubDate><description>Short.</description>
  <content:encoded><![CDATA[{LONG}<script>alert(1)</script><img src="/a.jpg">]]></content:encoded></item>
<item><title>Summary alone</title><link>https://tide.example/summary</link>
  <description>The harbour reopened on Monday [&#8230;]</description></item>
<item><title>Cut</title><link>https://tide.example/cut</link>
  <content:encoded><![CDATA[{LONG}<p><a href="/cut">Continue reading →</a></p>]]></content:encoded></item>
<item><title>No link</title><description>A short note.</description></item>
<item><title>Odd link</title><link>javascript:alert(1)</link><description>Odd.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://tide.example/n/">
<title>Tide</title><entry><id>urn:1</id><title type="html">One</title><link href="one"/>
<updated>2026-03-03T08:15:00Z</updated><author><name>Ada Lind</name></author>
<author><name>Bo Ek</name></author><content type="html">%s</content></entry></feed>"""


def feed_file(folder: Path, content: str | bytes, name: str = "feed.xml") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_entries_with_their_article_become_pages(tmp_path: Path) -> None:
    entries = read_feed(feed_file(tmp_path, RSS))
    assert [entry.page is not None for entry in entries] == [True, False, False, True, True]
    assert [entry.url for entry in entries[:3]] == [
        "https://tide.example/ferry", "https://tide.example/summary", "https://tide.example/cut",
    ]  # fmt: skip
    assert [entry.url for entry in entries[3:]] == ["", ""]
    first = entries[0]
    assert (first.title, first.identity) == ("Ferry & ice", "tide-1")
    assert first.published == datetime(2026, 3, 3, 7, 15, tzinfo=UTC)
    assert first.page is not None
    assert (first.page.kind, first.page.url) == (PageKind.HTML, first.url)
    soup = BeautifulSoup(first.page.text, "lxml")
    metas = {
        meta.get("property") or meta.get("name"): meta.get("content")
        for meta in soup.find_all("meta")
        if meta.get("content")
    }
    assert metas == {
        "og:title": "Ferry & ice", "og:site_name": "The Morning Tide", "og:type": "article",
        "og:url": first.url, "author": 'Ada Lind "of <Nord>"',
        "article:published_time": "2026-03-03T07:15:00+00:00",
    }  # fmt: skip
    assert soup.html is not None
    assert soup.html["lang"] == "en-GB"
    assert len(soup.find_all("p")) == 12
    assert "Øsund" in soup.get_text()


def test_atom_keeps_its_base_and_authors(tmp_path: Path) -> None:
    escaped = LONG.replace("&", "&amp;").replace("<", "&lt;")
    (entry,) = read_feed(feed_file(tmp_path, ATOM % escaped, "tide.atom"))
    assert entry.url == "https://tide.example/n/one"
    assert entry.page is not None
    assert (
        '<meta name="author" content="Ada Lind"><meta name="author" content="Bo Ek">'
        in entry.page.text
    )


def test_a_feed_from_the_web_resolves_its_links(site: Site) -> None:
    relative = RSS.replace("https://tide.example/ferry", "/ferry")
    url = site.put("/feed", relative.encode(), {"Content-Type": "application/rss+xml"})
    assert read_feed(url, settings=LOCAL)[0].url == site.url("/ferry")
    assert site.asked("/ferry") == 0


def test_what_is_no_feed_says_so_and_names_the_feed(site: Site, tmp_path: Path) -> None:
    page = b'<html><link rel="alternate" type="application/rss+xml" href="/f?a=1&amp;b=2"><p>x'
    with pytest.raises(PageRefused, match=r"its feed is http://127.*/f\?a=1&b=2"):
        read_feed(site.put("/", page), settings=LOCAL)
    with pytest.raises(PageRefused, match="not an RSS or Atom"):
        read_feed(feed_file(tmp_path, "Only words."))
    with pytest.raises(PageNotFound):
        read_feed(tmp_path / "none.xml")
    with pytest.raises(PageUnreadable):
        read_feed(feed_file(tmp_path, b""))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY j SYSTEM "file://{path}">'


@pytest.mark.parametrize("entities", [BOMB, OUTSIDE])
@pytest.mark.parametrize(
    "before", ["", f"<!-- <rss> {'x' * 99_999} -->", '<?xml version="1.0"?>\n']
)
def test_entities_are_refused(tmp_path: Path, entities: str, before: str) -> None:
    secret = feed_file(tmp_path, "secret words", "secret.txt")
    prolog = before + entities.replace("{path}", str(secret)) + "]>"
    feed = (
        f"{prolog}<rss version='2.0'><channel><item><title>&j;</title></item></channel></rss>"
    )
    with pytest.raises(PageRefused, match="entities"):
        read_feed(feed_file(tmp_path, feed))
    sitemap = f"{prolog}<urlset><url><loc>https://a.example/&j;</loc></url></urlset>"
    with pytest.raises(PageRefused, match="entities"):
        read_sitemap(feed_file(tmp_path, sitemap))


@pytest.mark.parametrize(
    "inside",
    [
        "<item/>" * 700_000, "<item>" + "<guid>http://a/</guid>" * 200_000 + "</item>",
        "<item>" + "<" * 1_000_000, "<item><title>" + "&" * 1_000_000, "<b>" * 100_000,
        "<item><description><![CDATA[" + "<!--" * 200_000 + "]]></description></item>",
        "<item><description><![CDATA[" + "<a " * 300_000 + "]]></description></item>",
        "<![CDATA[" * 200_000, "<item><title>" + "a" * 6_000_000,
    ],
    ids=range(9),
)  # fmt: skip
def test_feeds_made_to_be_slow_end_within_seconds(tmp_path: Path, inside: str) -> None:
    path = feed_file(tmp_path, f"<rss version='2.0'><channel>{inside}</channel></rss>")
    begin = time.process_time()
    for read in (read_feed, read_sitemap):
        with contextlib.suppress(PageError):
            read(path)
    assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    "reference",
    ["&#xD800;", "&#xdfFF;", "&#55296;", "&#057343;", "&#x00D83D;&#xDE00;", "&#x110000;",
     f"&#{'9' * 5_000};"],
)  # fmt: skip
def test_a_reference_to_no_character_loses_no_entry(reference: str, tmp_path: Path) -> None:
    entries = read_feed(
        feed_file(tmp_path, RSS.replace("Summary alone", f"Sum{reference}mary"))
    )
    titles = [entry.title for entry in entries]
    assert titles[0] == "Ferry & ice"
    assert len(titles) == 5
    assert titles[1].replace("\ufffd", "") == "Summary"
    assert "\ufffd" in titles[1]
    assert entries[0].page is not None
    assert "Øsund" in BeautifulSoup(entries[0].page.text, "lxml").get_text()


def test_a_feed_in_utf7_stays_words(tmp_path: Path) -> None:
    feed = (
        '<?xml version="1.0" encoding="utf-7"?><rss version="2.0"><channel><item>'
        "<title>+ADw-script+AD4-</title><description>x</description></item></channel></rss>"
    )
    (entry,) = read_feed(feed_file(tmp_path, feed))
    assert entry.title == "+ADw-script+AD4-"


@given(st.text(max_size=300), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_text_is_a_feed_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, wrapped: bool
) -> None:
    content = (
        f"<rss><channel><item><title>{text}</title>{text}</item></channel></rss>"
        if wrapped
        else text
    )
    path = tmp_path_factory.getbasetemp() / "fuzz.xml"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    for read in (read_feed, read_sitemap):
        try:
            read(path)
        except PageError:
            continue


def test_the_worst_ending_does_not_hold_the_pattern() -> None:
    begin = time.perf_counter()
    for text in (
        "." * 700,
        "The post " * 80,
        "read more " * 70,
        "… " * 350,
        "[more]" + " »" * 347,
    ):
        CUT_OFF.search(text[-700:])
    assert time.perf_counter() - begin < 1


URLS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://tide.example/a?x=1&amp;y=2 </loc><lastmod>2026-03-03</lastmod></url>
<url><loc>https://tide.example/b</loc><news:news><news:title>Ferry  back</news:title>
<news:publication_date>2026-03-03T08:15:00+01:00</news:publication_date></news:news></url>
<url><loc>javascript:alert(1)</loc></url><url></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://tide.example/2026.xml.gz</loc></sitemap></sitemapindex>"""


def test_a_sitemap_lists_pages_or_sitemaps(tmp_path: Path) -> None:
    for content, name in [(URLS.encode(), "a.xml"), (gzip.compress(URLS.encode()), "a.xml.gz")]:
        found = read_sitemap(feed_file(tmp_path, content, name))
        assert [page.url for page in found.pages] == [
            "https://tide.example/a?x=1&y=2", "https://tide.example/b",
        ]  # fmt: skip
        assert found.pages[1].title == "Ferry back"
        assert found.pages[0].modified == datetime(2026, 3, 3, tzinfo=UTC)
        assert found.pages[1].modified == datetime(2026, 3, 3, 7, 15, tzinfo=UTC)
    index = read_sitemap(feed_file(tmp_path, INDEX))
    assert [page.url for page in index.sitemaps] == ["https://tide.example/2026.xml.gz"]
    lines = read_sitemap(feed_file(tmp_path, "https://a.example/1\nhttps://a.example/2\n"))
    assert len(lines.pages) == 2


def test_sitemaps_from_the_web_come_gzipped_as_files(site: Site) -> None:
    packed = gzip.compress(URLS.encode())
    url = site.put("/s.xml.gz", packed, {"Content-Type": "application/x-gzip"})
    assert len(read_sitemap(url, settings=LOCAL).pages) == 2
    bomb = gzip.compress(b"<urlset>" + b" " * 30_000_000)
    url = site.put("/bomb.xml.gz", bomb, {"Content-Type": "application/gzip"})
    with pytest.raises(PageRefused, match="more than"):
        read_sitemap(url, settings=replace(LOCAL, max_bytes=1_000_000))


def test_what_is_no_sitemap_says_so(tmp_path: Path) -> None:
    for content in ("<html><p>x</p></html>", "no address", "<urlset", "<rss/>"):
        with pytest.raises(PageRefused, match="not a sitemap"):
            read_sitemap(feed_file(tmp_path, content))


LOST = (
    "<loc>file:///etc/passwd</loc>", "<loc>//u:secretpw@h.example/x</loc>", "<loc>ftp://a.example/</loc>",
    "", "<loc> </loc>", "<loc>javascript:alert(1)</loc>", "<loc>https://</loc>",
)  # fmt: skip


@pytest.mark.parametrize(("root", "entry"), [("urlset", "url"), ("sitemapindex", "sitemap")])
def test_each_entry_of_a_sitemap_without_an_address_is_named(
    tmp_path: Path, root: str, entry: str
) -> None:
    entries = ("<loc>https://tide.example/a</loc>", *LOST)
    listed = "".join(f"<{entry}>{each}</{entry}>" for each in entries)
    found = read_sitemap(feed_file(tmp_path, f"<{root}>{listed}</{root}>"))
    assert [page.url for page in (*found.pages, *found.sitemaps)] == ["https://tide.example/a"]
    assert len(found.problems) == len(LOST)
    assert "entry 2 has 'file:///etc/passwd', which is not an address" in found.problems[0]
    assert "entry 5 has no address" in found.problems[3]


def test_a_hostile_sitemap_does_not_flood(tmp_path: Path) -> None:
    listed = f"<url><loc>{'x' * 300}</loc></url>" * 50_000
    found = read_sitemap(feed_file(tmp_path, f"<urlset>{listed}</urlset>"))
    assert len(found.problems) == MAX_TOLD + 1
    assert f"{50_000 - MAX_TOLD:,} more entries" in found.problems[-1]
    assert max(map(len, found.problems)) < 600


def test_the_address_of_a_picture_is_not_the_pages(tmp_path: Path) -> None:
    listed = (
        '<urlset xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url>'
        "<loc>https://tide.example/a</loc><image:image><image:loc>https://tide.example/a.jpg"
        "</image:loc></image:image></url></urlset>"
    )
    (page,) = read_sitemap(feed_file(tmp_path, listed)).pages
    assert page.url == "https://tide.example/a"
