"""The interface between a run and its workers, on this machine or on others.

Tasks go through two lanes. Pages of the web have processes of their own, because these spend
most of their time waiting for servers, and a process that could make an episode should not.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from audiobrief.batch.items import Answer, ReadTask, Task

WINDOW = 2
"""The tasks that each worker is given: one in work and one queued."""


class Lane(StrEnum):
    """The kind of process that does a task."""

    DESK = "desk"
    """Workers, which read files and make episodes."""
    WEB = "web"
    """Fetchers, which read pages of the web."""


class Workers(Protocol):
    """Processes that answer each task exactly once, in any order.

    Queued tasks are held in memory; `room_of` says how many a lane may be given.
    """

    @property
    def workers(self) -> int:
        """The number of workers now; at least 1."""
        ...

    @property
    def fetchers(self) -> int:
        """The number of fetchers now; at least 1."""
        ...

    def submit(self, task: Task) -> None:
        """Hand over a task; returns at once."""
        ...

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None if none came in time."""
        ...

    def close(self) -> None:
        """End all processes at once, even those that are busy."""
        ...


def lane_of(task: Task) -> Lane:
    """The lane that does a task."""
    return Lane.WEB if isinstance(task, ReadTask) and task.item.is_on_web else Lane.DESK


def room_of(workers: Workers, lane: Lane) -> int:
    """The most tasks that a lane may be given at once."""
    return workers.fetchers if lane is Lane.WEB else WINDOW * workers.workers
