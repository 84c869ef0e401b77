"""How it is known that nothing changed: marks of pages, and what settings come to."""

from __future__ import annotations

import hashlib
import os

from audiobrief.batch.items import Item
from audiobrief.episode.dependencies import Dependencies, lexicons_beside, of_settings
from audiobrief.settings.tree import Settings
from audiobrief.system.storage import is_remote


def mark_of(item: Item) -> str:
    """What tells a page's state without reading it; empty where only reading tells.

    Of a file: size, time of its last change (ns) and inode, and those of the
    lexicons beside it. Of a page that the list brought: its digest. Of an
    address: what the list says of its last change.
    """
    if item.page is not None:
        text = item.page.text.encode("utf-8", "replace")
        return hashlib.blake2b(text, digest_size=16).hexdigest()
    if not item.path or is_remote(item.path):
        return item.mark
    return " ".join(map(_mark_of_file, (item.path, *lexicons_beside(item.path)))).rstrip()


def _mark_of_file(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 -- three a page of ten thousand: no Path for each
    except OSError:
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"


class SettingsDigests:
    """All in the settings that an episode depends on, by profile, and its digest."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._found: dict[int, tuple[str, Dependencies]] = {}

    def digest_for(self, url: str) -> str:
        """For a page at `url`: that of `dependencies_for`."""
        return self._find(url)[0]

    def dependencies_for(self, url: str) -> Dependencies:
        """For a page at `url`: the settings of its profile, and the files that they name."""
        return self._find(url)[1]

    def _find(self, url: str) -> tuple[str, Dependencies]:
        # for a million articles: digested once
        chosen = self._settings.for_url(url)
        if id(chosen) not in self._found:
            made_of = of_settings(chosen)
            self._found[id(chosen)] = (made_of.digest, made_of)
        return self._found[id(chosen)]
