"""The data that each stage hands to the next: frozen dataclasses, no I/O.

page --clean--> Article --segment--> Script --synthesize--> Speech
     --stitch--> Timeline (+ one audio file) --> Episode --publish--> files

Times are integer samples, or integer milliseconds if the name ends in ``_ms``,
and never seconds: only published formats that require seconds use them. Text
is NFC without control characters, and text that came from the page is never
empty. Offsets count Python characters, not bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.chapters import with_breaks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


# --------------------------------------------------------------------- page


class PageKind(StrEnum):
    """The format of a page's text."""

    HTML = "html"
    TEXT = "text"
    """Text copied out of a browser: the page's words without its tags."""
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was loaded: decoded, but not yet analysed."""

    text: str
    kind: PageKind = PageKind.HTML
    url: str = ""
    """Absolute address of the page after redirects; empty for a file without one."""
    name: str = ""
    """The source as the user gave it, for messages: a path, an address or "-"."""
    is_bare: bool = False
    """Whether the text is an article and nothing else, as a content system or a feed gives it."""
    problem: str = ""
    """Why it is a kept copy of an earlier answer: its site gave no answer. Empty if it is new."""
    robots: str = ""
    """What its server says to search engines, as in the header X-Robots-Tag; else empty."""


# ------------------------------------------------------------------ article


class BlockKind(StrEnum):
    """The kind of a block of the article, in an editor's terms."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    """A block quote or an embedded post; quotations inside a paragraph stay in it."""
    LIST_ITEM = "list-item"
    TABLE = "table"
    ASIDE = "aside"
    """An explainer or a fact box, outside the flow of the story."""
    CAPTION = "caption"
    CORRECTION = "correction"
    ENDNOTE = "endnote"
    """A closing line about the reporting, such as who reported from where."""
    CODE = "code"


class MarkKind(StrEnum):
    """What a page does with a stretch of its text, or says of it, besides showing it."""

    LINK = "link"
    EMPHASIS = "emphasis"
    """Usually italics."""
    STRONG = "strong"
    """Usually bold."""
    LANGUAGE = "language"
    """Words in another language than the block's."""


class Mark(NamedTuple):
    """A stretch of a block's text that the page links, stresses or says the language of.

    Links and stress are seen and never said; a language chooses the voice.
    """

    start: int
    """Offset of its first character in the text of its block."""
    end: int
    """Offset after its last character."""
    kind: MarkKind
    href: str = ""
    """LINK: its absolute http or https address. Otherwise empty."""
    language: str = ""
    """LANGUAGE: its BCP 47 tag. Otherwise empty."""


@dataclass(frozen=True, slots=True)
class Author:
    """One name of the byline as printed, without "By"."""

    name: str
    """A person, a desk or an agency; never a CMS account, an e-mail or a handle."""
    place: str = ""
    """Where the reporting was done: "Kyiv, Ukraine". Empty if the page gives none."""
    role: str = ""
    """"political editor", "for The Associated Press". Empty if the page gives none."""
    additional: bool = False
    """True for "Additional reporting by": a contributor who is not one of the authors."""


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the article's text, in reading order."""

    kind: BlockKind
    text: str
    """One line, never empty. CODE keeps its line breaks. TABLE has its caption; without one,
    its cells joined by ", " and its rows by "; "."""
    level: int = 0
    """HEADING: 1 to 6. LIST_ITEM: depth of nesting from 1. ASIDE: 1 for the box's own
    title, 0 for its text. Otherwise 0."""
    number: int | None = None
    """LIST_ITEM of an ordered list: the number that the page shows. Otherwise None."""
    attribution: str = ""
    """QUOTE: who says it, as printed. CODE: its language. Otherwise empty."""
    rows: tuple[tuple[str, ...], ...] = ()
    """TABLE: its cells, row by row; the first row holds the headers if `headed`."""
    headed: bool = False
    """TABLE: whether the first row names the columns."""
    group: int | None = None
    """Consecutive blocks with the same number form one box, one list or one block quote."""
    time: datetime | None = None
    """Live blogs: when the entry that begins with this block was posted (timezone-aware)."""
    language: str = ""
    """BCP 47 tag if the block is in another language than the article; otherwise empty."""
    image: str = ""
    """CAPTION: absolute address of the picture that it describes; empty if none is known."""
    marks: tuple[Mark, ...] = ()
    """The links, the stress and the words in other languages in `text`, by where they start; those
    of one kind never overlap. TABLE: in its cells joined by ", " and its rows joined by "; ", as
    `text` is where the table has no caption. CODE has none."""
    source: int = 0
    """Position on the page: the index of the block's first text node."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text of the page that is not part of the article, and why."""

    text: str
    reason: str
    """A few words for people: "navigation", "related links", "hidden"."""
    source: int = 0
    """Position on the page, on the same scale as `Block.source`."""


