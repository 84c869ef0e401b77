"""Tests feeds: the rules of PSP-1, two parsers, hostile text, and ten thousand episodes."""

import dataclasses
import email.utils
import html
import io
import re
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import feedparser
import podcastparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from audiobrief.publish import PublishSettings, publish_episode, read_episode
from audiobrief.publish.categories import CATEGORIES
from audiobrief.publish.feed import (
    MAX_DESCRIPTION_BYTES,
    NOT_XML,
    Feed,
    FeedPage,
    channel_of,
    clip,
    dated,
    item_guids,
    list_feeds,
    list_pages,
    podcast_guid,
    render_feed,
)
from audiobrief.publish.full_texts import texts_in
from audiobrief.publish.home import describe_library
from audiobrief.publish.library import Index, Library, Listing, section_of
from audiobrief.publish.settings import PublishSettings as Settings
from audiobrief.publish.site import list_files, publish_site
from audiobrief.publish.theme import load_theme
from tests.publish.shelves import URL, article_of, make_shelf

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DOCUMENT = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
SETTINGS = Settings(
    url=URL, title="The Merrow Hour", author="Merrow Press", email="desk@merrow.example",
    category="Daily News", copyright="2025 Merrow Press",
)  # fmt: skip
ATTACK = "]]></title><script>&amp;<!-- \x00\x0b\x1b \ud800 \ufffe \u2028 😀 ' \" %>"


def listing(number: int, **changes: object) -> Listing:
    known = Listing(
        folder=f"bulletin {number}", title=f"Bulletin {number}", description="The tide, the mill & the eels.",
        audio=f"bulletin-{number}.mp3", audio_bytes=1000 + number, duration_ms=93_400 + number,
        published=datetime(2025, 11, 7, 6, 30, tzinfo=UTC) - timedelta(hours=number),
        authors=("Ana Reyes", "Tomas Okafor") if number % 2 else ("Lena Marsh",),
        site="The Merrow Courier", section="Harbour" if number % 3 else "", language="en-GB",
        source=f"https://courier.example/harbour/{number}", cover=True,
    )  # fmt: skip
    return dataclasses.replace(known, **changes)  # type: ignore[arg-type]


def render(*listings: Listing, settings: Settings = SETTINGS, at: int = 0) -> bytes:
    library = Library(tuple(listings))
    texts = describe_library(library, settings)
    feed = list_feeds(library, settings, texts["title"])[0]
    page = dated(list(list_pages(feed, settings.page_size))[at])
    channel = channel_of(feed, settings, texts)
    return render_feed(page, channel, item_guids(listings), load_theme())


def parse(content: bytes) -> etree._Element:
    channel = etree.fromstring(content).find("channel")
    assert channel is not None
    return channel


@pytest.fixture(scope="module")
def channel() -> etree._Element:
    return parse(render(listing(0), listing(1)))


def text(element: etree._Element, path: str) -> str:
    found = element.findall(path, NAMES)
    assert len(found) == 1, (path, len(found))
    return found[0].text or ""


def test_what_a_listener_keeps_is_not_named_after_its_only_paper() -> None:
    library = Library((listing(0), listing(1)))
    public = dataclasses.replace(SETTINGS, title="")
    assert describe_library(library, public)["title"] == "The Merrow Courier"
    private = dataclasses.replace(public, visibility="private", token="secret-of-the-listener")
    told = describe_library(library, private)
    assert told["title"] == "Articles to listen to"
    assert "Courier" not in told["description"]


# -------------------------------------------------------------------- PSP-1

