"""The journal: what happened to every article, in an SQLite file that only the run writes.

The journal names only files that are durable, since a worker answers once its
episode is (`files.staged`). Each state is committed as it comes, which takes some 0.05 ms.
With WAL and ``synchronous=NORMAL`` the last commits before a power cut may be
lost; those articles are then made again.

SQLite trusts what it reads (only its WAL has checksums), so each row carries a
checksum. A row whose checksum does not match is treated as missing, and its
article is made again. A file that SQLite itself cannot read is put aside.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from audiobrief.cleaner.sites import Site
from audiobrief.episode.dependencies import Dependencies
from audiobrief.errors import BatchError

FILE = "batch.sqlite"
"""The journal's file name, beside the episodes' folders."""
FAULTS = (sqlite3.Error, OSError, ValueError)
"""ValueError: sqlite3's messages may quote bytes of a damaged file that it cannot decode."""
VERSION = 4
"""The version of the tables, which SQLite keeps in user_version."""
UPGRADED = {2, 3}
"""Older versions whose rows are taken over; 2 stored their dependencies in another way."""
MACHINE = {
    # errors of the disk, the memory or other processes, not of the file's content
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT,
}  # fmt: skip
WRITABLE = "make its folder writable, or choose another with -o"
ADVICE = {
    # SQLite's primary error code -> what to do
    sqlite3.SQLITE_FULL: "make room and run the command again",
    sqlite3.SQLITE_CANTOPEN: WRITABLE,
    sqlite3.SQLITE_PERM: WRITABLE,
    sqlite3.SQLITE_READONLY: WRITABLE,
    sqlite3.SQLITE_IOERR: "check its disk, then run the command again",
    sqlite3.SQLITE_BUSY: "another program has it open; close that program and run the command again",
    sqlite3.SQLITE_LOCKED: "another program has it open; close that program and run the command again",
}
PRIMARY = 0xFF
"""The lowest byte of an extended SQLite error code, which holds the primary code."""
DAMAGED = ".damaged"
"""Suffix of a damaged journal that was put aside."""
BESIDE = ("-wal", "-shm")
"""Suffixes of the files that SQLite keeps beside a database."""


class State(StrEnum):
    """The state of an article."""

    MADE = "made"
    FAILED = "failed"
    DUPLICATE = "duplicate"
    """Another item is the same article; `Row.folder` names its episode's folder."""


@dataclass(slots=True)
class Row:
    """What the journal stores about one article; each field is a column."""

    id: str
    source: str
    state: str = ""
    mark: str = ""
    """The mark of the page's file or list entry; it shows changes without reading the page."""
    page_digest: str = ""
    """The digest of the page's content."""
    lexicon_digest: str = ""
    """The digest of the lexicons beside the page; empty if there are none."""
    script_digest: str = ""
    text_digest: str = ""
    settings_digest: str = ""
    """The digest of the episode's other dependencies, for `Journal.find_dependencies`."""
    why: str = ""
    """Why the episode was last made."""
    title: str = ""
    url: str = ""
    """The canonical address that the page gives, or empty."""
    folder: str = ""
    """The name of the episode's folder; it stays the same when the episode is made again."""
    audio: str = ""
    files: str = "[]"
    """The names of the files in the folder, as a JSON list."""
    duplicate_of: str = ""
    """The `id` of the item whose episode it shares."""
    reason: str = ""
    message: str = ""
    detail: str = ""
    about_url: str = ""
    """The address that the failure is about, or empty."""
    about_path: str = ""
    """The file that the failure is about, or empty."""
    note: str = ""
    tries: int = 0
    """How often the last run that took it up tried it."""
    words: int = 0
    characters: int = 0
    dropped: str = "{}"
    """Reason -> characters left out, as JSON."""
    confidence: float = 1.0
    """How sure its article is, 0 to 1."""
    doubts: str = ""
    """What speaks against its article, gravest first; empty if nothing does."""
    duration_ms: int = 0
    audio_bytes: int = 0
    lufs: float | None = None
    true_peak_dbtp: float | None = None
    engine: str = ""
    read_ms: int = 0
    make_ms: int = 0
    ended: float = 0.0
    """When it got its state, in seconds since 1970."""


