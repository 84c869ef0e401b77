"""Tests cached pages: revalidated, trusted only if complete, and read offline."""

import gc
import gzip
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from audiobrief.errors import PageGone, PageNotFound, PageRefused, PageUnreachable
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.webcache import FILE_NAME, forget_answers, open_storage
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


@pytest.mark.parametrize(
    "promise",
    [{"Cache-Control": "max-age=600"}, {"Last-Modified": "Mon, 02 Jan 2023 03:04:05 GMT"}, {}],
    ids=["fresh", "guessed to be fresh", "without headers"],
)
def test_a_page_is_always_asked_for(
    site: Site, settings: FetchSettings, promise: dict[str, str]
) -> None:
    """A guess of freshness (RFC 9111 4.2.2) had a page corrected after ten days read as it was."""
    url = site.put("/a", PAGE.encode(), HTML | promise)
    assert read_page(url, settings=settings).text == PAGE
    corrected = PAGE.replace("ran again", "did not run")
    site.put("/a", corrected.encode(), HTML | promise)
    assert read_page(url, settings=settings).text == corrected
    assert site.asked("/a") == 2
    sent = {name.lower(): value for name, value in site.requests[-1][1].items()}
    assert sent["cache-control"] == "no-cache"


def test_a_page_can_be_asked_for_without_conditions(
    site: Site, settings: FetchSettings
) -> None:
    tagged(site, PAGE.encode())
    read_page(site.url("/a"), settings=settings)
    afresh = replace(settings, conditional=False)
    assert read_page(site.url("/a"), settings=afresh).text == PAGE
    assert "if-none-match" not in {name.lower() for name in site.requests[-1][1]}
    # and the answer is kept like any other
    assert read_page(site.url("/a"), settings=settings).text == PAGE
    assert "if-none-match" in {name.lower() for name in site.requests[-1][1]}


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_where_a_site_fails_its_kept_page_is_read_and_said_so(
    site: Site, settings: FetchSettings, status: int
) -> None:
    url = site.put("/a", PAGE.encode())
    assert read_page(url, settings=settings).problem == ""
    no_wait = HTML | {"Retry-After": "0", "Cache-Control": "max-age=600"}
    site.put("/a", b"<p>Sorry</p>", no_wait, status)
    for _ in range(2):  # an error that its server calls fresh is not kept in place of the page
        page = read_page(url, settings=settings)
        assert page.text == PAGE
        assert "the copy kept of an earlier answer was read" in page.problem
        assert f"HTTP {status}" in page.problem
    with pytest.raises(PageUnreachable):
        read_page(url, settings=replace(settings, cache=False))
    site.server.shutdown()
    site.server.server_close()
    page = read_page(url, settings=settings)
    assert page.text == PAGE
    assert "nothing answers there" in page.problem


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_not_read_from_the_cache(
    site: Site, settings: FetchSettings, status: int
) -> None:
    url = site.put("/a", PAGE.encode())
    read_page(url, settings=settings)
    site.put("/a", b"<p>Gone</p>", status=status)
    with pytest.raises(PageGone, match=f"HTTP {status}"):
        read_page(url, settings=settings)
    with pytest.raises(PageNotFound):
        read_page(url, settings=replace(settings, offline=True))


def test_of_an_address_only_the_newest_answer_is_kept(
    site: Site, settings: FetchSettings, tmp_path: Path
) -> None:
    for number in range(4):
        url = site.put(
            "/a", f"<p>Version {number}</p>".encode(), HTML | {"ETag": f'"{number}"'}
        )
        read_page(url, settings=settings)
    with closing(open_storage(tmp_path / "cache")) as storage:  # type: ignore[type-var]
        assert storage is not None
        (entry,) = storage.read_entries(url)
        assert b"".join(entry.response.stream) == b"<p>Version 3</p>"  # type: ignore[arg-type]


def test_an_address_can_be_forgotten(
    site: Site, settings: FetchSettings, tmp_path: Path
) -> None:
    marked = "<p>An untrue claim of Orla Vint.</p>"
    for text in (marked, marked * 2):  # the first is hidden by the second, not yet deleted
        url = site.put("/a", text.encode())
        read_page(url, settings=settings)
    other = site.put("/b", b"<p>The ferry.</p>")
    read_page(other, settings=settings)
    forget_answers([url], tmp_path / "cache")
    files = [path.read_bytes() for path in (tmp_path / "cache").iterdir()]
    assert not any(b"Orla Vint" in content for content in files)
    offline = replace(settings, offline=True)
    assert read_page(other, settings=offline).text == "<p>The ferry.</p>"
    with pytest.raises(PageNotFound):
        read_page(url, settings=offline)
    forget_answers([url], tmp_path / "nowhere")


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
    tagged(site, PAGE.encode())
    url = site.url("/a")
    read_page(url, settings=settings)
    with sqlite3.connect(tmp_path / "cache" / FILE_NAME) as database:
        database.execute(
            "UPDATE streams SET chunk_data = replace(chunk_data, 'ferry', 'fairy')"
        )
    database.close()
    assert read_page(url, settings=settings).text == PAGE
    assert site.asked("/a") == 2
    assert "if-none-match" not in {name.lower() for name in site.requests[-1][1]}


@pytest.mark.parametrize(
    "content", [b"not a database" * 99, b"SQLite format 3\0" + b"\xff" * 4000]
)
def test_a_broken_cache_is_begun_anew(
    site: Site, settings: FetchSettings, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / FILE_NAME).write_bytes(content)
    tagged(site, PAGE.encode())
    url = site.url("/a")
    assert [read_page(url, settings=settings).text for _ in range(2)] == [PAGE] * 2
    assert "if-none-match" in {name.lower() for name in site.requests[-1][1]}


def test_tables_of_another_program_are_no_cache(
    site: Site, settings: FetchSettings, tmp_path: Path
) -> None:
    (tmp_path / "cache").mkdir()
    with sqlite3.connect(tmp_path / "cache" / FILE_NAME) as database:
        database.execute("CREATE TABLE entries (x)")
    database.close()
    tagged(site, PAGE.encode())
    url = site.url("/a")
    assert [read_page(url, settings=settings).text for _ in range(2)] == [PAGE] * 2
    assert "if-none-match" in {name.lower() for name in site.requests[-1][1]}


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
