"""Tests the library's page: episodes are found, put in order, told and remembered."""

import dataclasses
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from audiobrief.model import Author
from audiobrief.publish import PublishSettings
from audiobrief.publish import serve as serve_module
from audiobrief.publish.answering import answering
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from tests.browser.conftest import Open, inside, wait_past
from tests.browser.libraries import (
    COUNT,
    SCRIPTS,
    address,
    library,
    shelf,
    start,
    title_of,
)
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

__all__ = ["address", "library", "shelf"]


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


def test_what_was_played_is_told_filtered_and_kept(library: Page) -> None:
    first, second = (
        library.locator(f"#episodes [data-f=bulletin-0{number}]") for number in (0, 1)
    )
    start(library, 0)
    wait_past(library, 0.1)
    library.locator("#scrubber").fill("9.5")
    library.get_by_role("button", name="Pause", exact=True).click()
    # no more than the clock of the row says
    left = first.locator(".state")
    expect(left).to_have_text(re.compile(r"^\d+ s left$"))
    minutes, seconds = map(int, first.locator(".clock").inner_text().split(":"))
    assert int(left.inner_text().split()[0]) in range(
        60 * minutes + seconds - 12, 60 * minutes + seconds - 8
    )
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
    library.get_by_label("Show").select_option("All episodes")
    for order, expected in (
        ("In progress first", ["begun", "new"]),
        ("Played first", ["heard", "begun", "new"]),
        ("Not played first", ["new", "new"]),
    ):
        library.get_by_label("Order").select_option(order)
        rows = library.locator("#episodes > li")
        states = rows.evaluate_all("all => all.map(row => row.dataset.state)")
        assert states[: len(expected)] == expected
    # at the end of the list
    library.get_by_role("button", name="Show more").scroll_into_view_if_needed()
    expect(rows).to_have_count(COUNT)
    assert [rows.nth(at).get_attribute("data-state") for at in (COUNT - 2, COUNT - 1)] == [
        "begun",
        "heard",
    ]


def test_the_list_is_put_in_the_wished_order(library: Page) -> None:
    library.get_by_label("Order").select_option("Oldest first")
    days = library.locator("#episodes time").evaluate_all("all => all.map(t => t.dateTime)")
    assert days == sorted(days)
    library.get_by_label("Order").select_option("Longest first")
    assert library.locator("#episodes > li").first.get_attribute("data-f") == "bulletin-02"
    library.get_by_label("Order").select_option("Newest first")
    assert library.locator("#episodes > li").first.get_attribute("data-f") == "bulletin-00"


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
