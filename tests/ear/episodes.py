"""Episodes for the ear: pages made by the real command, and their sound."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from audiobrief.encoder.ffmpeg import decode
from audiobrief.model import Episode
from audiobrief.spoken.names import find_mentions
from tests.ear.listening import RATE
from tests.ear.wording import words
from tests.places import PAGES, SHARED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

LABELLED = SHARED / "pages" / "labelled"
LABELLED_PAGES = 12
MOST_WORDS = 600
"""Labelled pages with more words are skipped: each would take a minute to hear."""
FEWEST_WORDS = 100
COMMON = frozenset("the of and to in a that for is was on with".split())
"""Words that make up a fifth of English prose. A text of which they are less than a tenth is in
another language, whatever its page says."""


@dataclass(frozen=True)
class Recording:
    """An episode and its sound as a player decodes it."""

    name: str
    episode: Episode
    path: Path

    @cached_property
    def sound(self) -> NDArray[np.float32]:
        """The sound in mono at RATE."""
        samples = np.concatenate([*decode(self.path, sample_rate=RATE)])
        return samples.astype(np.float32) / np.float32(32768)

    @property
    def sentences(self) -> list[str]:
        """The texts given to the engine, cue by cue."""
        return [
            self.episode.script.segments[c.segment].spoken for c in self.episode.timeline.cues
        ]

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of the article's proper names, in the form used for comparison."""
        names = {mention.name for mention in find_mentions(self.episode.article.blocks)}
        authors = [author.name for author in self.episode.article.authors]
        return frozenset(word for name in [*names, *authors] for word in words(name))

    @property
    def places(self) -> list[tuple[int, int]]:
        """First sample of each cue and the sample after its last, at RATE."""
        timeline = self.episode.timeline
        return [(self.at(cue.start), self.at(cue.end)) for cue in timeline.cues]

    def at(self, sample: int) -> int:
        """A sample of the timeline converted to RATE."""
        return round(sample * RATE / self.episode.timeline.sample_rate)


def voice_options(voice: str) -> list[str]:
    """Options of the command for "ENGINE" or "ENGINE/VOICE"; none for an empty string."""
    engine, _, name = voice.partition("/")
    return (["--engine", engine] if engine else []) + (["--voice", name] if name else [])


def golden(folder: Path, voice: str, names: Collection[str] = ()) -> Iterator[Recording]:
    """The English pages of tests/pages that have a script, or only those in `names` if given.

    A page takes a minute to speak and to hear; the pages without a script are for the cleaner
    only.
    """
    for source in sorted(path.with_name("source.html") for path in PAGES.glob("*/script.txt")):
        if names and source.parent.name not in names:
            continue
        language = json.loads((source.parent / "article.json").read_text("utf-8"))["language"]
        # a page without a language is read in English
        if (language or "en").startswith("en"):
            yield make(source, folder, source.parent.name, voice)


def labelled(folder: Path, voice: str) -> Iterator[Recording]:
    """Pages of the labelled set, ordered by a hash of their names so that nobody picks them."""
    files = sorted(
        (LABELLED / "html").glob("*.gz"),
        key=lambda path: hashlib.sha256(path.name.encode()).digest(),
    )
    count = 0
    for file in files:
        page = folder / f"{file.name[:12]}.html"
        page.write_bytes(gzip.decompress(file.read_bytes()))
        if _is_read(page):
            count += 1
            made = make(page, folder, f"labelled {count}", voice)
            # another voice reads an English page that is marked as another language
            said = made.episode.script.language
            yield made if said.startswith("en") else replace(made, name=f"{made.name} ({said})")
        if count == LABELLED_PAGES:
            return


def _is_read(page: Path) -> bool:
    """Whether the page has an English article of a suitable length."""
    run = _audiobrief("script", "--json", str(page))
    if run.returncode:
        return False
    text = " ".join(s["spoken"] for s in json.loads(run.stdout)["script"]["segments"])
    said = text.casefold().split()
    english = sum(word in COMMON for word in said) > len(said) / 10
    return english and FEWEST_WORDS <= len(said) <= MOST_WORDS


def make(page: Path, folder: Path, name: str, voice: str) -> Recording:
    """Makes an episode as a user does; exits with the command's message if it fails."""
    run = _audiobrief(
        "make", str(page), "--no-cache", "-o", str(folder / name), *voice_options(voice)
    )
    if run.returncode:
        sys.exit(f"{page}: {run.stderr.strip()}")
    path = Path(run.stdout.strip())
    episode = msgspec.json.decode((path.parent / "episode.json").read_bytes(), type=Episode)
    return Recording(name, episode, path)


def _audiobrief(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "audiobrief", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
