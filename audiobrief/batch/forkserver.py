"""Imported by the server that workers are forked from, and by nothing else.

Pebble (5.2) removes its semaphores before it ends its workers. One that is only starting when a
short run is over finds none, and would tell of that in a traceback on the user's terminal,
though nobody waits for it. What a worker raises later never comes here.
"""

from __future__ import annotations

import sys
import traceback
from multiprocessing import synchronize
from types import TracebackType


def _tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    frames = traceback.extract_tb(trace)
    semaphore = bool(frames) and frames[-1].filename == synchronize.__file__
    if kind is not FileNotFoundError or not semaphore:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _tell
