"""List the episodes of a folder, with what sites and feeds show of each.

Reading an episode takes milliseconds, and a newsroom has ten thousand of them. So an index
(`index_file.py`) keeps what was read, and an episode is read again only if its files changed.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from audiobrief.errors import AudiobriefError, PublishError
from audiobrief.model import Article, Episode
from audiobrief.patterns import compile_late
from audiobrief.publish import EPISODE, PAGE, find_audio, publish_episode, read_episode
from audiobrief.publish.declared import declare
from audiobrief.publish.media import media_type
from audiobrief.publish.names import COVER
from audiobrief.publish.page import describe
from audiobrief.publish.reading import language_of
from audiobrief.publish.register import names_of, read_register
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import web_address
from audiobrief.publish.versions import aliases_of, correction_of, read_versions
from audiobrief.system.files import STAGING_PREFIX
from audiobrief.version import __version__

_SECTION = compile_late(r"[a-z]+(-[a-z]+)*", re.IGNORECASE)
NO_SECTIONS = {
    # first parts of addresses that tell how a site is built, not the subject of a story
    "a", "amp", "archive", "archives", "article", "articles", "blog", "content", "en", "feature",
    "features", "html", "index", "live", "news", "newsletter", "p", "page", "pages", "post",
    "posts", "s", "site", "stories", "story", "video", "web", "wp",
}  # fmt: skip

START = datetime.fromtimestamp(0, UTC)
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
    declared: str = ""
    """What is declared of the voice: `Declared.text`."""
    source: str = ""
    """Web address of the article; empty if it has none."""
    cover: bool = False
    """Whether a `cover.jpg` lies beside the audio."""
    made: datetime = START
    """When this version was made; timezone-aware."""
    added: datetime | None = None
    """When its first version was made, timezone-aware; None for when this one was."""
    version: int = 1
    corrected: datetime | None = None
    """When the article was corrected after its first version; None if it was not."""
    aliases: tuple[str, ...] = ()
    """Names that its folder would have after later headlines; they lead to its page."""
    replaced: tuple[tuple[str, float], ...] = ()
    """Each earlier audio that may still be there: its name without suffix, and when a later one
    replaced it, in POSIX seconds."""
    chapters: tuple[tuple[int, str], ...] = ()
    """Start in milliseconds and title of each chapter; empty if there is only one."""
    identity: str = ""
    """Whose episode it is, as `Episode.identity`."""
    joined: tuple[str, ...] = ()
    """The identities of the episodes that it joins, as `Episode.joined`."""

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
    changed: dict[str, datetime] = field(default_factory=dict)
    """Relative path of a document of a feed -> when it said that its content last changed."""


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

    A folder in between names a section. Withdrawn episodes are left out. Unchanged episodes are
    taken from `index`. For each other one, `prepare` is called with its folder and relative path
    before it is read. An episode that `prepare` or the reading rejects is in `refused`.

    Raises:
        PublishError: the folder `root` does not exist, or its register is damaged.
    """
    gone = frozenset(names_of(read_register(root)))
    known = index.episodes if index else {}
    entries: dict[str, Entry] = {}
    refused: list[Refused] = []
    read = 0
    top = str(root)
    for folder, section in _episode_folders(top):
        if folder in gone:
            continue
        kept = known.get(folder)
        if kept and kept.stamp == _stamp(f"{top}/{folder}", kept.listing.audio):
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


# ----------------------------------------------------------------- episodes


def _episode_folders(root: str) -> Iterator[tuple[str, str]]:
    """Relative paths of the folders that hold an episode, each with its section.

    Paths are texts here: making 30,000 of Path's would take longer than asking the system of them.
    """
    for name in _folders_in(root):
        # what stands in an episode's place and is no file is damage, which the reading names
        if os.path.lexists(f"{root}/{name}/{EPISODE}"):
            yield name, ""
            continue
        for below in _folders_in(f"{root}/{name}"):
            if os.path.lexists(f"{root}/{name}/{below}/{EPISODE}"):
                yield f"{name}/{below}", name


def has_episodes(root: Path) -> bool:
    """Whether any episode is in a folder or in the folders of sections below it.

    Raises:
        PublishError: the folder does not exist.
    """
    return next(_episode_folders(str(root)), None) is not None


def _folders_in(folder: str) -> list[str]:
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


def _stamp(folder: str, audio: str) -> Stamp:
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
    audio = find_audio(path, episode)
    return Entry(_stamp(str(path), audio.name), _list_episode(path, folder, section, episode))


def _list_episode(path: Path, folder: str, section: str, episode: Episode) -> Listing:
    article = episode.article
    versions = read_versions(path)
    followed = itertools.pairwise(versions)
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
        section=section or article.section or section_of(article),
        language=language_of(episode),
        narrator=episode.readers[0].voice if episode.readers else "",
        declared=declare(episode).text,
        source=web_address(article.url),
        cover=(path / COVER).is_file(),
        made=versions[-1].made if versions else _time_of(path / EPISODE),
        added=versions[0].made if versions else None,
        version=versions[-1].number if versions else 1,
        corrected=correction_of(versions),
        aliases=aliases_of(path.name, versions),
        replaced=tuple(
            (Path(old.audio).stem, new.made.timestamp())
            for old, new in followed
            if old.audio not in {new.audio, episode.audio}
        ),
        chapters=_chapters_of(episode),
        identity=episode.identity,
        joined=episode.joined,
    )


def _chapters_of(episode: Episode) -> tuple[tuple[int, str], ...]:
    rate = episode.timeline.sample_rate
    chapters = tuple((each.start * 1000 // rate, each.title) for each in episode.chapters)
    return chapters if len(chapters) > 1 else ()


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
