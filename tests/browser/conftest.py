"""One browser for all tests of the page; any error that it reports fails the test."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Frame,
    FrameLocator,
    Page,
    expect,
    sync_playwright,
)

from audiobrief.model import Episode
from audiobrief.publish import publish_episode
from tests.browser.server import served
from tests.publish.episodes import make_episode
from tests.publish.programs import program

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
FRAME = (
    "<!doctype html><html lang=en><title>A page</title><link rel=icon href=data:,>"
    "<main><h1>A page of the newspaper</h1><iframe src='index.html?embed' title='Listen' "
    "width=720 height=130 allow=autoplay></iframe></main>"
)
UNREACHED = "Failed to load resource: net::ERR_"
"""How Chromium tells of a request that was answered by nobody, whatever the page's script does."""
Open = Callable[..., Page]
PATIENCE_S = 30
"""A step of a second takes much longer where other tests have both processors."""
expect.set_options(timeout=PATIENCE_S * 1000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = program("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def mill(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Episode]:
    folder = tmp_path_factory.mktemp("mill")
    episode = make_episode(folder)
    publish_episode(folder)
    (folder / "frame.html").write_text(FRAME)
    return folder, episode


@pytest.fixture(scope="session")
def host(mill: tuple[Path, Episode]) -> Iterator[str]:
    with served(mill[0]) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """A function that opens an address in a new context; keyword arguments go to the
    context. With `asks_in_vain`, requests that reach no server are no fault."""
    contexts = []
    complaints: list[str] = []

    def open_one(address: str, *, asks_in_vain: bool = False, **settings: Any) -> Page:
        context = browser.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        page.on("pageerror", lambda error: complaints.append(str(error)))

        def note(message: ConsoleMessage) -> None:
            if not (asks_in_vain and UNREACHED in message.text):
                complaints.append(f"{message.text} {message.location.get('url', '')}")

        page.on("console", note)
        page.goto(address)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def player(open_page: Open, host: str) -> Page:
    """The tide mill's page, served over HTTP and opened in a desktop window."""
    return open_page(f"{host}/index.html")


def inside(library: Page) -> FrameLocator:
    """The page of an episode that a library shows inside itself."""
    return library.frame_locator("iframe.page:not([hidden])")


def now(page: Page) -> float:
    seconds: float = page.evaluate("document.getElementById('audio').currentTime")
    return seconds


def wait_until(page: Page | Frame, condition: str) -> None:
    """Polls from outside, since the page's security policy forbids Playwright's own polling."""
    end = time.monotonic() + PATIENCE_S
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never came true: {condition}"
        page.wait_for_timeout(20)


def wait_past(page: Page, seconds: float) -> None:
    wait_until(page, f"document.getElementById('audio').currentTime > {seconds}")
