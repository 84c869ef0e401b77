"""Workers on the machines of a Ray cluster, with the same protocol as the local pool.

Each worker is a Ray actor with a core of its own. It runs its tasks in a pool of one process,
which handles deadlines, memory limits and crashes, so that the actor stays alive and its engine
stays loaded. Only the loss of its node ends an actor: its tasks are then answered with
`Reason.LOST`, and another actor is started elsewhere.

Ray stores nothing: after a driver was killed, the next run continues from the journal.
"""

from __future__ import annotations

import contextlib
import math
import os
import secrets
import sys
import time
from collections import deque
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audiobrief.batch.items import Answer, Failure, Reason, Task
from audiobrief.batch.pool import FETCHERS_PER_WORKER, ProcessPool
from audiobrief.batch.workers import WINDOW, Lane, lane_of
from audiobrief.errors import BatchError
from audiobrief.system.cores import count_cores

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

HERE = "ray"
"""The value of `BatchSettings.on` that starts Ray on this machine and ends it with the run."""
MAX_FALSE_STARTS = 3
"""Actors in a row that may fail to start before the run gives the cluster up."""
AUTH_FILE = "~/.ray/auth_token"
"""Ray's file for a cluster's token, if RAY_AUTH_TOKEN and RAY_AUTH_TOKEN_PATH are not set."""


class Worker:
    """The Ray actor: one worker process, and some that fetch pages."""

    def __init__(self, settings: Settings, output: str) -> None:
        # a child imports its parent's main module (multiprocessing.spawn): Ray's takes 0.6 s
        # of processor time, and the child needs nothing in it
        sys.modules["__main__"].__file__ = None
        own = replace(settings.batch, workers=1, on="pool")
        self._pool = ProcessPool(replace(settings, batch=own), output)

    def perform(self, task: Task) -> Answer:
        """Do a task in a worker process; several threads may call this."""
        return self._pool.perform(task)

    def greet(self) -> None:
        """Return at once, which shows that the actor is up."""


@dataclass(slots=True, eq=False)
class _Place:
    """The driver's record of an actor."""

    actor: Any
    loads: dict[Lane, int] = field(default_factory=lambda: dict.fromkeys(Lane, 0))
    is_up: bool = False
    is_lost: bool = False


