"""Makes what is wished for and what is followed, in rounds of a batch, until it is told to end.

Each event of a round that settles a wish is written down at once: first the shelf, then the
inbox. A desk that is killed between the two fulfils the wish a second time, from what is there.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from audiobrief.batch.events import Event, Kind
from audiobrief.batch.items import MAY_PASS, Reason
from audiobrief.batch.start import Tally, start_run
from audiobrief.batch.withdrawal import Record
from audiobrief.errors import AudiobriefError
from audiobrief.listening.followed import Followed
from audiobrief.listening.inbox import Inbox, Wish
from audiobrief.listening.sent_pages import SentPages
from audiobrief.listening.upcoming import LINGER_S, LOOK_S, Upcoming, is_due
from audiobrief.publish.register import read_register
from audiobrief.publish.shelf import Place, change_place
from audiobrief.settings.tree import Settings
from audiobrief.system.cores import count_cores

FINAL = {
    # kinds of event after which an article is settled
    Kind.MADE, Kind.FAILED, Kind.SKIPPED, Kind.DUPLICATE, Kind.HELD, Kind.WITHDRAWN, Kind.ASKED,
    Kind.KEPT_AWAY,
}  # fmt: skip
THERE = {Kind.MADE, Kind.SKIPPED, Kind.DUPLICATE, Kind.ASKED}
"""Kinds after which an article has an episode."""
AHEAD = 1
"""Articles that are read while the workers make others."""
PASSING = MAY_PASS | {Reason.OUTPUT}
"""Reasons after which a wish is tried again. A disk that is full has room some day, and nobody has to
be asked for another folder, as a producer has."""
MAX_TRIES = 12
"""Tries of an article whose site does not answer; with the waits between them, two days."""
BUSY_S = 5.0
"""The wait while another command uses the journal, in seconds."""

Show = Callable[[Event, Tally], None]
Tell = Callable[[str], None]


class Rounds:
    """The rounds of one desk; `run` returns when `end` was called."""

    def __init__(
        self,
        root: Path,
        settings: Settings,
        follow: Iterable[str] = (),
        *,
        every_s: float,
        linger_s: float = LINGER_S,
        fulfilled: Callable[[Wish], None] = lambda _: None,
    ) -> None:
        """`fulfilled` is called for each wish that has its episode, from the thread of `run`."""
        self._root = root
        self._settings = _unheld(settings)
        self._inbox = Inbox(root)
        self._followed = Followed(follow, settings, every_s)
        self._sent = SentPages(root)
        self._linger_s = linger_s
        self._fulfilled = fulfilled
        self._ended = threading.Event()

    def end(self) -> None:
        """Let `run` return as soon as the articles in work are made."""
        self._ended.set()

    def run(self, show: Show, tell: Tell) -> None:
        """Make what comes. `show` gets each event, `tell` a line about what stops a round.

        An exception, such as KeyboardInterrupt, ends the articles in work; the next desk makes
        them.
        """
        self._inbox.sweep()
        told = ""
        while not self._ended.is_set():
            if not self._has_work():
                self._ended.wait(LOOK_S)
                continue
            problem = self._run_round(show)
            if problem:
                if problem != told:
                    tell(problem)
                self._ended.wait(BUSY_S)
            told = problem

    def _has_work(self) -> bool:
        with contextlib.suppress(AudiobriefError):
            return self._followed.has_due() or any(map(is_due, self._inbox.list_wishes()))
        return False

    def _run_round(self, show: Show) -> str:
        """One round; returns what stopped it, or an empty text."""
        most = (self._settings.batch.workers or count_cores()) + AHEAD
        upcoming = Upcoming(
            self._inbox,
            self._followed,
            most,
            is_sent=self._sent.__contains__,
            linger_s=self._linger_s,
        )
        try:
            with start_run(upcoming, str(self._root), self._settings) as started:
                for event in started:
                    upcoming.note_alive()
                    if event.kind in FINAL:
                        self._settle(event, upcoming)
                    show(event, started.tally)
                    if self._ended.is_set():
                        upcoming.end()
                # the address of a feed has no event of its own, and its articles are made
                for wish in upcoming.unsettled():
                    self._close(wish)
        except (AudiobriefError, OSError) as error:
            # such as a disk that is full: what is there is served all the same
            return str(error)
        else:
            return started.unrenewed
        finally:
            upcoming.end()

    def _settle(self, event: Event, upcoming: Upcoming) -> None:
        identity = event.row.id
        wish = upcoming.find_wish(identity)
        if wish is not None:
            self._answer(wish, event, upcoming)
        upcoming.settle(identity)

    def _answer(self, wish: Wish, event: Event, upcoming: Upcoming) -> None:
        """Write down what became of a wish."""
        row = event.row
        if event.kind is Kind.KEPT_AWAY:
            self._bring_back(wish, row.id)
        elif event.kind is Kind.DUPLICATE and _is_sent(wish) and row.duplicate_of != row.id:
            # the story was made from what its site shows to strangers; the page that a browser
            # sent is the whole one
            self._sent.add(row.id)
            upcoming.settle(row.id)
            with contextlib.suppress(OSError):
                upcoming.take_again(self._inbox.item_of(wish, row.duplicate_of), wish)
        elif event.kind in THERE and row.folder:
            if _is_sent(wish):
                self._sent.add(row.id)
            self._shelve(row.folder, wish)
            self._close(wish)
        else:
            is_final = row.reason not in PASSING or wish.tries + 1 >= MAX_TRIES
            problem = event.message or f"it is {event.kind.value}"
            self._inbox.fail(wish, problem, is_final=is_final)

    def _shelve(self, folder: str, wish: Wish) -> None:
        """Note when an episode was added; who adds it again wants to hear it again."""

        def place(known: Place) -> Place:
            return replace(known, added=wish.added, archived=None, finished=None)

        change_place(self._root, folder, place)

    def _close(self, wish: Wish) -> None:
        self._fulfilled(wish)
        self._inbox.settle(wish)

    def _bring_back(self, wish: Wish, identity: str) -> None:
        """Let a story that its listener deleted be made again; others stay withdrawn."""
        stone = read_register(self._root).find(identity=identity, url=wish.url)
        if stone is not None and stone.is_deleted:
            Record(str(self._root), self._settings).restore(stone.id or stone.url or identity)
            # this round has had it, so the next one takes it
            self._inbox.try_again(wish)
            return
        day = f" on {stone.withdrawn:%Y-%m-%d}" if stone else ""
        self._inbox.fail(
            wish,
            f"its story was withdrawn{day}; `audiobrief restore` lets it be made",
            is_final=True,
        )


def _is_sent(wish: Wish) -> bool:
    """Whether a browser sent the page as its reader sees it."""
    return wish.is_text and not wish.is_bare


def _unheld(settings: Settings) -> Settings:
    """The settings without `require_approval`: whoever listens approves of what they hear."""
    profiles = {host: _unheld(each) for host, each in settings.profiles.items()}
    batch = replace(settings.batch, require_approval=False)
    return replace(settings, batch=batch, profiles=profiles)
