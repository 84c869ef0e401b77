"""The tasks and answers that pass between the run and its workers, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from audiobrief.cleaner.sites import Sighting
from audiobrief.episode.counting import Counted
from audiobrief.episode.dependencies import Dependencies
from audiobrief.episode.pictures import NOTHING_TO_SEE, Pictures
from audiobrief.fetch.robots_memory import RobotsFile
from audiobrief.fetch.xml import Document
from audiobrief.filed.article import ArticleData, Status
from audiobrief.model import Page
from audiobrief.publish.versions import Version


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
    given: ArticleData | None = None
    """What a content system says of the article, without its body; it wins over the page."""
    hints: ArticleData | None = None
    """What a feed says of the article; used where the page says nothing."""
    list: str = ""
    """The feed or sitemap that names it; empty for other sources."""
    feed_page: Page | None = None
    """The text that its feed gives, which is read if its page cannot be had; None if the feed
    gives none that stands by itself."""
    remarks: tuple[str, ...] = ()
    """What was noticed when it was submitted, which the article's remarks say, too."""

    @property
    def is_feed_text(self) -> bool:
        """Whether its `page` is the text in its feed, read in place of its own page."""
        return self.page is not None and self.feed_page is not None

    @property
    def is_withdrawn(self) -> bool:
        """Whether its list says that the newsroom has taken it back."""
        return self.given is not None and self.given.status is Status.WITHDRAWN

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


@dataclass(frozen=True, slots=True)
class Noted:
    """Something in a list that a user should know, and that stops nothing."""

    source: str
    message: str
    key: str
    """What it is about; a run tells it once."""


@dataclass(frozen=True, slots=True)
class ReadToEnd:
    """A feed or sitemap that was read without a fault, after all its items."""

    list: str


Listed = Item | Unlisted | Noted | ReadToEnd


class Reason(StrEnum):
    """Why an article could not be made, as the report groups them."""

    NOT_LISTED = "not listed"
    """The source, or the article's line in a list, cannot be read."""
    IS_FEED = "a feed"
    """The page is a feed, whose articles are listed in its place."""
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
    MISSING = "words missing"
    """Words of the article would have no sound."""
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
    is_gone: bool = False
    """Whether the page's site answers that it is not there (HTTP 404, 410 or 451), or the page
    says in place of its story that it was removed."""
    feed: Document | None = None
    """The feed if the page turned out to be one (`IS_FEED`), so that it is asked for once."""
    robots: tuple[RobotsFile, ...] = ()
    """The robots.txt files that were asked for."""

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
    robots: tuple[RobotsFile, ...] = ()
    """The robots.txt files that the run knows, and that its page may need."""
    sends_page: bool = False
    """Whether the answer is to have the page itself."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The answer if the page's content is the same as at the last run."""

    read_ms: int
    problem: str = ""
    """Why a kept copy of the page was compared: its site gave no answer; else empty."""
    says_noindex: bool = False
    """Whether the page or its server asks search engines not to list it; a server may begin to
    do so without a change of the page."""
    robots: tuple[RobotsFile, ...] = ()
    """The robots.txt files that were asked for."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read, with its script."""

    manuscript: bytes
    """A `Manuscript`, as `system.packing` packs it."""
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
    pictures: Pictures = NOTHING_TO_SEE
    """What there is to see of a fetched page."""
    problem: str = ""
    """Why a kept copy of the page was read: its site gave no answer; else empty."""
    says_noindex: bool = False
    """Whether the page or its server asks search engines not to list it."""
    body_digest: str = ""
    """The digest of the text without its headline; empty if it is too short to tell."""
    published: float = 0.0
    """The article's date, in seconds since 1970; 0 if it gives none."""
    read_ms: int = 0
    content: bytes = b""
    """The page itself, as `kept_pages` packs it, if the task asks for it and it is no script."""
    robots: tuple[RobotsFile, ...] = ()
    """The robots.txt files that were asked for."""


@dataclass(frozen=True, slots=True)
class MakeTask:
    """Make the episode of a manuscript."""

    manuscript: bytes
    folder: str
    """The name of the episode's folder under the output."""
    pictures: Pictures = NOTHING_TO_SEE
    """What the page shows; without a cover, the one in the settings is used or one is drawn."""
    allowance: int | None = None
    """The most characters to send to a paid engine; None for no limit."""
    formerly: str | None = None
    """The identity of the episode in `folder`, if the journal says that it is the article's."""
    without: tuple[str, ...] = ()
    """Engines whose budget is too small for this article; the others in the settings speak."""
    why: str = ""
    """Why it is made, for the ledger of its versions."""
    is_same_page: bool = False
    """Whether its page is the one of the version before: nobody has corrected anything."""


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
    episode_checksum: int
    """CRC-32 of the content of `episode.json`."""
    noted: str
    """What `kept_files.find_damaged` compares its files with."""
    letters: Counted
    """The letters of the article at each step to its sound."""
    lufs: float | None
    true_peak_dbtp: float | None
    engine: str
    note: str
    """A remark for the user, such as that another engine spoke; else empty."""
    make_ms: int
    sent: int = 0
    """Characters that were sent to a paid engine."""
    versions: tuple[Version, ...] = ()
    """Its versions, the oldest first."""


Task = ReadTask | MakeTask
Answer = Read | Unchanged | Made | Failure
