"""A pool of worker processes on this machine, by Pebble.

Every task gets an answer, even if its worker crashes or is killed.
"""

from __future__ import annotations

import contextlib
import functools
import math
import multiprocessing
import os
import queue
import signal
import sys
import tempfile
import threading
import time
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from audiobrief.batch.failures import describe_failure
from audiobrief.batch.items import Answer, Failure, Reason, Task
from audiobrief.batch.stopped import watch_for_stopped
from audiobrief.batch.workers import Lane, lane_of
from audiobrief.errors import BatchError
from audiobrief.system.cores import count_cores
from audiobrief.system.memory import is_shortage
from audiobrief.system.processes import ended_after
from audiobrief.system.scratch import PREFIX, WORK, name_semaphores, scratch_folder
from audiobrief.system.shortages import FILE_LIMITS

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

MEMORY_SIGNALS = {signal.SIGKILL} if os.name == "posix" else set()
"""The signal that Linux sends when memory runs out. audiobrief never sends it."""
LOOK_S = 1.0
"""How often the run looks whether its workers start, in seconds."""
START_S = 60.0
"""Seconds in which a worker starts even on a machine that is very busy; it takes less than one."""
FETCHERS_PER_WORKER = 2
"""Fetching a page takes at most about as long as making two episodes of it."""


MOST_OF_FOLDER = 107 - len(f"/{PREFIX}0123456789abcdef/{WORK}/pymp-12345678/listener-12345678")
"""The most bytes of a temporary folder's path below which a fork server can listen."""
LOCKS = "the locks that they share are in /dev/shm, which must be writable"
"""POSIX semaphores are files there (sem_overview(7))."""
SHORT = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 -- multiprocessing makes a folder of its own there, which only its user may read
"""Temporary folders with short paths that Unix systems have."""


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
        self._waited: set[Any] = set()
        """The futures that callers of `perform` wait for."""
        self._closed = threading.Event()
        self._left = contextlib.ExitStack()
        self._scratch = _make_scratch(self._left)
        self._waiting: dict[Any, tuple[Lane, float]] = {}
        """Future of a task that has no answer yet -> its lane, and when it was handed over."""

    def submit(self, task: Task) -> None:
        """Hand over a task; returns at once."""
        self._schedule(task).add_done_callback(
            lambda done: self._answers.put((task, self._answer_of(done)))
        )

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None if none came in time."""
        until = math.inf if timeout_s is None else time.monotonic() + timeout_s
        while True:
            left = max(0.0, until - time.monotonic())
            try:
                return self._answers.get(timeout=min(left, LOOK_S))
            except queue.Empty:
                if left <= LOOK_S:
                    return None
                self._end_stuck_start()

    def perform(self, task: Task) -> Answer:
        """Do a task and wait for its answer; several threads may call this.

        If the pool is closed meanwhile, the answer is a `Failure` with the reason `LOST`.
        """
        try:
            future = self._schedule(task)
        except CancelledError as error:
            return Failure(Reason.LOST, f"its worker was stopped: {error}")
        self._waited.add(future)
        try:
            if self._closed.is_set():
                future.cancel()
            return self._answer_of(future)
        finally:
            self._waited.discard(future)

    def close(self) -> None:
        """End all workers at once, even those that are busy."""
        self._closed.set()
        for pool in tuple(self._pools.values()):
            pool.stop()
        with self._lock:
            # a thread that was just starting a pool has set it running again
            for pool in self._pools.values():
                pool.stop()
        # Pebble answers nothing for tasks of a pool that was stopped
        for future in tuple(self._waited):
            future.cancel()
        for pool in self._pools.values():
            pool.join()
        # a worker that is ended while it removes a temporary folder leaves the rest of it
        self._left.close()

    def _schedule(self, task: Task) -> Any:
        lane = lane_of(task)
        with self._lock:
            if self._closed.is_set():
                raise CancelledError("the pool is closed")
            # the first task of a pool starts its workers, and waits for the fork server
            with ended_after(START_S, end_fork_server):
                try:
                    future = self._hand_over(task, lane)
                except OSError as error:
                    reason = (error.strerror or str(error)).lower()
                    # workers talk through pipes
                    advice = FILE_LIMITS.get(error.errno or 0, LOCKS)
                    raise BatchError(f"cannot start workers: {reason}; {advice}") from error
            self._waiting[future] = (lane, time.monotonic())
        future.add_done_callback(lambda done: self._waiting.pop(done, None))
        return future

    def _hand_over(self, task: Task, lane: Lane) -> Any:
        from audiobrief.batch.work import perform

        if lane not in self._pools:
            self._pools[lane] = self._open(lane)
        limit_s = self._batch.deadline_ms / 1000
        try:
            return self._pools[lane].schedule(perform, args=[task], timeout=limit_s)
        except (BrokenProcessPool, RuntimeError):
            # Pebble stops a pool if a worker ends between two tasks
            self._pools[lane].stop()
            self._pools[lane] = self._open(lane)
            return self._pools[lane].schedule(perform, args=[task], timeout=limit_s)

    def _end_stuck_start(self) -> None:
        """End the fork server if no worker has taken up a task for longer than one may take.

        A task's time begins when a worker takes it up. A fork server that is stopped (SIGSTOP)
        starts none, and Pebble would wait for ever; without one the tasks fail, and are tried
        again with another.
        """
        with self._lock:
            waiting = list(self._waiting.items())
        busy = {lane for future, (lane, _) in waiting if future.running()}
        latest = time.monotonic() - self._batch.deadline_ms / 1000 - START_S
        if any(since < latest for _, (lane, since) in waiting if lane not in busy):
            end_fork_server()

    def _open(self, lane: Lane) -> Any:
        import pebble

        from audiobrief.batch.work import open_worker

        return pebble.ProcessPool(
            max_workers=self.fetchers if lane is Lane.WEB else self.workers,
            max_tasks=self._batch.recycle,
            initializer=open_worker,
            initargs=[
                self._settings,
                self._output,
                self._batch.memory_mb,
                self._scratch,
            ],
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
            if is_shortage(error):
                return describe_failure(error)
            return Failure(Reason.FAULT, f"{type(error).__name__}: {error}")
        return answer


def _make_scratch(left: contextlib.ExitStack) -> str | None:
    """A folder for the temporary files of all workers; None if none can be made."""
    with contextlib.suppress(OSError):
        return str(left.enter_context(scratch_folder()))
    return None


def process_context() -> Any:
    """The multiprocessing context that starts workers: a preloaded fork server on Linux.

    A plain fork is never used: Pebble and Ray run threads, and a lock that one of these holds
    would stay held in the child.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    _choose_folder()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["audiobrief.batch.work", "audiobrief.batch.forkserver"])
    _watch_for_stopped()
    _start_servers()
    return context


