"""How often somebody may try to log in, counted by account and by the network's address."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from typing import NamedTuple

from audiobrief.desk.database import Database
from audiobrief.desk.ledger import Ledger
from audiobrief.errors import DeskForbidden

TRIES = 5
"""Failed log-ins of one account, or from one address, before the next one has to wait."""
TRIES_OF_ADDRESS = 20
"""A newsroom may share an address."""
WINDOW_S = 15 * 60


class Visitor(NamedTuple):
    """Where somebody logs in from."""

    address: str = ""
    """The network's address."""
    browser: str = ""
    """What the browser says that it is, for people."""


NOWHERE = Visitor()


class Tries:
    """The log-ins that failed in the last quarter of an hour."""

    def __init__(self, database: Database, ledger: Ledger) -> None:
        self._database, self._ledger = database, ledger

    @contextlib.contextmanager
    def one(self, name: str, visitor: Visitor) -> Iterator[None]:
        """Count what the block looks at as a try that failed, until the block has ended.

        It is counted before it is looked at: the slow hash takes so long that dozens of requests
        that come at once would all find no failed one.

        Raises:
            DeskForbidden: there were too many tries; the block does not begin.
        """
        with self._database.transaction():
            wait, now = self.wait_before(name, visitor.address), time.time()
            if not wait:
                self._database.write("DELETE FROM attempt WHERE at < ?", now - WINDOW_S)
                for who in _who_tries(name, visitor.address):
                    self._database.insert("attempt", who=who, at=now)
        if wait:
            self.note(name, "log-in refused", visitor)
            raise DeskForbidden(f"too many log-ins failed; wait {wait // 60 + 1} minutes")
        try:
            yield
        except DeskForbidden:
            self.note(name, "log-in failed", visitor)
            raise
        of_name, of_address = _who_tries(name, visitor.address)
        with self._database.transaction():
            self._database.write("DELETE FROM attempt WHERE who = ?", of_name)
            # what others tried from the same address stays counted
            self._database.write(
                "DELETE FROM attempt WHERE who = ? AND at = ?", of_address, now
            )

    def wait_before(self, name: str, address: str) -> int:
        """The seconds until somebody may try to log in again; 0 for at once."""
        now, longest = time.time(), 0.0
        limits = (TRIES, TRIES_OF_ADDRESS)
        for who, most in zip(_who_tries(name, address), limits, strict=True):
            row = self._database.row(
                "SELECT count(*) AS n, max(at) AS last FROM attempt WHERE who = ? AND at > ?",
                who, now - WINDOW_S,
            )  # fmt: skip
            if row is not None and row["n"] >= most:
                # each further try doubles the wait, from a minute up to the window
                wait = min(60.0 * 2 ** (row["n"] - most), WINDOW_S)
                longest = max(longest, row["last"] + wait - now)
        return max(round(longest), 0)

    def note(self, name: str, what: str, visitor: Visitor) -> None:
        """Write what came of a log-in into the ledger."""
        with self._database.transaction():
            self._ledger.note(name[:64], what, address=visitor.address)
        self._ledger.tell()


def _who_tries(name: str, address: str) -> tuple[str, str]:
    """Under what a try is counted: the name of the account, and the network's address."""
    return f"name {name[:64]}", f"address {address}"
