"""The nouns each stage hands to the next: frozen dataclasses, no I/O.

page --clean--> Article --segment--> Script --synthesize--> Speech
     --stitch--> Timeline (+ one audio file) --> Episode --publish--> files

Time is integer samples here, integer milliseconds where a name ends in
``_ms``, and never seconds: those belong to published formats that ask for
them. Text is NFC, without control characters, and a text that came from the
page is never empty. Offsets count Python characters, not bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# --------------------------------------------------------------------- page


class PageKind(StrEnum):
    """How a page's text is to be read."""

    HTML = "html"
    TEXT = "text"
    """Text as copied out of a browser: the page's words without its tags."""
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was had: decoded, not yet judged."""

    text: str
    kind: PageKind = PageKind.HTML
    url: str = ""
    """Where it came from, absolute, after redirects; empty for a file without one."""
    name: str = ""
    """What its user called it: a path, an address, "-". For messages."""


# ------------------------------------------------------------------ article


class BlockKind(StrEnum):
    """What a block of the article is, as an editor would call it."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    """A block quote or an embedded post; quotations inside a paragraph stay in it."""
    LIST_ITEM = "list-item"
    TABLE = "table"
    ASIDE = "aside"
    """An explainer or a fact box: not part of the story's own flow."""
    CAPTION = "caption"
    CORRECTION = "correction"
    ENDNOTE = "endnote"
    """A closing line about the reporting, such as who reported from where."""
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Author:
    """One name of the byline, as printed, without "By"."""

    name: str
    """A person, a desk or an agency; never a CMS account, an e-mail or a handle."""
    place: str = ""
    """Where the reporting was done: "Kyiv, Ukraine". Empty where the page gives none."""
    role: str = ""
    """"political editor", "for The Associated Press". Empty where the page gives none."""
    additional: bool = False
    """True for "Additional reporting by": named after the authors, not among them."""


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the article's text, in reading order."""

    kind: BlockKind
    text: str
    """One line, never empty. CODE keeps its line breaks; TABLE has its caption, or its
    cells joined by ", " and its rows by "; " where it has none."""
    level: int = 0
    """HEADING: 1 to 6. LIST_ITEM: depth of nesting from 1. ASIDE: 1 for the box's own
    title, 0 for its text. Otherwise 0."""
    number: int | None = None
    """LIST_ITEM of an ordered list: the number that is shown. Otherwise None."""
    attribution: str = ""
    """QUOTE: who says it, as printed. CODE: its language. Otherwise empty."""
    rows: tuple[tuple[str, ...], ...] = ()
    """TABLE: its cells, row by row; the first row holds the headers if `headed`."""
    headed: bool = False
    """TABLE: whether the first of `rows` names the columns."""
    group: int | None = None
    """Blocks with one number are one box, one list or one block quote, in a run."""
    time: datetime | None = None
    """Live blogs: when the entry that begins with this block was posted (aware)."""
    source: int = 0
    """Position on the page: the index of the first text node that went into it."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the page that is not part of the article, and why."""

    text: str
    reason: str
    """A few words for people: "navigation", "related links", "hidden"."""
    source: int = 0
    """Position on the page, on the same scale as `Block.source`."""


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says, without its chrome. `blocks` is never empty."""

    title: str
    """The headline, without the site's name."""
    blocks: tuple[Block, ...]
    dek: str = ""
    """The sentence or two under the headline (standfirst). Empty where there is none."""
    authors: tuple[Author, ...] = ()
    site: str = ""
    """The publication's name, as it calls itself."""
    published: datetime | None = None
    """Aware; midnight UTC of the day where the page gives a day alone. None where the
    page does not date itself: the date in a masthead is the day of the visit."""
    modified: datetime | None = None
    """Aware, like `published`; None where the page gives none."""
    url: str = ""
    """Canonical address, absolute; empty where the page does not give one."""
    language: str = ""
    """BCP 47 tag ("en-GB"); empty where nothing on the page tells."""
    image: str = ""
    """Address of the lead image, absolute; empty where there is none."""
    dropped: tuple[Dropped, ...] = ()
    rule: str = ""
    """Which site rule served, since it matched; empty where the general judgement did."""
    remarks: tuple[str, ...] = ()
    """What its user should know of how it was read, a line each: a site rule that matched
    nothing."""


# ------------------------------------------------------------------- script


class Role(StrEnum):
    """What a segment of the script is: decides its pause and its look."""

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
    """Words that we added: "Quote:", "End quote.", the sign-off."""


class VoiceRole(StrEnum):
    """Who speaks a segment; the user maps each to a voice."""

    NARRATOR = "narrator"
    QUOTE = "quote"
    ANNOUNCER = "announcer"
    ASIDE = "aside"


class Span(NamedTuple):
    """A run of the written text and the run of the spoken text that says it.

    Half-open character ranges. A side may be empty: text that is not said
    ("[sic]") or words that are said only (the "dollars" of "$5").
    """

    written_start: int
    written_end: int
    spoken_start: int
    spoken_end: int


