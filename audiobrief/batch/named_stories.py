"""Finds the story that a person names: by its id, an address, its folder or one of its files.

    read_name(word) --> Name --> find_withdrawn(register) or find_stories(journal, episodes)

A name that means several stories is refused, and the message names them.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from audiobrief.batch.journal import Journal
from audiobrief.batch.row import HAVE_EPISODE, Row, State
from audiobrief.episode.ownership import identify
from audiobrief.errors import BatchError
from audiobrief.publish.addresses import DEFAULT_PORTS, address_key
from audiobrief.publish.library import Library
from audiobrief.publish.media import ANY_TYPE, media_type
from audiobrief.publish.register import Register, Tombstone
from audiobrief.secret_texts import hide
from audiobrief.system.storage import is_remote

MAX_PARTS = 2
"""Names in the path of an episode's folder: its section, if it lies in one, and its own."""
MAX_NAME_BYTES = 255
"""Most bytes of a file's name on the usual disks; they refuse to look for a longer one."""
PREVIEWS = {"127.0.0.1", "localhost", "::1"}
"""Hosts at which `audiobrief serve` shows an output: its addresses end as the published ones."""
LISTED = 8
"""Stories that a message names, at most."""
MADE = {*HAVE_EPISODE, State.FAILED}
"""States of rows that may have an episode: one that failed may have an earlier one."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a person's word for a story may mean."""

    said: str
    texts: tuple[str, ...] = ()
    """The ids, addresses and sources that it may be, as they are written."""
    folders: tuple[str, ...] = ()
    """The folders of the output that it may be."""

    @property
    def keys(self) -> frozenset[str]:
        """What its addresses have in common with their other spellings."""
        return frozenset(filter(None, map(address_key, self.texts)))


@dataclass(frozen=True, slots=True)
class Story:
    """A story that has an episode."""

    folder: str
    """Path of its folder below the output."""
    row: Row | None = None
    """What the journal has of it; None if no batch made it."""
    title: str = ""
    url: str = ""

    def __str__(self) -> str:
        told = ", ".join(filter(None, (self.title, self.url)))
        return f"{self.folder}/ ({told})" if told else f"{self.folder}/"


# ------------------------------------------------------------------- the name


def read_name(said: str, output: str, bases: Iterable[str] = ()) -> Name:
    """What a word for a story may mean.

    `output` is the folder of the episodes or its address in a store; `bases` are the addresses at
    which its site is published.

    Raises:
        BatchError: it is empty.
    """
    said = said.strip()
    if not said:
        raise BatchError(
            "no story is named; give its address, its id, or the name of its folder"
        )
    folders = (
        folder
        for path in _paths_in(said, output, tuple(bases))
        for folder in _folders_of(path)
        if _is_below(folder)
    )
    texts = list(dict.fromkeys((said, hide(said))))
    if "://" not in said:
        # a batch knows a file by its absolute path; people leave out the scheme of an address
        texts += [os.path.abspath(said), f"https://{said}"]  # noqa: PTH100 -- Path.resolve would follow links
    return Name(said, tuple(texts), tuple(dict.fromkeys(folders)))


def _paths_in(said: str, output: str, bases: Sequence[str]) -> Iterator[str]:
    """The paths below the output that a word may be."""
    if said.partition("://")[0].lower() in DEFAULT_PORTS:
        yield from _paths_on_site(said, bases)
    elif is_remote(said):
        above = f"{output.rstrip('/')}/"
        if said.startswith(above):
            yield said.removeprefix(above)
    else:
        is_file = said.startswith("file://")
        path = url2pathname(urlsplit(said).path) if is_file else said
        if not os.path.isabs(path):  # noqa: PTH117 -- the typed text is asked, and no Path is needed
            yield path.replace(os.sep, "/").removeprefix("./")
        if not is_remote(output):
            yield from _paths_in_folder(path, output.removeprefix("file://"))


def _paths_on_site(said: str, bases: Sequence[str]) -> Iterator[str]:
    try:
        parts = urlsplit(said)
        host = parts.hostname or ""
    except ValueError:
        return
    # what is published has no queries: "?embed" and "#t=93" lead to places in a page
    place = f"//{parts.netloc.lower()}{parts.path}"
    for base in filter(None, bases):
        above = urlsplit(base)
        begins = f"//{above.netloc.lower()}{above.path.rstrip('/')}/"
        if place.startswith(begins):
            yield unquote(place.removeprefix(begins))
    if host in PREVIEWS:
        yield unquote(parts.path.lstrip("/"))


