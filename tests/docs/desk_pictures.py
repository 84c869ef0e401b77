"""Pictures of an editor's screens at the desk, to be looked at, and the README's among them.

    python -m tests.docs.desk_pictures [FOLDER]

The stories are those of the desk's tests, in the natural voice, on a phone and on a desktop.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from audiobrief.settings.tree import read_settings
from tests.browser.conftest import FLAGS
from tests.desk.desks import TestDesk, open_desk

README_PICTURE = Path(__file__).parents[2] / "docs" / "pages" / "desk.png"
EDITOR = "Ada"
"""The name under which a desk on loopback knows the person: the one that they logged in with."""
PLACES = ("Wick", "Orrel", "Saltmere")
REFUSED = "http://127.0.0.1/story"
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
PICTURE = {"width": 1100, "height": 1300}
"""So high that the whole page of a short story is seen."""
SAID = (
    "Ilsabe Quorndahl, who keeps its wheel, said that it had cost nearly a million and a half "
    "dollars, and a good deal of patience."
)


def main() -> None:
    """Make the pictures in the folder that the command line names."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    target.mkdir(parents=True, exist_ok=True)
    os.environ["LOGNAME"] = EDITOR
    with (
        tempfile.TemporaryDirectory(prefix="desk-") as root,
        open_desk(Path(root), read_settings()) as desk,
        sync_playwright() as web,
    ):
        story = [desk.made(place) for place in PLACES][-1]["id"]
        desk.wait(desk.editor.ask("POST", "/stories", {"address": REFUSED})["id"], "refused")
        browser = web.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for size, (width, height) in SIZES.items():
            window = _enter(browser, desk, width, height)
            window.locator("#stories > li").nth(len(PLACES)).wait_for()
            window.screenshot(path=target / f"inbox-{size}.png")
            window.goto(f"{desk.address}/names")
            window.locator("#names > li").first.wait_for()
            window.screenshot(path=target / f"names-{size}.png")
        window = _enter(browser, desk, **PICTURE)
        _change_a_sentence(window, f"{desk.address}/stories/{story}")
        window.screenshot(path=README_PICTURE)
        # half the size; this way of choosing colours keeps those of small dots and pills
        with Image.open(README_PICTURE) as picture:
            plain = picture.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE)
            plain.save(README_PICTURE, optimize=True)
        browser.close()


def _enter(browser: Browser, desk: TestDesk, width: int, height: int) -> Page:
    window = browser.new_context(viewport={"width": width, "height": height}).new_page()
    window.goto(desk.served.entrance)
    return window


def _change_a_sentence(window: Page, address: str) -> None:
    window.goto(address)
    row = window.locator("#sentences > li", has_text="$1.4 million")
    row.locator(".said").wait_for()
    row.get_by_role("button", name="Change").click()
    window.locator(".editor textarea").fill(SAID)
    window.mouse.move(0, 0)
    window.wait_for_timeout(400)


if __name__ == "__main__":
    main()
