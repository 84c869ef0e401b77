"""Jobs that are not in work: until their host may be asked again, or their next try is due."""

from __future__ import annotations

import heapq
import itertools
import math
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from audiobrief.batch.budget import Grant
from audiobrief.batch.items import Item, Read
from audiobrief.batch.journal import Row

MOST = 5_000
"""Jobs that wait at once, some 5 MB of them; past that the list is not read on."""
MANY_HOSTS = 1_000
"""Hosts that are remembered before those are forgotten whose pause is over."""


@dataclass(slots=True)
class Job:
    """One article on its way."""

    item: Item
    row: Row
    mark: str
    read: Read | None = None
    why: str = ""
    """Why it is made, once it was read."""
    tries: int = 0
    lost: int = 0
    folder: str = ""
    claims: tuple[str, ...] = ()
    grant: Grant | None = None
    """What it may send to a paid engine, while it is made."""
    same: list[Job] = field(default_factory=list)
    """The same article from other items, until it is known how this one ends."""


@dataclass(slots=True)
class _Host:
    active: int = 0
    """Requests that are not answered yet."""
    free_at: float = 0.0
    """When its pause is over, on the monotonic clock, seconds."""
    jobs: deque[Job] = field(default_factory=deque)
    is_met: bool = False
    """Whether it answered once: until then it is asked by one alone, while others start."""
    listed: bool = False
    """Whether it stands in `Waiting._turns`."""


class Waiting:
    """Who may be asked when: so many requests at once to a host, and a pause between two.

    Times are of the monotonic clock, seconds. The host whose pause is over for longest
    comes first, so that one host with many pages holds up no other.
    """

    def __init__(self, per_host: int, pause_s: float) -> None:
        self._per_host, self._pause_s = per_host, pause_s
        self._hosts: dict[str, _Host] = {}
        self._turns: list[tuple[float, int, str]] = []
        self._later: list[tuple[float, int, Job]] = []
        self._numbers = itertools.count()
        self._count = 0

    def __len__(self) -> int:
        """Jobs that wait."""
        return self._count + len(self._later)

    @property
    def is_full(self) -> bool:
        """Whether no more jobs should come."""
        return len(self) >= MOST

    def park(self, job: Job) -> None:
        """Until the job's host may be asked."""
        name = host_of(job.item)
        host = self._hosts.setdefault(name, _Host())
        host.jobs.append(job)
        self._count += 1
        self._give_turn(name, host)

    def delay(self, job: Job, until: float) -> None:
        """Until the job's next try is due."""
        heapq.heappush(self._later, (until, next(self._numbers), job))

    def take_page(self, now: float) -> Job | None:
        """A job whose host may be asked now; the request counts from here on."""
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
        """The request for an item's page came back."""
        name = host_of(item)
        host = self._hosts.get(name)
        if host is not None and host.active:
            host.active -= 1
            host.is_met = True
            self._give_turn(name, host)
            if len(self._hosts) > MANY_HOSTS:
                self._forget(now)

    def take_due(self, now: float) -> Job | None:
        """A job whose next try is due; one that fetches goes to its host's others first."""
        while self._later and self._later[0][0] <= now:
            job = heapq.heappop(self._later)[2]
            if job.read is None and job.item.is_on_web:
                self.park(job)
            else:
                return job
        return None

    def next_time(self, *, tries: bool, pages: bool) -> float:
        """When the next may be taken; infinity where only an answer changes anything.

        `tries`, `pages`: whether `take_due` and `take_page` would be called then.
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
        # a sitemap of a hosting service names a host an article
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.active or host.jobs or host.free_at > now
        }


def host_of(item: Item) -> str:
    """Whom an item's page is asked for; empty where the address is none."""
    try:
        return (urlsplit(item.url).hostname or "").lower()
    except ValueError:
        return ""
