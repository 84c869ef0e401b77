"""Tests that the player does what its buttons and keys promise."""

import itertools
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from audiobrief.model import Episode
from tests.browser.conftest import Open, now, wait_past, wait_until

RATE = 16_000


def cue_start(episode: Episode, text: str) -> float:
    segments, cues = episode.script.segments, episode.timeline.cues
    return next(c.start for c in cues if text in segments[c.segment].written) / RATE


@pytest.mark.parametrize("way", ["file", "served"])
def test_it_plays_and_pauses(
    way: str, mill: tuple[Path, Episode], host: str, open_page: Open
) -> None:
    page = open_page(
        f"{host}/index.html" if way == "served" else f"file://{mill[0]}/index.html"
    )
    expect(page.locator("#total")).to_have_text("1:21")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 0.6)
    expect(page.locator("h1 [aria-current]")).to_have_text(mill[1].article.title)
    page.get_by_role("button", name="Pause", exact=True).last.click()
    assert page.evaluate("document.getElementById('audio').paused")
    page.locator("#scrubber").fill("30")
    wait_until(page, "!document.getElementById('audio').seeking")
    assert now(page) == pytest.approx(30, abs=0.2)
    expect(page.locator("#elapsed")).to_have_text("0:30")


def test_a_click_on_a_sentence_plays_from_there(
    player: Page, mill: tuple[Path, Episode]
) -> None:
    start = cue_start(mill[1], "It ticks")
    sentence = player.get_by_text("It ticks, like a clock")
    sentence.click()
    wait_past(player, start + 0.1)
    assert now(player) < start + 2
    expect(sentence).to_have_attribute("aria-current", "true")
    expect(player.locator("[aria-current][data-s]")).to_have_count(1)


def test_arrows_choose_a_sentence_and_enter_plays_it(
    player: Page, mill: tuple[Path, Episode]
) -> None:
    player.locator("h1 [role=button]").focus()
    for _ in range(4):
        player.keyboard.press("ArrowDown")
    expect(player.locator("[data-s]:focus")).to_contain_text("The wheel could turn")
    player.keyboard.press("Enter")
    start = cue_start(mill[1], "The wheel could turn")
    wait_past(player, start + 0.05)
    assert now(player) < start + 2


def test_words_are_marked_across_links_and_stress(
    player: Page, mill: tuple[Path, Episode]
) -> None:
    segments = mill[1].script.segments
    cues = [cue for cue in mill[1].timeline.cues if segments[cue.segment].block == 0]
    assert player.locator("article p a, article p em, article p strong").count() > 4
    for cue in cues:
        written = segments[cue.segment].written
        for word in cue.words:
            middle = (word.start + word.end) / 2 / RATE
            player.evaluate(
                "at => { document.getElementById('audio').currentTime = at; }", middle
            )
            wanted = written[word.text_start : word.text_end]
            wait_until(
                player, f"String([...CSS.highlights.get('word')][0] ?? '') === {wanted!r}"
            )


def test_a_link_in_the_text_leads_away_and_plays_nothing(player: Page) -> None:
    player.context.route(
        "https://courier.example/**",
        lambda route: route.fulfill(body="<title>Spring</title>", content_type="text/html"),
    )
    link = player.locator("[data-s] a").first
    player.get_by_role("button", name="Play", exact=True).click()
    wait_past(player, 0.2)
    with player.context.expect_page() as opened:
        link.click()
    # the sound goes on here, and the link opened beside it
    assert opened.value.url == "https://courier.example/vote?day=4&side=2"
    assert not player.evaluate("document.getElementById('audio').paused")
    assert now(player) < 5
    player.keyboard.press("k")
    link.focus()
    player.keyboard.press("Enter")
    player.wait_for_url("https://courier.example/**")


def test_keys(player: Page, mill: tuple[Path, Episode]) -> None:
    press = player.keyboard.press
    press("ArrowRight")
    assert now(player) == pytest.approx(15, abs=0.01)
    press("ArrowRight")
    press("ArrowLeft")
    assert now(player) == pytest.approx(15, abs=0.01)
    press("]")
    assert now(player) == pytest.approx(cue_start(mill[1], "Nobody in the chamber"), abs=0.01)
    press("[")
    assert now(player) == pytest.approx(cue_start(mill[1], "The wheel could turn"), abs=0.01)
    press("}")
    chapters = [chapter.start / RATE for chapter in mill[1].chapters]
    assert now(player) == pytest.approx(chapters[1], abs=0.01)
    press("{")
    assert now(player) == pytest.approx(chapters[0], abs=0.01)
    press(">")
    expect(player.locator("#speed")).to_have_value("1.1")
    press("m")
    assert player.evaluate("document.getElementById('audio').muted")
    press(" ")
    wait_until(player, "!document.getElementById('audio').paused")
    press("k")
    assert player.evaluate("document.getElementById('audio').paused")
    press("Escape")
    expect(player.locator("#player")).to_be_hidden()
    player.locator(".reopen").click()
    expect(player.locator("#player")).to_be_visible()