REQUIRED = {
    # rule of PSP-1 -> check of the channel
    "a title": lambda c: text(c, "title") == "The Merrow Hour",
    "a description of at most 4000 bytes": lambda c: 0 < len(text(c, "description").encode()) <= 4000,
    "a link to a page": lambda c: text(c, "link") == f"{URL}index.html",
    "a language by BCP 47": lambda c: text(c, "language") == "en-GB",
    "atom:link to itself": lambda c: c.find("atom:link[@rel='self']", NAMES).get("href") == f"{URL}feed.xml",
    "its media type": lambda c: c.find("atom:link[@rel='self']", NAMES).get("type") == "application/rss+xml",
    "itunes:category of Apple's list": lambda c: c.find("itunes:category", NAMES).get("text") in CATEGORIES,
    "its part, nested": lambda c: c.find("itunes:category/itunes:category", NAMES).get("text") == "Daily News",
    "itunes:explicit, true or false": lambda c: text(c, "itunes:explicit") in {"true", "false"},
    "itunes:image by href": lambda c: c.find("itunes:image", NAMES).get("href") == f"{URL}cover.jpg",
    "podcast:guid": lambda c: uuid.UUID(text(c, "podcast:guid")).version == 5,
    "podcast:locked, yes or no, with its owner": lambda c: (text(c, "podcast:locked"), c.find("podcast:locked", NAMES).get("owner")) == ("no", "desk@merrow.example"),
    "itunes:author": lambda c: text(c, "itunes:author") == "Merrow Press",
    "itunes:type": lambda c: text(c, "itunes:type") == "episodic",
    "copyright": lambda c: text(c, "copyright") == "2025 Merrow Press",
    "podcast:medium": lambda c: text(c, "podcast:medium") == "podcast",
    "the owner's name and address": lambda c: (text(c, "itunes:owner/itunes:name"), text(c, "itunes:owner/itunes:email")) == ("Merrow Press", "desk@merrow.example"),
}  # fmt: skip
REQUIRED_ITEM = {
    # rule of PSP-1 -> check of every item
    "a title": lambda i: bool(text(i, "title").strip()),
    "one enclosure": lambda i: len(i.findall("enclosure")) == 1,
    "whose address is escaped": lambda i: re.fullmatch(r"https://[!-~]+", i.find("enclosure").get("url")),
    "whose length is in bytes": lambda i: int(i.find("enclosure").get("length")) >= 1000,
    "whose type is one of audio": lambda i: i.find("enclosure").get("type") == "audio/mpeg",
    "a guid that is no address": lambda i: i.find("guid").get("isPermaLink") == "false" and text(i, "guid").startswith("urn:uuid:"),
    "a link to its page": lambda i: text(i, "link").startswith(URL) and text(i, "link").endswith("/index.html"),
    "pubDate by RFC 2822": lambda i: email.utils.parsedate_to_datetime(text(i, "pubDate")).tzinfo is UTC,
    "a description of at most 4000 bytes": lambda i: 0 < len(text(i, "description").encode()) <= 4000,
    "itunes:duration in whole seconds": lambda i: int(text(i, "itunes:duration")) == 93,
    "itunes:image": lambda i: i.find("itunes:image", NAMES).get("href").endswith("/cover.jpg"),
    "itunes:explicit, true or false": lambda i: text(i, "itunes:explicit") in {"true", "false"},
    "itunes:episodeType": lambda i: text(i, "itunes:episodeType") == "full",
    "podcast:transcript, WebVTT first": lambda i: [t.get("type") for t in i.findall("podcast:transcript", NAMES)] == ["text/vtt", "application/x-subrip", "application/json"],
    "podcast:chapters": lambda i: i.find("podcast:chapters", NAMES).get("type") == "application/json+chapters",
    "podcast:person for each author": lambda i: [p.text for p in i.findall("podcast:person", NAMES)] == [p.text for p in i.findall("dc:creator", NAMES)] != [],
}  # fmt: skip


@pytest.mark.parametrize("rule", REQUIRED)
def test_channel_has(channel: etree._Element, rule: str) -> None:
    holds: Callable[[etree._Element], object] = REQUIRED[rule]
    assert holds(channel)


@pytest.mark.parametrize("rule", REQUIRED_ITEM)
def test_item_has(channel: etree._Element, rule: str) -> None:
    holds: Callable[[etree._Element], object] = REQUIRED_ITEM[rule]
    items = channel.findall("item")
    assert len(items) == 2
    assert all(holds(item) for item in items)


