"""One run over a list: decides which articles are skipped, made, tried again or duplicates.

The run uses one thread of one process and holds a few articles for each worker,
however long the list is. It writes every result to the journal at once, so that
the next run continues where a killed one stopped.

    list --intake--> Job --dispatch--> workers --settling--> Event, in the journal by outcomes
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from audiobrief.batch.approval import Edited
from audiobrief.batch.comparison import Comparison
from audiobrief.batch.decisions import Decisions
from audiobrief.batch.dispatch import Dispatch
from audiobrief.batch.events import EVERYTHING, Event, RunOptions
from audiobrief.batch.folders import Folders
from audiobrief.batch.intake import Intake
from audiobrief.batch.items import Listed
from audiobrief.batch.journal import Journal
from audiobrief.batch.listed_feeds import list_found_feed
from audiobrief.batch.outcomes import Outcomes
from audiobrief.batch.retractions import Retractions
from audiobrief.batch.schedule import Job
from audiobrief.batch.settling import NOTHING_EDITED, Settling
from audiobrief.batch.workers import Workers
from audiobrief.fetch.robots_memory import RobotsMemory
from audiobrief.publish import Label
from audiobrief.settings.tree import Settings

AT_ONCE = 100
"""The most items taken from the list before the run looks for answers."""


class Run:
    """Iterate a run for its events; `close` ends the articles in work."""

    def __init__(
        self,
        listed: Iterable[Listed],
        journal: Journal,
        open_workers: Callable[[], Workers],
        settings: Settings,
        *,
        root: Path | None,
        list_folders: Callable[[], frozenset[str] | None] = lambda: None,
        find_label: Callable[[str], Label | None] = lambda _: None,
        retractions: Retractions | None = None,
        robots: RobotsMemory | None = None,
        edited: Mapping[str, Edited] = NOTHING_EDITED,
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
            find_label: returns the label of the episode in a folder of the output, or None; it may
                leave those of this machine out.
            retractions: what was withdrawn, and what happens to stories that are taken back.
            robots: the robots.txt files that this process asks for.
            edited: what editors of the desk let go, by the ids of the items.
            wishes: the options of the run.
        """
        # a clock may step back, and rows of earlier runs must be older than this run
        started = max(time.time(), journal.last_ended() + 0.001)
        retractions = retractions or Retractions(settings)
        comparison = Comparison(journal, settings, root, list_folders, reads_all=wishes.verify)
        folders = Folders(journal, find_label, is_unique=settings.batch.unique_names)
        outcomes = Outcomes(journal, folders, wishes, started)
        decisions = Decisions(retractions, journal, wishes, started, outcomes.end)
        self._dispatch = Dispatch(
            open_workers,
            settings,
            comparison,
            wishes,
            root=root,
            robots=robots or RobotsMemory(),
            edited=edited,
        )
        self._intake = Intake(
            listed,
            journal=journal,
            comparison=comparison,
            decisions=decisions,
            retractions=retractions,
            outcomes=outcomes,
            wishes=wishes,
            started=started,
        )
        self._settling = Settling(
            journal=journal,
            comparison=comparison,
            decisions=decisions,
            retractions=retractions,
            outcomes=outcomes,
            folders=folders,
            dispatch=self._dispatch,
            settings=settings,
            wishes=wishes,
            started=started,
            list_feed=lambda feed: self._intake.add_feed(list_found_feed(feed, settings)),
            root=root,
            edited=edited,
        )

    @property
    def listed(self) -> int | None:
        """The number of items in the list; None until it was read to its end."""
        return self._intake.listed

    def __iter__(self) -> Iterator[Event]:
        """The events of the articles as they happen."""
        intake, dispatch, settling = self._intake, self._dispatch, self._settling
        while True:
            nothing_comes = not (dispatch.will_read or intake.has_some)
            yield from settling.go_on_with_known(everything=nothing_comes)
            yield from self._fill()
            if intake.is_over and dispatch.is_idle and not settling.has_waiting:
                if settling.has_deferred:
                    yield from settling.settle_deferred()
                    continue
                yield from self._hand_out(intake.take_postponed())
                settling.store_sites()
                return
            reads_on = not intake.is_over and dispatch.wants_more
            answered = dispatch.take(
                intake.wait if reads_on else None, has_some=intake.has_some
            )
            if answered is not None:
                yield from settling.settle(*answered)

    def close(self) -> None:
        """End the workers at once, and remove the files of unfinished episodes."""
        self._intake.close()
        self._dispatch.close()

    def _fill(self) -> Iterator[Event]:
        """Hand out tasks until every worker has enough, or there are no more."""
        until = self._intake.seen + AT_ONCE
        while self._intake.seen < until:
            if self._dispatch.hand_out():
                continue
            listed = self._intake.take() if self._dispatch.wants_more else None
            if listed is None:
                return
            yield from self._hand_out(self._intake.take_up(listed))

    def _hand_out(self, found: Iterator[Event | Job]) -> Iterator[Event]:
        """The events among what was found; the jobs are handed out."""
        for each in found:
            if isinstance(each, Event):
                yield each
            else:
                self._dispatch.read(each)
