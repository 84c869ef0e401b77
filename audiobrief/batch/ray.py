"""Workers on the machines of a Ray cluster: the same protocol as the pool of this machine.

Each worker is an actor with a core of its own, and in it a pool of one process that is the
guard: deadlines, memory and crashes are dealt with there, so that an actor keeps living and
its engine stays loaded. What ends an actor all the same is the loss of its node: what it had
is answered as `Reason.LOST`, and it is started again elsewhere.

Nothing is kept by Ray: a driver that is killed goes on by its journal.
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
"""Of `BatchSettings.on`: start a Ray on this machine, and end it with the run."""
MAX_FALSE_STARTS = 3
"""Actors in a row that could not be started before the cluster is taken to be unable to."""
AUTH_FILE = "~/.ray/auth_token"
"""Where Ray keeps a cluster's token, unless RAY_AUTH_TOKEN or RAY_AUTH_TOKEN_PATH tell it."""


class Worker:
    """The actor: guarded processes, one that makes and some that fetch."""

    def __init__(self, settings: Settings, output: str) -> None:
        # a child imports its parent's main module (multiprocessing.spawn): Ray's takes 0.6 s
        # of processor time, and has nothing that the child needs
        sys.modules["__main__"].__file__ = None
        own = replace(settings.batch, workers=1, on="pool")
        self._pool = ProcessPool(replace(settings, batch=own), output)

    def perform(self, task: Task) -> Answer:
        """Do a task in a guarded process; called from several threads."""
        return self._pool.perform(task)

    def greet(self) -> None:
        """Nothing; that it returns shows that the actor is up."""


@dataclass(slots=True, eq=False)
class _Place:
    """An actor, as the driver sees it."""

    actor: Any
    loads: dict[Lane, int] = field(default_factory=lambda: dict.fromkeys(Lane, 0))
    is_up: bool = False
    is_lost: bool = False


class RayPool:
    """Actors on a cluster, one for each of its cores; those that are lost are replaced."""

    def __init__(self, settings: Settings, output: str) -> None:
        """Start or join the cluster that the settings name.

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
        """Those that are up; one more waits for tasks where none is."""
        return sum(place.is_up for place in self._places) or 1

    @property
    def fetchers(self) -> int:
        """Those of the workers that are up."""
        return self.workers * self._settings.batch.fetchers

    def submit(self, task: Task) -> None:
        """Hand a task to the actor that has the fewest of its kind, once one is up."""
        up = [place for place in self._places if place.is_up]
        if not up:
            self._held.append(task)
            return
        lane = lane_of(task)
        place = min(up, key=lambda each: each.loads[lane])
        place.loads[lane] += 1
        self._tasks[place.actor.perform.remote(task)] = task, place

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None where none came in time.

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
        """End the actors, and the Ray that was started here."""
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
        """An actor is up, and takes what waited for one; or it could not be started."""
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
        """Another actor for a lost one, when the cluster has room; what that one had fails."""
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
            # its dashboard is another server that listens; a run of its own needs none.
            # By itself Ray starts its workers with the least of the machine (nice 15)
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
        # SPREAD: a node that is lost takes no more than its share
        options = {
            "num_cpus": 1, "num_gpus": self._gpus, "scheduling_strategy": "SPREAD",
            "max_concurrency": WINDOW + self._settings.batch.fetchers,
        }  # fmt: skip
        kind = self._ray.remote(Worker).options(**options)
        place = _Place(kind.remote(self._settings, self._output))
        self._places.append(place)
        self._greetings[place.actor.greet.remote()] = place


def _use_token(where: str) -> None:
    """Bring the token there is to a cluster, and one of its own to a Ray that is started here.

    Ray does so by itself for none but a cluster that it finds on this machine, and starts
    one that takes anybody (2.60). What the environment says of it stands.
    """
    if "ray" in sys.modules:
        return  # it read its mode when it was imported, and a cluster's processes would read another
    known = os.environ.get("RAY_AUTH_TOKEN") or os.environ.get("RAY_AUTH_TOKEN_PATH")
    if not known and not Path(AUTH_FILE).expanduser().is_file():
        if where != HERE or "RAY_AUTH_MODE" in os.environ:
            return
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)
    os.environ.setdefault("RAY_AUTH_MODE", "token")


def _keep_stdout_clean() -> None:
    """Let Ray say nothing on stdout, which has the user's results.

    It prints there that a node was lost, whatever `log_to_driver` says (2.60).
    """
    import ray._private.worker as driver

    driver._worker_logs_enabled = False  # noqa: SLF001 -- it has no public name


def wanted_gpus(settings: Settings) -> float:
    """GPUs that the first engine asks for by its class's ``gpus``; 0 where it says nothing."""
    from audiobrief.engines import find_class
    from audiobrief.errors import EngineError

    with contextlib.suppress(EngineError, IndexError):
        return float(getattr(find_class(settings.voice.engines[0]), "gpus", 0.0))
    return 0.0


def _first_line(error: Exception) -> str:
    """What it says; of one that quotes a traceback of elsewhere, the line that tells."""
    lines = (str(error).strip() or type(error).__name__).splitlines()
    more = f" {lines[-1].strip()}" if lines[0].endswith(":") and len(lines) > 1 else ""
    return f"{lines[0]}{more}"
