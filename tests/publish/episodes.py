"""Episodes for the tests of publishing: invented articles with real sound.

Each word is a burst of a tone, with silence between words, so that a player can be checked
against the sound itself.
"""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from audiobrief.encoder.ffmpeg import find_ffmpeg
from audiobrief.model import (
    Article,
    Author,
    Block,
    BlockKind,
    Cue,
    Episode,
    Mark,
    MarkKind,
    Role,
    Script,
    Segment,
    Timeline,
    VoiceRole,
    Word,
)
from audiobrief.publish import write_episode

RATE = 16_000
K = BlockKind
ROLES = {
    K.PARAGRAPH: Role.BODY, K.HEADING: Role.HEADING, K.QUOTE: Role.QUOTE,
    K.LIST_ITEM: Role.LIST_ITEM, K.TABLE: Role.TABLE, K.ASIDE: Role.ASIDE,
    K.CAPTION: Role.CAPTION, K.CORRECTION: Role.CORRECTION, K.ENDNOTE: Role.ENDNOTE,
    K.CODE: Role.CODE,
}  # fmt: skip
MARKS = (
    # "voted 9 to 2", with its figures in bold; "wheel could"; "April. Nobody"; half of "chamber"
    Mark(26, 38, MarkKind.LINK, "https://courier.example/vote?day=4&side=2"),
    Mark(32, 38, MarkKind.STRONG),
    Mark(144, 155, MarkKind.EMPHASIS),
    Mark(164, 177, MarkKind.LINK, "https://courier.example/spring"),
    Mark(185, 189, MarkKind.EMPHASIS),
)

ARTICLE = Article(
    title="Port Sella Votes to Reopen Its Old Tide Mill",
    dek="After forty years of silence, the wheel on the Merrow will turn again by spring, and the "
    "town will own the power that it makes.",
    authors=(Author("Ana Reyes", place="Port Sella"), Author("Tomas Okafor")),
    site="The Merrow Courier",
    published=datetime(2025, 11, 7, 6, 30, tzinfo=UTC),
    url="https://courier.example/2025/11/tide-mill",
    language="en-GB",
    blocks=(
        Block(K.PARAGRAPH, "The council of Port Sella voted 9 to 2 on Thursday night to reopen the tide "
              "mill that has stood idle at the mouth of the Merrow since 1985. The wheel could turn "
              "by April. Nobody in the chamber clapped until Mayor Ines Calder did.", marks=MARKS),
        Block(K.PARAGRAPH, "The mill will cost the town 1.4 million crowns, a sum that its engineers "
              "expect to earn back within eleven years. “We are not buying a monument,” said "
              "Ms. Calder, who grew up two doors from the sluice. “We are buying the sea, twice a "
              "day, for as long as there is a moon.”"),
        Block(K.CAPTION, "The mill in October, seen from the eel market. Photograph: Jonas Vik"),
        Block(K.HEADING, "A wheel that still remembers", level=2),
        Block(K.PARAGRAPH, "The iron was found sound below the waterline. Divers who went down in August "
              "brought up a single loose bolt, which now lies on the mayor’s desk beside a jar "
              "of mussels."),
        Block(K.QUOTE, "You can hear it at low water. It ticks, like a clock that somebody forgot to "
              "wind.", attribution="Bram Oster, keeper of the sluice"),
        Block(K.PARAGRAPH, "Not everyone hears the same thing. The eel fishers fear for the spawning run, "
              "and two councillors wanted another winter of counting before a stone was moved."),
        Block(K.HEADING, "What the town will get", level=2),
        Block(K.LIST_ITEM, "Power for 640 homes in the old quarter.", level=1, group=1),
        Block(K.LIST_ITEM, "A ladder for eels, open before the wheel is.", level=1, group=1),
        Block(K.LIST_ITEM, "A school room above the grinding floor.", level=1, group=1),
        Block(K.TABLE, "Quarter, Homes, Share; Old quarter, 640, 71%; Harbour, 260, 29%", group=2,
              rows=(("Quarter", "Homes", "Share"), ("Old quarter", "640", "71%"),
                    ("Harbour", "260", "29%")), headed=True),
        Block(K.ASIDE, "How a tide mill works", level=1, group=3),
        Block(K.ASIDE, "A pond fills with the rising tide behind a gate. When the sea falls, the gate "
              "shuts and the water leaves under the wheel.", group=3),
        Block(K.HEADING, "The count begins", level=2),
        Block(K.PARAGRAPH, "Work starts when the herring leave. Until then the town will argue about the "
              "colour of the door, which was green, or blue, depending on whom you ask at the "
              "Lantern Inn. The two sides have agreed to scrape it and see."),
        Block(K.ENDNOTE, "Lena Marsh contributed reporting from Eel Bridge."),
        Block(K.CORRECTION, "An earlier version of this article gave the wrong year for the last "
              "grinding. It was 1985, not 1984."),
    ),
)  # fmt: skip