def test_single_keys_can_be_switched_off(player: Page) -> None:
    player.get_by_role("button", name="More").click()
    player.get_by_label("Use these keys").uncheck()
    player.keyboard.press("Escape")
    expect(player.locator("#player")).to_be_visible()
    player.locator("body").press("ArrowRight")
    assert now(player) == 0
    player.reload()
    player.keyboard.press("ArrowRight")
    assert now(player) == 0


def test_speed_volume_and_position_are_remembered(player: Page) -> None:
    player.locator("#speed").select_option("1.5")
    assert player.evaluate("document.getElementById('audio').playbackRate") == 1.5
    player.locator("#volume").fill("0.4")
    player.locator("#scrubber").fill("42")
    player.reload()
    expect(player.locator("#speed")).to_have_value("1.5")
    expect(player.locator("#volume")).to_have_value("0.4")
    expect(player.locator("#elapsed")).to_have_text("0:42")
    player.get_by_role("button", name="Play", exact=True).click()
    wait_past(player, 42.3)
    assert now(player) < 45
    assert player.evaluate("document.getElementById('audio').playbackRate") == 1.5


def test_a_chapter_is_jumped_to(player: Page, mill: tuple[Path, Episode]) -> None:
    player.get_by_role("button", name="Chapters").click()
    player.get_by_role("button", name="What the town will get").click()
    start = mill[1].chapters[2].start / RATE
    wait_past(player, start)
    assert now(player) < start + 2
    expect(player.locator("h2 [aria-current]")).to_have_text("What the town will get")
    expect(player.locator("#chapters")).to_be_hidden()


def test_a_link_at_a_time_opens_there_and_can_be_copied(open_page: Open, host: str) -> None:
    page = open_page(
        f"{host}/index.html#t=33", permissions=["clipboard-read", "clipboard-write"]
    )
    expect(page.locator("#elapsed")).to_have_text("0:33")
    page.evaluate("location.hash = 't=0:50'")
    expect(page.locator("#elapsed")).to_have_text("0:50")
    page.keyboard.press("c")
    expect(page.get_by_role("status")).to_have_text("Link at 0:50 copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{host}/index.html#t=50"


def test_the_page_follows_until_the_reader_scrolls(open_page: Open, host: str) -> None:
    page = open_page(f"{host}/index.html#t=60", viewport={"width": 900, "height": 600})
    back = page.get_by_role("button", name="Back to the voice")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 60.4)
    expect(page.locator("[data-s][aria-current]")).to_be_in_viewport()
    expect(back).to_be_hidden()
    page.mouse.move(450, 300)
    page.mouse.wheel(0, -4000)
    expect(back).to_be_visible()
    wait_until(page, "scrollY === 0")
    page.locator("[data-s='0']").wait_for()
    back.click()
    expect(back).to_be_hidden()
    expect(page.locator("[data-s][aria-current]")).to_be_in_viewport()


def test_reduced_motion_scrolls_at_once(open_page: Open, host: str) -> None:
    page = open_page(f"{host}/index.html", reduced_motion="reduce")
    page.evaluate("location.hash = 't=70'")
    wait_until(page, "scrollY > 200")
    at = page.evaluate("scrollY")
    assert page.evaluate("new Promise(r => setTimeout(() => r(scrollY), 200))") == at


