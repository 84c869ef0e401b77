"""Processes that end when their parent process ends for any reason, or when their time is over.

Most programs end when their input pipe closes, but not one that hangs or is stopped. On Linux
the kernel ends those, too: it sends SIGKILL to the process when the other end of a pipe closes,
and the kernel closes that end when the parent is killed. PR_SET_PDEATHSIG would not work: it
takes the thread that started the process for its parent.
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
"""Linux, fcntl(2): sets the signal to send in place of SIGIO. Python has no name for it."""
LINUX = sys.platform.startswith("linux")


@contextlib.contextmanager
def ended_after(seconds: float, end: Callable[[], Any]) -> Iterator[None]:
    """Call `end` in a thread of its own if the block takes longer than `seconds`.

    `end` must end what the block waits for: kill the process, or close the pipe to it.
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
    """Start a program that ends with this process, or when the returned `Popen` is collected.

    Except on Linux, only the end of its input tells the program to end.

    Raises:
        OSError: the program cannot be started.
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
        # the program inherits its end of the pipe, so that end stays open after ours is closed
        end_with_pipe(theirs, process.pid)
        weakref.finalize(process, os.close, ours)
        return process
    finally:
        os.close(theirs)


def end_with_pipe(pipe: int, process: int) -> None:
    """On Linux, have the kernel kill `process` when the other end of `pipe` closes."""
    import fcntl

    # F_SETOWN fails with ESRCH if the process has already ended
    with contextlib.suppress(ProcessLookupError):
        fcntl.fcntl(pipe, fcntl.F_SETOWN, process)
        fcntl.fcntl(pipe, F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
