"""Pictures of every screen of a listener, to be looked at, and the README's among them.

    python -m tests.docs.screenshots [FOLDER]

They are made of episodes of the test pages in the natural voice, on a phone and on a desktop, in
both schemes.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

import audiobrief
from audiobrief.cli import main as cli
from audiobrief.publish.names import name_folder
from audiobrief.settings.tree import Settings
from tests.browser.conftest import FLAGS
from tests.listening.desks import open_desk
from tests.places import PAGES

README_PICTURE = Path(__file__).parents[2] / "docs" / "pages" / "episode.png"
STORIES = ("wordpress-harbour", "interview-cartographer", "ad-split", "gallery-regatta",
           "react-newsroom", "de-interview-hebamme")  # fmt: skip
FIRST = "halverwick-votes-to-give-its-oldest-quay-back-to-the-sea"
"""The folder of the first story's episode."""
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DIGEST = "For the drive on Friday"
SPOKEN_FIRST_S = 18
"""Where its page is shown in the README: the dek is said."""
SPOKEN_S = 63
"""Where the first story's page is shown: somebody is quoted there."""


def main() -> None:
    """Make the pictures in the folder that the command line names."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="screenshots-") as root, sync_playwright() as web:
        digest = _make_episodes(Path(root))
        chromium = shutil.which("chromium")
        browser = web.chromium.launch(executable_path=chromium, args=FLAGS)
        with open_desk(Path(root)) as desk:
            for size in SIZES:
                for scheme in SCHEMES:
                    for name, show in SCREENS.items():
                        page = _open(browser, size, scheme)
                        page.goto(desk.home)
                        show(page, desk.home, digest)
                        page.wait_for_timeout(400)
                        page.screenshot(path=target / f"{name}-{size}-{scheme}.png")
                        page.context.close()
            page = _open(browser, "desktop", "light")
            page.set_viewport_size({"width": 1440, "height": 900})
            # the headline, the voice that is named below it, and the sentence that is said
            page.goto(f"{desk.home}{FIRST}/index.html#t={SPOKEN_FIRST_S}")
            page.locator("[data-s][aria-current]").wait_for()
            page.wait_for_timeout(400)
            page.screenshot(path=README_PICTURE)
        browser.close()


def _make_episodes(root: Path) -> str:
    """Make the stories and their digest; returns the folder of the digest."""
    settings = Settings()
    sources = [PAGES / name / "source.html" for name in STORIES]
    for result in audiobrief.make_episodes(sources, root, settings=settings):
        if isinstance(result, audiobrief.Failed):
            raise result.error
    folders = sorted(path.parent.name for path in root.glob("*/episode.json"))
    told = ["digest", *folders[:3], "-o", str(root), "--title", DIGEST]
    run = CliRunner().invoke(cli, told)
    assert run.exit_code == 0, run.output
    return name_folder(DIGEST)


def _open(browser: Browser, size: str, scheme: Literal["light", "dark"]) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        has_touch=size == "phone",
        device_scale_factor=1,
    )
    return context.new_page()


def _library(page: Page, home: str, digest: str) -> None:
    page.locator(f"[data-f='{FIRST}'] .start").click()
    page.wait_for_timeout(1500)


def _queue(page: Page, home: str, digest: str) -> None:
    for button in page.locator(".add").all()[:4]:
        button.click()
    page.locator("[popovertarget=queue]").click()


def _page(page: Page, home: str, digest: str) -> None:
    page.goto(f"{home}{FIRST}/index.html#t={SPOKEN_S}")
    page.locator("[data-s][aria-current]").wait_for()


def _inside(page: Page, home: str, digest: str) -> None:
    """Another story's page inside the library, while the first one sounds."""
    _library(page, home, digest)
    page.locator(f"#episodes h2 a:not([href^='{FIRST}'])").first.click()
    page.locator("iframe.page[data-loaded]").wait_for()


def _top(page: Page, home: str, digest: str) -> None:
    page.goto(f"{home}{FIRST}/index.html")


def _settings(page: Page, home: str, digest: str) -> None:
    _page(page, home, digest)
    page.locator("[popovertarget=more]").click()


def _chapters(page: Page, home: str, digest: str) -> None:
    _page(page, home, digest)
    page.locator("[popovertarget=chapters]").click()


def _embed(page: Page, home: str, digest: str) -> None:
    page.goto(f"{home}{FIRST}/index.html?embed")


def _add(page: Page, home: str, digest: str) -> None:
    page.goto(f"{home}add")


def _phone(page: Page, home: str, digest: str) -> None:
    page.goto(f"{home}phone")
    page.locator("details").first.locator("summary").click()


def _digest(page: Page, home: str, digest: str) -> None:
    page.goto(f"{home}{digest}/index.html")


def _offline(page: Page, home: str, digest: str) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.reload()


SCREENS: dict[str, Callable[[Page, str, str], None]] = {
    "library": _library, "inside": _inside, "queue": _queue, "page": _page, "top": _top, "settings": _settings,
    "chapters": _chapters, "embed": _embed, "add": _add, "set-up-a-phone": _phone, "digest": _digest, "offline": _offline,
}  # fmt: skip


if __name__ == "__main__":
    main()
