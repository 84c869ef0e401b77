"""Tests the library's page: episodes are found, queued, played in turn and remembered."""

import dataclasses
import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from audiobrief.model import Author
from audiobrief.publish import PublishSettings, publish_episode
from audiobrief.publish import serve as serve_module
from audiobrief.publish.answering import answering
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from tests.browser.conftest import Open, inside, now, wait_past, wait_until
from tests.browser.test_extremes import ATTACK
from tests.browser.test_standards import (
    FINGER_PX,
    MISSED,
    OVERFLOW,
    SIZES,
    TOO_SMALL,
    TOUCHED,
    open_touched,
    violations,
)
from tests.publish.episodes import QUICK, make_episode
from tests.publish.shelves import article_of

COUNT = 61
"""Episodes: more than the page itself lists."""
SCRIPTS = Path(serve_module.__file__).with_name("theme")
SITES = ("The Merrow Courier", "Saltmere Post")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    first = root / "bulletin-00"
    for number in range(COUNT):
        folder = root / f"bulletin-{number:02}"
        folder.mkdir()
        if number < 3:
            article = article_of(number, site=SITES[number % 2])
            make_episode(folder, article, bitrate="16k")
            publish_episode(folder, PublishSettings(waveform=True))
            continue
        # the same sound under other headlines
        for path in first.iterdir():
            shutil.copy(path, folder / path.name)
        text = (first / "episode.json").read_text("utf-8")
        title = (
            "Número de la última marea de mayo"
            if number == 40
            else f"Bulletin {number} of the harbour board"
        )
        day = f"2025-10-{31 - number % 28:02}T"
        text = text.replace("Bulletin 0 of the harbour board", title).replace(
            "2025-11-07T", day
        )
        text = text.replace("/bulletin-0", f"/bulletin-{number}")
        (folder / "episode.json").write_text(text, "utf-8")
    publish_site(root, PublishSettings(title="The Merrow Hour", url="https://merrow.example/"))
    return root


@pytest.fixture(scope="module")
def address(shelf: Path) -> Iterator[str]:
    with answering(Preview(shelf, PublishSettings(title="The Merrow Hour"))) as address:
        yield address


@pytest.fixture
def library(open_page: Open, address: str) -> Page:
    return open_page(address)


def start(page: Page, number: int) -> None:
    page.get_by_role("button", name=f"Play: Bulletin {number} of", exact=False).click()


def queued(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        "[...document.querySelectorAll('#queued .name')].map(e => e.textContent)"
    )
    return names


def test_the_newest_come_first_and_the_others_as_they_are_asked_for(library: Page) -> None:
    rows = library.locator(".episode")
    expect(rows.first.locator("h2")).to_have_text("Bulletin 0 of the harbour board")
    assert rows.count() == 60
    expect(library.locator("#count")).to_have_text(f"{COUNT} episodes")
    library.get_by_role("button", name="Show more").scroll_into_view_if_needed()
    expect(rows).to_have_count(COUNT)
    expect(library.get_by_role("button", name="Show more")).to_be_hidden()


def test_it_searches_without_case_and_accents(library: Page) -> None:
    library.get_by_role("searchbox", name="Search").fill("ULTIMA numero")
    expect(library.locator(".episode")).to_have_count(1)
    expect(library.locator(".episode h2")).to_have_text("Número de la última marea de mayo")
    expect(library.locator("#count")).to_have_text("1 episode")
    library.get_by_role("searchbox", name="Search").fill("nothing of the kind")
    expect(library.get_by_text("Nothing is found.")).to_be_visible()
    expect(library.get_by_role("button", name="Play all")).to_be_disabled()
    library.get_by_role("searchbox", name="Search").fill("")
    expect(library.locator(".episode")).to_have_count(60)


def test_it_filters_by_author_and_site(library: Page) -> None:
    library.get_by_label("Author").select_option("Ana Reyes")
    expect(library.locator(".episode")).to_have_count(1)
    expect(library.locator(".episode .authors")).to_have_text("Ana Reyes")
    library.get_by_label("Author").select_option("")
    library.get_by_label("Site").select_option("Saltmere Post")
    expect(library.locator(".episode")).to_have_count(1)


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