def _paths_in_folder(path: str, output: str) -> Iterator[str]:
    if "\0" in path:
        return  # no system has such a path
    # a link to the output, or on the way to it, is another spelling of its path
    for plain in (os.path.abspath, os.path.realpath):
        below = os.path.relpath(plain(path), plain(output))
        if below != os.curdir:
            yield below.replace(os.sep, "/")


def _folders_of(path: str) -> Iterator[str]:
    """The folders that a path may lead to: itself, or the one that its file lies in."""
    path = path.rstrip("/")
    yield path
    above, _, last = path.rpartition("/")
    if above and media_type(last) != ANY_TYPE:
        yield above


def _is_below(folder: str) -> bool:
    parts = folder.split("/")
    return len(parts) <= MAX_PARTS and all(
        part
        and not part.startswith(".")
        and "\0" not in part
        and len(os.fsencode(part)) <= MAX_NAME_BYTES
        for part in parts
    )


# ------------------------------------------------------------------ the stories


def is_kept(name: Name, register: Register) -> bool:
    """Whether the name means a story that was restored, or kept whatever its page says."""
    return any(register.keeps(text, "") for text in name.texts) or any(
        folder in register.last_versions for folder in name.folders
    )


def find_withdrawn(name: Name, register: Register, output: str) -> Tombstone | None:
    """The tombstone of the story with that name, or None.

    Raises:
        BatchError: the name means several.
    """
    folders = set(name.folders)
    found = [stone for stone in register.tombstones if stone.folder in folders] or [
        stone
        for stone in register.tombstones
        if folders.intersection(stone.aliases)
        or any(stone.is_of(identity=text, url=text) for text in name.texts)
    ]
    if len(found) > 1:
        _refuse(name, output, [Story(each.folder or each.id, url=each.url) for each in found])
    return found[0] if found else None


def find_in_journal(name: Name, journal: Journal, register: Register) -> list[Story]:
    """The stories of a journal that are called so, as written: ids, addresses, folders, sources."""
    rows = [row for text in name.texts for row in journal.find_all(text)]
    rows += [row for folder in name.folders for row in journal.in_folder(folder)]
    return _stories_of(rows, journal, register)


def find_spelled(name: Name, journal: Journal, register: Register) -> list[Story]:
    """The stories of a journal whose addresses are other spellings of the name."""
    keys = name.keys
    if not keys:
        return []
    ids = (
        identity
        for identity, url in journal.addresses()
        if address_key(identity) in keys or address_key(url) in keys
    )
    rows = filter(None, map(journal.get, list(ids)))
    return _stories_of(rows, journal, register)


def find_listed(name: Name, library: Library) -> list[Story]:
    """The stories of a library whose addresses, ids or files, or later headlines, are the name."""
    keys, folders = name.keys, set(name.folders)
    identities = {identify("", text) for text in name.texts}
    return [
        Story(listing.folder, title=listing.title, url=listing.source)
        for listing in library.listings
        if address_key(listing.source) in keys
        or listing.identity in identities
        or folders.intersection(paths_of(listing.folder, listing.aliases))
    ]


def _stories_of(rows: Iterable[Row], journal: Journal, register: Register) -> list[Story]:
    found: dict[str, Story] = {}
    for row in rows:
        own = journal.get(row.duplicate_of) if row.state == State.DUPLICATE else row
        if own is None or not own.folder:
            continue
        # a run also asks about what another journal, or `audiobrief make`, has published
        if own.state not in MADE and not own.question:
            continue
        if register.find(identity=own.id) is None and register.of_folder(own.folder) is None:
            found[own.folder] = Story(own.folder, own, own.title, own.url)
    return list(found.values())


def choose(name: Name, output: str, stories: Iterable[Story]) -> Story | None:
    """The one story among those that were found, or None if there is none.

    Raises:
        BatchError: there are several.
    """
    by_folder: dict[str, Story] = {}
    for story in stories:
        by_folder.setdefault(story.folder, story)
    if len(by_folder) > 1:
        _refuse(name, output, list(by_folder.values()))
    return next(iter(by_folder.values()), None)


def paths_of(folder: str, names: Iterable[str]) -> tuple[str, ...]:
    """The paths of folders with these names beside an episode's folder."""
    above, _, _ = folder.rpartition("/")
    return tuple(f"{above}/{name}" if above else name for name in names)


def _refuse(name: Name, output: str, stories: Sequence[Story]) -> NoReturn:
    shown = "; ".join(map(str, stories[:LISTED]))
    more = f"; and {len(stories) - LISTED:,} more" if len(stories) > LISTED else ""
    raise BatchError(
        f"{name.said} may be one of {len(stories):,} stories in {output}: {shown}{more}; name one "
        "by its folder, with the slash"
    )
