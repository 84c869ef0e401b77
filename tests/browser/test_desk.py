"""The desk's pages in a real browser, for all; `test_desk_morning` has an editor's morning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_standards import OVERFLOW, TOO_SMALL, checked, violations
from tests.desk.desks import TestDesk, open_desk, page
from tests.desk.test_house_lexicon import GERMAN, NAME
from tests.desk.test_rules import piers

PATHS = {"": "#sentences > li", "/article": "#pieces > li", "/publish": "#entries > li"}
"""Page of a story -> what is there once it has loaded."""
IMAGE = "<img src=x onerror='window.hit = 1'>"
TIGHT = "<img/src=x/onerror=window.hit=1>"
"""The same without what no address may have."""
HOSTILE = f"{IMAGE}<script>window.hit = 1</script>"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestDesk]:
    with open_desk(tmp_path_factory.mktemp("desk") / "episodes") as opened:
        yield opened


@pytest.fixture(scope="module")
def long_story(desk: TestDesk) -> dict[str, Any]:
    """A story whose headline has a word that fills a phone's window."""
    desk.submit(
        "<html><body><form>Log in, if you have a name and a password here</form></body>"
    )
    return desk.made("Everybody Long-Name-Without-End " + "harbour" * 8)


def go_to(page: Page, selector: str, text: str) -> None:
    """Moves with "j" until the row with that text is the current one."""
    expect(page.locator(selector, has_text=text).first).to_be_visible()
    for _ in range(60):
        current = page.locator(f"{selector}[aria-current]")
        if current.count() and text in current.inner_text():
            return
        page.keyboard.press("j")
    raise AssertionError(f"no row has {text!r}")


def test_a_pasted_text_of_several_lines_is_added_with_enter(
    open_page: Open, desk: TestDesk
) -> None:
    window = open_page(desk.served.entrance)
    window.keyboard.press("n")
    field = window.locator("#add")
    before = field.bounding_box()
    window.keyboard.insert_text("The ferry at Wrenby stops\n\n")
    window.keyboard.press("Shift+Enter")
    line = "The ferry across the Wren carried its last passengers on Sunday, after sixty years.\n\n"
    window.keyboard.insert_text(line * 2 + line.replace("Sunday", "Monday") * 2)
    after = field.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] * 2
    window.keyboard.press("Enter")
    expect(window.locator("#status")).to_contain_text("Added")
    expect(field).to_have_value("")
    assert field.bounding_box() == before


def test_a_german_name_of_the_lexicon_is_heard_in_german(
    open_page: Open, desk: TestDesk
) -> None:
    desk.wait(desk.submit(GERMAN)["id"], "waiting")
    window = open_page(desk.served.entrance)
    window.goto(f"{desk.address}/names")
    go_to(window, "#names > li", NAME)
    window.keyboard.press("Enter")
    window.keyboard.type("HET-vik KVANT-roht")
    window.keyboard.press("Control+Enter")
    hear = window.locator("#lexicon").get_by_role("button", name=f"Hear {NAME}")
    with window.expect_request("**/preview") as asked:
        hear.click()
    said: Any = asked.value.post_data_json
    assert (said["text"], said["language"]) == (NAME, "de")
    answer = asked.value.response()
    assert answer is not None
    assert answer.ok
    desk.editor.ask("DELETE", f"/names/{NAME}")


def test_a_list_of_many_parts_is_shown_whole(open_page: Open, desk: TestDesk) -> None:
    for number in range(5):
        desk.submit(page(f"Part {number}"))
    window = open_page(desk.served.entrance)
    parts = re.compile(r"/api/v1/stories\?")
    # as if the desk gave two at once, where it gives 200
    window.route(
        parts,
        lambda route: route.continue_(url=re.sub("limit=\\d+", "limit=2", route.request.url)),
    )
    window.reload()
    window.locator("#search").fill("Part")
    expect(window.locator("#stories > li")).to_have_count(5)
    expect(window.locator("#more")).to_be_hidden()