class Phonemes(NamedTuple):
    """How a run of the spoken text is pronounced, for engines that take phonemes."""

    spoken_start: int
    """Offset of its first character in the spoken text."""
    spoken_end: int
    """Offset after its last character."""
    ipa: str
    """As the lexicon has it, in the International Phonetic Alphabet; never empty."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or the part of one that one voice speaks without an announcement."""

    role: Role
    written: str
    """The article's own words, for the transcript; for a CUE, the words that we added."""
    spoken: str
    """What the engine is given. Never empty; no control characters, no markup."""
    alignment: tuple[Span, ...] = ()
    """In order, touching on both sides, covering `written` and `spoken` whole. Empty
    where the two are equal."""
    voice: VoiceRole = VoiceRole.NARRATOR
    pause_after_ms: int = 0
    """Silence after the segment, milliseconds."""
    block: int | None = None
    """Index into `Article.blocks`; None for title, dek, byline, date and cues."""
    speaker: str = ""
    """Who says a quote, by the fullest name the article gives; empty where unknown."""
    language: str = ""
    """BCP 47 tag where it differs from the script's; otherwise empty."""
    phonemes: tuple[Phonemes, ...] = ()
    """In order, apart, inside `spoken`. There `spoken` has the same words respelled, for
    engines that take none."""
    sound_before: str = ""
    """Name of the earcon played before it, such as "heading"; empty for none."""


@dataclass(frozen=True, slots=True)
class Script:
    """What will be said, in order. `segments` is never empty."""

    title: str
    segments: tuple[Segment, ...]
    language: str = "en"
    """BCP 47 tag that picks tables and voices."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """An article and its script, before anything is spoken: what an editor may change."""

    article: Article
    script: Script


# -------------------------------------------------------------------- sound


class Word(NamedTuple):
    """One word of a text and when it sounds."""

    text_start: int
    """Offset of its first character in the spoken text of its segment."""
    text_end: int
    """Offset after its last character."""
    start: int
    """First sample: of its `Speech` in a Speech, of the episode in a Cue."""
    end: int
    """Sample after its last one, on the same scale."""


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """What an engine made of one text."""

    samples: NDArray[np.int16]
    """Mono PCM, shape (n,), n > 0."""
    sample_rate: int
    """Hz."""
    words: tuple[Word, ...] = ()
    """Ordered, inside the samples; offsets into the text that was spoken."""
    exact: bool = True
    """False where `words` were estimated, since the engine gave no times."""


@dataclass(frozen=True, slots=True)
class Cue:
    """When one segment of the script sounds."""

    segment: int
    """Index into `Script.segments`."""
    start: int
    """First sample of the segment in the episode."""
    end: int
    """Sample after its last one; the pause begins here."""
    words: tuple[Word, ...] = ()
    exact: bool = True
    """False where `words` were estimated."""


class Chapter(NamedTuple):
    """A part of the episode that a player can jump to."""

    title: str
    start: int
    """First sample."""
    end: int
    """Sample after the last one."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Where everything is in the decoded audio file, sample for sample."""

    sample_rate: int
    """Hz, of the audio file and of every sample count here."""
    length: int
    """Samples of the whole episode: intro, cues, pauses and outro."""
    cues: tuple[Cue, ...]
    """One a segment, in order, never overlapping, inside `length`."""

    @property
    def duration_ms(self) -> int:
        """Length of the episode, milliseconds, rounded."""
        return round(self.length * 1000 / self.sample_rate)


@dataclass(frozen=True, slots=True)
class Loudness:
    """Measured on the decoded file (ITU-R BS.1770-4, mono counted as dual mono)."""

    integrated_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Reader:
    """A voice of an episode and what it reads."""

    role: VoiceRole
    voice: str
    """As the engine calls it: "heart"."""
    language: str = ""
    """BCP 47 tag of the voice, its accent; empty for one that speaks any language."""
    speaker: str = ""
    """Who is quoted in this voice, where speakers have voices of their own."""


@dataclass(frozen=True, slots=True)
class Episode:
    """An article, what was said of it, and where that is in its audio file."""

    article: Article
    script: Script
    timeline: Timeline
    audio: str
    """File name of the audio, in the folder of the episode."""
    engine: str = ""
    """Engine, its version and voice: "espeak 1.52 en-us"."""
    readers: tuple[Reader, ...] = ()
    """Every voice that is heard, the first one that of the narrator."""
    program: str = ""
    """Name and version of the program that speaks, for people: "eSpeak NG 1.52.0"."""
    loudness: Loudness | None = None
    """None where it was not measured."""
    generator: str = ""
    """Name and version of what wrote it: "audiobrief 1.0.0"."""

    @property
    def read_by(self) -> str:
        """Its voices for people: "heart, quotations by heart+low (hibari-tts 0.2.1)".

        Empty where it does not tell; of episodes that were made before they told.
        """
        if not self.readers:
            return ""
        narrator = self.readers[0].voice
        quoting = {one.voice: None for one in self.readers if one.role is VoiceRole.QUOTE}
        others = [voice for voice in quoting if voice != narrator]
        quoted = f", quotations by {' and '.join(others)}" if others else ""
        return f"{narrator}{quoted}{f' ({self.program})' if self.program else ''}"

    @property
    def credit(self) -> str:
        """`read_by`, said so that nobody takes the name for a person's; empty where that is."""
        return f"Automated voice: {self.read_by}" if self.readers else ""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """From the headline and each heading to the next; one chapter without headings.

        The first one begins with the file: what is heard before its words belongs to it.
        """
        starts: list[tuple[str, int]] = []
        for cue in self.timeline.cues:
            segment = self.script.segments[cue.segment]
            if segment.role is Role.HEADING and (not starts or self._starts_block(cue.segment)):
                starts.append((self._heading(segment), cue.start if cue.segment else 0))
        if not starts or starts[0][1] > 0:
            starts.insert(0, (self.article.title, 0))
        ends = [start for _, start in starts[1:]] + [self.timeline.length]
        return tuple(
            Chapter(title, start, end) for (title, start), end in zip(starts, ends, strict=True)
        )

    def _starts_block(self, index: int) -> bool:
        segments = self.script.segments
        return index == 0 or segments[index - 1].block != segments[index].block

    def _heading(self, segment: Segment) -> str:
        if segment.block is None:
            return segment.written
        return self.article.blocks[segment.block].text
