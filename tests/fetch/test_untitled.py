"""Items of a feed without a title, as microblogs write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from audiobrief.cleaner import clean
from tests.fetch.lists import read_feed

NOTE = "The keeper of the Halverwick light wrote two letters today. Neither was answered."
CUT = "The keeper of the Halverwick light wrote two letters today, and [&hellip;]"


def rss(text: str, title: str = "") -> str:
    title = f"<title>{title}</title>" if title else ""
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Notes of the light</title>'
        f"<item>{title}<link>https://light.example/1</link><description>&lt;p&gt;{text}&lt;/p&gt;"
        "</description></item></channel></rss>"
    )


def atom(text: str) -> str:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><entry><title></title>'
        '<id>tag:light.example,2026:1</id><link href="https://light.example/1"/>'
        f'<content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>'
    )


def json_feed(text: str) -> str:
    item = {"id": "1", "url": "https://light.example/1", "content_html": f"<p>{text}</p>"}
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "Notes", "items": [item]}
    )


@pytest.mark.parametrize(
    ("name", "feed"),
    [("a.rss", rss(NOTE)), ("a.atom", atom(NOTE)), ("feed.json", json_feed(NOTE))],
)
def test_a_post_without_a_title_is_titled_by_its_first_words(
    name: str, feed: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(feed, encoding="utf-8")
    (entry,) = read_feed(path)
    assert entry.page is not None
    article = clean(entry.page, hints=entry.data)
    assert article.title == "The keeper of the Halverwick light wrote two letters today."
    assert article.is_untitled
    assert [block.text for block in article.blocks] == [NOTE]


def test_a_note_that_is_mostly_a_link_is_a_post(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(
        rss('&lt;a href="https://pier.example"&gt;The pier&lt;/a&gt; is open again.'), "utf-8"
    )
    (entry,) = read_feed(path)
    assert entry.page is not None
    assert clean(entry.page).title == "The pier is open again."


@pytest.mark.parametrize("feed", [rss(CUT), rss(NOTE, "Two letters")])
def test_a_text_that_is_cut_off_or_has_a_title_is_on_its_page(
    feed: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.rss"
    path.write_text(feed, encoding="utf-8")
    (entry,) = read_feed(path)
    assert entry.page is None
