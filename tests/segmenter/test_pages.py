"""Tests whole pages against golden scripts, and that nothing is lost or said twice."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Author, Role
from audiobrief.segmenter import QuoteMode, Reading, ScriptStyle, segment
from audiobrief.segmenter.text import script_text
from tests.places import PAGES, SHARED, needs_shared
from tests.segmenter.articles import expected, written

ARTICLES = sorted(PAGES.glob("*/article.json"))
SCRIPTED = [path for path in ARTICLES if path.with_name("script.txt").exists()]
STYLES = [
    ScriptStyle(),
    ScriptStyle(quotes=QuoteMode.VOICE, tables=Reading.READ, code=Reading.READ, byline=False),
    ScriptStyle(quotes=QuoteMode.PLAIN, tables=Reading.SUMMARY),
]


def read(path: Path) -> Article:
    """The golden article, so that these tests do not depend on the cleaner."""
    return msgspec.json.decode(path.read_bytes(), type=Article)


@pytest.mark.parametrize("path", SCRIPTED, ids=lambda path: path.parent.name)
def test_the_script_is_the_golden_one(path: Path) -> None:
    golden = path.with_name("script.txt")
    # if a change is an improvement, update by: audiobrief script SOURCE > script.txt
    assert script_text(segment(read(path))).rstrip() == golden.read_text("utf-8").rstrip()


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_every_block_of_a_page_is_said_once(path: Path) -> None:
    article = read(path)
    for style in STYLES:
        assert list(written(segment(article, style))) == expected(article, style)


@needs_shared
def test_every_block_of_every_shared_page_is_said_once() -> None:
    pages = [
        *sorted(SHARED.glob("pages/news/html/*.gz"))[::6],
        *sorted(SHARED.glob("pages/readability/*/source.html"))[::12],
    ]
    held = 0
    for path in pages:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            page = clean(raw.decode("utf-8", "replace"))
        except NoArticleFound:
            continue
        assert list(written(segment(page))) == expected(page), path.name
        held += 1
    assert held > len(pages) // 2


@needs_shared
def test_the_seed() -> None:
    authors = (
        Author("Andrew E. Kramer", "Kyiv, Ukraine"),
        Author("Steven Erlanger", "Brussels"),
    )
    text = (SHARED / "seed" / "page.html").read_text(encoding="utf-8")
    page = replace(clean(text), authors=authors)
    script = segment(page)
    text = " ".join(f"[{s.written}]" if s.is_added else s.written for s in script.segments)
    assert list(written(script)) == expected(page)
    assert text.count("Andrew E. Kramer") == 1
    byline = "By Andrew E. Kramer in Kyiv, Ukraine, and Steven Erlanger in Brussels."
    assert script.segments[1].written == byline
    quotes = [s for s in script.segments if s.role is Role.QUOTE]
    for fragment in ("strategic depth", "security guarantees", "red lines", "reasonable"):
        assert not any(fragment in s.written for s in quotes)
    assert list(dict.fromkeys(s.speaker for s in quotes)) == [
        "", "Samuel Greene", "Samuel Charap", "Sergei A. Ryabkov", "Vladimir V. Putin",
    ]  # fmt: skip
    assert text.count("[Quote:]") == 4
    assert "[Aside:] Understand" in text
    assert text.count("[End of aside.]") == 1
