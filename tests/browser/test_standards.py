"""Tests the page against WCAG 2.2 AA and HTML, in windows of any size and text in any
direction."""

import dataclasses
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from audiobrief.model import Article, Block, BlockKind, Episode
from audiobrief.publish import PublishSettings, home, publish_episode
from audiobrief.publish.captions import make_captions
from audiobrief.publish.site import publish_site
from audiobrief.publish.transcript import transcribe
from tests.browser.conftest import Open
from tests.listening.desks import open_desk
from tests.publish.episodes import ARTICLE, Sound, make_episode
from tests.publish.programs import npm_file, parse_captions, program
from tests.publish.shelves import make_shelf

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m")
SIZES = {"phone": (320, 568), "tablet": (768, 1024), "desk": (1440, 900), "4k": (3840, 2160)}
# links in the text are as high as its lines (WCAG 2.2, 2.5.5 and 2.5.8 except them)
TOO_SMALL = """(least = 24) =>
    [...document.querySelectorAll("button, a, input, select, summary, audio")]
    .filter(e => e.checkVisibility() && !e.matches(".skip, [data-s] a"))
    .filter(e => least < 44 || getComputedStyle(e).display !== "inline"
        || e.parentElement.textContent.trim() === e.textContent.trim())
    .map(e => [e.closest("label") ?? e, e])
    .map(([area, e]) => [e.outerHTML.slice(0, 80), area.getBoundingClientRect()])
    .filter(([_, box]) => box.width < least || box.height < least).map(([html]) => html)"""
FINGER_PX = 44
"""What a finger needs (WCAG 2.2, 2.5.5)."""
# what is nearer than 22 px to the middle of a target, but another thing is touched there
MISSED = """() => [...document.querySelectorAll("a, button")]
    .filter(e => e.checkVisibility() && !e.matches(".skip, [data-s] a")
        && getComputedStyle(e).display !== "inline")
    .filter(e => {
        e.scrollIntoView({ block: "center" });
        const box = e.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return [[-21, 0], [21, 0], [0, -21], [0, 21]]
            .some(([right, down]) => !e.contains(document.elementFromPoint(x + right, y + down)));
    }).map(e => e.outerHTML.slice(0, 80))"""
LONG_NAME = """document.querySelector(".declared [lang]").textContent =
    "The Merrow Courier and Advertiser of Port Sella and the Outer Islands" """
# what is said of the voice, where any of it lies outside of what shows it
VOICE_CUT = """() => [...document.querySelectorAll(".declared [lang]:last-child")]
    .flatMap(e => [...e.getClientRects()])
    .filter(box => box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight
        || box.right > document.querySelector(".declared").getBoundingClientRect().right + 1)
    .map(box => [box.left, box.right, box.top, box.bottom])"""
WIDE = {"width": 720, "height": 120}
# all that is above the bar of a frame leads to the page
LEADS = """() => {
    const [area, link] = [".embedded", ".story a"].map(each => document.querySelector(each));
    const box = area.getBoundingClientRect();
    return box.height >= 44 && [[1, 1], [box.width - 1, box.height - 1]].every(([right, down]) =>
        link.contains(document.elementFromPoint(box.x + right, box.y + down)));
}"""
TOUCHED = {
    "narrow": (320, 568),
    "phone": (390, 844),
    "tablet": (768, 1024),
    "turned": (1180, 820),
}
OVERFLOW = "document.documentElement.scrollWidth > innerWidth"


def violations(page: Page, but: str = "no-such-element") -> list[Any]:
    """The violations that axe finds; elements that match the selector `but` are left out."""
    for frame in page.frames:
        frame.evaluate(npm_file("axe-core/axe.min.js").read_text("utf-8"))
    options = json.dumps({"runOnly": {"type": "tag", "values": LEVELS}})
    where = json.dumps({"include": [["html"]], "exclude": [[but]]})
    found: list[Any] = page.evaluate(f"axe.run({where}, {options}).then(r => r.violations)")
    return [
        (v["id"], [n["html"][:120] + n["failureSummary"] for n in v["nodes"]]) for v in found
    ]


