"""Tests of feeds that editors follow: added, looked at, ended, and kept beside those of the start."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from audiobrief.desk.database import FILE, Database
from audiobrief.desk.feeds import Source
from tests.desk.desks import TestDesk, desk_settings, open_desk, page
from tests.desk.test_reach import wait_for

FEED = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>Courier</title>{items}</channel></rss>"
)


def item(number: int, link: str = "") -> str:
    body = page(f"Place {number}").partition("</p>\n")[2].partition("</article>")[0]
    where = f"<link>{link}</link>" if link else ""
    text = "" if link else f"<content:encoded><![CDATA[{body}]]></content:encoded>"
    return f"<item><title>The mill at Place {number} opens</title><guid>story-{number}</guid>{where}{text}</item>"


@contextmanager
def publisher(pages: dict[str, str]) -> Iterator[str]:
    """A web server on loopback with these pages."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            kind = "application/rss+xml" if body.startswith(b"<rss") else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def near(tmp_path: Path) -> Iterator[TestDesk]:
    """A desk whose keeper allows addresses of this network, and whose fetches are not kept."""
    settings = desk_settings()
    fetch = replace(settings.fetch, allow_private=True, cache=False)
    with open_desk(tmp_path / "episodes", replace(settings, fetch=fetch)) as opened:
        yield opened


def the_feed(desk: TestDesk) -> dict[str, Any]:
    (feed,) = desk.editor.ask("GET", "/feeds")
    return dict(feed)


def looked_at(desk: TestDesk) -> dict[str, Any]:
    wait_for(lambda: the_feed(desk)["looked"])
    return the_feed(desk)


def test_a_feed_is_followed_until_somebody_ends_it(near: TestDesk) -> None:
    pages = {"/feed": FEED.format(items=item(1) + item(2))}
    with publisher(pages) as site:
        added = near.editor.send("POST", "/feeds", {"address": f" {site}/feed "})
        assert (added.status_code, added.json()["address"]) == (201, f"{site}/feed")
        assert looked_at(near)["problem"] == ""
        assert the_feed(near)["stories"] == 2
        again = near.editor.send("POST", "/feeds", {"address": f"{site}/feed"})
        assert (again.status_code, again.json()["id"]) == (200, added.json()["id"])
        # each article comes once, also by the next look
        pages["/feed"] = FEED.format(items=item(1) + item(2) + item(3))
        source = Source(f"{site}/feed", is_fixed=False)
        assert near.parts.following.bring(source) == 1
        assert near.parts.following.bring(source) == 0
        assert {s["by"] for s in near.editor.ask("GET", "/stories")["items"]} == {"a feed"}
        place = f"/feeds/{added.json()['id']}"
        assert near.editor.send("DELETE", place).status_code == 204
        assert near.editor.ask("GET", "/feeds") == []
        assert near.editor.send("DELETE", place).status_code == 404
        # the stories stay, and who follows it again gets none twice
        assert len(near.editor.ask("GET", "/stories")["items"]) == 3
        near.editor.ask("POST", "/feeds", {"address": f"{site}/feed"})
        wait_for(lambda: the_feed(near)["looked"])
        assert len(near.editor.ask("GET", "/stories")["items"]) == 3
    did = [entry["what"] for entry in near.editor.ask("GET", "/ledger?limit=500")["items"]]
    assert (did.count("feed followed"), did.count("feed ended")) == (2, 1)


def test_what_is_no_feed_says_so_and_names_the_feed_of_the_page(near: TestDesk) -> None:
    head = '<link rel="alternate" type="application/rss+xml" href="/feed">'
    with publisher({"/": page().replace("<title>", f"{head}<title>")}) as site:
        near.editor.ask("POST", "/feeds", {"address": f"{site}/"})
        assert f"is a page, not a feed; its feed is {site}/feed" in looked_at(near)["problem"]
        assert near.editor.ask("GET", "/stories")["items"] == []


def test_feeds_outlive_the_desk_and_those_of_the_start_stay(
    tmp_path: Path, near: TestDesk
) -> None:
    path = tmp_path / "secret-place" / "feed.xml"
    path.parent.mkdir()
    path.write_text(FEED.format(items=item(7)), encoding="utf-8")
    near.parts.feeds.fix([str(path)])
    near.editor.ask("POST", "/feeds", {"address": "news.example/feed"})
    fixed, added = near.editor.ask("GET", "/feeds")
    # nobody at a browser learns where the files of this machine lie
    assert (fixed["address"], fixed["is_fixed"]) == ("feed.xml", True)
    assert added["address"] == "https://news.example/feed"
    refused = near.editor.send("DELETE", f"/feeds/{fixed['id']}")
    assert refused.status_code == 409
    assert "without that --follow" in refused.json()["detail"]
    other = Database(near.root)
    assert [row["address"] for row in other.rows("SELECT * FROM feed")] == [added["address"]]
    other.close()
    assert (near.root / FILE).is_file()


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "/etc/passwd", "ftp://a.example/f", "https://u:p@a.example/f", "feed",
     "http://127.0.0.1:22/feed", "feed:file:///etc/passwd", "http://a.example/\nfeed"],
)  # fmt: skip
def test_no_other_place_can_be_followed(desk: TestDesk, address: str) -> None:
    assert desk.editor.send("POST", "/feeds", {"address": address}).status_code == 422
    assert desk.editor.ask("GET", "/feeds") == []


def test_a_feed_of_this_network_is_not_read(desk: TestDesk) -> None:
    with publisher({"/feed": FEED.format(items=item(8))}) as site:
        source = Source(f"{site}/feed", is_fixed=False)
        # as if its port were one of web servers
        assert desk.parts.following.bring(source) == 0
    for host in ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"):
        feed = desk.editor.ask("POST", "/feeds", {"address": f"http://{host}/feed"})
        assert "private network" in looked_at(desk)["problem"]
        desk.editor.ask("DELETE", f"/feeds/{feed['id']}")


def test_a_feed_reaches_no_file_and_no_list(near: TestDesk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    secret.write_text(page("Secret"), encoding="utf-8")
    lists = {
        "/feed": FEED.format(items=item(1, secret.as_uri()) + item(2, str(secret))),
        "/opml": f'<opml><body><outline xmlUrl="{secret.as_uri()}"/></body></opml>',
        "/list.jsonl": f'{{"path": "{secret}"}}\n',
    }
    with publisher(lists) as site:
        for place in lists:
            feed = near.editor.ask("POST", "/feeds", {"address": f"{site}{place}"})
            looked_at(near)
            near.editor.ask("DELETE", f"/feeds/{feed['id']}")
        wait_for(
            lambda: not any(s["work"] for s in near.editor.ask("GET", "/stories")["items"])
        )
        stories = near.editor.ask("GET", "/stories")["items"]
        assert all(story["state"] == "refused" for story in stories), stories
        assert "Secret" not in str(stories).replace("secret.html", "")
