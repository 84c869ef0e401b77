"""Copies the journal to a remote output, so that another machine can continue the run.

SQLite needs a local disk, so the run works on a local file. Each upload writes the whole file,
and object stores show an object whole or not at all.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import Any

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import BESIDE, DAMAGED, FILE
from audiobrief.errors import BatchError
from audiobrief.system.files import write_whole
from audiobrief.system.locations import INTERNAL
from audiobrief.system.storage import open_filesystem, put_whole

PUT_EVERY_S = 60
"""The least time between two uploads, in seconds."""
MOST_OF_TIME = 0.05
"""The largest share of a run's time for uploads; a journal of a million articles has 0.6 GB."""
FETCHED = ".fetched"


class JournalCopy:
    """Keeps a copy of the journal in a remote output; does nothing if `address` is empty."""

    def __init__(self, journal: Journal, address: str) -> None:
        self._journal, self._address = journal, address
        self._due = time.monotonic() + PUT_EVERY_S
        self.problem = ""
        """A line for the user that says why the last upload failed; empty if it succeeded."""

    def renew(self) -> None:
        """Upload the journal, unless the last upload was a short while ago."""
        if self._address and time.monotonic() > self._due:
            self.put()

    def put(self) -> None:
        """Upload the journal; if that fails, the run goes on and `problem` says why."""
        if not self._address:
            return
        begun = time.monotonic()
        try:
            files, root = open_filesystem(self._address)
            put_whole(files, f"{root}/{INTERNAL}/{FILE}", self._journal.serialize())
            self.problem = ""
            # older releases put it where a site serves it
            with contextlib.suppress(FileNotFoundError):
                files.rm_file(f"{root}/{FILE}")
        except Exception as error:  # noqa: BLE001 -- each store has errors of its own
            self.problem = (
                f"the journal could not be copied to {self._address}: {error}; "
                "run it again from this machine, which has it"
            )
        now = time.monotonic()
        self._due = now + max(PUT_EVERY_S, (now - begun) / MOST_OF_TIME)


def fetch_journal(address: str, path: Path) -> None:
    """Fetch the journal of a remote output to `path`, unless the local one is as recent.

    Raises:
        BatchError: the store cannot be read.
    """
    files, root = open_filesystem(address)
    content = _read(files, address, f"{root}/{INTERNAL}/{FILE}") or _read(
        files, address, f"{root}/{FILE}"
    )
    if not content:
        return
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


def _read(files: Any, address: str, path: str) -> bytes:
    """The content of a file in a store; empty if there is none."""
    try:
        return bytes(files.cat_file(path))
    except FileNotFoundError:
        return b""
    except Exception as error:
        raise BatchError(f"cannot read {address}/{FILE}: {error}") from error


def _last_ended(path: Path) -> float:
    with Journal(path, renew=True) as journal:
        return journal.last_ended()
