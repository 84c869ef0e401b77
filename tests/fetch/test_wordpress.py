"""Tests WordPress: its REST API over real HTTP, page after page, and its export file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from audiobrief.cleaner import clean
from audiobrief.errors import PageUnreachable, PageUnreadable
from audiobrief.fetch import FetchSettings, read_export, read_posts, wordpress
from audiobrief.fetch.wordpress import MAX_STALE
from audiobrief.filed.article import Status
from audiobrief.filed.holding import find_hold
from audiobrief.model import Author
from tests.fetch.conftest import Site

LOCAL = FetchSettings(allow_private=True, cache=False, deadline_ms=8_000)
POSTS = "/wp-json/wp/v2/posts"


def post(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": number, "date": "2031-03-03T09:15:00", "date_gmt": "2031-03-03T08:15:00",
        "modified_gmt": "2031-03-04T08:15:00", "status": "publish",
        "link": f"https://tide.example/{number}", "title": {"rendered": f"Ferry &#8216;{number}&#8217;"},
        "content": {"rendered": f"<p>The ferry number {number} runs again.</p>", "protected": False},
        "_embedded": {
            "author": [{"id": 4, "name": "Ada Lind"}],
            "wp:featuredmedia": [{"source_url": "https://tide.example/ferry.jpg"}],
            "wp:term": [
                [{"taxonomy": "category", "name": "Harbour &amp; sea"}],
                [{"taxonomy": "post_tag", "name": "ice"}],
            ],
        },
        **changes,
    }  # fmt: skip


def serve(site: Site, posts: list[dict[str, Any]], per_page: int, *, told: bool = True) -> str:
    """Answers as WordPress does: a page beyond the last is an error."""
    pages = -(-len(posts) // per_page)

    def path(number: int) -> str:
        return (
            f"{POSTS}?per_page={per_page}&_embed=author,wp:featuredmedia,wp:term&page={number}"
        )

    for number in range(1, pages + 1):
        body = json.dumps(posts[(number - 1) * per_page : number * per_page]).encode()
        headers = {"Content-Type": "application/json; charset=UTF-8"}
        if told:
            headers["X-WP-TotalPages"] = str(pages)
        site.put(path(number), body, headers)
    site.put(path(pages + 1), b'{"code":"rest_post_invalid_page_number"}', status=400)
    return site.url(f"{POSTS}?per_page={per_page}")


def test_posts_are_read_page_after_page_with_their_authors(site: Site) -> None:
    url = serve(site, [post(number) for number in range(6)], 2)
    entries = list(read_posts(url, settings=LOCAL))
    assert [entry.url for entry in entries] == [f"https://tide.example/{n}" for n in range(6)]
    first = entries[0]
    assert first.page is not None
    article = clean(first.page, given=first.data, hints=first.data)
    assert (article.title, article.section, article.tags) == (
        "Ferry ‘0’", "Harbour & sea", ("ice",),
    )  # fmt: skip
    assert article.authors == (Author("Ada Lind"),)
    assert article.published == datetime(2031, 3, 3, 8, 15, tzinfo=UTC)
    assert article.image == "https://tide.example/ferry.jpg"
    assert [block.text for block in article.blocks] == ["The ferry number 0 runs again."]
    asked = [path for path, _ in site.requests if path.startswith(POSTS)]
    assert [parse_qs(urlsplit(path).query)["page"] for path in asked] == [["1"], ["2"], ["3"]]


def test_a_site_that_does_not_tell_its_pages_ends_with_one_that_is_not_full(site: Site) -> None:
    url = serve(site, [post(number) for number in range(5)], 2, told=False)
    assert len(list(read_posts(url, settings=LOCAL))) == 5


def test_a_list_that_breaks_off_is_an_error_and_not_its_end(site: Site) -> None:
    url = serve(site, [post(number) for number in range(4)], 2)
    second = next(path for path in site.answers if path.endswith("page=2"))
    site.put(second, b"", status=500)
    found = []
    with pytest.raises(PageUnreachable):  # noqa: PT012 -- the error comes in the middle
        for entry in read_posts(url, settings=LOCAL):
            found.append(entry.url)  # noqa: PERF401 -- an error ends it
    assert len(found) == 2
    whole = f"{POSTS}?per_page=100&_embed=author,wp:featuredmedia,wp:term&page=1"
    site.put(whole, b'{"code": "rest_no_route"}', {"Content-Type": "application/json"})
    with pytest.raises(PageUnreadable, match="posts"):
        list(read_posts(site.url(POSTS), settings=LOCAL))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"status": "future", "date_gmt": "2999-01-01T00:00:00"}, "embargo until 2999-01-01"),
        ({"status": "draft"}, "draft"), ({"status": "private"}, "draft"),
        ({"status": "dp-rewrite-republish"}, "draft"), ({"status": "trash"}, "withdrawn"),
    ],
)  # fmt: skip
def test_what_is_not_published_is_held_back(
    site: Site, changes: dict[str, Any], why: str
) -> None:
    (entry,) = read_posts(serve(site, [post(1, **changes)], 1), settings=LOCAL)
    hold = find_hold(entry.data)
    assert hold is not None
    assert why in hold.why


def test_a_post_with_a_password_has_no_text(site: Site) -> None:
    locked = post(1, content={"rendered": "<p>Secret</p>", "protected": True})
    (entry,) = read_posts(serve(site, [locked], 1), settings=LOCAL)
    assert entry.page is None


ITEM = """<item><title>{title}</title><link>https://tide.example/{id}</link>
<dc:creator><![CDATA[alind]]></dc:creator><content:encoded><![CDATA[{text}]]></content:encoded>
<excerpt:encoded><![CDATA[An excerpt.]]></excerpt:encoded><wp:post_id>{id}</wp:post_id>
<wp:post_date_gmt>2031-03-03 08:15:00</wp:post_date_gmt><wp:status>{status}</wp:status>
<wp:post_type>{type}</wp:post_type><wp:post_password>{password}</wp:post_password>
<category domain="category" nicename="harbour"><![CDATA[Harbour]]></category>
<category domain="post_tag" nicename="ice"><![CDATA[ice]]></category>{more}</item>"""
EXPORT = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- This is a WordPress eXtended RSS file -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Tide</title><language>en-GB</language>
<wp:author><wp:author_id>4</wp:author_id><wp:author_login>alind</wp:author_login>
<wp:author_display_name>Ada Lind</wp:author_display_name></wp:author>{items}</channel></rss>"""
THUMBNAIL = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>9</wp:meta_value></wp:postmeta>"


