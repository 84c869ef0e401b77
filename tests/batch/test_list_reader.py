"""Tests that a list which takes too long or too much is refused by itself, in its own process."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.list_reader import ListReader
from audiobrief.batch.sources import read_sources
from audiobrief.errors import PageRefused, PageUnreadable
from audiobrief.fetch import FetchSettings, parse_feed
from audiobrief.fetch.xml import Document
from audiobrief.settings.tree import BatchSettings
from audiobrief.system.processes import LINUX

FEED = """<rss version="2.0"><channel><title>Saltmere Post</title>
<item><title>The quay opens</title><link>https://saltmere.example/quay</link></item>
</channel></rss>"""
DOCUMENT = Document(FEED, "", "saltmere.xml")
BOUNDS = BatchSettings(deadline_ms=2_000, memory_mb=500)


def pid_of(_document: Document) -> int:
    return os.getpid()


def take_long(_document: Document) -> None:
    while True:
        time.sleep(0.1)


def take_memory(_document: Document) -> int:
    return len(bytes(2_000_000_000))


def die(_document: Document) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.fixture(scope="module")
def reader() -> Iterator[ListReader]:
    with ListReader(FetchSettings(), BOUNDS) as opened:
        yield opened


def test_a_list_is_taken_apart_in_another_process(reader: ListReader) -> None:
    assert reader.parse(pid_of, DOCUMENT) != os.getpid()
    assert [each.title for each in reader.parse(parse_feed, DOCUMENT)] == ["The quay opens"]


def test_one_that_takes_too_long_is_refused_and_the_next_is_read(reader: ListReader) -> None:
    with pytest.raises(PageRefused, match=r"saltmere\.xml took longer than 2 s .*deadline_ms"):
        reader.parse(take_long, DOCUMENT)
    assert reader.parse(parse_feed, DOCUMENT)


@pytest.mark.skipif(not LINUX, reason="memory is limited on Linux alone")
def test_one_that_takes_too_much_memory_is_refused(reader: ListReader) -> None:
    with pytest.raises(PageRefused, match=r"saltmere\.xml needs more than 500 MB .*memory_mb"):
        reader.parse(take_memory, DOCUMENT)
    assert reader.parse(parse_feed, DOCUMENT)


def test_one_that_ends_its_process_is_unreadable(reader: ListReader) -> None:
    with pytest.raises(
        PageUnreadable, match=r"saltmere\.xml cannot be read: its process .*SIGSEGV"
    ):
        reader.parse(die, DOCUMENT)
    assert reader.parse(parse_feed, DOCUMENT)


def test_an_error_of_the_document_comes_as_it_is(reader: ListReader) -> None:
    with pytest.raises(PageRefused, match=r"page\.xml"):
        reader.parse(parse_feed, Document("<p>No feed.</p>", "", "page.xml"))


def test_the_other_sources_follow(tmp_path: Path) -> None:
    # some 50 us an element in feedparser
    tags = "<item><title>More</title></item>" * 24_000
    slow, good = tmp_path / "slow.xml", tmp_path / "good.xml"
    slow.write_text(FEED.replace("<item>", f"{tags}<item>", 1), encoding="utf-8")
    good.write_text(FEED, encoding="utf-8")
    found = list(read_sources([slow, good], bounds=BatchSettings(deadline_ms=1_000)))
    refused = [each.message for each in found if isinstance(each, Unlisted)]
    assert len(refused) == 1
    assert "slow.xml took longer than 1 s" in refused[0]
    assert [each.url for each in found if isinstance(each, Item)] == [
        "https://saltmere.example/quay"
    ]
