"""Tells the runs of `batch` and `watch` which stories the desk let go, so that they keep them."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from audiobrief.batch.approval import Edited, Waiting, drop_waiting, note_edited, read_waiting
from audiobrief.desk.intake import BATCH, Intake
from audiobrief.desk.states import Story
from audiobrief.desk.stories import Stories
from audiobrief.episode.text_digests import body_digest_of, text_digest_of
from audiobrief.errors import BatchError
from audiobrief.publish.register import Tombstone


def key_of(waiting: Waiting) -> str:
    """Names what a run held back, another one for each version."""
    return f"{waiting.folder} {waiting.made!r}"


def find_gathered(intake: Intake, root: Path, story: str) -> Waiting | None:
    """What waits and was brought to the desk as the story with that id; or None."""
    keys, waiting = intake.list_keys(story, BATCH), None
    for folder in {key.rpartition(" ")[0] for key in keys}:
        with contextlib.suppress(BatchError):  # `gathering` says what is wrong with its file
            waiting = read_waiting(root, folder)
        if waiting is not None and key_of(waiting) in keys:
            return waiting
    return None


def let_go(stories: Stories, intake: Intake, root: Path, story: Story, folder: str) -> None:
    """Note that a story was published in that folder, for the runs of `batch` and `watch`.

    Raises:
        OutputError: the output cannot be written to.
    """
    note_edited(root, _note_of(stories, story, folder))
    waiting = find_gathered(intake, root, story.id)
    if waiting is not None:
        drop_waiting(root, waiting.folder)


def hold_back(stories: Stories, root: Path, story: Story, folder: str) -> None:
    """Note that a story is restored and waits on the desk, so that no run publishes it.

    Raises:
        OutputError: the output cannot be written to.
    """
    note = _note_of(stories, story, folder)
    note_edited(root, replace(note, title="", was_withdrawn=True))


def tombstone_of(stories: Stories, story: Story) -> Tombstone:
    """The tombstone of a story that was on the site, was restored, and is not made again."""
    item, article = stories.source(story.id), stories.texts(story.id).article
    return Tombstone(
        datetime.now(UTC), id=item.id, folder=story.folder, url=article.url,
        text_digest=text_digest_of(article), body_digest=body_digest_of(article),
        reason=story.reason,
    )  # fmt: skip


def _note_of(stories: Stories, story: Story, folder: str) -> Edited:
    item, article = stories.source(story.id), stories.texts(story.id).article
    return Edited(
        folder=folder, id=item.id, source=item.source, url=article.url, title=article.title,
        text_digest=text_digest_of(article),
    )  # fmt: skip
