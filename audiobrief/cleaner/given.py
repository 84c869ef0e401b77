"""Lay what is given of an article over what was found, and name an article without a headline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from audiobrief.cleaner.mail_text import is_greeting
from audiobrief.cleaner.metadata import read_byline
from audiobrief.cleaner.text import clean_text
from audiobrief.filed.article import ArticleData
from audiobrief.model import Article, Author
from audiobrief.patterns import compile_late
from audiobrief.spoken.sentences import split_sentences

TEXTS = {
    # field of the data -> field of the article
    "headline": "title", "dek": "dek", "site": "site", "section": "section",
    "url": "url", "language": "language", "image": "image",
}  # fmt: skip
VALUES = ("published", "modified")
"""Fields that are the same in both."""
MAX_OPENING = 60
"""Characters of the first words that name an article without a headline: as many as a player
shows in one line."""

_DIGIT = compile_late(r"\d")


def lay_over(article: Article, data: ArticleData) -> Article:
    """The article with everything that the data gives; the rest stays as it was found."""
    given = _given(data)
    if given.get("title"):
        given["is_untitled"] = False
    named = tuple(author for author in map(_cleaned, data.authors) if author.name)
    authors = named or read_authors(data.byline)
    if authors:
        given["authors"] = authors
    return replace(article, **given)


def read_authors(byline: str) -> tuple[Author, ...]:
    """The authors of a byline that people wrote; what names nobody that is known is one author."""
    return read_byline(byline) or _as_author(byline)


def fill_in(article: Article, data: ArticleData) -> Article:
    """The article with what the data gives in the fields that are empty.

    The names are from a feed, whose content system knows its authors better than a guess does;
    only what is written as an account is left out.
    """
    found = {name: value for name, value in _given(data).items() if not getattr(article, name)}
    if not article.authors:
        names = [author.name for author in data.authors]
        read = {name: read_byline(name, printed=False) or _as_typed(name) for name in names}
        found["authors"] = tuple(dict.fromkeys(one for each in read.values() for one in each))
        unknown = [name for name, authors in read.items() if not authors]
        if unknown:
            said = ", ".join(f"'{name}'" for name in unknown)
            found["remarks"] = (
                *article.remarks,
                f"the feed's author {said} is not read as a person's name; it is left out",
            )
    return replace(article, **found)


def with_title(article: Article) -> Article:
    """The article with the first words of its text as its title, if it has none.

    A mail's greeting is passed over, since all mails to one person begin with it.
    """
    if article.title.strip():
        return article
    texts = [clean_text(block.text) for block in article.blocks[:2]]
    text = texts[0]
    if is_greeting(text):
        # what follows a comma begins with a small letter
        text = texts[-1][:1].upper() + texts[-1][1:]
    start, end = next(iter(split_sentences(text, article.language)), (0, len(text)))
    opening = text[start:end]
    if len(opening) > MAX_OPENING:
        # the mark is for the eye: the title is not spoken
        opening = f"{text[start : start + MAX_OPENING].rpartition(' ')[0] or text[start : start + MAX_OPENING]}…"
    return replace(article, title=opening, is_untitled=True)


def _as_typed(name: str) -> tuple[Author, ...]:
    """The author of a name that people typed for their readers: "bell hooks", "Cher".

    An account is one word in small letters, or has digits, or says what it may do ("Admin").
    """
    said = clean_text(name)
    authors = read_byline(said)
    is_whole = len(authors) == 1 and authors[0].name == said
    is_typed = (" " in said or said[:1].isupper()) and not _DIGIT.search(said)
    return authors if is_whole and is_typed else ()


def _given(data: ArticleData) -> dict[str, Any]:
    texts = {name: clean_text(getattr(data, key)) for key, name in TEXTS.items()}
    values = {name: getattr(data, name) for name in VALUES}
    tags = tuple(filter(None, map(clean_text, data.tags)))
    found = {**texts, **values, "tags": tags}
    return {name: value for name, value in found.items() if value}


def _cleaned(author: Author) -> Author:
    name, place, role = map(clean_text, (author.name, author.place, author.role))
    return replace(author, name=name, place=place, role=role)


def _as_author(byline: str) -> tuple[Author, ...]:
    name = clean_text(byline)
    return (Author(name),) if name else ()
