"""What the journal stores about one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The state of an article."""

    MADE = "made"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    """It is not made until it is restored."""
    DUPLICATE = "duplicate"
    """Another item is the same article; `Row.folder` names its episode's folder."""
    HELD = "held"
    """It may not be published yet, and has no episode; `Row.message` says why."""
    WAITING = "waiting"
    """Its episode is made, and waits for approval (`batch.approval`). An earlier version may be
    published in `Row.folder`."""


HAVE_EPISODE = frozenset({State.MADE, State.WAITING})
"""States of the rows for which an episode is made."""


@dataclass(slots=True)
class Row:
    """What the journal stores about one article; each field is a column."""

    id: str
    source: str
    state: str = ""
    mark: str = ""
    """The mark of the page's file or list entry; it shows changes without reading the page."""
    page_digest: str = ""
    """The digest of the page's content."""
    lexicon_digest: str = ""
    """The digest of the lexicons beside the page; empty if there are none."""
    script_digest: str = ""
    text_digest: str = ""
    settings_digest: str = ""
    """The digest of the episode's other dependencies, for `Journal.find_dependencies`."""
    why: str = ""
    """Why the episode was last made."""
    title: str = ""
    url: str = ""
    """The canonical address that the page gives, or empty."""
    published: float = 0.0
    """The article's date, in seconds since 1970; 0 if it gives none."""
    list: str = ""
    """The feed or sitemap that named it last; empty for other sources."""
    told: str = ""
    """What that list says of the article, as JSON (`ArticleData` without its text); empty if it says
    nothing. A story that leaves its list keeps its date and byline by it."""
    left: float = 0.0
    """When that list no longer named it, in seconds since 1970; 0 while it does."""
    is_fetched: int = 0
    """1 if its page is fetched from its address, which is then the `id`; else 0."""
    says_noindex: int = 0
    """1 if its page or its server asks search engines not to list it; else 0."""
    is_feed_text: int = 0
    """1 if its text is the one in its feed, because its page could not be had; else 0."""
    question: str = ""
    """Why a person should decide whether it stays; empty if nobody need."""
    folder: str = ""
    """The name of the episode's folder; it stays the same when the episode is made again."""
    audio: str = ""
    files: str = "[]"
    """The names of the files in the folder, as a JSON list."""
    duplicate_of: str = ""
    """The `id` of the item whose episode it shares."""
    reason: str = ""
    message: str = ""
    detail: str = ""
    about_url: str = ""
    """The address that the failure is about, or empty."""
    about_path: str = ""
    """The file that the failure is about, or empty."""
    note: str = ""
    tries: int = 0
    """How often the last run that took it up tried it."""
    words: int = 0
    characters: int = 0
    letters: str = ""
    """The letters of the article at each step to its sound, as JSON (`counting.Counted`); empty if
    the row is older than this column."""
    dropped: str = "{}"
    """Reason -> characters left out, as JSON."""
    confidence: float = 1.0
    """How sure its article is, 0 to 1."""
    doubts: str = ""
    """What speaks against its article, gravest first; empty if nothing does."""
    duration_ms: int = 0
    audio_bytes: int = 0
    episode_checksum: int = 0
    """CRC-32 of the content of `episode.json`; 0 if the row is older than this column."""
    noted: str = ""
    """Size, time and CRC-32 of each file, as JSON (`kept_files.Noted`); empty if the row is older
    than this column, or another row has it."""
    lufs: float | None = None
    true_peak_dbtp: float | None = None
    engine: str = ""
    read_ms: int = 0
    make_ms: int = 0
    ended: float = 0.0
    """When it got its state, in seconds since 1970."""