def checked(pages: list[Path]) -> list[Any]:
    """The messages of the W3C's HTML checker about the pages."""
    java, jar = program("java"), npm_file("vnu-jar/build/dist/vnu.jar")
    options = ("-jar", str(jar), "--errors-only", "--format", "json")
    command = [java, *QUICK_START, *options, *map(str, pages)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[Any] = json.loads(run.stderr)["messages"]
    return messages


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: Any, open_page: Open, host: str) -> None:
    page = open_page(f"{host}/index.html#t=20", color_scheme=scheme)
    expect(page.locator("[data-s][aria-current]")).to_be_visible()
    assert violations(page) == []
    for panel in ("Chapters", "More"):
        page.get_by_role("button", name=panel).click()
        assert violations(page) == []
    page.get_by_role("button", name="Close").click()
    assert violations(page) == []
    page.goto(f"{host}/frame.html")
    expect(page.frame_locator("iframe").locator("#player")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize(
    "size",
    [
        "phone",
        "desk",
        *(pytest.param(size, marks=pytest.mark.long) for size in ("tablet", "4k")),
    ],
)
def test_every_target_can_be_hit_and_nothing_runs_out_of_the_window(
    size: str, open_page: Open, host: str
) -> None:
    width, height = SIZES[size]
    page = open_page(f"{host}/index.html", viewport={"width": width, "height": height})
    assert not page.evaluate(OVERFLOW)
    assert page.evaluate(TOO_SMALL) == []
    for panel in ("Chapters", "More"):
        page.get_by_role("button", name=panel).click()
        assert page.evaluate(TOO_SMALL) == []
        assert not page.evaluate(OVERFLOW)
        page.keyboard.press("Escape")
    bar = page.locator(".bar").bounding_box()
    assert bar
    assert bar["height"] < (112 if width < 740 else 64 * 1.5)
    page.goto(f"{host}/index.html?embed")
    assert not page.evaluate(OVERFLOW)


TEXT_SIZES = ("small", "medium", "large", "larger")
"""The choices of `looks.js`."""


def open_touched(open_page: Open, address: str, size: str, text_size: str = "medium") -> Page:
    """The page on a device with a touch screen, where nothing of it is out of the window."""
    width, height = TOUCHED[size]
    page = open_page(address, viewport={"width": width, "height": height}, has_touch=True)
    if text_size != "medium":
        page.evaluate("size => localStorage.setItem('audiobrief:size', size)", text_size)
        page.reload()
        # the pages for adding and for a phone's set-up have one size
        assert page.evaluate("document.documentElement.dataset.size") in {text_size, None}
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    assert not page.evaluate(OVERFLOW)
    return page


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("size", TOUCHED)
def test_a_finger_hits_every_target(
    size: str, text_size: str, open_page: Open, host: str
) -> None:
    page = open_touched(open_page, f"{host}/index.html", size, text_size)
    assert page.evaluate(TOO_SMALL, FINGER_PX) == []
    assert page.evaluate(MISSED) == []
    for panel in ("Chapters", "More"):
        page.get_by_role("button", name=panel).click()
        assert page.evaluate(TOO_SMALL, FINGER_PX) == []
        assert not page.evaluate(OVERFLOW)
        page.keyboard.press("Escape")
    bar = page.locator(".bar").bounding_box()
    assert bar
    # large type may take a third line
    assert bar["height"] < (112 if text_size in {"small", "medium"} else 200)
    page.get_by_role("button", name="Close").click()
    assert page.evaluate(TOO_SMALL, FINGER_PX) == []


def test_a_finger_hits_every_target_of_a_listeners_library(
    tmp_path: Path, open_page: Open
) -> None:
    make_shelf(tmp_path / "shelf", 2)
    with open_desk(tmp_path / "shelf") as desk:
        wish = desk.inbox.add_address("https://b.example/")
        desk.inbox.fail(wish, "it is behind a wall", is_final=True)
        for size, text_size in [(each, "medium") for each in TOUCHED] + [
            ("phone", each) for each in TEXT_SIZES
        ]:
            for path in ("", "add", "phone", "archive"):
                page = open_touched(open_page, desk.home + path, size, text_size)
                if not path:
                    expect(page.get_by_role("button", name="Archive").first).to_be_visible()
                assert page.evaluate(TOO_SMALL, FINGER_PX) == []
                assert page.evaluate(MISSED) == []
                page.close()


@pytest.mark.parametrize("has_touch", [False, True], ids=["mouse", "touch"])
def test_embedded_it_fits_into_the_frames_of_other_pages(
    has_touch: bool, open_page: Open, host: str
) -> None:
    for width, height in (
        (720, 82),
        (360, 112),
        (320, 120),
        (640, 120),
        (720, 120),
        (320, 130),
        (390, 130),
        (640, 130),
        (720, 130),
        (390, 160),
        (320, 160),
    ):
        size = {"width": width, "height": height}
        page = open_page(f"{host}/index.html?embed", viewport=size, has_touch=has_touch)
        # the mill's page has no cover; the style gives it its size
        page.evaluate(
            "document.querySelector('.embedded').prepend(document.createElement('img'))"
        )
        assert page.evaluate("document.documentElement.scrollHeight") <= height
        assert page.get_by_text("Read by an automated voice.", exact=True).is_visible()
        # a long name of the site gives way
        page.evaluate(LONG_NAME)
        assert page.evaluate(VOICE_CUT) == []
        assert page.evaluate("document.documentElement.scrollHeight") <= height
        assert not page.evaluate(OVERFLOW)
        assert page.locator(".embedded .story").is_visible() is (height >= 120)
        assert page.locator(".embedded img").is_visible() is (height >= 130 or size == WIDE)
        assert page.evaluate("document.getElementById('player').offsetTop") >= 0
        assert page.evaluate(TOO_SMALL) == []
        assert not page.evaluate(OVERFLOW)
        if has_touch:
            # a frame of 130 px has no 44 px for the title: all that is above the bar leads to it
            small = page.evaluate(TOO_SMALL, FINGER_PX)
            assert [each for each in small if 'href="index.html"' not in each] == []
            page.set_viewport_size({"width": width, "height": 160})
            assert page.evaluate(LEADS)


def test_the_colours_follow_the_reader(open_page: Open, host: str) -> None:
    def paper(scheme: Any) -> str:
        page = open_page(f"{host}/index.html", color_scheme=scheme)
        colour: str = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return colour

    assert paper("light") == "rgb(252, 251, 248)"
    assert paper("dark") == "rgb(22, 21, 19)"


def test_on_paper_there_is_only_the_article(player: Page) -> None:
    player.emulate_media(media="print")
    expect(player.locator("#player")).to_be_hidden()
    expect(player.locator(".listen button")).to_be_hidden()
    expect(player.locator("h1")).to_be_visible()


def test_right_to_left(tmp_path: Path, open_page: Open) -> None:
    article = Article(
        "الميناء القديم يفتح أبوابه",
        (Block(BlockKind.PARAGRAPH, "قال المجلس إن العمل يبدأ في الربيع."),),
        language="ar",
    )
    make_episode(tmp_path, article)
    publish_episode(tmp_path)
    page = open_page(f"file://{tmp_path}/index.html", viewport={"width": 320, "height": 568})
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    assert not page.evaluate(OVERFLOW)
    title = page.locator("h1").bounding_box()
    play = page.get_by_role("button", name="Play", exact=True).bounding_box()
    assert title
    assert play
    assert play["x"] < 160


def test_every_control_can_be_reached_by_tab(player: Page) -> None:
    seen = []
    for _ in range(20):
        player.keyboard.press("Tab")
        seen.append(
            player.evaluate(
                "(e => e.getAttribute('aria-label') ?? e.textContent.trim())(document.activeElement)"
            )
        )
    assert {"Skip to the player", "Original article", "Back 15 seconds", "Play", "Position",
            "Speed", "Mute", "Volume", "Chapters", "More", "Close"} <= set(seen)  # fmt: skip


def test_the_checker_of_html_finds_no_error(
    mill: tuple[Path, Episode], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests the pages of episodes, and of a library with more episodes than it lists."""
    plain = dataclasses.replace(ARTICLE, authors=(), dek="", site="", published=None, url="")
    make_episode(tmp_path / "plain", plain, sound=Sound(word_ms=5, letter_ms=1))
    names = ["mill", "again", "plain"]
    for name in names[:2]:
        shutil.copytree(mill[0], tmp_path / name)
    monkeypatch.setattr(home, "ROWS", 2)
    settings = PublishSettings(
        title="The Merrow Hour", url="https://merrow.example/", waveform=True
    )
    assert len(publish_site(tmp_path, settings).library.listings) == 3
    assert "Show more" in (tmp_path / "index.html").read_text("utf-8")
    assert checked([tmp_path / name / "index.html" for name in ("", "mill", "plain")]) == []


def test_the_strict_parser_takes_both_captions(mill: tuple[Path, Episode]) -> None:
    said = len(list(make_captions(transcribe(mill[1]), "en")))
    assert said >= sum(segment.role != "cue" for segment in mill[1].script.segments)
    for name in ("episode.vtt", "episode.words.vtt"):
        assert parse_captions(mill[0] / name) == ([], said)
