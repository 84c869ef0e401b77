"""Tests how the sources that a producer names become items, one at a time."""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.sources import normalise, read_sources
from audiobrief.model import PageKind
from tests.batch.newsroom import write_pages

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Saltmere</title>
<item><title>One</title><link>https://saltmere.example/1?utm_source=rss#top</link></item>
<item><title>Two</title><link>https://saltmere.example/2</link><guid>g2</guid></item>
</channel></rss>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://saltmere.example/3</loc><lastmod>2031-03-01</lastmod></url></urlset>"""
OPML = """<?xml version="1.0"?><opml version="2.0"><body><outline text="All">
<outline type="rss" xmlUrl="feed.rss"/><outline type="rss" xmlUrl="gone.rss"/>
</outline></body></opml>"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    write_pages(tmp_path / "pages" / "march", 3, words=20)
    write_pages(tmp_path / "pages" / "april", 2, words=20)
    (tmp_path / "pages" / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "pages" / ".hidden.html").write_text("x", encoding="utf-8")
    for name, text in (("feed.rss", RSS), ("map.xml", SITEMAP), ("all.opml", OPML)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def read(*names: str | Path, stdin: str = "") -> tuple[list[Item], list[Unlisted]]:
    found = list(read_sources(names, stdin=io.StringIO(stdin)))
    return [x for x in found if isinstance(x, Item)], [
        x for x in found if isinstance(x, Unlisted)
    ]


def test_a_folder_is_its_pages_in_order(desk: Path) -> None:
    items, bad = read(desk / "pages")
    assert [Path(item.path).relative_to(desk / "pages").as_posix() for item in items] == [
        "april/story-00000.html", "april/story-00001.html",
        "march/story-00000.html", "march/story-00001.html", "march/story-00002.html",
    ]  # fmt: skip
    assert bad == []


def test_a_pattern_is_what_it_matches(desk: Path) -> None:
    items, _ = read(str(desk / "pages" / "**" / "*-00001.html"))
    assert len(items) == 2
    _, bad = read(str(desk / "pages" / "*.htm"))
    assert "pattern" in bad[0].message


def test_feeds_sitemaps_and_opml_are_told_by_what_they_hold(desk: Path) -> None:
    items, bad = read(desk / "feed.rss")
    assert [(item.id, item.title) for item in items] == [
        ("https://saltmere.example/1", "One"), ("https://saltmere.example/2", "Two"),
    ]  # fmt: skip
    (item,), _ = read(desk / "map.xml")
    assert (item.url, item.mark[:10]) == ("https://saltmere.example/3", "2031-03-01")
    items, bad = read(desk / "all.opml")
    assert len(items) == 2
    assert "gone.rss" in bad[0].message


def test_a_text_is_a_list_or_a_page_by_its_lines(desk: Path) -> None:
    listing = desk / "list.txt"
    listing.write_text(
        "# today\nhttps://saltmere.example/9\npages/march/story-00000.html\n\nfeed.rss\n",
        encoding="utf-8",
    )
    items, _ = read(listing)
    assert len(items) == 4
    assert items[1].path == str(desk / "pages" / "march" / "story-00000.html")
    page = desk / "dump.txt"
    page.write_text("A headline\n\nA first paragraph of it.\n", encoding="utf-8")
    (item,), _ = read(page)
    assert item.path == str(page)


@pytest.mark.parametrize("bad", ["a\0b", "http://[bad/", "htps:/b.example/c", "gone.html\0"])
def test_a_damaged_line_makes_no_page_of_a_list(bad: str, tmp_path: Path) -> None:
    listing = tmp_path / "list.txt"
    listing.write_text(f"http://h.example/a\n{bad}\nhttp://h.example/d\n")
    items, unlisted = read(listing)
    urls = [item.url for item in items if item.url != bad]
    assert urls[0] == "http://h.example/a"
    assert urls[-1] == "http://h.example/d"
    assert str(listing) not in {item.path for item in items}
    listing.write_text("http://h.example/a\nThe quay opens today\nIt rained.\n")
    items, unlisted = read(listing)
    assert ([item.path for item in items], unlisted) == ([str(listing)], [])


def test_lines_of_json_bring_pages_with_them(desk: Path) -> None:
    rows = [
        {"id": "a", "html": "<p>one", "url": "https://saltmere.example/a", "title": "A"},
        {"id": 7, "text": "Two"},
        {"url": "https://saltmere.example/b?utm_medium=x", "modified": "2031-01-01"},
        {"path": "pages/march/story-00001.html"},
        {"id": "nothing"},
        {"id": "wrong", "html": 3},
    ]
    listing = desk / "list.jsonl"
    text = "\n".join(map(json.dumps, rows)) + "\n{not json\n"
    listing.write_text(text, encoding="utf-8")
    items, bad = read(listing)
    assert [item.id for item in items] == [
        "a", "7", "https://saltmere.example/b", str(desk / "pages/march/story-00001.html"),
    ]  # fmt: skip
    assert items[0].page is not None
    assert items[0].page.kind is PageKind.HTML
    assert items[1].page is not None
    assert items[1].page.kind is PageKind.TEXT
    assert [line.source.rpartition(" ")[2] for line in bad] == ["5", "6", "7"]


def test_stdin_is_a_list_or_a_page() -> None:
    items, _ = read("-", stdin="https://saltmere.example/1\n")
    assert items[0].url == "https://saltmere.example/1"
    items, _ = read("-", stdin="<!DOCTYPE html>\n<p>page</p>\n")
    assert items[0].page is not None
    assert items[0].page.text.endswith("</p>\n")


def test_what_is_not_there_is_named_and_the_rest_is_read(desk: Path) -> None:
    items, bad = read("nowhere.html", desk / "pages" / "march")
    assert len(items) == 3
    assert "nowhere.html" in bad[0].message


def test_a_list_is_read_no_further_than_it_is_asked_for(desk: Path) -> None:
    def lines() -> Iterator[str]:
        for number in itertools.count():
            yield f"https://saltmere.example/{number}\n"

    class Endless(io.StringIO):
        def __init__(self) -> None:
            super().__init__()
            self.lines = lines()

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override] # typeshed has bytes in _IOBase
            return next(self.lines)

    found = list(itertools.islice(read_sources(["-"], stdin=Endless()), 1000))
    assert len(found) == 1000


def test_storage_is_read_as_this_machine_is(desk: Path) -> None:
    root = f"local://{desk}"
    (desk / "list.txt").write_text("# today\npages/march/story-00000.html\n", encoding="utf-8")
    (desk / "list.jsonl").write_text(
        '{"path": "pages/april/story-00001.html"}\n', encoding="utf-8"
    )
    (desk / "dump.txt").write_text("A headline\n\nA first paragraph.\n", encoding="utf-8")
    march = [f"{root}/pages/march/story-{number:05d}.html" for number in range(3)]
    for name, paths in {
        "list.txt": march[:1],
        "list.jsonl": [f"{root}/pages/april/story-00001.html"],
        "dump.txt": [f"{root}/dump.txt"],
        "pages/march": march,
        "pages/march/*1.html": march[1:2],
    }.items():
        items, bad = read(f"{root}/{name}")
        assert [item.path for item in items] == paths
        assert bad == []
    _, bad = read(f"{root}/pages/*.htm")
    assert "nothing matches" in bad[0].message
    # a list on this machine may name pages in storage
    (desk / "mixed.txt").write_text(f"{march[2]}\npages/april\n", encoding="utf-8")
    items, bad = read(desk / "mixed.txt")
    assert items[0].path == march[2]
    assert len(items) == 3


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/x?utm_source=y&id=3#part", "https://a.example/x?id=3"),
        ("https://a.example/x?fbclid=1", "https://a.example/x"),
        ("https://a.example/x?", "https://a.example/x"),
        ("", ""),
    ],
)
def test_an_address_without_where_its_reader_came_from(given: str, kept: str) -> None:
    assert normalise(given) == kept


def test_what_a_sitemap_lists_in_vain_is_not_lost_in_silence(tmp_path: Path) -> None:
    listed = "<url><loc>https://a.example/1</loc></url><url><loc>ftp://u:secretpw@b.example/</loc></url>"
    (tmp_path / "map.xml").write_text(f"<urlset>{listed}</urlset>", encoding="utf-8")
    items, (unlisted,) = read(tmp_path / "map.xml")
    assert [item.url for item in items] == ["https://a.example/1"]
    assert unlisted.source == str(tmp_path / "map.xml")
    assert "entry 2 has 'ftp://…@b.example/'" in unlisted.message


def test_a_password_in_an_id_is_kept_nowhere(tmp_path: Path) -> None:
    row = {"id": "https://ada:secretpw@a.example/1", "headline": "A", "body": "One. " * 40}
    (tmp_path / "list.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (item,), _ = read(tmp_path / "list.jsonl")
    assert item.id == item.source == "https://…@a.example/1"
    assert "secretpw" not in repr(item)
