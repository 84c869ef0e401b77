"""A library of 61 episodes for tests of its page: more than the page itself lists."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from audiobrief.publish import PublishSettings, publish_episode
from audiobrief.publish import serve as serve_module
from audiobrief.publish.answering import answering
from audiobrief.publish.names import COVER
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from tests.browser.conftest import Open
from tests.publish.episodes import make_episode
from tests.publish.shelves import article_of

COUNT = 61
"""Episodes: more than the page itself lists."""
SCRIPTS = Path(serve_module.__file__).with_name("theme")
SITES = ("The Merrow Courier", "Saltmere Post")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    first = root / "bulletin-00"
    for number in range(COUNT):
        folder = root / f"bulletin-{number:02}"
        folder.mkdir()
        if number < 3:
            article = article_of(number, site=SITES[number % 2])
            make_episode(folder, article, bitrate="16k")
            if number == 1:
                Image.new("RGB", (300, 300), "#204060").save(folder / COVER)
            publish_episode(folder, PublishSettings(waveform=True))
            continue
        # the same sound under other headlines
        for path in first.iterdir():
            shutil.copy(path, folder / path.name)
        text = (first / "episode.json").read_text("utf-8")
        title = (
            "Número de la última marea de mayo"
            if number == 40
            else f"Bulletin {number} of the harbour board"
        )
        day = f"2025-10-{31 - number % 28:02}T"
        text = text.replace("Bulletin 0 of the harbour board", title).replace(
            "2025-11-07T", day
        )
        text = text.replace("/bulletin-0", f"/bulletin-{number}")
        (folder / "episode.json").write_text(text, "utf-8")
    publish_site(root, PublishSettings(title="The Merrow Hour", url="https://merrow.example/"))
    return root


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    with answering(Preview(shelf, PublishSettings(title="The Merrow Hour"))) as address:
        yield address


@pytest.fixture
def library(open_page: Open, address: str) -> Page:
    return open_page(address)


def start(page: Page, number: int) -> None:
    page.get_by_role("button", name=f"Play: Bulletin {number} of", exact=False).click()


def queued(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "[...document.querySelectorAll('#queued .name')].map(e => e.textContent)"
    )
    return names


def title_of(page: Page, number: int) -> Locator:
    name = f"Bulletin {number} of the harbour board"
    return page.locator("#episodes").get_by_role("link", name=name, exact=True)