def item(number: int, **changes: str) -> str:
    values = {
        "title": f"Ferry {number}", "id": str(number), "status": "publish", "type": "post",
        "password": "", "more": "", "text": "One\nline.\n\n[caption id=1]Two.[/caption]", **changes,
    }  # fmt: skip
    return ITEM.format(**values)


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    def write(*items: str) -> Path:
        path = tmp_path / "tide.WordPress.2031-03-04.xml"
        path.write_text(EXPORT.replace("{items}", "".join(items)), encoding="utf-8")
        return path

    return write


def test_an_export_has_posts_as_they_were_typed(export: Callable[..., Path]) -> None:
    picture = "<wp:attachment_url>https://tide.example/ferry.jpg</wp:attachment_url>"
    path = export(
        item(1, more=THUMBNAIL), item(2, type="nav_menu_item"), item(3, type="page"),
        item(4, text="<!-- wp:paragraph --><p>One.</p><!-- /wp:paragraph -->", status="draft"),
        item(9, type="attachment", more=picture), item(5, password="x"),
    )  # fmt: skip
    entries = list(read_export(path))
    assert [entry.url for entry in entries] == [
        f"https://tide.example/{n}" for n in (1, 3, 4, 5)
    ]
    first = entries[0]
    assert first.page is not None
    article = clean(first.page, given=first.data, hints=first.data)
    assert [block.text for block in article.blocks] == ["One line.", "Two."]
    assert article.authors == (Author("Ada Lind"),)
    assert (article.section, article.tags, article.site) == ("Harbour", ("ice",), "Tide")
    assert (article.image, article.language) == ("https://tide.example/ferry.jpg", "en-GB")
    assert article.published == datetime(2031, 3, 3, 8, 15, tzinfo=UTC)
    assert entries[2].data.status is Status.DRAFT
    assert entries[3].page is None


def test_a_damaged_export_gives_what_stands_before_the_damage(
    export: Callable[..., Path],
) -> None:
    path = export(item(1), item(2))
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(PageUnreadable, match="damaged"):
        list(read_export(path))


