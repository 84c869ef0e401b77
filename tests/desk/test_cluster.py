"""Tests that a desk's sound can be made by the workers of a Ray cluster."""

from __future__ import annotations

import sys
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.items import Answer, Failure, Item, ReadTask, Reason, Task, Unchanged
from audiobrief.desk.shared_workers import SharedWorkers
from audiobrief.errors import BatchError
from audiobrief.publish import read_episode
from tests.desk.desks import desk_settings, open_desk, page
from tests.desk.test_stories import cost, publish


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="Ray's wheels are tried on Linux alone")
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


class FaultyPool:
    """A cluster whose first tasks meet these errors, and are answered later all the same."""

    workers = fetchers = 1

    def __init__(self, *errors: Exception, at: str) -> None:
        self._errors, self._at = deque(errors), at
        self._tasks: deque[Task] = deque()

    def submit(self, task: Task) -> None:
        self._tasks.append(task)
        self._fail("submit")

    def take(self, _: float) -> tuple[Task, Answer] | None:
        self._fail("take")
        task = self._tasks.popleft()
        assert isinstance(task, ReadTask)
        # each answer can be told by its task
        return task, Unchanged(int(task.item.id))

    def close(self) -> None:
        pass

    def _fail(self, where: str) -> None:
        if where == self._at and self._errors:
            raise self._errors.popleft()


@pytest.mark.parametrize("at", ["submit", "take"])
def test_after_an_error_of_the_cluster_every_task_has_its_own_answer(at: str) -> None:
    pool: Any = FaultyPool(BatchError("no node"), RuntimeError("a lost socket"), at=at)
    workers = SharedWorkers(pool)
    for said in ("no node", "its worker was stopped: RuntimeError: a lost socket"):
        assert workers.perform(task_of(0)) == Failure(Reason.LOST, said)
    tasks = [task_of(number) for number in range(1, 40)]
    # one task may be asked for twice at once, too
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(workers.perform, [each for each in tasks for _ in "ab"]))
    assert answers == [Unchanged(number) for number in range(1, 40) for _ in "ab"]
    workers.close()


def task_of(number: int) -> ReadTask:
    return ReadTask(Item(str(number), "a source"))