@dataclass
class Sound:
    """A sequence of bursts and silences."""

    word_ms: int = 40
    letter_ms: int = 22
    gap_ms: int = 60
    pause_ms: int = 250
    parts: list[tuple[int, bool]] = field(default_factory=list)
    length: int = 0

    def add(self, ms: int, *, loud: bool) -> tuple[int, int]:
        start, count = self.length, ms * RATE // 1000
        self.parts.append((count, loud))
        self.length += count
        return start, self.length

    def say(self, text: str) -> tuple[Word, ...]:
        words = []
        for match in re.finditer(r"\S+", text):
            sounded = self.add(self.word_ms + self.letter_ms * len(match[0]), loud=True)
            words.append(Word(match.start(), match.end(), *sounded))
            self.add(self.gap_ms, loud=False)
        return tuple(words)

    def samples(self) -> Iterator[bytes]:
        longest = max(count for count, _ in self.parts)
        wave = np.sin(np.arange(longest) * (2 * np.pi * 220 / RATE)) * 12_000
        tone, silence = wave.astype("<i2").tobytes(), bytes(longest * 2)
        for count, loud in self.parts:
            yield (tone if loud else silence)[: count * 2]


QUICK = Sound(word_ms=4, letter_ms=0, gap_ms=2, pause_ms=10)
"""Short sounds for long articles; tests copy it with changes."""


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?”])\s+(?=[A-Z“])", text) if part]


def segments_of(article: Article) -> Iterator[Segment]:
    yield Segment(Role.TITLE, article.title, article.title)
    if article.authors:
        byline = "By " + " and ".join(author.name for author in article.authors)
        yield Segment(Role.BYLINE, byline, byline)
    if article.dek:
        yield Segment(Role.DEK, article.dek, article.dek)
    for index, block in enumerate(article.blocks):
        speaker = block.attribution.partition(",")[0] if block.kind is K.QUOTE else ""
        if speaker:
            yield Segment(Role.CUE, f"{speaker}:", f"{speaker}:", voice=VoiceRole.ANNOUNCER)
        for text in sentences(block.text):
            yield Segment(
                ROLES[block.kind], text, text.strip() or ".", block=index, speaker=speaker
            )


def make_episode(
    folder: Path,
    article: Article = ARTICLE,
    *,
    sound: Sound | None = None,
    bitrate: str = "32k",
) -> Episode:
    """Makes an episode, with its audio and `episode.json` in `folder`."""
    sound = sound or Sound()
    sound.add(300, loud=False)
    segments = tuple(segments_of(article))
    cues = []
    for index, segment in enumerate(segments):
        start = sound.length
        words = sound.say(segment.spoken)
        cues.append(Cue(index, start, max(sound.length, start + 1), words))
        sound.add(sound.pause_ms, loud=False)
    folder.mkdir(parents=True, exist_ok=True)
    encode(sound, folder / "episode.mp3", bitrate)
    episode = Episode(
        article,
        Script(article.title, segments, article.language or "en"),
        Timeline(RATE, sound.length, tuple(cues)),
        audio="episode.mp3",
        engine="bursts",
        generator="audiobrief",
    )
    write_episode(folder, episode)
    return episode


def encode(sound: Sound, path: Path, bitrate: str) -> None:
    command = [
        find_ffmpeg(), "-v", "error", "-y", "-f", "s16le", "-ar", str(RATE), "-ac", "1", "-i", "-",
        "-b:a", bitrate, "-compression_level", "9", str(path),
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
        assert encoder.stdin is not None
        for chunk in sound.samples():
            encoder.stdin.write(chunk)
        encoder.stdin.close()
    assert encoder.returncode == 0
