"""The desk's file: its tables, and transactions that are on disk when they end.

A submission is answered after its transaction, so it is written with ``synchronous=FULL``: it
survives a power cut, too. One connection writes for all threads, one transaction at a time, and
another one reads meanwhile.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobrief.errors import DeskError, OutputError
from audiobrief.system.locations import INTERNAL

FOLDER = f"{INTERNAL}/desk"
"""The folder of the desk in an output, for nobody but its producer."""
FILE = f"{FOLDER}/desk.sqlite"
VERSION = 6
"""The version of the tables, in the file's `user_version`."""
BUSY_MS = 30_000
"""The wait for another process that writes, such as `audiobrief accounts`, in milliseconds."""
PRIMARY = 0xFF
"""The bits of an extended result code of SQLite that say what kind it is."""
UNWRITABLE = {
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
"""The kinds of errors that come from the disk; they pass when there is room again."""
TABLES = """
CREATE TABLE story (
  id TEXT PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL, name TEXT NOT NULL,
  title TEXT NOT NULL DEFAULT '', site TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '', submitted REAL NOT NULL, changed REAL NOT NULL,
  author TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '', advice TEXT NOT NULL DEFAULT '',
  work TEXT NOT NULL DEFAULT '', not_before REAL NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0, folder TEXT NOT NULL DEFAULT '', published REAL, due REAL,
  duration_ms INTEGER NOT NULL DEFAULT 0, words INTEGER NOT NULL DEFAULT 0,
  confidence REAL NOT NULL DEFAULT 1, looks TEXT NOT NULL DEFAULT '[]',
  weight INTEGER NOT NULL DEFAULT 0, identity TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '', why TEXT NOT NULL DEFAULT '',
  is_noticed INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 1);
CREATE INDEX story_by_change ON story (changed DESC, id);
CREATE INDEX story_by_work ON story (work, not_before) WHERE work <> '';
CREATE INDEX story_by_address ON story (address) WHERE address <> '';
CREATE INDEX story_by_identity ON story (identity) WHERE identity <> '';
CREATE TABLE copy (
  story TEXT PRIMARY KEY REFERENCES story (id), source BLOB NOT NULL, article BLOB, plain BLOB,
  draft BLOB, pictures BLOB, names BLOB, audio TEXT NOT NULL DEFAULT '', page BLOB);
CREATE TABLE edit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, story TEXT NOT NULL REFERENCES story (id),
  author TEXT NOT NULL, at REAL NOT NULL, what TEXT NOT NULL, before BLOB NOT NULL);
CREATE INDEX edit_by_story ON edit (story, number);
CREATE TABLE ledger (
  number INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, author TEXT NOT NULL,
  what TEXT NOT NULL, story TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '{}');
CREATE INDEX ledger_by_story ON ledger (story, number);
CREATE TABLE receipt (
  key TEXT NOT NULL, author TEXT NOT NULL, digest TEXT NOT NULL, story TEXT NOT NULL,
  at REAL NOT NULL, PRIMARY KEY (author, key));
CREATE TABLE account (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, hash TEXT NOT NULL, created REAL NOT NULL,
  is_closed INTEGER NOT NULL DEFAULT 0, factor TEXT NOT NULL DEFAULT '',
  factor_step INTEGER NOT NULL DEFAULT 0, offered TEXT NOT NULL DEFAULT '');
CREATE TABLE recovery (
  name TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (name, number));
CREATE TABLE session (
  digest TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, csrf TEXT NOT NULL,
  created REAL NOT NULL, seen REAL NOT NULL, address TEXT NOT NULL DEFAULT '',
  browser TEXT NOT NULL DEFAULT '');
CREATE TABLE token (
  digest TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, scopes TEXT NOT NULL,
  created REAL NOT NULL);
CREATE TABLE attempt (who TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX attempt_by_who ON attempt (who, at);
CREATE TABLE pronunciation (
  name TEXT PRIMARY KEY, say TEXT NOT NULL, ipa TEXT NOT NULL, author TEXT NOT NULL,
  at REAL NOT NULL, approved TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '');
CREATE TABLE webhook (
  id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, events TEXT NOT NULL,
  created REAL NOT NULL, is_paused INTEGER NOT NULL DEFAULT 0);
CREATE TABLE feed (address TEXT PRIMARY KEY, author TEXT NOT NULL, added REAL NOT NULL);
CREATE TABLE mark (name TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE delivery (
  id TEXT PRIMARY KEY, webhook TEXT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
  event TEXT NOT NULL, body BLOB NOT NULL, created REAL NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0, next REAL, status INTEGER NOT NULL DEFAULT 0,
  problem TEXT NOT NULL DEFAULT '');
CREATE INDEX delivery_by_next ON delivery (next) WHERE next IS NOT NULL;
"""

UPGRADES = {
    # version of the tables -> what makes them the next one
    1: "ALTER TABLE story ADD COLUMN revision INTEGER NOT NULL DEFAULT 1",
    2: "ALTER TABLE copy ADD COLUMN page BLOB",
    3: "CREATE TABLE feed (address TEXT PRIMARY KEY, author TEXT NOT NULL, added REAL NOT NULL)",
    4: "ALTER TABLE pronunciation ADD COLUMN language TEXT NOT NULL DEFAULT ''",
    # the addresses of webhooks stood whole in the ledger, which every reader sees
    5: """ALTER TABLE session ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN factor TEXT NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN factor_step INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account ADD COLUMN offered TEXT NOT NULL DEFAULT '';
CREATE TABLE recovery (
  name TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (name, number));
UPDATE ledger SET detail = json_object('name', substr(detail ->> 'url', 1,
  7 + instr(substr(detail ->> 'url' || '/', 9), '/')) || '/…')
  WHERE what = 'webhook added' AND detail ->> 'url' IS NOT NULL""",
}

Row = sqlite3.Row


class Database:
    """The open file of one desk, for all threads of this process."""

    def __init__(self, root: Path) -> None:
        """Open or make the file of the desk in the folder of episodes `root`.

        Raises:
            DeskError: the file cannot be opened, or another version of audiobrief wrote it.
        """
        self.path = root / FILE
        self._lock = threading.RLock()
        self._read_lock = threading.Lock()
        self._owner = 0
        """The thread whose transaction is open; 0 if there is none."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._db, self._reader = self._connect(), self._connect()
        except (OSError, sqlite3.Error) as error:
            raise DeskError(
                f"cannot open {self.path}: {error}; choose another folder", path=self.path
            ) from error
        try:
            self._prepare()
        except sqlite3.Error as error:
            self.close()
            raise DeskError(
                f"{self.path} is damaged: {error}; put a copy of it in its place",
                path=self.path,
            ) from error
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        found = sqlite3.connect(
            self.path, isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
        )
        found.row_factory = sqlite3.Row
        return found

    def _prepare(self) -> None:
        # passwords' hashes and webhooks' secrets are in it
        self.path.chmod(0o600)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("PRAGMA foreign_keys=ON")
        # what is deleted of a withdrawn story must not stay in the file's free pages
        self._db.execute("PRAGMA secure_delete=ON")
        with self.transaction():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                for statement in TABLES.split(";\n"):
                    self._db.execute(statement)
                version = VERSION
            while version in UPGRADES:
                for statement in UPGRADES[version].split(";\n"):
                    self._db.execute(statement)
                version += 1
            if version == VERSION:
                self._db.execute(f"PRAGMA user_version={VERSION}")
            else:
                raise DeskError(
                    f"{self.path} was written by another version of audiobrief; use that one, or "
                    "choose another folder",
                    path=self.path,
                )

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written in the block is on disk when it ends, all of it or nothing.

        A block inside another one belongs to the outer one.

        Raises:
            OutputError: no disk takes it.
        """
        with self._lock:
            if self._owner:
                yield
                return
            with self._plain_errors():
                self._db.execute("BEGIN IMMEDIATE")
            self._owner = threading.get_ident()
            try:
                yield
                with self._plain_errors():
                    self._db.execute("COMMIT")
            except BaseException:
                # where the disk is full, SQLite may have rolled it back by itself
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            finally:
                self._owner = 0

    @property
    def is_writing(self) -> bool:
        """Whether this thread has a transaction open."""
        return self._owner == threading.get_ident()

    def write(self, statement: str, *values: Any) -> int:
        """Execute a statement; returns how many rows it changed."""
        with self._lock, self._plain_errors():
            return self._db.execute(statement, values).rowcount

    def insert(self, table: str, **values: Any) -> int:
        """Insert a row; returns its number. Names of tables and columns are the program's own."""
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        with self._lock, self._plain_errors():
            statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 -- the names are the program's own, and values are bound
            return self._db.execute(statement, tuple(values.values())).lastrowid or 0

    def rows(self, query: str, *values: Any) -> list[Row]:
        """The rows of a query; outside of a transaction nobody waits for another's sync."""
        with self._reading() as connection:
            return connection.execute(query, values).fetchall()

    def row(self, query: str, *values: Any) -> Row | None:
        """The first row of a query, or None."""
        with self._reading() as connection:
            found: Row | None = connection.execute(query, values).fetchone()
            return found

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        if self.is_writing:
            with self._plain_errors():
                yield self._db
            return
        with self._read_lock, self._plain_errors():
            yield self._reader

    @contextlib.contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & PRIMARY not in UNWRITABLE:
                raise
            raise OutputError(
                f"{self.path} cannot be written: {error}; make room on its disk", path=self.path
            ) from error

    def close(self) -> None:
        """Close the file."""
        with self._lock, self._read_lock:
            self._db.close()
            self._reader.close()
