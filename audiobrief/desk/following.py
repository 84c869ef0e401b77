"""Brings what is followed to the desk: each article of feeds, folders and lists, once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audiobrief.batch.items import Item, Listed, Unlisted
from audiobrief.batch.list_reader import ListReader
from audiobrief.batch.listed_feeds import list_feed
from audiobrief.batch.sources import read_sources
from audiobrief.desk.feeds import Feeds, Source, key_of
from audiobrief.desk.intake import FEED, Intake
from audiobrief.desk.workroom import WorkRoom
from audiobrief.errors import AudiobriefError
from audiobrief.fetch import read_document
from audiobrief.filed.article import Status
from audiobrief.filed.holding import find_hold
from audiobrief.settings.tree import Settings

LOG = logging.getLogger(__name__)
EVERY_S = 900.0
"""The usual time between two looks at a source, in seconds."""


class Following:
    """Follows the feeds of one desk; `start` begins it in a thread."""

    def __init__(
        self, feeds: Feeds, intake: Intake, room: WorkRoom, settings: Settings
    ) -> None:
        self._feeds, self._intake, self._room = feeds, intake, room
        self._fetch, self._bounds = settings.fetch, settings.batch
        self._woken, self._ended = threading.Event(), threading.Event()
        self._every_s = EVERY_S
        self._next: dict[str, float] = {}
        """Source -> when it is looked at again, by the monotonic clock."""
        self._thread = threading.Thread(target=self._run, name="following", daemon=True)

    def start(self, fixed: Iterable[str] = (), every_s: float = EVERY_S) -> None:
        """Begin to follow, the sources `fixed` among them, with `every_s` between two looks."""
        self._feeds.fix(fixed)
        self._every_s = every_s
        self._thread.start()

    def wake(self) -> None:
        """Look at what was added, now."""
        self._woken.set()

    def close(self) -> None:
        """End; a fetch that is under way ends with the process."""
        self._ended.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(timeout=1.0)

    def bring(self, source: Source) -> int:
        """Submit what a source lists and the desk does not know; returns how many were new."""
        count, problem = 0, ""
        try:
            for listed in self._read(source):
                if self._ended.is_set():
                    break
                if isinstance(listed, Unlisted):
                    problem = problem or listed.message
                    LOG.warning("%s", listed.message)
                if isinstance(listed, Item):
                    count += self._submit(source.name, listed)
        except AudiobriefError as error:
            problem = str(error)
            LOG.warning("%s: %s", source.name, error)
        self._feeds.note_look(source.name, problem)
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
            if self._ended.is_set():
                return
            if self._next.get(source.name, 0.0) <= time.monotonic():
                # also if that fails: no source is asked again at once
                self._next[source.name] = time.monotonic() + self._every_s
                self.bring(source)

    def _wait_s(self) -> float:
        soonest = min(self._next.values(), default=time.monotonic() + self._every_s)
        return min(max(soonest - time.monotonic(), 0.05), self._every_s)

    def _read(self, source: Source) -> Iterator[Listed]:
        """The articles of a source; what an editor follows is a feed of the web alone."""
        if source.is_fixed:
            yield from read_sources([source.name], self._fetch, bounds=self._bounds)
            return
        with ListReader(self._fetch, self._bounds) as reader:
            yield from list_feed(read_document(source.name, settings=self._fetch), reader)

    def _submit(self, source: str, item: Item) -> bool:
        # the id stays the same when a feed gives another summary, so it is no other submission
        key, due = key_of(source, item.id), None
        hold = find_hold(item.given)
        if hold is not None and hold.status is not Status.PUBLISHED:
            if hold.status is Status.WITHDRAWN and self._intake.knows_key(key, FEED):
                LOG.warning(
                    "%s: %s; look whether it is to be withdrawn here", item.source, hold.why
                )
            return False  # a draft comes when it is one no more
        if hold is not None and item.is_on_web:
            return False  # its page may not be there yet
        if hold is not None and item.given is not None:
            # it is made now, and is published after its embargo at the earliest
            item, due = replace(item, given=replace(item.given, publish_after=None)), hold.until
        _, is_new = self._intake.submit_once(item, FEED, key=key, due=due)
        return is_new
