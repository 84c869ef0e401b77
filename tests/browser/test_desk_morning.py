"""An editor's morning at the desk in a real browser, by keyboard alone.

Twelve stories come by a feed of the web. One is refused, three say a name wrongly, one has a
paragraph that is no news, one is corrected, and one is withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from audiobrief.desk.serving import Followed
from audiobrief.publish import read_episode
from tests.browser.conftest import Open
from tests.browser.test_desk import go_to
from tests.desk.desks import TestDesk, desk_settings, open_desk, page
from tests.desk.test_feeds import FEED, publisher
from tests.desk.test_renewal import SAID_AS, SPELLED, see, spoken, without
from tests.desk.test_stories import QUORNDAHL

EVERY_S = 1.0
"""The time between two looks at the feed, which has 15 minutes outside of a test."""
NAMING = ("Ashwick", "Brenmouth", "Corfield")
"""Places of the stories that say the name."""
OTHERS = (
    "Dunholm",
    "Elmstead",
    "Farleigh",
    "Gorsemoor",
    "Hexley",
    "Ivington",
    "Jessop",
    "Kelby",
)
CLOSED = "closed"
"""The story that nobody can read."""
LATER = ("Jessop", "Kelby", CLOSED)
"""The stories that the feed does not list yet when it is followed."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    """A desk whose keeper allows addresses of this network, and whose fetches are not kept."""
    settings = desk_settings()
    fetch = replace(settings.fetch, allow_private=True, cache=False)
    with open_desk(
        tmp_path / "episodes", replace(settings, fetch=fetch), followed=Followed((), EVERY_S)
    ) as opened:
        yield opened


def newspaper() -> dict[str, str]:
    """The pages of the stories, by their paths."""
    pages = {place: page(place) for place in NAMING}
    pages |= {place: without(place) for place in OTHERS}
    pages[CLOSED] = "<!doctype html><title>Log in</title><form>Log in to read on</form>"
    return {f"/{place}": text for place, text in pages.items()}


def feed(site: str, *places: str) -> str:
    return FEED.format(
        items="".join(
            f"<item><title>The mill at {place} opens</title><guid>{site}/{place}</guid>"
            f"<link>{site}/{place}</link></item>"
            for place in places
        )
    )


def wait_for_stories(page: Page, state: str, count: int) -> None:
    expect(page.locator(f"[data-count={state}]")).to_have_text(str(count))


def row(page: Page, text: str) -> Any:
    return page.locator("#stories > li", has_text=text)


def tab_to(page: Page, name: str) -> None:
    """Goes from field to field until the one with that id has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == name:
            return
    raise AssertionError(f"Tab does not reach #{name}")


def open_story(window: Page, text: str) -> None:
    """Finds a story on the inbox, and opens it."""
    window.keyboard.press("/")
    window.keyboard.press("Control+a")
    window.keyboard.type(text)
    expect(window.locator("#stories > li")).to_have_count(1)
    window.keyboard.press("Enter")
    window.keyboard.press("Enter")
    window.wait_for_url("**/stories/*")
    expect(window.locator("#sentences > li").first).to_be_visible()


def hear(window: Page, key: str) -> Any:
    """Presses a key that plays something; returns the pronunciations that it is tried with."""
    with window.expect_response(lambda answer: answer.url.endswith("/preview")) as heard:
        window.keyboard.press(key)
    assert heard.value.ok
    asked: Any = heard.value.request.post_data_json
    return asked["lexicon"]


def go_to_inbox(window: Page) -> None:
    window.keyboard.press("Escape")
    window.keyboard.press("g")
    window.keyboard.press("i")
    window.wait_for_url(lambda url: url.endswith("/"))
    expect(window.locator("#stories > li").first).to_be_visible()


