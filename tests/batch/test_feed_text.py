"""Tests that the text in a feed is read if the page cannot be had, and the page as soon as it can."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from audiobrief.batch.events import Event
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.publish import read_episode
from tests.batch.running import kinds, make_all, quick_settings
from tests.fetch.conftest import Site, site

__all__ = ["site"]
SHORT = ("The ferry to Saltmere runs again.", "The harbour board voted for it on Tuesday.")
LONG = (
    "The ferry to Saltmere ran again on Tuesday, three weeks after the ice had closed the harbour.",
    "People waited at the quay from six, and the first boat left with every seat taken.",
    "The harbour board had voted for it on Monday, with four votes against three.",
)
GONE, FAILS, REFUSED = 410, 500, 403


def rss(url: str, text: str) -> bytes:
    return (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Tide</title><item><title>Ferry back</title><link>{url}</link>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"
    ).encode()


def atom(url: str, text: str) -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Tide</title><entry><id>urn:1</id>'
        f'<title>Ferry back</title><link href="{url}"/><updated>2026-03-03T08:15:00Z</updated>'
        f'<content type="html">{escape(f"<p>{text}</p>")}</content></entry></feed>'
    ).encode()


def json_feed(url: str, text: str) -> bytes:
    item = {"id": "1", "url": url, "title": "Ferry back", "content_html": f"<p>{text}</p>"}
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Tide", "items": [item]}).encode()


class Reader:
    """Follows the feed of a site with one story."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder, self.out = site, folder, folder / "out"

    def feed(self, content: bytes) -> None:
        self.url = self.site.put("/feed.xml", content, {"Content-Type": "application/xml"})

    def page(self, status: int) -> None:
        shown = "".join(f"<p>{text}</p>" for text in LONG)
        page = (
            "<html lang=en><head><title>Ferry back</title></head><body><article>"
            f"<h1>Ferry back</h1>{shown}</article></body></html>"
        )
        html = {"Content-Type": "text/html; charset=utf-8"}
        self.site.put("/ferry", page.encode(), html, status=status)

    def run(self) -> list[Event]:
        settings = quick_settings(
            fetch__allow_private=True, fetch__cache_folder=str(self.folder / "web"),
            batch__host_pause_ms=0, batch__retries=0, batch__workers=1,
        )  # fmt: skip
        return make_all(self.url, self.out, settings)[0]

    def said(self) -> tuple[str, ...]:
        (path,) = self.out.glob("*/episode.json")
        return tuple(block.text for block in read_episode(path.parent).article.blocks)


@pytest.fixture
def reader(site: Site, tmp_path: Path) -> Reader:
    return Reader(site, tmp_path)


@pytest.mark.parametrize("write", [rss, atom, json_feed])
@pytest.mark.parametrize("status", [FAILS, REFUSED])
def test_the_text_in_the_feed_is_read_until_the_page_can_be_had(
    reader: Reader, write: Callable[[str, str], bytes], status: int
) -> None:
    reader.feed(write(reader.site.url("/ferry"), " ".join(SHORT)))
    reader.page(status)
    events = reader.run()
    assert kinds(events) == {"made": 1, "retried": 1}
    told, made = events
    for said in (told.message, made.row.note):
        assert f"HTTP {status}" in said
        assert "the text in its feed was read instead" in said
    assert " ".join(reader.said()) == " ".join(SHORT)
    assert made.row.id == reader.site.url("/ferry")
    # it is asked for again, and what was made stays
    events = reader.run()
    assert kinds(events) == {"retried": 1, "skipped": 1}
    assert "the text in its feed was read instead" in events[1].message
    # a correction in the feed is heard
    reader.feed(write(reader.site.url("/ferry"), " ".join((*SHORT, "It costs four crowns."))))
    assert kinds(reader.run()) == {"made": 1, "retried": 1}
    # the page is there, and wins from then on
    reader.page(200)
    (event,) = reader.run()
    assert (event.kind, event.row.is_feed_text) == ("made", 0)
    assert reader.said() == LONG
    reader.page(status)
    for event in reader.run():
        assert event.kind in {"skipped", "failed"}
    assert reader.said() == LONG


@pytest.mark.parametrize(
    "text", [SHORT[0], f"{' '.join(SHORT)} The captain …", f"{' '.join(SHORT)} Read more"]
)
def test_a_teaser_is_not_read_in_place_of_a_page(reader: Reader, text: str) -> None:
    reader.feed(rss(reader.site.url("/ferry"), text))
    reader.page(FAILS)
    assert kinds(reader.run()) == {"failed": 1}


def test_a_page_that_is_gone_may_be_a_story_that_was_retracted(reader: Reader) -> None:
    reader.feed(rss(reader.site.url("/ferry"), " ".join(SHORT)))
    reader.page(GONE)
    assert kinds(reader.run()) == {"failed": 1}
    reader.page(REFUSED)
    assert kinds(reader.run()) == {"made": 1, "retried": 1}
    # an episode of the feed's text follows the policy as any other
    reader.page(GONE)
    assert kinds(reader.run()) == {"asked": 1}
    with Journal(find_journal(str(reader.out))) as journal:
        row = journal.get(reader.site.url("/ferry"))
    assert row is not None
    assert "HTTP 410" in row.question


def test_a_story_of_the_feeds_text_that_leaves_the_feed_stays(reader: Reader) -> None:
    reader.feed(rss(reader.site.url("/ferry"), " ".join(SHORT)))
    reader.page(REFUSED)
    reader.run()
    other = rss(reader.site.url("/ferry"), " ".join(SHORT)).replace(b"/ferry", b"/other")
    reader.feed(other.replace(b"Ferry", b"Tram").replace(b"ferry", b"tram"))
    assert kinds(reader.run()) == {"failed": 1}
    assert " ".join(reader.said()) == " ".join(SHORT)
