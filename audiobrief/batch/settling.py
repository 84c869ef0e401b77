"""Settles the answers of the workers: what was read is made, or is up to date, or is a duplicate."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from audiobrief.batch.approval import Edited, Waiting, begin_waiting, keep_waiting
from audiobrief.batch.comparison import (
    AT_DESK,
    GONE_KEPT,
    KEPT_AWAY,
    LIKE_WITHDRAWN,
    NO_ANSWER,
    SAME_PAGE,
    SAME_SCRIPT,
    Comparison,
)
from audiobrief.batch.decisions import Decisions
from audiobrief.batch.dispatch import Dispatch, is_first_reading
from audiobrief.batch.events import Event, Kind, RunOptions
from audiobrief.batch.folders import Folders
from audiobrief.batch.items import (
    Answer,
    Failure,
    Made,
    Read,
    Reason,
    Task,
    Unchanged,
)
from audiobrief.batch.journal import Journal
from audiobrief.batch.outcomes import Outcomes
from audiobrief.batch.retractions import GONE, NOINDEX, Retractions
from audiobrief.batch.row import HAVE_EPISODE, Row, State
from audiobrief.batch.rows import (
    digests_of,
    is_saved_over,
    keys_of,
    note_duplicate,
    note_made,
    note_read,
)
from audiobrief.batch.schedule import Job
from audiobrief.batch.sites import SiteMemory
from audiobrief.episode.ownership import comparable, identify
from audiobrief.fetch.xml import Document
from audiobrief.publish.register import describe_likeness
from audiobrief.settings.tree import Settings

NOTHING_EDITED: Mapping[str, Edited] = MappingProxyType({})
MAX_LOST = 10
"""How many workers an article may lose before the article is taken to be the cause."""
ENDED = {Reason.CRASH, Reason.DEADLINE, Reason.LOST}
"""Failures that leave temporary files, because the process had no time to remove them."""
UNFETCHED = {Reason.NOT_FOUND, Reason.REFUSED, Reason.UNREACHABLE, Reason.UNREADABLE}
"""Failures of a page in whose place the text in its feed is read."""
READ_FEED = "{said}; the text in its feed was read instead"
MAX_BACK_OFF = 6
"""How often the wait between two tries is doubled, at most."""


class Settling:
    """Takes each article from what a worker answered to its next step, or to its end."""

    def __init__(
        self,
        *,
        journal: Journal,
        comparison: Comparison,
        decisions: Decisions,
        retractions: Retractions,
        outcomes: Outcomes,
        folders: Folders,
        dispatch: Dispatch,
        settings: Settings,
        wishes: RunOptions,
        started: float,
        list_feed: Callable[[Document], None],
        root: Path | None = None,
        edited: Mapping[str, Edited] = NOTHING_EDITED,
    ) -> None:
        """Prepare; nothing is settled yet.

        `list_feed` lists the articles of a feed that was fetched as a page; `edited` has what
        editors of the desk let go, by the ids of the items.
        """
        self._journal = journal
        self._comparison = comparison
        self._decisions = decisions
        self._retractions = retractions
        self._outcomes = outcomes
        self._folders = folders
        self._dispatch = dispatch
        self._settings = settings
        self._batch = settings.batch
        self._root = root
        self._edited = edited
        self._edited_keys = {
            key
            for each in edited.values()
            for key in (comparable(each.url), each.text_digest)
            if key
        }
        self._wishes = wishes
        self._started = started
        self._list_feed = list_feed
        self._claims: dict[str, Job] = {}
        self._deferred: list[Job] = []
        """Changed duplicates of items that may have changed in the same way."""
        self._sites = SiteMemory(journal, is_kept=not wishes.dry_run)

    @property
    def has_waiting(self) -> bool:
        """Whether pages wait until their sites are known."""
        return bool(self._sites)

    @property
    def has_deferred(self) -> bool:
        """Whether articles wait for the end of all others."""
        return bool(self._deferred)

    def store_sites(self) -> None:
        """Write what was learned of sites into the journal."""
        self._sites.store()

    def settle(self, job: Job, task: Task, answer: Answer) -> Iterator[Event]:
        """The events of an answer; what follows from it is handed out."""
        if is_first_reading(task, job):
            for other, read in self._dispatch.end_reading(job, answer):
                yield from self._settle_first_reading(other, read)
        if isinstance(answer, Failure):
            yield from self._settle_failure(job, answer)
        elif isinstance(answer, Unchanged):
            yield from self._settle_unchanged(job, answer)
        elif isinstance(answer, Made):
            yield from self._settle_made(job, answer)
        elif job.foreign is not None:
            yield from self._settle_read(job, answer)

    def go_on_with_known(self, *, everything: bool) -> Iterator[Event]:
        """Go on with the pages whose sites are known, some of which are read again.

        With `everything`, no page is left to wait for others of its site.
        """
        for known in self._sites.take(everything=everything):
            job, read = known.job, known.read
            job.foreign = known.foreign
            if not job.foreign:
                yield from self._settle_read(job, read)
            else:
                self._dispatch.read(job)

    def settle_deferred(self) -> Iterator[Event]:
        """Settle the articles that waited for the end of all others."""
        deferred, self._deferred = self._deferred, []
        for job in deferred:
            yield from self._plan(job)

    # --------------------------------------------------------------- reading

    def _settle_first_reading(self, job: Job, read: Read) -> Iterator[Event]:
        if not self._wishes.dry_run:
            self._folders.claim(job.row, read)
        if read.sighting is None:
            yield from self._settle_read(job, read)
        else:
            self._sites.add(job, read, read.sighting)

    def _settle_unchanged(self, job: Job, answer: Unchanged) -> Iterator[Event]:
        job.row.says_noindex = int(answer.says_noindex)
        if answer.says_noindex:
            event = self._decisions.take_back(job, NOINDEX)
            if event is not None:
                yield event
                if event.kind is not Kind.ASKED:
                    return
        elif not answer.problem:
            job.row.question = ""
        yield self._outcomes.skip(job, SAME_PAGE, answer.problem)

    def _settle_read(self, job: Job, read: Read) -> Iterator[Event]:
        row = job.row
        is_other = is_saved_over(job.item, row.url, read.url)
        job.formerly = identify(row.url, row.id) if row.folder and not is_other else None
        stone = self._retractions.find(
            url=comparable(read.url),
            text_digest=read.text_digest,
            # another story's withdrawal says nothing of one that is on the site by itself
            body_digest="" if row.state == State.MADE else read.body_digest,
        )
        if stone is not None:
            like = describe_likeness(
                stone, identity=row.id, url=comparable(read.url), text_digest=read.text_digest
            )
            why = LIKE_WITHDRAWN.format(said=like, name=stone.name) if like else KEPT_AWAY
            yield self._outcomes.keep_away(job, why)
            return
        if read.says_noindex:
            event = self._decisions.take_back(job, NOINDEX)
            if event is not None:
                yield event
                if event.kind is not Kind.ASKED:
                    return
        elif not read.problem:
            row.question = ""
        if self._is_as_edited(row, read):
            note_read(row, read)
            if not self._wishes.dry_run:
                self._comparison.sign(row)
            yield self._outcomes.skip(job, AT_DESK, read.problem)
            return
        unchanged = (
            not self._wishes.force
            and read.script_digest == row.script_digest
            and self._comparison.is_current_but_for_reading(row)
        )
        job.read = read
        job.why = self._comparison.explain(row, read, force=self._wishes.force)
        job.is_same_page = digests_of(read.page)[0] == row.page_digest
        note_read(row, read)
        row.is_feed_text = int(job.item.is_feed_text)
        if unchanged:
            if not self._wishes.dry_run:
                self._comparison.sign(row)
            yield self._outcomes.skip(job, SAME_SCRIPT, read.problem)
        elif row.state == State.DUPLICATE and self._is_unread(row.duplicate_of):
            # both addresses of a story may have been corrected; then it is still one story
            self._deferred.append(job)
        else:
            yield from self._plan(job)

    def _is_as_edited(self, row: Row, read: Read) -> bool:
        """Whether an editor let the story go, and its page has the same text since."""
        edited = self._edited.get(row.id)
        is_same = edited is not None and edited.text_digest == read.text_digest
        return is_same and row.state == State.MADE and not self._wishes.force

    def _was_let_go(self, job: Job) -> bool:
        """Whether an editor let the story go; the desk may know it by another id."""
        return job.item.id in self._edited or not self._edited_keys.isdisjoint(job.claims)

    def _is_unread(self, identity: str) -> bool:
        """Whether this run has not yet come to an end with the item of that id."""
        row = self._journal.get(identity)
        return row is not None and row.ended < self._started

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
        if job.folder != job.row.folder:
            job.formerly = None
        own = self._settings.for_url(job.read.url)
        job.waits = own.batch.require_approval or self._was_let_go(job)
        if job.waits and self._root is not None:
            begin_waiting(self._root, job.folder)
        self._dispatch.make(job)

    def _foresee(self, job: Job, read: Read) -> Event:
        job.read = None  # the job stays in `_claims`, and would keep the page in memory
        job.row.duration_ms = read.expected_ms
        event = self._outcomes.end(job, Kind.PLANNED)
        return replace(event, unspoken=read.unspoken, why=job.why)

    def _settle_duplicate(self, job: Job, made: Row) -> Event:
        note_duplicate(job.row, made)
        job.row.mark = job.mark
        return self._outcomes.end(job, Kind.DUPLICATE)

    # ---------------------------------------------------------------- making

    def _settle_made(self, job: Job, made: Made) -> Iterator[Event]:
        note_made(job.row, made)
        job.row.why = job.why
        if job.waits and self._root is not None:
            job.row.state = State.WAITING
            keep_waiting(self._root, _waiting_of(job))
        self._comparison.sign(job.row)
        known = {version.number for version in self._journal.versions_of(job.row.id)}
        for version in made.versions:
            # a run that was killed may have made a version, and not have written it here
            if version.number not in known:
                self._journal.keep_version(job.row.id, version)
        job.row.mark, job.row.tries = job.mark, job.tries + 1
        same = self._release(job)
        if self._retractions.find(identity=job.row.id, text_digest=job.row.text_digest):
            # withdrawn while it was being made
            self._retractions.withdraw(job.row, "")
            yield self._outcomes.keep_away(job)
        else:
            kind = Kind.WAITING if job.waits else Kind.MADE
            yield replace(self._outcomes.end(job, kind), why=job.why)
        for other in same:  # they find this article in the journal
            yield from self._plan(other)

    def _release(self, job: Job) -> list[Job]:
        for key in job.claims:
            if self._claims.get(key) is job:
                del self._claims[key]
        same, job.same = job.same, []
        return same

    # -------------------------------------------------------------- failures

    def _settle_failure(self, job: Job, failure: Failure) -> Iterator[Event]:
        if failure.reason is Reason.LOST and job.lost < MAX_LOST:
            job.lost += 1
            self._dispatch.again(job, 0.0)
            return
        if failure.feed is not None:
            self._list_feed(failure.feed)
            return
        job.tries += 1
        if failure.reason in ENDED:
            self._dispatch.sweep(job)
        if failure.may_pass and job.tries <= self._batch.retries:
            wait = self._batch.retry_ms / 1000 * 2 ** min(job.tries - 1, MAX_BACK_OFF)
            self._dispatch.again(job, wait)
            yield Event(Kind.RETRIED, job.row, f"{failure.message}; again in {wait:g} s")
            return
        if self._may_read_feed(job, failure):
            yield self._read_feed(job, failure)
            return
        same = self._release(job)
        if failure.is_gone and self._decisions.find_folders(job, GONE):
            event = self._decisions.take_back(job, GONE, failure.message)
            if event is None:
                yield self._outcomes.skip(job, GONE_KEPT, failure.message)
            else:
                if event.kind is Kind.ASKED:
                    self._outcomes.end(job, Kind.ASKED)
                yield event
        elif failure.reason is Reason.UNREACHABLE and self._comparison.is_current(job.row):
            yield self._outcomes.skip(job, NO_ANSWER, failure.message)
        else:
            yield self._outcomes.fail(job, failure)
        for other in same:
            yield from self._plan(other)

    def _may_read_feed(self, job: Job, failure: Failure) -> bool:
        """Whether the text in the feed takes the place of a page that cannot be had.

        A site that says that a page is gone may have retracted the story. And the text may be a
        part of it, so it does not replace an episode of the page.
        """
        if job.item.feed_page is None or job.item.page is not None or job.read is not None:
            return False
        has_episode = job.row.state in {*HAVE_EPISODE, State.DUPLICATE}
        return (
            failure.reason in UNFETCHED
            and not failure.is_gone
            and (not has_episode or bool(job.row.is_feed_text))
        )

    def _read_feed(self, job: Job, failure: Failure) -> Event:
        assert job.item.feed_page is not None
        said = READ_FEED.format(said=failure.message)
        job.item = replace(job.item, page=replace(job.item.feed_page, problem=said))
        self._dispatch.read(job)
        return Event(Kind.RETRIED, job.row, said)


def _waiting_of(job: Job) -> Waiting:
    """What is told of an episode that was just made, and waits."""
    assert job.read is not None
    row = job.row
    return Waiting(
        folder=row.folder, id=row.id, source=row.source, url=row.url, title=row.title,
        identity=identify(row.url, row.id), why=job.why, duration_ms=row.duration_ms,
        made=time.time(), manuscript=job.read.manuscript, pictures=job.read.pictures,
        page=job.read.content,
    )  # fmt: skip
