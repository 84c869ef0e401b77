"""A published story that is mended by keyboard, and one's own account, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from audiobrief.desk.doors import Front
from audiobrief.publish import read_episode
from tests.browser.conftest import Open
from tests.browser.test_standards import OVERFLOW, TOO_SMALL, violations
from tests.desk.desks import PASSWORD, TestDesk, open_desk
from tests.desk.test_doors import add_account
from tests.desk.test_stories import publish

NEW = "another four words do well"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with open_desk(tmp_path_factory.mktemp("mending") / "episodes") as opened:
        yield opened


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    root = tmp_path_factory.mktemp("newsroom") / "episodes"
    add_account(root, "ada", "publisher")
    front = Front(has_accounts=True, factor_roles=frozenset({"publisher"}))
    with open_desk(root, front=front) as opened:
        yield opened


def log_in(window: Page, password: str, code: str = "") -> None:
    window.fill("[name=name]", "ada")
    window.fill("[name=password]", password)
    window.fill("[name=code]", code)
    window.get_by_role("button", name="Log in").click()


def is_for_all(window: Page) -> None:
    """Nothing is cut off, too small, or not said to those who do not see it."""
    for scheme in ("light", "dark"):
        window.emulate_media(color_scheme=scheme)
        for width in (1280, 320):
            window.set_viewport_size({"width": width, "height": 800})
            assert violations(window) == [], (scheme, width)
            assert window.evaluate(OVERFLOW) is False, (scheme, width)
            assert window.evaluate(TOO_SMALL) == [], (scheme, width)


def test_e_opens_the_headline_before_any_text_is_chosen(
    desk: TestDesk, open_page: Open
) -> None:
    story = publish(desk, desk.made("Quorndal"))
    window = open_page(desk.served.entrance)
    window.goto(f"{desk.address}/stories/{story['id']}/article")
    headline = window.locator("#pieces > li[data-id=headline]")
    expect(headline).to_contain_text("Quorndal")
    window.keyboard.press("e")
    expect(headline.locator("textarea")).to_be_focused()


def test_a_published_headline_is_mended_by_keyboard(desk: TestDesk, open_page: Open) -> None:
    story = publish(desk, desk.made("Ormsby"))
    window = open_page(desk.served.entrance)
    window.goto(f"{desk.address}/stories/{story['id']}/article")
    headline = window.locator("#pieces > li[data-id=headline]")
    expect(headline).to_contain_text("The mill at Ormsby opens")
    press = window.keyboard.press
    for _ in range(9):
        press("j")
        if headline.get_attribute("aria-current"):
            break
    press("e")
    expect(headline.locator("textarea")).to_be_focused()
    is_for_all(window)
    press("Control+a")
    window.keyboard.type("The tide mill at Ormsby opens")
    press("Control+Enter")
    expect(headline.locator(".text")).to_have_text("The tide mill at Ormsby opens")
    expect(window.locator("#correction")).to_be_visible()
    # what is being written stays while somebody else changes the story
    press("e")
    press("End")
    window.keyboard.type(", and")
    now = desk.editor.ask("GET", f"/stories/{story['id']}")
    place = f"/stories/{story['id']}/pieces/byline"
    desk.editor.ask("PATCH", place, {"text": "Bo Ek"}, version=now["version"])
    expect(window.locator("[data-id=byline] .text")).to_have_text("Bo Ek")
    expect(headline.locator("textarea")).to_have_value("The tide mill at Ormsby opens, and")
    press("Escape")
    expect(headline.locator("textarea")).to_have_count(0)
    desk.wait(story["id"], "waiting")
    press("p")
    window.wait_for_url("**/publish")
    expect(window.locator("#now")).to_be_enabled()
    press("a")
    desk.wait(story["id"], "published")
    article = read_episode(Path(desk.root / story["folder"])).article
    assert (article.title, article.authors[0].name) == (
        "The tide mill at Ormsby opens",
        "Bo Ek",
    )


def test_somebody_adds_a_second_factor_and_changes_the_password(
    newsroom: TestDesk, open_page: Open
) -> None:
    window = open_page(f"{newsroom.address}/login")
    log_in(window, PASSWORD)
    window.wait_for_url("**/account")
    expect(window.locator(".lead")).to_contain_text("asks every publisher for a second factor")
    is_for_all(window)
    window.fill("#offer [name=password]", PASSWORD)
    window.get_by_role("button", name="Add a second factor").click()
    shown = window.locator("#key")
    expect(shown).not_to_be_empty()
    is_for_all(window)
    totp = pyotp.TOTP(shown.inner_text().replace(" ", ""))
    window.fill("#confirm [name=code]", totp.now())
    expect(window.locator("#must-add")).to_be_visible()
    window.get_by_role("button", name="Confirm").click()
    expect(window.locator("#recovery")).to_be_visible()
    expect(window.locator("#must-add")).to_have_count(0)
    expect(window.locator("#status")).to_have_text("")
    codes = window.locator("#codes li")
    expect(codes).to_have_count(10)
    recovery = codes.all_inner_texts()
    window.get_by_role("link", name="Go to the desk").click()
    expect(window.locator("#adder")).to_be_visible()
    window.get_by_role("link", name="ada").click()
    window.wait_for_url("**/account")
    window.fill("#change [name=password]", PASSWORD)
    window.fill("#change [name=code]", recovery[0])
    window.fill("#change [name=new]", NEW)
    window.get_by_role("button", name="Change the password").click()
    expect(window.get_by_text("9 recovery codes are left")).to_be_visible()
    # a second browser is seen here, and ended
    other = open_page(f"{newsroom.address}/login")
    log_in(other, NEW, recovery[1])
    expect(other.locator("#adder")).to_be_visible()
    window.reload()
    expect(window.locator("#sessions > li")).to_have_count(2)
    is_for_all(window)
    window.fill("#end [name=password]", NEW)
    window.fill("#end [name=code]", recovery[2])
    window.get_by_role("button", name="End all but this one").click()
    expect(window.locator("#sessions > li")).to_have_count(1)
    other.goto(f"{newsroom.address}/names")
    other.wait_for_url("**/login")
