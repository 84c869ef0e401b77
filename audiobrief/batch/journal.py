"""What became of every article: SQLite, written by the run alone.

The journal names only files that are durable: a worker answers when its
episode is (`files.staged`). Each state is committed as it comes, for some 0.05 ms; with
WAL and ``synchronous=NORMAL`` the last commits before a power cut may be
lost, and then those articles are made again.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from audiobrief.errors import BatchError

FILE = "batch.sqlite"
"""Beside the episodes' folders."""
FAULTS = (sqlite3.Error, OSError, ValueError)
"""Of a damaged file, sqlite3 also quotes bytes in messages that it cannot decode."""
VERSION = 1
"""Of the tables, in SQLite's user_version."""


class State(StrEnum):
    """Where an article is."""

    MADE = "made"
    FAILED = "failed"
    DUPLICATE = "duplicate"
    """Another item is the same article; see `Row.folder` for its episode."""


@dataclass(slots=True)
class Row:
    """What is known of one article. A field is a column."""

    id: str
    source: str
    state: str = ""
    mark: str = ""
    """Of the page's file or list entry, by which it is known without reading it."""
    input_digest: str = ""
    script_digest: str = ""
    text_digest: str = ""
    settings_digest: str = ""
    """Of what the episode was made with."""
    title: str = ""
    url: str = ""
    """Canonical; empty where the page gives none."""
    folder: str = ""
    """Name of the episode's folder, once it has one; it keeps it."""
    audio: str = ""
    files: str = "[]"
    """Names in the folder, a list as JSON."""
    duplicate_of: str = ""
    """`id` of the item whose episode it is."""
    reason: str = ""
    message: str = ""
    detail: str = ""
    note: str = ""
    tries: int = 0
    """In the run that it was last taken up in."""
    words: int = 0
    characters: int = 0
    dropped: str = "{}"
    """Reason -> characters left out, as JSON."""
    duration_ms: int = 0
    audio_bytes: int = 0
    lufs: float | None = None
    true_peak_dbtp: float | None = None
    engine: str = ""
    read_ms: int = 0
    make_ms: int = 0
    ended: float = 0.0
    """When it got its state, seconds since 1970."""


COLUMNS = tuple(column.name for column in fields(Row))
TYPES = {"int": "INTEGER", "float": "REAL", "float | None": "REAL", "str": "TEXT"}


class Journal:
    """The rows, by id. For one process and one thread."""

    def __init__(self, path: Path) -> None:
        """Open or make the journal at `path`.

        Raises:
            BatchError: it is no journal, of another version, or cannot be written.
        """
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._prepare()
        except FAULTS as error:
            raise self._refusal(error) from error

    def _prepare(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version not in {0, VERSION}:
            raise BatchError(
                f"the journal {self.path} is of another version of audiobrief; "
                "move it away to begin anew"
            )
        columns = ", ".join(
            f"{column.name} {TYPES[str(column.type)]}"
            + (
                " PRIMARY KEY"
                if column.name == "id"
                else " NOT NULL"
                if "None" not in str(column.type)
                else ""
            )
            for column in fields(Row)
        )
        self._db.executescript(
            f"""
            CREATE TABLE IF NOT EXISTS articles ({columns}) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS by_url ON articles (url) WHERE url <> '';
            CREATE INDEX IF NOT EXISTS by_text ON articles (text_digest) WHERE text_digest <> '';
            CREATE INDEX IF NOT EXISTS by_folder ON articles (folder) WHERE folder <> '';
            CREATE TABLE IF NOT EXISTS runs (started REAL, ended REAL, summary TEXT);
            PRAGMA user_version = {VERSION};
            """
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def get(self, identity: str) -> Row | None:
        """The row of an item, or None."""
        return self._one("id = ?", identity)

    def put(self, row: Row) -> None:
        """Keep a row; it is kept, whatever becomes of this process, when this returns.

        Raises:
            BatchError: it cannot be written, for want of space or damaged.
        """
        marks = ", ".join("?" * len(COLUMNS))
        self._execute(
            f"INSERT OR REPLACE INTO articles VALUES ({marks})",  # noqa: S608 -- marks alone
            [getattr(row, name) for name in COLUMNS],
        )

    def find_made(self, *, url: str, text_digest: str, but: str) -> Row | None:
        """Another item's made row for that canonical address or that text, or None."""
        if url and (row := self._one("url = ? AND id <> ? AND state = 'made'", url, but)):
            return row
        return self._one("text_digest = ? AND id <> ? AND state = 'made'", text_digest, but)

    def owner_of(self, folder: str) -> str:
        """`id` of the item that has a folder of that name; empty for none."""
        found = self._execute(
            "SELECT id FROM articles WHERE folder = ? AND state <> 'duplicate'", [folder]
        )
        return str(found[0][0]) if found else ""

    def last_ended(self) -> float:
        """When the last article got its state, seconds since 1970; 0 where none has one."""
        (last,) = self._execute("SELECT max(ended) FROM articles")[0]
        return float(last or 0)

    def rows(self, where: str = "1", *values: Any) -> Iterator[Row]:
        """Rows by id, one at a time."""
        sql = f"SELECT {', '.join(COLUMNS)} FROM articles WHERE {where} ORDER BY id"  # noqa: S608 -- our own conditions
        try:
            for found in self._db.execute(sql, values):
                yield Row(*found)
        except FAULTS as error:
            raise self._refusal(error) from error

    def note_run(self, started: float, summary: dict[str, Any]) -> None:
        """Keep what a run did."""
        self._execute(
            "INSERT INTO runs VALUES (?, ?, ?)", [started, time.time(), json.dumps(summary)]
        )

    def runs(self) -> list[dict[str, Any]]:
        """What the runs did, the last one first."""
        found = self._execute("SELECT * FROM runs ORDER BY started DESC LIMIT 20")
        try:
            return [{"started": s, "ended": e, **json.loads(text)} for s, e, text in found]
        except (ValueError, TypeError) as error:
            raise self._refusal(error) from error

    def serialize(self) -> bytes:
        """The journal as one file's content, to be put elsewhere."""
        return self._db.serialize()

    def _one(self, where: str, *values: Any) -> Row | None:
        sql = f"SELECT {', '.join(COLUMNS)} FROM articles WHERE {where} LIMIT 1"  # noqa: S608 -- our own conditions
        found = self._execute(sql, values)
        return Row(*found[0]) if found else None

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, values).fetchall()
        except FAULTS as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> BatchError:
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        advice = "make room and run it again" if full else "move it away to begin anew"
        return BatchError(f"cannot use the journal {self.path}: {error}; {advice}")
