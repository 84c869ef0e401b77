"""Remembers the robots.txt files of a run's sites, so that each is asked for once.

The processes of a run fetch pages of the same sites, on one machine or on several. So a file
travels with the tasks and the answers: a worker tells the run what it has asked for, and the run
tells it to the worker that fetches the next page of the site.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

KEPT_S = 3600
"""How long a robots.txt is used without asking the site, in seconds. RFC 9309 2.4 allows a day."""
FAILED_S = 60
"""How long a failure of the server (5xx) is remembered, in seconds. It closes the site (RFC 9309
2.3.1.4), so without this each page of a list would ask a server that is in trouble again; and a
run goes on with the site as soon as it is back."""
MOST_BYTES = 20_000_000
"""The most bytes of all that is remembered; the site used longest ago is forgotten first."""
OVERHEAD = 500
"""Bytes that a file takes besides its content; most sites have none, or a short one."""
MOST_SITES = 10_000
"""The most hosts of pages whose other hosts are remembered."""
MOST_OF_SITE = 8
"""The most files that go along with a page: those of its own host, of hosts that it was
redirected to, and of its pictures' hosts."""


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """What a site answered when it was asked for its robots.txt."""

    url: str
    status: int
    """The HTTP status."""
    body: bytes
    """The file, as much of it as is read; empty unless the status is 200."""
    asked: float
    """When it was asked for, in seconds since 1970."""


class RobotsMemory:
    """The files by their addresses. Threads may share it."""

    def __init__(self) -> None:
        self._files: OrderedDict[str, RobotsFile] = OrderedDict()
        self._of_site: dict[str, dict[str, None]] = {}
        """Host of a page -> addresses of the files that were needed for its pages."""
        self._new: list[RobotsFile] = []
        self._bytes = 0
        self._lock = threading.Lock()

    def find(self, url: str) -> RobotsFile | None:
        """The file at an address; None if it is not known, or was asked for too long ago."""
        with self._lock:
            found = self._files.get(url)
            if found is None:
                return None
            kept_s = KEPT_S if found.status < 500 else FAILED_S
            if not 0 <= time.time() - found.asked < kept_s:
                return None
            self._files.move_to_end(url)
            return found

    def note(self, url: str, status: int, body: bytes) -> None:
        """Remember what a site has just answered."""
        file = RobotsFile(url, status, body, time.time())
        self.keep([file])
        with self._lock:
            self._new.append(file)

    def take_new(self) -> tuple[RobotsFile, ...]:
        """What was noted since this was last called."""
        with self._lock:
            new, self._new = tuple(self._new), []
        return new

    def keep(self, files: Iterable[RobotsFile], host: str = "") -> None:
        """Remember files that another process has asked for, for a page of this host."""
        with self._lock:
            for file in files:
                self._forget(file.url)
                self._files[file.url] = file
                self._bytes += len(file.body) + OVERHEAD
                self._note_site(host, file.url)
            while self._bytes > MOST_BYTES:
                self._forget(next(iter(self._files)))

    def files_for(self, host: str, robots_url: str) -> tuple[RobotsFile, ...]:
        """The files that a page of this host may need; `robots_url` is that of its own."""
        urls = dict.fromkeys((robots_url, *self._of_site.get(host, ())))
        return tuple(filter(None, map(self.find, urls)))

    def _forget(self, url: str) -> None:
        gone = self._files.pop(url, None)
        if gone is not None:
            self._bytes -= len(gone.body) + OVERHEAD

    def _note_site(self, host: str, url: str) -> None:
        if not host:
            return
        of_site = self._of_site.setdefault(host, {})
        if len(of_site) < MOST_OF_SITE:
            of_site[url] = None
        if len(self._of_site) > MOST_SITES:
            del self._of_site[next(iter(self._of_site))]


_memory: RobotsMemory | None = None


def current() -> RobotsMemory | None:
    """The memory of the run that this process works for; None if there is none."""
    return _memory


@contextlib.contextmanager
def remembering(memory: RobotsMemory) -> Iterator[None]:
    """Use a memory for everything that this process fetches in the block."""
    global _memory  # noqa: PLW0603 -- pages are fetched in threads of their own, which get no context
    before, _memory = _memory, memory
    try:
        yield
    finally:
        _memory = before
