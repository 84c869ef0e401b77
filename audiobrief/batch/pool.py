"""Workers: a protocol that the run knows, and the pool of processes on this machine.

A pool takes a few tasks more than it has workers, so that none waits, and no
more: what it is given it holds in memory. Whatever happens to a worker, every
task is answered.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import sys
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Protocol

from audiobrief.batch.items import Answer, Failure, Reason, Task

if TYPE_CHECKING:
    from audiobrief.config import Settings

WINDOW = 2
"""Tasks given to a pool for each worker: one in work, one at hand."""
MEMORY_SIGNALS = {signal.SIGKILL} if os.name == "posix" else set()
"""What Linux sends where memory runs out; nothing in audiobrief does."""


class Pool(Protocol):
    """Workers that take tasks and answer each once, in any order."""

    workers: int

    def submit(self, task: Task) -> None:
        """Hand over a task; returns at once."""
        ...

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None where none came in time."""
        ...

    def close(self) -> None:
        """End all workers, whatever they do."""
        ...


class ProcessPool:
    """Worker processes of this machine, by Pebble."""

    def __init__(self, settings: Settings, output: str) -> None:
        self._settings, self._output = settings, output
        self._batch = settings.batch
        self.workers = self._batch.workers or available_cores()
        self._answers: queue.SimpleQueue[tuple[Task, Answer]] = queue.SimpleQueue()
        self._pool = self._open()

    def submit(self, task: Task) -> None:
        """Hand over a task; returns at once."""
        try:
            future = self._schedule(task)
        except (BrokenProcessPool, RuntimeError):
            # Pebble gives a pool up when a worker ends between two tasks; another is as good
            self._pool.stop()
            self._pool = self._open()
            future = self._schedule(task)
        future.add_done_callback(
            lambda done: self._answers.put((task, _answer_of(done, self._batch.deadline_ms)))
        )

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None where none came in time."""
        try:
            return self._answers.get(timeout=timeout_s)
        except queue.Empty:
            return None

    def close(self) -> None:
        """End all workers, whatever they do."""
        self._pool.stop()
        self._pool.join()

    def _schedule(self, task: Task) -> Any:
        from audiobrief.batch.work import perform

        return self._pool.schedule(perform, args=[task], timeout=self._batch.deadline_ms / 1000)

    def _open(self) -> Any:
        import pebble

        from audiobrief.batch.work import open_desk

        return pebble.ProcessPool(
            max_workers=self.workers,
            max_tasks=self._batch.recycle,
            initializer=open_desk,
            initargs=[self._settings, self._output, self._batch.memory_mb],
            context=process_context(),
        )


def process_context() -> Any:
    """How workers are started: from a server that has what they need loaded, where there is one.

    Never by a plain fork: Pebble and Ray run threads, and a lock that one of them holds
    stays held in the child.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["audiobrief.batch.work"])
    return context


def available_cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _answer_of(future: Any, deadline_ms: int) -> Answer:
    from pebble import ProcessExpired

    try:
        answer: Answer = future.result()
    except TimeoutError:
        return Failure(
            Reason.DEADLINE, f"it was ended after {deadline_ms / 1000:g} s (batch.deadline_ms)"
        )
    except ProcessExpired as error:
        return describe_end(error.exitcode)
    except (BrokenProcessPool, CancelledError) as error:
        return Failure(Reason.LOST, f"its worker was ended: {error}")
    except Exception as error:  # noqa: BLE001 -- what pickle or the pipe raised
        return Failure(Reason.FAULT, f"{type(error).__name__}: {error}")
    return answer


def describe_end(status: int) -> Failure:
    """The failure that a worker's exit status stands for."""
    if status >= 0:
        return Failure(Reason.CRASH, f"its process ended by itself with exit status {status}")
    with contextlib.suppress(ValueError):
        if signal.Signals(-status) in MEMORY_SIGNALS:
            return Failure(
                Reason.CRASH,
                "its process was killed (SIGKILL), as systems do that run out of memory",
            )
        return Failure(Reason.CRASH, f"its process died of {signal.Signals(-status).name}")
    return Failure(Reason.CRASH, f"its process died of signal {-status}")


def open_pool(settings: Settings, output: str) -> Pool:
    """The pool that the settings name.

    Raises:
        BatchError: Ray is not installed, or its cluster cannot be reached.
    """
    if settings.batch.on == "pool":
        return ProcessPool(settings, output)
    from audiobrief.batch.ray import RayPool

    return RayPool(settings, output)
