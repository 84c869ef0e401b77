"""A desk on loopback for tests: its folder, its secrets and its address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import requests

from audiobrief.listening.adding import max_body_bytes
from audiobrief.listening.application import Application
from audiobrief.listening.doors import Keys, open_keys
from audiobrief.listening.inbox import Inbox
from audiobrief.publish.answering import answering
from audiobrief.settings.tree import Settings
from tests.batch.running import quick_settings


@dataclass(frozen=True)
class Desk:
    root: Path
    keys: Keys
    address: str
    """Where its server answers, without any secret."""

    @property
    def home(self) -> str:
        return f"{self.address}{self.keys.token}/"

    @property
    def adding(self) -> str:
        return f"{self.address}{self.keys.adding}/add"

    @property
    def inbox(self) -> Inbox:
        return Inbox(self.root)

    def get(self, path: str = "", **sent: str) -> requests.Response:
        return requests.get(self.home + path, headers=sent, timeout=10, allow_redirects=False)

    def post(self, path: str, **form: str) -> requests.Response:
        return requests.post(
            self.home + path,
            data=form,
            headers={"Accept": "application/json"},
            timeout=10,
            allow_redirects=False,
        )


def listener_settings(**changes: object) -> Settings:
    settings = quick_settings()
    publish = replace(settings.publish, order="added", **changes)  # type: ignore[arg-type]
    return replace(settings, publish=publish)


@contextmanager
def open_desk(root: Path, settings: Settings | None = None) -> Iterator[Desk]:
    settings = settings or listener_settings()
    keys = open_keys(root)
    application = Application(root, settings, keys)
    most = max_body_bytes(settings.fetch.max_bytes)
    with answering(application, max_body_bytes=most) as address:
        yield Desk(root, keys, address)
