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
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from audiobrief.batch.items import Answer, Failure, Reason, Task
from audiobrief.batch.pool import FETCHERS_PER_WORKER, ProcessPool
from audiobrief.batch.workers import WINDOW, Lane, lane_of
from audiobrief.errors import BatchError

if TYPE_CHECKING:
    from audiobrief.config import Settings

HERE = "ray"
"""Of `BatchSettings.on`: start a Ray on this machine, and end it with the run."""
JOIN_S = 60
"""How long a lost actor may take to be started elsewhere before its tasks are given to others."""


class Worker:
    """The actor: guarded processes, one that makes and some that fetch."""

    def __init__(self, settings: Settings, output: str) -> None:
        own = replace(settings.batch, workers=1, on="pool")
        self._pool = ProcessPool(replace(settings, batch=own), output)

    def perform(self, task: Task) -> Answer:
        """Do a task in a guarded process; called from several threads."""
        return self._pool.perform(task)


class RayPool:
    """Actors on a cluster, one for each of its cores."""

    def __init__(self, settings: Settings, output: str) -> None:
        """Start or join the cluster that the settings name.

        Raises:
            BatchError: Ray is not installed, or the cluster cannot be joined.
        """
        try:
            import ray
        except ImportError as error:
            raise BatchError(
                f"--on {settings.batch.on} needs Ray: run `pip install 'audiobrief[ray]'`"
            ) from error
        self._ray: Any = ray  # parts of its interface have no types (ray 2.60)
        self._join(settings.batch.on)
        self._gpus = wanted_gpus(settings)
        self.workers = settings.batch.workers or self._count_workers()
        each = math.ceil(settings.batch.fetchers / self.workers) or FETCHERS_PER_WORKER
        self.fetchers = each * self.workers
        self._settings = replace(settings, batch=replace(settings.batch, fetchers=each))
        self._output = output
        self._actors = [self._start_actor() for _ in range(self.workers)]
        self._loads = {lane: [0] * self.workers for lane in Lane}
        self._tasks: dict[Any, tuple[Task, int]] = {}

    def submit(self, task: Task) -> None:
        """Hand a task to the actor that has the fewest of its kind."""
        loads = self._loads[lane_of(task)]
        place = loads.index(min(loads))
        loads[place] += 1
        self._tasks[self._actors[place].perform.remote(task)] = task, place

    def take(self, timeout_s: float | None = None) -> tuple[Task, Answer] | None:
        """The next answer with its task; None where none came in time."""
        done, _ = self._ray.wait(list(self._tasks), num_returns=1, timeout=timeout_s)
        if not done:
            return None
        task, place = self._tasks.pop(done[0])
        self._loads[lane_of(task)][place] -= 1
        return task, self._answer_of(done[0], place)

    def close(self) -> None:
        """End the actors, and the Ray that was started here."""
        for actor in self._actors:
            with contextlib.suppress(Exception):
                self._ray.kill(actor)
        self._ray.shutdown()

    def _answer_of(self, reference: Any, place: int) -> Answer:
        from ray.exceptions import RayActorError, RayError

        try:
            answer: Answer = self._ray.get(reference)
        except RayActorError as error:
            self._replace(place)
            return Failure(Reason.LOST, f"its worker was lost: {_first_line(error)}")
        except RayError as error:
            return Failure(Reason.LOST, f"its worker was lost: {_first_line(error)}")
        return answer

    def _replace(self, place: int) -> None:
        """A new actor in the place of a lost one; what that one still had fails by itself."""
        with contextlib.suppress(Exception):
            self._ray.kill(self._actors[place])
        self._actors[place] = self._start_actor()

    def _join(self, where: str) -> None:
        options: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
        if where == HERE:
            # its dashboard is another server that listens; a run of its own needs none
            options |= {"address": "local", "include_dashboard": False}
        elif where == "auto" or where.startswith("ray://") or ":" in where:
            options["address"] = where
        else:
            raise BatchError(
                f"on {where!r}: there is pool, ray, auto, ray://HOST:10001 and HOST:6379"
            )
        try:
            self._ray.init(**options)
        except Exception as error:
            raise BatchError(
                f"cannot join Ray at {where}: {_first_line(error)}; see `ray status`"
            ) from error

    def _count_workers(self) -> int:
        found = self._ray.cluster_resources()
        count = int(found.get("CPU", 1))
        if self._gpus:
            count = min(count, int(found.get("GPU", 0) / self._gpus))
        if not count:
            raise BatchError("the cluster has no GPU, and the engine asks for one")
        return count

    def _start_actor(self) -> Any:
        # SPREAD: a node that is lost takes no more than its share
        options = {
            "num_cpus": 1, "num_gpus": self._gpus, "scheduling_strategy": "SPREAD",
            "max_concurrency": WINDOW + self._settings.batch.fetchers,
        }  # fmt: skip
        actor = self._ray.remote(Worker).options(**options)
        return actor.remote(self._settings, self._output)


def wanted_gpus(settings: Settings) -> float:
    """GPUs that the first engine asks for by its class's ``gpus``; 0 where it says nothing."""
    from audiobrief.engines import find_class
    from audiobrief.errors import EngineError

    with contextlib.suppress(EngineError, IndexError):
        return float(getattr(find_class(settings.voice.engines[0]), "gpus", 0.0))
    return 0.0


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).partition("\n")[0]