def test_the_document_declares_what_psp_1_asks_for() -> None:
    content = render(listing(0))
    assert content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"')
    root = etree.fromstring(content)
    assert {prefix: root.nsmap[prefix] for prefix in NAMES} == NAMES


def test_guids_are_unique_and_outlive_title_audio_and_host() -> None:
    old = item_guids([listing(1), listing(2)])
    assert len(set(old.values())) == 2
    again = listing(1, title="Corrected", audio="again.opus", audio_bytes=7, folder="moved")
    assert item_guids([again, listing(2)])["moved"] == old["bulletin 1"]
    twice = item_guids([listing(1, folder="a"), listing(1, folder="b")])
    assert twice["a"] == old["bulletin 1"]
    assert twice["b"] != twice["a"]
    unsourced = item_guids([listing(1, source=""), listing(2, source="")])
    assert len(set(unsourced.values())) == 2


def test_the_podcast_guid_is_that_of_the_namespace() -> None:
    # the example in the namespace's documentation
    assert podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )
    assert podcast_guid("http://a.example/x/") == podcast_guid("https://a.example/x")


def test_what_is_not_set_is_not_there() -> None:
    bare = parse(
        render(listing(0, authors=(), section="", cover=False), settings=Settings(url=URL))
    )
    for absent in (
        "copyright",
        "itunes:owner",
        "item/category",
        "item/dc:creator",
        "item/itunes:image",
    ):
        assert bare.find(absent, NAMES) is None
    assert bare.find("podcast:locked", NAMES).get("owner") is None
    assert text(bare, "itunes:author") == text(bare, "title") == "The Merrow Courier"


# ---------------------------------------------------------------- read back


def test_feedparser_reads_it_back() -> None:
    listings = [listing(number) for number in range(4)]
    found = feedparser.parse(render(*listings))
    assert not found.bozo
    assert found.feed.title == "The Merrow Hour"
    assert found.feed.image.href == f"{URL}cover.jpg"
    # feedparser knows "yes" and "clean", and gives None for PSP-1's "false"
    assert found.feed.itunes_explicit is None
    for entry, known in zip(found.entries, listings, strict=True):
        assert entry.title == known.title
        assert entry.summary == known.description
        assert entry.enclosures[0] == {
            "type": "audio/mpeg", "length": str(known.audio_bytes),
            "href": f"{URL}bulletin%20{known.folder[9:]}/{known.audio}",
        }  # fmt: skip
        assert entry.published_parsed[:6] == known.published.timetuple()[:6]
        assert entry.guidislink is False
        assert [author.name for author in entry.authors] == list(known.authors)


def test_podcastparser_reads_it_back() -> None:
    listings = [listing(number) for number in range(4)]
    # podcastparser 0.6.11 knows the namespace only by the URL of its document, PSP-1 by its
    # name
    content = render(*listings).replace(NAMES["podcast"].encode(), DOCUMENT.encode())
    found = podcastparser.parse(f"{URL}feed.xml", io.BytesIO(content))
    assert (found["title"], found["language"]) == ("The Merrow Hour", "en-GB")
    assert found["cover_url"] == f"{URL}cover.jpg"
    assert found["itunes_owner"] == {"name": "Merrow Press", "email": "desk@merrow.example"}
    guids = item_guids(listings)
    # it sorts episodes as gPodder shows them, newest first
    for episode, known in zip(found["episodes"], listings, strict=True):
        assert episode["title"] == known.title
        assert episode["guid"] == guids[known.folder]
        assert episode["description"] == known.description
        assert episode["total_time"] == 93
        assert episode["published"] == known.published.timestamp()
        assert episode["enclosures"][0]["file_size"] == known.audio_bytes
        assert episode["explicit"] is False
        assert [person["name"] for person in episode["persons"]] == list(known.authors)
        assert episode["transcript_url"].endswith((".vtt", ".json"))


# ------------------------------------------------------------ hostile words


