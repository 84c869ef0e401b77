"""Whole pages: golden scripts, and nothing lost or said twice on any of them."""

from __future__ import annotations

import gzip
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from audiobrief.cleaner import clean
from audiobrief.errors import NoArticleFound
from audiobrief.model import Article, Author, Page, PageKind, Role
from audiobrief.segmenter import QuoteMode, Reading, ScriptStyle, script_text, segment
from tests.places import PAGES, SHARED, needs_shared
from tests.segmenter.articles import expected, written

SOURCES = sorted(PAGES.glob("*/source.*"))
GOLDEN = [source for source in SOURCES if (source.parent / "script.txt").exists()]
KINDS = {".html": PageKind.HTML, ".txt": PageKind.TEXT, ".md": PageKind.MARKDOWN}
STYLES = [
    ScriptStyle(),
    ScriptStyle(quotes=QuoteMode.VOICE, tables=Reading.READ, code=Reading.READ, byline=False),
    ScriptStyle(quotes=QuoteMode.PLAIN, tables=Reading.SUMMARY),
]


@cache
def article(source: Path) -> Article:
    text = source.read_text(encoding="utf-8")
    return clean(Page(text, KINDS[source.suffix], name=source.parent.name))


@pytest.mark.parametrize("source", GOLDEN, ids=lambda source: source.parent.name)
def test_the_script_is_the_golden_one(source: Path) -> None:
    golden = source.parent / "script.txt"
    # written anew, where a change is for the better, by: audiobrief script SOURCE > script.txt
    assert (
        script_text(segment(article(source))).rstrip()
        == golden.read_text(encoding="utf-8").rstrip()
    )


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_every_block_of_a_page_is_said_once(source: Path) -> None:
    for style in STYLES:
        script = segment(article(source), style)
        assert list(written(script)) == expected(article(source), style)


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
    text = " ".join(
        f"[{s.written}]" if s.role is Role.CUE else s.written for s in script.segments
    )
    assert list(written(script)) == expected(page)
    assert text.count("Andrew E. Kramer") == 1
    byline = "By Andrew E. Kramer in Kyiv, Ukraine, and Steven Erlanger in Brussels."
    assert script.segments[1].written == byline
    quotes = [s for s in script.segments if s.role is Role.QUOTE]
    for fragment in ("strategic depth", "security guarantees", "red lines", "reasonable"):
        assert not any(fragment in s.written for s in quotes)
    assert list(dict.fromkeys(s.speaker for s in quotes)) == [
        "the text", "Samuel Greene", "Samuel Charap", "Sergei A. Ryabkov", "Vladimir V. Putin",
    ]  # fmt: skip
    assert text.count("[Quote:]") == 7
    assert "[Aside:] Understand" in text
    assert text.count("[End of aside.]") == 1
