"""Two people at one desk in a real browser: what one writes stays while the other changes something."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, wait_until
from tests.browser.test_desk import go_to
from tests.desk.desks import TestDesk, open_desk, page

FOCUS = "document.activeElement.tagName"
BOTTOM = "Math.abs(document.documentElement.scrollHeight - innerHeight - scrollY) < 2"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with open_desk(tmp_path_factory.mktemp("writing") / "episodes") as opened:
        yield opened


def fresh(place: str) -> str:
    """A place of its own for each try, since a desk takes a story only once."""
    return f"{place} {uuid.uuid4().hex[:6]}"


def script_of(desk: TestDesk, story: dict[str, Any], window: Page) -> Page:
    """The page of a story's script, with its sentences and its events."""
    window.goto(f"{desk.address}/stories/{story['id']}")
    expect(window.locator("#sentences > li").nth(2)).to_be_visible()
    expect(window.locator("#live")).to_be_visible()
    return window


def sentence(window: Page, text: str) -> Locator:
    return window.locator("#sentences > li", has=window.locator(".written", has_text=text))


def change(window: Page, text: str, said: str) -> None:
    """Writes what is said for a sentence, as an editor does, and waits until it is kept."""
    go_to(window, "#sentences > li", text)
    window.keyboard.press("Enter")
    window.keyboard.press("Control+a")
    window.keyboard.type(said)
    window.keyboard.press("Control+Enter")
    expect(sentence(window, text).locator(".said")).to_have_text(said)


def spoken(desk: TestDesk, story: dict[str, Any], text: str) -> str:
    script = desk.editor.ask("GET", f"/stories/{story['id']}/script")
    found: str = next(s["spoken"] for s in script["sentences"] if text in s["written"])
    return found