def test_entities_in_an_export_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words", encoding="utf-8")
    path = tmp_path / "x.xml"
    declared = f'<!DOCTYPE rss [<!ENTITY j SYSTEM "file://{secret}">]><rss'
    content = EXPORT.replace("{items}", item(1, title="&j;")).replace("<rss", declared)
    path.write_text(content, encoding="utf-8")
    try:
        titles = [entry.title for entry in read_export(path)]
    except PageUnreadable:
        return
    assert "secret" not in "".join(titles)


class Endless(dict[str, Any]):
    """Answers to every page of a list of posts, however far it is asked for."""

    def __init__(self, posts_of: Callable[[int], list[Any]], total: str | None) -> None:
        super().__init__()
        self._posts_of, self._total = posts_of, total

    def get(self, path: str, default: Any = None) -> Any:
        if not path.startswith(POSTS):
            return default
        body = json.dumps(self._posts_of(int(parse_qs(urlsplit(path).query)["page"][0])))

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(200)
            handler.send_header("Content-Type", "application/json")
            if self._total is not None:
                handler.send_header("X-WP-TotalPages", self._total)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body.encode())

        return answer


def the_same(number: int) -> list[Any]:
    del number
    return [post(1), post(2)]


def ever_new(number: int) -> list[Any]:
    return [post(2 * number), post(2 * number + 1)]


def nothing(number: int) -> list[Any]:
    return [post(1), post(2)] if number == 1 else [None, None]


def until_two(number: int) -> list[Any]:
    return ever_new(number) if number < 2 else []


@pytest.mark.parametrize("total", [None, "600", "9" * 5000, "-1", "soon"])
@pytest.mark.parametrize(
    ("posts_of", "pages", "good", "said"),
    [
        (the_same, 1 + MAX_STALE, 2, "the same posts again and again"),
        (nothing, 2 + MAX_STALE, 2, "the same posts again and again"),
        (ever_new, 7, 14, "pages without end"),
    ],
)
def test_a_site_without_an_end_is_left_and_what_was_good_is_read(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    *,
    total: str | None,
    posts_of: Callable[[int], list[Any]],
    pages: int,
    good: int,
    said: str,
) -> None:
    for name in ("MAX_PAGES", "MAX_UNTOLD"):
        monkeypatch.setattr(wordpress, name, 7)
    site.answers = Endless(posts_of, total)
    entries = list(read_posts(site.url(f"{POSTS}?per_page=2"), settings=LOCAL))
    assert len([path for path, _ in site.requests if path.startswith(POSTS)]) == pages
    assert len([entry for entry in entries if not entry.problem]) == good
    assert said in entries[-1].problem


def test_a_list_that_ends_before_its_total_is_told(site: Site) -> None:
    site.answers = Endless(until_two, "3")
    *posts, last = read_posts(site.url(f"{POSTS}?per_page=2"), settings=LOCAL)
    assert len(posts) == 2
    assert "page 2 is empty" in last.problem
    site.answers = Endless(until_two, None)
    assert len(list(read_posts(site.url(f"{POSTS}?per_page=2"), settings=LOCAL))) == 2


def test_what_is_no_post_is_named_and_the_others_are_read(site: Site) -> None:
    site.answers = Endless(lambda _: [post(1), None, [post(3)], 4, "x", post(2), {}], "1")
    entries = list(read_posts(site.url(POSTS), settings=LOCAL))
    assert [entry.url[-1:] for entry in entries if not entry.problem] == ["1", "2", ""]
    said = [entry.problem for entry in entries if entry.problem]
    for place, kind in enumerate(("null", "a list", "a number", "text"), start=2):
        assert f"post {place} is no object, but {kind}" in said[place - 2]


ODD: list[dict[str, Any]] = [
    {"title": None, "content": {"rendered": None}}, {"_embedded": [], "status": {}},
    {"_embedded": {"author": [None, {"name": 3}], "wp:term": [None, [{"name": []}]]}},
    {"date_gmt": 7, "modified_gmt": "never", "link": ["x"]}, {"content": "plain", "link": 1},
    {"id": {}, "link": None},
]  # fmt: skip


@pytest.mark.parametrize("changes", ODD)
def test_a_post_of_odd_values_is_read_as_far_as_it_goes(
    site: Site, changes: dict[str, Any]
) -> None:
    site.answers = Endless(lambda _: [post(1, **changes), post(2)], "1")
    odd, good = read_posts(site.url(POSTS), settings=LOCAL)
    assert (odd.problem, good.url) == ("", "https://tide.example/2")