COLUMNS = tuple(column.name for column in fields(Row))
KINDS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    # type of a field -> type of its column, and the conversion of a value before it is stored
    "int": ("INTEGER", int),
    "float": ("REAL", float),
    # SQLite cannot store NaN, and returns None for it
    "float | None": ("REAL", lambda v: None if v is None or math.isnan(v) else float(v)),
    "str": ("TEXT", str),
}
STORED = tuple(KINDS[str(column.type)][1] for column in fields(Row))
_COLUMNS = ", ".join(
    f"{column.name} {KINDS[str(column.type)][0]}"
    + (" PRIMARY KEY" if column.name == "id" else "")
    + (" NOT NULL" if "None" not in str(column.type) else "")
    for column in fields(Row)
)
TABLES = f"""
CREATE TABLE IF NOT EXISTS articles ({_COLUMNS}, checksum INTEGER) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_url ON articles (url) WHERE url <> '';
CREATE INDEX IF NOT EXISTS by_text ON articles (text_digest) WHERE text_digest <> '';
CREATE INDEX IF NOT EXISTS by_folder ON articles (folder) WHERE folder <> '';
CREATE TABLE IF NOT EXISTS dependencies
    (digest TEXT PRIMARY KEY, content TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sites
    (host TEXT PRIMARY KEY, content TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (started REAL, ended REAL, summary TEXT, checksum INTEGER);
PRAGMA user_version = {VERSION};
"""
SCHEMA = "SELECT sql FROM sqlite_schema ORDER BY name"


