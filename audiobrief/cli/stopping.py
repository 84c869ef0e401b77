"""Ends a command alike however it is told to: Ctrl-C, SIGTERM or SIGHUP.

`kill`, systemd and containers send SIGTERM, a terminal that is closed sends SIGHUP. By default both
end Python at once, and what it was writing stays half done.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

STOPPING = ("SIGTERM", "SIGHUP")
"""Windows has no SIGHUP."""
AGAIN_S = 0.05
"""Seconds until a signal is sent again whose exception was lost: by then, what lost it is over."""


class Stopped(KeyboardInterrupt):
    """A signal told the process to stop; whatever ends at Ctrl-C ends at it alike."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


@contextlib.contextmanager
def stopped_alike() -> Iterator[None]:
    """Turn each signal of `STOPPING` into a `Stopped` in the main thread, inside the block."""
    if threading.current_thread() is not threading.main_thread():
        # only the main thread may set handlers; whoever calls a command from another keeps its own
        yield
        return
    numbers = [getattr(signal, name) for name in STOPPING if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    # `nohup` starts a command that ignores SIGHUP, and means it
    heard = [number for number in numbers if before[number] is not signal.SIG_IGN]
    is_stopping = False

    def stop(number: int, _frame: FrameType | None) -> None:
        nonlocal is_stopping
        # a shell and the system may both send one; the second must not cut the cleaning short
        if not is_stopping:
            is_stopping = True
            raise Stopped(number)

    def hear_again(number: int) -> None:
        nonlocal is_stopping
        is_stopping = False
        if hasattr(signal, "pthread_kill"):
            # in the main thread it ends a wait, too
            signal.pthread_kill(threading.main_thread().ident or 0, number)
        else:
            signal.raise_signal(number)

    for number in heard:
        signal.signal(number, stop)
    # the program leaves Ctrl-C to the system while it is being imported (`audiobrief.__main__`)
    is_left = signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    if is_left:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with _lost_ones_sent_again(hear_again):
            yield
    finally:
        for number in heard:
            signal.signal(number, before[number])
        if is_left:
            signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextlib.contextmanager
def _lost_ones_sent_again(send: Callable[[int], None]) -> Iterator[None]:
    """Send a signal again if Python dropped its exception.

    Python cannot raise out of a callback of a weak reference, a `__del__` or a callback from C:
    it prints the exception and goes on. Each import of a module calls such a callback (the lock
    of the module, `importlib._bootstrap`), so that a Ctrl-C in the first second was lost at
    times, and the command went on for ever.
    """
    before = sys.unraisablehook

    def hear(lost: sys.UnraisableHookArgs) -> None:
        if not isinstance(lost.exc_value, KeyboardInterrupt):
            before(lost)
            return
        # from another thread, since a signal that is raised here is dropped here
        timer = threading.Timer(AGAIN_S, send, [exit_code_of(lost.exc_value) - 128])
        timer.daemon = True
        timer.start()

    sys.unraisablehook = hear
    try:
        yield
    finally:
        sys.unraisablehook = before


def exit_code_of(interrupt: KeyboardInterrupt) -> int:
    """128 and the signal's number, as a shell reports it: 130 for Ctrl-C, 143 for SIGTERM."""
    return 128 + (interrupt.number if isinstance(interrupt, Stopped) else signal.SIGINT)
