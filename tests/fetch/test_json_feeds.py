"""Tests JSON Feed, from files and over real HTTP, and what feeds of any kind say of authors."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.cleaner import clean
from audiobrief.errors import PageError, PageIsFeed, PageRefused
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.fetch.entries import FeedEntry
from audiobrief.model import Author
from tests.fetch.conftest import Site
from tests.fetch.lists import read_feed

LOCAL = FetchSettings(allow_private=True, cache=False, deadline_ms=8_000)
TYPE = {"Content-Type": "application/feed+json"}
LONG = "<p>The ferry to Øsund ran again on Tuesday, three weeks after the ice.</p>" * 8
FEED: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Morning Tide",
    "language": "en-GB",
    "authors": [{"name": "The Tide's Desk"}],
    "items": [
        {
            "id": "t-1", "url": "/ferry", "title": "Ferry &amp; ice", "content_html": LONG,
            "image": "/ferry.jpg", "date_published": "2031-03-03T08:15:00+01:00",
            "date_modified": "2031-03-04T08:15:00Z", "tags": ["ice", "ferries"],
            "authors": [{"name": "Ada Lind"}, {"name": "admin"}],
        },
        {"id": 2, "url": "https://tide.example/short", "content_text": "Short.", "tags": "no list"},
        {"id": "3", "content_text": "A note.\n\nIt has no address.", "date_published": "soon"},
        "no item",
        None,
    ],
}  # fmt: skip


def article_of(entry: FeedEntry) -> Any:
    assert entry.page is not None
    return clean(entry.page, given=entry.data, hints=entry.data)


def test_a_json_feed_over_http_gives_its_articles(site: Site) -> None:
    url = site.put("/feed.json", json.dumps(FEED).encode(), TYPE)
    first, short, note, text, null = read_feed(url, settings=LOCAL)
    assert (first.title, first.identity, first.url) == (
        "Ferry & ice",
        "t-1",
        site.url("/ferry"),
    )
    assert first.published == datetime(2031, 3, 3, 7, 15, tzinfo=UTC)
    assert first.data.tags == ("ice", "ferries")
    assert first.data.image == site.url("/ferry.jpg")
    assert (first.data.site, first.data.language) == ("The Morning Tide", "en-GB")
    article = article_of(first)
    assert (article.title, article.modified) == (
        "Ferry & ice", datetime(2031, 3, 4, 8, 15, tzinfo=UTC),
    )  # fmt: skip
    assert len(article.blocks) == 8
    # a summary is not the article, and a wrong value is as good as none
    assert (short.page, short.url, short.data.tags) == (
        None,
        "https://tide.example/short",
        ("no list",),
    )
    assert [block.text for block in article_of(note).blocks] == [
        "A note.",
        "It has no address.",
    ]
    assert (note.identity, note.published) == ("3", None)
    assert note.data.authors == (Author("The Tide's Desk"),)
    # what is no item is named
    assert [one.problem.removeprefix(url) for one in (text, null)] == [
        ", item 4 is no article, but text; it was left out",
        ", item 5 is no article, but null; it was left out",
    ]
    assert not any(one.problem for one in (first, short, note))


def test_a_list_of_posts_may_hold_what_is_none(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    post = {"id": 7, "title": {"rendered": "Ferry"}, "content": {"rendered": "<p>It runs.</p>"}}
    path.write_text(json.dumps([post, None, 3]), encoding="utf-8")
    ferry, *wrong = read_feed(path)
    assert ferry.title == "Ferry"
    assert ["is no article" in one.problem for one in wrong] == [True, True]


OWN = "The ferry runs again. It had been away for three weeks."


@pytest.mark.parametrize(
    ("item", "is_own"),
    [
        ({"content_text": OWN}, True),
        ({"content_html": f"<p>{OWN}</p>"}, True),
        ({"content_html": "<p>Die Fähre fährt wieder.</p><p>Am 3. Mai kam sie.</p>"}, True),
        ({"content_text": "The ferry runs again."}, False),
        ({"content_text": f"{OWN} The crew …"}, False),
        ({"content_html": f"<p>{OWN}</p><p><a href='/1'>Read more</a></p>"}, False),
        ({"content_html": f"<p>{OWN} [...]</p>"}, False),
        ({"summary": OWN}, False),
    ],
)
def test_a_short_text_that_stands_by_itself_is_kept_for_a_page_that_cannot_be_had(
    tmp_path: Path, item: dict[str, str], is_own: bool
) -> None:
    feed = FEED | {
        "items": [{"id": "1", "url": "https://tide.example/1", "title": "Ferry", **item}]
    }
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(feed), encoding="utf-8")
    (entry,) = read_feed(path)
    assert entry.page is None
    assert (entry.own_text is not None) == is_own


def test_a_feed_is_known_by_what_it_holds(site: Site) -> None:
    for path, body, kind in [
        ("/stories", json.dumps(FEED).encode(), "application/json"),
        (
            "/all",
            b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
            "application/rss+xml",
        ),
        (
            "/api",
            b'[{"id":1,"date":"2031-03-03","title":{"rendered":"x"}}]',
            "application/json",
        ),
    ]:
        with pytest.raises(PageIsFeed, match="audiobrief batch"):
            read_page(site.put(path, body, {"Content-Type": kind}), settings=LOCAL)
    with pytest.raises(PageRefused, match="application/json") as caught:
        read_page(
            site.put("/x", b'{"version": 1}', {"Content-Type": "application/json"}),
            settings=LOCAL,
        )
    assert not isinstance(caught.value, PageIsFeed)


def test_what_is_no_feed_says_so(tmp_path: Path) -> None:
    for content in (
        "{",
        "[1, 2]",
        "{}",
        '{"version": "2"}',
        "[" * 100_000,
        json.dumps(FEED | {"items": None}),
    ):
        path = tmp_path / "feed.json"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(PageRefused, match="JSON"):
            read_feed(path)


RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Tide</title><item><title>T</title>{author}<description>{text}</description></item></channel></rss>"""


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (
            "<dc:creator>Ada Lind</dc:creator><dc:creator>Bo Ek</dc:creator>",
            ["Ada Lind", "Bo Ek"],
        ),
        ("<dc:creator>Ada Lind and Bo Ek</dc:creator>", ["Ada Lind", "Bo Ek"]),
        ("<author>desk@tide.example (Ada Lind)</author>", ["Ada Lind"]),
        ("<dc:creator>By Ada Lind</dc:creator>", ["Ada Lind"]),
        ("<dc:creator>admin</dc:creator>", []),
        ("<dc:creator>desk@tide.example</dc:creator>", []),
        ("", []),
    ],
)
def test_a_creator_is_an_author_unless_it_is_an_account(
    tmp_path: Path, author: str, names: list[str]
) -> None:
    path = tmp_path / "feed.xml"
    text = "The ferry ran again on Tuesday, three weeks after the ice had closed the harbour."
    path.write_text(RSS.format(author=author, text=text), encoding="utf-8")
    (entry,) = read_feed(path)
    assert entry.page is not None
    article = clean(entry.page, hints=entry.data)
    assert [one.name for one in article.authors] == names


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30) | st.just(LONG),
    lambda below: (
        st.lists(below, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["url", "title", "content_html", "authors", "name", "id", "image", "tags"]
            ),
            below,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_is_a_feed_or_refused(
    tmp_path_factory: pytest.TempPathFactory, items: Any, language: Any
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(FEED | {"items": items, "language": language}), encoding="utf-8")
    try:
        entries = read_feed(path)
    except PageError:
        return
    for entry in entries:
        assert entry.page is None or entry.page.text