def test_embedded_it_is_only_the_bar(
    host: str, open_page: Open, mill: tuple[Path, Episode]
) -> None:
    page = open_page(f"{host}/frame.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_hidden()
    frame.get_by_role("button", name="Play", exact=True).click()
    # expect() polls once a second, and the first poll may come late on a busy machine
    expect(frame.locator("#elapsed")).to_have_text(re.compile(r"0:0[1-9]"))
    # nothing empties the frame, and it says what it plays
    expect(frame.get_by_role("button", name="Close")).to_be_hidden()
    frame.locator("#scrubber").press("Escape")
    expect(frame.locator("#player")).to_be_visible()
    expect(frame.get_by_role("link", name=mill[1].article.title)).to_be_visible()
    expect(frame.locator(".declared")).to_contain_text("The Merrow Courier")
    frame.get_by_role("button", name="Chapters").click()
    panel = frame.locator("#chapters")
    expect(panel).to_be_visible()
    assert (
        panel.evaluate("p => p.scrollHeight > p.clientHeight && getComputedStyle(p).overflowY")
        == "auto"
    )


def test_whoever_closed_the_player_reads_in_peace(player: Page) -> None:
    player.keyboard.press("Escape")
    expect(player.locator("#player")).to_be_hidden()
    player.get_by_text("It ticks, like a clock").click()
    player.wait_for_timeout(300)
    assert player.evaluate("document.getElementById('audio').paused")
    expect(player.locator("#player")).to_be_hidden()


def test_the_button_offers_to_resume(player: Page) -> None:
    listen = player.locator(".primary")
    expect(listen).to_have_text(re.compile(r"Listen\s+1 min"))
    player.locator("#scrubber").fill("42")
    player.reload()
    expect(listen).to_have_text("Resume at 0:42", use_inner_text=True)


@pytest.mark.parametrize(("away_s", "back"), [(5, 0), (60, 3), (600, 6), (7200, 10)])
def test_it_resumes_where_the_button_says(player: Page, away_s: int, back: int) -> None:
    player.locator("#scrubber").fill("42.5")
    # as the positions of another device come, with the time at which it noted them
    player.evaluate(
        "away => { const key = Object.keys(localStorage).find(each => each.startsWith('audiobrief:noted:'));"
        " localStorage.setItem(key, String(Date.now() - away * 1000)); }",
        away_s,
    )
    player.reload()
    # a visit that plays nothing is no listening
    player.reload()
    expect(player.locator(".verb")).to_have_text(f"Resume at 0:{42 - back}")
    player.evaluate(
        "document.getElementById('audio').addEventListener('timeupdate', event => {"
        " if (!event.target.paused) window.began ??= event.target.currentTime; })"
    )
    player.locator(".primary").click()
    wait_until(
        player, "window.began !== undefined && !document.getElementById('audio').seeking"
    )
    player.get_by_role("button", name="Pause", exact=True).first.click()
    assert 42.5 - back - 0.1 <= now(player) < 42.5 - back + 2.5


def test_the_time_left_is_told_at_the_chosen_speed(player: Page) -> None:
    player.locator("#scrubber").fill("21")
    total = player.locator("#total")
    total.click()
    expect(total).to_have_text("−1:00")
    player.locator("#speed").select_option("2")
    expect(total).to_have_text("−0:30")
    player.reload()
    expect(total).to_have_text("−0:30")
    total.click()
    expect(total).to_have_text("1:21")


def test_the_sleep_timer_fades_and_pauses(open_page: Open, host: str) -> None:
    page = open_page("about:blank")
    page.clock.install()
    page.goto(f"{host}/index.html")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 0.2)
    page.get_by_role("button", name="More").click()
    page.get_by_label("Sleep timer").select_option("5 min")
    page.clock.fast_forward("04:57")
    wait_until(page, "document.getElementById('audio').volume < 1")
    page.clock.fast_forward("00:05")
    wait_until(page, "document.getElementById('audio').paused")
    assert page.evaluate("document.getElementById('audio').volume") == 1
    expect(page.get_by_label("Sleep timer")).to_have_value("")


def test_the_sleep_timer_waits_for_the_end_of_the_chapter(
    player: Page, mill: tuple[Path, Episode]
) -> None:
    end = mill[1].chapters[1].start / RATE
    player.locator("#scrubber").fill(str(end - 5))
    player.get_by_role("button", name="Play", exact=True).click()
    player.get_by_role("button", name="More").click()
    player.get_by_label("Sleep timer").select_option("End of the chapter")
    wait_past(player, end - 0.05)
    wait_until(player, "document.getElementById('audio').paused")
    assert now(player) < end + 1


def test_pauses_are_shortened_where_they_are_wished_so(
    player: Page, mill: tuple[Path, Episode]
) -> None:
    cues = mill[1].timeline.cues
    gaps = [(b.start - a.end, a.end) for a, b in itertools.pairwise(cues)]
    end = max(gap for gap in gaps if gap[0] < 3 * RATE)[1] / RATE
    player.evaluate(
        "window.rates = []; const sound = document.getElementById('audio');"
        "sound.addEventListener('ratechange', () => rates.push(sound.playbackRate))"
    )
    player.get_by_role("button", name="More").click()
    player.get_by_label("Shorten pauses").check()
    player.locator("#scrubber").fill(str(end - 0.5))
    player.get_by_role("button", name="Play", exact=True).click()
    for _ in range(5):
        player.wait_for_timeout(1_500)
        if player.evaluate("rates.includes(3)"):
            break
        # a browser without a free processor may look too late, when the pause is over
        player.locator("#scrubber").fill(str(end - 0.5))
    wait_until(player, "rates.includes(3) && rates.at(-1) === 1")
    player.get_by_role("button", name="More").click()
    player.get_by_label("Shorten pauses").uncheck()
    assert player.evaluate("document.getElementById('audio').playbackRate") == 1


