"""Tests what a feed or a list says of an article, laid over what its page says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiobrief.cleaner import clean
from audiobrief.cleaner.given import fill_in
from audiobrief.filed.article import ArticleData
from audiobrief.model import Author, BlockKind, PageKind
from tests.torture.running import invoke

PAGE = clean(
    "<h1>Ferry back</h1><p>The ferry runs again, the harbour master said on Monday.</p>"
)


def filled(*names: str) -> tuple[list[str], tuple[str, ...]]:
    """The authors' names and the remarks, where a feed names these authors."""
    data = ArticleData(authors=tuple(Author(name) for name in names))
    article = fill_in(replace(PAGE, authors=()), data)
    return [author.name for author in article.authors], article.remarks


def test_a_feeds_authors_are_taken() -> None:
    assert filled("Ada Lind", "Bo Ek") == (["Ada Lind", "Bo Ek"], ())


def test_whom_a_feed_names_in_vain_is_said() -> None:
    names, remarks = filled("admin", "Ada Lind")
    assert names == ["Ada Lind"]
    assert remarks == (
        "the feed's author 'admin' is not read as a person's name; it is left out",
    )


NAMES = (
    # as a content system gives them, and no account
    "bell crane", "Ngũgĩ wa Thurlo", "Cher", "Kwame", "ada lind", "van der Marl",
)  # fmt: skip
ACCOUNTS = ("admin", "Admin", "jlind", "Guest Author", "user12", "ed2", "a@courier.example")


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_a_content_system_gives_wins_over_guesses(name: str) -> None:
    assert filled(name) == ([name], ())


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_is_no_author(name: str) -> None:
    names, remarks = filled(name)
    assert (names, len(remarks)) == ([], 1)


def page_of(node: dict[str, Any]) -> str:
    data = {"@graph": [node, {"@id": "#p", "@type": "Person", "name": "Mara Vint"}]}
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(data)}</script></head><body>'
        "<article><h1>Ferry back</h1><p>The ferry runs again, the harbour master said on Monday. "
        "It sails at six and at noon.</p></article></body></html>"
    )


PERSON = {"@type": "Person", "name": "Mara Vint"}


@pytest.mark.parametrize(
    "kind", ["NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle"]
)
def test_an_author_whom_the_articles_own_data_names_is_read(kind: str) -> None:
    article = clean(page_of({"@type": kind, "headline": "Ferry back", "author": PERSON}))
    assert article.authors == (Author("Mara Vint"),)
    assert article.remarks == ()


def test_an_account_in_a_node_of_its_own_is_told(tmp_path: Path) -> None:
    page = page_of({"@type": "Article", "headline": "Ferry back", "author": {"@id": "#p"}})
    article = clean(page)
    assert article.authors == ()
    (remark,) = article.remarks
    assert "names Mara Vint as the author" in remark
    # what the feed says of it bears the name out
    told = clean(page, hints=ArticleData(authors=(Author("Mara Vint"),)))
    assert (told.authors, told.remarks) == ((Author("Mara Vint"),), ())
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    _, _, err = invoke("clean", path)
    assert "Mara Vint" in err


def test_a_byline_of_the_page_needs_no_remark() -> None:
    article = replace(PAGE, authors=(Author("Cato Wren"),))
    assert fill_in(article, ArticleData(authors=(Author("admin"),))) == article


@pytest.mark.parametrize(
    ("body", "headings"),
    [
        (
            "# What happened\n\n{text}\n\n# What is next\n\n{text}",
            ["What happened", "What is next"],
        ),
        ("# Ferry back\n\n{text}\n\n## What is next\n\n{text}", ["What is next"]),
        ("---\ntitle: An older one\n---\n# What happened\n\n{text}", ["What happened"]),
        ("---\nauthor: Ada Lind\n---\n# What happened\n\n{text}", ["What happened"]),
    ],
)
def test_a_heading_of_markdown_is_dropped_only_if_it_is_the_given_headline(
    body: str, headings: list[str]
) -> None:
    text = "The ferry runs again, the harbour master said on Monday."
    data = ArticleData(
        headline="Ferry back", body=body.format(text=text), body_format=PageKind.MARKDOWN
    )
    article = clean(data)
    assert article.title == "Ferry back"
    assert [x.text for x in article.blocks if x.kind is BlockKind.HEADING] == headings
