"""The main way through the library and a page, in Firefox and WebKit, where Debian has them.

Chromium has a test for each thing; here one listener opens the library, plays, seeks, queues, goes
to a page, and comes back to where he was.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from audiobrief.publish import publish_episode
from tests.browser.drivers import BROWSERS, Driven
from tests.listening.desks import Desk, open_desk
from tests.publish.episodes import ARTICLE, make_episode
from tests.publish.shelves import article_of, make_shelf

pytestmark = pytest.mark.long

AUDIO = "document.getElementById('audio')"
SOUNDS = f"!{AUDIO}.paused && !{AUDIO}.seeking && {AUDIO}.currentTime"
MARKED = "document.querySelectorAll('[data-s][aria-current]').length"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("desk") / "shelf"
    make_shelf(root, 3)
    make_episode(root / "episode-1", article_of(1, blocks=ARTICLE.blocks), bitrate="16k")
    for number in range(3):
        publish_episode(root / f"episode-{number}")
    with open_desk(root) as opened:
        yield opened


@pytest.fixture(scope="module", params=BROWSERS)
def browser(request: pytest.FixtureRequest) -> Iterator[Driven]:
    with BROWSERS[request.param]() as driven:
        yield driven


def test_the_main_way(browser: Driven, desk: Desk) -> None:
    browser.open(desk.home)
    browser.wait("document.querySelectorAll('.episode').length === 3")

    # play, and queue another
    browser.click("[data-f=episode-1] .start")
    browser.wait(f"{SOUNDS} > 0.3")
    assert "Bulletin 1" in browser.run("document.getElementById('now').textContent")
    browser.click("[data-f=episode-2] .add")
    queued = "[...document.querySelectorAll('#queued .name')].map(e => e.textContent).join()"
    assert "Bulletin 2" in browser.run(queued)

    # seek, where a server must answer for a part of a file; paused, since WebKitGTK on a machine
    # without a sound card may not go on after a seek
    browser.click("[data-do=toggle]")
    browser.wait(f"{AUDIO}.paused")
    browser.run(
        "(s => { s.value = 30; s.dispatchEvent(new Event('input', { bubbles: true })); })"
        "(document.getElementById('scrubber'))"
    )
    browser.wait(f"!{AUDIO}.seeking && {AUDIO}.currentTime === 30")
    browser.click("[data-do=toggle]")
    browser.wait(f"{SOUNDS} > 30.2")

    # the page follows the sound of the library, which does not stop
    browser.run(f"window.first = {AUDIO}, window.pauses = 0")
    browser.run(f"{AUDIO}.addEventListener('pause', () => {{ pauses += 1; }})")
    browser.click("[data-f=episode-1] h2 a")
    browser.wait("document.documentElement.classList.contains('reading')")
    assert browser.run("location.pathname").endswith("/episode-1/index.html")
    browser.enter("iframe.page")
    browser.wait(f"{MARKED} > 0")
    if browser.run("typeof Highlight === 'function'"):
        browser.wait("String([...CSS.highlights.get('word')][0] ?? '').length > 0")

    # a tap on a sentence plays it
    browser.run("document.querySelector('[data-s=\"7\"]').scrollIntoView({ block: 'center' })")
    browser.click('[data-s="7"]')
    browser.wait("document.querySelector('[data-s=\"7\"]').hasAttribute('aria-current')")
    browser.click(".back a")
    browser.leave()
    browser.wait("!document.documentElement.classList.contains('reading')")
    assert browser.run(f"first === {AUDIO} && !{AUDIO}.paused && pauses === 0")
    at = browser.run(f"{AUDIO}.currentTime")
    browser.wait(f"{SOUNDS} > {at + 0.2}")
    browser.click("[data-do=toggle]")
    browser.wait(f"{AUDIO}.paused")

    # "back" opens the page again, and whoever opens its address has it alone, at the same place
    at = browser.run(f"{AUDIO}.currentTime")
    browser.run("history.back()")
    browser.wait("document.documentElement.classList.contains('reading')")
    browser.open(f"{desk.home}episode-1/index.html")
    browser.wait(f"Math.abs({AUDIO}.currentTime - {at}) < 6 && {AUDIO}.currentTime > 5")
    assert browser.run("document.querySelector('iframe') === null")

    # and so does the library
    browser.open(desk.home)
    browser.wait("document.querySelector('[data-f=episode-1] .state').textContent")
    assert "left" in browser.run(
        "document.querySelector('[data-f=episode-1] .state').textContent"
    )
    assert "Bulletin 2" in browser.run(queued)


def test_nothing_runs_out_of_the_window(browser: Driven, desk: Desk) -> None:
    for address in (desk.home, f"{desk.home}episode-1/index.html", f"{desk.home}add"):
        browser.open(address)
        assert browser.run("document.documentElement.scrollWidth <= innerWidth"), address
        # the window's style sheet is there, whatever rule of it a browser does not know
        assert browser.run("getComputedStyle(document.body).marginTop") == "0px", address
