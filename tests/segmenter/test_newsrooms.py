"""Tests that pages of newsrooms in other languages have the scripts that their newsreaders would read.

Each folder of `french/`, `spanish/` and so on has a page with a newsroom's habits and the whole script
that is expected of it: the written text, and in "spoken.txt" what is heard. All people and places are
invented.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Article, Script
from audiobrief.segmenter import segment
from audiobrief.segmenter.text import script_text
from tests.segmenter.articles import expected, written
from tests.segmenter.test_languages import OURS

ENGLISH_TOO = {
    # folder -> words of the language that are spelled like English ones that audiobrief says
    "german": {"april", "august", "september", "november", "in", "am", "um", "die", "an", "so", "war", "was", "will", "of", "end", "on", "also", "table", "from", "code", "at", "a", "by"},
    "dutch": {"april", "december", "augustus", "september", "november", "in", "is", "van", "of", "was", "had", "wit", "at", "we", "over", "pas", "water", "sport", "en", "a", "end"},
    "french": {"a", "on", "an", "as", "me", "or", "but", "article", "table", "code", "photo", "six", "page", "of", "lines"},
    "italian": {"a", "on", "do", "in", "come", "me", "ma", "no", "due", "per", "i", "era"},
    "portuguese": {"a", "as", "o", "do", "no", "me", "com", "por", "era", "e", "da", "hugo"},
    "spanish": {"a", "me", "no", "son", "con", "he", "as", "or", "do", "once"},
}  # fmt: skip
PAGES = sorted(
    path
    for folder in ENGLISH_TOO
    for path in Path(__file__).with_name(folder).glob("*/source.html")
)
EACH = pytest.mark.parametrize(
    "path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.parts[-2]}"
)


def read(path: Path) -> Article:
    return clean(path.read_text("utf-8"))


def heard(script: Script) -> str:
    return "".join(f"{part.role.value}: {part.spoken}\n" for part in script.segments)


@pytest.mark.parametrize("folder", ENGLISH_TOO)
def test_there_are_six_newsrooms(folder: str) -> None:
    assert sum(path.parts[-3] == folder for path in PAGES) == 6


@EACH
def test_a_page_has_the_script_that_its_newsreader_would_read(path: Path) -> None:
    script = segment(read(path))
    golden = path.with_name("script.txt").read_text("utf-8")
    assert script_text(script).rstrip() == golden.rstrip()
    assert heard(script) == path.with_name("spoken.txt").read_text("utf-8")


@EACH
def test_every_block_of_a_page_is_said_once(path: Path) -> None:
    article = read(path)
    assert list(written(segment(article))) == expected(article)


@EACH
def test_no_english_word_of_ours_is_in_it(path: Path) -> None:
    said = {
        word
        for part in segment(read(path)).segments
        for word in re.findall(r"[^\W\d]+", part.spoken.lower())
    }
    assert not said & OURS - ENGLISH_TOO[path.parts[-3]]
