"""Tests the page of an episode in the making: it plays, then the finished page takes over."""

import threading
from pathlib import Path

from playwright.sync_api import expect

from audiobrief.episode.live import PATH, LiveEpisode
from audiobrief.episode.reader import write_script
from audiobrief.episode.recording import Progress
from audiobrief.model import Article, Block, BlockKind
from audiobrief.publish import PublishSettings
from audiobrief.publish.answering import answering
from audiobrief.publish.serve import Preview
from audiobrief.settings.tree import CacheSettings, Settings
from tests.browser.conftest import Open, now, wait_past
from tests.browser.test_standards import OVERFLOW, violations
from tests.publish.programs import npm_file

SETTINGS = Settings(cache=CacheSettings(speech=False))
HELD_AT = 50
"""Segments after which the maker waits: more than the half minute that sets a stream's
loudness."""


def test_it_plays_while_the_rest_is_made_and_goes_on_in_its_own_page(
    tmp_path: Path, open_page: Open
) -> None:
    npm_file("axe-core/axe.min.js")  # skips the test if it is missing
    text = " ".join(
        f"In year {year} the keeper of the sluice wrote down how high the water stood, and who "
        "had come to look at it."
        for year in range(1901, 1961)
    )
    article = Article("The Keeper’s Book", (Block(BlockKind.PARAGRAPH, text),), site="Courier")
    go_on = threading.Event()

    def hold(progress: Progress) -> None:
        if progress.done == HELD_AT:
            assert go_on.wait(120)

    with LiveEpisode(write_script(article, SETTINGS), SETTINGS) as live:
        preview = Preview(tmp_path, PublishSettings(), routes=live.routes)
        with answering(preview) as address:
            maker = threading.Thread(target=live.make, args=(tmp_path, hold))
            maker.start()
            page = open_page(address + PATH[1:], viewport={"width": 320, "height": 568})
            expect(page.locator("h1")).to_have_text("The Keeper’s Book")
            # browsers let a page play sound only after a click
            page.locator("h1").click()
            page.evaluate("document.getElementById('audio').play()")
            wait_past(page, 0.5)
            assert not list(tmp_path.glob("*/episode.json"))
            assert violations(page) == []
            assert not page.evaluate(OVERFLOW)
            heard = now(page)
            go_on.set()
            maker.join(60)
            expect(page.locator(".bar")).to_be_visible(timeout=20_000)
            assert page.url.startswith(f"{address}the-keepers-book/index.html#t=")
            wait_past(page, heard)
            expect(page.locator("[data-s][aria-current]")).to_be_visible()
            page.close()
