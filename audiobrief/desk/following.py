"""Brings what is followed to the desk: each article of feeds, folders and lists, once.

Several sources are looked at at once, since one whose server is slow to answer may take all of
`fetch.deadline_ms`, and one that is hard to take apart all of `batch.deadline_ms`.
"""

from __future__ import annotations

import heapq
import logging
import queue
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from audiobrief.batch.items import Item, Listed, Unlisted
from audiobrief.batch.list_reader import ListReader
from audiobrief.batch.listed_feeds import list_feed
from audiobrief.batch.listing_faults import guarded
from audiobrief.batch.sources import read_sources
from audiobrief.desk.feeds import Feeds, Source, key_of
from audiobrief.desk.intake import FEED, Intake
from audiobrief.desk.shared_readers import SharedReaders
from audiobrief.desk.workroom import WorkRoom
from audiobrief.fetch import is_address, read_document
from audiobrief.filed.article import Status
from audiobrief.filed.holding import find_hold
from audiobrief.secret_texts import hide, shorten_address
from audiobrief.settings.tree import Settings

LOG = logging.getLogger(__name__)
EVERY_S = 900.0
"""The usual time between two looks at a source, in seconds."""
LOOKS = 16
"""The most sources that are looked at at once; nearly all of that time, servers are waited for."""
MOST_A_LOOK = 200
"""The most stories that one look at an address brings: its publisher decides how many it lists."""
MOST_WEIGHED = 10 * MOST_A_LOOK
"""The most of its articles that are kept in memory for that; some may be at the desk already."""
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Article:
    """An article that did not come from its source yet."""

    key: str
    item: Item
    due: datetime | None
    """The earliest moment at which it is published; None for none."""


