"""Hands tasks to the workers as they have room for them, and takes their answers."""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Callable, Container
from dataclasses import replace
from pathlib import Path

from audiobrief.batch.budget import Budgets
from audiobrief.batch.comparison import Comparison
from audiobrief.batch.events import RunOptions
from audiobrief.batch.items import Answer, Failure, Item, Made, MakeTask, Read, ReadTask, Task
from audiobrief.batch.rows import page_of
from audiobrief.batch.schedule import Job, Waiting, host_of
from audiobrief.batch.turns import Turns
from audiobrief.batch.workers import Lane, Workers, lane_of, room_of
from audiobrief.fetch.robots import robots_url
from audiobrief.fetch.robots_memory import RobotsFile, RobotsMemory
from audiobrief.settings.tree import Settings
from audiobrief.system.files import sweep

LOOK_S = 0.05
"""How often the run looks at a slow list while workers are idle, in seconds."""


class Dispatch:
    """The jobs in work and those that wait for a worker, their host or their next try."""

    def __init__(
        self,
        open_workers: Callable[[], Workers],
        settings: Settings,
        comparison: Comparison,
        wishes: RunOptions,
        *,
        root: Path | None,
        robots: RobotsMemory,
        edited: Container[str] = (),
    ) -> None:
        """`open_workers` starts the workers, with the first task; `root` is as for `Run`.

        `robots` has what this process itself has asked for, `edited` the ids of the items that
        editors of the desk let go.
        """
        self._edited = edited
        # which profile an article has is known when it is read
        asked = (settings, *settings.profiles.values())
        self._may_be_held = any(each.batch.require_approval for each in asked)
        self._robots = robots
        self._open_workers = open_workers
        self._comparison = comparison
        self._wishes = wishes
        self._root = root
        self._budgets = Budgets(settings)
        self._turns = Turns()
        self._pool: Workers | None = None
        self._jobs: dict[int, tuple[Task, Job]] = {}
        self._loads: Counter[Lane] = Counter()
        self._ready: deque[tuple[Task, Job]] = deque()
        self._waiting = Waiting(settings.batch.per_host, settings.batch.host_pause_ms / 1000)

    @property
    def is_idle(self) -> bool:
        """Whether no job is in work or waits."""
        return not (self._jobs or self._ready or self._waiting)

    @property
    def will_read(self) -> bool:
        """Whether a page is being read, or a job waits, which may be to read one."""
        reading = any(isinstance(task, ReadTask) for task, _ in self._jobs.values())
        return reading or bool(self._waiting)

    @property
    def wants_more(self) -> bool:
        """Whether there is room for more of the list."""
        return self._has_room(Lane.DESK) and not self._waiting.is_full

    def read(self, job: Job) -> None:
        """Have a job's page read; one of the web waits until its host may be asked."""
        if job.item.is_on_web:
            self._waiting.park(job)
        else:
            self._submit(self._read_task(job), job)

    def make(self, job: Job) -> None:
        """Have the episode of a job that was read made."""
        self._ready.append((self._make_task(job), job))

    def again(self, job: Job, wait_s: float) -> None:
        """Try a job once more, `wait_s` seconds from now."""
        if wait_s <= 0 and job.read is not None:
            self.make(job)
            return
        self._waiting.delay(job, time.monotonic() + wait_s)

    def hand_out(self) -> bool:
        """Give a worker one of the jobs that wait; False if none can be given now."""
        now = time.monotonic()
        if self._ready and self._has_room(Lane.DESK):
            self._submit(*self._ready.popleft())
        elif self._has_room(Lane.DESK) and (job := self._waiting.take_due(now)):
            again = job.read is not None
            self._submit(self._make_task(job) if again else self._read_task(job), job)
        elif self._wants_pages() and (job := self._waiting.take_page(now)):
            self._submit(self._read_task(job), job)
        else:
            return False
        return True

    def take(
        self, wait_for_list: Callable[[float | None], None] | None, *, has_some: bool
    ) -> tuple[Job, Task, Answer] | None:
        """Wait for an answer, for a job that is due, or for more of the list.

        None if no answer came. `wait_for_list` waits until more of the list has come, or the
        seconds that it is given are over; it is None if the list is not needed now. `has_some`
        says that some of it is there already.
        """
        due = self._waiting.next_time(
            tries=self._has_room(Lane.DESK), pages=self._wants_pages()
        )
        wait_s = None if due == math.inf else max(0.0, due - time.monotonic())
        if not self._jobs:
            if wait_for_list is not None:
                wait_for_list(wait_s)
            else:
                time.sleep(wait_s or 0.0)
            return None
        if wait_for_list is not None:
            look_s = 0.0 if has_some else LOOK_S
            wait_s = look_s if wait_s is None else min(wait_s, look_s)
        answered = self._workers.take(wait_s)
        if answered is None:
            return None
        task, answer = answered
        _, job = self._jobs.pop(id(task))
        self._loads[lane_of(task)] -= 1
        if not isinstance(answer, Made):
            self._robots.keep(answer.robots, host_of(job.item))
        if lane_of(task) is Lane.WEB:
            self._waiting.leave(job.item, time.monotonic())
        if job.grant is not None and isinstance(answer, Made | Failure):
            self._budgets.settle(job.grant, answer)
            job.grant = None
        return job, task, answer

    def end_reading(self, job: Job, answer: Answer) -> list[tuple[Job, Read]]:
        """The articles whose turn it is, now that a job's first reading has ended."""
        return self._turns.end(job, answer if isinstance(answer, Read) else None)

    def sweep(self, job: Job) -> None:
        """Remove the temporary files that a killed process left in the article's folder."""
        if self._root is not None and job.folder:
            sweep(self._root / job.place)

    def close(self) -> None:
        """End the workers at once, and remove the files of unfinished episodes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        for _, job in self._jobs.values():
            self.sweep(job)
        self._jobs.clear()

    @property
    def _workers(self) -> Workers:
        if self._pool is None:
            self._pool = self._open_workers()
        return self._pool

    def _has_room(self, lane: Lane) -> bool:
        # workers start with the first task, so an unchanged list starts none
        return self._pool is None or self._loads[lane] < room_of(self._pool, lane)

    def _wants_pages(self) -> bool:
        """Whether to fetch another page; no, if enough articles already wait to be made."""
        if self._pool is None:
            return True
        return self._has_room(Lane.WEB) and len(self._ready) < room_of(self._pool, Lane.DESK)

    def _submit(self, task: Task, job: Job) -> None:
        if is_first_reading(task, job):
            self._turns.begin(job)
        # the workers keep a reference to the task, so its id() stays unique until the answer
        self._jobs[id(task)] = (task, job)
        self._loads[lane_of(task)] += 1
        self._workers.submit(task)

    def _read_task(self, job: Job) -> Task:
        fresh = self._wishes.force or not self._comparison.is_current(job.row)
        known = None if fresh else page_of(job.row)
        estimate = self._wishes.dry_run or self._budgets.is_any
        robots = self._robots_for(job.item)
        task = ReadTask(
            job.item, known, estimate, robots=robots,
            sends_page=self._may_be_held or job.item.id in self._edited,
        )  # fmt: skip
        return replace(task, known=None, repeated=job.foreign) if job.foreign else task

    def _robots_for(self, item: Item) -> tuple[RobotsFile, ...]:
        host = host_of(item)
        return self._robots.files_for(host, robots_url(item.url)) if host else ()

    def _make_task(self, job: Job) -> MakeTask:
        assert job.read is not None
        task = MakeTask(
            job.read.manuscript, job.place, job.read.pictures,
            formerly=job.formerly, why=job.why, is_same_page=job.is_same_page,
        )  # fmt: skip
        job.grant = grant = self._budgets.grant(job.read)
        if grant is None:
            return task
        return replace(task, allowance=grant.characters, without=grant.without)


def is_first_reading(task: Task, job: Job) -> bool:
    """Whether a task reads its page before its site is known, which may be read again then."""
    return isinstance(task, ReadTask) and job.foreign is None
