"""The file of a desk as an older version of audiobrief left it."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from audiobrief.desk.database import FILE

DOWNGRADES = {
    # version of the tables -> what takes them back to the one before
    6: """ALTER TABLE session DROP COLUMN address;
ALTER TABLE session DROP COLUMN browser;
ALTER TABLE account DROP COLUMN factor;
ALTER TABLE account DROP COLUMN factor_step;
ALTER TABLE account DROP COLUMN offered;
DROP TABLE recovery""",
    5: "ALTER TABLE pronunciation DROP COLUMN language",
    4: "DROP TABLE feed",
    3: "ALTER TABLE copy DROP COLUMN page",
    2: "ALTER TABLE story DROP COLUMN revision",
}


def age(folder: Path, version: int) -> None:
    """Take the tables in a desk's folder back to an older version."""
    with contextlib.closing(sqlite3.connect(folder / FILE)) as database:
        for newer in sorted(DOWNGRADES, reverse=True):
            if newer > version:
                database.executescript(DOWNGRADES[newer])
        database.execute(f"PRAGMA user_version={version}")
