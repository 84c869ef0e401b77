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

from audiobrief.batch.items import Item
from audiobrief.batch.list_reader import ListReader
from audiobrief.desk import following
from audiobrief.desk.database import FILE, Database
from audiobrief.desk.feeds import KEY_LENGTH, Source, key_of
from audiobrief.fetch import read_document
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
     "http://127.0.0.1:22/feed", "feed:file:///etc/passwd", "http://a.example/\nfeed",
     "http://a..b/f", "http://.example/", "http://a.example../f", f"http://{'a' * 70}.example/f",
     "http://a。。example/f", f"http://{'a.' * 130}example/f"],
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


def test_a_host_name_may_end_with_a_full_stop_and_have_63_letters(desk: TestDesk) -> None:
    for host in ("news.example.", f"{'a' * 63}.example", "\u00fcber.example", "[2001:4860::1]"):
        added = desk.editor.send("POST", "/feeds", {"address": f"http://{host}/feed"})
        assert added.status_code == 201, added.text


def test_articles_that_differ_after_long_beginnings_all_come(near: TestDesk) -> None:
    long = "x" * KEY_LENGTH
    pages = {
        f"/{place}": FEED.format(
            items="".join(item(n).replace("story-", f"{long}-") for n in numbers)
        )
        for place, numbers in {
            "feed": (1, 2),
            f"a?{long}": (3, 4),
            f"b?{long}": (5, 6, 7),
        }.items()
    }
    with publisher(pages) as site:
        for place, count in zip(pages, (2, 2, 3), strict=True):
            feed = near.editor.ask("POST", "/feeds", {"address": f"{site}{place}"})
            assert looked_at(near)["problem"] == ""
            assert the_feed(near)["stories"] == count
            source = Source(f"{site}{place}", is_fixed=False)
            assert near.parts.following.bring(source) == 0
            near.editor.ask("DELETE", f"/feeds/{feed['id']}")


def test_what_came_under_a_short_key_keeps_it() -> None:
    assert key_of("https://a.example/f", "story-1") == "https://a.example/f story-1"
    assert len(key_of("s" * 900, "i" * 900)) <= KEY_LENGTH


def test_any_fault_of_one_feed_is_its_problem_and_the_others_go_on(
    near: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = read_document

    def read(name: str, **more: Any) -> Any:
        if name.endswith("/bad"):
            raise RecursionError("too deep")
        return plain(name, **more)

    monkeypatch.setattr(following, "read_document", read)
    taken = near.parts.intake.submit_once

    def submit(given: Item, *args: Any, **more: Any) -> Any:
        if "Place 1 " in given.title:
            raise OverflowError("a date before all dates")
        return taken(given, *args, **more)

    monkeypatch.setattr(near.parts.intake, "submit_once", submit)
    with publisher({"/good": FEED.format(items=item(1) + item(2))}) as site:
        for place in ("bad", "good"):
            near.editor.ask("POST", "/feeds", {"address": f"{site}/{place}"})
        wait_for(lambda: all(f["looked"] for f in near.editor.ask("GET", "/feeds")))
        bad, good = near.editor.ask("GET", "/feeds")
        assert "RecursionError: too deep" in bad["problem"]
        assert "OverflowError: a date before all dates" in good["problem"]
        assert (bad["stories"], good["stories"]) == (0, 1)


def test_one_look_brings_no_more_than_the_newest(
    near: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "MOST_A_LOOK", 2)
    dated = "".join(
        item(n).replace("</guid>", f"</guid><pubDate>0{n} May 2024 08:00:00 GMT</pubDate>")
        for n in (3, 1, 5, 4, 2)
    )
    with publisher({"/feed": FEED.format(items=dated)}) as site:
        near.editor.ask("POST", "/feeds", {"address": f"{site}/feed"})
        assert "the newest 2 were taken" in looked_at(near)["problem"]
        stories = near.editor.ask("GET", "/stories")["items"]
        titles = {near.parts.stories.source(story["id"]).title for story in stories}
        assert titles == {"The mill at Place 4 opens", "The mill at Place 5 opens"}
        source = Source(f"{site}/feed", is_fixed=False)
        assert [near.parts.following.bring(source) for _ in range(3)] == [2, 1, 0]
        assert the_feed(near)["problem"] == ""


def test_a_round_of_feeds_has_one_process(
    near: TestDesk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[object] = []
    plain = ListReader._open

    def noted(reader: Any) -> Any:
        opened.append(reader)
        return plain(reader)

    monkeypatch.setattr(ListReader, "_open", noted)
    path = tmp_path / "feed.xml"
    path.write_text(FEED.format(items=item(9)), encoding="utf-8")
    pages = {f"/{n}": FEED.format(items=item(n)) for n in (1, 2, 3)}
    with publisher(pages) as site:
        with near.parts.feeds._database.transaction():
            for place in pages:
                near.parts.feeds.add(f"{site}{place}", "somebody")
        near.parts.feeds.fix([str(path)])
        near.parts.following.wake()
        wait_for(lambda: all(f["looked"] for f in near.editor.ask("GET", "/feeds")))
        assert [f["stories"] for f in near.editor.ask("GET", "/feeds")] == [1, 1, 1, 1]
    assert len(opened) == 1
