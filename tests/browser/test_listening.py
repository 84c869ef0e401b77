"""Tests a listener's library in a browser: the bookmarklet, the form, and each episode's place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from audiobrief.encoder.cover import draw_cover
from audiobrief.listening.inbox import INBOX
from audiobrief.publish import publish_episode
from tests.browser.conftest import Open, inside, wait_until
from tests.browser.server import served
from tests.browser.test_standards import OVERFLOW, SIZES, TOO_SMALL, violations
from tests.listening.desks import Desk, open_desk
from tests.publish.episodes import ARTICLE, make_episode
from tests.publish.shelves import article_of, make_shelf

STRICT = (
    "default-src 'none'; script-src 'unsafe-inline'; form-action 'none'; connect-src 'none'"
)
STORY = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The mill</title>
<link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="{STRICT}"></head>
<body><article><h1>The mill</h1><p id="late">Loading.</p></article>
<script>setTimeout(() => {{ document.getElementById("late").textContent =
"This sentence of the tide mill – “møłle” – was written by a script."; }}, 50);</script>
</body></html>"""

KEPT = (
    "fetch('positions', {method: 'POST', body: '{}'}).then(told => told.json())"
    ".then(told => told.positions)"
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three episodes, the second of them a long one, for tests to copy."""
    root = tmp_path_factory.mktemp("shelf") / "shelf"
    make_shelf(root, 3)
    make_episode(root / "episode-1", article_of(1, blocks=ARTICLE.blocks), bitrate="16k")
    for number in range(3):
        publish_episode(root / f"episode-{number}")
    return root


@pytest.fixture
def desk(shelf: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(shelf, tmp_path / "shelf")
    with open_desk(tmp_path / "shelf") as opened:
        yield opened


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A foreign site with a strict security policy, whose text a script writes."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "story.html").write_text(STORY, encoding="utf-8")
    with served(folder) as address:
        yield address.replace("127.0.0.1", "localhost")


def bookmarklet(open_page: Open, desk: Desk) -> str:
    page = open_page(f"{desk.home}add")
    href = page.locator("#bookmarklet").get_attribute("href")
    assert href
    page.close()
    return href


def test_the_bookmarklet_sends_the_page_as_its_reader_sees_it(
    browser: Browser, open_page: Open, desk: Desk, site: str
) -> None:
    code = bookmarklet(open_page, desk)
    assert desk.keys.token not in code
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/story.html")
    expect(page.locator("#late")).to_contain_text("was written by a script")
    with context.expect_page() as opened:
        # a bookmark runs in the page, whatever the page's policy says
        page.evaluate(f"location.href = {code!r}")
    said = opened.value.locator("#said")
    expect(said).to_have_text("Added: The mill", timeout=10_000)
    context.close()
    (wish,) = desk.inbox.list_wishes()
    assert (wish.url, wish.title) == (f"{site}/story.html", "The mill")
    sent = desk.inbox.item_of(wish).page
    assert sent is not None
    assert "– “møłle” – was written by a script." in sent.text


def test_where_a_page_cuts_the_tie_to_windows_a_form_is_sent(
    browser: Browser, open_page: Open, desk: Desk, site: str, tmp_path: Path
) -> None:
    """Without an opener, as after COOP, the page is posted into a second window."""
    code = bookmarklet(open_page, desk)
    loose = STORY.replace(STRICT, "default-src 'none'; script-src 'unsafe-inline'")
    (tmp_path / "site" / "loose.html").write_text(loose, encoding="utf-8")
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/loose.html")
    page.evaluate("window.open = () => null")
    with context.expect_page() as opened:
        page.evaluate(f"location.href = {code!r}")
    expect(opened.value.locator("#said")).to_have_text("Added: The mill", timeout=10_000)
    context.close()
    assert [wish.title for wish in desk.inbox.list_wishes()] == ["The mill"]


def test_the_form_of_the_library_adds_and_says_so(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.home)
    page.fill("#address", "courier.example/story")
    page.press("#address", "Enter")
    expect(page.locator("#status")).to_have_text("Added: https://courier.example/story")
    expect(page.locator("#wishes")).to_contain_text("To be made: https://courier.example/story")
    assert page.input_value("#address") == ""


def test_a_page_that_is_pasted_keeps_its_lines(open_page: Open, desk: Desk) -> None:
    copied = (
        "Menu\nNews\n\nThe wheel turned on Tuesday for the first time in forty years, at noon."
    )
    page = open_page(desk.home)
    paste = """(box, text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        const taken = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
        return box.dispatchEvent(taken);
    }"""
    assert page.eval_on_selector("#address", paste, "https://courier.example/story\n")
    assert not page.eval_on_selector("#address", paste, copied)
    expect(page.locator("#status")).to_have_text("Added: Menu")
    (wish,) = desk.inbox.list_wishes()
    assert (desk.root / INBOX / wish.page).read_text().splitlines() == copied.splitlines()


def test_a_phone_shows_an_episode_first_and_its_filters_on_request(
    open_page: Open, desk: Desk
) -> None:
    page = open_page(desk.home, viewport={"width": 390, "height": 664})
    box = page.locator(".episode").first.bounding_box()
    assert box
    assert box["y"] < 520  # so its headline is seen
    expect(page.get_by_label("Order")).to_be_hidden()
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("Order").select_option("Oldest first")
    page.get_by_label("Show").select_option("Not played")
    # folded again, they still tell that they leave something out
    page.get_by_role("button", name="Filter 2", exact=True).click()
    expect(page.locator("#filtered")).to_have_text("2")
    expect(page.get_by_label("Order")).to_be_hidden()
    page.get_by_role("button", name="Filter 2", exact=True).click()
    assert not violations(page)
    assert page.evaluate(OVERFLOW) is False
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.get_by_role("button", name="Filter")).to_be_hidden()
    expect(page.get_by_label("Order")).to_be_visible()


def test_no_word_of_a_command_on_the_page_for_phones_is_broken(
    open_page: Open, desk: Desk
) -> None:
    page = open_page(f"{desk.home}phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    lines = """all => all.map(part => {
        const whole = document.createRange(); whole.selectNodeContents(part);
        return new Set([...whole.getClientRects()].map(line => line.top)).size; })"""
    # the folder of this test has a path longer than a line, which may be broken
    words = page.locator("p code span").filter(has_not_text="/")
    assert words.all_inner_texts() == ["audiobrief", "listen", "--https"]
    assert words.evaluate_all(lines) == [1, 1, 1]
    assert page.locator("p code", has_text="pip install").evaluate_all(lines) == [1]


def test_the_feed_is_handed_to_an_app_for_podcasts(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.home, permissions=["clipboard-read", "clipboard-write"])
    feed = page.locator("#feed").evaluate("link => link.href")
    bare = feed.partition("://")[2]
    page.get_by_role("button", name="Subscribe").click()
    links = page.locator("#apps a").evaluate_all("all => all.map(each => each.href)")
    assert links == [
        f"podcast://{bare}",
        f"overcast://x-callback-url/add?url={quote(feed, safe='')}",
        f"pktc://subscribe/{bare}",
        f"antennapod-subscribe://{bare}",
    ]
    assert not violations(page)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("#status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == feed
    # a phone at home has the library over http, where browsers give pages no clipboard
    page.evaluate(
        "(kept => { kept.writeText('nothing');"
        " Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        " window.kept = kept; })(navigator.clipboard)"
    )
    page.get_by_role("button", name="Subscribe").click()
    page.get_by_role("button", name="Copy the address").click()
    expect(page.locator("#status")).to_have_text("Link copied")
    assert page.evaluate("kept.readText()") == feed


def test_without_scripts_the_form_adds_too(browser: Browser, desk: Desk) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(desk.home)
    page.fill("#address", "https://courier.example/story")
    page.click("#adder button")
    expect(page.locator("#said")).to_have_text("Added: https://courier.example/story")
    context.close()
    assert len(desk.inbox.list_wishes()) == 1


def test_a_link_and_a_file_can_be_dropped(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.home)
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/uri-list", "https://courier.example/dropped");
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("#status")).to_have_text("Added: https://courier.example/dropped")
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["<p>A page that was saved.</p>"], "saved.html"));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(page.locator("#status")).to_have_text("Added: saved.html")
    assert len(desk.inbox.list_wishes()) == 2


def test_an_episode_is_archived_kept_and_deleted_by_tap(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.home)
    rows = page.locator("#episodes > li")
    first = rows.first.get_attribute("data-f")
    page.get_by_role("button", name="Archive: ").first.click()
    undo = page.get_by_role("button", name="Undo: ")
    expect(page.locator("#undo")).to_contain_text("Archived: Bulletin")
    expect(rows).to_have_count(2)
    undo.click()
    expect(rows).to_have_count(3)
    expect(rows.first).to_have_attribute("data-f", str(first))
    expect(rows.first.locator("h2 a")).to_be_focused()
    expect(undo).to_have_count(0)
    page.reload()
    expect(rows.first).to_have_attribute("data-f", str(first))
    page.get_by_role("button", name="Archive: ").first.click()
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Keep: ").first.click()
    expect(page.locator("#status")).to_contain_text("Kept")
    delete = page.locator("[data-verb=delete]").last
    delete.click()
    expect(delete).to_have_text("Delete for good?")
    expect(rows).to_have_count(2)
    delete.click()
    expect(rows).to_have_count(1)
    page.goto(f"{desk.home}archive")
    expect(page.locator("#episodes > li")).to_have_attribute("data-f", str(first))
    page.get_by_role("button", name="Put back: ").click()
    expect(page.locator("#episodes > li")).to_have_count(0)
    page.goto(desk.home)
    expect(rows).to_have_count(2)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_rows_show_small_covers(open_page: Open, desk: Desk, width: int) -> None:
    (desk.root / "episode-2" / "cover.jpg").unlink()
    (desk.root / "episode-1" / "cover.jpg").write_bytes(draw_cover("Ferries", "Saltmere Post"))
    page = open_page(desk.home, viewport={"width": width, "height": 844})
    covers = page.locator(".thumbnail img:visible")
    expect(covers).to_have_count(2)
    wait_until(
        page,
        "[...document.querySelectorAll('.thumbnail:not([hidden]) img')].every(i => i.naturalWidth === 112)",
    )
    sizes = [
        page.request.get(desk.home + str(src)).body()
        for src in covers.evaluate_all("all => all.map(i => i.getAttribute('src'))")
    ]
    assert len({*sizes}) == 2
    assert max(map(len, sizes)) < 8_000
    # a row that the script makes has the same
    page.fill("#search", "Bulletin 1")
    page.fill("#search", "")
    expect(covers).to_have_count(2)
    assert page.evaluate(OVERFLOW) is False
    gone = page.request.get(f"{desk.home}thumbnails/episode-2.jpg")
    assert gone.status == 404


def test_an_episode_that_was_heard_to_its_end_is_noted(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.home)
    page.locator("#episodes [data-do=start]").first.click()
    wait_until(page, "audio.duration > 0")
    with page.expect_response(lambda answer: answer.url.endswith("/episodes")) as noted:
        page.evaluate("audio.currentTime = audio.duration - 0.2")
    assert noted.value.ok


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", ["", "add", "archive", "phone"])
def test_its_pages_fit_and_can_be_used_by_all(
    open_page: Open, desk: Desk, size: str, path: str
) -> None:
    desk.inbox.add_address("https://courier.example/" + "a-very-long-address-" * 8)
    wish = desk.inbox.add_address("https://b.example/")
    desk.inbox.fail(wish, "it is behind a wall", is_final=True)
    width, height = SIZES[size]
    page = open_page(desk.home + path, viewport={"width": width, "height": height})
    assert violations(page) == []
    assert page.evaluate(OVERFLOW) is False
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("path", ["add", "phone"])
def test_its_other_pages_look_as_chosen(open_page: Open, desk: Desk, path: str) -> None:
    page = open_page(desk.home + path)
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    before = page.evaluate(size)
    page.evaluate("localStorage.setItem('audiobrief:size', 'larger')")
    page.reload()
    assert page.evaluate(size) > 1.2 * before


def test_a_second_device_goes_on_where_the_first_one_stopped(
    browser: Browser, open_page: Open, desk: Desk
) -> None:
    phone = open_page(desk.home)
    phone.get_by_role("link", name="Bulletin 1 of the harbour board").first.click()
    inside(phone).locator("#scrubber").fill("7")
    inside(phone).get_by_role("link", name="All episodes").click()
    row = "[data-f=episode-1] .state"
    expect(phone.locator(row)).to_contain_text("left")
    wait_until(phone, f"{KEPT}.then(kept => kept['episode-1']?.position_ms >= 7000)")
    other = open_page(desk.home)
    expect(other.locator(row)).to_contain_text("left")
    other.get_by_role("link", name="Bulletin 1 of the harbour board").first.click()
    expect(inside(other).locator("#elapsed")).to_have_text("0:07")
    expect(inside(other).locator(".verb")).to_have_text("Resume at 0:07")
