"""The journal's tables in SQLite; the columns of an article's row follow the fields of `Row`."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from audiobrief.batch.row import Row

VERSION = 9
"""The version of the tables, which SQLite keeps in user_version."""
UPGRADED = {2, 3, 4, 5, 6, 7, 8}
"""Older versions whose rows are taken over; 2 stored their dependencies in another way."""
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
CREATE INDEX IF NOT EXISTS by_list ON articles (list, left) WHERE list <> '';
CREATE TABLE IF NOT EXISTS dependencies
    (digest TEXT PRIMARY KEY, content TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sites
    (host TEXT PRIMARY KEY, content TEXT, checksum INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions
    (id TEXT, number INTEGER, content TEXT, checksum INTEGER, PRIMARY KEY (id, number))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (started REAL, ended REAL, summary TEXT, checksum INTEGER);
PRAGMA user_version = {VERSION};
"""
SCHEMA = "SELECT sql FROM sqlite_schema ORDER BY name"