class Following:
    """Follows the feeds of one desk; `start` begins it in a thread."""

    def __init__(
        self, feeds: Feeds, intake: Intake, room: WorkRoom, settings: Settings
    ) -> None:
        self._feeds, self._intake, self._room = feeds, intake, room
        self._fetch, self._bounds = settings.fetch, settings.batch
        self._woken, self._ended = threading.Event(), threading.Event()
        self._every_s = EVERY_S
        self._readers = SharedReaders(self._fetch, self._bounds)
        self._due: queue.SimpleQueue[Source | None] = queue.SimpleQueue()
        """What is to be looked at; None ends the thread that takes it."""
        self._busy: set[str] = set()
        """The sources that wait in `_due`, or are being looked at."""
        self._next: dict[str, float] = {}
        """Source -> when it is looked at again, by the monotonic clock."""
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)
        # daemons, because a fetch that is under way cannot be interrupted
        self._looking = [
            threading.Thread(target=self._look, name="looking", daemon=True)
            for _ in range(LOOKS)
        ]

    def start(self, fixed: Iterable[str] = (), every_s: float = EVERY_S) -> None:
        """Begin to follow, the sources `fixed` among them, with `every_s` between two looks."""
        self._feeds.fix(fixed)
        self._every_s = every_s
        for thread in (self._thread, *self._looking):
            thread.start()

    def wake(self) -> None:
        """Look at what was added, now."""
        self._woken.set()

    def close(self) -> None:
        """End; a fetch that is under way ends with the process."""
        self._ended.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1.0)
        for _ in self._looking:
            self._due.put(None)
        self._readers.close()

    def bring(self, source: Source) -> int:
        """Submit what a source lists and the desk does not know; returns how many were new.

        What goes wrong is noted as the source's problem.
        """
        with self._readers.used() as reader:
            return self._bring(source, reader)

    def _bring(self, source: Source, reader: SharedReaders) -> int:
        problems: list[str] = []
        found = self._find_new(
            source, guarded(source.name, self._read, source, reader), problems
        )
        is_bounded = is_address(source.name)
        if is_bounded:
            found = iter(heapq.nlargest(MOST_WEIGHED, found, key=_published))
        count = 0
        for article in found:
            if self._ended.is_set():
                break
            if is_bounded and count == MOST_A_LOOK:
                problems.insert(
                    0, f"it lists more than {MOST_A_LOOK} articles that are new; the newest "
                    f"{MOST_A_LOOK} were taken, and the next look takes more",
                )  # fmt: skip
                break
            try:
                count += self._submit(article)
            except Exception as error:  # noqa: BLE001 -- no fault of one article may end all feeds
                problems.append(
                    hide(
                        f"{article.item.source} was not taken: {type(error).__name__}: {error}"
                    )
                )
        if self._ended.is_set():
            return count  # what closed meanwhile is no fault of the source
        for problem in problems:
            LOG.warning("%s", shorten_address(f"{source.name}: {problem}", source.name))
        self._feeds.note_look(source.name, problems[0] if problems else "")
        if count:
            self._room.wake()
        return count

    def _run(self) -> None:
        while not self._ended.is_set():
            self._woken.clear()
            try:
                self._look_at_what_is_due()
            except Exception as error:  # noqa: BLE001 -- a full disk, say, must not end all feeds for good
                if self._ended.is_set():
                    return
                LOG.warning("what is followed waits: %s", error)
            self._woken.wait(self._wait_s())

    def _look_at_what_is_due(self) -> None:
        sources = self._feeds.sources()
        names = {source.name for source in sources}
        self._next = {name: due for name, due in self._next.items() if name in names}
        for source in sources:
            is_due = self._next.get(source.name, 0.0) <= time.monotonic()
            if is_due and source.name not in self._busy:
                # also if that fails: no source is asked again at once
                self._next[source.name] = time.monotonic() + self._every_s
                self._busy.add(source.name)
                self._due.put(source)

    def _look(self) -> None:
        while not self._ended.is_set():
            source = self._due.get()
            if source is None:
                return
            try:
                self.bring(source)
            except Exception as error:  # noqa: BLE001 -- a full disk, say, must not end all feeds for good
                if not self._ended.is_set():
                    said = shorten_address(f"{source.name} waits: {error}", source.name)
                    LOG.warning("%s", said)
            finally:
                self._busy.discard(source.name)

    def _wait_s(self) -> float:
        soonest = min(self._next.values(), default=time.monotonic() + self._every_s)
        return min(max(soonest - time.monotonic(), 0.05), self._every_s)

    def _read(self, source: Source, reader: ListReader) -> Iterator[Listed]:
        """The articles of a source; what an editor follows is a feed of the web alone."""
        if source.is_fixed:
            return read_sources([source.name], reader=reader)
        return list_feed(read_document(source.name, settings=self._fetch), reader)

    def _find_new(
        self, source: Source, listed: Iterable[Listed], problems: list[str]
    ) -> Iterator[_Article]:
        """The articles that are to be submitted; what cannot be read goes to `problems`."""
        for each in listed:
            if self._ended.is_set():
                return
            if isinstance(each, Unlisted):
                problems.append(each.message)
            if not isinstance(each, Item):
                continue
            try:
                article = self._look_at(source.name, each)
            except Exception as error:  # noqa: BLE001 -- no fault of one article may end all feeds
                problems.append(
                    hide(f"{each.source} was not taken: {type(error).__name__}: {error}")
                )
                continue
            if article is not None:
                yield article

    def _look_at(self, source: str, item: Item) -> _Article | None:
        """The article, if it is to be submitted now."""
        # the id stays the same when a feed gives another summary, so it is no other submission
        key, due = key_of(source, item.id), None
        is_known = self._intake.knows_key(key, FEED)
        hold = find_hold(item.given)
        if hold is not None and hold.status is Status.WITHDRAWN and is_known:
            LOG.warning(
                "%s: %s; look whether it is to be withdrawn here", item.source, hold.why
            )
        if is_known:
            return None
        if hold is not None and hold.status is not Status.PUBLISHED:
            return None  # a draft comes when it is one no more
        if hold is not None and item.is_on_web:
            return None  # its page may not be there yet
        if hold is not None and item.given is not None:
            # it is made now, and is published after its embargo at the earliest
            item, due = replace(item, given=replace(item.given, publish_after=None)), hold.until
        return _Article(key, item, due)

    def _submit(self, article: _Article) -> bool:
        _, is_new = self._intake.submit_once(
            article.item, FEED, key=article.key, due=article.due
        )
        return is_new


def _published(article: _Article) -> datetime:
    """When an article was published; the earliest moment there is if its list says nothing."""
    for data in (article.item.hints, article.item.given):
        if data is not None and data.published is not None:
            when = data.published
            return when if when.tzinfo else when.replace(tzinfo=UTC)
    return _EARLIEST
