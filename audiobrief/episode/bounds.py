"""Bounds what reading a stranger's page may take, as a batch bounds its workers."""

from __future__ import annotations

import contextlib
import faulthandler
import signal
import threading
from collections.abc import Iterator
from types import FrameType
from typing import TYPE_CHECKING

from audiobrief.errors import PageRefused
from audiobrief.system.memory import describe_shortage, memory_limited

if TYPE_CHECKING:
    from audiobrief.settings.tree import Settings

GRACE_S = 30.0
"""Seconds after the deadline in which Python must have heard it. Only native code that hangs
does not: the process then ends at once, and says where it was."""
AGAIN_S = 5.0
"""Seconds between two interrupts after the deadline."""
SHOWN = 200
"""The most characters of a page's name in a message."""


class _OutOfTime(BaseException):
    """The deadline is over. No handler of errors on the way takes it for one of its own."""


@contextlib.contextmanager
def bounded(page: str, settings: Settings) -> Iterator[None]:
    """Bound the time and the memory for reading `page` in the block, by the batch's settings.

    The time is bounded where the system has a timer for it (not on Windows) and the block runs
    in the main thread, which alone hears it; the memory is on Linux.

    Raises:
        PageRefused: the block took more than `batch.deadline_ms` or `batch.memory_mb`.
    """
    seconds, megabytes = settings.batch.deadline_ms / 1000, settings.batch.memory_mb
    name = page if len(page) <= SHOWN else f"{page[:SHOWN]}…"
    try:
        with memory_limited(megabytes), _ended_after(seconds):
            yield
    except _OutOfTime:
        raise PageRefused(
            f"{name} took longer than {seconds:g} s to read; if you trust it, allow more with "
            "batch.deadline_ms"
        ) from None
    except MemoryError:
        raise PageRefused(describe_shortage(name, megabytes)) from None


@contextlib.contextmanager
def _ended_after(seconds: float) -> Iterator[None]:
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "setitimer"):
        yield
        return

    def end(_number: int, _frame: FrameType | None) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, end)
    # once more if Python was in a place that swallows it, such as a finalizer
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        # without a stderr there is nothing to write to
        faulthandler.dump_traceback_later(seconds + GRACE_S, exit=True)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)
