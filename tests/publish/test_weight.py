"""Tests how many bytes a page has, in which style and script lie, so that one file works alone."""

from __future__ import annotations

import random
from pathlib import Path

from tests.batch.newsroom import write_article
from tests.torture.running import invoke

MOST_BYTES = 90_000


def test_the_page_of_a_long_article_is_light(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(write_article(random.Random(3), words=1_100), encoding="utf-8")
    code, out, err = invoke("make", page, "-o", tmp_path / "out", "--engine", "espeak")
    assert code == 0, err
    assert Path(out.strip()).with_name("index.html").stat().st_size <= MOST_BYTES
