"""What a run does with stories that were taken back: what the producer's policy says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from audiobrief.batch.journal import Journal
from audiobrief.batch.row import Row, State
from audiobrief.publish.register import Register, Tombstone
from audiobrief.settings.tree import Settings

GONE = "gone"
LEFT = "left"
NOINDEX = "noindex"
STATUS = "status"
SAID = {
    # key of [record] -> what the run says of such a story
    LEFT: "it left {list}, where older stories still are",
    NOINDEX: "its page says noindex",
    STATUS: "its list says that it is withdrawn",
}
NO_LONGER = "it is published here, and its list says now that it is a draft"
"""What the run says of a story that its newsroom has put back to be worked on."""
SECONDS_PER_DAY = 86_400


class Missing(NamedTuple):
    """A story that a list named before, and names no longer."""

    row: Row
    was_pulled: bool
    """Whether it was taken out; False if it only grew old, as stories in a feed do."""


class Retractions:
    """Recognises withdrawn stories, and decides on those that were taken back."""

    def __init__(
        self,
        settings: Settings,
        read: Callable[[], Register] = Register,
        withdraw: Callable[[Row, str], None] | None = None,
        look_up: Callable[[Iterable[str], str], tuple[str, ...]] = lambda *_: (),
        *,
        looks_again: bool = True,
    ) -> None:
        """`read` returns the register as it is now; `withdraw` puts a row's story into it.

        `look_up` returns the folders of the output that hold a story with one of these ids or
        addresses, or in this folder, whoever made them. `looks_again` is False for a store, of
        which all data would be fetched in each run for a story that was kept away before.
        """
        self._settings = settings
        self._read = read
        self._withdraw = withdraw
        self._look_up = look_up
        self._looks_again = looks_again
        self._named: set[int] = set()
        """Hashes of the ids that lists have named; of a million ids they take 60 MB."""

    def find(
        self,
        *,
        identity: str = "",
        url: str = "",
        text_digest: str = "",
        body_digest: str = "",
    ) -> Tombstone | None:
        """The tombstone of the story with that id, that address or that text, or None."""
        register = self._read()
        if not register.tombstones:
            return None
        return register.find(
            identity=identity, url=url, text_digest=text_digest, body_digest=body_digest
        )

    def policy_for(self, row: Row, cause: str) -> str:
        """What happens to a row's episode: "keep", "withdraw" or "ask"."""
        if self._read().keeps(row.id, row.url):
            return "keep"
        chosen: str = getattr(self._settings.for_url(row.url or row.id).record, cause)
        return chosen

    def find_published(self, row: Row, cause: str, url: str = "") -> tuple[str, ...]:
        """The folders in which a story is published that the journal does not count as made.

        `url` is the address that its list gives.
        """
        if row.state == State.WITHDRAWN and not self._looks_again:
            return ()
        # an article that failed may have an earlier episode
        folder = row.folder if row.state == State.FAILED else ""
        if cause == STATUS:
            return self._look_up((row.id, row.url, url), folder)
        # that an address is gone, or asks not to be listed, says nothing of a story's other ones
        return () if row.state == State.DUPLICATE else self._look_up((row.id,), folder)

    def withdraw(self, row: Row, reason: str) -> None:
        """Withdraw a row's story: its files leave at the end of the run.

        Raises:
            OutputError: the register cannot be written.
        """
        if self._withdraw is not None:
            self._withdraw(row, reason)

    def note_named(self, identity: str) -> None:
        """Note that a list names the item with this id."""
        self._named.add(hash(identity))

    def find_missing(self, journal: Journal, source: str, now: float) -> list[Missing]:
        """The made stories that a list has named, and that it no longer names.

        Those that left it longer ago than they are followed are not among them. `now` is in
        seconds since 1970. Feeds hold the newest stories, so one that is older than all that
        are still there has only grown old.
        """
        days = self._settings.for_url(source).record.follow_days
        known = journal.named_by(source, left_since=now - days * SECONDS_PER_DAY)
        missing = [identity for identity, _ in known if hash(identity) not in self._named]
        if not missing:
            return []
        dates = [date for identity, date in known if hash(identity) in self._named and date]
        oldest = min(dates, default=0.0)
        rows = filter(None, map(journal.get, missing))
        return [
            Missing(row, was_pulled=not (row.published and oldest and row.published <= oldest))
            for row in rows
        ]
