"""One run over a list: decides which articles are skipped, made, tried again or duplicates.

The run uses one thread of one process and holds a few articles for each worker,
however long the list is. It writes every result to the journal at once, so that
the next run continues where a killed one stopped.
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from audiobrief.batch.budget import Budgets
from audiobrief.batch.comparison import SAME_PAGE, SAME_SCRIPT, UNTOUCHED, Comparison
from audiobrief.batch.events import EVERYTHING, Event, Kind, RunOptions
from audiobrief.batch.folders import Folders
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
from audiobrief.batch.read_ahead import Listing
from audiobrief.batch.rows import (
    comparable,
    keys_of,
    note_duplicate,
    note_failure,
    note_made,
    note_read,
    page_of,
)
from audiobrief.batch.schedule import Job, Waiting
from audiobrief.batch.sites import SiteMemory
from audiobrief.batch.unchanged import mark_of
from audiobrief.batch.workers import Lane, Workers, lane_of, room_of
from audiobrief.settings.tree import Settings
from audiobrief.system.files import sweep

MAX_LOST = 10
"""How many workers an article may lose before the article is taken to be the cause."""
ENDED = {Reason.CRASH, Reason.DEADLINE, Reason.LOST}
"""Failures that leave temporary files, because the process had no time to remove them."""
MAX_BACK_OFF = 6
"""How often the wait between two tries is doubled, at most."""
AT_ONCE = 100
"""The most items taken from the list before the run looks for answers."""
LOOK_S = 0.05
"""How often the run looks at a slow list while workers are idle, in seconds."""


class Run:
    """Iterate a run for its events; `close` ends the articles in work."""

    def __init__(
        self,
        listed: Iterable[Item | Unlisted],
        journal: Journal,
        open_workers: Callable[[], Workers],
        settings: Settings,
        *,
        root: Path | None,
        list_folders: Callable[[], frozenset[str] | None] = lambda: None,
        wishes: RunOptions = EVERYTHING,
    ) -> None:
        """Prepare a run; its workers start with the first task.

        Args:
            listed: the items of the list, read ahead in a thread.
            journal: the journal that is read and written.
            open_workers: starts the workers.
            settings: the settings of the run.
            root: the output if it is a folder on this machine, else None.
            list_folders: returns the folder names in a remote output; None if unknown.
            wishes: the options of the run.
        """
        self._listing = Listing(iter(listed))
        self._journal = journal
        self._open_workers = open_workers
        self._batch = settings.batch
        self._root = root
        self._wishes = wishes
        self._comparison = Comparison(journal, settings, root, list_folders)
        self._budgets = Budgets(settings)
        # a clock may step back, and rows of earlier runs must be older than this run
        self._started = max(time.time(), journal.last_ended() + 0.001)
        self._pool: Workers | None = None
        self._jobs: dict[int, tuple[Task, Job]] = {}
        self._loads: Counter[Lane] = Counter()
        self._ready: deque[tuple[Task, Job]] = deque()
        self._waiting = Waiting(self._batch.per_host, self._batch.host_pause_ms / 1000)
        self._taken = self._seen = 0
        self._over = False
        self.listed: int | None = None
        """The number of items in the list; None until it was read to its end."""
        self._ids: set[str] = set()
        self._claims: dict[str, Job] = {}
        self._folders = Folders(journal, root)
        self._sites = SiteMemory(journal, is_kept=not wishes.dry_run)

    def __iter__(self) -> Iterator[Event]:
        """The events of the articles as they happen."""
        while True:
            yield from self._go_on_with_known()
            yield from self._fill()
            if self._over and not (self._jobs or self._ready or self._waiting or self._sites):
                self._sites.store()
                break
            answered = self._rest()
            if answered is not None:
                task, answer = answered
                _, job = self._jobs.pop(id(task))
                self._loads[lane_of(task)] -= 1
                yield from self._settle(job, task, answer)

    def _rest(self) -> tuple[Task, Answer] | None:
        """Wait for an answer, a job that is due or more of the list; return the answer."""
        due = self._waiting.next_time(
            tries=self._has_room(Lane.DESK), pages=self._wants_pages()
        )
        wait_s = None if due == math.inf else max(0.0, due - time.monotonic())
        reads_on = not self._over and self._wants_more()
        if not self._jobs:
            if reads_on:
                self._listing.wait(wait_s)
            else:
                time.sleep(wait_s or 0.0)
            return None
        if reads_on:
            look_s = 0.0 if self._listing.has_some else LOOK_S
            wait_s = look_s if wait_s is None else min(wait_s, look_s)
        return self._workers.take(wait_s)

    def close(self) -> None:
        """End the workers at once, and remove the files of unfinished episodes."""
        self._listing.close()
        if self._pool is not None:
            self._pool.close()
            self._pool = None
        for _, job in self._jobs.values():
            self._sweep(job)
        self._jobs.clear()

    def _sweep(self, job: Job) -> None:
        """Remove the temporary files that a killed process left in the article's folder."""
        if self._root is not None and job.folder:
            sweep(self._root / job.folder)

    # ------------------------------------------------------------ handing out

    @property
    def _workers(self) -> Workers:
        if self._pool is None:
            self._pool = self._open_workers()
        return self._pool

    def _has_room(self, lane: Lane) -> bool:
        # workers start with the first task, so an unchanged list starts none
        return self._pool is None or self._loads[lane] < room_of(self._pool, lane)

    def _wants_pages(self) -> bool:
        """Whether to fetch another page; no, if enough articles already wait to be made."""
        if self._pool is None:
            return True
        return self._has_room(Lane.WEB) and len(self._ready) < room_of(self._pool, Lane.DESK)

    def _wants_more(self) -> bool:
        return self._has_room(Lane.DESK) and not self._waiting.is_full

    def _fill(self) -> Iterator[Event]:
        """Hand out tasks until every worker has enough, or there are no more."""
        until = self._seen + AT_ONCE
        while self._seen < until:
            now = time.monotonic()
            if self._ready and self._has_room(Lane.DESK):
                self._submit(*self._ready.popleft())
            elif self._has_room(Lane.DESK) and (job := self._waiting.take_due(now)):
                again = job.read is not None
                self._submit(self._make_task(job) if again else self._read_task(job), job)
            elif self._wants_pages() and (job := self._waiting.take_page(now)):
                self._submit(self._read_task(job), job)
            elif self._wants_more() and (listed := self._next_listed()) is not None:
                self._seen += 1
                yield from self._take_up(listed)
            else:
                return

    def _next_listed(self) -> Item | Unlisted | None:
        if self._over:
            return None
        listed = self._listing.take()
        if listed is None and self._listing.is_over:
            self._end_list()
        return listed

    def _end_list(self) -> None:
        self._over = True
        self.listed = self._seen

    def _submit(self, task: Task, job: Job) -> None:
        # the workers keep a reference to the task, so its id() stays unique until the answer
        self._jobs[id(task)] = (task, job)
        self._loads[lane_of(task)] += 1
        self._workers.submit(task)

    def _read_task(self, job: Job) -> Task:
        fresh = self._wishes.force or not self._comparison.is_current(job.row)
        known = None if fresh else page_of(job.row)
        estimate = self._wishes.dry_run or self._budgets.is_any
        if job.foreign:
            return ReadTask(job.item, None, estimate, job.foreign)
        return ReadTask(job.item, known, estimate)

    def _take_up(self, listed: Item | Unlisted) -> Iterator[Event]:
        if isinstance(listed, Unlisted):
            row = Row(listed.source, listed.source)
            job = Job(Item(listed.source, listed.source), row, "")
            if not self._wishes.only:
                failure = Failure(
                    Reason.NOT_LISTED, listed.message, url=listed.url, path=listed.path
                )
                yield self._fail(job, failure)
            return
        if not self._is_wanted(listed):
            return
        row = self._journal.get(listed.id) or Row(listed.id, listed.source)
        if listed.id in self._ids or row.ended >= self._started:
            return  # listed twice
        mark = mark_of(listed)
        if self._wishes.retry_failed and row.state != State.FAILED:
            return
        is_as_marked = not self._wishes.force and mark and row.mark == mark
        if is_as_marked and self._comparison.is_current(row):
            yield Event(Kind.SKIPPED, row, why=UNTOUCHED)
            return
        if self._wishes.limit is not None and self._taken >= self._wishes.limit:
            self._end_list()
            return
        self._taken += 1
        self._ids.add(listed.id)
        row.source, row.title = listed.source, row.title or listed.title
        job = Job(listed, row, mark)
        if listed.is_on_web:
            self._waiting.park(job)
        else:
            self._submit(self._read_task(job), job)

    def _is_wanted(self, item: Item) -> bool:
        only = self._wishes.only
        return not only or item.id in only or item.source in only

    # --------------------------------------------------------------- answers

    def _settle(self, job: Job, task: Task, answer: Answer) -> Iterator[Event]:
        if lane_of(task) is Lane.WEB:
            self._waiting.leave(job.item, time.monotonic())
        if job.grant is not None and isinstance(answer, Made | Failure):
            self._budgets.settle(job.grant, answer)
            job.grant = None
        if isinstance(answer, Failure):
            yield from self._settle_failure(job, answer)
        elif isinstance(answer, Unchanged):
            yield self._skip(job, SAME_PAGE)
        elif isinstance(answer, Read):
            if answer.sighting is None or job.foreign is not None:
                yield from self._settle_read(job, answer)
            else:
                self._sites.add(job, answer, answer.sighting)
        else:
            yield from self._settle_made(job, answer)

    def _go_on_with_known(self) -> Iterator[Event]:
        """Go on with the pages whose sites are known, some of which are read again."""
        reading = any(isinstance(task, ReadTask) for task, _ in self._jobs.values())
        more = not self._over and self._listing.has_some
        for known in self._sites.take(everything=not (reading or self._waiting or more)):
            job, read = known.job, known.read
            job.foreign = known.foreign
            if not job.foreign:
                yield from self._settle_read(job, read)
            elif job.item.is_on_web:
                self._waiting.park(job)
            else:
                self._submit(self._read_task(job), job)

    def _settle_failure(self, job: Job, failure: Failure) -> Iterator[Event]:
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
        same = self._release(job)
        yield self._fail(job, failure)
        for other in same:
            yield from self._plan(other)

    def _again(self, job: Job, wait_s: float) -> None:
        if wait_s <= 0 and job.read is not None:
            self._ready.append((self._make_task(job), job))
            return
        self._waiting.delay(job, time.monotonic() + wait_s)

    def _fail(self, job: Job, failure: Failure) -> Event:
        note_failure(job.row, failure)
        job.row.mark, job.row.tries = job.mark, job.tries
        return self._end(job, Kind.FAILED)

    def _skip(self, job: Job, why: str) -> Event:
        job.row.mark = job.mark
        return replace(self._end(job, Kind.SKIPPED), why=why)

    def _settle_read(self, job: Job, read: Read) -> Iterator[Event]:
        row = job.row
        unchanged = (
            not self._wishes.force
            and self._comparison.is_current(row)
            and read.script_digest == row.script_digest
        )
        job.read = read
        job.why = self._comparison.explain(row, read, force=self._wishes.force)
        note_read(row, read)
        if unchanged:
            yield self._skip(job, SAME_SCRIPT)
        else:
            yield from self._plan(job)

    def _plan(self, job: Job) -> Iterator[Event]:
        """Make the article, unless another item is the same one."""
        assert job.read is not None
        job.claims = keys_of(job.read)
        owner = next((self._claims[key] for key in job.claims if key in self._claims), None)
        made = self._journal.find_made(
            url=comparable(job.read.url), text_digest=job.read.text_digest, but=job.item.id
        )
        if made is None and owner is not None and self._wishes.dry_run:
            made = owner.row  # a real run would have made it by then
        if made is not None:
            yield self._settle_duplicate(job, made)
            return
        if owner is not None:
            owner.same.append(job)
            return
        self._claims.update(dict.fromkeys(job.claims, job))
        if self._wishes.dry_run:
            yield self._foresee(job, job.read)
            return
        job.folder = self._folders.name(job.row)
        self._ready.append((self._make_task(job), job))

    def _foresee(self, job: Job, read: Read) -> Event:
        job.read = None  # the job stays in `_claims`, and would keep the page in memory
        job.row.duration_ms = read.expected_ms
        return replace(self._end(job, Kind.PLANNED), unspoken=read.unspoken, why=job.why)

    def _make_task(self, job: Job) -> MakeTask:
        assert job.read is not None
        task = MakeTask(job.read.manuscript, job.folder, job.read.cover)
        job.grant = grant = self._budgets.grant(job.read)
        if grant is None:
            return task
        return replace(task, allowance=grant.characters, without=grant.without)

    def _settle_made(self, job: Job, made: Made) -> Iterator[Event]:
        note_made(job.row, made)
        job.row.why = job.why
        self._comparison.sign(job.row)
        job.row.mark, job.row.tries = job.mark, job.tries + 1
        same = self._release(job)
        yield replace(self._end(job, Kind.MADE), why=job.why)
        for other in same:  # they find this article in the journal
            yield from self._plan(other)

    def _settle_duplicate(self, job: Job, made: Row) -> Event:
        note_duplicate(job.row, made)
        job.row.mark = job.mark
        return self._end(job, Kind.DUPLICATE)

    def _release(self, job: Job) -> list[Job]:
        for key in job.claims:
            if self._claims.get(key) is job:
                del self._claims[key]
        self._folders.free(job.folder)
        same, job.same = job.same, []
        return same

    def _end(self, job: Job, kind: Kind) -> Event:
        job.row.ended = max(time.time(), self._started)
        self._ids.discard(job.item.id)
        if not self._wishes.dry_run:
            self._journal.put(job.row)
        return Event(kind, job.row, job.row.message)