class RayPool:
    """Actors on a cluster, by default one for each core; lost ones are replaced."""

    def __init__(self, settings: Settings, output: str) -> None:
        """Start Ray on this machine, or join a cluster, as the settings say.

        Raises:
            BatchError: Ray is not installed, or the cluster cannot be joined.
        """
        _use_token(settings.batch.on)
        try:
            import ray
        except ImportError as error:
            raise BatchError(
                f"--on {settings.batch.on} needs Ray: run `pip install 'audiobrief[ray]'`"
            ) from error
        self._ray: Any = ray  # parts of its interface have no types (ray 2.60)
        self._wanted = settings.batch.workers
        self._join(settings.batch.on)
        self._gpus = wanted_gpus(settings)
        wanted = self._wanted or self._count_workers()
        each = math.ceil(settings.batch.fetchers / wanted) or FETCHERS_PER_WORKER
        self._settings = replace(settings, batch=replace(settings.batch, fetchers=each))
        self._output = output
        self._tasks: dict[Any, tuple[Task, _Place]] = {}
        self._held: deque[Task] = deque()
        self._greetings: dict[Any, _Place] = {}
        self._false_starts = 0
        self._places: list[_Place] = []
        for _ in range(wanted):
            self._start_actor()

    @property
    def workers(self) -> int:
        """The number of actors that are up, or 1 if none is, so that tasks can be queued."""
        return sum(place.is_up for place in self._places) or 1

    @property
    def fetchers(self) -> int:
        """The number of fetchers of the actors that are up."""
        return self.workers * self._settings.batch.fetchers

    def submit(self, task: Task) -> None:
        """Hand a task to the actor with the fewest tasks of its lane, once any actor is up."""
        up = [place for place in self._places if place.is_up]
        if not up:
            self._held.append(task)
            return
        lane = lane_of(task)
        place = min(up, key=lambda each: each.loads[lane])
        place.loads[lane] += 1
        self._tasks[place.actor.perform.remote(task)] = task, place

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None if none came in time.

        Raises:
            BatchError: the cluster cannot start workers.
        """
        until = math.inf if timeout_s is None else time.monotonic() + timeout_s
        while True:
            left_s = None if timeout_s is None else max(0.0, until - time.monotonic())
            known = [*self._tasks, *self._greetings]
            done, _ = self._ray.wait(known, num_returns=1, timeout=left_s)
            if not done:
                return None
            if done[0] in self._greetings:
                self._welcome(done[0])
                continue
            task, place = self._tasks.pop(done[0])
            place.loads[lane_of(task)] -= 1
            return task, self._answer_of(done[0], place)

    def close(self) -> None:
        """End the actors, and Ray itself if it was started here."""
        for place in self._places:
            self._end(place)
        self._ray.shutdown()

    def _answer_of(self, reference: Any, place: _Place) -> Answer:
        from ray.exceptions import RayActorError, RayError

        try:
            answer: Answer = self._ray.get(reference)
        except RayError as error:
            if isinstance(error, RayActorError):
                self._replace(place)
            return Failure(Reason.LOST, f"its worker was lost: {_first_line(error)}")
        return answer

    def _welcome(self, reference: Any) -> None:
        """Submit the held tasks to an actor that is up; replace it if it failed to start."""
        place = self._greetings.pop(reference)
        try:
            self._ray.get(reference)
        except Exception as error:
            self._false_starts += 1
            if self._false_starts > MAX_FALSE_STARTS:
                raise BatchError(
                    f"the cluster cannot start workers: {_first_line(error)}; does every "
                    "machine have this version of audiobrief?"
                ) from error
            self._replace(place)
            return
        self._false_starts = 0
        place.is_up = True
        for _ in range(len(self._held)):
            self.submit(self._held.popleft())

    def _replace(self, place: _Place) -> None:
        """Start another actor in place of a lost one, as soon as the cluster has room."""
        if not place.is_lost:
            place.is_lost, place.is_up = True, False
            self._places.remove(place)
            self._end(place)
            self._start_actor()

    def _end(self, place: _Place) -> None:
        with contextlib.suppress(Exception):
            self._ray.kill(place.actor)

    def _join(self, where: str) -> None:
        options: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
        if where == HERE:
            # the dashboard would be one more listening server, and a single run needs none.
            # By default Ray starts its workers with low priority (nice 15)
            options |= {
                "address": "local", "include_dashboard": False,
                "num_cpus": self._wanted or count_cores(),
                "_system_config": {"worker_niceness": 0},
            }  # fmt: skip
        elif where == "auto" or where.startswith("ray://") or ":" in where:
            options["address"] = where
        else:
            raise BatchError(
                f"--on {where!r} is unknown; use pool, ray, auto, ray://HOST:10001 or HOST:6379"
            )
        try:
            _keep_stdout_clean()
            self._ray.init(**options)
        except Exception as error:
            raise BatchError(
                f"cannot join Ray at {where}: {_first_line(error)}; check `ray status`"
            ) from error

    def _count_workers(self) -> int:
        found = self._ray.cluster_resources()
        count = int(found.get("CPU", 1))
        if self._gpus:
            count = min(count, int(found.get("GPU", 0) / self._gpus))
        if not count:
            raise BatchError(
                "the cluster has no GPU, which the engine needs; add one, or choose another --engine"
            )
        return count

    def _start_actor(self) -> None:
        # SPREAD: the loss of one node then ends only its share of the actors
        options = {
            "num_cpus": 1, "num_gpus": self._gpus, "scheduling_strategy": "SPREAD",
            "max_concurrency": WINDOW + self._settings.batch.fetchers,
        }  # fmt: skip
        kind = self._ray.remote(Worker).options(**options)
        place = _Place(kind.remote(self._settings, self._output))
        self._places.append(place)
        self._greetings[place.actor.greet.remote()] = place


def _use_token(where: str) -> None:
    """Turn on token authentication, with a new token for a Ray that is started here.

    By itself Ray (2.60) uses a token only for a cluster that it finds on this machine, and a
    Ray that it starts accepts any client. Variables that the user has set are not changed.
    """
    if "ray" in sys.modules:
        return  # Ray read its mode on import; the cluster's processes would read another one
    known = os.environ.get("RAY_AUTH_TOKEN") or os.environ.get("RAY_AUTH_TOKEN_PATH")
    if not known and not Path(AUTH_FILE).expanduser().is_file():
        if where != HERE or "RAY_AUTH_MODE" in os.environ:
            return
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)
    os.environ.setdefault("RAY_AUTH_MODE", "token")


def _keep_stdout_clean() -> None:
    """Keep Ray from printing to stdout, which carries the user's results.

    Ray (2.60) prints there that a node was lost, even if `log_to_driver` is off.
    """
    import ray._private.worker as driver

    driver._worker_logs_enabled = False  # noqa: SLF001 -- Ray has no public name for it


def wanted_gpus(settings: Settings) -> float:
    """The GPUs for each worker: ``gpus`` of the first engine's class, or 0 if it has none."""
    from audiobrief.engines import find_class
    from audiobrief.errors import EngineError

    with contextlib.suppress(EngineError, IndexError):
        return float(getattr(find_class(settings.voice.engines[0]), "gpus", 0.0))
    return 0.0


def _first_line(error: Exception) -> str:
    """The first line of an error's text, with the last line of a remote traceback it quotes."""
    lines = (str(error).strip() or type(error).__name__).splitlines()
    more = f" {lines[-1].strip()}" if lines[0].endswith(":") and len(lines) > 1 else ""
    return f"{lines[0]}{more}"