def test_hostile_words_stay_words() -> None:
    hostile = listing(
        0, title=ATTACK, description=ATTACK, authors=(ATTACK,), site=ATTACK, section=ATTACK,
        folder="a&b <c>", audio="é 'x'.mp3",
    )  # fmt: skip
    channel = parse(render(hostile, settings=dataclasses.replace(SETTINGS, title=ATTACK)))
    expected = NOT_XML.sub("\ufffd", ATTACK)
    assert text(channel, "item/title") == text(channel, "title") == expected
    assert text(channel, "item/podcast:person") == expected
    for element in ("item/content:encoded", "item/description"):
        assert "<script" not in text(channel, element)
    assert (
        channel.find("item/enclosure").get("url")
        == f"{URL}a%26b%20%3Cc%3E/%C3%A9%20%27x%27.mp3"
    )


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), min_size=1))
def test_any_title_gives_a_document_that_gives_it_back(title: str) -> None:
    channel = parse(render(listing(0, title=f".{title}.", description=title)))
    # XML parsers turn each line end into a line feed (XML 1.0, 2.11)
    expected = NOT_XML.sub("\ufffd", f".{title}.").replace("\r\n", "\n").replace("\r", "\n")
    assert text(channel, "item/title") == expected


@settings(max_examples=60)
@given(st.text(), st.integers(4, 90))
def test_what_is_cut_says_so_and_fits(text: str, limit: int) -> None:
    found = clip(text, limit)
    assert len(found.encode("utf-8", "replace")) <= limit
    assert found == text or found.endswith(" …")


def test_a_description_is_html_that_shows_the_words() -> None:
    for words in ("The mill & the eels: 2 < 3", "AT&T's &amp; sign", "<b>not bold</b>"):
        found = text(parse(render(listing(0, description=words))), "item/description")
        assert html.unescape(found) == words
        assert "<" not in found


def test_a_long_description_fits() -> None:
    channel = parse(render(listing(0, description="é" * 5000)))
    assert len(text(channel, "item/description").encode()) <= MAX_DESCRIPTION_BYTES
    assert len(text(channel, "item/content:encoded").encode()) <= MAX_DESCRIPTION_BYTES


# -------------------------------------------------------- sections and pages


def test_there_is_a_feed_for_each_section_and_author() -> None:
    library = Library(tuple(listing(number) for number in range(6)))
    feeds = list_feeds(library, SETTINGS, "The Merrow Hour")
    assert [(feed.path, len(feed.listings)) for feed in feeds] == [
        ("feed.xml", 6), ("feeds/section-harbour.xml", 4), ("feeds/author-ana-reyes.xml", 3),
        ("feeds/author-lena-marsh.xml", 3), ("feeds/author-tomas-okafor.xml", 3),
    ]  # fmt: skip
    assert feeds[2].title == "The Merrow Hour: Ana Reyes"


def test_names_that_differ_in_signs_alone_have_feeds_of_their_own() -> None:
    library = Library((listing(0, authors=("A. Reyes",)), listing(1, authors=("A Reyes",))))
    paths = [
        feed.path for feed in list_feeds(library, Settings(url=URL, feeds=("author",)), "M")
    ]
    assert len(set(paths)) == 3


@pytest.mark.parametrize(
    ("url", "section"),
    [("https://a.example/politics/2025/x", "Politics"), ("https://a.example/news/world/x", "World"),
     ("https://a.example/2025/11/x", ""), ("https://a.example/a-long-headline-here", ""),
     ("https://a.example/x", ""), ("", ""), ("https://[", ""),
     ("https://a.example/local-news/x", "Local news")],
)  # fmt: skip
def test_a_section_is_what_the_address_says(url: str, section: str) -> None:
    assert section_of(article_of(1, url=url)) == section


@settings(max_examples=60)
@given(st.integers(0, 60), st.integers(1, 9))
def test_pages_hold_every_episode_once_and_older_ones_never_change(
    count: int, size: int
) -> None:
    shelf = tuple(listing(number) for number in range(count, 0, -1))[::-1]
    pages = list(list_pages(Feed("feed.xml", "M", listings=shelf), size))
    assert tuple(item for page in pages for item in page.listings) == shelf
    assert len(pages[0].listings) < 2 * size
    more = list(list_pages(Feed("feed.xml", "M", listings=(listing(0), *shelf)), size))
    held = {page.path: page.listings for page in more[1:]}
    assert all(held[page.path] == page.listings for page in pages[1:])


