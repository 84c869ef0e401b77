"""Tests cached pages: revalidated, trusted only if complete, and read offline."""

import gc
import gzip
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from audiobrief.errors import PageNotFound, PageRefused
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.webcache import FILE_NAME
from tests.fetch.conftest import HTML, Site

PAGE = "<!doctype html><p>The ferry to Øsund ran again.</p>" + "<p>Word.</p>" * 9_000


@pytest.fixture
def settings(tmp_path: Path) -> FetchSettings:
    return FetchSettings(allow_private=True, cache_folder=tmp_path / "cache", deadline_ms=8_000)


def tagged(site: Site, body: bytes, **headers: str) -> None:
    """A page with an ETag, for which the server answers 304 as it should."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        same = handler.headers.get("If-None-Match") == '"one"'
        handler.send_response(304 if same else 200)
        for name, value in (
            HTML | {"ETag": '"one"', "Cache-Control": "no-cache"} | headers
        ).items():
            handler.send_header(name, value)
        if not same:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(b"" if same else body)

    site.answers["/a"] = answer


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_page_that_has_not_changed_is_not_sent_again(
    site: Site, settings: FetchSettings, coding: str
) -> None:
    body = gzip.compress(PAGE.encode()) if coding == "gzip" else PAGE.encode()
    tagged(site, body, **{"Content-Encoding": coding})
    site.put("/robots.txt", b"User-agent: *\nDisallow: /x\n", {"Content-Type": "text/plain"})
    first = read_page(site.url("/a"), settings=settings)
    second = read_page(site.url("/a"), settings=settings)
    assert first.text == second.text == PAGE
    assert site.asked("/a") == 2
    assert site.asked("/robots.txt") == 1
    assert not any(name.lower().startswith("x-hishel") for name in site.requests[0][1])
    sent = {name.lower(): value for name, value in site.requests[-1][1].items()}
    assert sent["if-none-match"] == '"one"'


def test_a_fresh_page_is_not_asked_for(site: Site, settings: FetchSettings) -> None:
    url = site.put("/a", PAGE.encode(), HTML | {"Cache-Control": "max-age=600"})
    assert [read_page(url, settings=settings).text for _ in range(3)] == [PAGE] * 3
    assert site.asked("/a") == 1
    off = replace(settings, cache=False)
    assert read_page(url, settings=off).text == PAGE
    assert site.asked("/a") == 2


def test_kept_pages_are_read_offline(site: Site, settings: FetchSettings) -> None:
    url = site.put("/a", PAGE.encode(), HTML | {"ETag": '"x"', "Cache-Control": "max-age=0"})
    site.put("/old", b"", {"Location": "/a"}, 301)
    read_page(site.url("/old"), settings=settings)
    offline = replace(settings, offline=True)
    before = len(site.requests)
    assert read_page(url, settings=offline).text == PAGE
    page = read_page(site.url("/old"), settings=offline)
    assert (page.text, page.url) == (PAGE, url)
    with pytest.raises(PageNotFound, match="offline"):
        read_page(site.url("/other"), settings=offline)
    assert len(site.requests) == before


def test_a_page_that_was_not_whole_or_not_wanted_is_not_kept(
    site: Site, settings: FetchSettings
) -> None:
    offline = replace(settings, offline=True)
    tagged(site, PAGE.encode())
    with pytest.raises(PageRefused):
        read_page(site.url("/a"), settings=replace(settings, max_bytes=1_000))
    with pytest.raises(PageNotFound):
        read_page(site.url("/a"), settings=offline)
    tagged(site, PAGE.encode(), **{"Cache-Control": "no-store"})
    assert read_page(site.url("/a"), settings=settings).text == PAGE
    with pytest.raises(PageNotFound):
        read_page(site.url("/a"), settings=offline)


def test_flipped_bits_are_noticed_and_fetched_again(
    site: Site, settings: FetchSettings, tmp_path: Path
) -> None:
    url = site.put("/a", PAGE.encode(), HTML | {"Cache-Control": "max-age=600"})
    read_page(url, settings=settings)
    with sqlite3.connect(tmp_path / "cache" / FILE_NAME) as database:
        database.execute(
            "UPDATE streams SET chunk_data = replace(chunk_data, 'ferry', 'fairy')"
        )
    database.close()
    assert read_page(url, settings=settings).text == PAGE
    assert site.asked("/a") == 2


@pytest.mark.parametrize(
    "content", [b"not a database" * 99, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_broken_cache_is_begun_anew(
    site: Site, settings: FetchSettings, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / FILE_NAME).write_bytes(content)
    url = site.put("/a", PAGE.encode(), HTML | {"Cache-Control": "max-age=600"})
    assert [read_page(url, settings=settings).text for _ in range(2)] == [PAGE] * 2
    assert site.asked("/a") == 1


def test_tables_of_another_program_are_no_cache(
    site: Site, settings: FetchSettings, tmp_path: Path
) -> None:
    (tmp_path / "cache").mkdir()
    with sqlite3.connect(tmp_path / "cache" / FILE_NAME) as database:
        database.execute("CREATE TABLE entries (x)")
    database.close()
    url = site.put("/a", PAGE.encode(), HTML | {"Cache-Control": "max-age=600"})
    assert [read_page(url, settings=settings).text for _ in range(2)] == [PAGE] * 2
    assert site.asked("/a") == 1


def test_where_nothing_can_be_kept_pages_come_all_the_same(
    site: Site, settings: FetchSettings, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    url = site.put("/a", PAGE.encode())
    assert read_page(url, settings=settings).text == PAGE


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no list of open files here")
def test_threads_share_a_cache_and_leave_nothing_open(
    site: Site, settings: FetchSettings
) -> None:
    urls = [
        site.put(f"/{n}", f"<p>Ferry {n}</p>".encode(), HTML | {"ETag": f'"{n}"'})
        for n in range(12)
    ]
    site.put("/robots.txt", b"User-agent: *\nDisallow:\n", {"Content-Type": "text/plain"})

    def texts() -> list[str]:
        with ThreadPoolExecutor(6) as pool:
            return list(pool.map(lambda url: read_page(url, settings=settings).text, urls))

    expected = [f"<p>Ferry {n}</p>" for n in range(12)]
    assert texts() == expected
    gc.collect()
    before = len(list(Path("/proc/self/fd").iterdir()))
    assert [texts() for _ in range(3)] == [expected] * 3
    gc.collect()
    # the server's ends of the connections may close later
    assert len(list(Path("/proc/self/fd").iterdir())) <= before + 6
    assert not [t for t in threading.enumerate() if t.name == "audiobrief-fetch"]
