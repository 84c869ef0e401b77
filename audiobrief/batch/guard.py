"""What a worker process owes the machine: its memory, its end, its terminal."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from multiprocessing.connection import wait

from audiobrief.system.processes import LINUX, end_with_pipe

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

    On Linux the kernel does it by the pipe to the parent, which native code that holds the
    interpreter's lock cannot delay. PR_SET_PDEATHSIG would not do: a worker's parent is the
    fork server. Elsewhere a thread waits for it.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if LINUX:
        end_with_pipe(parent.sentinel, os.getpid())
        # it may have ended before it was asked for
        if wait([parent.sentinel], timeout=0):
            os._exit(1)
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent").start()
