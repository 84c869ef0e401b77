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

from audiobrief.batch.approval import (
    MAKE_AGAIN,
    Waiting,
    WaitingFile,
    list_files,
    read_waiting,
    unreadable,
)
from audiobrief.batch.items import Item
from audiobrief.desk.intake import BATCH
from audiobrief.desk.letting_go import key_of
from audiobrief.desk.open_desk import OpenDesk
from audiobrief.desk.reading import keep_reading
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import EDITABLE
from audiobrief.episode.ownership import Ownership, is_of_other
from audiobrief.errors import BatchError, PublishError
from audiobrief.model import Manuscript
from audiobrief.publish import EPISODE, read_label
from audiobrief.system.packing import pack, unpack

LOG = logging.getLogger(__name__)
LOOK_S = 5.0
"""Time between two looks at what waits, in seconds."""


@contextlib.contextmanager
def gathering(desk: OpenDesk) -> Iterator[None]:
    """Look for what waits now and then, until the block ends."""
    ended, known, put_off = threading.Event(), set[WaitingFile](), dict[WaitingFile, str]()

    def run() -> None:
        while not ended.is_set():
            try:
                gather(desk, known, put_off)
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


def gather(
    desk: OpenDesk,
    known: set[WaitingFile] | None = None,
    put_off: dict[WaitingFile, str] | None = None,
) -> int:
    """Bring what waits and is not on the desk; returns how many stories came or were corrected.

    What is in `known` is not opened again: such a file holds a page, and thousands may wait. The
    files that were brought are added to it, and those that are gone are taken out. `put_off` has
    the files whose story was being read or made, with its id: each is opened again when that ends.
    """
    known = set() if known is None else known
    put_off = {} if put_off is None else put_off
    files = list_files(desk.root)
    known.intersection_update(files)
    for gone in put_off.keys() - set(files):
        del put_off[gone]
    count = 0
    # one at a time: all of them together may not fit into memory
    for file in files:
        if file in known or _is_busy(desk, put_off.get(file, "")):
            continue
        put_off.pop(file, None)
        try:
            waiting = read_waiting(desk.root, file.folder)
            if waiting is None:
                continue
            is_new = not desk.intake.knows_key(key_of(waiting), BATCH)
            busy = _take_in(desk, file, waiting) if is_new else ""
        except BatchError as error:
            known.add(file)
            count += _refuse(desk, file, error)
            continue
        if busy:
            put_off[file] = busy
            continue
        count += is_new
        known.add(file)
    if count:
        desk.room.wake()
    return count


def _is_busy(desk: OpenDesk, story: str) -> bool:
    """Whether a story that could not be changed at the last look cannot be changed yet."""
    return bool(story) and desk.stories.read(story).state not in EDITABLE


def _refuse(desk: OpenDesk, file: WaitingFile, error: BatchError) -> bool:
    """Say on the desk and in its log that what waits cannot be read; whether that is new."""
    LOG.warning("%s", error)
    with desk.stories.changing():
        if desk.intake.knows_key(_key_of_damaged(file.folder), BATCH):
            return False
        item = Item(file.folder, file.folder, title=file.folder)
        story = desk.intake.add(
            item, BATCH, state=State.REFUSED, work=Work.NONE, advice=MAKE_AGAIN,
            reason=f"a run made it, and its file {file.path.name} cannot be read",
        )  # fmt: skip
        desk.intake.remember_key(_key_of_damaged(file.folder), BATCH, story)
    return True


def _key_of_damaged(folder: str) -> str:
    return f"{folder} damaged"


def _take_in(desk: OpenDesk, file: WaitingFile, waiting: Waiting) -> str:
    """Put what waits on the desk; returns the id of its story if that cannot be changed now.

    Raises:
        BatchError: its manuscript cannot be read, since another release wrote it.
    """
    stories, intake = desk.stories, desk.intake
    try:
        manuscript = unpack(waiting.manuscript, Manuscript)
    except msgspec.MsgspecError as error:
        raise unreadable(file.path, error) from error
    with stories.changing():
        known = stories.find_same(manuscript.identity, "")
        if known is not None and known.state not in EDITABLE:
            return known.id
        item = Item(waiting.id, waiting.source, url=waiting.url, title=waiting.title)
        if known is None:
            known = _take_up_damaged(desk, waiting, item)
        if known is None:
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
    return ""


def _take_up_damaged(desk: OpenDesk, waiting: Waiting, item: Item) -> Story | None:
    """The story that stands for a version before, whose file could not be read; or None."""
    found = desk.intake.find_by_key(_key_of_damaged(waiting.folder), BATCH)
    if found is None or found.state is not State.REFUSED:
        return None
    desk.stories.write_copy(found.id, source=pack(item))
    desk.stories.advance(found.id, name=item.title, **_published(desk.root, waiting))
    return desk.stories.read(found.id)


def _published(root: Path, waiting: Waiting) -> dict[str, object]:
    """The columns of a story whose earlier version is published; nothing for a new one."""
    folder = root / waiting.folder
    with contextlib.suppress(PublishError, OSError):
        if not is_of_other(read_label(folder), Ownership(waiting.identity)):
            return {"folder": waiting.folder, "published": (folder / EPISODE).stat().st_mtime}
    return {}