NOTES_PLACES = """() => {
  const audio = document.getElementById("audio");
  globalThis.pausedAt = [];
  globalThis.sought = [];
  audio.addEventListener("pause", () => pausedAt.push(audio.currentTime));
  audio.addEventListener("seeking", () => sought.push(audio.currentTime));
}"""
"""The page itself notes where it paused and went to, since a busy browser may have played on,
or may not have told its scripts of the pause yet, when a question from outside arrives."""


def test_whoever_comes_back_hears_the_last_words_again(open_page: Open, host: str) -> None:
    page = open_page("about:blank")
    page.clock.install()
    page.goto(f"{host}/index.html#t=30")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 30.1)
    page.evaluate(NOTES_PLACES)
    for times, (waited, steps) in enumerate((("00:05", []), ("01:00", [3])), 1):
        page.get_by_role("button", name="Pause", exact=True).last.click()
        wait_until(page, f"pausedAt.length === {times}")
        left = page.evaluate("pausedAt.at(-1)")
        page.clock.fast_forward(waited)
        page.get_by_role("button", name="Play", exact=True).click()
        wait_until(page, f"sought.length === {len(steps)}")
        wait_past(page, left - sum(steps) + 0.1)
        assert page.evaluate("sought") == pytest.approx(
            [left - step for step in steps], abs=0.05
        )


def test_whoever_heard_all_of_it_hears_it_from_the_beginning(
    open_page: Open, host: str
) -> None:
    page = open_page("about:blank")
    page.clock.install()
    page.goto(f"{host}/index.html")
    end = page.evaluate("document.getElementById('audio').duration")
    page.locator("#scrubber").fill(str(int(end) - 1))
    page.get_by_role("button", name="Play", exact=True).click()
    wait_until(page, "document.getElementById('audio').ended")
    page.evaluate(NOTES_PLACES)
    page.clock.fast_forward("01:00")
    page.get_by_role("button", name="Play", exact=True).click()
    wait_until(page, "sought.length > 0")
    wait_past(page, 0.1)
    assert page.evaluate("sought.at(-1)") < 1


def test_the_reader_chooses_how_the_page_looks(open_page: Open, host: str) -> None:
    page = open_page(f"{host}/index.html", color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    size = "parseFloat(getComputedStyle(document.querySelector('article p')).fontSize)"
    light, usual = page.evaluate(paper), page.evaluate(size)
    page.get_by_role("button", name="More").click()
    page.get_by_label("Colours").select_option("Dark")
    page.get_by_label("Text size").select_option("Larger")
    page.get_by_label("Typeface").select_option("Sans serif")
    page.reload()
    dark = page.evaluate(paper)
    assert (
        sum(map(int, re.findall(r"\d+", dark)[:3]))
        < 150
        < sum(map(int, re.findall(r"\d+", light)[:3]))
    )
    assert page.evaluate(size) > usual * 1.25
    assert "system-ui" in page.evaluate("getComputedStyle(document.body).fontFamily")
    page.emulate_media(color_scheme="dark")
    page.get_by_role("button", name="More").click()
    page.get_by_label("Colours").select_option("Light")
    assert page.evaluate(paper) == light


def test_a_link_and_the_code_to_embed_can_be_copied(open_page: Open, host: str) -> None:
    page = open_page(
        f"{host}/index.html#t=33", permissions=["clipboard-read", "clipboard-write"]
    )
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Copy link", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{host}/index.html"
    page.get_by_role("button", name="Copy code to embed").click()
    expect(page.get_by_role("status")).to_have_text("Code copied")
    code = page.evaluate("navigator.clipboard.readText()")
    assert f'src="{host}/index.html?embed"' in code
    assert code.startswith("<iframe")


def test_without_scripts_the_audio_element_plays(open_page: Open, host: str) -> None:
    page = open_page(f"{host}/index.html", java_script_enabled=False)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()


def test_the_lock_screen_knows_the_article(player: Page, mill: tuple[Path, Episode]) -> None:
    player.get_by_role("button", name="Play", exact=True).click()
    wait_past(player, 0.1)
    told = player.evaluate(
        "(({title, artist, album}) => [title, artist, album])(navigator.mediaSession.metadata)"
    )
    assert told == [mill[1].article.title, "Ana Reyes, Tomas Okafor", "The Merrow Courier"]
    assert player.evaluate("navigator.mediaSession.playbackState") == "playing"
