"""The ledger: everything that anyone did, with a name; also what the streams of events tell."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from audiobrief.desk.database import Database, Row

KEPT = 1_000
"""The newest entries that are held in memory, from which most streams go on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody did."""

    number: int
    """Counts up from 1; the id of the event in a stream."""
    at: datetime
    author: str
    """Who did it: an account, a program's token, or "the desk" itself."""
    what: str
    """"submitted", "made", "edited", "approved", "published", "logged in" and so on."""
    story: str = ""
    """The id of the story that it is about; empty if it is about none."""
    detail: dict[str, Any] = field(default_factory=dict)
    """What else is to be known: the state, the version, a reason."""


class Ledger:
    """Writes entries, and tells them to whoever listens once they are on disk."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._listeners: set[Callable[[Entry], None]] = set()
        last = database.row("SELECT max(number) AS last FROM ledger")
        self._told = last["last"] or 0 if last else 0
        self._recent: deque[Entry] = deque(maxlen=KEPT)
        self._first = self._told + 1
        """The number from which on `_recent` has every entry."""

    def note(self, author: str, what: str, story: str = "", **detail: Any) -> None:
        """Write an entry, in the transaction that is open; call `tell` after it."""
        self._database.insert(
            "ledger", at=time.time(), author=author, what=what, story=story,
            detail=msgspec.json.encode(detail).decode(),
        )  # fmt: skip

    def tell(self) -> None:
        """Tell the listeners what was written since; they must not block."""
        with self._lock:
            query = "SELECT * FROM ledger WHERE number > ? ORDER BY number"
            for entry in map(_entry_of, self._database.rows(query, self._told)):
                self._recent.append(entry)
                self._told = entry.number
                for listener in tuple(self._listeners):
                    listener(entry)
            if len(self._recent) == KEPT:
                self._first = self._recent[0].number

    def listen(self, listener: Callable[[Entry], None]) -> Callable[[], None]:
        """Call `listener` with each entry from now on; the function returned ends that."""
        self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def read(self, *, after: int = 0, story: str = "", most: int = KEPT) -> list[Entry]:
        """The entries with greater numbers than `after`, the oldest first."""
        if after + 1 >= self._first and not story:
            found = [entry for entry in tuple(self._recent) if entry.number > after]
            return found[:most]
        query = "SELECT * FROM ledger WHERE number > ?"
        values: list[Any] = [after]
        if story:
            query, values = f"{query} AND story = ?", [after, story]
        rows = self._database.rows(f"{query} ORDER BY number LIMIT ?", *values, most)
        return [_entry_of(row) for row in rows]

    def read_back(self, *, before: int = 0, story: str = "", most: int = 100) -> list[Entry]:
        """The newest entries with smaller numbers than `before` (0: all), the newest first."""
        query, values = "SELECT * FROM ledger WHERE (? = 0 OR number < ?)", [before, before]
        rows = self._database.rows(
            f"{query} AND (? = '' OR story = ?) ORDER BY number DESC LIMIT ?",
            *values, story, story, most,
        )  # fmt: skip
        return [_entry_of(row) for row in rows]

    @property
    def last(self) -> int:
        """The number of the newest entry that was told."""
        return self._told


def _entry_of(row: Row) -> Entry:
    return Entry(
        row["number"],
        datetime.fromtimestamp(row["at"], UTC),
        row["author"],
        row["what"],
        row["story"],
        msgspec.json.decode(row["detail"]),
    )
