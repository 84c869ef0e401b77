"""Tests that the player works in a page of another site, with every kind of host for episodes."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from audiobrief.desk.player import PLAYER, player_script, send_player
from audiobrief.publish.answering import answering
from audiobrief.publish.embedding import Embeddable
from audiobrief.publish.serve import Preview
from audiobrief.publish.settings import PublishSettings
from tests.browser.conftest import PATIENCE_S, Open, wait_until
from tests.browser.server import QuietServer, RangeHandler, served

PAGE = (
    "<!doctype html><html lang=en><title>A page</title><link rel=icon href=data:,>"
    "<script type=module src='{script}'></script>"
    "<main><h1>A page of the newspaper</h1>"
    "<audiobrief-player src='{episode}'></audiobrief-player></main>"
)


@pytest.fixture
def newspaper(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The folder and the origin of a site that is not that of the episodes.

    A browser takes "localhost" and "127.0.0.1" for two sites.
    """
    with served(tmp_path) as address:
        yield tmp_path, address.replace("127.0.0.1", "localhost")


@pytest.fixture
def shelf(mill: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of episodes, one of which is the mill's."""
    root = tmp_path_factory.mktemp("shelf")
    shutil.copytree(mill[0], root / "mill")
    return root


def read(newspaper: tuple[Path, str], open_page: Open, script: str, episode: str) -> Page:
    folder, origin = newspaper
    text = PAGE.format(script=script, episode=episode)
    (folder / "story.html").write_text(text, encoding="utf-8")
    (folder / PLAYER).write_text(player_script(), encoding="utf-8")
    return open_page(f"{origin}/story.html")


def plays_as_a_component(window: Page, title: str) -> None:
    player = window.locator("audiobrief-player")
    expect(player.get_by_role("link")).to_have_text(title)
    player.get_by_role("button", name="Play").click()
    expect(player.get_by_role("button", name="Pause")).to_be_visible()
    wait_until(window, "document.querySelector('audiobrief-player').audio.currentTime > 0.2")
    # it can be sought in, for which the host answers parts
    player.get_by_role("slider").fill("20")
    wait_until(window, "document.querySelector('audiobrief-player').audio.currentTime > 20.2")
    expect(player.locator(".now")).not_to_have_text(re.compile("^$"))


@pytest.mark.parametrize("origins", [["*"], ["https://elsewhere.example", "{origin}/news"]])
def test_the_component_plays_from_a_preview_that_lets_the_site(
    open_page: Open, mill: Any, shelf: Path, newspaper: tuple[Path, str], origins: list[str]
) -> None:
    preview = Preview(shelf, PublishSettings(), routes={f"/{PLAYER}": send_player})
    allowed = [each.format(origin=newspaper[1]) for each in origins]
    with answering(Embeddable(preview, allowed)) as host:
        window = read(newspaper, open_page, f"{host}{PLAYER}", f"{host}mill/")
        plays_as_a_component(window, mill[1].article.title)


def test_the_component_plays_from_a_static_host_that_says_so(
    open_page: Open, mill: Any, newspaper: tuple[Path, str]
) -> None:
    """The one header that the docs tell for a web server, and nothing else."""

    class Handler(RangeHandler):
        def end_headers(self) -> None:
            self.send_header("Access-Control-Allow-Origin", newspaper[1])
            super().end_headers()

    def handler(*args: Any) -> Handler:
        return Handler(*args, directory=str(mill[0].parent))

    with QuietServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        host = f"http://127.0.0.1:{server.server_port}"
        window = read(newspaper, open_page, PLAYER, f"{host}/{mill[0].name}/")
        plays_as_a_component(window, mill[1].article.title)
        server.shutdown()


def test_a_host_that_says_nothing_shows_its_own_player_in_a_frame(
    browser: Browser, shelf: Path, newspaper: tuple[Path, str]
) -> None:
    # the browser itself complains that it was not let, which no page can keep it from
    complaints: list[str] = []

    def opened(address: str) -> Page:
        page = browser.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(address)
        return page

    with answering(Preview(shelf, PublishSettings())) as host:
        window = read(newspaper, opened, PLAYER, f"{host}mill/")
        try:
            frame = window.frame_locator("audiobrief-player iframe")
            frame.get_by_role("button", name="Play", exact=True).first.click()
            inside = next(each for each in window.frames if each.url.startswith(host))
            end = time.monotonic() + PATIENCE_S
            while inside.evaluate("document.getElementById('audio').currentTime") <= 0.2:
                assert time.monotonic() < end, "the frame never played"
                window.wait_for_timeout(50)
        finally:
            window.close()
    assert complaints
    assert all("CORS" in each or "ERR_FAILED" in each for each in complaints), complaints
