"""What a worker process owes the machine: its memory, its end, its terminal."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from multiprocessing.connection import wait

F_SETSIG = 10
"""fcntl(2), Linux: the signal that is sent in place of SIGIO. Python has no name for it."""
LINUX = sys.platform.startswith("linux")
BYTES_PER_MEGABYTE = 1_000_000


def leave_terminal() -> None:
    """Let an interrupt from the keyboard reach the parent alone.

    ffmpeg ends its file when it is interrupted, whatever its parent ignores.
    """
    if os.name == "posix":
        with contextlib.suppress(OSError):
            os.setsid()


def limit_memory(megabytes: int) -> None:
    """Let this process ask for no more than that; on Linux, where the limit holds.

    RLIMIT_DATA counts what is written to (since Linux 4.7); RLIMIT_AS also what is only
    reserved, of which threads, numerical libraries and graphics cards take gigabytes.
    """
    if megabytes and LINUX:
        import resource

        limit = megabytes * BYTES_PER_MEGABYTE
        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        if hard != resource.RLIM_INFINITY:
            limit = min(limit, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def end_with_parent() -> None:
    """End this process when the one that started it ends, however that ends.

    On Linux the kernel does it: the pipe to the parent is told to send SIGKILL when its
    other end closes, which native code that holds the interpreter's lock cannot delay.
    PR_SET_PDEATHSIG would not do: a worker's parent is the fork server, and for a
    spawned one it is the parent's thread. Elsewhere a thread waits for it.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if LINUX:
        import fcntl

        pipe = parent.sentinel
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
        # it may have ended before it was asked for
        if wait([pipe], timeout=0):
            os._exit(1)
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent").start()
