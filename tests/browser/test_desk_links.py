"""What connects a desk to others, in a real browser by keyboard alone: its feeds and webhooks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.test_desk import look_at
from tests.browser.test_desk_morning import wait_for_stories
from tests.browser.test_standards import checked
from tests.desk.desks import TestDesk, desk_settings, open_desk
from tests.desk.test_feeds import FEED, item, publisher
from tests.desk.test_reach import listening, wait_for


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    """A desk whose keeper allows addresses of this network, and whose fetches are not kept."""
    settings = desk_settings()
    fetch = replace(settings.fetch, allow_private=True, cache=False)
    with open_desk(
        tmp_path_factory.mktemp("links") / "episodes", replace(settings, fetch=fetch)
    ) as opened:
        yield opened


@pytest.fixture(autouse=True)
def nothing_left(desk: TestDesk) -> None:
    """Nothing is followed or told when a test begins, also if the one before broke off."""
    for feed in desk.editor.ask("GET", "/feeds"):
        desk.editor.ask("DELETE", f"/feeds/{feed['id']}")
    for hook in desk.editor.ask("GET", "/webhooks"):
        desk.editor.ask("DELETE", f"/webhooks/{hook['id']}")


def test_a_feed_is_followed_and_ended_by_keyboard(open_page: Open, desk: TestDesk) -> None:
    with publisher({"/feed": FEED.format(items=item(1) + item(2))}) as site:
        window = open_page(desk.served.entrance)
        press = window.keyboard.press
        expect(window.locator("#no-feeds")).to_be_attached()
        press("f")
        window.keyboard.type(f"{site}/feed")
        press("Enter")
        wait_for_stories(window, "waiting", 2)
        line = window.locator("#feed-list > li")
        expect(line).to_contain_text("2 stories, looked at just now")
        expect(window.locator("#feed")).to_be_focused()
        # one that is a page, or not there, says so in the list and above it
        window.keyboard.type(f"{site}/nowhere")
        press("Enter")
        expect(window.locator("#feed-trouble")).to_have_text("1 cannot be read")
        expect(line.nth(1)).to_contain_text("does not exist; check the address")
        press("Shift+Tab")
        expect(line.nth(1).get_by_role("button")).to_be_focused()
        press("Enter")
        expect(line.nth(1)).to_contain_text("Stop for sure?")
        press("Enter")
        expect(line).to_have_count(1)
        expect(window.locator("#feed-trouble")).to_be_hidden()
        expect(window.locator("#feed")).to_be_focused()


def test_webhooks_and_their_messages_by_keyboard(open_page: Open, desk: TestDesk) -> None:
    with listening() as listener:
        listener.answers = [500]
        window = open_page(desk.served.entrance)
        press = window.keyboard.press
        press("g")
        press("w")
        window.wait_for_url("**/webhooks")
        expect(window.locator("#none")).to_be_visible()
        press("n")
        window.keyboard.type(listener.url)
        press("Enter")
        expect(window.locator("#secret")).not_to_have_value("")
        expect(window.locator("#secret")).to_have_value(
            desk.parts.webhooks._database.rows("SELECT secret FROM webhook")[0]["secret"]
        )
        expect(window.locator("#secret")).to_be_focused()
        press("Escape")
        place = f"Hooked {uuid.uuid4().hex[:8]}"
        desk.made(place)
        wait_for(lambda: listener.heard)
        press("j")
        press("Enter")
        message = window.locator(".hook .entries > li")
        expect(message).to_contain_text(f"made: The mill at {place} opens")
        expect(message).to_contain_text("the receiver answered 500; 1 try, the next one")
        again = message.get_by_role("button")
        again.focus()
        press("Enter")
        expect(message).to_contain_text("arrived (200), 1 try")
        remove = window.locator(".hook > .danger")
        remove.focus()
        press("Enter")
        press("Enter")
        expect(window.locator("#none")).to_be_visible()
        assert desk.editor.ask("GET", "/webhooks") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_they_fit_and_can_be_used_by_all(
    open_page: Open, desk: TestDesk, scheme: Any, width: int, tmp_path: Path
) -> None:
    long = "https://news.example/" + "harbour" * 12
    desk.parts.feeds.note_look(long, f"{long} does not exist; check the address")
    desk.editor.ask("POST", "/feeds", {"address": long})
    with listening() as listener:
        listener.answers = [500]
        body = {"url": f"{listener.url}{'hook' * 20}"}
        hook = desk.editor.ask("POST", "/webhooks", body)["webhook"]
        desk.made(f"Everybody {uuid.uuid4().hex[:8]}")
        wait_for(lambda: desk.editor.ask("GET", f"/webhooks/{hook['id']}/deliveries"))
        window = open_page(
            desk.served.entrance, color_scheme=scheme, viewport={"width": width, "height": 700}
        )
        window.locator("#feeds summary").click()
        expect(window.locator("#feed-list > li")).to_have_count(1)
        look_at(window)
        window.goto(f"{desk.address}/webhooks")
        window.locator(".hook summary").click()
        expect(window.locator(".hook .entries > li").first).to_contain_text("made")
        look_at(window)
    file = tmp_path / "webhooks.html"
    file.write_text(desk.editor.open("/webhooks"), encoding="utf-8")
    assert checked([file]) == []