def test_pages_name_each_other_by_rfc_5005() -> None:
    shelf = tuple(listing(number) for number in range(7))
    pages = list(list_pages(Feed("feed.xml", "M", listings=shelf), 2))
    assert [(page.path, len(page.listings)) for page in pages] == [
        ("feed.xml", 3), ("feed.2.xml", 2), ("feed.1.xml", 2),
    ]  # fmt: skip
    assert dict(pages[1].links) == {
        "first": "feed.xml", "last": "feed.1.xml", "previous": "feed.xml", "next": "feed.1.xml",
    }  # fmt: skip
    content = render(*shelf, settings=dataclasses.replace(SETTINGS, page_size=2))
    found = podcastparser.parse(f"{URL}feed.xml", io.BytesIO(content))
    assert found["paged_feed_next"] == f"{URL}feed.2.xml"


def test_ten_thousand_episodes() -> None:
    shelf = tuple(listing(number) for number in range(10_000))
    library = Library(shelf)
    started = time.process_time()
    _, files = list_files(library, SETTINGS)
    pages = [file for file in files if re.fullmatch(r"feed(\.\d+)?\.xml", file.path)]
    assert len(pages) == 50
    seen = [
        item.findtext("guid") for file in pages for item in parse(file.render()).findall("item")
    ]
    assert len(set(seen)) == len(seen) == 10_000
    home = files[-1].render().decode()
    assert home.count('<li class="episode"') == 60 + 1  # the 1 is the template for the others
    assert "10000 episodes" in home
    # one more episode changes only the first of the 50 documents
    again = {f.path: f.digest for f in list_files(Library((listing(-1), *shelf)), SETTINGS)[1]}
    changed = [file.path for file in pages if again[file.path] != file.digest]
    assert changed == ["feed.xml"]
    assert time.process_time() - started < 20


def test_the_index_comes_back_as_it_was() -> None:
    import msgspec

    from audiobrief.publish.library import Entry

    index = Index(
        pages="x", episodes={"a": Entry((1, 2), listing(1))}, written={"feed.xml": "d"}
    )
    assert msgspec.json.decode(msgspec.json.encode(index), type=Index) == index


def test_an_empty_library_has_a_feed_all_the_same() -> None:
    channel = parse(render())
    assert channel.findall("item") == []
    assert FeedPage("feed.xml", ()).links == ()
    assert PublishSettings is Settings


def test_the_items_hold_the_whole_text_if_it_is_wished(tmp_path: Path) -> None:
    make_shelf(tmp_path, 2)
    for number in range(2):
        publish_episode(tmp_path / f"episode-{number}")
    plain = publish_site(tmp_path, SETTINGS)
    assert "feed.xml" in plain.written
    entry, _ = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    before = entry.content[0].value
    paragraph = read_episode(tmp_path / "episode-0").article.blocks[0].text
    assert paragraph not in before
    publish_site(tmp_path, dataclasses.replace(SETTINGS, full_text=True))
    full, _ = feedparser.parse((tmp_path / "feed.xml").read_bytes()).entries
    told = html.unescape(full.content[0].value)
    assert re.sub(r"</?(a|strong|em)\b[^>]*>", "", told).count(f"<p>{paragraph}</p>") == 1
    # with the links and the stress of its page, and nothing of what marks sentences there
    assert "voted <strong>9 to 2</strong></a>" in told
    assert "data-s" not in told
    # what is declared of the voice stands in each item once, as before
    assert told.count("automated voice") == before.count("automated voice")
    # and so do headline and dek
    assert told.count(f"<p>{full.title}</p>") == 0
    assert texts_in(tmp_path / "elsewhere")(listing(1), load_theme()) == ""
