"""Tests how many bytes a page has, in which style and script lie, so that one file works alone."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from audiobrief.publish.page import SIGNS, _shorten
from audiobrief.publish.theme import THEME
from tests.batch.newsroom import write_article
from tests.torture.running import invoke

MOST_BYTES = 90_000


@pytest.mark.parametrize("words", [1_100, 2_156])
def test_the_page_of_a_long_article_is_light(tmp_path: Path, words: int) -> None:
    page = tmp_path / "page.html"
    page.write_text(write_article(random.Random(3), words=words), encoding="utf-8")
    code, out, err = invoke("make", page, "-o", tmp_path / "out", "--engine", "espeak")
    assert code == 0, err
    assert Path(out.strip()).with_name("index.html").stat().st_size <= MOST_BYTES


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], []),
        ([0, 0, 3, 250, 1, 5], "AADD6F"),
        ([4095, 0, 63], "___"),
        # a pause of over four seconds, a dash between two words, a word of 64 letters
        ([0, 0, 3, 4096, 1, 5], [0, 0, 3, 4096, 1, 5]),
        ([0, 0, 3, 250, 2, 5], [0, 0, 3, 250, 2, 5]),
        ([0, 0, 64], [0, 0, 64]),
        ([0, 1, 3], [0, 1, 3]),
    ],
)
def test_the_steps_of_usual_words_are_a_text(
    steps: list[int], expected: list[int] | str
) -> None:
    assert _shorten(steps) == expected


def test_the_script_reads_the_signs_that_the_page_writes() -> None:
    assert f'const SIGNS = "{SIGNS}";' in (THEME / "player.js").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(THEME.glob("*.js")), ids=lambda path: path.name)
def test_no_text_of_a_script_goes_over_several_lines(path: Path) -> None:
    """The indents of lines are left out of pages, and would be missing in such a text."""
    assert [line for line in path.read_text("utf-8").split("\n") if line.count("`") % 2] == []


@pytest.mark.parametrize("path", sorted(THEME.glob("*.css")), ids=lambda path: path.name)
def test_no_text_of_a_style_sheet_has_what_spaces_are_left_out_around(path: Path) -> None:
    style = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    texts = re.findall(r"\"[^\"\n]*\"|'[^'\n]*'|url\([^)]*\)", style)
    assert [text for text in texts if re.search(r"[{};]", text)] == []
