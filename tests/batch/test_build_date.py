"""Tests that the date of a feed's last change never goes back, whatever leaves it or comes back."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import feedparser
import pytest
from werkzeug.test import Client

from audiobrief.publish.register import read_register, write_register
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from tests.batch.withdrawing import STORY, record_of, settings_in

LATER = "halverwick-keeps-its-ferry-after-vote-0"


def built(folder: Path) -> datetime:
    feed = feedparser.parse((folder / "out" / "feed.xml").read_bytes())
    return parsedate_to_datetime(feed.feed.updated)


def set_back(folder: Path, days: int) -> None:
    """Moves the withdrawals into the future, as far as the feed knows, since days have passed."""
    register = read_register(folder / "out")
    moved = timedelta(days=days)
    stones = (replace(each, withdrawn=each.withdrawn + moved) for each in register.tombstones)
    write_register(folder / "out", replace(register, tombstones=tuple(stones)))


@pytest.mark.parametrize("keeps_archive", [True, False])
def test_a_restore_does_not_turn_it_back(folder: Path, *, keeps_archive: bool) -> None:
    before = built(folder)
    record_of(folder).withdraw(STORY, keeps_archive=keeps_archive)
    gone = built(folder)
    assert gone >= before
    set_back(folder, 3)
    publish_site(folder / "out", settings_in(folder).publish)
    later = built(folder)
    assert later == gone + timedelta(days=3)
    record_of(folder).restore(STORY)
    assert built(folder) >= later
    publish_site(folder / "out", settings_in(folder).publish)
    assert built(folder) >= later


def test_a_restore_is_a_change(folder: Path) -> None:
    record_of(folder).withdraw(STORY, keeps_archive=True)
    before = read_register(folder / "out").last_changed
    record_of(folder).restore(STORY)
    after = read_register(folder / "out").last_changed
    assert before is not None
    assert after is not None
    assert after > before


def test_a_folder_that_somebody_removes_does_not_turn_it_back(folder: Path) -> None:
    out, settings = folder / "out", settings_in(folder).publish
    later = time.time() + 86_400
    os.utime(out / LATER / "episode.json", (later, later))
    publish_site(out, settings)
    before = built(folder)
    shutil.rmtree(out / LATER)
    publish_site(out, settings)
    assert built(folder) == before
    assert publish_site(out, settings).written == ()
    # also in the site that is only shown here
    app = Preview(out, settings)
    shown = feedparser.parse(Client(app).get("/feed.xml").data)
    assert parsedate_to_datetime(shown.feed.updated) >= before
