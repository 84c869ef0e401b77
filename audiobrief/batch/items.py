"""The tasks and answers that pass between the run and its workers, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from audiobrief.cleaner.sites import Sighting
from audiobrief.episode.dependencies import Dependencies
from audiobrief.model import Page


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be made, as it was listed."""

    id: str
    """The same in every run: the list's id, else the address or the absolute path."""
    source: str
    """The item's name in messages: a path, an address, "list.jsonl, line 3"."""
    path: str = ""
    """A file's path on this machine, or an fsspec address ("s3://…"); else empty."""
    url: str = ""
    """The page's address on the web; an item with a `page` is not fetched from it."""
    page: Page | None = None
    """The page itself, if the list contains it."""
    title: str = ""
    """The title in the list, which messages use until the article is read."""
    mark: str = ""
    """The time of the last change as the list states it (a sitemap's lastmod), or empty."""

    @property
    def is_on_web(self) -> bool:
        """Whether its page has to be fetched."""
        return bool(self.url and not self.path and self.page is None)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A source, or a line of one, that could not be read as an item, and why."""

    source: str
    message: str
    url: str = ""
    """The address that the error is about, or empty."""
    path: str = ""
    """The file that the error is about, or empty."""


class Reason(StrEnum):
    """Why an article could not be made, as the report groups them."""

    NOT_LISTED = "not listed"
    """The source, or the article's line in a list, cannot be read."""
    NOT_FOUND = "page not found"
    REFUSED = "page refused"
    UNREACHABLE = "page unreachable"
    UNREADABLE = "page unreadable"
    NO_ARTICLE = "no article"
    DOUBTFUL = "unsure of the article"
    """Its article has less confidence than `fail_below` asks for."""
    SCRIPT = "script or lexicon"
    SOUND = "music"
    ENGINE = "engine unavailable"
    BUDGET = "budget spent"
    """The run has too few characters left for a paid engine."""
    VOICE = "voice unknown"
    SPEECH = "speech failed"
    ENCODING = "encoding failed"
    OUTPUT = "output"
    CONFIG = "settings"
    PUBLISH = "publishing"
    DEADLINE = "deadline"
    """The article took longer than `batch.deadline_ms`, and its process was ended."""
    MEMORY = "memory"
    """The article needed more memory than a worker may have."""
    CRASH = "crash"
    """The article's process died of a segfault, an abort or a kill."""
    LOST = "worker lost"
    """The worker ended for a reason other than the article: a lost node, its recycling."""
    FAULT = "fault in audiobrief"
    """An error that audiobrief does not raise on purpose."""


MAY_PASS = {
    # another try may succeed once the server is back, or in another process. A missed deadline
    # is not tried again: an endless loop would take the whole time again
    Reason.UNREACHABLE, Reason.ENGINE, Reason.SPEECH, Reason.ENCODING, Reason.CRASH, Reason.LOST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be read or made."""

    reason: Reason
    message: str
    """A line for the user."""
    detail: str = ""
    """The end of the traceback if the reason is `FAULT`, else empty."""
    url: str = ""
    """The address that the error is about, or empty."""
    path: str = ""
    """The file that the error is about, or empty."""
    sent: int | None = None
    """Characters that were sent to a paid engine before the failure; None if not known."""

    @property
    def may_pass(self) -> bool:
        """Whether another try may succeed."""
        return self.reason in MAY_PASS


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Read an item's page and write its script."""

    item: Item
    known: Dependencies | None = None
    """The page and the lexicons beside it at the last run; if they are the same, the worker
    answers `Unchanged` and does not look for the article."""
    estimate: bool = False
    """Whether to look up how much of it the speech cache holds."""
    repeated: frozenset[str] = frozenset()
    """Digests of lines that stand on other pages of its site, and are dropped."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The answer if the page's content is the same as at the last run."""

    read_ms: int


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read, with its script."""

    manuscript: bytes
    """A `Manuscript`, encoded by msgspec as MessagePack."""
    page: Dependencies
    """The digests of the page's content and of the lexicons beside it."""
    script_digest: str
    """The digest of the article and its script, which is all that listeners and readers get."""
    text_digest: str
    """The digest of the headline and the text alone, by which duplicates are found."""
    title: str
    url: str
    """The canonical address that the page gives, or empty."""
    words: int
    """Words of the spoken text."""
    characters: int
    """Characters of the spoken text."""
    unspoken: int = 0
    """Characters of the spoken text that the speech cache does not hold: those that a paid
    engine would charge for. 0 if the task asks for no estimate."""
    expected_ms: int = 0
    """The approximate length of the episode at the speed in the settings."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Reason -> characters of the page that are not part of the article."""
    confidence: float = 1.0
    """How sure the article is, 0 to 1."""
    doubts: tuple[str, ...] = ()
    """What speaks against the article, gravest first."""
    sighting: Sighting | None = None
    """What the page shows of its site; None for a script, and where nothing is learned."""
    cover: bytes = b""
    """The lead image of a fetched page as a square JPEG, or empty."""
    read_ms: int = 0


@dataclass(frozen=True, slots=True)
class MakeTask:
    """Make the episode of a manuscript."""

    manuscript: bytes
    folder: str
    """The name of the episode's folder under the output."""
    cover: bytes = b""
    """A square JPEG; if empty, the cover in the settings is used or one is drawn."""
    allowance: int | None = None
    """The most characters to send to a paid engine; None for no limit."""
    without: tuple[str, ...] = ()
    """Engines whose budget is too small for this article; the others in the settings speak."""


@dataclass(frozen=True, slots=True)
class Made:
    """An episode that was made and is complete in the output."""

    folder: str
    """The name of its folder."""
    audio: str
    """The name of its audio file."""
    files: tuple[str, ...]
    """The names of all its files, including the audio."""
    duration_ms: int
    audio_bytes: int
    lufs: float | None
    true_peak_dbtp: float | None
    engine: str
    note: str
    """A remark for the user, such as that another engine spoke; else empty."""
    make_ms: int
    sent: int = 0
    """Characters that were sent to a paid engine."""


Task = ReadTask | MakeTask
Answer = Read | Unchanged | Made | Failure
