"""Tests that an episode has the day of its page, which is another day in UTC."""

from __future__ import annotations

from pathlib import Path

from audiobrief.publish import read_episode
from tests.batch.running import TONE, batch_here
from tests.torture.running import invoke

EVENING = "2026-11-29T21:42:00-05:00"
PAGE = f"""<!doctype html><html lang="en-US"><title>The lock at Alderney</title>
<meta property="article:published_time" content="{EVENING}">
<article><h1>The lock at Alderney</h1><p><time datetime="{EVENING}">Nov. 29, 2026 9:42 p.m. ET</time></p>
<p>The keeper of the lock at Alderney has counted ninety boats since the spring, more than ever.</p>
<p>She writes each of them into a book, with the name of its owner and the hour of the day.</p>
</article></html>"""


def test_a_batch_shows_the_day_that_it_says(tmp_path: Path) -> None:
    page = tmp_path / "lock.html"
    page.write_text(PAGE, "utf-8")
    batch_here(page, "-o", tmp_path / "out")
    code, _, err = invoke("make", page, "-o", tmp_path / "alone", *TONE)
    assert code == 0, err
    for root in (tmp_path / "out", tmp_path / "alone"):
        (folder,) = (path.parent for path in root.glob("*/episode.json"))
        episode = read_episode(folder)
        assert episode.article.published
        assert episode.article.published.isoformat() == EVENING
        assert any("November 29" in each.spoken or "November twenty-ninth" in each.spoken
                   for each in episode.script.segments)  # fmt: skip
        text = (folder / "index.html").read_text("utf-8")
        assert "November 29, 2026" in text
        assert "November 30" not in text
