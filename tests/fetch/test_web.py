"""Tests web pages from a real server: what is fetched, what is refused, and the time limits."""

import functools
import gzip
import itertools
import sys
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import brotli
import pytest
import requests

from audiobrief.errors import (
    PageError,
    PageGone,
    PageNotFound,
    PageRefused,
    PageUnreachable,
    PageUnreadable,
)  # fmt: skip
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.answers import retry_after_s
from audiobrief.model import PageKind
from tests.fetch.conftest import HTML, Site

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = "<!doctype html><title>Ferry</title><p>The ferry to Øsund ran again.</p>"
LOCAL = FetchSettings(allow_private=True, cache=False, max_bytes=200_000, deadline_ms=8_000)


def test_a_page_comes_with_its_address_and_introduces_us(site: Site) -> None:
    url = site.put("/ferry", PAGE.encode())
    page = read_page(f"{url}#photos", settings=LOCAL)
    assert (page.text, page.kind, page.url) == (PAGE, PageKind.HTML, url)
    assert page.name == f"{url}#photos"
    assert [path for path, _ in site.requests] == ["/robots.txt", "/ferry"]
    agent = site.requests[-1][1]["User-Agent"]
    assert agent.startswith("audiobrief/")
    assert "(+https://" in agent


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/plain", b"Ferry\n\nBack.", PageKind.TEXT),
        ("text/markdown", b"# Ferry", PageKind.MARKDOWN),
        ("application/xhtml+xml", b"<html><p>Back</p></html>", PageKind.HTML),
        ("", b"<html><p>Back</p></html>", PageKind.HTML),
    ],
)
def test_types_that_hold_text_are_read(
    site: Site, kind: str, body: bytes, expected: PageKind
) -> None:
    url = site.put("/a", body, {"Content-Type": kind} if kind else {})
    assert read_page(url, settings=LOCAL).kind is expected


def test_the_charset_of_the_header_decides(site: Site) -> None:
    url = site.put(
        "/a", "<p>Паром".encode("koi8-r"), {"Content-Type": 'text/html; Charset="koi8-r"'}
    )
    assert read_page(url, settings=LOCAL).text == "<p>Паром"


@pytest.mark.parametrize(
    ("coding", "compress"),
    [
        ("gzip", gzip.compress), ("br", functools.partial(brotli.compress, quality=5)), ("zstd", zstd.compress),
        ("deflate", zlib.compress), ("identity", bytes),
    ],
)  # fmt: skip
def test_codings_are_opened_and_bombs_refused(
    site: Site, coding: str, compress: Callable[[bytes], bytes]
) -> None:
    headers = {**HTML, "Content-Encoding": coding}
    assert (
        read_page(site.put("/a", compress(PAGE.encode()), headers), settings=LOCAL).text == PAGE
    )
    bomb = compress(b"<p>" + bytes(30_000_000) * (coding != "identity") + b"a" * 200_000)
    begin = time.monotonic()
    with pytest.raises(PageRefused, match="max_bytes"):
        read_page(site.put("/bomb", bomb, headers), settings=LOCAL)
    assert time.monotonic() - begin < 2
    if coding != "identity":
        doubled = {**HTML, "Content-Encoding": f"{coding}, {coding}"}
        with pytest.raises(PageRefused, match="max_bytes"):
            read_page(site.put("/twice", compress(bomb), doubled), settings=LOCAL)