LOW_CONFIDENCE = 0.6
"""Confidence below which the user is warned: 5 of 130 pages of modern news have less."""


@dataclass(frozen=True, slots=True)
class Article:
    """The article on a page, without navigation, advertising and the like.

    `blocks` is never empty.
    """

    title: str
    """The headline, without the site's name."""
    blocks: tuple[Block, ...]
    dek: str = ""
    """The sentence or two under the headline (standfirst). Empty if none."""
    authors: tuple[Author, ...] = ()
    site: str = ""
    """The publication's name, as it calls itself."""
    published: datetime | None = None
    """Timezone-aware; midnight UTC if the page gives only a day. None if the page gives no date;
    the date in a masthead does not count, since it is the day of the visit."""
    modified: datetime | None = None
    """Timezone-aware, like `published`; None if the page gives none."""
    url: str = ""
    """Canonical address, absolute; empty if the page gives none."""
    language: str = ""
    """BCP 47 tag ("en-GB"); empty if the page does not state its language."""
    image: str = ""
    """Absolute address of the lead image; empty if none."""
    section: str = ""
    """The section of the publication, as its content system names it; empty if not given."""
    tags: tuple[str, ...] = ()
    """The content system's keywords."""
    is_untitled: bool = False
    """Whether there is no headline, so that `title` is the first words of the text."""
    dropped: tuple[Dropped, ...] = ()
    rule: str = ""
    """The site rule that found the article; empty if the general heuristics did."""
    remarks: tuple[str, ...] = ()
    """Notes to the user about the extraction, one line each, such as a site rule that matched
    nothing."""
    confidence: float = 1.0
    """How sure the cleaner is that this is the article, whole and alone: 0 to 1."""
    doubts: tuple[str, ...] = ()
    """What speaks against it, gravest first: "the page's data gives a longer text"."""
    ends_at_wall: bool = False
    """Whether the rest of the story is behind a paywall."""

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should compare it with its page before it is published."""
        return self.confidence < LOW_CONFIDENCE


# ------------------------------------------------------------------- script


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


# -------------------------------------------------------------------- sound


class Word(NamedTuple):
    """One word of a text and the time when it sounds."""

    text_start: int
    """Offset of its first character in the spoken text of its segment."""
    text_end: int
    """Offset after its last character."""
    start: int
    """First sample of the word, counted from the start of the Speech, or in a Cue from the
    start of the episode."""
    end: int
    """Sample after its last one, counted like `start`."""


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """The sound that an engine made of one text."""

    samples: NDArray[np.int16]
    """Mono PCM, shape (n,), n > 0."""
    sample_rate: int
    """Hz."""
    words: tuple[Word, ...] = ()
    """Ordered, inside the samples; their offsets are into the spoken text."""
    exact: bool = True
    """False if `words` were estimated because the engine gave no times."""
    respelled: tuple[tuple[int, int], ...] = ()
    """The first character and the one after the last, in the spoken text, of each word that the
    voice said by its letters, because it cannot read their script."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The time when one segment of the script sounds."""

    segment: int
    """Index into `Script.segments`."""
    start: int
    """First sample of the segment in the episode."""
    end: int
    """Sample after its last one, where the pause begins."""
    words: tuple[Word, ...] = ()
    exact: bool = True
    """False if `words` were estimated."""


class Chapter(NamedTuple):
    """A part of the episode that a player can jump to."""

    title: str
    start: int
    """First sample of the chapter."""
    end: int
    """Sample after its last one."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The positions of all cues in the decoded audio file, exact to the sample."""

    sample_rate: int
    """Hz; every sample count here is at this rate, which is the audio file's."""
    length: int
    """Length of the whole episode in samples: intro, cues, pauses and outro."""
    cues: tuple[Cue, ...]
    """One cue for each segment, in order, never overlapping, inside `length`."""

    @property
    def duration_ms(self) -> int:
        """Length of the episode in milliseconds, rounded."""
        return round(self.length * 1000 / self.sample_rate)