def test_whoever_writes_keeps_the_keyboard_while_another_changes_the_story(
    open_page: Open, desk: TestDesk
) -> None:
    story = desk.made(fresh("Supper"))
    first = script_of(desk, story, open_page(desk.served.entrance))
    second = script_of(desk, story, open_page(desk.served.entrance))
    go_to(first, "#sentences > li", "$1.4 million")
    first.keyboard.press("Enter")
    first.keyboard.press("Control+a")
    first.keyboard.type("My words so far")
    first.keyboard.press("ArrowLeft")
    change(second, "The tide mill", "It opened.")
    expect(sentence(first, "The tide mill").locator(".said")).to_have_text("It opened.")
    assert first.evaluate(FOCUS) == "TEXTAREA"
    first.keyboard.type(" mum, supper ")
    # and while the other one changes just the sentence beside it
    change(second, "The wheel turns twice", "It turns.")
    expect(sentence(first, "The wheel turns").locator(".said")).to_have_text("It turns.")
    first.keyboard.type("u")
    field = sentence(first, "$1.4 million").locator("textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value("My words so fa mum, supper ur")
    assert first.url.endswith(story["id"])
    expect(first.locator("[data-muted]")).to_have_count(0)
    first.keyboard.press("Control+Enter")
    expect(sentence(first, "$1.4 million").locator(".said")).to_have_text(
        "My words so fa mum, supper ur"
    )


def test_both_texts_are_seen_before_one_takes_the_others_place(
    open_page: Open, desk: TestDesk
) -> None:
    story = desk.made(fresh("Twain"))
    first = script_of(desk, story, open_page(desk.served.entrance))
    second = script_of(desk, story, open_page(desk.served.entrance))
    go_to(first, "#sentences > li", "$1.4 million")
    first.keyboard.press("Enter")
    first.keyboard.press("Control+a")
    first.keyboard.type("Mine.")
    change(second, "$1.4 million", "Theirs.")
    box = first.locator(".conflict")
    expect(box).to_contain_text("Theirs.")
    first.keyboard.press("Control+Enter")
    expect(box).to_contain_text("Keep saves yours over it.")
    field = first.locator(".editor textarea")
    expect(field).to_have_value("Mine.")
    expect(field).to_be_focused()
    assert spoken(desk, story, "$1.4") == "Theirs."
    first.keyboard.press("Control+Enter")
    expect(sentence(second, "$1.4 million").locator(".said")).to_have_text("Mine.")
    assert spoken(desk, story, "$1.4") == "Mine."


def test_half_a_respelling_stays_while_a_story_brings_names(
    open_page: Open, desk: TestDesk
) -> None:
    desk.made(fresh("Halfway"))
    first = open_page(desk.served.entrance)
    first.goto(f"{desk.address}/names")
    go_to(first, "#names > li", "Quorndahl")
    expect(first.locator("#live")).to_be_visible()
    first.keyboard.press("Enter")
    first.keyboard.type("KWOR")
    second = open_page(desk.served.entrance)
    second.keyboard.press("n")
    new = page(fresh("Halfway Again")).replace("Ilsabe Quorndahl", "Aelfgifu Zwolinska")
    second.keyboard.insert_text(new.replace("\n", " "))
    second.keyboard.press("Enter")
    expect(first.locator("#names > li", has_text="Zwolinska").first).to_be_attached()
    assert first.evaluate(FOCUS) == "INPUT"
    first.keyboard.type("N-dahl")
    field = first.locator("#names > li[aria-current] input").first
    expect(field).to_have_value("KWORN-dahl")
    # a link leads away and back, and the words are still there
    first.locator(".top nav").get_by_role("link", name="Ledger").click()
    first.wait_for_url("**/ledger")
    first.locator(".top nav").get_by_role("link", name="Names").click()
    again = first.locator("#names > li", has_text="Quorndahl").locator("input").first
    expect(again).to_have_value("KWORN-dahl")


def test_a_paragraph_that_is_written_stays_while_another_is_changed(
    open_page: Open, desk: TestDesk
) -> None:
    story = desk.made(fresh("Paragraphs"))
    windows = [open_page(desk.served.entrance) for _ in range(2)]
    for window in windows:
        window.goto(f"{desk.address}/stories/{story['id']}/article")
        expect(window.locator("#pieces > li").nth(3)).to_be_visible()
        expect(window.locator("#live")).to_be_visible()
    first, second = windows
    go_to(first, "#pieces > li", "The wheel turns")
    first.keyboard.press("e")
    first.keyboard.press("Control+Home")
    first.keyboard.type("Slowly")
    go_to(second, "#pieces > li", "Ilsabe Quorndahl")
    second.keyboard.press("Enter")
    expect(first.locator("#pieces .out", has_text="Ilsabe Quorndahl")).to_have_count(1)
    first.keyboard.type(", e u m p ")
    field = first.locator("#pieces textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value(re.compile(r"^Slowly, e u m p The wheel turns"))
    # the other one changes the same paragraph
    go_to(second, "#pieces > li", "The wheel turns")
    second.keyboard.press("e")
    second.keyboard.press("Control+a")
    second.keyboard.type("Theirs is a paragraph.")
    second.keyboard.press("Control+Enter")
    box = first.locator(".conflict")
    expect(box).to_contain_text("Theirs is a paragraph.")
    expect(field).to_be_focused()
    first.keyboard.press("Control+Enter")
    expect(box).to_contain_text("Keep saves yours over it.")
    expect(field).to_have_value(re.compile(r"^Slowly, e u m p The wheel turns"))


def test_the_row_with_the_focus_stays_while_stories_come(
    open_page: Open, desk: TestDesk
) -> None:
    place = fresh("Steady")
    desk.made(place)
    first = open_page(desk.served.entrance)
    go_to(first, "#stories > li", place)
    first.keyboard.press("Tab")
    expect(first.locator("#stories a", has_text=place)).to_be_focused()
    first.evaluate("window.left = 0; addEventListener('focusout', () => { window.left += 1; })")
    second = open_page(desk.served.entrance)
    second.keyboard.press("n")
    second.keyboard.insert_text(page(fresh("Newcomer")).replace("\n", " "))
    second.keyboard.press("Enter")
    expect(first.locator("#stories > li", has_text="Newcomer")).to_contain_text("waiting")
    expect(first.locator("#stories a", has_text=place)).to_be_focused()
    assert first.evaluate("window.left") == 0


def test_words_are_no_shortcuts_when_their_field_goes_away(
    open_page: Open, desk: TestDesk
) -> None:
    story = desk.made(fresh("Vanishing"))
    window = script_of(desk, story, open_page(desk.served.entrance))
    go_to(window, "#sentences > li", "$1.4 million")
    window.keyboard.press("Enter")
    window.keyboard.type("My words")
    window.evaluate("document.activeElement.closest('form').remove()")
    window.keyboard.type(" mum p ")
    window.wait_for_timeout(500)
    assert window.url.endswith(story["id"])
    expect(window.locator("[data-muted]")).to_have_count(0)
    expect(window.locator("#status")).to_contain_text("Press Esc")
    window.keyboard.press("Escape")
    window.keyboard.press("p")
    window.wait_for_url("**/publish")


def test_the_next_sentence_is_written_at_once_after_one_is_kept(
    open_page: Open, desk: TestDesk
) -> None:
    story = desk.made(fresh("Onward"))
    window = script_of(desk, story, open_page(desk.served.entrance))
    go_to(window, "#sentences > li", "The tide mill")
    key = window.locator("#sentences > li[aria-current]").get_attribute("data-id")
    press = window.keyboard.press
    press("Enter")
    press("Control+a")
    window.keyboard.type("First.")
    for each in ("Control+Enter", "j", "Enter", "Control+a"):
        press(each)
        window.wait_for_timeout(30)
    window.keyboard.type("Second.", delay=30)
    press("Control+Enter")
    mine = window.locator(f"#sentences > li[data-id='{key}']")
    expect(mine.locator(".said")).to_have_text("First.")
    expect(window.locator(f"#sentences > li[data-id='{key}'] + li .said")).to_have_text(
        "Second."
    )
    expect(window.locator(".editor")).to_have_count(0)
    script = desk.editor.ask("GET", f"/stories/{story['id']}/script")
    assert [s["spoken"] for s in script["sentences"] if s["is_changed"]] == [
        "First.",
        "Second.",
    ]


def test_what_was_written_is_there_after_a_shortcut_to_another_page(
    open_page: Open, desk: TestDesk
) -> None:
    story = desk.made(fresh("Return"))
    window = script_of(desk, story, open_page(desk.served.entrance))
    go_to(window, "#sentences > li", "$1.4 million")
    window.keyboard.press("Enter")
    window.keyboard.press("Control+a")
    window.keyboard.type("Half a sentence")
    window.locator(".tabs").get_by_role("link", name="Publish").click()
    window.wait_for_url("**/publish")
    other = script_of(desk, story, open_page(desk.served.entrance))
    change(other, "$1.4 million", "Theirs.")
    window.keyboard.press("s")
    field = sentence(window, "$1.4 million").locator("textarea")
    expect(field).to_have_value("Half a sentence")
    expect(window.locator("#status")).to_contain_text("What you were writing is here again.")
    expect(window.locator(".conflict")).to_contain_text("Theirs.")
    field.focus()
    window.keyboard.press("Escape")
    window.reload()
    expect(window.locator("#sentences > li").first).to_be_visible()
    expect(window.locator(".editor")).to_have_count(0)


def test_end_and_home_arrive_in_a_long_script(open_page: Open, desk: TestDesk) -> None:
    said = "".join(
        f"<p>The keeper of lock {n} counted {n + 3} boats before noon, and wrote each of them "
        f"down{' in the long book of the reach' * (n % 3)}.</p>"
        for n in range(400)
    )
    text = page(fresh("Reach")).replace("<p>The tide mill", f"{said}<p>The tide mill")
    # its sentences are there long before their sound
    story = desk.submit(text)
    window = script_of(desk, story, open_page(desk.served.entrance))
    expect(window.locator("#sentences > li").nth(400)).to_be_attached()
    window.keyboard.press("End")
    wait_until(window, BOTTOM)
    expect(window.locator("#sentences > li").last).to_be_in_viewport()
    expect(window.locator("#sentences > li").last).to_have_attribute("aria-current", "true")
    window.keyboard.press("Home")
    wait_until(window, "scrollY === 0")
    wait_until(window, "document.querySelector('#sentences > li').matches('[aria-current]')")


def test_the_ledger_shows_a_changes_old_and_new_words(open_page: Open, desk: TestDesk) -> None:
    story = desk.made(fresh("Ledgerton"))
    window = script_of(desk, story, open_page(desk.served.entrance))
    change(window, "$1.4 million", "It cost a lot.")
    window.goto(f"{desk.address}/ledger")
    line = window.locator("#entries > li", has_text="changed a sentence").first
    expect(line.locator(".detail")).to_contain_text(
        re.compile(r"changed a sentence · “Ilsabe Quorndahl, .*…” → “It cost a lot\.”")
    )
