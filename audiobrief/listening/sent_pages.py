"""The addresses whose pages a browser has sent, as its reader sees them.

A site may show less of such a page to a program that asks for it (a login, scripts), so what a
feed names is not read from its address any longer.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from audiobrief.system.files import read_regular
from audiobrief.system.locations import INTERNAL

SENT = f"{INTERNAL}/sent.txt"
"""A line for each address, relative to the folder of episodes."""


class SentPages:
    """The addresses whose pages were sent; ask with `in`."""

    def __init__(self, root: Path) -> None:
        self._path = root / SENT
        self._known: set[str] = set()
        with contextlib.suppress(OSError):
            self._known = set(read_regular(self._path).decode("utf-8").splitlines())

    def __contains__(self, identity: str) -> bool:
        return identity in self._known

    def add(self, identity: str) -> None:
        """Remember an address. What cannot be written is forgotten at the end of the process."""
        if identity in self._known or "\n" in identity:
            return
        self._known.add(identity)
        with contextlib.suppress(OSError):
            # a pipe that nobody reads would be waited for
            how = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
            handle = os.open(self._path, how, 0o666)
            with os.fdopen(handle, "a", encoding="utf-8") as file:
                file.write(f"{identity}\n")
