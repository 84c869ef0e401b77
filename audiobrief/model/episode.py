"""The sound of a script, and the episode that is published of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from audiobrief.model.article import Article, BlockKind
from audiobrief.model.chapters import with_breaks
from audiobrief.model.script import Role, Script, Segment, VoiceRole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
    alt: str = ""
    """`Block.alt` of its caption; empty for a picture of which only its caption tells."""


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
