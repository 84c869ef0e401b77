"""Read-later services and their exports: what somebody saved there to read, and hears here.

    service --list_unread--> Saved... --read--> the article as the service keeps it
            <--mark_done--- only if its user asks for it

Each service is a class with the protocol `ReadingList` in a file of its own. To add one, name it
in `SERVICES` or, from a package of your own, in the entry-point group
``audiobrief.reading_lists``. Nothing but `mark_done` changes anything at a service.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, runtime_checkable

from audiobrief.errors import ConfigError, ReadingListError

ENTRY_POINTS = "audiobrief.reading_lists"
SERVICES = {
    # name in the settings -> the service's class as "module:class"
    "instapaper": "audiobrief.reading_lists.instapaper:Instapaper",
    "karakeep": "audiobrief.reading_lists.karakeep:Karakeep",
    "miniflux": "audiobrief.reading_lists.miniflux:Miniflux",
    "readeck": "audiobrief.reading_lists.readeck:Readeck",
    "wallabag": "audiobrief.reading_lists.wallabag:Wallabag",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """One article that somebody saved."""

    id: str
    """Its id at the service; stays when the article is changed there."""
    url: str = ""
    """The article's address; empty for a note without one."""
    title: str = ""
    added: datetime | None = None
    """When it was saved, timezone-aware; None if the service does not say."""
    html: str = ""
    """The article's own markup, if the list came with it; else empty."""


@runtime_checkable
class ReadingList(Protocol):
    """A list of saved articles, as one user of a service has it."""

    name: str
    """The service's name in the settings and in messages."""

    def list_unread(self, since: datetime | None) -> Iterator[Saved]:
        """The unread articles, the newest first; those saved before `since` may be left out.

        `since` is timezone-aware; None for all.

        Raises:
            ReadingListError: the service does not answer as documented.
        """
        ...

    def read(self, saved: Saved) -> str:
        """The article's own markup as the service keeps it.

        Empty if the service has none; the article is then fetched from its address.

        Raises:
            ReadingListError: the service does not answer as documented.
        """
        ...

    def mark_done(self, identity: str) -> None:
        """Archive an article, or mark it as read, by its id.

        Raises:
            ReadingListError: the service does not answer as documented.
        """
        ...


def open_list(name: str, options: Mapping[str, Any]) -> ReadingList:
    """The reading list of that name, with its settings as keyword arguments.

    Raises:
        ConfigError: the name or a setting is unknown, or a secret is missing.
    """
    try:
        opened: ReadingList = _find_class(name)(**options)
    except TypeError as error:
        raise ConfigError(f"[reading_lists.{name}]: {_flaw(str(error))}") from error
    except ReadingListError as error:
        raise ConfigError(f"[reading_lists.{name}]: {error}") from error
    return opened


def _find_class(name: str) -> Any:
    if name in SERVICES:
        module, _, attribute = SERVICES[name].partition(":")
        return getattr(importlib.import_module(module), attribute)
    import difflib
    from importlib import metadata

    plugins = metadata.entry_points(group=ENTRY_POINTS)
    if name in plugins.names:
        try:
            return plugins[name].load()
        except (ImportError, AttributeError) as error:
            raise ConfigError(
                f"reading list '{name}' cannot be loaded: {error}; reinstall its package"
            ) from error
    known = [*SERVICES, *plugins.names]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
    raise ConfigError(f"reading list '{name}' is unknown; {hint}")


def _flaw(said: str) -> str:
    """What Python says of wrong keyword arguments, in the words of a settings file."""
    name = said.rpartition("'")[0].rpartition("'")[2]
    if "unexpected keyword" in said:
        return f"{name} is unknown"
    return f"{name} is missing" if "missing" in said else said
