"""The journal's file: opened, checked, put aside if it is damaged, read and written.

With WAL and ``synchronous=NORMAL`` the last commits before a power cut may be
lost; those articles are then made again.

SQLite trusts what it reads (only its WAL has checksums), so each row carries a
checksum. A row whose checksum does not match is treated as missing, and its
article is made again. A file that SQLite itself cannot read is put aside.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import zlib
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from audiobrief.batch.journal_tables import SCHEMA, TABLES, UPGRADED, VERSION
from audiobrief.errors import BatchError

FILE = "batch.sqlite"
"""The journal's file name, beside the episodes' folders."""
FAULTS = (sqlite3.Error, OSError, ValueError)
"""ValueError: sqlite3's messages may quote bytes of a damaged file that it cannot decode."""
MACHINE = {
    # errors of the disk, the memory or other processes, not of the file's content
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_INTERRUPT,
}  # fmt: skip
WRITABLE = "make its folder writable, or choose another with -o"
NEW_ONE = "move it away to start a new one"
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


class JournalFile(ABC):
    """An open journal, whatever is stored in it. For one process and one thread."""

    def __init__(self, path: Path, *, renew: bool = False) -> None:
        """Open or make the journal at `path`; with `renew`, replace one that is damaged.

        Raises:
            BatchError: the file is no journal, has another version, or cannot be written.
        """
        self.path = path
        self.damaged: set[Any] = set()
        """The `id` of each row that was left out because it is damaged."""
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
            # what is deleted of a withdrawn story must not stay in the file's free pages
            self._db.execute("PRAGMA secure_delete=ON")
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

    @abstractmethod
    def _upgrade(self) -> None:
        """Take over the rows of an older version, in one transaction."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def checkpoint(self) -> None:
        """Move everything into the journal's own file, so that its WAL holds nothing deleted."""
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def serialize(self) -> bytes:
        """The content of the whole journal as one file, for a copy elsewhere."""
        return self._db.serialize()

    def _execute(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            return self._db.execute(sql, [_storable(value) for value in values]).fetchall()
        except FAULTS as error:
            raise self._refusal(error) from error

    def _refusal(self, error: Exception) -> BatchError:
        reason, advice = str(error), ADVICE.get(_code_of(error), NEW_ONE)
        with contextlib.suppress(OSError):
            if self.path.exists() and not self.path.is_file():
                reason, advice = "it is no regular file", NEW_ONE
        return BatchError(
            f"cannot use the journal {self.path}: {reason}; {advice}", path=self.path
        )


def checksum_of(values: Sequence[Any]) -> int:
    """The checksum that is stored with these values."""
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


def read_back(value: Any) -> Any:
    """A value from SQLite as it was before `_storable`."""
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
