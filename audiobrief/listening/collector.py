"""Brings what is unread in reading lists into the inbox, and marks there what was made.

It runs in a thread of its own, since a service may take half a minute to answer. What it knows
is written down: an article is taken once, though it stays unread at its service.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, islice, takewhile
from pathlib import Path
from typing import Any, Self

import msgspec

from audiobrief.errors import AudiobriefError, ConfigError
from audiobrief.listening.inbox import Inbox, Wish
from audiobrief.listening.receiver import add_saved
from audiobrief.reading_lists import ReadingList, Saved, open_list
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.json_content import WrongJson, decode_json
from audiobrief.system.locations import INTERNAL

KNOWN = f"{INTERNAL}/reading-lists.json"
"""What was taken from each list, relative to the folder of episodes."""
FIRST = 50
"""Articles that are taken at the first look at a list: many people keep thousands."""
OVERLAP = timedelta(hours=1)
"""How far back before the newest article that is known a service is asked: one that it was sent later
may bear an earlier time."""
AHEAD = timedelta(days=1)
"""How far after now an article may be saved: the clocks of two machines differ, and their zones."""
MOST_SEEN = 20_000
OWN_OPTIONS = {
    # key of a list's table that is not the service's -> its default
    "mark_done": False, "first": FIRST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Progress:
    """What is known of one list."""

    since: datetime | None = None
    """When the newest article was saved that was there at the last whole look, by the service's clock.
    By this machine's if nothing was there; None if there was no such look."""
    seen: tuple[str, ...] = ()
    """Ids of articles that were taken, the latest last, and of those that the first look left out."""
    to_mark: tuple[str, ...] = ()
    """Ids of articles that are made, and not yet marked as done at the service."""


@dataclass(slots=True)
class _List:
    opened: ReadingList
    marks_done: bool
    first: int
    told: str = ""
    progress: Progress = field(default_factory=Progress)


class Collector:
    """The reading lists of one desk; use it as a block."""

    def __init__(
        self,
        root: Path,
        lists: Mapping[str, Mapping[str, Any]],
        *,
        every_s: float,
        tell: Callable[[str], None],
    ) -> None:
        """`lists` maps each service's name to its settings; `tell` gets lines about troubles.

        Raises:
            ConfigError: a service or a setting is unknown, or a secret is missing.
        """
        self._path = root / KNOWN
        self._inbox = Inbox(root)
        self._every_s = every_s
        self._tell = tell
        self._lock = threading.Lock()
        self._asked = threading.Event()
        self._ended = False
        known = _read_known(self._path)
        self._lists = {
            name: _open(name, options, known.get(name)) for name, options in lists.items()
        }
        self._thread = threading.Thread(target=self._run, daemon=True, name="collector")

    def __enter__(self) -> Self:
        if self._lists:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        # the thread is a daemon: a service that does not answer delays nobody's end
        self._ended = True
        self._asked.set()

    def note_made(self, wish: Wish) -> None:
        """Note that the episode of a wish is there, to mark it as done at its service."""
        found = self._lists.get(wish.list)
        if found is None or not found.marks_done or not wish.list_id:
            return
        self._keep(found, lambda known: replace(known, to_mark=(*known.to_mark, wish.list_id)))
        self._asked.set()

    def collect(self) -> None:
        """Look at every list once. Raises nothing: each trouble is told once, and tried again."""
        for found in self._lists.values():
            try:
                self._mark(found)
                self._take(found)
            except AudiobriefError as error:
                self._tell_once(found, str(error))
            except Exception as error:  # noqa: BLE001 -- a service may be anybody's plug-in, and the others go on
                self._tell_once(
                    found, f"{found.opened.name} failed: {type(error).__name__}: {error}"
                )
            else:
                found.told = ""

    def _tell_once(self, found: _List, trouble: str) -> None:
        if trouble != found.told:
            found.told = trouble
            self._tell(trouble)

    def _run(self) -> None:
        while not self._ended:
            self.collect()
            if self._asked.wait(self._every_s):
                self._asked.clear()

    def _mark(self, found: _List) -> None:
        for identity in found.progress.to_mark:
            found.opened.mark_done(identity)
            self._keep(found, partial(_without_mark, identity))

    def _take(self, found: _List) -> None:
        since = found.progress.since
        started = datetime.now(UTC)
        if since is not None and since > started + AHEAD:
            # a clock was ahead, here or there: nothing that was saved since would be after it
            since = None
        asked = None if since is None else since - OVERLAP
        listed = found.opened.list_unread(asked)
        seen = set(found.progress.seen)
        there = list(islice(listed, max(found.first, 1)) if since is None else listed)
        newest = max((each.added for each in there if each.added), default=since or started)
        wanted = there
        if since is None:
            wanted = there[: found.first]
            self._leave_out(found, chain(there[found.first :], listed), newest - OVERLAP)
        new = [each for each in wanted if each.id not in seen]
        # the newest is put into the inbox last, so that it is the newest wish
        for saved in reversed(new):
            if self._ended:
                return
            self._add(found, saved)
            self._keep(found, partial(_with_seen, (saved.id,)))
        # a service may list an old article alone, which was changed or is the newest that is left
        last = max(newest, since or newest)
        self._keep(found, lambda known: replace(known, since=last))

    def _leave_out(self, found: _List, listed: Iterable[Saved], after: datetime) -> None:
        """Note what the first look does not take, of what the next one will be told again.

        `listed` has the newest first; those from `after` on are told again. So is what has no day,
        since a service that keeps none cannot leave out what is older.
        """
        near = takewhile(lambda each: each.added is None or each.added >= after, listed)
        left = tuple(each.id for each in islice(near, MOST_SEEN))
        self._keep(found, partial(_with_seen, left))

    def _add(self, found: _List, saved: Saved) -> None:
        html = saved.html or found.opened.read(saved)
        if html.strip() or saved.url:
            add_saved(self._inbox, replace(saved, html=html), of_list=found.opened.name)

    def _keep(self, found: _List, change: Callable[[Progress], Progress]) -> None:
        """Change what is known of a list, and write it down.

        Two threads do so. `change` is called with the lock held, so that it knows what the other
        one noted while the disk was waited for.
        """
        with self._lock:
            found.progress = change(found.progress)
            known = {**_read_known(self._path)}
            known |= {name: each.progress for name, each in self._lists.items()}
            write_whole(self._path, msgspec.json.encode(known) + b"\n")


def _without_mark(identity: str, known: Progress) -> Progress:
    rest = tuple(each for each in known.to_mark if each != identity)
    return replace(known, to_mark=rest)


def _with_seen(ids: tuple[str, ...], known: Progress) -> Progress:
    return replace(known, seen=(*known.seen, *ids)[-MOST_SEEN:])


def _open(name: str, options: Mapping[str, Any], progress: Progress | None) -> _List:
    own = {key: options.get(key, default) for key, default in OWN_OPTIONS.items()}
    for key, default in OWN_OPTIONS.items():
        if type(own[key]) is not type(default):
            kind = "true or false" if isinstance(default, bool) else "a whole number"
            raise ConfigError(f"[reading_lists.{name}]: {key} must be {kind}")
    rest = {key: value for key, value in options.items() if key not in OWN_OPTIONS}
    return _List(
        open_list(name, rest),
        marks_done=bool(own["mark_done"]),
        first=int(own["first"]),
        progress=progress or Progress(),
    )


def _read_known(path: Path) -> dict[str, Progress]:
    try:
        return decode_json(read_regular(path), dict[str, Progress])
    except (OSError, WrongJson):
        # without it, the newest articles of each list are taken once more, and found to be made
        return {}
