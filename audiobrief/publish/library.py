"""List the episodes of a folder, with what sites and feeds show of each.

Reading an episode takes milliseconds, and a newsroom has ten thousand of them. So an index
beside them keeps what was read, and an episode is read again only if its files changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import msgspec

from audiobrief.errors import AudiobriefError, PublishError
from audiobrief.model import Article, Episode
from audiobrief.patterns import compile_late
from audiobrief.publish import EPISODE, PAGE, publish_episode, read_episode
from audiobrief.publish.media import media_type
from audiobrief.publish.page import describe
from audiobrief.publish.reading import language_of
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import THEME, web_address
from audiobrief.system.files import STAGING_PREFIX
from audiobrief.version import __version__

INDEX = ".library.json"
COVER = "cover.jpg"
WAVEFORM = "waveform.json"
BARS = 48
"""Number of bars in the small waveform of a list."""
_SECTION = compile_late(r"[a-z]+(-[a-z]+)*", re.IGNORECASE)
NO_SECTIONS = {
    # first parts of addresses that tell how a site is built, not the subject of a story
    "a", "amp", "archive", "archives", "article", "articles", "blog", "content", "en", "feature",
    "features", "html", "index", "live", "news", "newsletter", "p", "page", "pages", "post",
    "posts", "s", "site", "stories", "story", "video", "web", "wp",
}  # fmt: skip

Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows of an episode."""

    folder: str
    """Path below the folder of episodes, with "/" between its parts."""
    title: str
    description: str
    """The dek, or the beginning of the text."""
    audio: str
    """File name of the audio in the folder."""
    audio_bytes: int
    duration_ms: int
    published: datetime
    """The article's date, or if it has none, when the episode was made; timezone-aware."""
    modified: datetime | None = None
    authors: tuple[str, ...] = ()
    """The authors of the byline, without additional reporters."""
    site: str = ""
    section: str = ""
    language: str = "und"
    """BCP 47 tag."""
    narrator: str = ""
    """Name of the narrator's voice; empty if the episode does not record it."""
    read_by: str = ""
    """`Episode.read_by`."""
    source: str = ""
    """Web address of the article; empty if it has none."""
    cover: bool = False
    """Whether a `cover.jpg` lies beside the audio."""
    bars: str = ""
    """`BARS` digits, each the loudness of one part; empty if it was not measured."""

    @property
    def audio_type(self) -> str:
        """Media type of the audio."""
        return media_type(self.audio)

    @property
    def stem(self) -> str:
        """File name of the transcripts without their suffixes."""
        return self.audio.rpartition(".")[0]

    def path(self, name: str) -> str:
        """Address of a file beside the audio, relative to the folder of episodes."""
        return quote(f"{self.folder}/{name}")

    @property
    def page(self) -> str:
        """Address of the episode's page, relative to the folder of episodes."""
        return self.path(PAGE)


@dataclass(frozen=True, slots=True)
class Refused:
    """An episode that could not be published, and the reason."""

    folder: str
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index keeps of an episode."""

    stamp: Stamp
    """Times and sizes of the episode's files when it was read."""
    listing: Listing


@dataclass(frozen=True, slots=True)
class Index:
    """The episodes read and the files written last time."""

    version: str = __version__
    pages: str = ""
    """Digest of everything that all episodes' pages depend on, such as the theme."""
    episodes: dict[str, Entry] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    """Relative path of a file of the site -> digest of everything it was made from."""


@dataclass(frozen=True, slots=True)
class Library:
    """The episodes of a folder."""

    listings: tuple[Listing, ...]
    """Newest first; listings of the same moment are sorted by folder."""
    refused: tuple[Refused, ...] = ()
    entries: dict[str, Entry] = field(default_factory=dict)
    """Entries by folder, for the next index."""
    read: int = 0
    """Number of episodes that were not taken from the index."""

    @property
    def duration_ms(self) -> int:
        """Duration of all episodes together, in milliseconds."""
        return sum(listing.duration_ms for listing in self.listings)


def read_library(
    root: Path,
    index: Index | None = None,
    prepare: Callable[[Path, str], object] | None = None,
) -> Library:
    """The episodes in the folders of `root` and in the folders one level below those.

    A folder in between names a section. Unchanged episodes are taken from `index`. For each
    other one, `prepare` is called with its folder and relative path before it is read. An
    episode that `prepare` or the reading rejects is in `refused`.

    Raises:
        PublishError: the folder `root` does not exist.
    """
    known = index.episodes if index else {}
    entries: dict[str, Entry] = {}
    refused: list[Refused] = []
    read = 0
    for folder, section in _episode_folders(root):
        kept = known.get(folder)
        if kept and kept.stamp == _stamp(root / folder, kept.listing.audio):
            entries[folder] = kept
            continue
        read += 1
        try:
            if prepare:
                prepare(root / folder, folder)
            entries[folder] = _read_entry(root, folder, section)
        except (AudiobriefError, OSError) as error:
            refused.append(Refused(folder, str(error)))
    listings = sorted(
        (entry.listing for entry in entries.values()),
        key=lambda listing: (-listing.published.timestamp(), listing.folder),
    )
    return Library(tuple(listings), tuple(refused), entries, read)


