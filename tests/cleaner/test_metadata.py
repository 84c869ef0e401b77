"""What pages say about themselves, on pages in the manner of real templates."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiobrief.cleaner.metadata import (
    Metadata,
    is_byline,
    is_dateline,
    parse_date,
    read_metadata,
)
from audiobrief.cleaner.metadata.sites import detect_language, host_label
from audiobrief.cleaner.metadata.structured import parse_json, walk_nodes
from audiobrief.cleaner.tree import read_tree
from audiobrief.model import Author

CET = timezone(timedelta(hours=1))


def read(html: str, url: str = "") -> Metadata:
    return read_metadata(read_tree(html), url)


def page(head: str = "", body: str = "") -> str:
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'


def ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


NEWSROOM = page(
    "<title>Tide gates close for the winter | Marlow Post</title>"
    '<meta property="og:site_name" content="Marlow Post">'
    '<meta property="og:image" content="/img/gates.jpg">'
    '<link rel="canonical" href="/2021/12/17/tide-gates/">'
    + ld(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Tide gates close for the winter",
            "datePublished": "2021-12-17T09:30:00+01:00",
            "dateModified": "2021-12-18T08:00:00+01:00",
            "author": [
                {"@type": "Person", "name": "Ada Quill"},
                {"@type": "Person", "name": "Bo Marsh"},
            ],
            "isAccessibleForFree": "False",
            "articleBody": "The gates closed.",
        }
    ),
    '<header class="masthead"><p>Monday, Dec 27, 2021</p></header>'
    "<article><h1>Tide gates close for the winter</h1>"
    '<p class="standfirst">The harbour sleeps until March, and its masters do not.</p>'
    '<p class="byline">By ADA QUILL and BO MARSH in Marlow</p>'
    "<p>The gates closed on Friday.</p></article>",
)


def test_a_newsroom_with_json_ld() -> None:
    found = read(NEWSROOM, "https://www.marlowpost.example/2021/12/17/tide-gates/?ref=x")
    assert found.title == "Tide gates close for the winter"
    assert found.dek == "The harbour sleeps until March, and its masters do not."
    assert found.authors == (Author("Ada Quill", "Marlow"), Author("Bo Marsh", "Marlow"))
    assert found.site == "Marlow Post"
    assert found.published == datetime(2021, 12, 17, 9, 30, tzinfo=CET)
    assert found.modified == datetime(2021, 12, 18, 8, 0, tzinfo=CET)
    assert found.url == "https://www.marlowpost.example/2021/12/17/tide-gates/"
    assert found.image == "https://www.marlowpost.example/img/gates.jpg"
    assert found.language == "en"
    assert found.body == "The gates closed."
    assert found.free is False
    assert "NewsArticle" in found.kinds


def test_the_elements_that_were_read_are_named() -> None:
    tree = read_tree(NEWSROOM)
    named = set(read_metadata(tree).elements)
    shown = {tag.name: tag for tag in tree.elements if id(tag) in named}
    assert shown["h1"].get_text() == "Tide gates close for the winter"
    assert len(named) == 3


def test_a_masthead_date_is_not_the_articles() -> None:
    found = read(
        page(
            "<title>Ferries run late : Marlow Post</title>",
            '<div class="top"><a href="/">Marlow Post</a><p>Monday, Dec 27, 2021</p></div>'
            '<div class="story"><h1>Ferries run late</h1><p>They do.</p></div>',
        )
    )
    assert found.published is None
    assert found.title == "Ferries run late"


@pytest.mark.parametrize(
    "author",
    [
        "admin",
        "Staff",
        "wpadmin2",
        "desk@marlowpost.example",
        "@adaquill",
        "Marlow Post",
        "null",
    ],
)
def test_accounts_are_no_authors(author: str) -> None:
    head = '<meta property="og:site_name" content="Marlow Post">' + ld(
        {"@type": "NewsArticle", "headline": "Ferries run late", "author": author}
    )
    body = f"<h1>Ferries run late</h1><p>Written by {author}</p><p>They do.</p>"
    assert read(page(head, body)).authors == ()


def test_a_log_in_that_no_reader_sees_is_no_author() -> None:
    head = ld({"@type": "BlogPosting", "headline": "Late", "author": {"name": "aquill"}})
    assert read(page(head, "<h1>Late</h1><p>They are.</p>")).authors == ()


def test_bylines_of_teasers_and_comments_are_not_the_pages() -> None:
    body = (
        "<article><h1>Ferries run late again</h1><p>They do.</p></article>"
        '<div class="related"><span class="byline">By Cy Holm</span></div>'
        '<div class="comments"><span class="comment-author">Dee Reed</span></div>'
    )
    assert read(page("", body)).authors == ()


POST = "<title>Ferries run late</title>", "<h1>Ferries run late</h1>"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        (
            '<p class="x7 q1">By <a href="/newsteam/ada-quill">Ada Quill</a> KTQL</p>',
            "Ada Quill",
        ),
        ('<p class="x7">Erstellt von <a href="/author/bo/">Bo</a> am 6. Mai 2014</p>', "Bo"),
        ('<div><a href="?author=3">All posts by Ada Quill</a></div>', "Ada Quill"),
        ("<p>25.10.2022 - Martin Marsh</p>", "Martin Marsh"),
        ('<p>by</p><h3><a href="/profile/142">quill20</a></h3>', "quill20"),
        ("<p>The ferries were late.</p><p>Text: Martin Marsh</p>", "Martin Marsh"),
        ('<p>They were.</p><p>Quelle: <a href="https://x.example">dpa</a></p>', "dpa"),
        ("<p>The ferries were late.</p><p>© 2019 Martin Marsh</p>", "Martin Marsh"),
        ('<p>They were.</p><p align="right"><em>Clara Marsh</em></p>', "Clara Marsh"),
    ],
)
def test_bylines_that_no_class_announces(line: str, author: str) -> None:
    head, top = POST
    assert [a.name for a in read(page(head, f"<div>{top}{line}</div>")).authors] == [author]


AUTHOR_META = '<meta name="author" content="Mattis Quill">'


@pytest.mark.parametrize(
    ("head", "line", "authors"),
    [
        ("", '<a data-testid="authorName" href="/@cm?s=1">Clara Marsh</a>', ["Clara Marsh"]),
        ("", '<p><span property="author">Clara Marsh</span></p>', ["Clara Marsh"]),
        (
            "",
            '<div class="byline"><i>Clara Marsh</i><i>Bo Anders Reed</i></div>',
            ["Clara Marsh", "Bo Anders Reed"],
        ),
        ("", '<p class="byline"><b>Cy Holm</b><b>Staff Writer</b></p>', ["Cy Holm"]),
        ("", '<p class="byline">Floyd 3. Mai 2021</p>', ["Floyd"]),
        ("", "<p>06.11.2023 13:30 von Olga</p>", ["Olga"]),
        ("", '<div class="post-meta">3 min · Clara Marsh</div>', ["Clara Marsh"]),
        (AUTHOR_META, "<div>Mattis Quill, May 3, 2021</div>", ["Mattis Quill"]),
        ("", "<aside><a rel=author href=/p/cm>Clara Marsh</a></aside>", ["Clara Marsh"]),
        ("", "<p>MARLOW (Reuters) - The ferries were late.</p>", ["Reuters"]),
        ("", "<p>They were.</p><dl><dt>Autor</dt><dd>Clara Marsh</dd></dl>", ["Clara Marsh"]),
        (
            "",
            "<p>They were.</p><h3>Über die Autorin</h3><p>Clara Marsh schreibt viel.</p>",
            ["Clara Marsh"],
        ),
    ],
)
def test_bylines_by_their_makers_habits(head: str, line: str, authors: list[str]) -> None:
    title, top = POST
    found = read(page(title + head, f"<div>{top}{line}</div>"))
    assert [author.name for author in found.authors] == authors


def test_a_linked_name_keeps_the_place_and_role_beside_it() -> None:
    title, top = POST
    line = "<div>By <a rel=author href=/authors/q>Ada Quill</a>, ferry correspondent, in Marlow</div>"
    found = read(page(title, f"<div>{top}{line}</div>"))
    assert found.authors == (Author("Ada Quill", "Marlow", "ferry correspondent"),)


def test_the_data_knows_better_than_a_teasers_byline() -> None:
    head = ld({"@type": "NewsArticle", "author": {"@type": "Person", "name": "Clara Marsh"}})
    body = "<h1>Ferries run late</h1><div>Clara Marsh</div><div><a>Gates</a><p>By Bo Reed</p></div>"
    assert [a.name for a in read(page(head, body)).authors] == ["Clara Marsh"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ('<meta name="release_date" content="2021-05-03">', ""),
        ('<meta name="article:published_time" content="Mon May 03 12:45:00 EDT 2021">', ""),
        ('<script>dataLayer=[{"publishedAt":"2021-05-03T10:00:00Z"}]</script>', ""),
        ("", "<p>2021年5月3日 09:43</p>"),
        ("", "<p>2021. május 3.</p>"),
        ("", "<p>3. svibnja 2021.</p>"),
        ("", "<p>This entry was posted on Monday, May 3rd, 2021 at 10:12 am.</p>"),
        ("", "<p>Diese Seite wurde zuletzt am 3. Mai 2021 um 13:22 Uhr geändert.</p>"),
    ],
)
def test_dates_by_their_makers_habits(head: str, body: str) -> None:
    title, top = POST
    found = read(page(title + head, f"<div>{top}{body}</div>"))
    assert found.published is not None
    assert found.published.date() == date(2021, 5, 3)


def test_a_logo_in_an_h1_is_a_link_home() -> None:
    head = "<title>Ferries run late again</title>"
    body = '<h1><a href="/">A harbour full of boats</a></h1><h1>Ferries run late again</h1>'
    assert read(page(head, body)).title == "Ferries run late again"


@pytest.mark.parametrize(
    "line",
    [
        '<p><a href="/team/">Team</a> <a href="/about/history">Our history</a></p>',
        "<p>Harbour Council, 25.10.2022</p>",
        "<p>They were.</p><p>Source: our own calculations</p>",
        '<figure><img src="a.jpg"><figcaption>© 2019 Martin Marsh</figcaption></figure>',
        "<p>They were.</p><p align=right>Read more</p>",
        '<nav><li class="menu-item"><a href="/author/cm/">Author: Clara Marsh</a></li></nav>',
        '<p class=author itemprop="author"><a href="/impressum/">cmr</a></p>',
        f'{"<p>They were.</p>" * 30}<div class="author-name">Redaktion</div>',
        "<p>Marlow (dpa/cm). The ferries were late.</p>",
    ],
)
def test_what_only_looks_like_a_byline(line: str) -> None:
    head, top = POST
    assert read(page(head, f"<div>{top}{line}</div>")).authors == ()


@pytest.mark.parametrize(
    ("head", "url", "authors"),
    [
        # data that names who runs the site, which readers do not see
        ('<meta name="DCTERMS.creator" content="Clara Marsh">', "", []),
        (
            (
                '<meta name="DC.creator" content="Marsh, Clara">'
                '<meta name="DC.rights.rightsHolder" content="Clara Marsh">'
            ),
            "",
            [],
        ),
        ('<meta name="DC.creator" content="Marsh, Clara">', "", ["Clara Marsh"]),
        # a page typed by hand says no more than its author
        ('<meta name="author" content="Clara Marsh">', "", ["Clara Marsh"]),
        (
            '<meta name="author" content="Clara Marsh"><meta name="generator" content="X">',
            "",
            [],
        ),
        ('<meta name="author" content="Clara Marsh">', "https://marlow.example/", []),
        (
            (
                '<meta name="author" content="Boats in Marlow - Ropes And Sails">'
                '<meta name="copyright" content="(C) by Boats in Marlow - Ropes And Sails">'
            ),
            "https://marlow.example/1",
            [],
        ),
    ],
)
def test_data_that_names_the_sites_owner(head: str, url: str, authors: list[str]) -> None:
    title, top = POST
    found = read(page(title + head, f"<div>{top}<p>They were. Ropes And Sails</p></div>"), url)
    assert [author.name for author in found.authors] == authors


def test_a_firm_that_is_called_after_a_person_owns_no_texts() -> None:
    posted = '<div><h1>Ferries run late</h1><time datetime="2021-05-03">3 May</time></div>'
    assert (
        read(page("<title>Ferries run late - Martin Marsh BOATS</title>", posted)).authors == ()
    )
    head = (
        '<meta name="copyright" content="2021 Martin Marsh"><meta name="og:type" content="x">'
    )
    assert read(page(head, posted)).authors == ()


def test_a_dated_post_on_a_persons_site_is_that_persons() -> None:
    head = "<title>Ferries run late | Martin Marsh's Notes</title>"
    posted = '<div><h1>Ferries run late</h1><time datetime="2021-05-03">3 May</time></div>'
    assert [a.name for a in read(page(head, posted)).authors] == ["Martin Marsh"]
    assert read(page(head, "<div><h1>Ferries run late</h1></div>")).authors == ()


@pytest.mark.parametrize(
    ("host", "kind", "authors"),
    [
        ("ortunvelbry.example", "Person", ["Ortun Velbry"]),
        ("tidenotes.example", "Person", []),
        ("ortunvelbry.example", "Organization", []),
    ],
)
def test_a_writer_may_publish_under_a_domain_of_the_same_name(
    host: str, kind: str, authors: list[str]
) -> None:
    name = "Ortun Velbry"
    head = f'<link rel="canonical" href="https://{host}/tides"><title>Ferries run late</title>'
    head += f'<meta property="og:site_name" content="{name}">' + ld(
        {
            "@type": "Article",
            "headline": "Ferries run late",
            "author": {"@type": kind, "name": name},
            "publisher": {"@type": "Organization", "name": name},
        }
    )
    found = read(page(head, f"<h1>Ferries run late</h1><p>They were, says {name} too.</p>"))
    assert [author.name for author in found.authors] == authors


def test_the_title_tag_is_split_where_a_heading_tells() -> None:
    head = "<title>Clara Marsh's Own House » Ferries run late</title>"
    found = read(page(head, "<h2>Ferries run late</h2><p>They do.</p>"))
    assert found.title == "Ferries run late"


SHARED_AS = '<meta property="og:title" content="You will not believe these ferries">'


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>»Late!« - The Quay</title>", "<h2>»Late!«</h2>", "»Late!«"),
        ("<title>Boat A31All towns | All towns</title>", "<h1>Boat A31</h1>", "Boat A31"),
        ("<title>Six tested</title>", "<h1 class=entry-title>On boats</h1>", "On boats"),
        (
            "<title>The Quay - Chapter 3 - cm</title>",
            "<h1>The Quay</h1>",
            "The Quay - Chapter 3",
        ),
        (
            "<title>Quays – Sold | City of Quays</title>",
            "<h2>Quays – Sold</h2>",
            "Quays – Sold",
        ),
        (f'{SHARED_AS}<meta property="dc:title" content="Late again">', "", "Late again"),
    ],
)
def test_headlines_by_their_makers_habits(head: str, body: str, title: str) -> None:
    assert read(page(head, f"<div>{body}<p>They do.</p></div>")).title == title


def test_the_date_a_theme_sets_into_the_h1_is_not_the_headline() -> None:
    head = '<title>x</title><meta property="og:title" content="Ferries run late">'
    found = read(page(head, "<h1>Ferries run late <span>Posted on 3 May 2021</span></h1>"))
    assert found.title == "Ferries run late"


@pytest.mark.parametrize(
    "body",
    [
        "<h1>Ferries run late</h1><p>Press release of 3 May 2021 | Marlow. They do.</p>",
        "<h1>Ferries run late</h1><p>Marlow, 3. Mai 2021 - Sie kamen zu spät.</p>",
        '<h1>Ferries run late</h1><footer><time datetime="2021-05-03">May 3</time></footer>',
        "<h1>Report of 03.05.2021: ferries run late</h1>",
    ],
)
def test_dates_that_no_class_announces(body: str) -> None:
    found = read(page("<title>Ferries run late</title>", f"<div>{body}</div>"))
    assert found.published is not None
    assert found.published.date() == date(2021, 5, 3)


def test_json_ld_inside_a_cdata_section_is_read() -> None:
    data = '{"@type": "Article", "datePublished": "2021-05-03T10:00:00-04:00"}'
    head = f'<script type="application/ld+json">\n<![CDATA[\n{data}\n]]></script>'
    found = read(page(head, "<h1>Ferries run late</h1>"))
    assert found.published is not None
    assert found.published.date() == date(2021, 5, 3)


def test_a_hidden_byline_is_withheld() -> None:
    head = ld({"@type": "WebPage", "author": {"@type": "Person", "name": "Ada Quill"}})
    body = (
        "<h1>Ferries run late again</h1><p>They do.</p>"
        '<div class="td-author-name author" style="display:none">Ada Quill</div>'
    )
    assert read(page(head, body)).authors == ()


def test_the_kicker_inside_an_h1_is_not_the_headline() -> None:
    head = '<meta property="og:title" content="Ferries run late again">'
    body = "<h1><span>Harbour</span> <span>Ferries run late again</span></h1>"
    assert read(page(head, body)).title == "Ferries run late again"


def test_an_h1_with_the_logo_is_not_the_headline() -> None:
    head = "<title>Ferries run late again | Marlow Post</title>"
    body = "<h1>Marlow Post</h1><h2>Ferries run late again</h2><p>They do.</p>"
    assert read(page(head, body)).title == "Ferries run late again"


DATES: dict[tuple[str, str], datetime | None] = {
    ("2021-12-17T09:30:00+0100", "en"): datetime(2021, 12, 17, 9, 30, tzinfo=CET),
    ("Fri, 17 Dec 2021 08:30:00 GMT", "en"): datetime(2021, 12, 17, 8, 30, tzinfo=UTC),
    # "ET" is an hour ahead from March to November
    ("Sep 17, 2025, 09:00 ET", "en"): datetime(
        2025, 9, 17, 9, 0, tzinfo=timezone(timedelta(hours=-4))
    ),
    ("March 9, 2025, 1:30 a.m. PT", "en"): datetime(
        2025, 3, 9, 1, 30, tzinfo=timezone(timedelta(hours=-8))
    ),
    ("Nov. 2, 2025 at 1:00 PM CT", "en"): datetime(
        2025, 11, 2, 13, 0, tzinfo=timezone(timedelta(hours=-6))
    ),
    ("Dec. 17, 2021, 9:30 a.m. ET", "en"): datetime(
        2021, 12, 17, 9, 30, tzinfo=timezone(timedelta(hours=-5))
    ),
    ("17. Dezember 2021", "de"): datetime(2021, 12, 17, tzinfo=UTC),
    ("17 de diciembre de 2021", "es"): datetime(2021, 12, 17, tzinfo=UTC),
    ("le 17 décembre 2021 à 09h08", "fr"): datetime(2021, 12, 17, 9, 8, tzinfo=UTC),
    ("17 grudnia 2021", "pl"): datetime(2021, 12, 17, tzinfo=UTC),
    ("17 декабря 2021", "ru"): datetime(2021, 12, 17, tzinfo=UTC),
    ("2021年12月17日", "ja"): datetime(2021, 12, 17, tzinfo=UTC),
    ("3/4/2021", "en-US"): datetime(2021, 3, 4, tzinfo=UTC),
    ("3/4/2021", "en-GB"): datetime(2021, 4, 3, tzinfo=UTC),
    ("03.04.21", "de"): datetime(2021, 4, 3, tzinfo=UTC),
    ("1970-01-01", "en"): None,
    ("31/31/2021", "en"): None,
    ("9999-01-01", "en"): None,
    ("May the 4th", "en"): None,
    ("no date", "en"): None,
}


@pytest.mark.parametrize(("text", "language"), DATES)
def test_dates(text: str, language: str) -> None:
    assert parse_date(text, language) == DATES[text, language]


def test_lines_of_a_dump_are_known() -> None:
    assert is_byline("By Ada Quill and Bo Marsh in Kyiv")
    assert is_byline("Von Ada Quill, dpa")
    assert not is_byline("By noon the ferries were late.")
    assert not is_byline("By the harbour, Ada Quill waited for a ferry that never came.")
    assert is_dateline("Published Dec. 17, 2021, 9:30 a.m. ET")
    assert not is_dateline("On Dec. 17, 2021 the ferries ran late, and nobody minded at all")


def test_broken_json_is_mended() -> None:
    assert parse_json('<!-- {"a": [1, 2,],} -->') == {"a": [1, 2]}
    assert parse_json('{"a": "line\nbreak", "b": "it\\\'s"}') == {
        "a": "line\nbreak",
        "b": "it's",
    }
    assert parse_json("{") is None
    assert parse_json("[" * 100_000) is None


@pytest.mark.parametrize(
    ("country", "language"),
    [
        ("ZA", "en-ZA"),
        ("South Africa", "en-ZA"),
        ("gb", "en-GB"),
        ("Europe", "en"),
        (None, "en"),
    ],
)
def test_a_publishers_address_tells_the_region(country: str | None, language: str) -> None:
    publisher = {
        "@type": "NewsMediaOrganization",
        "name": "Marlow Post",
        "address": {"@type": "PostalAddress", "addressCountry": country},
    }
    head = ld({"@type": "NewsArticle", "headline": "Tide gates close", "publisher": publisher})
    assert read(page(head)).language == language


def test_languages_and_hosts() -> None:
    assert (
        detect_language("Der Hafen und die Stadt sind nicht mit dem Zug zu erreichen") == "de"
    )
    assert detect_language("港口今天关闭了因为今天没有船来港口今天关闭了") == "zh"
    assert detect_language("ok") == ""
    assert host_label("https://news.marlow.co.uk/a") == "marlow"


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from([
            "@type", "@graph", "@id", "author", "name", "headline", "image", "url", "publisher",
            "datePublished", "mainEntity", "articleBody", "inLanguage", "isAccessibleForFree",
        ]),
        inner | st.sampled_from(["NewsArticle", "WebPage", "2021-12-17", "http://[", "Person"]),
        max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_hostile_json_ld_never_raises(data: Any) -> None:
    found = read(page(ld(data).replace("</", "<\\/", 0), "<h1>Late</h1>"), "https://a.example/")
    assert isinstance(found, Metadata)
    assert all(isinstance(node, dict) for node in walk_nodes(data))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_is_read_without_raising(html: str, url: str) -> None:
    found = read(html, url)
    assert found.published is None or found.published.tzinfo is not None
    assert all(author.name.strip() for author in found.authors)


@pytest.mark.parametrize(
    "title",
    ["Secret ferry timetable", "the secret ferry timetable", "SECRET FERRY TIMETABLE"],
)
def test_a_headline_keeps_the_article_that_a_title_leaves_out(title: str) -> None:
    html = page(
        f"<title>{title}</title>", "<h1>The secret ferry timetable</h1><p>It is out.</p>"
    )
    assert read(html).title == "The secret ferry timetable"
