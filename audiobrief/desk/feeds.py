"""The feeds that editors follow; they stand in the database, beside those given at the start."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath

from audiobrief.desk.database import Database
from audiobrief.desk.intake import FEED
from audiobrief.desk.ledger import Ledger
from audiobrief.desk.remedies import for_editors
from audiobrief.errors import DeskConflict, DeskError, StoryNotFound
from audiobrief.fetch import is_address
from audiobrief.fetch.addresses import check_url
from audiobrief.fetch.settings import FetchSettings

MOST_FEEDS = 200
ID_BYTES = 8
KEY_LENGTH = 400
"""The most characters of a receipt's key."""
DIGEST_BYTES = 16
SOURCE_LENGTH = KEY_LENGTH - 2 * DIGEST_BYTES - 1
"""The most characters of a source in a key: a space and the digest of an article fit behind it."""
KEEPER = "whoever started the desk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source whose articles come to the desk."""

    id: str
    """16 hexadecimal digits, always the same for one address."""
    address: str
    """For a file or folder of this machine its name alone."""
    by: str
    """Who follows it."""
    added: datetime | None = None
    """When somebody added it; None for one that was given when the desk was started."""
    is_fixed: bool = False
    """Whether it was given when the desk was started, so that no browser can end it."""
    looked: datetime | None = None
    """When it was looked at last; None if it was not looked at since the desk was started."""
    problem: str = ""
    """Why it could not be read then; empty if it could."""
    stories: int = 0
    """How many stories have come from it."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is looked at."""

    name: str
    """An address, or what the command line named."""
    is_fixed: bool


def key_of(source: str, item: str) -> str:
    """The key by which the article `item` of a source is taken once."""
    key = _beginning_of_keys(source) + item
    # two addresses may differ in their last characters alone, so nothing is cut off
    return key if len(key) <= KEY_LENGTH else _beginning_of_keys(source) + _digest(item)


def _beginning_of_keys(source: str) -> str:
    """What the keys of all articles of a source begin with; its last character is a space."""
    return f"{source if len(source) <= SOURCE_LENGTH else _digest(source)} "


class Feeds:
    """The feeds of one desk."""

    def __init__(self, database: Database, ledger: Ledger, fetch: FetchSettings) -> None:
        self._database, self._ledger, self._fetch = database, ledger, fetch
        self._lock = threading.Lock()
        self._fixed: tuple[str, ...] = ()
        self._looked: dict[str, tuple[datetime, str]] = {}
        """Source -> when it was looked at, and the problem."""

    def fix(self, sources: Iterable[str]) -> None:
        """Follow these sources, which whoever started the desk trusts, files among them."""
        self._fixed = tuple(dict.fromkeys(sources))

    def add(self, address: str, by: str) -> tuple[Feed, bool]:
        """Follow a feed of the web; returns it, and whether it is new.

        It is fetched later, with all limits on where programs may connect.

        Raises:
            DeskError: it is no address of the web, or there are too many feeds.
            PageRefused: the address may not be fetched.
        """
        address = address.strip().strip("<>\"'")
        if address.lower().startswith("feed:"):
            # how browsers once handed feeds on: feed://news.example/, feed:https://news.example/
            rest = address[5:]
            address = f"https:{rest}" if rest.startswith("//") else rest
        if not is_address(address) and "." in address and " " not in address:
            address = f"https://{address}"
        if not address.lower().startswith(("http://", "https://")):
            raise DeskError(
                f"{address[:80]!r} is no address of a feed; give one such as "
                "https://news.example/feed.xml"
            )
        check_url(address, allow_private=self._fetch.allow_private)
        with self._database.transaction():
            known = {source.name for source in self.sources()}
            if address not in known:
                if len(known) >= MOST_FEEDS:
                    raise DeskError(f"a desk follows at most {MOST_FEEDS} feeds; end one first")
                self._database.insert("feed", address=address, author=by, added=time.time())
                self._ledger.note(by, "feed followed", name=address)
        self._ledger.tell()
        return self.find(id_of(address)), address not in known

    def remove(self, feed: str, by: str) -> None:
        """Follow a feed no longer; the stories that came from it stay.

        Raises:
            StoryNotFound: it is not followed.
            DeskConflict: it was given when the desk was started.
        """
        with self._database.transaction():
            found = self.find(feed)
            if found.is_fixed:
                raise DeskConflict(
                    f"{found.address} was given when the desk was started; start it without "
                    "that --follow"
                )
            self._database.write("DELETE FROM feed WHERE address = ?", found.address)
            self._ledger.note(by, "feed ended", name=found.address)
        self._ledger.tell()

    def find(self, feed: str) -> Feed:
        """The feed with that id.

        Raises:
            StoryNotFound: it is not followed.
        """
        found = next((each for each in self.list_all() if each.id == feed), None)
        if found is None:
            raise StoryNotFound(f"there is no feed {feed[:40]!r} that this desk follows")
        return found

    def list_all(self) -> list[Feed]:
        """All that is followed, what was given at the start first."""
        rows = self._database.rows("SELECT * FROM feed ORDER BY added")
        fixed = [(name, KEEPER, None) for name in self._fixed]
        added = [(r["address"], r["author"], r["added"]) for r in rows]
        return [
            self._feed_of(name, by, at)
            for name, by, at in (*fixed, *added)
            if at is None or name not in self._fixed
        ]

    def sources(self) -> list[Source]:
        """What is to be looked at."""
        rows = self._database.rows("SELECT address FROM feed ORDER BY added")
        fixed = [Source(name, is_fixed=True) for name in self._fixed]
        added = [Source(row["address"], is_fixed=False) for row in rows]
        return [*fixed, *(each for each in added if each.name not in self._fixed)]

    def note_look(self, source: str, problem: str) -> None:
        """Note that a source was looked at now."""
        with self._lock:
            self._looked[source] = datetime.now(UTC), for_editors(problem)

    def _feed_of(self, name: str, by: str, added: float | None) -> Feed:
        with self._lock:
            looked, problem = self._looked.get(name, (None, ""))
        beginning = _beginning_of_keys(name)
        # "!" comes next in ASCII after the space that ends it
        row = self._database.row(
            "SELECT count(*) AS n FROM receipt WHERE author = ? AND key >= ? AND key < ?",
            FEED, beginning, f"{beginning[:-1]}!",
        )  # fmt: skip
        return Feed(
            id=id_of(name), address=name if is_address(name) else PurePath(name).name or name,
            by=by, added=datetime.fromtimestamp(added, UTC) if added else None,
            is_fixed=added is None, looked=looked, problem=problem,
            stories=int(row["n"]) if row else 0,
        )  # fmt: skip


def id_of(source: str) -> str:
    """The id of what is followed."""
    return _digest(source, ID_BYTES)


def _digest(text: str, length: int = DIGEST_BYTES) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=length).hexdigest()
