"""The nouns of the desk: the states of a story, what is worth a look, and who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Where a story is on its way."""

    SUBMITTED = "submitted"
    """Accepted; its page is not read yet."""
    MAKING = "making"
    """Read; its first sound is being made."""
    WAITING = "waiting"
    """Its sound is made, and somebody has to approve it."""
    APPROVED = "approved"
    """It goes to the site, at once or at the time that was set."""
    PUBLISHED = "published"
    REFUSED = "refused"
    """It cannot be made; `Story.reason` says why, and `Story.advice` what to do."""
    WITHDRAWN = "withdrawn"


class Work(StrEnum):
    """What the work room still has to do for a story."""

    NONE = ""
    READ = "read"
    WRITE = "write"
    """Write its script anew, because the lexicon changed."""
    MAKE = "make"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


class Scope(StrEnum):
    """What a person or a program may do."""

    READ = "read"
    """See and hear everything."""
    SUBMIT = "submit"
    """Submit stories."""
    EDIT = "edit"
    """Change articles, scripts and pronunciations."""
    PUBLISH = "publish"
    """Approve, schedule, correct and withdraw stories; manage webhooks."""


ROLES: dict[str, frozenset[Scope]] = {
    # role of an account -> what it may do
    "reader": frozenset({Scope.READ}),
    "editor": frozenset({Scope.READ, Scope.SUBMIT, Scope.EDIT}),
    "publisher": frozenset(Scope),
}


class Look(NamedTuple):
    """A reason why an editor should look at a story."""

    weight: int
    """How much it counts, 1 to 5; the story with the greatest sum comes first."""
    said: str
    """The reason, for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One story on the desk, without its texts."""

    id: str
    """16 characters that nobody can guess."""
    version: int
    """1, and one more with each change by people and with each text that is read again; the
    `ETag` of the story begins with it. What the desk itself does, such as making the sound, does
    not count."""
    revision: int = 1
    """1, and one more whenever anything of the story is new, also by the desk's own work."""
    state: State
    name: str
    """What was submitted, for people: an address, a file's name, a headline."""
    title: str = ""
    """The headline; empty until the page is read."""
    site: str = ""
    url: str = ""
    """The canonical address; empty if there is none."""
    language: str = ""
    """BCP 47 tag; empty until the page is read."""
    submitted: datetime
    changed: datetime
    by: str
    """Who submitted it."""
    reason: str = ""
    """Why it was refused or withdrawn, or could not be published; otherwise empty."""
    advice: str = ""
    """What to do about `reason`; empty if nothing is known."""
    work: Work = Work.NONE
    """What is being done; empty if nothing is."""
    folder: str = ""
    """The folder of its episode on the site; empty until it is published."""
    published: datetime | None = None
    due: datetime | None = None
    """Not before this moment it is published: the embargo, or what the editor set."""
    duration_ms: int = 0
    """The length of its episode."""
    words: int = 0
    """Words of the spoken text."""
    confidence: float = 1.0
    """How sure the article is, 0 to 1."""
    looks: tuple[Look, ...] = ()
    """What is worth a look, the weightiest first."""
    is_correction: bool = False
    """Whether it is on the site, and another version is being prepared."""

    @property
    def etag(self) -> str:
        """The entity tag of this version and revision (RFC 9110, 8.8.3).

        In `If-Match` its version alone counts, so that the desk's own work is in nobody's way.
        """
        return f'"v{self.version}.{self.revision}"'
