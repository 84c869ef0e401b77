"""Whether an article's episode is up to date, and what has changed if it is not."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable
from pathlib import Path

from audiobrief.batch.approval import place_of
from audiobrief.batch.items import Read
from audiobrief.batch.journal import Journal
from audiobrief.batch.kept_files import find_damaged
from audiobrief.batch.row import HAVE_EPISODE, Row, State
from audiobrief.batch.rows import page_of
from audiobrief.batch.unchanged import SettingsDigests
from audiobrief.episode.dependencies import Dependencies, describe_changes
from audiobrief.errors import PublishError
from audiobrief.publish.remembered import recall_settings
from audiobrief.publish.settings import PublishSettings
from audiobrief.settings.tree import Settings

NEW = "made: it is new"
FAILED = "made: it failed before"
RESTORED = "made again: it was restored"
FORCED = "made again: --force was given"
UNKNOWN = "made again: the journal does not say what its episode was made of"
ALONE = "made again: it is no longer the same article as another"
UNTOUCHED = "kept: neither the page nor the settings have changed"
SAME_PAGE = "kept: it was read again, and the page is the same"
KEPT_AWAY = "not made: it was withdrawn; `audiobrief restore` brings it back"
LIKE_WITHDRAWN = "not made: {said}; `audiobrief restore {name}` lets it be made"
NOT_MADE = "not made: {said}"
GONE_KEPT = "kept: its page is gone"
NO_ANSWER = "kept: its site gives no answer"
AT_DESK = "kept: an editor let it go, and its text is the same"
SAME_SCRIPT = "kept: it was read again, and its script is the same"


class Comparison:
    """Compares the journal with a run's settings and with the files in its output."""

    def __init__(
        self,
        journal: Journal,
        settings: Settings,
        root: Path | None,
        list_folders: Callable[[], frozenset[str] | None],
        *,
        reads_all: bool = False,
    ) -> None:
        """`root` and `list_folders` mean the same as for `Run`.

        With `reads_all`, every file of an episode is read to see whether it is damaged.
        """
        self._journal = journal
        self._signs = SettingsDigests(settings)
        self._root = root
        self._list_folders = list_folders
        self._reads_all = reads_all
        self._publishing = settings.publish
        self._kept: dict[str, Dependencies] = {}

    @functools.cached_property
    def _stored(self) -> frozenset[str] | None:
        return self._list_folders()

    @functools.cached_property
    def _pages_are_of(self) -> tuple[PublishSettings, ...]:
        """What the pages in the output may have been written with: those of its site come first."""
        site = None
        # a page of a site whose settings are damaged is compared with those of the batch
        with contextlib.suppress(PublishError):
            site = recall_settings(self._root) if self._root else None
        return (site, self._publishing) if site else (self._publishing,)

    def is_current(self, row: Row) -> bool:
        """Whether the row's episode exists and was made with these settings."""
        return self._is_there(row) and row.settings_digest == self._signs.digest_for(row.url)

    def is_current_but_for_reading(self, row: Row) -> bool:
        """Whether the row's episode exists, and may have changed only in what its page is read by.

        Its lexicons and site rules decide the article and the script and nothing else, so one
        that was read again and has the same script is up to date.
        """
        if not self._is_there(row):
            return False
        kept = self._find_kept(row.settings_digest)
        if kept is None:
            return self.is_current(row)
        changes = self._signs.dependencies_for(row.url).changes_since(kept)
        return all(change.is_of_reading for change in changes)

    def explain(self, row: Row, read: Read, *, force: bool) -> str:
        """Why an article that was read is made; `row` is the journal's, not yet updated."""
        if row.state == State.FAILED:
            return FAILED
        if not row.state or row.state == State.HELD:
            return NEW
        if row.state == State.WITHDRAWN:
            return RESTORED
        if force:
            return FORCED
        kept = self._find_kept(row.settings_digest)
        if kept is None:
            return UNKNOWN
        now = self._signs.dependencies_for(read.url) | read.page
        lost = self._lost(row)
        said = [
            describe_changes(now.changes_since(kept | page_of(row))),
            f"its files are missing or damaged ({lost})" if lost else "",
        ]
        told = "; ".join(filter(None, said))
        return f"made again: {told}" if told else ALONE

    def sign(self, row: Row) -> None:
        """Put the settings' digest into a row, and their dependencies into the journal."""
        row.settings_digest = self._signs.digest_for(row.url)
        made_of = self._signs.dependencies_for(row.url)
        self._journal.keep_dependencies(row.settings_digest, made_of)

    def _is_there(self, row: Row) -> bool:
        return row.state in {*HAVE_EPISODE, State.DUPLICATE} and not self._lost(row)

    def _find_kept(self, digest: str) -> Dependencies | None:
        # thousands of articles share a digest, and its content is decoded once for all of them
        found = self._kept.get(digest) or self._journal.find_dependencies(digest)
        if found is not None:
            self._kept[digest] = found
        return found

    def _lost(self, row: Row) -> str:
        """The first of the episode's files that is missing or damaged; empty if none is."""
        if self._root is None:
            there = self._stored is None or row.folder in self._stored
            return "" if there else row.folder
        place = place_of(row.folder) if row.state == State.WAITING else row.folder
        folder = f"{self._root}{os.sep}{place}{os.sep}"
        return find_damaged(
            folder,
            row,
            reads_all=self._reads_all,
            publishing=self._pages_are_of if self._reads_all else (),
        )
