"""Pages that are something else than an article say what they are."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound

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
