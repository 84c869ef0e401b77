"""Tests what a feed or a list says of an article, laid over what its page says."""

from __future__ import annotations

from dataclasses import replace

from audiobrief.cleaner import clean
from audiobrief.cleaner.given import fill_in
from audiobrief.filed.article import ArticleData
from audiobrief.model import Author

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


def test_a_byline_of_the_page_needs_no_remark() -> None:
    article = replace(PAGE, authors=(Author("Cato Wren"),))
    assert fill_in(article, ArticleData(authors=(Author("admin"),))) == article
