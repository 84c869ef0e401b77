"""Tests that the commands of the tutorials run as they stand, in their order, in an empty home."""

from __future__ import annotations

import http.server
import json
import os
import random
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.newsroom import write_article
from tests.fetch.test_wordpress import EXPORT, item
from tests.places import CHECKOUT

PAGES = CHECKOUT / "docs" / "pages"
NEWS = "https://news.example"
"""The reader's newsroom, which a server on this machine stands for."""
TUTORIALS = ("index", "listener", "producer", "desk", "desk-running", "voices", "developer")
_COMMAND = re.compile(r"(?:^|&& )audiobrief [a-z]")
NOT_RUN = {
    # beginning of a command -> why it is not run here
    "audiobrief listen": "runs until it is stopped; tests/listening runs it",
    "audiobrief desk": "runs until it is stopped; tests/desk runs it",
    "audiobrief serve": "runs until it is stopped; tests/publish runs it",
    "audiobrief completion powershell": "the shell here has no $PROFILE",
    "audiobrief voices add": "the publishers of voices are not reached; tests/catalogue adds some",
    "audiobrief make page.html --voice emma": "needs the voice of the line before",
    "audiobrief make page.html --engine piper": "needs a voice of Piper's",
    "audiobrief approve": "needs a batch that waits; tests/batch/test_approval.py approves one",
    "audiobrief withdraw https://listen.example": "names what the line before took off",
    "audiobrief withdraw episodes/a-story/": "names what the line before took off",
    "audiobrief digest": "joins what `audiobrief listen` made; tests/listening makes one",
}
ASKED = {
    # a command that asks -> what is typed
    "audiobrief accounts add": "ferry-quay-lantern\nferry-quay-lantern\n",
}


def commands_of(page: str) -> list[str]:
    path = PAGES / f"{page}.md"
    prose = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    lines = [
        line.split("  #")[0].strip()
        for block in re.findall(r"(?m)^(?: {4}.+\n)+", prose)
        for line in block.splitlines()
    ]
    return [
        line
        for line in dict.fromkeys(lines)
        if _COMMAND.search(line) and not line.startswith(tuple(NOT_RUN))
    ]


def write_titled(title: str) -> str:
    page = write_article(random.Random(title), 60)
    return re.sub(r"(<title>|<h1>).*?(</title>|</h1>)", rf"\g<1>{title}\g<2>", page)


@pytest.fixture(scope="module")
def news() -> Iterator[str]:
    """The address of a newsroom with two stories, a feed and WordPress's interface."""
    answers: dict[str, tuple[str, str]] = {}

    class Newsroom(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, body = answers.get(self.path.partition("?")[0], ("", ""))
            self.send_response(200 if kind else 404)
            self.send_header("Content-Type", kind or "text/plain")
            self.send_header("Content-Length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *said: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Newsroom)
    address = f"http://127.0.0.1:{server.server_port}"
    listed = f"<item><title>A Story</title><link>{address}/a-story</link></item>"
    answers |= {
        "/story": ("text/html", write_titled("The Ferry Is Back")),
        "/a-story": ("text/html", write_titled("A Story")),
        "/feed.xml": (
            "application/rss+xml",
            f"<rss version='2.0'><channel><title>News</title>{listed}</channel></rss>",
        ),
        "/wp-json/wp/v2/posts": (
            "application/json",
            json.dumps([
                {
                    "link": f"{address}/lamps", "title": {"rendered": "New Lamps"},
                    "content": {"rendered": "<p>The lamps of the quay shine again.</p>" * 3},
                },
            ]),
        ),
    }  # fmt: skip
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    server.server_close()


def lay_desk(folder: Path) -> Path:
    """A folder with what the tutorials take for granted, and an empty home in it."""
    chance = random.Random(7)
    (folder / "archive").mkdir()
    for name in ("one", "two", "three"):
        own = f'<link rel="canonical" href="https://lantern.example/{name}">'
        article = write_article(chance, 60).replace("</head>", f"{own}</head>")
        (folder / "archive" / f"{name}.html").write_text(article, encoding="utf-8")
    (folder / "page.html").write_text(write_article(chance, 60), encoding="utf-8")
    (folder / "page.txt").write_text(
        "The Quay Opens\n\nThe quay of Saltmere opened on Tuesday. Nobody may park there.\n\n"
        "It had been closed for two years, since the wall behind it gave way in a storm.\n"
    )
    (folder / "names.toml").write_text('Kyiv = "KEE-eve"\n')
    (folder / "newsroom.WordPress.2031-03-04.xml").write_text(
        EXPORT.replace(
            "{items}", item(1, text="<p>The lamps of the quay shine again.</p>" * 3)
        ),
        "utf-8",
    )
    # the newsroom of these tests is on this machine
    (folder / "audiobrief.toml").write_text("[fetch]\nallow_private = true\n")
    home = folder / "home"
    home.mkdir()
    return home


@pytest.mark.parametrize("page", TUTORIALS)
def test_the_commands_of_a_tutorial_run(page: str, tmp_path: Path, news: str) -> None:
    home = lay_desk(tmp_path)
    own = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commands = commands_of(page)
    for command in commands:
        typed = next((keys for said, keys in ASKED.items() if command.startswith(said)), "")
        run = subprocess.run(
            ["sh", "-c", command.replace(NEWS, news)],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=180, input=typed,
            env={**own, "PATH": path, "HOME": str(home)},
        )  # fmt: skip
        assert run.returncode == 0, f"{command}: {run.stderr}"


def test_there_are_commands_and_each_exception_is_met() -> None:
    assert sum(len(commands_of(page)) for page in TUTORIALS) > 30
    written = "\n".join((PAGES / f"{page}.md").read_text("utf-8") for page in TUTORIALS)
    assert not [said for said in [*NOT_RUN, *ASKED] if f"    {said}" not in written]