def publisher(settings: PublishSettings) -> Callable[[Path, str], object]:
    """A function for `read_library` that writes an episode's own page and transcripts."""
    return lambda folder, name: publish_episode(folder, settings.of_episode(name))


# -------------------------------------------------------------------- index


def read_index(root: Path, settings: PublishSettings) -> Index:
    """The index in `root`, or an empty one if there is none that this version can use.

    If the pages were made with other settings or another theme, the index holds no episodes,
    but still the paths of the files that were written.
    """
    pages = digest_of_pages(settings)
    try:
        index = msgspec.json.decode((root / INDEX).read_bytes(), type=Index)
    except (OSError, msgspec.DecodeError):
        return Index(pages=pages)
    if index.version != __version__ or index.pages != pages:
        return Index(pages=pages, written=dict.fromkeys(index.written, ""))
    return index


def to_json(index: Index) -> bytes:
    """The content of the index's file."""
    return msgspec.json.encode(index, order="sorted") + b"\n"


def digest_of_pages(settings: PublishSettings) -> str:
    """A digest of everything that an episode's page depends on besides the episode."""
    parts = [settings.base, str(settings.waveform), settings.templates]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    for folder in [THEME, *([Path(settings.templates)] if settings.templates else [])]:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


# ----------------------------------------------------------------- episodes


def _episode_folders(root: Path) -> Iterator[tuple[str, str]]:
    """Relative paths of the folders that hold an episode, each with its section."""
    for name in _folders_in(root):
        if (root / name / EPISODE).is_file():
            yield name, ""
            continue
        for below in _folders_in(root / name):
            if (root / name / below / EPISODE).is_file():
                yield f"{name}/{below}", name


def _folders_in(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(
                entry.name
                for entry in found
                if not entry.name.startswith((".", STAGING_PREFIX))
                # following a link could publish files that its owner keeps elsewhere
                and entry.is_dir(follow_symlinks=False)
            )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PublishError(f"there is no folder of episodes at {folder}: {reason}") from error


def _stamp(folder: Path, audio: str) -> Stamp:
    """Times and sizes of the files that a listing is made from; zeros for a missing file."""
    numbers: list[int] = []
    for name in (EPISODE, audio, PAGE, COVER):
        try:
            found = os.stat(f"{folder}/{name}")  # noqa: PTH116 -- three times as fast as Path's
            numbers += [found.st_mtime_ns, found.st_size]
        except OSError:
            numbers += [0, 0]
    return tuple(numbers)


def _read_entry(root: Path, folder: str, section: str) -> Entry:
    path = root / folder
    episode = read_episode(path)
    audio = path / Path(episode.audio).name
    if audio.name != episode.audio or not audio.is_file():
        raise PublishError(f"the audio of {path} is missing: {episode.audio!r}; make it again")
    return Entry(_stamp(path, audio.name), _list_episode(path, folder, section, episode))


def _list_episode(path: Path, folder: str, section: str, episode: Episode) -> Listing:
    article = episode.article
    return Listing(
        folder=folder,
        title=article.title,
        description=describe(article),
        audio=episode.audio,
        audio_bytes=(path / episode.audio).stat().st_size,
        duration_ms=episode.timeline.duration_ms,
        published=article.published or _time_of(path / EPISODE),
        modified=article.modified,
        authors=tuple(author.name for author in article.authors if not author.additional),
        site=article.site,
        section=section or section_of(article),
        language=language_of(episode),
        narrator=episode.readers[0].voice if episode.readers else "",
        read_by=episode.read_by,
        source=web_address(article.url),
        cover=(path / COVER).is_file(),
        bars=_bars(path / WAVEFORM),
    )


def section_of(article: Article) -> str:
    """The section that an article's address names, such as "Science"; empty if none."""
    try:
        parts = [part for part in urlsplit(article.url).path.split("/") if part]
    except ValueError:
        return ""
    while parts and parts[0].lower() in NO_SECTIONS:
        parts = parts[1:]
    # the last part names the story itself; a section is one or two words without digits
    if len(parts) < 2 or not _SECTION.fullmatch(parts[0]) or parts[0].count("-") > 1:
        return ""
    return parts[0].replace("-", " ").capitalize()


def _time_of(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)


def _bars(path: Path) -> str:
    try:
        bars = [int(bar) for bar in json.loads(path.read_bytes())["bars"]]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    if not bars:
        return ""
    step = len(bars) / BARS
    groups = (
        bars[int(at * step) : max(int((at + 1) * step), int(at * step) + 1)]
        for at in range(BARS)
    )
    return "".join(str(min(max(sum(group) // len(group) // 10, 0), 9)) for group in groups)
