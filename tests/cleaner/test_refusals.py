"""Pages that are something else than an article say what they are."""

from __future__ import annotations

import json

import pytest

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Page
from tests.cleaner.makers import no_articles

LEDE = (
    "The ferry company of Halverwick said on Monday that it would sell its two oldest boats "
    "and keep the third, which the town had hoped to see preserved, as a floating workshop."
)
UNPAID = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferries sold",'
    '"isAccessibleForFree":false}</script>'
)
WALL = '<div class="paywall"><p>Subscribe to continue reading this story.</p></div>'
REFUSED = {
    "<title>404</title><h1>404</h1><p>The page that you look for has moved away.</p>": "error page",
    "<title>Error 503</title><h1>Error 503</h1><p>Our servers take a rest, come again.</p>": "error page",
    f"<html><head><title>Ferries sold</title>{UNPAID}</head><body><h1>Ferries sold</h1>"
    f"<article><p>{LEDE}</p>{WALL}</article></body></html>": "paywall",
}


@pytest.mark.parametrize("page", REFUSED)
def test_what_stands_in_an_articles_place_is_named(page: str) -> None:
    with pytest.raises(NoArticleFound, match=REFUSED[page]):
        clean(page)


def written_by_scripts(body: str, free: str = "true") -> str:
    data = {"@type": "NewsArticle", "headline": "Ferries sold", "articleBody": body}
    head = json.dumps(data | {"isAccessibleForFree": free})
    return (
        f'<head><script type="application/ld+json">{head}</script></head><div id="root"></div>'
    )


def test_a_page_of_scripts_is_read_from_its_data() -> None:
    body = "".join(f"<p>{n}. <b>{LEDE[:20]}</b>{LEDE[20:]}</p>" for n in range(1, 8))
    blocks = clean(written_by_scripts(body)).blocks
    assert [block.text for block in blocks] == [f"{n}. {LEDE}" for n in range(1, 8)]


@pytest.mark.parametrize(("paragraphs", "free"), [(2, "true"), (8, "false")])
def test_what_may_be_a_summary_or_is_sold_is_not(paragraphs: int, free: str) -> None:
    with pytest.raises(NoArticleFound):
        clean(written_by_scripts(f"{LEDE}\n" * paragraphs, free))


@pytest.mark.parametrize("figure", ["500 jobs", "8,404 votes", "404,000 votes", "£1.404 bn"])
def test_figures_that_servers_use_too_are_no_error(figure: str) -> None:
    page = (
        f"<h1>{figure} go at the ferry yard</h1><article><p>{LEDE} {figure} go.</p></article>"
    )
    assert clean(page).blocks


def test_a_story_that_is_sold_and_shown_whole_is_read() -> None:
    whole = f"<p>{LEDE}</p>" * 3 + "".join(f"<p>{n}. {LEDE}</p>" for n in range(8))
    page = f"<html><head>{UNPAID}</head><body><h1>Ferries sold</h1><article>{whole}</article></body>"
    assert len(clean(page).blocks) >= 8


@pytest.mark.parametrize(
    "content", ["0; url=https://saltmere.example/pier", "5;URL='https://saltmere.example/pier'"]
)
def test_a_saved_page_that_leads_elsewhere_says_where(content: str) -> None:
    page = (
        f'<html><head><title>Moved</title><meta http-equiv="refresh" content="{content}">'
        '</head><body><a href="https://saltmere.example/pier">This page has moved</a></body></html>'
    )
    with pytest.raises(NoArticleFound, match=r"leads to https://saltmere\.example/pier; give"):
        clean(page)


READINGS = "".join(f"<{{tag}}>Tarn north: {30 + each % 9}</{{tag}}>" for each in range(600))
ROWS = "".join(
    f"<{{tag}}><{{tag}}>Tarn north</{{tag}}><{{tag}}>{each}</{{tag}}></{{tag}}>"
    for each in range(600)
)


@pytest.mark.parametrize(
    "data", [READINGS.format(tag="p"), READINGS.format(tag="div"), ROWS.format(tag="div")]
)
@pytest.mark.parametrize("around", ["{}", "<article>{}</article>", "<div><div>{}</div></div>"])
def test_prose_is_read_however_many_short_lines_stand_around_it(data: str, around: str) -> None:
    told = [f"{LEDE} They are {each} years old." for each in range(30, 36)]
    prose = "".join(f"<p>{each}</p>" for each in told)
    for text in (f"{prose}{data}", f"{data}{prose}", f"{data}{prose}{data}"):
        page = around.format(f"<h1>Ferries sold</h1>{text}")
        blocks = clean(
            f"<title>Ferries sold</title>{page}<footer><p>{LEDE}</p></footer>"
        ).blocks
        assert [block.text for block in blocks if block.text in told] == told


def test_short_lines_without_prose_are_no_article() -> None:
    with pytest.raises(NoArticleFound, match="no running text"):
        clean(f"<title>Readings</title><h1>Readings</h1>{READINGS.format(tag='p')}")


ACCEPTED = {"page-of-a-subject": "the date of its first entry is taken for its own"}
"""Name of a page -> why it is read as an article yet."""
SEEN = [
    pytest.param(name, marks=pytest.mark.xfail(reason=ACCEPTED[name], strict=True))
    if name in ACCEPTED
    else name
    for name in no_articles.PAGES
    if not no_articles.is_aside(name)
]
ASIDE_REFUSED = 9
"""How many of the 11 pages that were set aside are refused."""


@pytest.mark.parametrize("name", SEEN)
def test_pages_without_an_article_are_refused(name: str) -> None:
    with pytest.raises(NoArticleFound):
        clean(Page(no_articles.PAGES[name]))


def test_pages_that_no_rule_was_written_from_are_refused() -> None:
    refused = 0
    for page in (p for name, p in no_articles.PAGES.items() if no_articles.is_aside(name)):
        try:
            clean(Page(page))
        except NoArticleFound:
            refused += 1
    assert refused >= ASIDE_REFUSED


@pytest.mark.parametrize(
    "said",
    [
        "“We have forgotten our password,” the mayor said, and asked people to try again at noon.",
        "The bank said that its page was no longer available, and that nobody could sign in.",
    ],
)
def test_a_short_story_about_sites_is_read_where_it_is_signed_or_dated(said: str) -> None:
    for sign in (
        '<p class="byline">By Ada Quill</p>',
        '<time datetime="2021-05-03">3 May</time>',
    ):
        assert clean(
            f"<article><h1>Bank offline</h1>{sign}<p>{LEDE}</p><p>{said}</p></article>"
        )
