"""How many cores this process keeps busy, and the threads for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

MAX_THREADS = 4
"""Of one kind in a process: they share Python's one lock, and more wait for it than work."""
_limit: int | None = None


def limit_cores(count: int) -> None:
    """Keep this process, and what it starts, to `count` cores from now on."""
    global _limit  # noqa: PLW0603 -- a limit of the process, as its memory's is
    _limit = count
    multiply_in_one_thread()


def multiply_in_one_thread() -> None:
    """Have numpy start no threads of its own; of use before it is imported.

    What is multiplied here is small, and OpenBLAS's threads wait for more of it without
    sleeping: a twentieth of an episode's processor time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def count_cores() -> int:
    """Cores that this process may use: those of its limit, else all that the system grants it."""
    if _limit is not None:
        return _limit
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count_threads() -> int:
    """Threads for one kind of work: one a core, and no more than `MAX_THREADS`."""
    return min(count_cores(), MAX_THREADS)


def open_pool(threads: int, name: str) -> Executor:
    """What runs `threads` calls at once; on one core a single one, before `submit` returns."""
    from concurrent.futures import Executor, Future, ThreadPoolExecutor

    if threads > 1 or count_cores() > 1:
        return ThreadPoolExecutor(threads, thread_name_prefix=name)

    class AtOnce(Executor):
        def submit(
            self, call: Callable[..., Any], /, *args: Any, **options: Any
        ) -> Future[Any]:
            future: Future[Any] = Future()
            try:
                future.set_result(call(*args, **options))
            except BaseException as error:  # noqa: BLE001 -- it is raised where the result is asked for
                future.set_exception(error)
            return future

    return AtOnce()
