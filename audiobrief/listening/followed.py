"""The feeds, folders and lists that a listener follows, and when each is looked at again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from audiobrief.batch.items import Listed, Unlisted
from audiobrief.batch.sources import read_sources
from audiobrief.fetch import is_address
from audiobrief.listening.followed_folder import Signature, list_folder, sign_folder
from audiobrief.settings.tree import Settings
from audiobrief.system.storage import is_remote

LOCAL_S = 5.0
"""Time between two looks at a folder or file of this machine, in seconds."""


@dataclass(slots=True)
class _Source:
    name: str
    path: Path | None
    """The source if it is a folder or file of this machine, else None."""
    due: float = 0.0
    """When to read it next, whether it changed or not, in seconds of the monotonic clock."""
    look: float = 0.0
    """When to look next whether the file changed, by the same clock."""
    signature: Signature = ()
    """What told a change when it was last read."""


class Followed:
    """The sources that are followed; each is read when it is due."""

    def __init__(self, names: Iterable[str], settings: Settings, every_s: float) -> None:
        """`every_s` is the time between two looks at a feed or a list, in seconds."""
        self._sources = [_Source(name, _path_of(name)) for name in dict.fromkeys(names)]
        self._settings = settings
        self._every_s = every_s

    def list_due(self) -> Iterator[Listed]:
        """The articles of all sources that are due, each source read when it is its turn."""
        for source in self._sources:
            if self._is_due(source):
                yield from self._list(source)

    def has_due(self) -> bool:
        """Whether a source should be read now."""
        return any(map(self._is_due, self._sources))

    def _is_due(self, source: _Source) -> bool:
        now = time.monotonic()
        if now >= source.due:
            return True
        if source.path is None or now < source.look:
            return False
        source.look = now + LOCAL_S
        if _sign(source.path) != source.signature:
            source.due = now
        return now >= source.due

    def _list(self, source: _Source) -> Iterator[Listed]:
        source.due = time.monotonic() + self._every_s
        if source.path is None:
            yield from read_sources(
                [source.name], self._settings.fetch, bounds=self._settings.batch
            )
            return
        source.signature = _sign(source.path)
        if not source.path.is_dir():
            # a list may name feeds, so it is also read again though it has not changed
            yield from read_sources(
                [source.name], self._settings.fetch, bounds=self._settings.batch
            )
            return
        source.due = float("inf")
        try:
            yield from list_folder(source.path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            yield Unlisted(
                source.name, f"{source.name} cannot be read: {reason}", path=source.name
            )


def _path_of(name: str) -> Path | None:
    if is_address(name) or is_remote(name):
        return None
    path = Path(name)
    return path if path.exists() else None


def _sign(path: Path) -> Signature:
    try:
        if path.is_dir():
            return sign_folder(path)
        found = path.stat()
    except OSError:
        return ()
    return ((path.name, found.st_mtime_ns, found.st_size),)
