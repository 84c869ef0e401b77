"""Tests that a desk's sound can be made by the workers of a Ray cluster."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from audiobrief.batch.items import Failure
from audiobrief.publish import read_episode
from tests.desk.desks import desk_settings, open_desk, page
from tests.desk.test_stories import cost, publish

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="Ray's wheels are tried on Linux alone"),
]


def test_stories_are_made_changed_and_published_by_ray(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    settings = desk_settings()
    settings = replace(settings, batch=replace(settings.batch, on="ray"))
    with open_desk(tmp_path / "episodes", settings) as desk:
        # the desk's own machine starts no process for them
        assert type(desk.parts.room._pool).__name__ == "SharedWorkers"
        stories = [desk.submit(page(f"Ray {number}")) for number in range(4)]
        made = [desk.wait(story["id"], "waiting") for story in stories]
        assert all(story["duration_ms"] > 0 for story in made)
        story = made[0]
        place = f"/stories/{story['id']}/sentences/{cost(desk, story['id'])['key']}"
        desk.editor.ask("PATCH", place, {"say": "Dear."}, version=story["version"])
        published = publish(desk, desk.wait(story["id"], "waiting"))
        episode = read_episode(desk.root / published["folder"])
        assert "Dear." in [segment.spoken for segment in episode.script.segments]
        refused = desk.submit(
            "<html><body><form>Log in, if you have a name and a password here</form></body>"
        )
        assert desk.wait(refused["id"], "refused")["advice"]
        pool = desk.parts.room._pool
    # what is asked of it afterwards has an answer, too
    answer = pool.perform(None)  # type: ignore[arg-type] # nobody looks at it any more
    assert isinstance(answer, Failure)
