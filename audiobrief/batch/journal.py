"""The journal: what happened to every article, in an SQLite file that only the run writes.

The journal names only files that are durable, since a worker answers once its
episode is (`files.staged`). Each state is committed as it comes, which takes some 0.05 ms.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

from audiobrief.batch.journal_file import FAULTS, checksum_of, read_back
from audiobrief.batch.journal_ledger import JournalLedger
from audiobrief.batch.journal_tables import COLUMNS, STORED, TABLES
from audiobrief.batch.row import Row, State

THERE = "state IN ('made', 'waiting')"
"""The condition for items whose episode is made."""


class Journal(JournalLedger):
    """The open journal: rows by id. For one process and one thread."""

    def _upgrade(self) -> None:
        """Take over the rows of an older version, in one transaction."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            columns = [row[1] for row in self._db.execute("PRAGMA table_info(articles)")]
            for index in ("by_url", "by_text", "by_folder", "by_list"):
                self._db.execute(f"DROP INDEX IF EXISTS {index}")
            self._db.execute("ALTER TABLE articles RENAME TO older")
            for statement in filter(str.strip, TABLES.split(";")):
                self._db.execute(statement)
            for found in self._db.execute("SELECT * FROM older"):
                *values, checksum = map(read_back, found)
                if checksum == checksum_of(values):
                    named = dict(zip(columns, values, strict=False))
                    self.put(Row(**{key: named[key] for key in COLUMNS if key in named}))
                else:
                    self.damaged.add(values[0])
            self._db.execute("DROP TABLE older")
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

    def get(self, identity: str) -> Row | None:
        """The row of an item, or None."""
        return self._one("id = ?", identity)

    def put(self, row: Row) -> None:
        """Store a row; once this returns, the row survives a crash of this process.

        Raises:
            BatchError: the row cannot be written: the disk is full or the file damaged.
        """
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        try:
            values = [
                kind(getattr(row, name)) for kind, name in zip(STORED, COLUMNS, strict=True)
            ]
        except ValueError as error:
            raise self._refusal(error) from error
        self._execute(
            f"INSERT OR REPLACE INTO articles VALUES ({marks})",  # noqa: S608 -- only question marks are inserted
            [*values, checksum_of(values)],
        )

    def find_made(self, *, url: str, text_digest: str, but: str) -> Row | None:
        """Another item's row, made, with this canonical address or else this text, or None."""
        if url and (row := self._one(f"url = ? AND id <> ? AND {THERE}", url, but)):
            return row
        if not text_digest:
            return None
        return self._one(f"text_digest = ? AND id <> ? AND {THERE}", text_digest, but)

    def in_folder(self, folder: str) -> list[Row]:
        """The rows of the items whose episode is in this folder, duplicates included."""
        found = self._execute("SELECT * FROM articles WHERE folder = ?", [folder])
        return [row for row in map(self._checked, found) if row is not None]

    def named_by(self, source: str, *, left_since: float) -> list[tuple[str, float]]:
        """Id and date of the made items that a list names, or that left it since then.

        All times are in seconds since 1970.
        """
        found = self._execute(
            f"SELECT id, published FROM articles WHERE {THERE} AND list = ? AND list <> '' "  # noqa: S608 -- THERE is a literal of this file
            "AND (left = 0 OR left >= ?)", [source, left_since],
        )  # fmt: skip
        return [(read_back(identity), published) for identity, published in found]

    def in_state(self, state: State) -> list[Row]:
        """The rows in this state."""
        found = self._execute("SELECT * FROM articles WHERE state = ?", [state])
        return [row for row in map(self._checked, found) if row is not None]

    def find_all(self, name: str) -> list[Row]:
        """The rows with this id, this canonical address, this folder or this source."""
        found = self._execute(
            "SELECT * FROM articles WHERE id = ?1 OR url = ?1 OR folder = ?1 OR source = ?1",
            [name],
        )
        return [row for row in map(self._checked, found) if row is not None]

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Id and canonical address of each item, read one at a time."""
        try:
            for identity, url in self._db.execute("SELECT id, url FROM articles"):
                yield str(read_back(identity)), str(read_back(url))
        except FAULTS as error:
            raise self._refusal(error) from error

    def owner_of(self, folder: str) -> str:
        """The `id` of the item that has a folder of this name, or empty."""
        row = self._one("folder = ? AND state <> 'duplicate'", folder)
        return row.id if row is not None else ""

    def last_ended(self) -> float:
        """When the last article got its state, in seconds since 1970; 0 if none has one."""
        (last,) = self._execute("SELECT max(ended) FROM articles")[0]
        if isinstance(last, float) and last <= time.time():
            return last
        # the time is in the future or no number: the clock stepped back, or a row is damaged
        return max((row.ended for row in self.rows()), default=0.0)

    def rows(self) -> Iterator[Row]:
        """The undamaged rows in the order of their ids, read one at a time."""
        try:
            for found in self._db.execute("SELECT * FROM articles ORDER BY id"):
                if (row := self._checked(found)) is not None:
                    yield row
        except FAULTS as error:
            raise self._refusal(error) from error

    def _one(self, where: str, *values: Any) -> Row | None:
        sql = f"SELECT * FROM articles WHERE {where} LIMIT 1"  # noqa: S608 -- conditions are literals, values are bound
        found = self._execute(sql, values)
        return self._checked(found[0]) if found else None

    def _checked(self, found: Sequence[Any]) -> Row | None:
        *values, checksum = map(read_back, found)
        if checksum == checksum_of(values):
            return Row(*values)
        self.damaged.add(values[0])
        return None