def test_a_second_editor_is_seen_and_nobodys_words_are_lost(
    browser: Browser, desk: TestDesk
) -> None:
    story = desk.made("Twofold")
    # the browser's console tells of the refusal, which no other test may see
    context = browser.new_context()
    first = context.new_page()
    first.goto(desk.served.entrance)
    first.goto(f"{desk.address}/stories/{story['id']}")
    go_to(first, "#sentences > li", "$1.4 million")
    first.keyboard.press("Enter")
    first.keyboard.press("Control+a")
    first.keyboard.type("Mine.")
    desk.parts.presence.note(story["id"], "bo")
    script = desk.editor.ask("GET", f"/stories/{story['id']}/script")
    key = next(s["key"] for s in script["sentences"] if "$1.4" in s["written"])
    change = {"say": "Theirs."}
    place = f"/stories/{story['id']}/sentences/{key}"
    # this page does not hear of the other change before its own is sent
    first.route(re.compile("/script$"), lambda route: route.abort())
    first.route(re.compile(f"/stories/{story['id']}$"), lambda route: route.abort())
    desk.editor.ask("PATCH", place, change, version=script["version"])
    first.keyboard.press("Control+Enter")
    expect(first.locator(".conflict")).to_contain_text("Theirs.")
    expect(first.locator(".editor textarea")).to_have_value("Mine.")
    first.unroute_all()
    first.keyboard.press("Control+Enter")
    expect(first.locator("#sentences > li[data-changed] .said")).to_have_text("Mine.")
    context.close()
    script = desk.editor.ask("GET", f"/stories/{story['id']}/script")
    assert next(s["spoken"] for s in script["sentences"] if s["key"] == key) == "Mine."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_its_pages_fit_and_can_be_used_by_all(
    open_page: Open, desk: TestDesk, long_story: dict[str, Any], scheme: Any, width: int
) -> None:
    story = long_story
    window = open_page(
        desk.served.entrance, color_scheme=scheme, viewport={"width": width, "height": 700}
    )
    expect(window.locator("#stories > li").first).to_be_visible()
    look_at(window)
    for path, loaded in PATHS.items():
        window.goto(f"{desk.address}/stories/{story['id']}{path}")
        expect(window.locator(loaded).first).to_be_visible()
        if path == "":
            window.keyboard.press("j")
            window.keyboard.press("Enter")
            expect(window.locator(".editor")).to_be_visible()
        look_at(window)
    window.goto(f"{desk.address}/names")
    expect(window.locator("#names > li").first).to_be_visible()
    look_at(window)
    window.keyboard.press("?")
    expect(window.locator("#keys")).to_be_visible()
    look_at(window)
    window.goto(f"{desk.address}/ledger")
    expect(window.locator("#entries > li").first).to_be_visible()
    look_at(window)


def look_at(window: Page) -> None:
    assert violations(window) == []
    assert window.evaluate(OVERFLOW) is False
    assert window.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("width", [1280, 390])
def test_a_message_covers_no_button_of_a_script(
    open_page: Open, desk: TestDesk, long_story: dict[str, Any], width: int
) -> None:
    window = open_page(desk.served.entrance, viewport={"width": width, "height": 800})
    window.goto(f"{desk.address}/stories/{long_story['id']}")
    expect(window.locator("#sentences > li").first).to_be_visible()
    window.keyboard.press("j")
    window.keyboard.press("m")
    message, dock = window.locator("#status"), window.locator(".dock")
    # another try of this test takes the first one's change back
    expect(message).to_have_text(re.compile(r"Muted\.|It is said again\."))
    said, below = message.bounding_box(), dock.bounding_box()
    assert said is not None
    assert below is not None
    assert said["y"] + said["height"] <= below["y"]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_a_click_becomes_a_rule_for_the_site(
    open_page: Open, desk: TestDesk, scheme: Any, width: int
) -> None:
    story, *_ = piers(desk, f"{scheme}.example", "Ambleton", "Brinmouth", "Corrie")
    window = open_page(
        desk.served.entrance, color_scheme=scheme, viewport={"width": width, "height": 700}
    )
    window.goto(f"{desk.address}/stories/{story}/article")
    go_to(window, "#pieces > li", "Our evening walk")
    window.keyboard.press("Enter")
    expect(window.locator("#pieces .out", has_text="Our evening walk")).to_have_count(1)
    window.keyboard.press("r")
    rule = window.locator("#proposals > li", has_text="p.evening-walk")
    expect(rule.locator("summary")).to_contain_text(
        f"the last 3 pages of {scheme}.example, it changes 3: 3 texts out"
    )
    rule.locator("summary").click()
    expect(rule.locator(".changes > li")).to_have_count(3)
    look_at(window)
    rule.get_by_role("button", name="Keep this rule").click()
    expect(window.locator("#status")).to_contain_text("are read with this rule")
    expect(window.locator("#rules")).to_be_hidden()
    assert "evening-walk" in desk.parts.rules.path.read_text("utf-8")