def test_a_morning_by_keyboard_alone(desk: TestDesk, open_page: Open) -> None:
    pages = newspaper()
    with publisher(pages) as site:
        everything = (*NAMING, *OTHERS, CLOSED)
        pages["/feed"] = feed(site, *(place for place in everything if place not in LATER))
        window = open_page(desk.served.entrance)
        press, write = window.keyboard.press, window.keyboard.type

        # the feed is followed; what it lists comes, and later what it lists then
        press("f")
        write(f"{site}/feed")
        press("Enter")
        expect(window.locator("#status")).to_contain_text(f"Followed: {site}/feed")
        press("Escape")
        wait_for_stories(window, "waiting", 9)
        wait_for_stories(window, "refused", 0)
        pages["/feed"] = feed(site, *everything)
        wait_for_stories(window, "waiting", 11)
        wait_for_stories(window, "refused", 1)
        expect(window.locator("[data-count='']")).to_have_text("12")
        stories = {
            each["title"].split()[-2]: each["id"]
            for each in desk.editor.ask("GET", "/stories")["items"]
            if each["state"] == "waiting"
        }
        assert set(stories) == {*NAMING, *OTHERS}

        # the refused one says why, and what to do
        press("6")
        expect(row(window, CLOSED)).to_contain_text("there is no article")
        expect(row(window, CLOSED)).to_contain_text("paste the article's text")
        press("0")

        # a name that is said wrongly in three of them: heard, tried, kept
        before = {place: see(desk, story) for place, story in stories.items()}
        press("g")
        press("n")
        window.wait_for_url("**/names")
        go_to(window, "#names > li", QUORNDAHL)
        expect(window.locator("#names > li[aria-current]")).to_contain_text("3 × in 3 stories")
        assert hear(window, "Space") == {}
        press("Enter")
        write(SAID_AS)
        assert hear(window, "Enter") == {QUORNDAHL: {"say": SAID_AS}}
        press("Control+Enter")
        expect(window.locator("#status")).to_contain_text("3 stories say it")
        expect(window.locator("#lexicon")).to_contain_text(SAID_AS)
        go_to_inbox(window)
        wait_for_stories(window, "waiting", 11)
        for place in NAMING:
            desk.wait(stories[place], "waiting")
            now = see(desk, stories[place])
            assert SPELLED in spoken(desk, stories[place])
            assert now.sound != before[place].sound, place
            assert now.version == before[place].version, place
        # and just these: nothing was done for the other eight
        assert {place: see(desk, stories[place]) for place in OTHERS} == {
            place: before[place] for place in OTHERS
        }

        # a paragraph that is no news is taken out, and one that was left out is looked at
        open_story(window, "Brenmouth")
        press("t")
        window.wait_for_url("**/article")
        go_to(window, "#pieces > li", "Subscribe to our newsletter")
        press("Enter")
        expect(window.locator("#pieces .kept", has_text="Subscribe")).to_have_count(1)
        press("u")
        expect(window.locator("#pieces .kept", has_text="Subscribe")).to_have_count(0)
        go_to(window, "#pieces > li", "The wheel turns twice")
        press("Enter")
        expect(window.locator("#pieces .out", has_text="The wheel turns")).to_have_count(1)

        # a sentence is said in another way, and heard
        press("s")
        window.wait_for_url("**/stories/*")
        expect(window.locator("#sentences > li", has_text="$1.4 million")).to_have_count(1)
        go_to(window, "#sentences > li", "$1.4 million")
        press("Enter")
        press("Control+a")
        write("It was a dear wheel.")
        with window.expect_response(lambda answer: answer.url.endswith("/sound")):
            press("Control+Enter")
        changed = window.locator("#sentences > li[data-changed]")
        expect(changed).to_contain_text("It was a dear wheel.")
        press("p")
        window.wait_for_url("**/publish")
        expect(window.locator("#now")).to_be_enabled()
        press("a")
        expect(window.locator("#state")).to_have_text("published")
        told = desk.editor.ask("GET", f"/stories/{stories['Brenmouth']}")
        folder = desk.root / told["folder"]
        said = [segment.spoken for segment in read_episode(folder).script.segments]
        assert "It was a dear wheel." in said
        assert not any("The wheel turns" in text for text in said)

        # a correction
        tab_to(window, "why")
        write("The year was wrong.")
        press("Tab")
        corrected = page("Brenmouth").replace("nine years", "eleven years")
        write(corrected.replace("\n", " "))
        press("Tab")
        press("Enter")
        expect(window.locator("#state")).to_have_text("waiting")
        expect(window.locator("#now")).to_be_enabled()
        press("Escape")
        press("a")
        expect(window.locator("#state")).to_have_text("published")
        expect(window.locator("#entries")).to_contain_text("corrected")
        episode = read_episode(folder)
        assert "eleven years" in episode.article.blocks[0].text
        assert "It was a dear wheel." in [s.spoken for s in episode.script.segments]

        # another story is approved on the inbox, and has to be withdrawn
        go_to_inbox(window)
        press("/")
        press("Control+a")
        write("Gorsemoor")
        expect(window.locator("#stories > li")).to_have_count(1)
        press("Enter")
        press("a")
        expect(window.locator("#stories .pill")).to_have_text("published")
        gone = desk.root / desk.editor.ask("GET", f"/stories/{stories['Gorsemoor']}")["folder"]
        assert (gone / "episode.json").is_file()
        press("Enter")
        window.wait_for_url("**/stories/*")
        expect(window.locator("#sentences > li").first).to_be_visible()
        press("p")
        window.wait_for_url("**/publish")
        tab_to(window, "reason")
        write("It named the wrong mill.")
        press("Tab")
        press("Space")
        press("Tab")
        press("Enter")
        expect(window.locator("#withdraw .danger")).to_have_text("Withdraw for sure?")
        press("Enter")
        expect(window.locator("#state")).to_have_text("withdrawn")
        expect(window.locator("#entries")).to_contain_text("the desk withdrawn")
        assert not (gone / "episode.json").exists()
        assert "It named the wrong mill." in (gone / "index.html").read_text("utf-8")

        # the morning as it stands on the inbox; nothing came twice, and the others still wait
        go_to_inbox(window)
        for state, count in (
            ("waiting", 9),
            ("published", 1),
            ("withdrawn", 1),
            ("refused", 1),
        ):
            wait_for_stories(window, state, count)
        untouched = [place for place in OTHERS if place != "Gorsemoor"]
        assert {place: see(desk, stories[place]) for place in untouched} == {
            place: before[place] for place in untouched
        }