def test_a_body_without_end_is_refused(site: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while not site.released.is_set():
            handler.wfile.write(b"<p>again</p>" * 1000)

    site.answers["/a"] = endless
    with pytest.raises(PageRefused, match="max_bytes"):
        read_page(site.url("/a"), settings=LOCAL)


def test_a_compressed_body_that_never_holds_anything_is_refused(site: Site) -> None:
    """Empty blocks (RFC 1951, 3.2.4) give no output, so that only what arrives can be counted."""

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(gzip.compress(b"")[:10])
        while not site.released.is_set():
            handler.wfile.write(b"\0\0\0\xff\xff" * 10_000)

    site.answers["/a"] = endless
    with pytest.raises(PageRefused, match="max_bytes"):
        read_page(site.url("/a"), settings=LOCAL)


def drip(site: Site, before: bytes, piece: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(before)
        while not site.released.wait(0.05):
            handler.wfile.write(piece)
            handler.wfile.flush()

    return answer


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\nContent-Type: text/html\r\n", b"X"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"", b"H"),
    ],
)
def test_a_server_that_drips_does_not_hold_us(site: Site, before: bytes, piece: bytes) -> None:
    site.answers["/a"] = drip(site, before, piece)
    begin = time.monotonic()
    with pytest.raises(PageUnreachable, match=r"0\.6 s"):
        read_page(site.url("/a"), settings=replace(LOCAL, deadline_ms=600))
    assert 0.5 < time.monotonic() - begin < 1.5
    for _ in range(40):
        if not [t for t in threading.enumerate() if t.name == "audiobrief-fetch"]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the thread that fetched goes on")


def test_what_breaks_off_is_not_read_as_a_page(site: Site) -> None:
    def broken(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>Half"
        )
        handler.close_connection = True

    def chunked(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"7\r\n<p>Half\r\n"
        )
        handler.close_connection = True

    site.answers |= {"/a": broken, "/b": chunked}
    cut = gzip.compress(PAGE.encode())[:-9]
    site.put("/c", cut, {**HTML, "Content-Encoding": "gzip"})
    for path, error in [
        ("/a", PageUnreachable),
        ("/b", PageUnreachable),
        ("/c", PageUnreadable),
    ]:
        with pytest.raises(error):
            read_page(site.url(path), settings=LOCAL)


@pytest.mark.parametrize(
    ("status", "error", "said"),
    [
        (404, PageNotFound, "does not exist"), (410, PageNotFound, "taken down"),
        (401, PageRefused, "password"), (402, PageRefused, "paywall"),
        (403, PageRefused, "browser"), (451, PageGone, "legal"), (500, PageUnreachable, "failed"),
        (418, PageRefused, "HTTP 418"), (204, PageRefused, "HTTP 204"), (206, PageRefused, "HTTP 206"),
    ],
)  # fmt: skip
def test_each_status_is_told_in_one_line(
    site: Site, status: int, error: type[PageError], said: str
) -> None:
    url = site.put("/a", b"", HTML, status)
    with pytest.raises(error, match=said) as caught:
        read_page(url, settings=LOCAL)
    assert url in str(caught.value)
    assert "\n" not in str(caught.value)


def test_busy_servers_are_asked_again_but_not_for_long(site: Site) -> None:
    url = site.put("/a", PAGE.encode())
    well = site.answers["/a"]
    site.put("/a", b"", {"Retry-After": "1"}, 429)
    busy = site.answers["/a"]
    tries = itertools.count()

    def first_busy(handler: BaseHTTPRequestHandler) -> None:
        (well if next(tries) else busy)(handler)

    site.answers["/a"] = first_busy
    assert read_page(url, settings=LOCAL).text == PAGE
    for value in ("3600", formatdate(time.time() + 3600, usegmt=True), "0"):
        site.put("/b", b"", {"Retry-After": value}, 503)
        begin = time.monotonic()
        with pytest.raises(PageUnreachable, match="busy; try again in"):
            read_page(site.url("/b"), settings=LOCAL)
        assert time.monotonic() - begin < 1
    assert site.asked("/b") == 1 + 1 + 3


@pytest.mark.parametrize(("value", "asked"), [("120", 120), (" 0 ", 0), ("9" * 12, 6 * 3600)])
def test_how_many_seconds_a_server_asks_for(value: str, asked: float) -> None:
    assert retry_after_s(answered(value)) == asked


