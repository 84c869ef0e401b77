"""Tests web pages over loopback: feeds, sitemaps and OPML are followed, and no host is
overloaded."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiobrief.batch.comparison import NO_ANSWER, SAME_PAGE
from audiobrief.batch.events import Event
from audiobrief.settings.tree import Settings
from tests.batch.newsroom import write_pages
from tests.batch.running import kinds, make_all, quick_settings

XML = "application/xml; charset=utf-8"
HTML = "text/html; charset=utf-8"
ANSWER_S = 0.15
"""How long the server takes for a page, in seconds, so that simultaneous requests are
noticed."""


@dataclass
class Newsroom:
    """A server of pages that records when each host is asked and how many requests come at
    once."""

    server: ThreadingHTTPServer
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    broken: Counter[str] = field(default_factory=Counter)
    """Path -> number of times that it will still fail with 503."""
    times: list[tuple[str, float]] = field(default_factory=list)
    """Host and time in seconds of each request for a page."""
    asked: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    """Host -> most simultaneous requests for pages."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server.server_address[1]}{path}"

    def put(self, path: str, text: str, kind: str = XML) -> str:
        self.files[path] = kind, text.encode()
        return self.url(path)

    def put_pages(self, folder: Path, count: int) -> list[str]:
        return [
            self.put(f"/news/{number}", path.read_text(encoding="utf-8"), HTML)
            for number, path in enumerate(write_pages(folder, count, words=60))
        ]


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Newsroom]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            is_page = self.path.startswith("/news/")
            with room.lock:
                room.asked[self.path] += 1
                if is_page:
                    room.times.append((host, time.monotonic()))
                    room.now[host] += 1
                    room.most[host] = max(room.most[host], room.now[host])
            if is_page:
                time.sleep(ANSWER_S)
            try:
                self._answer()
            finally:
                with room.lock:
                    room.now[host] -= is_page

        def _answer(self) -> None:
            if room.broken[self.path] > 0:
                room.broken[self.path] -= 1
                self.send_response(503)
                self.send_header("Retry-After", "0")  # no waiting between tries
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if self.path not in room.files:
                self.send_error(404)
                return
            kind, body = room.files[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in the standard library
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    room = Newsroom(server)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield room
    server.shutdown()
    server.server_close()
    thread.join()


def polite_settings(**changes: object) -> Settings:
    return quick_settings(
        fetch__allow_private=True, batch__workers=2, **{"batch__host_pause_ms": 0, **changes}
    )


def ids(events: list[Event], kind: str) -> set[str]:
    return {event.row.id for event in events if event.kind.value == kind}


def test_addresses_feeds_sitemaps_and_opml_mixed(newsroom: Newsroom, tmp_path: Path) -> None:
    pages = newsroom.put_pages(tmp_path / "pages", 6)
    entries = "".join(f"<item><title>n</title><link>{url}</link></item>" for url in pages[1:3])
    whole = (tmp_path / "pages" / "story-00005.html").read_text(encoding="utf-8")
    text = whole[whole.index("<article>") : whole.index("</article>")]
    newsroom.put(
        "/feed.xml",
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Saltmere</title>{entries}<item><title>Whole</title><guid>w</guid>"
        f"<link>{newsroom.url('/whole')}</link>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item></channel></rss>",
    )
    newsroom.put(
        "/news.xml",
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>{pages[3]}</loc><lastmod>2031-03-01</lastmod></url></urlset>",
    )
    newsroom.put(
        "/sitemap.xml",
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<sitemap><loc>{newsroom.url('/news.xml')}</loc></sitemap></sitemapindex>",
    )
    newsroom.put(
        "/all.opml",
        '<opml version="2.0"><body><outline type="rss" '
        f'xmlUrl="{newsroom.url("/other.atom")}"/></body></opml>',
    )
    newsroom.put(
        "/other.atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Other</title><id>o</id><entry>'
        f'<title>n</title><id>e</id><link href="{pages[4]}?utm_source=atom"/></entry></feed>',
    )
    listing = tmp_path / "list.txt"
    names = [pages[0], *map(newsroom.url, ("/feed.xml", "/sitemap.xml", "/all.opml"))]
    listing.write_text("\n".join(names), encoding="utf-8")
    events, tally = make_all(listing, tmp_path / "out", polite_settings())
    assert ids(events, "made") == {*pages[:5], newsroom.url("/whole")}, events
    assert tally.exit_code == 0
    # the page of an entry with its full text is not fetched
    assert newsroom.asked["/whole"] == 0
    # a second run fetches only pages without a date in the sitemap, and finds them unchanged
    before = newsroom.asked.copy()
    events, _ = make_all(listing, tmp_path / "out", polite_settings())
    assert kinds(events) == {"skipped": 6}
    assert newsroom.asked["/news/3"] == before["/news/3"]
    assert newsroom.asked["/news/0"] == before["/news/0"] + 1
    # the newsroom corrected the text
    changed = newsroom.files["/news/0"][1].replace(b"</article>", b"<p>One more.</p></article>")
    newsroom.files["/news/0"] = HTML, changed
    events, _ = make_all(listing, tmp_path / "out", polite_settings())
    assert ids(events, "made") == {pages[0]}


def test_one_article_at_several_addresses_is_made_once(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (page,) = newsroom.put_pages(tmp_path / "pages", 1)
    newsroom.put("/news/amp", newsroom.files["/news/0"][1].decode(), HTML)
    listing = tmp_path / "list.txt"
    names = [page, f"{page}?utm_source=mail", f"{page}#top", newsroom.url("/news/amp")]
    listing.write_text("\n".join(names), encoding="utf-8")
    events, _ = make_all(listing, tmp_path / "out", polite_settings())
    assert kinds(events) == {"duplicate": 1, "made": 1}
    assert newsroom.asked["/news/0"] == 1
    assert len(list((tmp_path / "out").glob("*/episode.json"))) == 1


@pytest.mark.parametrize("per_host", [1, 2])
def test_no_host_is_asked_for_more_at_once_than_was_said(
    per_host: int, newsroom: Newsroom, tmp_path: Path
) -> None:
    pages = newsroom.put_pages(tmp_path / "pages", 8)
    names = [*pages[:6], *(url.replace("127.0.0.1", "localhost") for url in pages[6:])]
    listing = tmp_path / "list.txt"
    listing.write_text("\n".join(names), encoding="utf-8")
    settings = polite_settings(batch__per_host=per_host, batch__fetchers=6)
    events, _ = make_all(listing, tmp_path / "out", settings)
    assert kinds(events) == {"made": 8}
    assert 1 <= newsroom.most["127.0.0.1"] <= per_host
    # the second host need not wait for the many pages of the first
    order = [host for host, _ in newsroom.times]
    assert "localhost" in order[: 2 * per_host + 1]


def test_a_host_gets_its_pause(newsroom: Newsroom, tmp_path: Path) -> None:
    pages = newsroom.put_pages(tmp_path / "pages", 4)
    listing = tmp_path / "list.txt"
    listing.write_text("\n".join(pages), encoding="utf-8")
    settings = polite_settings(batch__host_pause_ms=600, batch__per_host=4, batch__fetchers=4)
    events, _ = make_all(listing, tmp_path / "out", settings)
    assert kinds(events) == {"made": 4}
    times = [when for _, when in newsroom.times]
    # pages are handed out 0.6 s apart, but a process may ask for its first page late
    assert times[-1] - times[0] >= 2 * 0.6


def test_robots_txt_is_minded_and_what_is_away_is_tried_again(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    pages = newsroom.put_pages(tmp_path / "pages", 3)
    newsroom.put("/robots.txt", "User-agent: *\nDisallow: /news/1\n", "text/plain")
    newsroom.broken["/news/2"] = 4  # more than the tries of one visit
    listing = tmp_path / "list.txt"
    listing.write_text("\n".join([*pages, newsroom.url("/news/gone")]), encoding="utf-8")
    settings = polite_settings(batch__retries=2, batch__retry_ms=50)
    events, tally = make_all(listing, tmp_path / "out", settings)
    failed = {event.row.id: event.row.reason for event in events if event.kind == "failed"}
    assert failed == {pages[1]: "page refused", newsroom.url("/news/gone"): "page not found"}
    assert newsroom.asked["/news/1"] == 0
    assert ids(events, "made") == {pages[0], pages[2]}
    assert ids(events, "retried") == {pages[2]}
    assert tally.exit_code == 3


def test_a_feed_that_is_away_is_named_and_the_rest_is_made(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (page,) = newsroom.put_pages(tmp_path / "pages", 1)
    listing = tmp_path / "list.txt"
    listing.write_text(f"{newsroom.url('/gone.xml')}\n{page}\n", encoding="utf-8")
    events, tally = make_all(listing, tmp_path / "out", polite_settings())
    assert kinds(events) == {"failed": 1, "made": 1}
    (failed,) = [event for event in events if event.kind == "failed"]
    assert newsroom.url("/gone.xml") in failed.row.message
    assert failed.row.source.endswith("list.txt, line 1")
    assert tally.exit_code == 3


def test_a_site_that_fails_keeps_what_was_made_and_it_is_said(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (page,) = newsroom.put_pages(tmp_path / "pages", 1)
    settings = polite_settings(batch__retries=0)
    make_all(page, tmp_path / "out", settings)
    uncached = polite_settings(batch__retries=0, fetch__cache=False)
    for chosen, why in ((settings, SAME_PAGE), (uncached, NO_ANSWER)):
        newsroom.broken["/news/0"] = 3
        (event,), tally = make_all(page, tmp_path / "out", chosen)
        assert (event.kind, event.why) == ("skipped", why)
        assert "HTTP 503" in event.message
        assert tally.exit_code == 0
    # the page is believed again as soon as it comes
    events, _ = make_all(page, tmp_path / "out", settings)
    assert [(event.kind, event.message) for event in events] == [("skipped", "")]
    events, _ = make_all(page, tmp_path / "out", settings, force=True)
    assert kinds(events) == {"made": 1}
