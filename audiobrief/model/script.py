"""What is said of an article: segments of written and spoken text, each with its role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from audiobrief.model.article import Article


class Role(StrEnum):
    """The kind of a segment; it decides the pause after it and its look on the page."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    DEK = "dek"
    HEADING = "heading"
    BODY = "body"
    QUOTE = "quote"
    LIST_ITEM = "list-item"
    TABLE = "table"
    ASIDE = "aside"
    CAPTION = "caption"
    CORRECTION = "correction"
    ENDNOTE = "endnote"
    CODE = "code"
    CUE = "cue"
    """Words that audiobrief added: "Quote:", "End quote.", the sign-off."""
    DECLARATION = "declaration"
    """The sentence, added by audiobrief, that says that the voice is automated."""


class VoiceRole(StrEnum):
    """The role that speaks a segment; the user maps each role to a voice."""

    NARRATOR = "narrator"
    QUOTE = "quote"
    ANNOUNCER = "announcer"
    ASIDE = "aside"


class Span(NamedTuple):
    """A stretch of the written text and the stretch of the spoken text that says it.

    Both are half-open character ranges. Either may be empty: text that is not
    said ("[sic]"), or words that are only said (the "dollars" of "$5").
    """

    written_start: int
    written_end: int
    spoken_start: int
    spoken_end: int


class Phonemes(NamedTuple):
    """The pronunciation of a stretch of the spoken text, for engines that take phonemes."""

    spoken_start: int
    """Offset of its first character in the spoken text."""
    spoken_end: int
    """Offset after its last character."""
    ipa: str
    """The lexicon's pronunciation in the International Phonetic Alphabet; never empty."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or the part of one that a single voice speaks without an announcement."""

    role: Role
    written: str
    """The article's own words, for the transcript; for a CUE or a DECLARATION, the words that
    audiobrief added."""
    spoken: str
    """The text that the engine speaks. Never empty; no control characters, no markup."""
    alignment: tuple[Span, ...] = ()
    """Ordered spans without gaps that cover all of `written` and all of `spoken`. Empty
    if the two are equal."""
    voice: VoiceRole = VoiceRole.NARRATOR
    pause_after_ms: int = 0
    """Pause after the segment, in milliseconds."""
    block: int | None = None
    """Index into `Article.blocks`; None for title, dek, byline, date and added words."""
    speaker: str = ""
    """Who says a quote, by the fullest name in the article; empty if unknown."""
    language: str = ""
    """BCP 47 tag if it differs from the script's; otherwise empty."""
    phonemes: tuple[Phonemes, ...] = ()
    """Ordered, not overlapping, inside `spoken`. At those places `spoken` has the words
    respelled, for engines that take no phonemes."""
    sound_before: str = ""
    """Name of the earcon played before the segment, such as "heading"; empty for none."""

    @property
    def is_added(self) -> bool:
        """Whether audiobrief added the words, so that they are not the article's."""
        return self.role in {Role.CUE, Role.DECLARATION}


@dataclass(frozen=True, slots=True)
class Script:
    """What the episode says, in order. `segments` is never empty."""

    title: str
    segments: tuple[Segment, ...]
    language: str = "en"
    """BCP 47 tag that selects the language's tables and voices."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article and its script before synthesis, which an editor may change."""

    article: Article
    script: Script
    identity: str = ""
    """Digest that is the same for every version of the article and for no other article, 32
    hexadecimal digits; empty if it is not known."""
    joined: tuple[str, ...] = ()
    """The identities of the episodes that it joins; empty if it is no digest of others."""
