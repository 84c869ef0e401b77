"""Names an article's folder after the slug of its headline; the article keeps the name."""

from __future__ import annotations

import contextlib
from pathlib import Path

from audiobrief.batch.journal import Journal, Row
from audiobrief.system.slugs import digest_of, slugify


class Folders:
    """Folder names that collide with no article in work, in the journal or in the output."""

    def __init__(self, journal: Journal, root: Path | None) -> None:
        self._journal, self._root = journal, root
        self._in_work: dict[str, str] = {}

    def name(self, row: Row) -> str:
        """The row's own folder name, else the slug, with a digest if another article has it."""
        name = self._choose(row)
        self._in_work[name] = row.id
        return name

    def free(self, name: str) -> None:
        """Forget the name of an article that is no longer in work."""
        self._in_work.pop(name, None)

    def _choose(self, row: Row) -> str:
        if row.folder and self._journal.owner_of(row.folder) in {"", row.id}:
            return row.folder
        name = slugify(row.title)
        owner = self._in_work.get(name) or self._journal.owner_of(name)
        if (owner and owner != row.id) or (not owner and self._holds_other(name, row.url)):
            return f"{name}-{digest_of(row.url or row.id)}"
        return name

    def _holds_other(self, name: str, url: str) -> bool:
        """Whether the folder holds another article's episode, which no run made."""
        if self._root is None or not url:
            return False
        from audiobrief.errors import PublishError
        from audiobrief.publish import read_label

        with contextlib.suppress(PublishError):
            return read_label(self._root / name).article.url not in {"", url}
        return False
