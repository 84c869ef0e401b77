"""Takes stories in: each submission once, on the disk before it is answered."""

from __future__ import annotations

import hashlib
import secrets
import time
from datetime import datetime
from typing import Any

from audiobrief.batch.items import Item
from audiobrief.desk.database import Database, Row
from audiobrief.desk.edits import shorten
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.states import State, Story, Work
from audiobrief.desk.stories import Stories
from audiobrief.errors import DeskConflict
from audiobrief.system.packing import pack

ID_BYTES = 12
"""96 random bits: an id is in addresses, and nobody guesses another one."""
RECEIPT_DAYS = 30
"""How long the key of a submission is remembered, in days."""
SECONDS_PER_DAY = 86_400
LONGEST_NAME = 200
"""The most characters of what a story is called until it is read."""
FEED = "a feed"
"""The author of what is followed. Its receipts stay: a feed may hold stories for years."""
BATCH = "a batch"
"""The author of what `batch` or `watch` made and held back. Its receipts stay, too."""


class Intake:
    """The submissions to one desk."""

    def __init__(self, database: Database, ledger: Ledger, stories: Stories) -> None:
        self._database, self._ledger, self._stories = database, ledger, stories

    def submit(
        self, item: Item, by: str, *, key: str = "", due: datetime | None = None
    ) -> tuple[Story, bool]:
        """Accept a story; returns it, and whether it is new.

        The same `key` of the same author, or the same address, gives the story that is there. A
        story that was refused is tried again.

        Raises:
            DeskConflict: the key was used for something else.
        """
        source = pack(item)
        digest = hashlib.sha256(source).hexdigest()
        now = time.time()
        with self._stories.changing():
            found = self._find_known(item, digest, by, key, now)
            if found is not None:
                return self._stories.read(found["id"]), False
            story = self.add(item, by, due=due.timestamp() if due else None)
            if key:
                self.remember_key(key, by, story, digest=digest)
            return self._stories.read(story), True

    def add(self, item: Item, by: str, **columns: Any) -> str:
        """Put a story on the desk, whatever is there; returns its id."""
        story, now = secrets.token_urlsafe(ID_BYTES), time.time()
        address = item.url if item.is_on_web else ""
        columns = {"state": State.SUBMITTED, "work": Work.READ, **columns}
        self._database.insert(
            "story", id=story, version=1, name=_shown(item), url=item.url, address=address,
            submitted=now, changed=now, author=by, **columns,
        )  # fmt: skip
        self._database.insert("copy", story=story, source=pack(item))
        self._ledger.note(by, "submitted", story, name=_shown(item))
        return story

    def knows_key(self, key: str, by: str) -> bool:
        """Whether something came from that author with that key."""
        found = self._database.row(
            "SELECT 1 FROM receipt WHERE author = ? AND key = ?", by, key
        )
        return found is not None

    def find_by_key(self, key: str, by: str) -> Story | None:
        """The story that came from that author with that key, or None."""
        found = self._database.row(
            "SELECT story FROM receipt WHERE author = ? AND key = ?", by, key
        )
        return self._stories.read(found["story"]) if found is not None else None

    def list_keys(self, story: str, by: str) -> set[str]:
        """The keys with which a story came from that author."""
        found = self._database.rows(
            "SELECT key FROM receipt WHERE author = ? AND story = ?", by, story
        )
        return {row["key"] for row in found}

    def remember_key(self, key: str, by: str, story: str, *, digest: str = "") -> None:
        """Note that a story came from that author with that key."""
        self._database.insert(
            "receipt", key=key, author=by, digest=digest, story=story, at=time.time()
        )

    def submit_once(
        self, item: Item, by: str, *, key: str, due: datetime | None = None
    ) -> tuple[Story | None, bool]:
        """Accept a story unless one came with that key, whatever was in it; as `submit`."""
        if self.knows_key(key, by):
            return None, False
        return self.submit(item, by, key=key, due=due)

    def _find_known(self, item: Item, digest: str, by: str, key: str, now: float) -> Row | None:
        if key:
            self._database.write(
                "DELETE FROM receipt WHERE at < ? AND author NOT IN (?, ?)",
                now - RECEIPT_DAYS * SECONDS_PER_DAY, FEED, BATCH,
            )  # fmt: skip
            receipt = self._database.row(
                "SELECT digest, story FROM receipt WHERE author = ? AND key = ?", by, key
            )
            if receipt is not None:
                if receipt["digest"] != digest:
                    raise DeskConflict(
                        f"the idempotency key {key[:40]!r} was used for another submission; "
                        "take a new key for each"
                    )
                return self._database.row("SELECT id FROM story WHERE id = ?", receipt["story"])
        if not item.is_on_web:
            return None
        row = self._database.row(
            "SELECT id, state FROM story WHERE address = ? AND state <> ?",
            item.url, State.WITHDRAWN,
        )  # fmt: skip
        if row is not None and row["state"] == State.REFUSED:
            self._stories.change(
                row["id"], state=State.SUBMITTED, work=Work.READ, reason="", advice="",
                tries=0, not_before=0.0,
            )  # fmt: skip
            self._ledger.note(by, "submitted", row["id"], again=True)
        return row


def _shown(item: Item) -> str:
    """What was submitted, in one line for people."""
    told = item.title or item.url or item.source
    return shorten(" ".join(told.split()), LONGEST_NAME)