@pytest.mark.parametrize(("ahead_s", "least"), [(-60, 0), (3600, 3500)])
def test_until_when_a_server_asks_to_be_left_alone(ahead_s: int, least: float) -> None:
    asked = retry_after_s(answered(formatdate(time.time() + ahead_s, usegmt=True)))
    assert asked is not None
    assert least <= asked <= max(ahead_s, 0)


@pytest.mark.parametrize("value", ["", "soon", "-1", "1.5", "٣", "9" * 5000])
def test_a_wait_that_is_none_is_not_kept_to(value: str) -> None:
    assert retry_after_s(answered(value)) is None


def answered(value: str) -> requests.Response:
    response = requests.Response()
    response.headers["Retry-After"] = value
    return response


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/pdf", b"%PDF-1.7"), ("image/png", b"\x89PNG"), ("video/mp4", b""),
        ("application/json", b"{}"), ("text/css", b"p {}"), ("x\x1b[31m/y", b"a"),
    ],
)  # fmt: skip
def test_other_types_are_refused(site: Site, kind: str, body: bytes) -> None:
    with pytest.raises(PageRefused, match="not a page") as caught:
        read_page(site.put("/a", body, {"Content-Type": kind}), settings=LOCAL)
    assert "\x1b" not in str(caught.value)


def test_a_picture_that_claims_to_be_a_page_is_unreadable(site: Site) -> None:
    with pytest.raises(PageUnreadable, match="PNG"):
        read_page(site.put("/a", b"\x89PNG\r\n\x1a\n" + bytes(40)), settings=LOCAL)
    with pytest.raises(PageUnreadable, match="empty"):
        read_page(site.put("/b", b""), settings=LOCAL)


def test_five_redirects_are_followed_and_no_sixth(site: Site) -> None:
    for n in range(6):
        site.put(f"/{n}", b"", {"Location": f"/{n + 1}"}, (301, 302, 303, 307, 308)[n % 5])
    site.put("/6", PAGE.encode())
    assert read_page(site.url("/1"), settings=LOCAL).url == site.url("/6")
    with pytest.raises(PageRefused, match="more than 5"):
        read_page(site.url("/0"), settings=LOCAL)
    site.put("/loop", b"", {"Location": "/loop"}, 302)
    with pytest.raises(PageRefused, match="more than 5"):
        read_page(site.url("/loop"), settings=LOCAL)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("file:///etc/hostname", "only http"), ("data:text/html,hi", "only http"),
        ("http://user:secret@127.0.0.1/", "password"), ("javascript:alert(1)", "only http"),
        ("https://consent.example.org/?continue=x", "consent"), ("/login?next=/a", "account"),
        ("http://[::1/", "not a valid address"),
    ],
)  # fmt: skip
def test_redirects_are_judged_too(site: Site, target: str, said: str) -> None:
    with pytest.raises(PageRefused, match=said) as caught:
        read_page(site.put("/a", b"", {"Location": target}, 302), settings=LOCAL)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(301, PageGone), (308, PageGone), (302, PageUnreachable), (307, PageUnreachable)],
)
@pytest.mark.parametrize("target", ["/", "/index.html", "/#top"])
def test_a_front_page_is_no_story(
    site: Site, target: str, status: int, kind: type[PageError]
) -> None:
    for path in ("/", "/index.html"):
        site.put(path, PAGE.encode())
    with pytest.raises(kind, match="leads to the front page of its site"):
        read_page(site.put("/story", b"", {"Location": target}, status), settings=LOCAL)
    # one that was asked for is read, and so is a story at the root
    moved = site.put("/index.php", b"", {"Location": "/"}, 301)
    assert read_page(moved, settings=LOCAL).text == PAGE
    site.put("/?p=12", PAGE.encode())
    short = site.put("/short", b"", {"Location": "/?p=12"}, 301)
    assert read_page(short, settings=LOCAL).text == PAGE


