"""The number of cores and threads that this process may use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

MAX_THREADS = 4
"""The most threads for one kind of work: they share Python's global lock, and of more threads
most would wait for it."""
_limit: int | None = None


def limit_cores(count: int) -> None:
    """Limit this process, and the programs that it starts, to `count` cores from now on."""
    global _limit  # noqa: PLW0603 -- the limit is for the process, like its memory limit
    _limit = count
    multiply_in_one_thread()


def multiply_in_one_thread() -> None:
    """Keep numpy from starting threads of its own; call this before numpy is imported.

    The matrices here are small, and OpenBLAS's threads wait for work without sleeping, which
    takes a twentieth of an episode's processor time.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def count_cores() -> int:
    """The cores that this process may use: its own limit, else what the system grants it."""
    if _limit is not None:
        return _limit
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def count_threads() -> int:
    """The threads for one kind of work: one per core, and at most `MAX_THREADS`."""
    return min(count_cores(), MAX_THREADS)


def open_pool(threads: int, name: str) -> Executor:
    """An executor for `threads` calls at once; on one core, a single one runs in `submit`."""
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
            except BaseException as error:  # noqa: BLE001 -- the future raises it again when its result is read
                future.set_exception(error)
            return future

    return AtOnce()
