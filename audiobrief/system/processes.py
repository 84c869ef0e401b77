"""Processes that end with the one that started them, however that ends, and not later than asked.

Most programs end when the pipe that feeds them does; one that hangs, or is stopped, does not.
On Linux the kernel does it: a pipe is told to send SIGKILL to the process when its other end
closes, and whoever is killed closes it. PR_SET_PDEATHSIG would not do: it counts the thread
that started the process as its parent.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import subprocess

F_SETSIG = 10
"""fcntl(2), Linux: the signal that is sent in place of SIGIO. Python has no name for it."""
LINUX = sys.platform.startswith("linux")


@contextlib.contextmanager
def ended_after(seconds: float, end: Callable[[], Any]) -> Iterator[None]:
    """Call `end` from a thread of its own where the block takes longer than that.

    It is to end what the block waits for: kill a process, or close the way to it.
    """
    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def start_tied(
    command: Sequence[str], *, pass_fds: tuple[int, ...] = (), **options: Any
) -> subprocess.Popen[Any]:
    """Start a program that ends when this process does, or when what comes back is forgotten.

    Elsewhere than on Linux it is told by the end of its input alone.

    Raises:
        OSError: it cannot be started.
    """
    import subprocess

    if not LINUX:
        return subprocess.Popen(command, pass_fds=pass_fds, **options)
    theirs, ours = os.pipe()
    try:
        process = subprocess.Popen(command, pass_fds=(*pass_fds, theirs), **options)
    except BaseException:
        os.close(ours)
        raise
    else:
        # the program holds its end without knowing of it, and so the end outlives ours
        end_with_pipe(theirs, process.pid)
        weakref.finalize(process, os.close, ours)
        return process
    finally:
        os.close(theirs)


def end_with_pipe(pipe: int, process: int) -> None:
    """On Linux, have the kernel kill `process` when the other end of `pipe` closes."""
    import fcntl

    # a process that has ended already has no owner to be set (ESRCH)
    with contextlib.suppress(ProcessLookupError):
        fcntl.fcntl(pipe, fcntl.F_SETOWN, process)
        fcntl.fcntl(pipe, F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
