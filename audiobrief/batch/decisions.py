"""What a run does with stories that were taken back, and with those that left their lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import msgspec

from audiobrief.batch.comparison import NOT_MADE
from audiobrief.batch.events import Event, Kind, RunOptions
from audiobrief.batch.items import Item, ReadToEnd
from audiobrief.batch.journal import Journal
from audiobrief.batch.retractions import LEFT, NO_LONGER, NOINDEX, SAID, STATUS, Retractions
from audiobrief.batch.row import HAVE_EPISODE, Row
from audiobrief.batch.rows import note_withdrawn
from audiobrief.batch.schedule import Job
from audiobrief.filed.article import ArticleData


def _told_by(listed: Item) -> str:
    """What a list says of an item, for its row; "" if it says nothing."""
    if listed.hints is None:
        return ""
    return msgspec.json.encode(replace(listed.hints, body="")).decode()


def _data_in(told: str) -> ArticleData | None:
    """What was noted by `_told_by`; None for nothing, or for what another version noted."""
    try:
        return msgspec.json.decode(told, type=ArticleData) if told else None
    except msgspec.DecodeError:
        return None


class Decisions:
    """Follows the producer's policy, and notes in the journal what came of it."""

    def __init__(
        self,
        retractions: Retractions,
        journal: Journal,
        wishes: RunOptions,
        started: float,
        end: Callable[[Job, Kind], Event],
    ) -> None:
        """`started` is in seconds since 1970; `end` writes a job's row when it has come to its end."""
        self._retractions = retractions
        self._journal = journal
        self._wishes = wishes
        self._started = started
        self._end = end

    def note_list(self, row: Row, listed: Item) -> None:
        """Note in an item's row which list names it, and that it does so again."""
        found = (listed.list, 0.0, int(listed.is_on_web), _told_by(listed))
        answered = row.question in {
            SAID[STATUS], SAID[LEFT].format(list=row.list), NO_LONGER
        }  # fmt: skip
        if found == (row.list, row.left, row.is_fetched, row.told) and not answered:
            return
        if answered:
            row.question = ""
        row.list, row.left, row.is_fetched, row.told = found
        if row.state and not self._wishes.dry_run:
            self._journal.put(row)

    def look_for_missing(self, listed: ReadToEnd) -> Iterator[Event | Job]:
        """Decide on the stories that left a list; yields jobs for those whose pages are asked for."""
        wishes = self._wishes
        if wishes.only or wishes.retry_failed or wishes.dry_run or wishes.limit is not None:
            return
        for missing in self._retractions.find_missing(
            self._journal, listed.list, self._started
        ):
            row = missing.row
            if row.ended >= self._started:
                continue
            if not row.left:
                row.left = self._started
                self._journal.put(row)
            told = Item(row.id, row.source, url=row.id, list=row.list, hints=_data_in(row.told))
            job = Job(told, row, "")
            event = self.take_back(job, LEFT) if missing.was_pulled else None
            if event is not None:
                yield event
            # without its feed, a page that cannot be had says nothing new
            is_followed = row.is_fetched and not row.is_feed_text
            if is_followed and (event is None or event.kind is Kind.ASKED):
                yield job

    def ask_about_draft(self, row: Row) -> Event | None:
        """Ask about a story that is made, and a draft again; None if a person chose to keep it."""
        if self._retractions.policy_for(row, STATUS) == "keep":
            return None
        row.question = NO_LONGER
        if not self._wishes.dry_run:
            self._journal.put(row)
        return Event(Kind.ASKED, row, NO_LONGER)

    def find_folders(self, job: Job, cause: str) -> tuple[str, ...]:
        """The folders of the output in which a story is published, whoever made them."""
        if job.row.state in HAVE_EPISODE:
            return (job.row.folder,)
        return self._retractions.find_published(job.row, cause, job.item.url)

    def take_back(self, job: Job, cause: str, said: str = "") -> Event | None:
        """Do what the policy says with a story that was taken back; None if it stays.

        A story that another journal or `audiobrief make` has published counts as made, too. After
        an event that asks about it, the run goes on with the story.
        """
        row = job.row
        said = said or SAID[cause].format(list=row.list)
        policy = self._retractions.policy_for(row, cause)
        if policy == "keep":
            return None
        folders = self.find_folders(job, cause)
        is_made = bool(folders)
        if is_made:
            row.folder = folders[0]
        # a page that was never made may say noindex for reasons of its own
        if policy == "ask" and cause == NOINDEX and not is_made:
            return None
        if policy == "ask" and is_made:
            row.question = said
            if not self._wishes.dry_run:
                self._journal.put(row)
            return Event(Kind.ASKED, row, said)
        if is_made and not self._wishes.dry_run:
            self._retractions.withdraw(row, said)
            for folder in folders[1:]:
                # an id has one tombstone; the others are recognised by address and text
                self._retractions.withdraw(replace(row, id="", folder=folder), said)
        shown = replace(row)
        note_withdrawn(row, said)
        if is_made:
            self._end(job, Kind.WITHDRAWN)
            return Event(Kind.WITHDRAWN, shown, said)
        self._end(job, Kind.KEPT_AWAY)
        return Event(Kind.KEPT_AWAY, shown, why=NOT_MADE.format(said=said))