def test_an_article_about_consent_is_no_wall(site: Site) -> None:
    for path in ("/consent-law-passes", "/subscribers-grow", "/logins/a", "/2026/consent/"):
        site.put(path, PAGE.encode())
        url = site.put("/short", b"", {"Location": path}, 302)
        assert read_page(url, settings=LOCAL).url == site.url(path)


def test_robots_txt_is_honoured(site: Site) -> None:
    robots = b"User-agent: *\nDisallow: /no\n\nUser-agent: audiobrief\nDisallow: /*/drafts$\n"
    site.put("/robots.txt", robots, {"Content-Type": "text/plain"})
    for path in ("/no/a", "/b/drafts"):
        site.put(path, PAGE.encode())
    site.put("/moved", b"", {"Location": "/b/drafts"}, 302)
    assert read_page(site.url("/no/a"), settings=LOCAL).text == PAGE
    with pytest.raises(PageRefused, match=r"robots\.txt"):
        read_page(site.url("/b/drafts"), settings=LOCAL)
    assert site.asked("/b/drafts") == 0
    with pytest.raises(PageRefused, match=r"robots\.txt"):
        read_page(site.url("/moved"), settings=LOCAL)
    heedless = replace(LOCAL, ignore_robots=True)
    assert read_page(site.url("/b/drafts"), settings=heedless).text == PAGE
    other = replace(LOCAL, user_agent="tide/1.0")
    with pytest.raises(PageRefused, match=r"robots\.txt"):
        read_page(site.url("/no/a"), settings=other)


def test_robots_txt_of_many_stars_does_not_hold_us(site: Site) -> None:
    robots = b"User-agent: *\nDisallow: /" + b"*a" * 40 + b"*b\n"
    site.put("/robots.txt", robots, {"Content-Type": "text/plain"})
    url = site.put("/" + "a" * 300, PAGE.encode())
    begin = time.process_time()
    assert read_page(url, settings=LOCAL).text == PAGE
    assert time.process_time() - begin < 1


def test_robots_txt_that_fails_closes_the_site(site: Site) -> None:
    site.put("/robots.txt", b"", {}, 500)
    url = site.put("/a", PAGE.encode())
    with pytest.raises(PageUnreachable, match="ignore-robots"):
        read_page(url, settings=LOCAL)
    assert site.asked("/a") == 0


def test_robots_txt_without_end_is_followed_as_far_as_it_counts(site: Site) -> None:
    robots = b"User-agent: *\nDisallow: /a\n" + b"# more\n" * 100_000
    site.put("/robots.txt", robots, {"Content-Type": "text/plain"})
    assert read_page(site.put("/b", PAGE.encode()), settings=LOCAL).text == PAGE
    with pytest.raises(PageRefused, match=r"robots\.txt"):
        read_page(site.put("/a", PAGE.encode()), settings=LOCAL)


def test_proxies_serve_those_alone_who_reach_private_addresses(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a proxy resolves names itself, so the address it connects to cannot be checked here
    monkeypatch.setenv("http_proxy", site.url())
    with pytest.raises(PageError, match=r"nosuch\.invalid"):
        read_page("http://nosuch.invalid/", settings=replace(LOCAL, allow_private=False))
    assert site.requests == []
    site.put("http://nosuch.invalid/", PAGE.encode())
    assert read_page("http://nosuch.invalid/", settings=LOCAL).text == PAGE


def test_passwords_kept_for_other_programs_are_not_sent(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password secret")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    read_page(site.put("/a", PAGE.encode()), settings=LOCAL)
    assert not any("Authorization" in headers for _, headers in site.requests)


def test_nothing_there_is_told_in_one_line() -> None:
    for url, error, said in [
        ("http://127.0.0.1:1/", PageUnreachable, "nothing answers"),
        ("http://nosuch.invalid/", PageError, "nosuch.invalid"),
    ]:
        with pytest.raises(error, match=said) as caught:
            read_page(url, settings=LOCAL)
        assert "\n" not in str(caught.value)
