"""Lets the fork server and its workers go on if somebody has stopped them (SIGSTOP).

A stopped process ends no wait and closes no pipe, so nobody who waits for it hears of it: only
Linux's /proc tells (proc_pid_stat(5)). Elsewhere the deadline of the task that waits is what ends
the wait.
"""

from __future__ import annotations

import contextlib
import multiprocessing.process
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from audiobrief.system.processes import LINUX

LOOK_S = 1.0
"""Seconds between two looks. One takes about 20 µs for each process."""
CONTINUED_AT, ENDED_AT = 2, 3
"""The look in a row at which a stopped process is told to go on, and the one at which it is ended.

A terminal's Ctrl-Z stops this process, too, and `fg` lets all go on within one look. A process
that stops again at once, say because it reads from a terminal that is not its own, is ended: its
article is tried again.
"""
STOPPED = b"T"


class StoppedProcesses:
    """The processes that were found stopped, and how many looks ago."""

    def __init__(self) -> None:
        self._looks: dict[int, int] = {}

    def look(self, server: int) -> None:
        """Look at this process's fork server and at its workers. Raises nothing."""
        parents = {server: os.getpid(), **dict.fromkeys(_workers(), server)}
        stopped = [each for each, parent in parents.items() if _is_stopped(each, parent)]
        self._looks = {process: self._looks.get(process, 0) + 1 for process in stopped}
        for process, looks in self._looks.items():
            with contextlib.suppress(OSError):
                if looks >= ENDED_AT:
                    os.kill(process, signal.SIGKILL)
                elif looks >= CONTINUED_AT:
                    os.kill(process, signal.SIGCONT)


def watch_for_stopped(find_server: Callable[[], int | None]) -> None:
    """Look every second, in a thread, until this process ends; does nothing except on Linux."""
    if not LINUX:
        return
    found = StoppedProcesses()

    def watch() -> None:
        while True:
            time.sleep(LOOK_S)
            server = find_server()
            if server is not None:
                found.look(server)

    threading.Thread(target=watch, daemon=True, name="stopped").start()


def _is_stopped(process: int, parent: int) -> bool:
    """Whether a process is stopped and is still the child of `parent`.

    A process that has ended may have left its number to a stranger's.
    """
    with contextlib.suppress(OSError):
        # the name of the program comes first, in brackets, and may have brackets itself
        told = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return told[:2] == [STOPPED, b"%d" % parent]
    return False


def _workers() -> list[int]:
    # `active_children` would take the exit statuses, for which Pebble waits
    children = tuple(multiprocessing.process._children)  # type: ignore[attr-defined] # noqa: SLF001 -- multiprocessing has no other list of them
    return [child.pid for child in children if child.pid is not None]
