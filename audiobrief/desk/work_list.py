"""What the work room has to do: it stands in the database, so it outlives the desk's process."""

from __future__ import annotations

import time

from audiobrief.desk.database import Database
from audiobrief.desk.states import Work

LONGEST_WAIT_S = 3_600
"""Longer than work is put off by anything but an editor, in seconds."""


class WorkList:
    """The work of one desk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, but: frozenset[str]) -> tuple[str, Work] | None:
        """The story that has waited longest for the work room, and what is to be done; or None."""
        marks, now = ", ".join("?" * len(but)), time.time()
        # what no editor scheduled and is put off for longer than any wait was put off by a clock
        # that has been set back since
        row = self._database.row(
            "SELECT id, work FROM story WHERE work <> '' AND (not_before <= ? OR "  # noqa: S608 -- marks alone
            f"due IS NULL AND not_before > ?) AND id NOT IN ({marks}) "
            "ORDER BY work = 'read', not_before, changed LIMIT 1",
            now, now + LONGEST_WAIT_S, *but,
        )  # fmt: skip
        return (row["id"], Work(row["work"])) if row is not None else None

    def next_moment(self) -> float | None:
        """When the work that is put off is due, in seconds since 1970; None if there is none."""
        row = self._database.row("SELECT min(not_before) AS at FROM story WHERE work <> ''")
        return row["at"] if row is not None else None
