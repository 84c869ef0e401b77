"""Tests a byline that an editor writes: each name stays whole, and nothing is lost without a sign."""

from __future__ import annotations

import pytest

from audiobrief.desk.drafts import Draft, change_article, decide_text
from audiobrief.errors import ScriptError
from audiobrief.model import Article, Author, Block, BlockKind


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
