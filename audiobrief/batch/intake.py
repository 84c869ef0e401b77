"""Takes up the items of a list, and decides which of them a run has to read.

The others are unchanged, withdrawn, held back, listed twice, or not wanted in this run.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from audiobrief.batch.comparison import KEPT_AWAY, UNTOUCHED, Comparison
from audiobrief.batch.decisions import Decisions
from audiobrief.batch.events import Event, Kind, RunOptions
from audiobrief.batch.items import Failure, Item, Listed, Noted, ReadToEnd, Reason, Unlisted
from audiobrief.batch.journal import Journal
from audiobrief.batch.outcomes import Outcomes
from audiobrief.batch.read_ahead import Listing
from audiobrief.batch.retractions import STATUS, Retractions
from audiobrief.batch.row import HAVE_EPISODE, Row, State
from audiobrief.batch.rows import note_held
from audiobrief.batch.schedule import Job
from audiobrief.batch.unchanged import mark_of
from audiobrief.episode.ownership import comparable
from audiobrief.filed.article import Status
from audiobrief.filed.holding import Hold, find_hold


class Intake:
    """The list of a run, read ahead in a thread, and what has been taken of it."""

    def __init__(
        self,
        listed: Iterable[Listed],
        *,
        journal: Journal,
        comparison: Comparison,
        decisions: Decisions,
        retractions: Retractions,
        outcomes: Outcomes,
        wishes: RunOptions,
        started: float,
    ) -> None:
        """`started` is in seconds since 1970; the other arguments are the run's own."""
        self._listing = Listing(iter(listed))
        self._journal = journal
        self._comparison = comparison
        self._decisions = decisions
        self._retractions = retractions
        self._outcomes = outcomes
        self._wishes = wishes
        self._started = started
        self._taken = 0
        self._postponed: list[Item] = []
        """Withdrawals of stories that are in work."""
        self.seen = 0
        """How many items were taken from the list."""
        self.is_over = False
        """Whether nothing more is taken from the list."""
        self.listed: int | None = None
        """The number of items in the list; None until it was read to its end."""

    @property
    def has_some(self) -> bool:
        """Whether `take` would return an item at once."""
        return not self.is_over and self._listing.has_some

    def wait(self, timeout_s: float | None) -> None:
        """Wait until more of the list has come, it has ended, or the time is over."""
        self._listing.wait(timeout_s)

    def close(self) -> None:
        """Stop reading the list."""
        self._listing.close()

    def take(self) -> Listed | None:
        """The next item of the list; None if it has not come yet, or there are no more."""
        if self.is_over:
            return None
        listed = self._listing.take()
        if listed is not None:
            self.seen += 1
        elif self._listing.is_over:
            self._end()
        return listed

    def _end(self) -> None:
        self.is_over = True
        self.listed = self.seen

    def add_feed(self, articles: Iterator[Listed]) -> None:
        """List the articles of an item that turned out to be a feed, in its place."""
        self._taken -= 1
        if self._wishes.limit is not None and self._taken >= self._wishes.limit:
            return
        self._listing.add(articles)
        self.is_over, self.listed = False, None

    def take_postponed(self) -> Iterator[Event | Job]:
        """Take up the withdrawals that came while their stories were in work."""
        postponed, self._postponed = self._postponed, []
        for item in postponed:
            yield from self.take_up(item)

    def take_up(self, listed: Listed) -> Iterator[Event | Job]:
        """The events of an item that need not be read, or a job to read it."""
        if isinstance(listed, Noted):
            yield Event(Kind.WARNING, Row(listed.source, listed.source), listed.message)
        elif isinstance(listed, ReadToEnd):
            self.seen -= 1
            yield from self._follow(listed)
        elif isinstance(listed, Unlisted):
            if not self._wishes.only:
                yield self._fail(listed)
        else:
            yield from self._take_up_item(listed)

    def _take_up_item(self, item: Item) -> Iterator[Event | Job]:
        if item.list:
            self._retractions.note_named(item.id)
        if not self._is_wanted(item):
            return
        if item.is_withdrawn and self._is_in_work(item):
            self._postponed.append(item)
            return
        row = self._find_row(item)
        is_done = row.ended >= self._started and not (
            item.is_withdrawn and row.state in HAVE_EPISODE
        )
        if item.id in self._outcomes.in_work or is_done:
            return  # listed twice
        if self._retractions.find(identity=item.id, url=item.url) is not None:
            yield Event(Kind.KEPT_AWAY, row, why=KEPT_AWAY)
            return
        if row.id == item.id:
            self._decisions.note_list(row, item)
        hold = find_hold(item.given)
        if hold is not None:
            yield self._take_back_or_hold(item, row, hold)
            return
        mark = mark_of(item)
        if self._wishes.retry_failed and row.state != State.FAILED:
            return
        is_as_marked = not self._wishes.force and mark and row.mark == mark
        noted = row.noted
        if is_as_marked and self._comparison.is_current(row):
            if row.noted != noted and not self._wishes.dry_run:
                self._journal.put(row)
            yield Event(Kind.SKIPPED, row, why=UNTOUCHED)
            return
        if self._wishes.limit is not None and self._taken >= self._wishes.limit:
            self._end()
            return
        self._taken += 1
        self._outcomes.begin(item)
        row.source, row.title = item.source, row.title or item.title
        yield Job(item, row, mark)

    def _fail(self, unlisted: Unlisted) -> Event:
        row = Row(unlisted.source, unlisted.source)
        job = Job(Item(unlisted.source, unlisted.source), row, "")
        failure = Failure(
            Reason.NOT_LISTED, unlisted.message, url=unlisted.url, path=unlisted.path
        )
        return self._outcomes.fail(job, failure)

    def _is_wanted(self, item: Item) -> bool:
        only = self._wishes.only
        return not only or item.id in only or item.source in only

    def _is_in_work(self, withdrawn: Item) -> bool:
        """Whether the story that a list withdraws is being made; it may have another id there."""
        url, in_work = comparable(withdrawn.url), self._outcomes.in_work
        return withdrawn.id in in_work or bool(url and url in in_work.values())

    def _find_row(self, item: Item) -> Row:
        """The item's row, or that of the episode which its list withdraws under another id."""
        row = self._journal.get(item.id)
        url = comparable(item.url)
        if item.is_withdrawn and url and (row is None or row.state not in HAVE_EPISODE):
            row = self._journal.find_made(url=url, text_digest="", but=item.id) or row
        return row or Row(item.id, item.source)

    def _take_back_or_hold(self, item: Item, row: Row, hold: Hold) -> Event:
        if item.is_withdrawn:
            if row.id == item.id:
                row.source, row.title = item.source, row.title or item.title
            event = self._decisions.take_back(Job(item, row, ""), STATUS)
            if event is not None:
                if event.kind is Kind.ASKED and not self._wishes.dry_run:
                    self._journal.put(row)
                return event
        return self._hold(item, row, hold)

    def _hold(self, item: Item, row: Row, hold: Hold) -> Event:
        """Leave an article that may not be published now; an episode that it has stays."""
        message = f"not made: {hold.why}"
        if row.state in {*HAVE_EPISODE, State.DUPLICATE}:
            asked = None
            if hold.status is Status.DRAFT and row.state in HAVE_EPISODE:
                asked = self._decisions.ask_about_draft(row)
            # a correction under embargo waits, and the episode before it stays
            return asked or Event(Kind.HELD, row, f"not made again: {hold.why}")
        row.source, row.title = item.source, item.title or row.title
        note_held(row, message)
        row.ended = max(time.time(), self._started)
        if not self._wishes.dry_run:
            self._journal.put(row)
        return Event(Kind.HELD, row, message)

    def _follow(self, listed: ReadToEnd) -> Iterator[Event | Job]:
        for found in self._decisions.look_for_missing(listed):
            if isinstance(found, Event):
                yield found
            elif found.item.id not in self._outcomes.in_work:
                self._outcomes.begin(found.item)
                yield found
