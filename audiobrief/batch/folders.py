"""Names an article's folder after the slug of its headline; the article keeps the name.

Of the articles of one headline the first has the plain name, and each other one a name that
ends in a digest of its identity. `Turns` sees to it that the first is the same one in every run
over the same list. Which headlines several articles share is known only when all of them were
read, so a name that depends on no other article has the digest in any case (`unique_names`). The
worker that makes an episode looks once more whose the folder is, under the folder's lock, since
another program may make episodes in the same output.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from audiobrief.batch.items import Read
from audiobrief.batch.journal import Journal
from audiobrief.batch.row import Row
from audiobrief.episode.ownership import (
    Ownership,
    comparable,
    identify,
    is_of_other,
    names_for,
)
from audiobrief.publish import Label


@dataclass(frozen=True, slots=True)
class _Claim:
    """The article that has a name among those of the run that have no episode yet."""

    id: str
    identity: str
    text_digest: str

    def is_same(self, other: _Claim) -> bool:
        """Whether both are one article, of which one episode is made."""
        return (
            self.id == other.id
            or self.identity == other.identity
            or self.text_digest == other.text_digest
        )


class Folders:
    """Folder names that collide with no article in work, in the journal or in the output."""

    def __init__(
        self,
        journal: Journal,
        find_label: Callable[[str], Label | None],
        *,
        is_unique: bool = False,
    ) -> None:
        """`find_label` returns the label of the episode in a folder of the output, or None.

        It need not look into the folders of this machine, unless `is_unique` asks for names
        that depend on no other article.
        """
        self._journal, self._find_label, self._is_unique = journal, find_label, is_unique
        self._claims: dict[str, _Claim] = {}

    def claim(self, row: Row, read: Read) -> None:
        """Note that an article was read, so that it comes before those that are read later."""
        self._take(read.title, _Claim(row.id, identify(read.url, row.id), read.text_digest))

    def name(self, row: Row) -> str:
        """The row's own folder name, else the best one that is free; it is taken."""
        if row.folder and self._journal.owner_of(row.folder) in {"", row.id}:
            return row.folder
        claim = _Claim(row.id, identify(row.url, row.id), row.text_digest)
        return self._take(row.title, claim)

    def free(self, row: Row) -> None:
        """Forget the names of an article that is no longer in work."""
        for name in names_for(row.title, Ownership(identify(row.url, row.id))):
            if name in self._claims and self._claims[name].id == row.id:
                del self._claims[name]

    def _take(self, title: str, claim: _Claim) -> str:
        plain, *others, last = names_for(title, Ownership(claim.identity))
        is_allowed = not self._is_unique or self._is_own(plain, claim)
        names = [plain, *others] if is_allowed else others
        name = next((name for name in names if self._is_free(name, claim)), last)
        self._claims[name] = claim
        return name

    def _is_free(self, name: str, claim: _Claim) -> bool:
        """Whether no other article has the name, as far as is known here."""
        held = self._claims.get(name)
        if held is not None and not held.is_same(claim):
            return False
        if self._journal.owner_of(name) not in {"", claim.id}:
            return False
        return self._find_label(name) is None or self._is_own(name, claim)

    def _is_own(self, name: str, claim: _Claim) -> bool:
        """Whether the folder of that name holds the article's own episode already."""
        label = self._find_label(name)
        if label is None:
            return False
        # an episode of a former version may not say whose it is
        is_told = label.identity or comparable(label.article.url)
        return bool(is_told) and not is_of_other(label, Ownership(claim.identity))
