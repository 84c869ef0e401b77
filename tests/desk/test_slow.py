"""Tests that a slow feed, or a slow receiver of webhooks, holds up no other one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from audiobrief.desk.feeds import Source
from audiobrief.desk.shared_readers import SharedReaders
from audiobrief.errors import PageRefused
from audiobrief.fetch.xml import Document
from tests.desk.desks import TestDesk, desk_settings, open_desk, page
from tests.desk.test_feeds import FEED, item
from tests.desk.test_reach import wait_for

MANY, FEW = 20, 4
STOP_S = 8.0
"""The time in which all quick ones must be done while the slow ones have not answered at all."""


@dataclass
class Site:
    """A web server on loopback that answers below /slow only when it is told to."""

    url: str = ""
    heard: list[str] = field(default_factory=list)
    answers: threading.Event = field(default_factory=threading.Event)


@contextmanager
def opened_site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path.startswith("/slow"):
                site.answers.wait(60)
            site.heard.append(self.path)
            number = int("".join(c for c in self.path if c.isdigit()) or 0)
            body = FEED.format(items=item(number)).encode() if number else b""
            self.send_response(200 if "robots" not in self.path else 404)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 -- the name that the base class calls

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 64
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            pass  # the desk was closed while it waited

    with Server(("127.0.0.1", 0), Handler) as server:
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield site
        site.answers.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def near(tmp_path: Path) -> Iterator[TestDesk]:
    settings = desk_settings()
    fetch = replace(settings.fetch, allow_private=True, cache=False, deadline_ms=30_000)
    with open_desk(tmp_path / "episodes", replace(settings, fetch=fetch)) as desk:
        yield desk


def test_a_slow_feed_holds_up_no_other(near: TestDesk) -> None:
    with opened_site() as site:
        for n in range(1, 1 + FEW):
            near.parts.feeds.add(f"{site.url}/slow/{n}", "somebody")
        for n in range(1, 1 + MANY):
            near.parts.feeds.add(f"{site.url}/quick/{100 + n}", "somebody")
        began = time.monotonic()
        near.parts.following.wake()

        def looked() -> list[str]:
            return [f["address"] for f in near.editor.ask("GET", "/feeds") if f["looked"]]

        wait_for(lambda: len(looked()) >= MANY)
        assert time.monotonic() - began < STOP_S
        assert not any("/slow/" in address for address in looked())
        # nothing is asked for twice meanwhile, and the slow ones come when they answer
        near.parts.following.wake()
        site.answers.set()
        wait_for(lambda: len(looked()) == MANY + FEW)
        asked = [path for path in site.heard if path.rpartition("/")[2].isdigit()]
        assert len(asked) == len(set(asked)) == MANY + FEW
        source = Source(f"{site.url}/slow/1", is_fixed=False)
        assert near.parts.following.bring(source) == 0


def test_a_slow_receiver_holds_up_no_other(near: TestDesk) -> None:
    with opened_site() as site:
        for n in range(MANY):
            body = {"url": f"{site.url}/slow?h={n}", "events": ["made", "approved"]}
            near.editor.ask("POST", "/webhooks", body)
        body = {"url": f"{site.url}/quick", "events": ["made", "approved", "published"]}
        near.editor.ask("POST", "/webhooks", body)
        made = near.wait(near.submit(page("Slow"))["id"], "waiting")
        began = time.monotonic()
        near.editor.ask("POST", f"/stories/{made['id']}/approval", {}, version=made["version"])
        wait_for(lambda: site.heard.count("/quick") == 3)
        assert time.monotonic() - began < STOP_S
        assert not any("/slow" in path for path in site.heard)
        # each slow one has one message under way, and gets the next one after it
        site.answers.set()
        wait_for(lambda: sum("/slow" in path for path in site.heard) >= 2 * MANY)


def wait_long(document: Document) -> str:
    time.sleep(30)
    return document.name


def name_of(document: Document) -> str:
    return document.name


def test_a_list_that_is_slow_to_read_holds_up_no_other() -> None:
    settings = desk_settings(batch__deadline_ms=20_000)
    shared = SharedReaders(settings.fetch, settings.batch)
    slow = Document("<rss/>", "", "slow")
    with shared.used() as readers:
        refused: list[Exception] = []

        def read_slowly() -> None:
            try:
                readers.parse(wait_long, slow)
            except PageRefused as error:
                refused.append(error)

        thread = threading.Thread(target=read_slowly)
        thread.start()
        began = time.monotonic()
        assert [readers.parse(name_of, Document("<rss/>", "", n)) for n in "abc"] == [
            "a",
            "b",
            "c",
        ]
        assert time.monotonic() - began < 15
        assert not refused
        thread.join()
        assert "took longer than 20 s" in str(refused[0])
    assert [reader._pool for reader in shared._readers] == [None, None]
