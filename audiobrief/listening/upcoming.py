"""Hands a run the articles that come next: the newest wish, then what is followed.

A run takes a list as fast as it can. So the list ends each time at as many articles as the run
can work on at once, and goes on when one of them is settled: a wish that comes meanwhile is next.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from audiobrief.batch.items import Item, Listed
from audiobrief.errors import ListenError
from audiobrief.listening.followed import Followed
from audiobrief.listening.inbox import Inbox, Wish

LOOK_S = 0.5
"""Time between two looks at the inbox, in seconds."""
LINGER_S = 60.0
"""How long a round waits for more when all is made, in seconds. Its workers have loaded the voice,
which those of a new round would first have to do."""
STUCK_S = 60.0
"""Time without any event after which one article more is handed out, in seconds: an article that
turns out to be a feed ends without an event of its own."""
RETRY_S = 300.0
"""The wait after the first failure that may pass, in seconds; it doubles with each further one."""
MAX_RETRY_S = 6 * 3600.0


class Upcoming:
    """The articles of one round, for the thread that lists them; `settle` is for the run's."""

    def __init__(
        self,
        inbox: Inbox,
        followed: Followed,
        most: int,
        *,
        is_sent: Callable[[str], bool] = lambda _: False,
        linger_s: float = LINGER_S,
    ) -> None:
        """`most` is how many articles the run can work on at once.

        `is_sent` says whether the page at an address was sent by a browser: then the address
        itself, which may show less to strangers, is not read again because a feed names it.
        """
        self._inbox = inbox
        self._followed = followed
        self._most = most
        self._is_sent = is_sent
        self._linger_s = linger_s
        self._changed = threading.Condition()
        self._wishes: dict[str, Wish] = {}
        self._open: set[str] = set()
        self._seen: set[str] = set()
        self._again: list[Item] = []
        self._waiting: set[str] = set()
        """Ids of wishes that a later round takes, since this one had their article already."""
        self._moved = time.monotonic()
        self._over = False

    def __iter__(self) -> Iterator[Listed]:
        """The articles, until there are no more for a while."""
        more: Iterator[Listed] | None = None
        idle_since = time.monotonic()
        while not self._over:
            if not self._has_room():
                self._wait()
                continue
            item: Listed | None = self._next_wish()
            if item is None:
                if more is None and self._followed.has_due():
                    more = self._followed.list_due()
                followed = next(more, None) if more is not None else None
                if followed is None:
                    more = None
                    if self._is_idle(idle_since):
                        return
                    self._wait()
                    continue
                if not self._is_new(followed):
                    continue
                item = followed
            idle_since = time.monotonic()
            if isinstance(item, Item):
                self._take(item)
            yield item

    def find_wish(self, identity: str) -> Wish | None:
        """The wish that an article fulfils, or None if nobody asked for it."""
        with self._changed:
            return self._wishes.get(identity)

    def settle(self, identity: str) -> None:
        """Note that an article is settled.

        The inbox has to know first, or it would hand out the wish once more.
        """
        with self._changed:
            self._open.discard(identity)
            self._wishes.pop(identity, None)
            self._moved = time.monotonic()
            self._changed.notify()

    def note_alive(self) -> None:
        """Note that the run works on something."""
        self._moved = time.monotonic()

    def take_again(self, item: Item, wish: Wish) -> None:
        """Hand out another item for a wish; in a later round if this one has had that item."""
        with self._changed:
            if item.id in self._seen:
                self._waiting.add(wish.id)
                return
            self._wishes[item.id] = wish
            self._again.append(item)
            self._changed.notify()

    def end(self) -> None:
        """Let the listing thread end."""
        with self._changed:
            self._over = True
            self._changed.notify()

    def unsettled(self) -> list[Wish]:
        """Wishes that were handed out and never settled, such as addresses of feeds."""
        with self._changed:
            return list(self._wishes.values())

    # ----------------------------------------------------------------- inside

    def _has_room(self) -> bool:
        stuck = int((time.monotonic() - self._moved) / STUCK_S)
        return len(self._open) < self._most + stuck

    def _wait(self) -> None:
        with self._changed:
            if not self._over:
                self._changed.wait(LOOK_S)

    def _is_idle(self, since: float) -> bool:
        if self._open:
            return self._has_room() and time.monotonic() - self._moved > STUCK_S
        # what this round has had waits for the next one
        return bool(self._waiting) or time.monotonic() - since > self._linger_s

    def _next_wish(self) -> Item | None:
        with self._changed:
            if self._again:
                return self._again.pop(0)
            taken = {wish.id for wish in self._wishes.values()} | self._waiting
        try:
            wishes = self._inbox.list_wishes()
        except ListenError:
            return None
        for wish in wishes:
            if wish.id in taken or not is_due(wish):
                continue
            try:
                item = self._inbox.item_of(wish)
            except OSError:
                continue
            with self._changed:
                if item.id not in self._seen:
                    self._wishes[item.id] = wish
                    return item
                self._waiting.add(wish.id)
        return None

    def _is_new(self, listed: Listed) -> bool:
        if not isinstance(listed, Item):
            return True
        return listed.id not in self._seen and not (
            listed.is_on_web and self._is_sent(listed.id)
        )

    def _take(self, item: Item) -> None:
        with self._changed:
            self._seen.add(item.id)
            self._open.add(item.id)
            self._moved = time.monotonic()


def is_due(wish: Wish) -> bool:
    """Whether a wish should be tried now, after the wait that its last failure asks for."""
    if not wish.tries:
        return True
    wait_s = min(RETRY_S * float(2 ** (wish.tries - 1)), MAX_RETRY_S)
    # a clock that was set back must not put it off until the clock is there again
    return not 0 <= time.time() - wish.tried < wait_s