def test_what_was_played_is_told_filtered_and_kept(library: Page) -> None:
    first, second = (
        library.locator(f"#episodes [data-f=bulletin-0{number}]") for number in (0, 1)
    )
    start(library, 0)
    wait_past(library, 0.1)
    library.locator("#scrubber").fill("9.5")
    library.get_by_role("button", name="Pause", exact=True).click()
    expect(first.locator(".state")).to_have_text("1 min left")
    expect(first.locator("progress")).to_be_visible()
    start(library, 1)
    wait_past(library, 0.1)
    length = library.evaluate("document.getElementById('audio').duration")
    library.locator("#scrubber").fill(str(length - 0.3))
    expect(second.locator(".state")).to_have_text("Played")
    library.reload()
    library.get_by_label("Show").select_option("In progress")
    expect(library.locator("#episodes > li")).to_have_count(1)
    expect(first).to_be_visible()
    library.get_by_label("Show").select_option("Played")
    expect(library.locator("#count")).to_have_text("1 episode")
    expect(second).to_be_visible()
    library.get_by_label("Show").select_option("Not played")
    expect(library.locator("#count")).to_have_text(f"{COUNT - 2} episodes")


def test_the_list_is_put_in_the_wished_order(library: Page) -> None:
    library.get_by_label("Order").select_option("Oldest first")
    days = library.locator("#episodes time").evaluate_all("all => all.map(t => t.dateTime)")
    assert days == sorted(days)
    library.get_by_label("Order").select_option("Longest first")
    assert library.locator("#episodes > li").first.get_attribute("data-f") == "bulletin-02"
    library.get_by_label("Order").select_option("Newest first")
    assert library.locator("#episodes > li").first.get_attribute("data-f") == "bulletin-00"


def title_of(page: Page, number: int) -> Locator:
    name = f"Bulletin {number} of the harbour board"
    return page.locator("#episodes").get_by_role("link", name=name, exact=True)


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
    wait_until(page, f"{kept}.then(all => all.some(url => url.endsWith('.mp3')))")
    page.context.set_offline(True)
    page.reload()
    expect(page.locator("#now")).to_have_text("Bulletin 1 of the harbour board")
    # small covers that cannot be had leave no broken pictures
    broken = "[...document.images].filter(e => e.complete && !e.naturalWidth && !e.closest('[hidden]'))"
    wait_until(page, f"!{broken}.some(e => e.getAttribute('src'))")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 0.3)
    page.locator("#scrubber").fill("8")
    wait_past(page, 8.2)
    page.locator("#now").click()
    expect(inside(page).locator("h1")).to_have_text("Bulletin 1 of the harbour board")
    page.context.set_offline(False)


def test_the_library_can_be_installed(library: Page, address: str) -> None:
    told = library.request.get(f"{address}/manifest.webmanifest")
    assert told.headers["content-type"].startswith("application/manifest+json")
    manifest = told.json()
    assert manifest["name"] == "The Merrow Hour"
    for icon in manifest["icons"]:
        content = library.request.get(f"{address}/{icon['src']}").body()
        with Image.open(io.BytesIO(content)) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    session = library.context.new_cdp_session(library)
    told_errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [
        error["errorId"] for error in told_errors if error["errorId"] != "in-incognito"
    ] == []


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


