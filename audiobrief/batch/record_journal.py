"""The journal of an output whose stories are withdrawn: it may be in a store, or in use by a run."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_copy import JournalCopy, fetch_journal
from audiobrief.batch.journal_place import LOCK, find_journal, move_old_journal
from audiobrief.batch.row import State
from audiobrief.batch.rows import note_withdrawn
from audiobrief.publish.register import Register
from audiobrief.system.locks import held_alone
from audiobrief.system.storage import is_remote


class RecordJournal:
    """The journal of one output."""

    def __init__(self, output: str, path: Path | None = None) -> None:
        """`path` is where the journal is if it is not in its usual place."""
        self._output = output
        self._path = path or find_journal(output)
        self._is_fetched = False
        """Whether the journal of a store is on this machine, as recent as in the store."""

    @contextlib.contextmanager
    def read(self) -> Iterator[Journal | None]:
        """The journal to read, also beside a run; None if there is none.

        Raises:
            BatchError: it cannot be read.
        """
        self._fetch()
        if not self._path.is_file():
            yield None
            return
        with Journal(self._path) as journal:
            yield journal

    @contextlib.contextmanager
    def open(self) -> Iterator[Journal | None]:
        """The journal to change; None if there is none, or if a run has it, which does the same."""
        if not is_remote(self._output):
            move_old_journal(self._output)
            if not self._path.is_file():
                yield None
                return
        with held_alone(self._path.with_name(self._path.name + LOCK)) as free:
            if free:
                self._fetch()
            if not free or not self._path.is_file():
                yield None
                return
            with Journal(self._path) as journal:
                yield journal

    def put(self, journal: Journal) -> None:
        """Copy the journal to the output, if that is a store."""
        JournalCopy(journal, self._output if is_remote(self._output) else "").put()

    def _fetch(self) -> None:
        if is_remote(self._output) and not self._is_fetched:
            fetch_journal(self._output, self._path)
            self._is_fetched = True


def tell_journal(journal: Journal, register: Register) -> int:
    """Write into the journal what was withdrawn; returns how many rows changed."""
    changed = 0
    for stone in register.tombstones:
        rows = journal.in_folder(stone.folder) if stone.folder else []
        own = journal.get(stone.id) if stone.id else None
        for row in {row.id: row for row in (*rows, *filter(None, [own]))}.values():
            if row.state != State.WITHDRAWN:
                note_withdrawn(row)
                journal.put(row)
                journal.forget_versions(row.id)
                changed += 1
    if changed:
        journal.checkpoint()
    return changed
