"""Tests a byline that an editor writes: each name stays whole, and nothing is lost without a sign."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean
from audiobrief.desk.drafts import (
    Draft,
    change_article,
    decide_piece,
    decide_text,
    list_pieces,
    source_of,
)
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Author, Block, BlockKind, Page


def article(language: str = "en") -> Article:
    block = Block(BlockKind.PARAGRAPH, "The mill opens on Monday.", source=1)
    return Article(
        title="The mill", blocks=(block,), language=language, authors=(Author("Mo Vey"),)
    )


def names(byline: str, language: str = "en") -> list[str]:
    before = article(language)
    draft = decide_text(before, Draft(), "byline", byline)
    return [author.name for author in change_article(before, draft).authors]


@pytest.mark.parametrize(
    ("language", "byline", "said"),
    [
        ("en", "von der Leyen", ["von der Leyen"]),
        ("en", "By", ["By"]),
        ("en", "Ada Lind\nBo Ek", ["Ada Lind", "Bo Ek"]),
        ("en", "Ada Lind\r\n\r\n Bo  Ek\n", ["Ada Lind", "Bo Ek"]),
        ("en", 'Ada Lind, Bo "Q" Ek and By', ["Ada Lind", 'Bo "Q" Ek', "By"]),
        ("en", "Ada Lind, Bo Ek, and Cy Oye", ["Ada Lind", "Bo Ek", "Cy Oye"]),
        ("en", "Anders Andand, Sandy Und", ["Anders Andand", "Sandy Und"]),
        ("de", "Ada Lind und Bo Ek", ["Ada Lind", "Bo Ek"]),
        ("de-AT", "Ada Lind, Bo Ek and Cy Oye", ["Ada Lind", "Bo Ek", "Cy Oye"]),
        ("fr", "Ada Lind et Bo Ek", ["Ada Lind", "Bo Ek"]),
        ("es", "Ada Lind e Ignacio Ek", ["Ada Lind", "Ignacio Ek"]),
        ("xx", "Ada Lind, Bo Ek", ["Ada Lind", "Bo Ek"]),
        ("es", "José Ortega y Bo Ek", ["José Ortega", "Bo Ek"]),
        ("es", "José Ortega y Gasset y Bo Ek", ["José Ortega y Gasset", "Bo Ek"]),
        ("en", "Ada Lind and Ada Lind", ["Ada Lind"]),
        ("en", "", []),
    ],
)
def test_every_letter_of_each_name_is_kept(language: str, byline: str, said: list[str]) -> None:
    assert names(byline, language) == said


@pytest.mark.parametrize(
    ("byline", "said"),
    [
        ("Ada Lind and", "a part without a name"),
        ("and Ada Lind", "a part without a name"),
        ("Ada Lind,, Bo Ek", "a part without a name"),
        ("Ada Lind, 12", "a part without a name"),
        ('Ada <b onclick=x>Lind</b>, Bo "Q" Ek and By', "has < or >"),
    ],
)
def test_a_byline_with_something_else_than_names_is_refused(byline: str, said: str) -> None:
    with pytest.raises(ScriptError, match=said):
        names(byline)


@pytest.mark.parametrize("day", ["2026-05-03", "2026-05-03T09:30:00+02:00", "3 May 2026"])
def test_the_date_is_listed_as_the_date_and_stays_where_it_is(day: str) -> None:
    text = "".join(
        f"<p>The mill opens in May, after {n} years of repairs.</p>" for n in range(9)
    )
    page = (
        "<h1>The mill opens again</h1><p class=byline>By Ada Lind</p>"
        f'<time datetime="2026-05-03">{day}</time>{text}'
    )
    read = clean(Page(f"<article>{page}</article>"))
    pieces = list_pieces(read, Draft())
    assert [(p.label, p.text) for p in pieces if p.key == "byline"] == [("byline", "Ada Lind")]
    (date,) = [piece for piece in pieces if piece.text == day]
    assert (date.label, date.is_fixed, date.can_be_rewritten) == ("date", True, False)
    with pytest.raises(ScriptError, match="is the date of the story"):
        decide_piece(read, Draft(), date.key, is_kept=True)
    with pytest.raises(ScriptError, match="is the date of the story"):
        source_of(read, date.key)
