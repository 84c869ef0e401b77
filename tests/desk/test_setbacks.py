"""Tests what a story says of a step that failed."""

from __future__ import annotations

import threading
from pathlib import Path

from audiobrief.batch.items import Failure, Reason
from audiobrief.desk.setbacks import Setbacks
from tests.desk.desks import open_desk

NO_HOST = "there is no host news.example"


def test_advice_is_given_once(tmp_path: Path) -> None:
    """The page of a story shows both side by side, and a message may end with advice."""
    with open_desk(tmp_path / "episodes") as desk:
        stories = desk.parts.stories
        for place, message in (
            ("Merrow", f"{NO_HOST}; check the address"),
            ("Ormsby", NO_HOST),
        ):
            made = desk.made(place)
            failure = Failure(Reason.NOT_FOUND, message)
            Setbacks(stories, threading.Event()).refuse(stories.read(made["id"]), failure)
            told = desk.editor.ask("GET", f"/stories/{made['id']}")
            assert (told["reason"], told["advice"]) == (NO_HOST, "check the address")
