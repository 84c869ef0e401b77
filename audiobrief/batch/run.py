"""One run over a list: what is skipped, what is made, what is tried again, what is said of it.

The run lives in one thread of one process and holds a few articles for each
worker, however long the list is. Everything it learns goes to the journal as
it is learned, so that a run that was killed is gone on with by the next.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from audiobrief.batch.items import (
    Answer,
    Failure,
    Item,
    Made,
    MakeTask,
    Read,
    ReadTask,
    Reason,
    Task,
    Unchanged,
    Unlisted,
)
from audiobrief.batch.journal import Journal, Row, State
from audiobrief.batch.pool import WINDOW, Pool
from audiobrief.batch.signs import SettingsSigns, mark_of
from audiobrief.config import Settings
from audiobrief.files import digest_of, slugify, sweep

MAX_PARKED = 200
"""Items held back for their hosts; past that the list is not read on."""
MAX_LOST = 10
"""How often an article outlives its worker before it is taken to be the cause."""
ENDED = {Reason.CRASH, Reason.DEADLINE, Reason.LOST}
"""A process that ended so had no time to clear up."""
MAX_BACK_OFF = 6
"""Doublings of the wait between two tries."""


class Kind(StrEnum):
    """What an event tells."""

    MADE = "made"
    FAILED = "failed"
    SKIPPED = "skipped"
    """Made before, and unchanged."""
    DUPLICATE = "duplicate"
    RETRIED = "retried"
    """It failed, and will be tried again in this run."""
    PLANNED = "planned"
    """A dry run would make it."""


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one article."""

    kind: Kind
    row: Row
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What this run is to do, beyond the settings."""

    force: bool = False
    """Make what is unchanged, too."""
    retry_failed: bool = False
    """Take up only what failed before."""
    only: frozenset[str] = frozenset()
    """Take up only items of these ids or sources; empty for all."""
    limit: int | None = None
    """Most articles to take up."""
    dry_run: bool = False
    """Read and count, and make nothing."""


EVERYTHING = Wishes()


@dataclass(slots=True)
class _Job:
    item: Item
    row: Row
    mark: str
    read: Read | None = None
    tries: int = 0
    lost: int = 0
    folder: str = ""
    claims: tuple[str, ...] = ()
    waiting: list[_Job] = field(default_factory=list)
    """The same article from other items, until it is known how this one ends."""


class Run:
    """Iterate it for its events; `close` ends what is in work."""

    def __init__(
        self,
        listed: Iterable[Item | Unlisted],
        journal: Journal,
        open_workers: Callable[[], Pool],
        settings: Settings,
        *,
        root: Path | None,
        wishes: Wishes = EVERYTHING,
    ) -> None:
        """`root`: the output where it is a folder of this machine, else None."""
        self._listed = iter(listed)
        self._journal = journal
        self._open_workers = open_workers
        self._batch = settings.batch
        self._root = root
        self._wishes = wishes
        self._signs = SettingsSigns(settings)
        self._started = time.time()
        self._pool: Pool | None = None
        self._jobs: dict[int, tuple[Task, _Job]] = {}
        self._ready: deque[tuple[Task, _Job]] = deque()
        self._delayed: list[tuple[float, int, _Job]] = []
        self._numbers = itertools.count()
        self._hosts = _Hosts(self._batch.per_host, self._batch.host_pause_ms / 1000)
        self._parked: deque[_Job] = deque()
        self._taken = 0
        self._seen = 0
        self.listed: int | None = None
        """Items of the list, once it was read to its end."""
        self._ids: set[str] = set()
        self._claims: dict[str, _Job] = {}
        self._folders: dict[str, str] = {}

    def __iter__(self) -> Iterator[Event]:
        """What becomes of each article, as it is known."""
        while True:
            yield from self._fill()
            if not self._jobs and not self._delayed and not self._parked:
                break
            if not self._jobs:
                time.sleep(self._wait_s() or 0.0)
                continue
            answered = self._workers.take(self._wait_s())
            if answered is not None:
                _, job = self._jobs.pop(id(answered[0]))
                yield from self._settle(job, *answered)

    def close(self) -> None:
        """End the workers, whatever they do, and clear what they had begun."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        for _, job in self._jobs.values():
            self._sweep(job)
        self._jobs.clear()

    def _sweep(self, job: _Job) -> None:
        """A process that was killed leaves what it had begun in its folder."""
        if self._root is not None and job.folder:
            sweep(self._root / job.folder)

    # ------------------------------------------------------------ handing out

    @property
    def _workers(self) -> Pool:
        if self._pool is None:
            self._pool = self._open_workers()
        return self._pool

    def _fill(self) -> Iterator[Event]:
        """Hand out tasks until every worker has one at hand, or there are no more."""
        while self._pool is None or len(self._jobs) < WINDOW * self._pool.workers:
            if self._ready:
                self._submit(*self._ready.popleft())
            elif job := self._due():
                again = job.read is not None
                self._submit(self._make_task(job) if again else self._read_task(job), job)
            elif len(self._parked) + len(self._delayed) >= MAX_PARKED:
                return
            else:
                listed = next(self._listed, None)
                if listed is None:
                    self.listed = self._seen
                    return
                self._seen += 1
                yield from self._take_up(listed)

    def _submit(self, task: Task, job: _Job) -> None:
        # the pool keeps the task, and so its identity is its own until it is answered
        self._jobs[id(task)] = (task, job)
        self._workers.submit(task)

    def _read_task(self, job: _Job) -> Task:
        fresh = self._wishes.force or not self._is_current(job.row)
        return ReadTask(job.item, "" if fresh else job.row.input_digest)

    def _due(self) -> _Job | None:
        """A job whose wait is over and whose host is free, or None."""
        now = time.monotonic()
        while self._delayed and self._delayed[0][0] <= now:
            job = heapq.heappop(self._delayed)[2]
            if job.read is not None:
                return job
            self._parked.append(job)
        for _ in range(len(self._parked)):
            job = self._parked.popleft()
            if self._hosts.enter(_host_of(job.item), now):
                return job
            self._parked.append(job)
        return None

    def _wait_s(self) -> float | None:
        """Until the next job may be due; None where only an answer changes anything."""
        times = [self._delayed[0][0]] if self._delayed else []
        times += [self._hosts.free_at(_host_of(job.item)) for job in self._parked]
        known = [moment for moment in times if moment != float("inf")]
        return max(0.0, min(known) - time.monotonic()) if known else None

    def _take_up(self, listed: Item | Unlisted) -> Iterator[Event]:
        if isinstance(listed, Unlisted):
            row = Row(listed.source, listed.source)
            job = _Job(Item(listed.source, listed.source), row, "")
            if not self._wishes.only:
                yield self._fail(job, Failure(Reason.NOT_LISTED, listed.message))
            return
        if not self._is_wanted(listed):
            return
        row = self._journal.get(listed.id) or Row(listed.id, listed.source)
        if listed.id in self._ids or row.ended >= self._started:
            return  # listed twice
        mark = mark_of(listed)
        if self._wishes.retry_failed and row.state != State.FAILED:
            return
        if not self._wishes.force and mark and row.mark == mark and self._is_current(row):
            yield Event(Kind.SKIPPED, row)
            return
        if self._wishes.limit is not None and self._taken >= self._wishes.limit:
            self._listed = iter(())
            return
        self._taken += 1
        self._ids.add(listed.id)
        row.source, row.title = listed.source, row.title or listed.title
        job = _Job(listed, row, mark)
        host = _host_of(listed)
        if host and not self._hosts.enter(host, time.monotonic()):
            self._parked.append(job)
        else:
            self._submit(self._read_task(job), job)

    def _is_wanted(self, item: Item) -> bool:
        only = self._wishes.only
        return not only or item.id in only or item.source in only

    def _is_current(self, row: Row) -> bool:
        """Whether the row's episode is there, and made with these settings."""
        if row.state not in {State.MADE, State.DUPLICATE}:
            return False
        if row.settings_digest != self._signs.digest_for(row.url):
            return False
        if self._root is None:
            return True
        folder = f"{self._root}{os.sep}{row.folder}{os.sep}"
        # os.stat is what a million articles can afford: 1 us, and Path four times that
        with contextlib.suppress(OSError):
            for name in msgspec.json.decode(row.files):
                os.stat(folder + name)  # noqa: PTH116 -- strings: ten thousand files a second run
            return True
        return False

    # --------------------------------------------------------------- answers

    def _settle(self, job: _Job, task: Task, answer: Answer) -> Iterator[Event]:
        if isinstance(task, ReadTask):
            self._hosts.leave(_host_of(job.item))
        if isinstance(answer, Failure):
            yield from self._settle_failure(job, answer)
        elif isinstance(answer, Unchanged):
            yield self._skip(job)
        elif isinstance(answer, Read):
            yield from self._settle_read(job, answer)
        else:
            yield from self._settle_made(job, answer)

    def _settle_failure(self, job: _Job, failure: Failure) -> Iterator[Event]:
        if failure.reason is Reason.LOST and job.lost < MAX_LOST:
            job.lost += 1
            self._again(job, 0.0)
            return
        job.tries += 1
        if failure.reason in ENDED:
            self._sweep(job)
        if failure.may_pass and job.tries <= self._batch.retries:
            wait = self._batch.retry_ms / 1000 * 2 ** min(job.tries - 1, MAX_BACK_OFF)
            self._again(job, wait)
            yield Event(Kind.RETRIED, job.row, f"{failure.message}; again in {wait:g} s")
            return
        waiting = self._release(job)
        yield self._fail(job, failure)
        for other in waiting:
            yield from self._plan(other)

    def _again(self, job: _Job, wait_s: float) -> None:
        if wait_s <= 0 and job.read is not None:
            self._ready.append((self._make_task(job), job))
            return
        moment = time.monotonic() + wait_s
        heapq.heappush(self._delayed, (moment, next(self._numbers), job))

    def _fail(self, job: _Job, failure: Failure) -> Event:
        row = job.row
        row.state, row.mark = State.FAILED, job.mark
        row.reason, row.message, row.detail = failure.reason, failure.message, failure.detail
        row.tries = job.tries
        return self._end(job, Kind.FAILED)

    def _skip(self, job: _Job) -> Event:
        job.row.mark = job.mark
        return self._end(job, Kind.SKIPPED)

    def _settle_read(self, job: _Job, read: Read) -> Iterator[Event]:
        row = job.row
        unchanged = (
            not self._wishes.force
            and self._is_current(row)
            and read.script_digest == row.script_digest
        )
        job.read = read
        row.title, row.url = read.title, read.url
        row.input_digest, row.script_digest = read.input_digest, read.script_digest
        row.text_digest = read.text_digest
        row.words, row.characters, row.read_ms = read.words, read.characters, read.read_ms
        row.dropped = msgspec.json.encode(read.dropped).decode()
        if unchanged:
            yield self._skip(job)
        elif self._wishes.dry_run:
            yield self._end(job, Kind.PLANNED)
        else:
            yield from self._plan(job)

    def _plan(self, job: _Job) -> Iterator[Event]:
        """Make the article, unless another item is the same one."""
        assert job.read is not None
        url = _comparable(job.read.url)
        made = self._journal.find_made(
            url=job.read.url if url else "", text_digest=job.read.text_digest, but=job.item.id
        )
        if made is not None:
            yield self._settle_duplicate(job, made)
            return
        job.claims = tuple(filter(None, (url, job.read.text_digest)))
        owner = next((self._claims[key] for key in job.claims if key in self._claims), None)
        if owner is not None:
            owner.waiting.append(job)
            return
        self._claims.update(dict.fromkeys(job.claims, job))
        job.folder = self._name_folder(job)
        self._folders[job.folder] = job.item.id
        self._ready.append((self._make_task(job), job))

    def _make_task(self, job: _Job) -> MakeTask:
        assert job.read is not None
        return MakeTask(job.read.manuscript, job.folder, job.read.cover)

    def _settle_made(self, job: _Job, made: Made) -> Iterator[Event]:
        row = job.row
        row.state, row.mark, row.tries = State.MADE, job.mark, job.tries + 1
        row.reason = row.message = row.detail = row.duplicate_of = ""
        row.settings_digest = self._signs.digest_for(row.url)
        row.folder, row.audio, row.note = made.folder, made.audio, made.note
        row.files = msgspec.json.encode(made.files).decode()
        row.duration_ms, row.audio_bytes = made.duration_ms, made.audio_bytes
        row.lufs, row.true_peak_dbtp = made.lufs, made.true_peak_dbtp
        row.engine, row.make_ms = made.engine, made.make_ms
        waiting = self._release(job)
        yield self._end(job, Kind.MADE)
        for other in waiting:  # they find this one in the journal
            yield from self._plan(other)

    def _settle_duplicate(self, job: _Job, made: Row) -> Event:
        row = job.row
        row.state, row.mark = State.DUPLICATE, job.mark
        row.reason = row.message = row.detail = ""
        row.duplicate_of, row.folder = made.id, made.folder
        row.audio, row.files = made.audio, made.files
        row.settings_digest = made.settings_digest
        return self._end(job, Kind.DUPLICATE)

    def _release(self, job: _Job) -> list[_Job]:
        for key in job.claims:
            if self._claims.get(key) is job:
                del self._claims[key]
        self._folders.pop(job.folder, None)
        waiting, job.waiting = job.waiting, []
        return waiting

    def _end(self, job: _Job, kind: Kind) -> Event:
        job.row.ended = time.time()
        self._ids.discard(job.item.id)
        if not self._wishes.dry_run:
            self._journal.put(job.row)
        return Event(kind, job.row, job.row.message)

    def _name_folder(self, job: _Job) -> str:
        """The headline's slug, with a digest where another article has that; kept for good."""
        row = job.row
        if row.folder and self._journal.owner_of(row.folder) in {"", row.id}:
            return row.folder
        name = slugify(row.title)
        owner = self._folders.get(name) or self._journal.owner_of(name)
        if (owner and owner != row.id) or (not owner and self._holds_other(name, row.url)):
            return f"{name}-{digest_of(row.url or row.id)}"
        return name

    def _holds_other(self, name: str, url: str) -> bool:
        """Whether an episode that no run made is in the way."""
        if self._root is None or not url:
            return False
        from audiobrief.errors import PublishError
        from audiobrief.publish import read_episode

        with contextlib.suppress(PublishError):
            return read_episode(self._root / name).article.url not in {"", url}
        return False


