"""What a run asks of its workers, wherever they are.

Two lanes: pages of the web are fetched by processes of their own, which wait for servers
most of the time, so that none that could speak has to wait with them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from audiobrief.batch.items import Answer, ReadTask, Task

WINDOW = 2
"""Tasks given to a lane for each worker: one in work, one at hand."""


class Lane(StrEnum):
    """Who does a task."""

    DESK = "desk"
    """Workers: they read files, and make episodes."""
    WEB = "web"
    """Fetchers: they read pages of the web."""


class Workers(Protocol):
    """Processes that take tasks and answer each once, in any order.

    They hold what they are given in memory: `room_of` says how much that may be.
    """

    @property
    def workers(self) -> int:
        """How many there are now; at least 1."""
        ...

    @property
    def fetchers(self) -> int:
        """Likewise, for pages of the web."""
        ...

    def submit(self, task: Task) -> None:
        """Hand over a task; returns at once."""
        ...

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None where none came in time."""
        ...

    def close(self) -> None:
        """End all of them, whatever they do."""
        ...


def lane_of(task: Task) -> Lane:
    """Who is to do a task."""
    return Lane.WEB if isinstance(task, ReadTask) and task.item.is_on_web else Lane.DESK


def room_of(workers: Workers, lane: Lane) -> int:
    """Most tasks that a lane may have."""
    return workers.fetchers if lane is Lane.WEB else WINDOW * workers.workers
