"""A commuter's week with `audiobrief listen`: seven days in Chromium, with the program itself.

Each day a feed has a story, an address is added on the command line, another is shared from the
phone, and a page is sent by the bookmarklet. The commuter hears a part on the phone, goes on at
the computer, archives a story, and takes a digest along. A podcast app reads the private feed.
The program is ended twice a day, sometimes by a kill. A day is let pass by dating the shelf back.
"""

from __future__ import annotations

import random
import re
import signal
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from audiobrief.listening.inbox import Inbox
from audiobrief.publish import read_episode
from audiobrief.publish.library import read_library
from audiobrief.publish.shelf import change_place, read_shelf
from tests.batch.newsroom import write_article
from tests.batch.running import TONE
from tests.batch.test_web import HTML, Newsroom, newsroom
from tests.browser.conftest import PATIENCE_S, now, wait_until
from tests.browser.test_https import SHARE
from tests.listening.test_listen import listening
from tests.torture.running import invoke, wait_for

__all__ = ["newsroom"]
pytestmark = pytest.mark.long

DAYS = 7
SOURCES = 4
"""Stories that are added each day."""
FINISHED_DAYS = 2
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
LAMPLIGHTERS = ("Ada", "Bruno", "Clara", "David", "Emil", "Frida", "Greta")
"""One a day: a line that several pages of a site have is no part of its stories."""


@dataclass
class Week:
    """What the commuter expects to find."""

    newsroom: Newsroom
    root: Path
    chance: random.Random = field(default_factory=lambda: random.Random(21))
    items: list[str] = field(default_factory=list)
    guids: dict[str, str] = field(default_factory=dict)
    """Title of an episode -> its guid in the private feed."""
    away: set[str] = field(default_factory=set)
    """Titles of what was archived."""

    def story(self, day: int, source: str, more: str = "") -> str:
        """Put a story on the newsroom's site; returns its address."""
        page = write_article(self.chance, 220)
        found = re.search("<title>(.*?)</title>", page)
        assert found
        page = page.replace(found[1], title_of(day, source))
        page = page.replace("</article>", f"{more}</article>").replace(
            "</head>", '<link rel="icon" href="data:,"></head>'
        )
        return self.newsroom.put(f"/{source}/{day}", page, HTML)

    def put_feed(self) -> str:
        items = "".join(
            f"<item><title>A story</title><link>{url}</link><guid>{url}</guid></item>"
            for url in reversed(self.items)
        )
        return self.newsroom.put(
            "/feed.xml",
            '<rss version="2.0"><channel><title>Saltmere</title>'
            f"<link>{self.newsroom.url('/')}</link><description>News</description>{items}"
            "</channel></rss>",
        )

    def pass_day(self) -> None:
        """Date everything back by a day, as if the commuter slept."""
        night = timedelta(days=1)
        for each in read_library(self.root).listings:
            added = read_shelf(self.root).of(each.folder).added or each.added or each.made

            def earlier(place: Any, added: Any = added) -> Any:
                finished = place.finished and place.finished - night
                return replace(place, added=added - night, finished=finished)

            change_place(self.root, each.folder, earlier)


def title_of(day: int, source: str) -> str:
    return f"Day {day}: the {source} of Saltmere"


def opened(browser: Browser, address: str, **settings: Any) -> Page:
    page = browser.new_context(**settings).new_page()
    page.set_default_timeout(PATIENCE_S * 1000)
    page.goto(address)
    return page


