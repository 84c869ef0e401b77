"""Detects changes: marks of pages, and digests of the settings that an episode depends on."""

from __future__ import annotations

import hashlib
import os

from audiobrief.batch.items import Item
from audiobrief.episode.dependencies import Dependencies, lexicons_beside, of_settings
from audiobrief.filed.article import ArticleData
from audiobrief.settings.tree import Settings
from audiobrief.system.storage import is_remote


def mark_of(item: Item) -> str:
    """A text that changes when a page changes; empty if only reading the page can tell.

    For a file it holds the size, the time of the last change (ns) and the inode of the file
    and of the lexicons beside it. For a page inside the list it is the page's digest, and for
    an address the time of the last change that the list states. What a content system or a feed
    says of the article is part of it.
    """
    mark = _mark_of_page(item)
    said = digest_of_data(item.given, item.hints)
    return f"{mark} {said}" if mark and said else mark


def digest_of_data(*data: ArticleData | None) -> str:
    """A digest of what is given of an article besides its page; empty if nothing is."""
    if not any(data):
        return ""
    import msgspec

    return hashlib.blake2b(msgspec.json.encode(data), digest_size=16).hexdigest()


def _mark_of_page(item: Item) -> str:
    if item.page is not None:
        text = item.page.text.encode("utf-8", "replace")
        return hashlib.blake2b(text, digest_size=16).hexdigest()
    if not item.path or is_remote(item.path):
        return item.mark
    return " ".join(map(_mark_of_file, (item.path, *lexicons_beside(item.path)))).rstrip()


def _mark_of_file(path: str) -> str:
    try:
        found = os.stat(path)  # noqa: PTH116 -- it is called three times for each of ten thousand pages, and a Path takes longer
    except (OSError, ValueError):
        # ValueError: the name has a NUL
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"


class SettingsDigests:
    """What an episode depends on in the settings, and its digest, computed once per profile."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._found: dict[int, tuple[str, Dependencies]] = {}

    def digest_for(self, url: str) -> str:
        """The digest of `dependencies_for(url)`."""
        return self._find(url)[0]

    def dependencies_for(self, url: str) -> Dependencies:
        """The settings for a page at `url`, and the files that they name."""
        return self._find(url)[1]

    def _find(self, url: str) -> tuple[str, Dependencies]:
        chosen = self._settings.for_url(url)
        if id(chosen) not in self._found:
            made_of = of_settings(chosen)
            self._found[id(chosen)] = (made_of.digest, made_of)
        return self._found[id(chosen)]
