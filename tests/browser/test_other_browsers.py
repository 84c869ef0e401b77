"""The main way through the library and a page, in Firefox and WebKit, where Debian has them.

Chromium has a test for each thing; here one listener opens the library, plays, seeks, queues, goes
to a page, and comes back to where he was.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.listening.inbox import INBOX, Wish
from audiobrief.publish import publish_episode
from tests.browser.drivers import BROWSERS, PATIENCE_S, Driven
from tests.browser.server import served
from tests.browser.test_https import KEPT
from tests.browser.test_listening import STORY
from tests.listening.desks import Desk, open_desk
from tests.publish.episodes import ARTICLE, make_episode
from tests.publish.shelves import article_of, make_shelf
from tests.torture.running import wait_for

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


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A foreign site whose text a script writes, with a link in place of a bookmark."""
    mark = '<p><a id="mark" href="#">Listen to this</a></p></article>'
    (tmp_path / "story.html").write_text(STORY.replace("</article>", mark), encoding="utf-8")
    with served(tmp_path) as address:
        yield address.replace("127.0.0.1", "localhost")


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


def test_a_sleep_timer_pauses_the_queue(browser: Driven, desk: Desk) -> None:
    browser.open(desk.home)
    browser.click("[data-f=episode-1] .start")
    browser.wait(f"{SOUNDS} > 0.3")
    browser.click("[data-f=episode-1] h2 a")
    browser.wait("document.documentElement.classList.contains('reading')")
    browser.enter("iframe.page")
    browser.run(
        "(s => { s.value = '5'; s.dispatchEvent(new Event('change', { bubbles: true })); })"
        "(document.getElementById('sleep'))"
    )
    browser.click(".back a")
    browser.leave()
    browser.wait(f"{SOUNDS} > 0.3")
    browser.run("(now => { Date.now = () => now + 301e3; })(Date.now())")
    browser.wait(f"{AUDIO}.paused")
    assert browser.run(f"{AUDIO}.volume") == 1


def test_the_bookmarklet_sends_what_is_seen(browser: Driven, desk: Desk, site: str) -> None:
    browser.open(f"{desk.home}add")
    code = browser.run("document.getElementById('bookmarklet').href")
    known = {wish.id for wish in desk.inbox.list_wishes()}
    browser.open(f"{site}/story.html")
    browser.wait("document.getElementById('late').textContent.includes('møłle')")
    # a press, as on a bookmark: browsers let no script open windows by itself
    browser.run(f"document.getElementById('mark').href = {json.dumps(code)}")
    browser.click("#mark")

    def sent() -> list[Wish]:
        return [wish for wish in desk.inbox.list_wishes() if wish.id not in known]

    wait_for(lambda: len(sent()) == 1, PATIENCE_S)
    (wish,) = sent()
    assert wish.url == f"{site}/story.html"
    assert "“møłle”" in (desk.root / INBOX / wish.page).read_text("utf-8")


def test_what_is_queued_plays_without_its_server(
    browser: Driven, desk: Desk, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(desk.root, tmp_path / "shelf"))
    with open_desk(root) as served_for_now:
        browser.open(served_for_now.home)
        if not browser.run("isSecureContext && 'serviceWorker' in navigator"):
            pytest.skip("this browser gives no service worker to http on loopback")
        browser.wait("document.querySelectorAll('.episode').length === 3")
        browser.click("[data-f=episode-1] .add")
        browser.run(f"{KEPT}.then(all => {{ window.kept = all.join(); }})")
        end = time.monotonic() + PATIENCE_S
        while ".mp3" not in str(browser.run("window.kept")):
            assert time.monotonic() < end, "the queue is not kept"
            time.sleep(0.2)
            browser.run(f"{KEPT}.then(all => {{ window.kept = all.join(); }})")
    browser.open(served_for_now.home)
    browser.wait("document.querySelectorAll('.episode').length === 3")
    browser.click("[data-do=toggle]")
    browser.wait(f"{SOUNDS} > 0.3")
