"""Tests that a page in another language speaks it: its buttons, what it says, and to axe."""

import dataclasses
from pathlib import Path

import pytest
from playwright.sync_api import expect

from audiobrief.publish import PublishSettings, publish_episode, write_episode
from audiobrief.publish.site import publish_site
from tests.browser.conftest import Open, wait_past
from tests.browser.server import served
from tests.browser.test_standards import OVERFLOW, violations
from tests.publish.episodes import ARTICLE, make_episode

SIX = ("de", "fr", "es", "it", "pt-BR", "nl")
"""Languages whose page has words of its own, beside English."""


def french(folder: Path) -> None:
    """Put an episode in French into a folder."""
    put_in(folder, "fr")


def put_in(folder: Path, tag: str) -> None:
    """Put an episode in the language of a BCP 47 tag into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    episode = make_episode(folder)
    script = dataclasses.replace(episode.script, language=tag)
    article = dataclasses.replace(ARTICLE, language=tag)
    write_episode(folder, dataclasses.replace(episode, article=article, script=script))
    publish_episode(folder)


def test_a_french_page_is_worked_in_french(tmp_path: Path, open_page: Open) -> None:
    french(tmp_path)
    with served(tmp_path) as host:
        page = open_page(f"{host}/index.html", viewport={"width": 320, "height": 568})
        assert violations(page) == []
        assert not page.evaluate(OVERFLOW)
        page.get_by_role("button", name="Écouter").click()
        wait_past(page, 0.5)
        expect(page.locator(".play")).to_have_attribute("aria-label", "Pause")
        page.get_by_role("button", name="Plus").click()
        page.locator("#sleep").select_option("15")
        expect(page.locator("#status")).to_have_text("S’arrête dans 15 min")
        assert violations(page) == []


def test_a_french_library_counts_and_queues_in_french(tmp_path: Path, open_page: Open) -> None:
    french(tmp_path / "moulin")
    publish_site(tmp_path, PublishSettings())
    with served(tmp_path) as host:
        page = open_page(f"{host}/index.html", viewport={"width": 320, "height": 568})
        expect(page.locator("#count")).to_have_text("1 épisode")
        page.locator("#search").fill("zzz")
        expect(page.locator("#count")).to_have_text("0 épisode")
        expect(page.locator("#none")).to_have_text("Rien n’a été trouvé.")
        page.locator("#search").fill("")
        page.locator(".add").first.click()
        expect(page.locator("#status")).to_have_text("Ajouté à la file d’attente")
        assert violations(page) == []
        assert not page.evaluate(OVERFLOW)


@pytest.mark.parametrize("tag", SIX)
def test_each_language_fits_a_narrow_page_and_library(
    tag: str, tmp_path: Path, open_page: Open
) -> None:
    put_in(tmp_path / "molino", tag)
    publish_site(tmp_path, PublishSettings())
    with served(tmp_path) as host:
        for address in (f"{host}/index.html", f"{host}/molino/index.html"):
            page = open_page(address, viewport={"width": 320, "height": 568})
            assert page.locator("html").get_attribute("lang") == tag
            assert violations(page) == []
            assert not page.evaluate(OVERFLOW)