def read_feed(home: str) -> list[Any]:
    parsed = feedparser.parse(requests.get(f"{home}feed.xml", timeout=PATIENCE_S).content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return list(parsed.entries)


def check_feed(week: Week, home: str) -> list[str]:
    """What a podcast app must be able to rely on; returns the titles, in order."""
    entries = read_feed(home)
    guids = [entry.id for entry in entries]
    assert len(set(guids)) == len(guids)
    dates = [entry.published_parsed for entry in entries]
    assert dates == sorted(dates, reverse=True)
    for entry in entries:
        assert week.guids.setdefault(entry.title, entry.id) == entry.id
        (enclosure,) = entry.enclosures
        head = requests.head(enclosure.href, timeout=PATIENCE_S)
        assert (head.status_code, head.headers["Content-Length"]) == (200, enclosure.length)
    return [entry.title for entry in entries]


def seen_by_readers(day: int) -> str:
    """What the newsroom's site shows only to who is logged in."""
    return f"The lamplighter {LAMPLIGHTERS[day - 1]} told it to readers of the paper alone."


def add_by_bookmarklet(phone: Page, home: str, address: str, seen: str) -> None:
    phone.goto(f"{home}add")
    code = phone.locator("#bookmarklet").get_attribute("href")
    phone.goto(address)
    # the reader is logged in here, and sees more than the site gives to a stranger
    phone.evaluate(
        "more => document.querySelector('article').insertAdjacentHTML('beforeend', more)",
        f"<p>{seen}</p>",
    )
    with phone.context.expect_page() as window:
        phone.evaluate(f"location.href = {code!r}")
    expect(window.value.locator("#said")).to_contain_text("Added: ")
    window.value.close()


def share(phone: Page, home: str, address: str) -> None:
    manifest = phone.request.get(f"{home}manifest.webmanifest").json()
    phone.goto(home)
    script = SHARE.replace("https://news.example/mill", address)
    phone.evaluate(script, manifest)
    expect(phone.locator("#said")).to_have_text(f"Added: {address}")


def hear_a_part_and_go_on(browser: Browser, phone: Page, home: str, title: str) -> None:
    phone.goto(home)
    phone.get_by_role("button", name=f"Play: {title}").click()
    wait_until(phone, "audio.currentTime > 0.5")
    phone.locator("#scrubber").fill("9")
    wait_until(phone, "audio.currentTime > 9.2")
    phone.get_by_role("button", name="Pause", exact=True).click()
    folder = phone.evaluate("document.querySelector('.episode[data-current]').dataset.f")
    kept = "fetch('positions', {method: 'POST', body: '{}'}).then(a => a.json())"
    wait_until(phone, f"{kept}.then(a => a.positions[{folder!r}]?.position_ms > 9000)")
    computer = opened(browser, home)
    expect(computer.locator(f"[data-f={folder!r}] .state")).to_contain_text("left")
    computer.get_by_role("button", name=f"Play: {title}").click()
    # before its metadata has come, an audio element tells the time at which it is going to start
    wait_until(computer, "!audio.paused && audio.duration > 0 && audio.currentTime > 9.3")
    assert now(computer) < 20
    # the commuter hears it to its end
    computer.evaluate("audio.currentTime = audio.duration - 0.3")
    wait_until(
        computer, f"document.querySelector(`[data-f='{folder}']`).dataset.state === 'heard'"
    )
    wait_until(computer, f"{kept}.then(a => a.positions[{folder!r}].is_heard)")
    computer.context.close()


def archive(phone: Page, home: str, title: str) -> None:
    phone.goto(home)
    row = phone.locator(".episode", has_text=title)
    row.get_by_role("button", name="Archive").click()
    expect(row).to_have_count(0)


def add_of_day(week: Week, browser: Browser, day: int, how: tuple[str, ...]) -> str:
    """Add what the day brings, on four ways; returns the address of the library."""
    week.items.append(week.story(day, "feed"))
    week.put_feed()
    shared, sent = week.story(day, "share"), week.story(day, "bookmark")
    # before breakfast, while nothing runs
    assert invoke("add", week.story(day, "inbox"), "-o", week.root)[0] == 0
    with listening(week.root, *how) as desk:
        phone = opened(browser, desk.home, **PHONE)
        share(phone, desk.home, shared)
        add_by_bookmarklet(phone, desk.home, sent, seen_by_readers(day))
        phone.context.close()
        if day % 3:
            assert desk.end(signal.SIGTERM)[0] == 0
        # on other days the battery is empty: `listening` kills what still runs
    return desk.home


def listen_of_day(week: Week, browser: Browser, day: int, how: tuple[str, ...]) -> str:
    """Hear, archive and join what was added; returns the address of the library."""
    names = [title_of(day, each) for each in ("feed", "inbox", "share", "bookmark")]
    with listening(week.root, *how) as desk:
        home = desk.home
        phone = opened(browser, home, **PHONE)
        wait_for(lambda: set(names) <= {entry.title for entry in read_feed(home)}, 120)
        wait_for(lambda: not Inbox(week.root).list_wishes())
        hear_a_part_and_go_on(browser, phone, home, names[0])
        archive(phone, home, names[1])
        week.away.add(names[1])
        phone.context.close()
        drive = f"Drive of day {day}"
        code, out, err = invoke("digest", "-o", week.root, "--title", drive, *TONE)
        assert code == 0, err
        told = [each.title for each in read_episode(Path(out.strip()).parent).chapters]
        assert told[0] == drive
        assert sorted(told[1:]) == sorted(set(names) - week.away)
        wait_for(lambda: drive in {entry.title for entry in read_feed(home)})
        titles = check_feed(week, home)
        assert desk.end(signal.SIGTERM)[0] == 0
    # what was heard stays for two days
    expected = {f"Drive of day {each}" for each in range(1, day + 1)}
    for each in range(1, day + 1):
        expected |= {title_of(each, "share"), title_of(each, "bookmark")}
        if day - each < FINISHED_DAYS:
            expected.add(title_of(each, "feed"))
    assert set(titles) == expected
    return home


def test_a_week(browser: Browser, newsroom: Newsroom, tmp_path: Path) -> None:
    week = Week(newsroom, tmp_path / "out")
    how = ("--follow", week.put_feed(), "--every", "1s", "--allow-private",
           "--finished-days", str(FINISHED_DAYS))  # fmt: skip
    tokens = set()
    for day in range(1, DAYS + 1):
        tokens.add(urlsplit(add_of_day(week, browser, day, how)).path)
        tokens.add(urlsplit(listen_of_day(week, browser, day, how)).path)
        week.pass_day()
    assert len(tokens) == 1, "the address stays"
    made = {each.title: each.folder for each in read_library(week.root).listings}
    assert len(made) == DAYS * (SOURCES + 1)
    for day in range(1, DAYS + 1):
        article = read_episode(week.root / made[title_of(day, "bookmark")]).article
        assert any(seen_by_readers(day) in block.text for block in article.blocks)
