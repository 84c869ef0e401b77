"""Brings the articles of a run to their end: a state in the journal, and an event."""

from __future__ import annotations

import time
from dataclasses import replace

from audiobrief.batch.comparison import KEPT_AWAY
from audiobrief.batch.events import Event, Kind, RunOptions
from audiobrief.batch.folders import Folders
from audiobrief.batch.items import Failure, Item
from audiobrief.batch.journal import Journal
from audiobrief.batch.rows import note_failure, note_withdrawn
from audiobrief.batch.schedule import Job


class Outcomes:
    """Writes what became of each article, and knows which are still in work."""

    def __init__(
        self, journal: Journal, folders: Folders, wishes: RunOptions, started: float
    ) -> None:
        """`started` is in seconds since 1970; no row gets an earlier time."""
        self._journal = journal
        self._folders = folders
        self._wishes = wishes
        self._started = started
        self.in_work: dict[str, str] = {}
        """Id of an item in work -> its address, or an empty text."""

    def begin(self, item: Item) -> None:
        """Note that an item is in work from now on."""
        self.in_work[item.id] = item.url

    def end(self, job: Job, kind: Kind) -> Event:
        """The event of a job that has come to its end; its row is written."""
        job.row.ended = max(time.time(), self._started)
        self.in_work.pop(job.item.id, None)
        self._folders.free(job.row)
        if not self._wishes.dry_run:
            self._journal.put(job.row)
        return Event(kind, job.row, job.row.message)

    def fail(self, job: Job, failure: Failure) -> Event:
        """The event of a job that failed."""
        note_failure(job.row, failure)
        job.row.mark, job.row.tries = job.mark, job.tries
        return self.end(job, Kind.FAILED)

    def skip(self, job: Job, why: str, problem: str = "") -> Event:
        """The event of a job whose episode is up to date; `problem` says what may be newer."""
        if not problem:
            job.row.mark = job.mark
        return replace(self.end(job, Kind.SKIPPED), why=why, message=problem)

    def keep_away(self, job: Job, why: str = KEPT_AWAY) -> Event:
        """The event of a job whose story was withdrawn; its row says nothing more of the story."""
        note_withdrawn(job.row)
        return replace(self.end(job, Kind.KEPT_AWAY), why=why, message="")
