"""What the journal stores besides the articles' rows: versions, sites, dependencies and runs."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from msgspec.json import decode as decode_json
from msgspec.json import encode as encode_json

from audiobrief.batch.journal_file import JournalFile, checksum_of, read_back
from audiobrief.cleaner.sites import Site
from audiobrief.episode.dependencies import Dependencies
from audiobrief.publish.versions import Version


class JournalLedger(JournalFile):
    """The open journal without the articles' rows."""

    def __init__(self, path: Path, *, renew: bool = False) -> None:
        """Open it as `JournalFile` does."""
        self._kept: set[str] = set()
        super().__init__(path, renew=renew)

    def keep_dependencies(self, digest: str, made_of: Dependencies) -> None:
        """Store the dependencies of episodes under their digest, once for each digest."""
        if digest not in self._kept:
            values = [digest, json.dumps(made_of.to_json())]
            self._execute(
                "INSERT OR REPLACE INTO dependencies VALUES (?, ?, ?)",
                [*values, checksum_of(values)],
            )
            self._kept.add(digest)

    def find_dependencies(self, digest: str) -> Dependencies | None:
        """The dependencies stored under a digest, or None."""
        found = self._execute("SELECT * FROM dependencies WHERE digest = ?", [digest])
        if not found or checksum_of(list(found[0][:2])) != found[0][2]:
            return None
        return Dependencies(**json.loads(found[0][1]))

    def keep_site(self, site: Site) -> None:
        """Store what is known of a site, in place of what was."""
        content = {"lines": dict(site.lines), "keys": site.keys}
        values = [site.host, json.dumps(content)]
        self._execute(
            "INSERT OR REPLACE INTO sites VALUES (?, ?, ?)", [*values, checksum_of(values)]
        )

    def find_site(self, host: str) -> Site | None:
        """What is known of the site at `host`, or None."""
        found = self._execute("SELECT * FROM sites WHERE host = ?", [host])
        if not found or checksum_of(list(found[0][:2])) != found[0][2]:
            return None
        content = json.loads(found[0][1])
        return Site(host, content["lines"], tuple(content["keys"]))

    def keep_version(self, identity: str, version: Version) -> None:
        """Store a version of an item's episode, in place of one with the same number."""
        values = [identity, version.number, encode_json(version).decode()]
        self._execute(
            "INSERT OR REPLACE INTO versions VALUES (?, ?, ?, ?)",
            [*values, checksum_of(values)],
        )

    def versions_of(self, identity: str) -> tuple[Version, ...]:
        """The versions of an item's episode, the oldest first; damaged ones are left out."""
        found = self._execute("SELECT * FROM versions WHERE id = ? ORDER BY number", [identity])
        return tuple(
            decode_json(values[2], type=Version)
            for *values, checksum in (map(read_back, row) for row in found)
            if checksum == checksum_of(values)
        )

    def forget_versions(self, identity: str) -> None:
        """Remove the versions of an item's episode, with the sentences in them."""
        self._execute("DELETE FROM versions WHERE id = ?", [identity])

    def note_run(self, started: float, summary: dict[str, Any]) -> None:
        """Store a summary of a run; `started` is in seconds since 1970."""
        values = [float(started), time.time(), json.dumps(summary)]
        self._execute("INSERT INTO runs VALUES (?, ?, ?, ?)", [*values, checksum_of(values)])

    def runs(self) -> list[dict[str, Any]]:
        """The summaries of the last 20 runs, the latest first."""
        found = self._execute("SELECT * FROM runs ORDER BY started DESC LIMIT 20")
        return [
            {"started": started, "ended": ended, **json.loads(summary)}
            for started, ended, summary, checksum in found
            if checksum == checksum_of([started, ended, summary])
        ]
