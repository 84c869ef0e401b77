"""Tests in Chromium what needs https: an installed library, its queue offline, and its share target.

The browser trusts the desk's authority as a phone does that was told to, and nothing is ignored.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from audiobrief.listening.authority import FILE
from audiobrief.listening.doors import open_keys
from audiobrief.listening.inbox import Inbox
from audiobrief.listening.reaching import Reaching, reached
from audiobrief.publish import publish_episode
from tests.browser.conftest import FLAGS, PATIENCE_S, wait_past, wait_until
from tests.listening.desks import listener_settings
from tests.publish.programs import program
from tests.publish.shelves import make_shelf

KEPT = "(async () => (await (await caches.open('audiobrief-queue')).keys()).map(r => r.url))()"
SHARE = """(manifest) => {
  // as a browser does for what another app shares (W3C Web Share Target, 3)
  const { action, method, enctype, params } = manifest.share_target;
  const form = Object.assign(document.createElement("form"), { action, method, enctype });
  form.append(Object.assign(document.createElement("textarea"), {
    name: params.text, value: "The mill\\nhttps://news.example/mill",
  }));
  document.body.append(form);
  form.submit();
}"""


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, str, Path]]:
    """A desk's folder, its address over https, and the file of its authority."""
    folder = tmp_path_factory.mktemp("https")
    root = folder / "shelf"
    make_shelf(root, 3)
    for number in range(3):
        publish_episode(root / f"episode-{number}")
    keys = open_keys(root)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(folder / "data"))
        reaching = Reaching("127.0.0.1", 0, https_port=0)
        with reached(root, listener_settings(), keys, reaching) as addresses:
            assert addresses.https
            authority = folder / "data" / "audiobrief" / "authority" / FILE
            yield root, f"{addresses.https.address}{keys.token}/", authority


@pytest.fixture(scope="module")
def trusting(
    browser: Browser, place: tuple[Path, str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A Chromium whose user told it to trust the authority."""
    certutil, home = program("certutil"), tmp_path_factory.mktemp("home")
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    pem = place[2].read_text()
    certificate = home / "authority.pem"
    certificate.write_text(pem[pem.index("-----BEGIN CERT") :])
    for args in (
        ("-N", "--empty-password"),
        ("-A", "-n", "audiobrief", "-t", "C,,", "-i", str(certificate)),
    ):
        subprocess.run([certutil, "-d", f"sql:{store}", *args], check=True)
    started = browser.browser_type.launch(
        executable_path=program("chromium"), args=FLAGS, env={"HOME": str(home)}
    )
    yield started
    started.close()


def opened(browser: Browser, address: str, **settings: Any) -> Page:
    page = browser.new_context(**settings).new_page()
    page.set_default_timeout(PATIENCE_S * 1000)
    page.goto(address)
    return page


def test_it_is_installed_keeps_its_queue_and_is_shared_to(
    trusting: Browser, place: tuple[Path, str, Path]
) -> None:
    root, home, _ = place
    page = opened(trusting, home, viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("isSecureContext")
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in told if error["errorId"] != "in-incognito"] == []

    page.get_by_role("button", name="Queue: Bulletin 1 of", exact=False).click()
    wait_until(page, f"{KEPT}.then(all => all.some(url => url.endsWith('.mp3')))")
    page.context.set_offline(True)
    page.reload()
    page.get_by_role("button", name="Play", exact=True).click()
    wait_past(page, 0.3)
    page.context.set_offline(False)

    manifest = page.request.get(f"{home}manifest.webmanifest", ignore_https_errors=True).json()
    page.goto(home)
    page.evaluate(SHARE, manifest)
    expect(page.locator("#said")).to_have_text("Added: https://news.example/mill")
    assert [wish.url for wish in Inbox(root).list_wishes()] == ["https://news.example/mill"]
    page.context.close()


def test_who_does_not_trust_it_is_warned(
    browser: Browser, place: tuple[Path, str, Path]
) -> None:
    page = browser.new_context().new_page()
    with pytest.raises(Exception, match="ERR_CERT_AUTHORITY_INVALID"):
        page.goto(place[1])
    page.context.close()
