"""The journal of a remote output: worked on here, and put there, so that another machine can go on.

SQLite wants a disk of this machine. What is put there is the whole file at once, which
object stores show whole or not at all.
"""

from __future__ import annotations

import time
from pathlib import Path

from audiobrief.batch.journal import BESIDE, DAMAGED, FILE, Journal
from audiobrief.errors import BatchError
from audiobrief.system.files import write_whole
from audiobrief.system.storage import open_filesystem, put_whole

PUT_EVERY_S = 60
"""How often it is put there, seconds."""
MOST_OF_TIME = 0.05
"""What putting it may take of a run: a journal of a million articles has 0.6 GB."""
FETCHED = ".fetched"


class JournalCopy:
    """The journal where a remote output is; nothing where `address` is empty."""

    def __init__(self, journal: Journal, address: str) -> None:
        self._journal, self._address = journal, address
        self._due = time.monotonic() + PUT_EVERY_S
        self.problem = ""
        """Why the last one could not be put, as a line for the user; empty where it was."""

    def renew(self) -> None:
        """Put it, unless that was done a short while ago."""
        if self._address and time.monotonic() > self._due:
            self.put()

    def put(self) -> None:
        """Put it, whole; a store that refuses does not end the run."""
        if not self._address:
            return
        begun = time.monotonic()
        try:
            files, root = open_filesystem(self._address)
            put_whole(files, f"{root}/{FILE}", self._journal.serialize())
            self.problem = ""
        except Exception as error:  # noqa: BLE001 -- each store has errors of its own
            self.problem = (
                f"the journal could not be copied to {self._address}: {error}; "
                "run it again from this machine, which has it"
            )
        now = time.monotonic()
        self._due = now + max(PUT_EVERY_S, (now - begun) / MOST_OF_TIME)


def fetch_journal(address: str, path: Path) -> None:
    """Bring the journal of a remote output to `path`, unless what is there is as new.

    Raises:
        BatchError: the store cannot be read.
    """
    files, root = open_filesystem(address)
    try:
        content: bytes = files.cat_file(f"{root}/{FILE}")
    except FileNotFoundError:
        return
    except Exception as error:
        raise BatchError(f"cannot read {address}/{FILE}: {error}") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    fetched = path.with_name(path.name + FETCHED)
    write_whole(fetched, content)
    there = _last_ended(fetched)
    if not path.exists() or there > _last_ended(path):
        for end in BESIDE:
            path.with_name(path.name + end).unlink(missing_ok=True)
        fetched.replace(path)
    for end in ("", *BESIDE, DAMAGED):
        fetched.with_name(fetched.name + end).unlink(missing_ok=True)


def _last_ended(path: Path) -> float:
    with Journal(path, renew=True) as journal:
        return journal.last_ended()
