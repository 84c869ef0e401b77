"""Lets the threads of a desk share workers that one thread at a time may ask, such as Ray's."""

from __future__ import annotations

import contextlib
import copy
import logging
import queue
import threading
from concurrent.futures import Future
from typing import Protocol

from audiobrief.batch.items import Answer, Failure, Reason, Task
from audiobrief.batch.pool import ProcessPool
from audiobrief.batch.ray import RayPool
from audiobrief.errors import AudiobriefError
from audiobrief.settings.tree import Settings

LOG = logging.getLogger(__name__)
LOOK_S = 0.05
"""The longest wait of a new task while others are being done, in seconds."""
LOST = "its worker was stopped: the pool is closed"


class Workers(Protocol):
    """Workers of a desk."""

    @property
    def workers(self) -> int:
        """How many there are now."""
        ...

    @property
    def fetchers(self) -> int:
        """How many there are now that fetch pages."""
        ...

    def perform(self, task: Task) -> Answer:
        """Do a task and wait for its answer; several threads may call this."""
        ...

    def close(self) -> None:
        """End them; what is under way is answered with `Reason.LOST`."""
        ...


class SharedWorkers:
    """The workers of a Ray cluster, for the threads of one desk."""

    def __init__(self, pool: RayPool) -> None:
        self._pool = pool
        self._asked: queue.SimpleQueue[tuple[Task, Future[Answer]]] = queue.SimpleQueue()
        self._answers: dict[int, tuple[Task, Future[Answer]]] = {}
        """Identity of a task that was handed over -> the task and its answer. The pool gives back
        the same object, which is a copy for each request, so two equal tasks are two."""
        self._ended = threading.Event()
        self._ending = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="shared workers", daemon=True)
        self._thread.start()

    @property
    def workers(self) -> int:
        """How many are up."""
        return self._pool.workers

    @property
    def fetchers(self) -> int:
        """How many of those that are up fetch pages."""
        return self._pool.fetchers

    def perform(self, task: Task) -> Answer:
        """Do a task and wait for its answer; several threads may call this."""
        answer: Future[Answer] = Future()
        self._asked.put((task, answer))
        if self._ended.is_set():
            self._end_all()
        return answer.result()

    def close(self) -> None:
        """End the workers; what is under way is answered with `Reason.LOST`."""
        self._ended.set()
        self._thread.join()
        try:
            self._pool.close()
        finally:
            self._end_all()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._hand_over()
                if self._answers:
                    self._take()
            except AudiobriefError as error:
                self._end_all(Failure(Reason.LOST, str(error)))
            except Exception as error:  # noqa: BLE001 -- whoever waits would wait for ever
                said = f"its worker was stopped: {type(error).__name__}: {error}"
                LOG.warning("%s", said)
                self._end_all(Failure(Reason.LOST, said))

    def _take(self) -> None:
        found = self._pool.take(LOOK_S)
        if found is None:
            return
        task, answer = found
        # after an error the pool still gives the answers of tasks that were answered with it
        if asked := self._answers.pop(id(task), None):
            asked[1].set_result(answer)

    def _hand_over(self) -> None:
        """Hand over what was asked; if nothing is being done, wait a moment for it."""
        wait = 0.0 if self._answers else LOOK_S
        while True:
            try:
                task, answer = (
                    self._asked.get(timeout=wait) if wait else self._asked.get_nowait()
                )
            except queue.Empty:
                return
            own = copy.copy(task)
            self._answers[id(own)] = own, answer
            self._pool.submit(own)
            wait = 0.0

    def _end_all(self, failure: Failure | None = None) -> None:
        with self._ending:
            left = [answer for _, answer in self._answers.values()]
            self._answers.clear()
            with contextlib.suppress(queue.Empty):
                while True:
                    left.append(self._asked.get_nowait()[1])
            for answer in left:
                answer.set_result(failure or Failure(Reason.LOST, LOST))


def open_workers(settings: Settings, output: str) -> Workers:
    """The workers that the settings name: a pool on this machine, or those of a Ray cluster.

    Raises:
        BatchError: Ray is not installed, or its cluster cannot be reached.
    """
    if settings.batch.on == "pool":
        return ProcessPool(settings, output)
    return SharedWorkers(RayPool(settings, output))
