"""Brings what `batch` and `watch` made and held back to the desk, where it is approved.

A story that is on the desk already is corrected: what editors changed of it stays, as far as
its text is the same.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec

from audiobrief.batch.approval import Waiting, WaitingFile, list_files, read_waiting
from audiobrief.batch.items import Item
from audiobrief.desk.intake import BATCH
from audiobrief.desk.letting_go import key_of
from audiobrief.desk.open_desk import OpenDesk
from audiobrief.desk.reading import keep_reading
from audiobrief.desk.stories import EDITABLE
from audiobrief.episode.ownership import Ownership, is_of_other
from audiobrief.errors import PublishError
from audiobrief.model import Manuscript
from audiobrief.publish import EPISODE, read_label
from audiobrief.system.packing import unpack

LOG = logging.getLogger(__name__)
LOOK_S = 5.0
"""Time between two looks at what waits, in seconds."""


@contextlib.contextmanager
def gathering(desk: OpenDesk) -> Iterator[None]:
    """Look for what waits now and then, until the block ends."""
    ended, known = threading.Event(), set[WaitingFile]()

    def run() -> None:
        while not ended.is_set():
            try:
                gather(desk, known)
            except Exception as error:  # noqa: BLE001 -- a full disk, say, must not end the looks for good
                LOG.warning("what waits for approval could not be read: %s", error)
            ended.wait(LOOK_S)

    thread = threading.Thread(target=run, name="gathering", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def gather(desk: OpenDesk, known: set[WaitingFile] | None = None) -> int:
    """Bring what waits and is not on the desk; returns how many stories came or were corrected.

    What is in `known` is not opened again: such a file holds a page, and thousands may wait. The
    files that were brought are added to it, and those that are gone are taken out.
    """
    known = set() if known is None else known
    files = list_files(desk.root)
    known.intersection_update(files)
    count = 0
    # one at a time: all of them together may not fit into memory
    for file in files:
        waiting = None if file in known else read_waiting(desk.root, file.folder)
        if waiting is None:
            continue
        is_new = not desk.intake.knows_key(key_of(waiting), BATCH)
        try:
            if is_new and not _take_in(desk, waiting):
                continue  # its story is being read or made: it is taken in at a later look
        except msgspec.MsgspecError as error:
            # a damaged file, or one of a release whose manuscripts were others
            LOG.warning(
                "%r waits for approval and cannot be read: %s; make it again",
                waiting.folder, error,
            )  # fmt: skip
            is_new = False
        count += is_new
        known.add(file)
    if count:
        desk.room.wake()
    return count


def _take_in(desk: OpenDesk, waiting: Waiting) -> bool:
    """Put what waits on the desk; False if its story cannot be changed now."""
    stories, intake = desk.stories, desk.intake
    manuscript = unpack(waiting.manuscript, Manuscript)
    with stories.changing():
        known = stories.find_same(manuscript.identity, "")
        if known is not None and known.state not in EDITABLE:
            return False
        if known is None:
            item = Item(waiting.id, waiting.source, url=waiting.url, title=waiting.title)
            known = stories.read(intake.add(item, BATCH, **_published(desk.root, waiting)))
        keep_reading(
            stories,
            known,
            manuscript,
            waiting.pictures,
            settings=desk.settings,
            page=waiting.page,
        )
        intake.remember_key(key_of(waiting), BATCH, known.id)
    return True


def _published(root: Path, waiting: Waiting) -> dict[str, object]:
    """The columns of a story whose earlier version is published; nothing for a new one."""
    folder = root / waiting.folder
    with contextlib.suppress(PublishError, OSError):
        if not is_of_other(read_label(folder), Ownership(waiting.identity)):
            return {"folder": waiting.folder, "published": (folder / EPISODE).stat().st_mtime}
    return {}
