"""Where an output's journal is, and how one moves there from where older releases kept it.

The journal names files of this machine, so it is in a folder whose name begins with a dot: no
site serves that (`system.locations.INTERNAL`).
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from pathlib import Path

from audiobrief.batch.journal_file import BESIDE, DAMAGED, FILE
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import held_alone
from audiobrief.system.storage import is_remote

LOCK = ".lock"
"""Suffix of the lock file beside a journal, which keeps the journal to one run at a time."""


def find_journal(output: str) -> Path:
    """The path of an output's journal; for a remote output it is in the user's state folder."""
    if not is_remote(output):
        return Path(output.removeprefix("file://")) / INTERNAL / FILE
    import platformdirs

    name = hashlib.sha256(output.rstrip("/").encode()).hexdigest()[:16]
    return platformdirs.user_state_path("audiobrief") / "journals" / f"{name}.sqlite"


def move_old_journal(output: str) -> None:
    """Move the journal of an older release, beside the episodes, to where it is now.

    Does nothing if there is none, or if a run of an older release is using it. Raises nothing:
    where the folder cannot be written, the run itself says so.
    """
    path = find_journal(output)
    old = path.parent.parent / FILE
    if is_remote(output) or path.exists() or not old.is_file():
        return
    with held_alone(old.with_name(FILE + LOCK)) as free, contextlib.suppress(OSError):
        if not free:
            return
        # afterwards the file alone is the journal, so that one rename moves it
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(old)) as database,
        ):
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            database.execute("PRAGMA journal_mode=DELETE")
        path.parent.mkdir(exist_ok=True)
        for end in (DAMAGED, *(f"{DAMAGED}{each}" for each in BESIDE), *BESIDE, ""):
            with contextlib.suppress(FileNotFoundError):
                old.with_name(FILE + end).replace(path.with_name(FILE + end))
        old.with_name(FILE + LOCK).unlink(missing_ok=True)
