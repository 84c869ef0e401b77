"""Jobs that wait until their host may be asked again, or until their next try is due."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from audiobrief.batch.approval import place_of
from audiobrief.batch.budget import Grant
from audiobrief.batch.items import Item, Read
from audiobrief.batch.row import Row

MOST = 5_000
"""The most waiting jobs, some 5 MB; at that number the run reads no further in the list."""
MANY_HOSTS = 1_000
"""Hosts to remember before idle ones, whose pause is over, are forgotten."""


@dataclass(slots=True)
class Job:
    """One article in a run, from the list to its final event."""

    item: Item
    row: Row
    mark: str
    read: Read | None = None
    why: str = ""
    """Why it is made; empty until it was read."""
    is_same_page: bool = False
    """Whether its page is the one that was read for the version before."""
    tries: int = 0
    lost: int = 0
    folder: str = ""
    waits: bool = False
    """Whether its episode is published only when somebody approved it."""
    formerly: str | None = None
    """The identity of the article's last episode; None if it has none."""
    claims: tuple[str, ...] = ()
    grant: Grant | None = None
    """What it may send to a paid engine while it is made."""
    foreign: frozenset[str] | None = None
    """Digests of lines of other pages of its site, without which it is read again; None until
    its site was asked."""
    same: list[Job] = field(default_factory=list)
    """Jobs of other items with the same article, which wait for the outcome of this one."""

    @property
    def place(self) -> str:
        """Where its episode is made, relative to the output."""
        return place_of(self.folder) if self.waits else self.folder


@dataclass(slots=True)
class _Host:
    active: int = 0
    """Requests without an answer yet."""
    free_at: float = 0.0
    """When its pause is over, in seconds of the monotonic clock."""
    jobs: deque[Job] = field(default_factory=deque)
    is_met: bool = False
    """Whether it has answered once; until then only one request at a time is sent."""
    listed: bool = False
    """Whether it is in `Waiting._turns`."""


class Waiting:
    """Limits the requests to each host: how many at once, and the pause between two.

    Times are in seconds of the monotonic clock. The host whose pause ended first comes first,
    so that one host with many pages does not delay the others.
    """

    def __init__(self, per_host: int, pause_s: float) -> None:
        self._per_host, self._pause_s = per_host, pause_s
        self._hosts: dict[str, _Host] = {}
        self._turns: list[tuple[float, int, str]] = []
        self._later: list[tuple[float, int, Job]] = []
        self._numbers = itertools.count()
        self._count = 0

    def __len__(self) -> int:
        """The number of waiting jobs."""
        return self._count + len(self._later)

    @property
    def is_full(self) -> bool:
        """Whether the run should add no more jobs."""
        return len(self) >= MOST

    def park(self, job: Job) -> None:
        """Let a job wait until its host may be asked."""
        name = host_of(job.item)
        host = self._hosts.setdefault(name, _Host())
        host.jobs.append(job)
        self._count += 1
        self._give_turn(name, host)

    def delay(self, job: Job, until: float) -> None:
        """Let a job wait until its next try is due at `until`."""
        heapq.heappush(self._later, (until, next(self._numbers), job))

    def take_page(self, now: float) -> Job | None:
        """A job whose host may be asked now, or None; it counts as an open request at once."""
        if not self._turns or self._turns[0][0] > now:
            return None
        _, _, name = heapq.heappop(self._turns)
        host = self._hosts[name]
        host.listed = False
        job = host.jobs.popleft()
        self._count -= 1
        host.active += 1
        host.free_at = now + self._pause_s
        self._give_turn(name, host)
        return job

    def leave(self, item: Item, now: float) -> None:
        """Note that the request for an item's page was answered."""
        name = host_of(item)
        host = self._hosts.get(name)
        if host is not None and host.active:
            host.active -= 1
            host.is_met = True
            self._give_turn(name, host)
            if len(self._hosts) > MANY_HOSTS:
                self._forget(now)

    def take_due(self, now: float) -> Job | None:
        """A job whose next try is due, or None; a page of the web then waits for its host."""
        while self._later and self._later[0][0] <= now:
            job = heapq.heappop(self._later)[2]
            if job.read is None and job.item.is_on_web:
                self.park(job)
            else:
                return job
        return None

    def next_time(self, *, tries: bool, pages: bool) -> float:
        """When the next job can be taken; infinity if none can before the next answer.

        `tries` and `pages` say whether `take_due` and `take_page` would be called then.
        """
        later = self._later[0][0] if tries and self._later else math.inf
        turn = self._turns[0][0] if pages and self._turns else math.inf
        return min(later, turn)

    def _give_turn(self, name: str, host: _Host) -> None:
        most = self._per_host if host.is_met else 1
        if host.jobs and not host.listed and host.active < most:
            host.listed = True
            heapq.heappush(self._turns, (host.free_at, next(self._numbers), name))

    def _forget(self, now: float) -> None:
        # the sitemap of a hosting service may have another host for every article
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.active or host.jobs or host.free_at > now
        }


def host_of(item: Item) -> str:
    """The host of an item's address in lower case; empty if the address is invalid."""
    try:
        return (urlsplit(item.url).hostname or "").lower()
    except ValueError:
        return ""
