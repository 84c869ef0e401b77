"""Google's Lighthouse judges every page of a listener: accessibility and best practices."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from audiobrief.publish import publish_episode
from tests.browser.conftest import FLAGS
from tests.listening.desks import Desk, open_desk
from tests.publish.episodes import ARTICLE, make_episode
from tests.publish.programs import npm_file, program
from tests.publish.shelves import article_of, make_shelf

pytestmark = pytest.mark.long

CATEGORIES = ("accessibility", "best-practices")
PAGES = {
    "library": "", "page": "episode-1/index.html", "embedded": "episode-1/index.html?embed",
    "add": "add", "phone": "phone",
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    root = tmp_path_factory.mktemp("desk") / "shelf"
    make_shelf(root, 3)
    make_episode(root / "episode-1", article_of(1, blocks=ARTICLE.blocks), bitrate="16k")
    for number in range(3):
        publish_episode(root / f"episode-{number}")
    with open_desk(root) as opened:
        yield opened


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", ["mobile", "desktop"])
def test_it_gives_every_page_its_full_marks(
    page: str, form: str, desk: Desk, tmp_path: Path
) -> None:
    node, lighthouse = program("node"), npm_file("lighthouse/cli/index.js", "lighthouse")
    report = tmp_path / "report.json"
    command = [
        node, str(lighthouse), f"{desk.home}{PAGES[page]}", "--quiet", "--output=json",
        f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless {' '.join(FLAGS)}",
        *(["--preset=desktop"] if form == "desktop" else []),
    ]  # fmt: skip
    environment = {
        "CHROME_PATH": program("chromium"),
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
    }
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    lost = [
        (audit["id"], audit["title"], audit.get("details", {}).get("items"))
        for category in CATEGORIES
        for ref in found["categories"][category]["auditRefs"]
        if ref["weight"] and (audit := found["audits"][ref["id"]])["score"] not in (None, 1)
    ]
    scores = {name: found["categories"][name]["score"] for name in CATEGORIES}
    assert scores == dict.fromkeys(CATEGORIES, 1), lost
