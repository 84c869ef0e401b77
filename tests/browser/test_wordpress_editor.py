"""The plug-in's block in the block editor of a real WordPress, and its player on the front page."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from audiobrief.publish.answering import answering
from audiobrief.publish.embedding import Embeddable
from audiobrief.publish.serve import Preview
from audiobrief.publish.settings import PublishSettings
from tests.browser.conftest import wait_until
from tests.browser.test_embedding import plays_as_a_component, shelf
from tests.desk.test_wordpress import WORDPRESS, started

__all__ = ["shelf"]
PLACEHOLDER = "The player comes here when the episode is published."
MS = 120_000
"""The editor is 60 scripts, which PHP's own server sends one after another."""


def log_in(window: Page, url: str) -> None:
    window.goto(f"{url}/wp-login.php", timeout=MS)
    window.fill("#user_login", "ada")
    window.fill("#user_pass", "four words do well")
    window.click("#wp-submit")
    window.wait_for_url("**/wp-admin/**", timeout=MS)


def open_editor(window: Page, place: str) -> None:
    window.goto(place, timeout=MS)
    expect(window.locator(".edit-post-layout")).to_be_visible(timeout=MS)
    guide = window.get_by_role("dialog").get_by_role("button", name="Close")
    if guide.count():
        guide.first.click()


def insert(window: Page, word: str, name: str) -> None:
    """A block after all others, by its name after a slash, as the editor offers it."""
    start = window.get_by_role("button", name="Add default block")
    # where a block is chosen already, Enter begins the next one
    start.click() if start.count() else window.keyboard.press("Enter")
    window.keyboard.type(f"/{word}", delay=60)
    # its icon is a letter of a font, which counts to its name for those who do not see it
    window.locator("[role=option]", has_text=name).first.click(timeout=MS)


@pytest.mark.long
def test_an_author_puts_the_player_into_a_post(
    browser: Browser, mill: Any, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not any((WORDPRESS / "wp-content/themes").glob("*/style.css")):
        pytest.skip("no theme here: install Debian's wordpress-theme-twentytwentythree")
    # the editor asks for a dozen things at once, among them what the block shows
    monkeypatch.setenv("PHP_CLI_SERVER_WORKERS", "4")
    preview = Embeddable(Preview(shelf, PublishSettings()), ["*"])
    with ExitStack() as stack, started(tmp_path) as site, answering(preview) as host:
        config = site.folder / "wp-config.php"
        # a notice of WordPress 6.1 about PHP 8.2 would stand in the JSON that the editor asks for
        config.write_text(
            config.read_text().replace("'WP_DEBUG_DISPLAY', true", "'WP_DEBUG_DISPLAY', false")
        )
        site.php(f"return update_option('audiobrief_listen', {host!r});")
        # its own context: WordPress writes to the console
        window = stack.enter_context(browser.new_context()).new_page()
        log_in(window, site.url)
        open_editor(window, f"{site.url}/wp-admin/post-new.php")
        window.get_by_role("textbox", name="Add title").fill("The mill opens")
        insert(window, "listen", "Listen to this article")
        block = window.locator("[data-type='audiobrief/player']")
        expect(block).to_contain_text(PLACEHOLDER, timeout=MS)
        frame = f'<iframe src="{host}mill/index.html?embed" title="Listen" width="600" height="160" allow="autoplay"></iframe>'
        insert(window, "html", "Custom HTML")
        window.get_by_role("textbox", name="HTML").fill(frame)
        window.get_by_role("button", name="Publish", exact=True).click()
        panel = window.get_by_role("region", name="Editor publish")
        panel.get_by_role("button", name="Publish", exact=True).click()
        expect(panel).to_contain_text("is now live", timeout=MS)
        post = window.evaluate("wp.data.select('core/editor').getCurrentPostId()")
        kept = site.php(f"return get_post({post})->post_content;")
        assert "<!-- wp:audiobrief/player /-->" in kept
        assert frame in kept
        # its episode is published: the block shows the player in the editor, too
        site.php(f"return update_post_meta({post}, '_audiobrief_folder', 'mill');")
        open_editor(window, f"{site.url}/wp-admin/post.php?post={post}&action=edit")
        expect(block.locator("audiobrief-player")).to_have_attribute(
            "src", f"{host}mill/", timeout=MS
        )
        expect(
            window.get_by_text("This block contains unexpected or invalid content")
        ).to_have_count(0)
        window.goto(f"{site.url}/?p={post}", timeout=MS)
        plays_as_a_component(window, mill[1].article.title)
        window.reload(timeout=MS)
        inside = window.frame_locator("iframe[title=Listen]")
        inside.get_by_role("button", name="Play").first.click()
        sound: Any = window.frames[-1]  # a frame has what is asked for of a page
        wait_until(sound, "document.querySelector('audio').currentTime > 0.2")