class _Hosts:
    """Who may be asked when: so many requests at once to a host, and a pause between two."""

    def __init__(self, most: int, pause_s: float) -> None:
        self._most, self._pause_s = most, pause_s
        self._active: dict[str, int] = {}
        self._next: dict[str, float] = {}

    def enter(self, host: str, now: float) -> bool:
        """Whether a request may go to it now; it counts from here on."""
        if not host:
            return True
        if self._active.get(host, 0) >= self._most or self._next.get(host, 0.0) > now:
            return False
        self._active[host] = self._active.get(host, 0) + 1
        self._next[host] = now + self._pause_s
        return True

    def leave(self, host: str) -> None:
        """A request came back."""
        if host in self._active:
            self._active[host] -= 1
            if not self._active[host]:
                del self._active[host]
                self._forget_past()

    def free_at(self, host: str) -> float:
        """When its pause is over; infinity while it has as many requests as it may."""
        if self._active.get(host, 0) >= self._most:
            return float("inf")
        return self._next.get(host, 0.0)

    def _forget_past(self) -> None:
        # a sitemap of a hosting service names a host an article
        if len(self._next) > 2 * MAX_PARKED:
            now = time.monotonic()
            self._next = {host: at for host, at in self._next.items() if at > now}


def _host_of(item: Item) -> str:
    if item.page is not None or item.path or not item.url:
        return ""
    return (urlsplit(item.url).hostname or "").lower()


def _comparable(url: str) -> str:
    """A canonical address that can tell articles apart, or nothing.

    Templates that name the front page as the canonical address of every page are common.
    """
    return url if url and urlsplit(url).path.strip("/") else ""