def test_a_new_episode_appears_while_the_page_is_open(
    shelf: Path, tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A user's own copy of the script makes the page ask ten times as often as usual."""
    monkeypatch.setattr(serve_module, "LOOK_SECONDS", 0)
    root, theme = tmp_path / "shelf", tmp_path / "theme"
    shutil.copytree(shelf / "bulletin-01", root / "bulletin-01")
    theme.mkdir()
    script = (SCRIPTS / "library.js").read_text("utf-8")
    assert script.count("LOOK_MS = 4000;") == 1
    (theme / "library.js").write_text(script.replace("4000;", "400;"), "utf-8")
    with answering(Preview(root, PublishSettings(templates=str(theme)))) as address:
        page = open_page(address)
        expect(page.locator(".episode")).to_have_count(1)
        start(page, 1)
        shutil.copytree(shelf / "bulletin-00", root / "bulletin-00")
        expect(page.locator(".episode")).to_have_count(2)
        expect(page.locator("#count")).to_have_text("2 episodes")
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: Any, open_page: Open, address: str) -> None:
    page = open_page(address, color_scheme=scheme)
    # axe's time grows with the rows, and the rows left out are like the others
    assert violations(page, but=".episode:nth-child(n + 12)") == []
    page.get_by_role("searchbox", name="Search").fill("Bulletin 1")
    start(page, 1)
    page.get_by_role("button", name="Queue: Bulletin 10 of", exact=False).click()
    wait_past(page, 0.05)
    assert violations(page) == []
    page.get_by_role("button", name="Queue, 2").click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    # the page that sounds, inside the library, and another page with the bar over it
    for number in (1, 10):
        title_of(page, number).click()
        expect(inside(page).locator("h1")).to_contain_text(f"Bulletin {number} ")
        expect(page).to_have_title(
            re.compile(rf"Bulletin {number} .* · The Merrow Courier|Saltmere Post")
        )
        assert violations(page) == []
        inside(page).get_by_role("link", name="All episodes").click()


@pytest.mark.parametrize("size", SIZES)
def test_every_target_can_be_hit_and_nothing_runs_out_of_the_window(
    size: str, open_page: Open, address: str
) -> None:
    width, height = SIZES[size]
    page = open_page(address, viewport={"width": width, "height": height})
    start(page, 0)
    page.get_by_role("button", name="Queue: Bulletin 1 of", exact=False).click()
    assert not page.evaluate(OVERFLOW)
    assert page.evaluate(TOO_SMALL) == []
    page.get_by_role("button", name="Queue, 2").click()
    assert not page.evaluate(OVERFLOW)
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("size", TOUCHED)
def test_a_finger_hits_every_target(size: str, open_page: Open, address: str) -> None:
    page = open_touched(open_page, address, size)
    page.get_by_role("searchbox", name="Search").fill("Bulletin 1")
    start(page, 1)
    page.get_by_role("button", name="Queue: Bulletin 10 of", exact=False).click()
    assert page.evaluate(TOO_SMALL, FINGER_PX) == []
    assert page.evaluate(MISSED) == []
    assert not page.evaluate(OVERFLOW)
    page.get_by_role("button", name="Queue, 2").click()
    assert page.evaluate(TOO_SMALL, FINGER_PX) == []
    queue, bar = (page.locator(each).bounding_box() for each in ("#queue", "#player"))
    assert queue
    assert bar
    assert queue["y"] + queue["height"] <= bar["y"]


def test_without_scripts_it_is_a_list_of_links(open_page: Open, address: str) -> None:
    page = open_page(address, java_script_enabled=False)
    assert page.locator(".episode h2 a").count() == 60
    expect(page.locator(".finder")).to_be_hidden()
    expect(page.locator(".start").first).to_be_hidden()
    page.locator(".episode h2 a").first.click()
    expect(page.locator("h1")).to_have_text("Bulletin 0 of the harbour board")


def test_a_hostile_article_does_nothing_in_a_list(tmp_path: Path, open_page: Open) -> None:
    folder = tmp_path / "a & <b>'\" #1?"
    folder.mkdir()
    hostile = article_of(
        1, title=ATTACK, dek=ATTACK, site=ATTACK, authors=(Author(ATTACK),),
        language='en" onload="window.broken = 1',
    )  # fmt: skip
    make_episode(folder, hostile, sound=dataclasses.replace(QUICK, parts=[]))
    publish_site(tmp_path, PublishSettings(title=ATTACK))
    page = open_page(f"file://{tmp_path}/index.html")
    expect(page.locator(".episode h2")).to_have_text(ATTACK)
    page.get_by_role("searchbox").fill("broken")
    page.locator(".start").click()
    wait_past(page, 0.02)
    assert page.evaluate("window.broken") is None
    page.locator(".episode h2 a").click()
    expect(page.locator("h1")).to_have_text(ATTACK)
