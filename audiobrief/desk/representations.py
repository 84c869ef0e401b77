"""What the HTTP interface answers, as values: the server encodes them, the client decodes them.

Nothing here imports a web framework, so that a program which only asks a desk needs none. A story
is in `states`, an entry of the ledger in `ledger`, feeds and webhooks are in rooms of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from audiobrief.desk.house_lexicon import Pronunciation
from audiobrief.desk.ledger import Entry
from audiobrief.desk.states import Story
from audiobrief.model import VoiceRole


@dataclass(frozen=True, slots=True)
class StoryPage:
    """A part of the list of stories."""

    items: tuple[Story, ...]
    next: str = ""
    """The `cursor` of the part after it; empty if this is the last one."""
    counts: dict[str, int] = field(default_factory=dict)
    """State -> how many stories of the whole desk are in it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """A part of the ledger, the newest entry first."""

    items: list[Entry]
    next: int = 0
    """The `before` of the part after it; 0 if this is the last one."""


@dataclass(frozen=True, slots=True)
class Others:
    """Who else has a story open."""

    others: list[str]


# ------------------------------------------------------------------------- texts


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of the page, in its order, and what became of it."""

    key: str
    """"k3" for the fourth kept paragraph, "d7" for the eighth dropped text of what was read;
    "headline", "dek", "byline", and "note" for a correction note."""
    is_kept: bool
    is_changed: bool
    """Whether an editor decided it."""
    is_fixed: bool
    """Whether it is the headline, dek, byline, date or note, which are neither put back nor taken out."""
    label: str
    """The kind of paragraph, or the reason why it was dropped."""
    text: str
    """As it is in the story; empty for a dek, a byline or a note that the story does not have."""
    own: str = ""
    """As it was read."""
    can_be_rewritten: bool = False
    """Whether another text can take its place: it is in the story, and no table and no code."""


@dataclass(frozen=True, slots=True)
class ArticleAnswer:
    """The page's text as the cleaner judged it, and as editors decided."""

    version: int
    title: str
    url: str
    rule: str
    """The site rule that found it; empty if the general heuristics did."""
    confidence: float
    doubts: tuple[str, ...]
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the script, as an editor sees it."""

    key: str
    """Names the sentence in requests: the digest of its words and of how many equal ones come
    before."""
    role: str
    written: str
    spoken: str
    """What is said now."""
    own: str
    """What audiobrief would say."""
    voice: VoiceRole
    speaker: str
    pause_after_ms: int
    is_muted: bool
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ScriptAnswer:
    """The sentences of a story."""

    version: int
    language: str
    sentences: list[Sentence]
    edits: int
    """How many changes of its texts the asking person or program has made and can undo."""


@dataclass(frozen=True, slots=True)
class CastPart:
    """What one voice says in a story."""

    role: VoiceRole
    speaker: str
    """The quoted person, if they have a voice of their own; otherwise empty."""
    language: str
    """BCP 47 tag of the passages that it says, if it differs from the story's; otherwise empty."""
    voice: str
    """Its name, by which a preview asks for it."""
    engine: str
    reason: str
    """Why it was chosen, for people."""


@dataclass(frozen=True, slots=True)
class PageChange:
    """What a rule would change on one page of the site."""

    story: str
    title: str
    removed: tuple[str, ...]
    added: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class ProposedRule:
    """A rule that is proposed, and the pages that it would change."""

    selector: str
    host: str
    tried: int
    """Pages of the site on which it was tried: the last twenty, if there are so many."""
    pages: tuple[PageChange, ...]
    """Those that it would change."""


# ------------------------------------------------------------------------- names


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A story that says a name."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How a name may be said, and who says so."""

    say: str
    ipa: str
    source: str
    """For people: the lexicon's file, or the story that tells it."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that the voice may mispronounce, in the stories of the desk."""

    name: str
    language: str
    count: int
    """How often it stands in all stories."""
    stories: list[NamedIn]
    """The stories that have it."""
    sentence: str
    ipa: str
    """How the voice would say it."""
    respelling: str
    frequency: float | None
    """How common its rarest word is (Zipf frequency); None without word lists."""
    proposal: Pronunciation | None
    """What somebody proposed, and nobody approved yet."""
    suggestions: list[Suggestion] = field(default_factory=list)
    """How another lexicon says it, or a story itself."""


@dataclass(frozen=True, slots=True)
class Names:
    """The unknown names, the rarest first, and the house lexicon."""

    unknown: list[Unknown]
    lexicon: list[Pronunciation]


@dataclass(frozen=True, slots=True)
class Pronounced:
    """What became of a pronunciation that was given."""

    pronunciation: Pronunciation | None
    stories: int
    """How many stories say the name, which are renewed now; 0 for a proposal."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a lexicon that was added."""

    names: int