@dataclass(frozen=True, slots=True)
class Loudness:
    """Loudness of the decoded file (ITU-R BS.1770-4, mono counted as dual mono)."""

    integrated_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Reader:
    """A voice in an episode and the role that it reads."""

    role: VoiceRole
    voice: str
    """The engine's name for the voice: "heart"."""
    language: str = ""
    """BCP 47 tag of the voice's accent; empty for a voice that speaks any language."""
    speaker: str = ""
    """The person quoted in this voice, if speakers have voices of their own."""
    is_trained: bool = True
    """Whether the voice was learnt from recordings, as neural voices are; True if not known."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the article that lies beside the episode's page."""

    name: str
    """File name of the JPEG in the episode's folder."""
    width: int
    """Pixels."""
    height: int
    """Pixels."""
    block: int | None = None
    """Index of the block that is its caption; None for the lead picture."""


@dataclass(frozen=True, slots=True)
class Episode:
    """An article, its script, and the timing of the script in the audio file."""

    article: Article
    script: Script
    timeline: Timeline
    audio: str
    """File name of the audio in the episode's folder."""
    engine: str = ""
    """Engine, its version and voice: "espeak 1.52 en-us"."""
    readers: tuple[Reader, ...] = ()
    """Every voice in the episode, the narrator's first."""
    program: str = ""
    """Name and version of the speech program, for people: "eSpeak NG 1.52.0"."""
    loudness: Loudness | None = None
    """None if it was not measured."""
    generator: str = ""
    """Name and version of the program that wrote the episode: "audiobrief 1.0.0"."""
    identity: str = ""
    """`Manuscript.identity`: whose episode it is; empty for episodes of former versions."""
    joined: tuple[str, ...] = ()
    """`Manuscript.joined`: the episodes whose stories it holds, too."""
    pictures: tuple[Picture, ...] = ()
    """The pictures that the page shows, in the article's order."""

    @property
    def read_by(self) -> str:
        """The voices, for people: "heart, quotations by heart+low (hibari-tts 0.2.1)".

        Empty for episodes from before `readers` was recorded.
        """
        if not self.readers:
            return ""
        narrator = self.readers[0].voice
        quoting = {one.voice: None for one in self.readers if one.role is VoiceRole.QUOTE}
        others = [voice for voice in quoting if voice != narrator]
        quoted = f", quotations by {' and '.join(others)}" if others else ""
        return f"{narrator}{quoted}{f' ({self.program})' if self.program else ''}"

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A chapter from the headline and one from each heading, each ending at the next.

        Where no heading stands for ten minutes, paragraphs begin chapters (`chapters.with_breaks`).
        The first one starts at sample 0, so it includes whatever sounds before its words.
        """
        starts: list[tuple[str, int]] = []
        for cue in self.timeline.cues:
            segment = self.script.segments[cue.segment]
            if segment.role is Role.HEADING and (not starts or self._starts_block(cue.segment)):
                starts.append((self._heading(segment), cue.start if cue.segment else 0))
        if not starts or starts[0][1] > 0:
            starts.insert(0, (self.article.title, 0))
        timeline = self.timeline
        breaks = self._paragraphs()
        starts = with_breaks(starts, breaks, timeline.length, timeline.sample_rate)
        ends = [start for _, start in starts[1:]] + [self.timeline.length]
        return tuple(
            Chapter(title, start, end) for (title, start), end in zip(starts, ends, strict=True)
        )

    def _paragraphs(self) -> Iterator[tuple[str, int]]:
        """The text and first sample of each paragraph that nothing announces."""
        for cue in self.timeline.cues:
            block = self.script.segments[cue.segment].block
            if block is None or self.article.blocks[block].kind is not BlockKind.PARAGRAPH:
                continue
            before = self.script.segments[max(cue.segment - 1, 0)]
            if before.role is not Role.CUE and self._starts_block(cue.segment):
                yield self.article.blocks[block].text, cue.start

    def _starts_block(self, index: int) -> bool:
        segments = self.script.segments
        return index == 0 or segments[index - 1].block != segments[index].block

    def _heading(self, segment: Segment) -> str:
        if segment.block is None:
            return segment.written
        return self.article.blocks[segment.block].text
