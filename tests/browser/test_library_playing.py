"""Tests the library's player: the queue, the pages inside the library, and times without a network."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, inside, now, wait_past, wait_until
from tests.browser.libraries import address, library, queued, shelf, start, title_of

__all__ = ["address", "library", "shelf"]


@pytest.mark.parametrize("served", [True, False], ids=["served", "file"])
def test_the_queue_plays_one_after_another(
    served: bool, address: str, shelf: Path, open_page: Open
) -> None:
    page = open_page(address if served else f"file://{shelf}/index.html")
    start(page, 1)
    page.get_by_role("button", name="Queue: Bulletin 2 of", exact=False).click()
    page.get_by_role("button", name="Queue: Bulletin 0 of", exact=False).click()
    wait_past(page, 0.05)
    expect(page.locator("#now")).to_have_text("Bulletin 1 of the harbour board")
    end = "(a => { a.currentTime = a.duration - 0.2 })(document.getElementById('audio'))"
    page.evaluate(end)
    expect(page.locator("#now")).to_have_text("Bulletin 2 of the harbour board")
    wait_past(page, 0.05)
    assert queued(page) == [
        "Bulletin 2 of the harbour board",
        "Bulletin 0 of the harbour board",
    ]
    page.get_by_role("button", name="Next episode").click()
    expect(page.locator("#now")).to_have_text("Bulletin 0 of the harbour board")
    expect(page).to_have_title("Bulletin 0 of the harbour board · The Merrow Hour")


def test_it_remembers_the_queue_and_where_it_was(library: Page) -> None:
    start(library, 0)
    wait_past(library, 0.1)
    library.get_by_role("button", name="Queue: Bulletin 1 of", exact=False).click()
    library.locator("#scrubber").fill("9.5")
    library.get_by_role("button", name="Pause", exact=True).click()
    library.get_by_label("Speed").select_option("1.5")
    library.reload()
    expect(library.locator("#elapsed")).to_have_text("0:09")
    assert queued(library)[1] == "Bulletin 1 of the harbour board"
    assert library.evaluate("document.getElementById('audio').playbackRate") == 1.5
    # and so does the episode's own page
    library.locator("#now").click()
    story = inside(library)
    expect(story.locator("h1")).to_have_text("Bulletin 0 of the harbour board")
    expect(story.locator("#elapsed")).to_have_text("0:09")


def test_the_queue_is_put_in_order_by_hand(library: Page) -> None:
    for number in (0, 1, 2):
        library.get_by_role("button", name=f"Queue: Bulletin {number} of", exact=False).click()
    library.get_by_role("button", name="Queue, 3").click()
    handle = library.get_by_role("button", name="Move with the arrow keys: Bulletin 2 of")
    handle.press("ArrowUp")
    assert [name[9] for name in queued(library)] == ["0", "2", "1"]
    expect(handle).to_be_focused()
    expect(library.get_by_role("status").last).to_have_text("Moved to place 2 of 3")
    handle.press("ArrowDown")
    assert [name[9] for name in queued(library)] == ["0", "1", "2"]
    # with the mouse, from the last place to the one before
    at, above = (library.locator("#queued li").nth(number).bounding_box() for number in (2, 1))
    assert at
    assert above
    handle.hover()
    library.mouse.down()
    library.mouse.move(at["x"] + at["width"] / 2, above["y"] + 4, steps=6)
    library.mouse.up()
    assert [name[9] for name in queued(library)] == ["0", "2", "1"]
    library.get_by_role("button", name="Remove: Bulletin 0 of", exact=False).click()
    assert [name[9] for name in queued(library)] == ["2", "1"]
    library.get_by_role("button", name="Clear the queue").click()
    expect(library.locator("#player")).to_be_hidden()


def test_the_sound_goes_on_in_the_page_and_back_in_the_library(
    library: Page, address: str
) -> None:
    start(library, 0)
    wait_past(library, 1)
    library.evaluate("window.first = document.getElementById('audio')")
    title_of(library, 0).click()
    story = inside(library)
    expect(story.locator("h1")).to_have_text("Bulletin 0 of the harbour board")
    expect(library).to_have_url(f"{address}bulletin-00/index.html")
    expect(library).to_have_title("Bulletin 0 of the harbour board · The Merrow Courier")
    expect(library.locator("#player")).to_be_hidden()
    expect(story.locator("[data-s][aria-current]").first).to_be_visible()
    # one element plays all the way, and never pauses
    assert library.evaluate("first === audio && !audio.paused")
    expect(story.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    story.locator("#scrubber").fill("12")
    wait_past(library, 12.2)
    story.get_by_role("link", name="All episodes").click()
    expect(library).to_have_url(address)
    expect(library.locator("#now")).to_have_text("Bulletin 0 of the harbour board")
    expect(library.locator("#player")).to_be_visible()
    expect(title_of(library, 0)).to_be_focused()
    assert library.evaluate("first === audio && !audio.paused")
    assert 12 < now(library) < 30


def test_back_and_forward_open_and_leave_a_page(library: Page, address: str) -> None:
    title_of(library, 2).click()
    expect(inside(library).locator("h1")).to_have_text("Bulletin 2 of the harbour board")
    library.go_back()
    expect(library).to_have_url(address)
    expect(library.locator("iframe.page")).to_be_hidden()
    expect(library.locator("main")).not_to_have_attribute("inert", "")
    library.go_forward()
    expect(inside(library).locator("h1")).to_have_text("Bulletin 2 of the harbour board")
    # whoever loads the address has the page alone, and "back" leads to the library all the same
    library.reload()
    expect(library.locator("h1")).to_have_text("Bulletin 2 of the harbour board")
    assert library.locator("iframe").count() == 0
    library.go_back()
    expect(library.locator(".episode").first).to_be_visible()
    library.go_forward()
    expect(inside(library).locator("h1")).to_have_text("Bulletin 2 of the harbour board")


def test_another_page_is_read_while_an_episode_sounds(library: Page) -> None:
    start(library, 0)
    wait_past(library, 0.3)
    title_of(library, 1).click()
    story = inside(library)
    expect(story.locator("h1")).to_have_text("Bulletin 1 of the harbour board")
    # the bar of what sounds is there, and not a second one
    expect(library.locator("#player")).to_be_visible()
    expect(story.locator("#player")).to_be_hidden()
    assert not library.evaluate("audio.paused")
    # its reader then listens to it, and only to it
    story.locator("[data-do=listen]").first.click()
    expect(story.locator("#player")).to_be_visible()
    expect(library.locator("#player")).to_be_hidden()
    assert queued(library)[:2] == [
        f"Bulletin {number} of the harbour board" for number in (1, 0)
    ]
    wait_past(library, 0.1)
    assert "bulletin-01" in library.evaluate("audio.currentSrc")
    # at its end the next one sounds, and nobody's page is taken away
    library.evaluate("audio.currentTime = audio.duration - 0.2")
    expect(library.locator("#now")).to_have_text("Bulletin 0 of the harbour board")
    expect(library.locator("#player")).to_be_visible()
    expect(story.locator("h1")).to_have_text("Bulletin 1 of the harbour board")
    library.locator("#now").click()
    expect(inside(library).locator("h1")).to_have_text("Bulletin 0 of the harbour board")
    expect(inside(library).locator("#player")).to_be_visible()


def test_a_sleep_timer_of_a_page_counts_on_in_the_library(library: Page) -> None:
    start(library, 0)
    library.get_by_role("button", name="Queue: Bulletin 1 of", exact=False).click()
    wait_past(library, 0.1)
    title_of(library, 0).click()
    story = inside(library)
    expect(story.locator("h1")).to_be_visible()
    frame = library.frames[-1]
    frame.evaluate("sleep.value = '5'; sleep.dispatchEvent(new Event('change'))")
    story.get_by_role("link", name="All episodes").click()
    expect(library.locator("iframe.page")).to_be_hidden()
    wait_until(library, "!audio.paused")
    # it pauses whatever sounds then, also the next one of the queue
    library.locator("[data-do=next]").click()
    expect(library.locator("#now")).to_have_text("Bulletin 1 of the harbour board")
    wait_until(library, "!audio.paused")
    library.evaluate("(now => { Date.now = () => now + 301e3; })(Date.now())")
    wait_until(library, "audio.paused")
    expect(library.locator("#status")).to_have_text("Paused by the sleep timer")
    assert library.evaluate("audio.volume") == 1
    assert frame.evaluate("sleep.value") == ""


def test_from_files_a_page_opens_by_itself(shelf: Path, open_page: Open) -> None:
    page = open_page(f"file://{shelf}/index.html")
    start(page, 0)
    wait_past(page, 0.3)
    title_of(page, 0).click()
    expect(page.locator("h1")).to_have_text("Bulletin 0 of the harbour board")
    assert page.locator("iframe").count() == 0
    wait_past(page, 0.6)
    page.get_by_role("link", name="All episodes").click()
    expect(page.locator("#now")).to_have_text("Bulletin 0 of the harbour board")
    assert now(page) > 0.5


def test_the_queue_plays_without_a_network(open_page: Open, address: str) -> None:
    page = open_page(address, asks_in_vain=True)
    page.get_by_role("button", name="Queue: Bulletin 1 of", exact=False).click()
    kept = (
        "(async () => (await (await caches.open('audiobrief-queue')).keys()).map(r => r.url))()"
    )
    for part in (".mp3", "thumbnails/bulletin-01.jpg"):
        wait_until(page, f"{kept}.then(all => all.some(url => url.endsWith('{part}')))")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#now")).to_have_text("Bulletin 1 of the harbour board")
    # what is queued keeps its small cover; those that cannot be had leave no broken pictures
    cover = page.locator("#episodes [data-f=bulletin-01] .thumbnail")
    expect(cover).to_be_visible()
    wait_until(
        page, "document.querySelector('[data-f=bulletin-01] .thumbnail img').naturalWidth > 0"
    )
    broken = "[...document.images].filter(e => e.complete && !e.naturalWidth && !e.closest('[hidden]'))"
    wait_until(page, f"!{broken}.some(e => e.getAttribute('src'))")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 0.3)
    page.locator("#scrubber").fill("8")
    wait_past(page, 8.2)
    page.locator("#now").click()
    expect(inside(page).locator("h1")).to_have_text("Bulletin 1 of the harbour board")
    page.context.set_offline(False)


def test_play_all_plays_what_is_found(library: Page) -> None:
    library.get_by_label("Author").select_option("Ana Reyes")
    library.get_by_role("button", name="Play all").click()
    wait_past(library, 0.05)
    assert queued(library) == ["Bulletin 1 of the harbour board"]


def test_keys(library: Page) -> None:
    start(library, 0)
    wait_past(library, 0.05)
    library.locator("h1").click()
    library.keyboard.press("ArrowRight")
    wait_past(library, 15)
    library.keyboard.press("Space")
    wait_until(library, "document.getElementById('audio').paused")
    library.keyboard.press("ArrowLeft")
    assert now(library) < 5


def test_previous_leads_back_through_what_was_played(library: Page) -> None:
    for number in (0, 1, 2):
        library.get_by_role("button", name=f"Queue: Bulletin {number} of", exact=False).click()
    title = library.locator("#now")
    bar = library.locator("#player")
    bar.get_by_role("button", name="Next episode").click()
    expect(title).to_have_text("Bulletin 1 of the harbour board")
    wait_past(library, 0.1)
    # as on every player, first to the beginning
    library.locator("#scrubber").fill("6")
    bar.get_by_role("button", name="Previous episode").click()
    expect(library.locator("#elapsed")).to_have_text("0:00")
    expect(title).to_have_text("Bulletin 1 of the harbour board")
    bar.get_by_role("button", name="Previous episode").click()
    expect(title).to_have_text("Bulletin 0 of the harbour board")
    wait_past(library, 0.1)
    assert queued(library)[1:] == [
        "Bulletin 1 of the harbour board",
        "Bulletin 2 of the harbour board",
    ]


def test_the_page_of_an_episode_has_next_and_previous_inside_the_library(
    open_page: Open, address: str
) -> None:
    page = open_page(address)
    handlers = "window.handlers = {}; navigator.mediaSession.setActionHandler = (name, done) => { handlers[name] = done; }"
    page.add_init_script(handlers)
    page.reload()
    for number in (0, 1):
        page.get_by_role("button", name=f"Queue: Bulletin {number} of", exact=False).click()
    page.locator("#now").click()
    inside(page).locator(".play").click()
    wait_past(page, 0.1)
    inside(page).get_by_role("button", name="Next episode").click()
    # what plays now lies over the page
    expect(page.locator("#now")).to_have_text("Bulletin 1 of the harbour board")
    expect(page.locator("#player")).to_be_visible()
    wait_past(page, 0.1)
    page.locator("#scrubber").fill("1")
    page.evaluate("handlers.previoustrack()")
    expect(page.locator("#now")).to_have_text("Bulletin 0 of the harbour board")
    page.evaluate("handlers.nexttrack()")
    expect(page.locator("#now")).to_have_text("Bulletin 1 of the harbour board")
    # a page by itself has neither
    alone = open_page(f"{address}bulletin-00/index.html")
    expect(alone.locator(".play")).to_be_visible()
    expect(alone.get_by_role("button", name="Next episode")).to_be_hidden()