def submit_hostile(desk: TestDesk) -> list[str]:
    """Stories, names, feeds and webhooks with a script in each text that somebody may write."""
    text = page("Hostile").replace(
        "The mill at Hostile opens", f"The mill &lt;b&gt; {escaped(HOSTILE)}"
    )
    for mild in ("Ilsabe Quorndahl", "Ada Lind", "Subscribe to our newsletter"):
        text = text.replace(mild, f"{mild} {escaped(HOSTILE)}")
    text = text.replace("The Merrow Courier", escaped(HOSTILE))
    ask = desk.editor.ask
    pasted = desk.wait(
        ask("POST", "/stories", {"text": text, "title": HOSTILE})["id"], "waiting"
    )
    data = {
        "headline": f"Told {HOSTILE}", "authors": [f"Bo Ek {HOSTILE}"], "site": HOSTILE,
        "body": page("Told").partition("</p>")[2].partition("</article>")[0], HOSTILE: "unknown",
    }  # fmt: skip
    told = desk.wait(ask("POST", "/stories", {"article": data})["id"], "waiting")
    door = "<html><body><form>Log in, if you have a name and a password here</form></body>"
    refused = ask("POST", "/stories", {"text": door, "title": HOSTILE})
    desk.wait(refused["id"], "refused")
    dropped = desk.editor.session.post(
        f"{desk.address}/api/v1/files", params={"name": f"{IMAGE}.html"},
        data=page("Dropped").encode(), timeout=60,
        headers={"Origin": desk.address, "X-CSRF-Token": desk.editor.csrf},
    ).json()  # fmt: skip
    dropped = desk.wait(dropped["id"], "waiting")
    for sentence in ask("GET", f"/stories/{pasted['id']}/script")["sentences"][:2]:
        version = ask("GET", f"/stories/{pasted['id']}")["version"]
        place = f"/stories/{pasted['id']}/sentences/{sentence['key']}"
        change = {"say": f"Said {HOSTILE}", "speaker": HOSTILE}
        ask("PATCH", place, change, version=version)
    again = page("Told").replace("The mill at Told opens", f"Told {escaped(HOSTILE)}")
    correction = {"text": again, "why": HOSTILE, "title": HOSTILE}
    ask("POST", f"/stories/{told['id']}/correction", correction, version=told["version"])
    reason = {"reason": HOSTILE, "notice": True}
    ask("POST", f"/stories/{dropped['id']}/withdrawal", reason, version=dropped["version"])
    ask("PUT", f"/names/{quote(IMAGE)}", {"say": "hos-TEE-lya"})
    ask("POST", "/webhooks", {"url": f"https://hooks.example/{TIGHT}"})
    ask("POST", "/feeds", {"address": f"https://feeds.example/{TIGHT}"})
    desk.wait(pasted["id"], "waiting")
    desk.wait(told["id"], "waiting")
    desk.wait(dropped["id"], "withdrawn")
    return [pasted["id"], told["id"], dropped["id"]]


def test_nothing_that_is_submitted_runs_in_an_editors_browser(
    tmp_path: Path, open_page: Open
) -> None:
    with open_desk(tmp_path / "episodes") as desk:
        stories = submit_hostile(desk)
        # without the policy, which alone would keep a script from running
        window = open_page(desk.served.entrance, bypass_csp=True)
        pages = ["/", "/names", "/webhooks", "/ledger"]
        pages += [f"/stories/{story}{path}" for story in stories for path in PATHS]
        for path in pages:
            window.goto(f"{desk.address}{path}")
            expect(window.locator("main")).to_contain_text("window.hit")
            if path == "/":
                window.keyboard.press("f")
                expect(window.locator("#feed-list")).to_contain_text("window.hit")
            window.wait_for_timeout(200)
            assert window.evaluate("window.hit") is None, path
            assert window.locator("main img").count() == 0, path
        # the events end before the desk does
        window.goto("about:blank")


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_the_checker_of_html_finds_no_error(desk: TestDesk, tmp_path: Path) -> None:
    story = desk.made("Checked")
    files = []
    for number, path in enumerate(
        ("/", "/names", "/ledger", *(f"/stories/{story['id']}{p}" for p in PATHS))
    ):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(desk.editor.open(path), encoding="utf-8")
    assert checked(files) == []


def test_the_player_for_other_pages_is_small_and_plays(
    open_page: Open, mill: Any, host: str, desk: TestDesk
) -> None:
    source = desk.editor.get("/embed/audiobrief-player.js")
    assert source.headers["Access-Control-Allow-Origin"] == "*"
    assert len(source.content) < 30_000
    folder, episode = mill
    (folder / "audiobrief-player.js").write_bytes(source.content)
    (folder / "story.html").write_text(
        "<!doctype html><html lang=en><title>A page</title><link rel=icon href=data:,>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"
        "<script type=module src=audiobrief-player.js></script>"
        "<main><h1>A page of the newspaper</h1><audiobrief-player src='./'></audiobrief-player></main>",
        encoding="utf-8",
    )
    window = open_page(f"{host}/story.html")
    player = window.locator("audiobrief-player")
    expect(player.get_by_role("link")).to_have_text(episode.article.title)
    assert violations(window) == []
    player.get_by_role("button", name="Play").click()
    expect(player.get_by_role("button", name="Pause")).to_be_visible()
    expect(player.locator(".now")).not_to_have_text(re.compile("^$"))
