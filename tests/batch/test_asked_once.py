"""Tests over real HTTP that a run asks for robots.txt once for each host, and for a feed once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audiobrief.fetch.robots_memory import FAILED_S, RobotsMemory
from tests.batch.newsroom import write_pages
from tests.batch.running import kinds, make_all, quick_settings
from tests.fetch.conftest import HTML, Site, site

__all__ = ["site"]
PAGES = 6
RSS = {"Content-Type": "application/rss+xml"}
XML = {"Content-Type": "application/xml"}
PLAIN = {"Content-Type": "text/plain"}
ALLOWED = b"User-agent: *\nDisallow: /private\n"


def put_pages(site: Site, folder: Path) -> list[str]:
    return [
        site.put(f"/news/{number}", path.read_bytes(), HTML)
        for number, path in enumerate(write_pages(folder, PAGES, words=40))
    ]


def run(source: str, folder: Path, **changes: Any) -> dict[str, int]:
    settings = quick_settings(
        fetch__allow_private=True, fetch__cache_folder=str(folder / "web"), batch__retries=0,
        batch__host_pause_ms=0, batch__per_host=4, batch__workers=2, **changes,
    )  # fmt: skip
    return kinds(make_all(source, folder / "out", settings)[0])


def rss(urls: list[str]) -> bytes:
    items = "".join(f"<item><title>{url}</title><link>{url}</link></item>" for url in urls)
    return (f"<rss version='2.0'><channel><title>Tide</title>{items}</channel></rss>").encode()


def sitemap(urls: list[str]) -> bytes:
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return (
        f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{listed}</urlset>"
    ).encode()


def missing(site: Site) -> None:
    del site


def present(site: Site) -> None:
    site.put("/robots.txt", ALLOWED, PLAIN)


def never_stored(site: Site) -> None:
    site.put("/robots.txt", ALLOWED, PLAIN | {"Cache-Control": "no-store"})


def forbidden(site: Site) -> None:
    site.put("/robots.txt", b"", PLAIN, status=403)


def moved(site: Site) -> None:
    site.put("/robots.txt", b"", {"Location": "/real/robots.txt"}, status=301)
    site.put("/real/robots.txt", ALLOWED, PLAIN)


@pytest.mark.parametrize(
    ("robots", "cache"),
    [
        (missing, True), (present, True), (never_stored, True), (forbidden, True), (moved, True),
        # without a cache nothing is stored, whatever the file says
        (present, False), (moved, False),
    ],
)  # fmt: skip
def test_robots_txt_is_asked_for_once_for_all_pages_of_a_host(
    site: Site, tmp_path: Path, robots: Callable[[Site], None], *, cache: bool
) -> None:
    robots(site)
    source = site.put("/feed.xml", rss(put_pages(site, tmp_path / "pages")), RSS)
    assert run(source, tmp_path, fetch__cache=cache) == {"made": PAGES}
    assert site.asked("/robots.txt") == 1
    assert site.asked("/real/robots.txt") == (robots is moved)
    assert site.asked("/feed.xml") == 1
    assert [site.asked(f"/news/{number}") for number in range(PAGES)] == [1] * PAGES


def test_what_it_forbids_is_forbidden_to_every_worker(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /news/\n", PLAIN)
    source = site.put("/feed.xml", rss(put_pages(site, tmp_path / "pages")), RSS)
    assert run(source, tmp_path, fetch__cache=False) == {"failed": PAGES}
    assert site.asked("/robots.txt") == 1
    assert not [path for path, _ in site.requests if path.startswith("/news/")]


@pytest.mark.parametrize("status", [500, 502])
def test_a_server_that_fails_is_asked_once_in_a_run(
    site: Site, tmp_path: Path, status: int
) -> None:
    site.put("/robots.txt", b"", PLAIN, status=status)
    lines = [{"id": url, "url": url} for url in put_pages(site, tmp_path / "pages")]
    path = tmp_path / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    source = str(path)
    assert run(source, tmp_path, fetch__cache=False) == {"failed": PAGES}
    assert site.asked("/robots.txt") == 1
    # it is asked again in the next run, and the site is open as soon as it is back
    site.put("/robots.txt", ALLOWED, PLAIN)
    assert run(source, tmp_path, fetch__cache=False) == {"made": PAGES}
    assert site.asked("/robots.txt") == 2


def test_a_failure_is_remembered_for_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    memory = RobotsMemory()
    memory.note("a", 500, b"")
    memory.note("b", 404, b"")
    now += FAILED_S - 1
    assert memory.find("a")
    now += 2
    assert memory.find("a") is None
    assert memory.find("b")


@pytest.mark.parametrize(
    ("path", "write"),
    [("/feed.xml", rss), ("/stories", rss), ("/sitemap.xml", sitemap), ("/feed/", rss)],
)
def test_a_list_is_asked_for_once(
    site: Site, tmp_path: Path, path: str, write: Callable[[list[str]], bytes]
) -> None:
    source = site.put(path, write(put_pages(site, tmp_path / "pages")), XML)
    for round_number in (1, 2):
        found = run(source, tmp_path)
        assert found == {"made" if round_number == 1 else "skipped": PAGES}
        assert site.asked(path) == round_number


def test_a_picture_on_another_host_costs_one_more(site: Site, tmp_path: Path) -> None:
    """Its robots.txt goes along with the tasks, too."""
    urls = []
    picture = f"http://localhost:{site.port}/lead.png"
    for number, path in enumerate(write_pages(tmp_path / "pages", PAGES, words=40)):
        page = path.read_text("utf-8")
        page = page.replace("</head>", f'<meta property="og:image" content="{picture}"></head>')
        urls.append(site.put(f"/news/{number}", page.encode(), HTML))
    source = site.put("/feed.xml", rss(urls), RSS)
    assert run(source, tmp_path, fetch__cache=False) == {"made": PAGES}
    asked = [headers["Host"] for path, headers in site.requests if path == "/robots.txt"]
    assert sorted(asked) == [f"127.0.0.1:{site.port}", f"localhost:{site.port}"]
