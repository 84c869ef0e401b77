"""Brings what is followed to the desk: each article of feeds, folders and lists, once."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace

from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.sources import read_sources
from audiobrief.desk.intake import FEED
from audiobrief.desk.open_desk import OpenDesk
from audiobrief.errors import AudiobriefError
from audiobrief.filed.article import Status
from audiobrief.filed.holding import find_hold

LOG = logging.getLogger(__name__)


@contextlib.contextmanager
def following(desk: OpenDesk, sources: Iterable[str], every_s: float) -> Iterator[None]:
    """Look at the sources now and every `every_s` seconds, until the block ends."""
    named, ended = tuple(sources), threading.Event()

    def run() -> None:
        while not ended.is_set():
            for source in named:
                bring(desk, source, ended)
            ended.wait(every_s)

    thread = threading.Thread(target=run, name="following", daemon=True)
    if named:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        if named:
            # a fetch that is under way ends with the process
            thread.join(timeout=1.0)


def bring(desk: OpenDesk, source: str, ended: threading.Event | None = None) -> int:
    """Submit what a source lists and the desk does not know; returns how many were new."""
    count = 0
    try:
        for listed in read_sources([source], desk.settings.fetch, bounds=desk.settings.batch):
            if ended is not None and ended.is_set():
                break
            if isinstance(listed, Unlisted):
                LOG.warning("%s", listed.message)
            if isinstance(listed, Item):
                count += _submit(desk, source, listed)
    except AudiobriefError as error:
        LOG.warning("%s: %s", source, error)
    if count:
        desk.room.wake()
    return count


def _submit(desk: OpenDesk, source: str, item: Item) -> bool:
    # the id stays the same when a feed gives another summary, so it is no other submission
    key, due = f"{source} {item.id}"[:400], None
    hold = find_hold(item.given)
    if hold is not None and hold.status is not Status.PUBLISHED:
        if hold.status is Status.WITHDRAWN and desk.intake.knows_key(key, FEED):
            LOG.warning(
                "%s: %s; look whether it is to be withdrawn here", item.source, hold.why
            )
        return False  # a draft comes when it is one no more
    if hold is not None and item.is_on_web:
        return False  # its page may not be there yet
    if hold is not None and item.given is not None:
        # it is made now, and is published after its embargo at the earliest
        item, due = replace(item, given=replace(item.given, publish_after=None)), hold.until
    _, is_new = desk.intake.submit_once(item, FEED, key=key, due=due)
    return is_new
