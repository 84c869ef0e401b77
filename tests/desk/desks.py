"""A desk on loopback for tests: with the quickest voice, one worker, and a browser's requests."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
from argon2 import PasswordHasher

from audiobrief.desk import passwords
from audiobrief.desk.doors import Front
from audiobrief.desk.open_desk import OpenDesk
from audiobrief.desk.serving import NOTHING_FOLLOWED, Followed, Served, answering
from audiobrief.settings.tree import Settings
from tests.batch.running import quick_settings

PATIENCE_S = 60.0
"""A step of a second takes much longer where other tests have both processors."""
PASSWORD = "four words do well"
STORY = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>The mill at {place} opens</title><meta property="og:site_name" content="The Merrow Courier">
<meta name="author" content="Ada Lind"></head><body><nav><a href="/">Home</a> <a href="/b">Business</a></nav>
<article><h1>The mill at {place} opens</h1><p class="byline">By Ada Lind</p>
<p>The tide mill at {place} opened on Monday after nine years of work by its neighbours and their friends.</p>
<p>Ilsabe Quorndahl, who keeps its wheel, said that it had cost $1.4 million and a good deal of patience.</p>
<p>Subscribe to our newsletter to get stories like this one every morning.</p>
<p>The wheel turns twice a day, and visitors may watch it from the bridge until the end of October.</p></article>
<footer>All rights reserved.</footer></body></html>"""


def page(place: str = "Merrow") -> str:
    """A short page of an invented newspaper."""
    return STORY.format(place=place)


def desk_settings(**changes: Any) -> Settings:
    """The quickest voice, and one worker."""
    return quick_settings(batch__workers=1, batch__fetchers=1, **changes)


@dataclass
class Browser:
    """What a browser keeps of one person: the cookie, and the token of the page it loaded."""

    address: str
    session: requests.Session = field(default_factory=requests.Session)
    csrf: str = ""

    def get(self, path: str, **headers: str) -> requests.Response:
        return self.session.get(
            self.address + path, headers=headers, timeout=PATIENCE_S, allow_redirects=False
        )

    def open(self, path: str = "/") -> str:
        """The page at a path, whose token further requests repeat."""
        answer = self.session.get(self.address + path, timeout=PATIENCE_S)
        assert answer.status_code == 200, (path, answer.status_code, answer.text)
        found = re.search(r'<meta name="csrf" content="([^"]+)">', answer.text)
        self.csrf = found[1] if found else ""
        return answer.text

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        version: int = 0,
        key: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """A request of a page's script."""
        sent = {"Origin": self.address, "X-CSRF-Token": self.csrf, **(headers or {})}
        if key:
            sent["Idempotency-Key"] = key
        if version:
            sent["If-Match"] = f'"v{version}"'
        return self.session.request(
            method, f"{self.address}/api/v1{path}", json=body, headers=sent,
            timeout=PATIENCE_S, allow_redirects=False,
        )  # fmt: skip

    def ask(self, method: str, path: str, body: Any = None, *, version: int = 0) -> Any:
        """The JSON of an answer that is no refusal."""
        answer = self.send(method, path, body, version=version)
        assert answer.ok, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else None


@dataclass
class TestDesk:
    """A desk that answers, and the person who has its key."""

    __test__ = False
    served: Served
    root: Path
    editor: Browser

    @property
    def parts(self) -> OpenDesk:
        return self.served.desk

    @property
    def address(self) -> str:
        return self.served.address

    @property
    def token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.parts.key}"}

    def submit(self, text: str = "", **body: Any) -> dict[str, Any]:
        """A story that was accepted."""
        found: dict[str, Any] = self.editor.ask(
            "POST",
            "/stories",
            {"text": text or page(), **body}
            if not body.get("article") and not body.get("address")
            else body,
        )
        return found

    def wait(self, story: str, *states: str) -> dict[str, Any]:
        """The story when nothing is being done for it, and it is in one of the states."""
        end = time.monotonic() + PATIENCE_S
        while True:
            found: dict[str, Any] = self.editor.ask("GET", f"/stories/{story}")
            if not found["work"] and (not states or found["state"] in states):
                return found
            is_settled = not found["work"] and found["state"] in {"refused", "withdrawn"}
            assert not is_settled, found
            assert time.monotonic() < end, found
            time.sleep(0.02)

    def made(self, place: str = "Merrow") -> dict[str, Any]:
        """A story that waits for approval."""
        return self.wait(self.submit(page(place))["id"], "waiting")


@contextlib.contextmanager
def hash_quickly(*, kib: int) -> Iterator[None]:
    """Hash passwords with one pass over this much memory; the desk's own hash takes a processor
    0.2 s."""
    quick = PasswordHasher(time_cost=1, memory_cost=kib, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", lambda: quick)
        yield


@contextlib.contextmanager
def open_desk(
    root: Path,
    settings: Settings | None = None,
    front: Front | None = None,
    *,
    followed: Followed = NOTHING_FOLLOWED,
) -> Iterator[TestDesk]:
    """A desk in the folder `root`; without accounts, its editor has entered."""
    front = front or Front()
    with answering(root, settings or desk_settings(), front, followed=followed) as served:
        editor = Browser(served.address)
        if not front.has_accounts:
            entered = editor.session.get(served.entrance, timeout=PATIENCE_S)
            assert entered.status_code == 200, entered.text
            editor.open()
        yield TestDesk(served, root, editor)