class Journal:
    """The open journal: rows by id. For one process and one thread."""

    def __init__(self, path: Path, *, renew: bool = False) -> None:
        """Open or make the journal at `path`; with `renew`, replace one that is damaged.

        Raises:
            BatchError: the file is no journal, has another version, or cannot be written.
        """
        self.path = path
        self.damaged: set[Any] = set()
        """The `id` of each row that was left out because it is damaged."""
        self._kept: set[str] = set()
        self.renewed = ""
        """What was wrong with the journal that was put aside; empty if none was."""
        try:
            self._open(check=renew)
        except FAULTS as error:
            if not (renew and _is_damage(error, path)):
                raise self._refusal(error) from error
            self.renewed = str(error)
            try:
                self._put_aside()
                self._open(check=False)
            except FAULTS as again:
                raise self._refusal(again) from again

    def _open(self, *, check: bool) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(self.path, isolation_level=None)
        try:
            # text that is no longer valid UTF-8 fails its row's checksum, and raises nothing
            self._db.text_factory = lambda content: content.decode("utf-8", "replace")
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            self._prepare()
            if check:
                self._check()
        except BaseException:
            self._db.close()
            raise

    def _check(self) -> None:
        # quick_check would not find an index entry for a missing row
        (said,) = self._db.execute("PRAGMA integrity_check(1)").fetchone()
        if said != "ok":
            raise sqlite3.DatabaseError(said)
        with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
            fresh.executescript(TABLES)
            if self._db.execute(SCHEMA).fetchall() != fresh.execute(SCHEMA).fetchall():
                raise sqlite3.DatabaseError("its tables are not those of a journal")

    def _put_aside(self) -> None:
        aside = f"{self.path}{DAMAGED}"
        for ending in BESIDE:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self.path}{ending}").replace(f"{aside}{ending}")
        self.path.replace(aside)

    def _prepare(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version in UPGRADED:
            self._upgrade()
            return
        if version not in {0, VERSION}:
            raise BatchError(
                f"the journal {self.path} was written by another version of audiobrief; "
                "move it away to start a new one", path=self.path,
            )  # fmt: skip
        self._db.executescript(TABLES)

    def _upgrade(self) -> None:
        """Take over the rows of an older version, in one transaction."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            columns = [row[1] for row in self._db.execute("PRAGMA table_info(articles)")]
            for index in ("by_url", "by_text", "by_folder"):
                self._db.execute(f"DROP INDEX IF EXISTS {index}")
            self._db.execute("ALTER TABLE articles RENAME TO older")
            for statement in filter(str.strip, TABLES.split(";")):
                self._db.execute(statement)
            for found in self._db.execute("SELECT * FROM older"):
                *values, checksum = map(_read_back, found)
                if checksum == _checksum(values):
                    named = dict(zip(columns, values, strict=False))
                    self.put(Row(**{key: named[key] for key in COLUMNS if key in named}))
                else:
                    self.damaged.add(values[0])
            self._db.execute("DROP TABLE older")
            self._db.execute("COMMIT")
        except BaseException:
            self._db.execute("ROLLBACK")
            raise

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
            [*values, _checksum(values)],
        )

    def keep_dependencies(self, digest: str, made_of: Dependencies) -> None:
        """Store the dependencies of episodes under their digest, once for each digest."""
        if digest not in self._kept:
            values = [digest, json.dumps(made_of.to_json())]
            self._execute(
                "INSERT OR REPLACE INTO dependencies VALUES (?, ?, ?)",
                [*values, _checksum(values)],
            )
            self._kept.add(digest)

    def find_dependencies(self, digest: str) -> Dependencies | None:
        """The dependencies stored under a digest, or None."""
        found = self._execute("SELECT * FROM dependencies WHERE digest = ?", [digest])
        if not found or _checksum(list(found[0][:2])) != found[0][2]:
            return None
        return Dependencies(**json.loads(found[0][1]))

    def keep_site(self, site: Site) -> None:
        """Store what is known of a site, in place of what was."""
        content = {"lines": dict(site.lines), "keys": site.keys}
        values = [site.host, json.dumps(content)]
        self._execute(
            "INSERT OR REPLACE INTO sites VALUES (?, ?, ?)", [*values, _checksum(values)]
        )

    def find_site(self, host: str) -> Site | None:
        """What is known of the site at `host`, or None."""
        found = self._execute("SELECT * FROM sites WHERE host = ?", [host])
        if not found or _checksum(list(found[0][:2])) != found[0][2]:
            return None
        content = json.loads(found[0][1])
        return Site(host, content["lines"], tuple(content["keys"]))

    def find_made(self, *, url: str, text_digest: str, but: str) -> Row | None:
        """Another item's row, made, with this canonical address or else this text, or None."""
        if url and (row := self._one("url = ? AND id <> ? AND state = 'made'", url, but)):
            return row
        return self._one("text_digest = ? AND id <> ? AND state = 'made'", text_digest, but)

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

    def note_run(self, started: float, summary: dict[str, Any]) -> None:
        """Store a summary of a run; `started` is in seconds since 1970."""
        values = [float(started), time.time(), json.dumps(summary)]
        self._execute("INSERT INTO runs VALUES (?, ?, ?, ?)", [*values, _checksum(values)])

    def runs(self) -> list[dict[str, Any]]:
        """The summaries of the last 20 runs, the latest first."""
        found = self._execute("SELECT * FROM runs ORDER BY started DESC LIMIT 20")
        return [
            {"started": started, "ended": ended, **json.loads(summary)}
            for started, ended, summary, checksum in found
            if checksum == _checksum([started, ended, summary])
        ]

    def serialize(self) -> bytes:
        """The content of the whole journal as one file, for a copy elsewhere."""
        return self._db.serialize()

    def _one(self, where: str, *values: Any) -> Row | None:
        sql = f"SELECT * FROM articles WHERE {where} LIMIT 1"  # noqa: S608 -- conditions are literals, values are bound
        found = self._execute(sql, values)
        return self._checked(found[0]) if found else None

    def _checked(self, found: Sequence[Any]) -> Row | None:
        *values, checksum = map(_read_back, found)
        if checksum == _checksum(values):
            return Row(*values)
        self.damaged.add(values[0])
        return None

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, [_storable(value) for value in values]).fetchall()
        except FAULTS as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> BatchError:
        advice = ADVICE.get(_code_of(error), "move it away to start a new one")
        return BatchError(
            f"cannot use the journal {self.path}: {error}; {advice}", path=self.path
        )


def _checksum(values: Sequence[Any]) -> int:
    # ascii() tells 1, 1.0 and "1" apart, and accepts lone surrogates
    return zlib.crc32(ascii(values).encode())


def _code_of(error: Exception) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & PRIMARY


def _storable(value: Any) -> Any:
    """The value as SQLite can store it: a text with lone surrogates as bytes.

    The names of files that are not UTF-8 have lone surrogates (PEP 383).
    """
    if isinstance(value, str) and not value.isascii():
        content = value.encode("utf-8", "surrogatepass")
        return value if content.decode("utf-8", "replace") == value else content
    return value


def _read_back(value: Any) -> Any:
    # bytes that no longer decode stay bytes, and fail their row's checksum
    with contextlib.suppress(UnicodeDecodeError):
        return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value
    return value


def _is_damage(error: Exception, path: Path) -> bool:
    """Whether the file's content caused the error, not the disk or another process."""
    code = _code_of(error)
    if code == sqlite3.SQLITE_READONLY:
        # a flipped bit in the header can make a database read-only (SQLite file format, 1.3.4)
        return os.access(path, os.W_OK)
    return path.is_file() and not isinstance(error, OSError) and code not in MACHINE
