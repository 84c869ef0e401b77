"""A pool of worker processes on this machine, by Pebble.

Every task gets an answer, even if its worker crashes or is killed.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
import threading
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from audiobrief.batch.items import Answer, Failure, Reason, Task
from audiobrief.batch.workers import Lane, lane_of
from audiobrief.system.cores import count_cores

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

MEMORY_SIGNALS = {signal.SIGKILL} if os.name == "posix" else set()
"""The signal that Linux sends when memory runs out. audiobrief never sends it."""
FETCHERS_PER_WORKER = 2
"""Fetching a page takes at most about as long as making two episodes of it."""


class ProcessPool:
    """Worker processes, with as many fetcher processes as they need."""

    def __init__(self, settings: Settings, output: str) -> None:
        self._settings, self._output = settings, output
        self._batch = settings.batch
        self.workers = self._batch.workers or count_cores()
        self.fetchers = self._batch.fetchers or FETCHERS_PER_WORKER * self.workers
        self._answers: queue.SimpleQueue[tuple[Task, Answer]] = queue.SimpleQueue()
        self._pools: dict[Lane, Any] = {}
        self._lock = threading.Lock()

    def submit(self, task: Task) -> None:
        """Hand over a task; returns at once."""
        self._schedule(task).add_done_callback(
            lambda done: self._answers.put((task, self._answer_of(done)))
        )

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None if none came in time."""
        try:
            return self._answers.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def perform(self, task: Task) -> Answer:
        """Do a task and wait for its answer; several threads may call this."""
        return self._answer_of(self._schedule(task))

    def close(self) -> None:
        """End all workers at once, even those that are busy."""
        for pool in self._pools.values():
            pool.stop()
        for pool in self._pools.values():
            pool.join()

    def _schedule(self, task: Task) -> Any:
        from audiobrief.batch.work import perform

        lane, limit_s = lane_of(task), self._batch.deadline_ms / 1000
        with self._lock:
            if lane not in self._pools:
                self._pools[lane] = self._open(lane)
            try:
                return self._pools[lane].schedule(perform, args=[task], timeout=limit_s)
            except (BrokenProcessPool, RuntimeError):
                # Pebble stops a pool if a worker ends between two tasks
                self._pools[lane].stop()
                self._pools[lane] = self._open(lane)
                return self._pools[lane].schedule(perform, args=[task], timeout=limit_s)

    def _open(self, lane: Lane) -> Any:
        import pebble

        from audiobrief.batch.work import open_worker

        return pebble.ProcessPool(
            max_workers=self.fetchers if lane is Lane.WEB else self.workers,
            max_tasks=self._batch.recycle,
            initializer=open_worker,
            initargs=[self._settings, self._output, self._batch.memory_mb],
            context=process_context(),
        )

    def _answer_of(self, future: Any) -> Answer:
        from pebble import ProcessExpired

        try:
            answer: Answer = future.result()
        except TimeoutError:
            limit_s = self._batch.deadline_ms / 1000
            return Failure(
                Reason.DEADLINE, f"it was stopped after {limit_s:g} s (batch.deadline_ms)"
            )
        except ProcessExpired as error:
            return describe_end(error.exitcode)
        except (BrokenProcessPool, CancelledError) as error:
            return Failure(Reason.LOST, f"its worker was stopped: {error}")
        except Exception as error:  # noqa: BLE001 -- pickle or the pipe may raise anything
            return Failure(Reason.FAULT, f"{type(error).__name__}: {error}")
        return answer


def process_context() -> Any:
    """The multiprocessing context that starts workers: a preloaded fork server on Linux.

    A plain fork is never used: Pebble and Ray run threads, and a lock that one of these holds
    would stay held in the child.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["audiobrief.batch.work", "audiobrief.batch.forkserver"])
    return context


def describe_end(status: int) -> Failure:
    """The failure that a worker's exit status means; a negative status is a signal's number."""
    if status >= 0:
        return Failure(Reason.CRASH, f"its process exited with status {status}")
    with contextlib.suppress(ValueError):
        if signal.Signals(-status) in MEMORY_SIGNALS:
            return Failure(
                Reason.CRASH,
                "its process was killed (SIGKILL); the machine may be out of memory",
            )
        return Failure(Reason.CRASH, f"its process was ended by {signal.Signals(-status).name}")
    return Failure(Reason.CRASH, f"its process was ended by signal {-status}")
