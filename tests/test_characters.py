"""Tests that characters that no format allows are replaced without moving offsets."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from audiobrief.characters import make_all_writable, make_writable, name_character
from audiobrief.model import Article, Author, Block, BlockKind

EVERYTHING = st.text(st.characters(), max_size=40)


@given(EVERYTHING)
def test_what_is_left_can_be_written_and_lies_where_it_lay(text: str) -> None:
    writable = make_writable(text)
    assert len(writable) == len(text)
    writable.encode("utf-8")
    for before, after in zip(text, writable, strict=True):
        assert after == before or unicodedata.category(before) in {"Cc", "Cs", "Cn"}
        assert unicodedata.category(after) != "Cc" or after in "\t\n\r\x85"
    assert make_writable(writable) == writable


def test_every_text_of_an_article_is_reached() -> None:
    poison, clean = "a\0\ud800\ufffeb", "a \ufffd\ufffdb"

    def article(text: str) -> Article:
        rows = ((text, "b"), ("c", text))
        blocks = (Block(BlockKind.TABLE, text, rows=rows, attribution=text),)
        return Article(text, blocks, dek=text, authors=(Author(text, text, text),), site=text)

    assert make_all_writable(article(poison)) == article(clean)
    good = article("Zoë “naïve” 🎧\n")
    assert make_all_writable(good) is good


def test_a_message_names_a_character_that_nobody_sees() -> None:
    named = {c: name_character(c) for c in "\0\x1b\x85\u2028\u200b\ud800"}
    assert named == {
        "\0": "a NUL character", "\x1b": "an escape character",
        "\x85": "a control character (U+0085)", "\u2028": "the character LINE SEPARATOR (U+2028)",
        "\u200b": "a zero-width space", "\ud800": "a control character (U+D800)",
    }  # fmt: skip
