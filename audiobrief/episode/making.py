"""Makes a published episode of a manuscript.

    reader.read_article --> reader.write_script --> make_episode

A folder holds one episode. It is locked while the episode is made, and files
that a killed run left behind are removed first. The new files get their names
only when all of them are complete, `episode.json` last.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from audiobrief.characters import make_all_writable
from audiobrief.encoder.cover import crop_cover
from audiobrief.engines.chain import SelectedEngine
from audiobrief.episode.dependencies import digest_file
from audiobrief.episode.recording import (
    Watcher,
    open_voice,
    record,
    record_to_stream,
    watch_nothing,
)
from audiobrief.errors import PageError, PublishError, SoundError
from audiobrief.fetch import is_address, read_image
from audiobrief.model import Article, Episode, Manuscript
from audiobrief.publish import EPISODE, publish_episode, read_label, write_episode
from audiobrief.settings.tree import Settings
from audiobrief.system.files import staged
from audiobrief.system.slugs import digest_of, slugify

DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Made:
    """An episode and its folder."""

    folder: Path
    episode: Episode
    files: Mapping[str, str] = field(default_factory=dict)
    """Name of each written file -> SHA-256 of its content, in hex."""
    is_makeshift: bool = False
    """Whether another engine spoke because the chosen one failed, which may not happen again."""

    @property
    def audio(self) -> Path:
        """The path of the audio file."""
        return self.folder / self.episode.audio


def read_cover(article: Article, source: str | Path, settings: Settings = DEFAULTS) -> bytes:
    """A square JPEG for the episode: the cover in the settings, or a fetched page's lead image.

    Empty if there is neither, or if the lead image cannot be fetched: a missing
    picture does not stop an episode. For a page from a file nothing is fetched.

    Raises:
        SoundError: the cover in the settings cannot be read.
    """
    if settings.cover is not None:
        try:
            cover = crop_cover(settings.cover.read_bytes())
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SoundError(
                f"cannot read cover {settings.cover}: {reason}", path=settings.cover
            ) from error
        if not cover:
            raise SoundError(
                f"cover {settings.cover} is not a JPEG, PNG, WebP or GIF picture; choose another file",
                path=settings.cover,
            )
        return cover
    if not (article.image and is_address(source)):
        return b""
    try:
        return crop_cover(read_image(article.image, settings=settings.fetch))
    except PageError:
        return b""


def make_episode(
    manuscript: Manuscript,
    root: Path,
    settings: Settings = DEFAULTS,
    *,
    cover: bytes = b"",
    name: str = "",
    voice: SelectedEngine | None = None,
    watch: Watcher = watch_nothing,
) -> Made:
    """Speak a manuscript into a folder of its own under `root`, and publish it there.

    The folder is called `name`, or after the headline. The same manuscript,
    settings and engine give the same bytes. A `voice` passed in (from
    `open_voice`) stays open; if it does not speak the article's language,
    another engine in the settings speaks. If `cover` (a square JPEG, see
    `read_cover`) is empty, one is drawn.

    Raises:
        EngineError: no engine can speak, the voice does not exist, or the engine failed twice.
        SoundError: an intro, outro or bed cannot be decoded.
        EncodingError: ffmpeg is missing or failed.
        OutputError: the folder cannot be written to.
    """
    manuscript = make_all_writable(manuscript)
    settings = settings.for_url(manuscript.article.url)
    folder = root / name if name else folder_for(manuscript.article, root)
    before = _audio_before(folder)
    language = manuscript.script.language
    with (
        open_voice(settings, language, ready=voice) as chosen,
        staged(folder, last=EPISODE) as staging,
    ):
        audio = staging / f"{folder.name}{settings.sound.suffix}"
        episode = record(manuscript, audio, settings, chosen, cover=cover, watch=watch)
        write_episode(staging, episode)
        publishing = settings.publish.of_episode(folder.name)
        publish_episode(staging, publishing, episode=episode)
        files = {path.name: digest_file(path) for path in sorted(staging.iterdir())}
    if before and before != episode.audio:
        (folder / before).unlink(missing_ok=True)
    return Made(folder, episode, files, is_makeshift=chosen.is_makeshift)


def stream_episode(
    manuscript: Manuscript,
    stream: BinaryIO,
    settings: Settings = DEFAULTS,
    *,
    voice: SelectedEngine | None = None,
) -> None:
    """Speak a manuscript to a stream with a file descriptor, as it is encoded.

    A `voice` passed in (from `open_voice`) stays open.

    Raises:
        EngineError: no engine can speak, the voice does not exist, or the engine failed twice.
        SoundError: an intro, outro or bed cannot be decoded.
        EncodingError: ffmpeg is missing or failed, or nobody reads the stream.
    """
    manuscript = make_all_writable(manuscript)
    settings = settings.for_url(manuscript.article.url)
    with open_voice(settings, manuscript.script.language, ready=voice) as chosen:
        record_to_stream(manuscript, stream, settings, chosen)


def folder_for(article: Article, root: Path) -> Path:
    """The folder of an article's episode, named by the slug of its headline.

    If that folder holds an article with another address, a digest is added to the name.
    """
    folder = root / slugify(article.title)
    if not article.url:
        return folder
    with contextlib.suppress(PublishError):
        held = read_label(folder).article.url
        if held and held != article.url:
            return folder.with_name(f"{folder.name}-{digest_of(article.url)}")
    return folder


def _audio_before(folder: Path) -> str:
    with contextlib.suppress(PublishError):
        return Path(read_label(folder).audio).name
    return ""
