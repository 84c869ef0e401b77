"""Detaches a worker from the terminal, and ends it with its parent."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
from multiprocessing.connection import wait

from audiobrief.system.processes import LINUX, end_with_pipe


def leave_terminal() -> None:
    """Leave the terminal's session, so that Ctrl-C reaches the parent process alone.

    ffmpeg stops and closes its file on an interrupt, even if its parent ignores the signal.
    """
    if os.name == "posix":
        with contextlib.suppress(OSError):
            os.setsid()


def end_with_parent() -> None:
    """End this process when the process that started it ends for any reason.

    On Linux the kernel sends the signal when the pipe to the parent closes, so native code that
    holds the interpreter's lock cannot delay it. PR_SET_PDEATHSIG would not work, since a
    worker's parent is the fork server. On other systems a thread waits for the parent's end.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    if LINUX:
        end_with_pipe(parent.sentinel, os.getpid())
        # the parent may have ended before the signal was set up
        if wait([parent.sentinel], timeout=0):
            os._exit(1)
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent").start()