@functools.cache
def _watch_for_stopped() -> None:
    watch_for_stopped(find_fork_server)


def _start_servers() -> None:
    """Start multiprocessing's own two processes with a terminal's signals blocked.

    A terminal sends Ctrl-C and its end to all processes of a group. These two ignore the first
    only when they have loaded, and before that print a traceback; what ends them is the end of
    this process.
    """
    from multiprocessing import forkserver, resource_tracker

    of_terminals = {signal.SIGINT, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, of_terminals)
    try:
        resource_tracker.ensure_running()
        # the tracker's start has let SIGINT through again
        signal.pthread_sigmask(signal.SIG_BLOCK, of_terminals)
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def find_fork_server() -> int | None:
    """The process that workers are forked from; None if there is none yet."""
    from multiprocessing import forkserver

    return getattr(forkserver._forkserver, "_forkserver_pid", None)  # noqa: SLF001 -- multiprocessing has no other way to name it


def end_fork_server() -> None:
    """Kill the process that workers are forked from; the next worker starts another one."""
    pid = find_fork_server()
    if pid is not None:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


@functools.cache
def _choose_folder() -> None:
    """Let the fork server listen in a scratch folder, below a path that is short enough.

    multiprocessing makes a folder of its own for the server's socket, and a process that is killed
    leaves it. A socket's path has 107 bytes at most (unix(7)).
    """
    from multiprocessing import process, util

    folder = tempfile.gettempdir()
    if len(os.fsencode(folder)) > MOST_OF_FOLDER:
        folder = next((each for each in SHORT if os.access(each, os.W_OK)), folder)
    left = contextlib.ExitStack()
    before = tempfile.tempdir
    with contextlib.suppress(OSError):
        scratch = left.enter_context(scratch_folder(folder))
        tempfile.tempdir = str(scratch)
        # multiprocessing's tracker removes them, unless it is killed with the rest of its group
        process.current_process()._config["semprefix"] = name_semaphores(scratch)  # type: ignore[attr-defined] # noqa: SLF001 -- it has no other way to name them
    try:
        # it keeps the folder that it makes now
        util.get_temp_dir()
    finally:
        tempfile.tempdir = before
    # after multiprocessing has removed its own, which has the priority -100
    util.Finalize(None, left.close, exitpriority=-200)


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
