"""What goes in and what comes out, as plain values that any process can be handed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from audiobrief.episode.dependencies import Dependencies
from audiobrief.model import Page


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be made, as it was listed."""

    id: str
    """The same in every run: as listed, else the address or the absolute path."""
    source: str
    """What its user calls it: a path, an address, "list.jsonl, line 3"."""
    path: str = ""
    """Of a file on this machine, or an fsspec address ("s3://…"). Empty for others."""
    url: str = ""
    """Of a page on the web; for an item with a `page`, only its name."""
    page: Page | None = None
    """Where the list brought the page itself."""
    title: str = ""
    """As listed; for messages until the article is read."""
    mark: str = ""
    """What the list says of its last change (a sitemap's lastmod); empty for nothing."""

    @property
    def is_on_web(self) -> bool:
        """Whether its page has to be fetched."""
        return bool(self.url and not self.path and self.page is None)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A source, or a line of one, that gave no item, and why."""

    source: str
    message: str
    url: str = ""
    """Address that the error is about; empty where it names none."""
    path: str = ""
    """File that the error is about; empty where it names none."""


class Reason(StrEnum):
    """Why an article could not be made, as the report groups them."""

    NOT_LISTED = "not listed"
    """Its source or its line in a list cannot be read."""
    NOT_FOUND = "page not found"
    REFUSED = "page refused"
    UNREACHABLE = "page unreachable"
    UNREADABLE = "page unreadable"
    NO_ARTICLE = "no article"
    SCRIPT = "script or lexicon"
    SOUND = "music"
    ENGINE = "engine unavailable"
    BUDGET = "budget spent"
    """No more characters are to be sent to a paid engine by this run."""
    VOICE = "voice unknown"
    SPEECH = "speech failed"
    ENCODING = "encoding failed"
    OUTPUT = "output"
    CONFIG = "settings"
    PUBLISH = "publishing"
    DEADLINE = "deadline"
    """It was ended since its time was over."""
    MEMORY = "memory"
    """It asked for more than a worker may have."""
    CRASH = "crash"
    """Its process died: a segfault, an abort, a kill."""
    LOST = "worker lost"
    """The worker ended for a reason outside of it: its node, its recycling."""
    FAULT = "fault in audiobrief"
    """An error that audiobrief does not raise on purpose."""


MAY_PASS = {
    # a page or server that is away, a process that was ended: another try may fare better.
    # A deadline is not among them: an endless loop would cost it again
    Reason.UNREACHABLE, Reason.ENGINE, Reason.SPEECH, Reason.ENCODING, Reason.CRASH, Reason.LOST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read or made."""

    reason: Reason
    message: str
    """The line for its user."""
    detail: str = ""
    """Of a fault: the end of its traceback. Otherwise empty."""
    url: str = ""
    """Address that the error is about; empty where it names none."""
    path: str = ""
    """File that the error is about; empty where it names none."""
    sent: int | None = None
    """Characters that a paid engine was sent all the same; None where nobody can tell."""

    @property
    def may_pass(self) -> bool:
        """Whether another try can help."""
        return self.reason in MAY_PASS


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Read an item's page and write its script."""

    item: Item
    known: Dependencies | None = None
    """The page and the lexicons beside it at the last run; where they are the same, the page
    is not judged."""
    estimate: bool = False
    """Whether to look up what of it was spoken before."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page holds what it held at the last run."""

    read_ms: int


@dataclass(frozen=True, slots=True)
class Read:
    """A page that was read, and what is to be said of it."""

    manuscript: bytes
    """Of type `Manuscript`, by msgspec (MessagePack)."""
    page: Dependencies
    """The page's content, and the lexicons beside it."""
    script_digest: str
    """Of the article and its script: what the listener and reader get."""
    text_digest: str
    """Of the headline and the text alone, by which duplicates are known."""
    title: str
    url: str
    """Canonical, as the page gives it; empty where it gives none."""
    words: int
    """Of the spoken text."""
    characters: int
    """Of the spoken text."""
    unspoken: int = 0
    """Those of the characters that no kept speech has: what an engine that costs money
    would count. Zero where the task asks for no estimate."""
    expected_ms: int = 0
    """About how long the episode will be, at the speed that is set."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Reason -> characters of the page that are not part of the article."""
    cover: bytes = b""
    """A square JPEG of a fetched page's lead image; empty for none."""
    read_ms: int = 0


@dataclass(frozen=True, slots=True)
class MakeTask:
    """Make the episode of a manuscript."""

    manuscript: bytes
    folder: str
    """Name of its folder under the output."""
    cover: bytes = b""
    """A square JPEG; empty for the settings' own, or a drawn one."""
    allowance: int | None = None
    """Characters that may be sent to an engine that is paid for them; None for as many as it
    takes."""
    without: tuple[str, ...] = ()
    """Engines for which no more is to be paid: the others of the settings speak."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode that is whole under the output."""

    folder: str
    """Name of its folder."""
    audio: str
    """Name of its audio file."""
    files: tuple[str, ...]
    """Names of all files, the audio among them."""
    duration_ms: int
    audio_bytes: int
    lufs: float | None
    true_peak_dbtp: float | None
    engine: str
    note: str
    """What its user should know, such as that another engine served; else empty."""
    make_ms: int
    sent: int = 0
    """Characters that a paid engine was sent."""


Task = ReadTask | MakeTask
Answer = Read | Unchanged | Made | Failure
