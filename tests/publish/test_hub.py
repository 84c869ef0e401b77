"""Tests that a WebSub hub is told of changed feeds, and that its silence does no harm."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree as ET

import pytest

from audiobrief.errors import ConfigError, PublishError
from audiobrief.publish import PublishSettings
from audiobrief.publish.feed import podcast_guid
from audiobrief.publish.hub import tell_hub
from audiobrief.publish.site import publish_site
from audiobrief.settings.tree import read_settings
from tests.publish.shelves import make_shelf

BASE = "https://merrow.example/audio/"


class Hub(ThreadingHTTPServer):
    """A hub on loopback that keeps what it was told, and answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.forms: list[dict[str, list[str]]] = []
        self.status = 202


class Handler(BaseHTTPRequestHandler):
    server: Hub

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        self.server.forms.append(parse_qs(self.rfile.read(size).decode()))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def address(hub: Hub) -> str:
    return f"http://127.0.0.1:{hub.server_port}/"


def test_it_is_told_of_the_feeds_that_changed_and_of_nothing_else(
    hub: Hub, tmp_path: Path
) -> None:
    make_shelf(tmp_path, 2)
    settings = PublishSettings(url=BASE, feeds=(), hub=address(hub))
    done = publish_site(tmp_path, settings)
    assert tell_hub(settings, done.written) == 1
    assert hub.forms == [{"hub.mode": ["publish"], "hub.url": [BASE + "feed.xml"]}]
    feed = ET.parse(tmp_path / "feed.xml").getroot()
    links = feed.findall("channel/{http://www.w3.org/2005/Atom}link")
    assert {link.get("rel"): link.get("href") for link in links}["hub"] == address(hub)
    again = publish_site(tmp_path, settings)
    assert tell_hub(settings, again.written) == 0
    assert len(hub.forms) == 1


def test_a_private_feed_is_told_to_no_hub(hub: Hub) -> None:
    settings = PublishSettings(url=BASE, hub=address(hub), visibility="private")
    assert tell_hub(settings, ["token/feed.xml"]) == 0
    assert hub.forms == []


def test_a_hub_that_refuses_is_named(hub: Hub) -> None:
    hub.status = 503
    settings = PublishSettings(url=BASE, hub=address(hub))
    with pytest.raises(PublishError, match="answered 503"):
        tell_hub(settings, ["feed.xml"])


def test_a_hub_that_is_gone_is_named(hub: Hub) -> None:
    gone = PublishSettings(url=BASE, hub=f"http://127.0.0.1:{hub.server_port + 1}/")
    with pytest.raises(PublishError, match="gave no answer"):
        tell_hub(gone, ["feed.xml"])


def test_a_site_that_moves_stays_the_same_podcast(tmp_path: Path) -> None:
    make_shelf(tmp_path, 1)
    new = "https://sound.merrow.example/"
    podcast = "{https://podcastindex.org/namespace/1.0}guid"
    itunes = "{http://www.itunes.com/dtds/podcast-1.0.dtd}new-feed-url"

    def channel(url: str, *, moved_from: str = "", moved_to: str = "") -> ET.Element:
        settings = PublishSettings(url=url, moved_from=moved_from, moved_to=moved_to)
        publish_site(tmp_path, settings)
        found = ET.parse(tmp_path / "feed.xml").getroot().find("channel")
        assert found is not None
        return found

    before = channel(url=BASE)
    assert before.find(itunes) is None
    # one last publication at the old address
    assert channel(url=BASE, moved_to=new).findtext(itunes) == new + "feed.xml"
    after = channel(url=new, moved_from=BASE)
    assert (
        after.findtext(podcast) == before.findtext(podcast) == podcast_guid(BASE + "feed.xml")
    )
    assert channel(url=new).findtext(podcast) != before.findtext(podcast)


@pytest.mark.parametrize("name", ["moved_from", "moved_to", "hub"])
def test_an_address_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=f"{name} 'here' is not an address"):
        read_settings(overrides={f"publish.{name}": "here"})
