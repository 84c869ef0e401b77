"""Pages that send their reader on with a meta element, as sites without redirects do."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.errors import PageRefused
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.refreshes import refresh_target
from tests.fetch.conftest import Site

LOCAL = FetchSettings(allow_private=True, cache=False, deadline_ms=8_000)
STORY = (
    "<!doctype html><title>Ferry</title><p>The ferry to Halverwick ran again on Tuesday.</p>"
)
LONG = f"<p>{'The keeper of the Halverwick light wrote letters to the board. ' * 20}</p>"


def moved(content: str) -> bytes:
    return f'<html><head><meta http-equiv="refresh" content="{content}"></head></html>'.encode()


@pytest.mark.parametrize(
    "page",
    [
        moved("0; url=/story"),
        moved("0;URL='/story'"),
        moved("5; url=story#top"),
        b"<META CONTENT='0; URL=/story' HTTP-EQUIV=Refresh><a href=/story>Moved</a>",
        b"<noscript><meta http-equiv=refresh content='0;URL=/story'></noscript><title>t</title>",
    ],
)
def test_a_page_that_sends_its_reader_on_is_followed(site: Site, page: bytes) -> None:
    url = site.put("/moved", page)
    story = site.put("/story", STORY.encode())
    found = read_page(url, settings=LOCAL)
    assert (found.text, found.url) == (STORY, story)


@pytest.mark.parametrize(
    "page",
    [
        b"<meta http-equiv=refresh content='300'>" + LONG.encode(),
        b"<meta http-equiv=refresh content='5; url=/front'>" + LONG.encode(),
        b"<meta http-equiv='refresh' content='0; url=/here#top'>" + LONG.encode(),
        b"<noscript><meta http-equiv=refresh content='0; url=/plain'></noscript>"
        + LONG.encode(),
        b"<meta http-equiv=refresh content='0; url=javascript:go()'>" + LONG.encode(),
        b"<meta name=description content='0; url=/front'>" + LONG.encode(),
    ],
)
def test_a_page_that_is_there_to_be_read_is_read(site: Site, page: bytes) -> None:
    url = site.put("/here", page)
    assert read_page(url, settings=LOCAL).text == page.decode()


def test_a_circle_ends_as_one_of_redirects_does(site: Site) -> None:
    url = site.put("/a", moved("0; url=/b"))
    site.put("/b", moved("0; url=/a"))
    with pytest.raises(PageRefused, match="redirects more than"):
        read_page(url, settings=LOCAL)


def test_robots_are_asked_for_where_a_page_leads_to(site: Site) -> None:
    site.put("/robots.txt", b"User-agent: *\nDisallow: /closed\n")
    url = site.put("/a", moved("0; url=/closed"))
    with pytest.raises(PageRefused, match="closed to programs"):
        read_page(url, settings=LOCAL)


def test_a_kept_page_leads_to_the_kept_page(site: Site, tmp_path: Path) -> None:
    url = site.put("/moved", moved("0; url=/story"))
    site.put("/story", STORY.encode())
    settings = FetchSettings(allow_private=True, cache_folder=tmp_path, deadline_ms=8_000)
    read_page(url, settings=settings)
    offline = FetchSettings(
        allow_private=True, cache_folder=tmp_path, offline=True, deadline_ms=8_000
    )
    assert read_page(url, settings=offline).text == STORY


def test_an_address_without_a_host_is_relative() -> None:
    place = "https://saltmere.example/old/"
    assert refresh_target(moved("0; url=../new"), place) == "https://saltmere.example/new"
