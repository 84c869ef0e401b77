"""Makes a published episode of a manuscript.

    reader.read_article --> reader.write_script --> make_episode

A folder holds one episode. It is locked while the episode is made, and files
that a killed run left behind are removed first. The new files get their names
only when all of them are complete, `episode.json` last.

A version that sounds otherwise than the one before gets another file name for its audio, since
apps and networks keep what an address once gave them. The one before stays for a while, for
those who have only its address (`publish.site` removes it).
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from audiobrief.characters import make_all_writable
from audiobrief.engines.chain import SelectedEngine
from audiobrief.episode.dependencies import digest_file
from audiobrief.episode.ownership import (
    Ownership,
    identify,
    identity_of_text,
    is_taken,
    names_for,
)
from audiobrief.episode.pictures import NOTHING_TO_SEE, Pictures, write_pictures
from audiobrief.episode.recording import (
    Watcher,
    record,
    record_to_stream,
    watch_nothing,
)
from audiobrief.episode.text_digests import body_digest_of, text_digest_of
from audiobrief.episode.voice import open_voice
from audiobrief.errors import OutputError, PublishError
from audiobrief.model import Article, Episode, Manuscript
from audiobrief.publish import (
    EPISODE,
    publish_episode,
    read_episode,
    write_episode,
)
from audiobrief.publish.names import PICTURES
from audiobrief.publish.register import Register, describe_likeness, read_register
from audiobrief.publish.signed_texts import digest_texts
from audiobrief.publish.signer import open_signer
from audiobrief.publish.signing import RECORD, digest_before_signing, sign_audio
from audiobrief.publish.versions import (
    FIRST,
    Version,
    first_version,
    next_version,
    read_versions,
    says,
    time_made,
    write_versions,
)
from audiobrief.publish.waveform import name_digest_of, recorded_digest
from audiobrief.settings.tree import Settings
from audiobrief.system.files import staged

DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Made:
    """An episode and its folder."""

    folder: Path
    episode: Episode
    files: Mapping[str, str] = field(default_factory=dict)
    """Name of each written file -> SHA-256 of its content, in hex."""
    versions: tuple[Version, ...] = ()
    """Its versions, the oldest first. If nobody could tell it from the one before, it is none."""
    is_makeshift: bool = False
    """Whether another engine spoke because the chosen one failed, which may not happen again."""
    respelled: Mapping[str, int] = field(default_factory=dict)
    """Word that the voice said by its letters, as it cannot read their script -> how often."""
    unsaid: tuple[str, ...] = ()
    """Words that have no sound, in order; empty unless `voice.allow_gaps` is set."""

    def __repr__(self) -> str:
        """Where it is, and of what: all that an episode holds would fill a screen."""
        title, length = self.episode.article.title, self.episode.timeline.duration_ms
        return f"Made(folder={str(self.folder)!r}, title={title!r}, duration_ms={length})"

    @property
    def audio(self) -> Path:
        """The path of the audio file."""
        return self.folder / self.episode.audio


def make_episode(
    manuscript: Manuscript,
    root: Path,
    settings: Settings = DEFAULTS,
    *,
    pictures: Pictures = NOTHING_TO_SEE,
    name: str = "",
    formerly: str | None = None,
    voice: SelectedEngine | None = None,
    watch: Watcher = watch_nothing,
    why: str = "",
    is_same_page: bool = False,
) -> Made:
    """Speak a manuscript into a folder of its own under `root`, and publish it there.

    The folder is called `name`, or after the headline; if another article has that folder, the
    name gets a digest of the article's identity (`ownership`). `formerly` is the identity of the
    episode in `name`, if a record says that it is this article's. The same manuscript, settings and
    engine give the same bytes. A `voice` passed in (from `open_voice`) stays open; if it does
    not speak the article's language, another engine in the settings speaks. Without a cover in
    `pictures` (see `read_pictures`) one is drawn. `why` and `is_same_page` are for the ledger: why
    it is made, and whether its page is the one of the version before.

    Raises:
        EngineError: no engine can speak, the voice does not exist, or the engine failed twice.
        WordsMissing: words have no sound, and `voice.allow_gaps` is not set.
        SoundError: an intro, outro or bed cannot be decoded.
        EncodingError: ffmpeg is missing or failed.
        OutputError: the folder cannot be written to.
        PublishError: the article was withdrawn from `root`.
        ConfigError, SigningError: the settings name a certificate that cannot sign.
    """
    manuscript = make_all_writable(manuscript)
    settings = settings.for_url(manuscript.article.url)
    article = manuscript.article
    own = manuscript.identity or identify(article.url, "") or identity_of_text(article)
    manuscript = replace(manuscript, identity=own)
    owner = Ownership(own, name, formerly)
    language = manuscript.script.language
    signer = open_signer(settings.credentials)
    with (
        open_voice(settings, language, ready=voice) as chosen,
        _own_folder(root, article, owner) as (folder, staging),
    ):
        audio = staging / f"{folder.name}{settings.sound.suffix}"
        episode, respelled, unsaid = record(
            manuscript, audio, settings, chosen, cover=pictures.cover, watch=watch
        )
        episode = replace(episode, pictures=write_pictures(staging, pictures))
        before = read_register(root).last_versions.get(folder.name, 0)
        episode, versions = _continue_ledger(
            folder, staging, episode, why, before, is_same_page=is_same_page
        )
        publishing = settings.publish.of_episode(folder.name)
        publish_episode(staging, publishing, episode=episode)
        if signer is not None:
            texts = digest_texts(staging, episode.audio)
            sign_audio(staging / episode.audio, episode, signer, folder, texts)
            name_digest_of(staging / episode.audio)
            # the page names the size of the audio, which has grown
            publish_episode(staging, publishing, episode=episode)
        files = {path.name: digest_file(path) for path in sorted(staging.iterdir())}
    if RECORD not in files:
        # the record of an earlier signature
        (folder / RECORD).unlink(missing_ok=True)
    for left in folder.glob(PICTURES):
        if left.name not in files:
            # the article has it no longer
            left.unlink(missing_ok=True)
    return Made(folder, episode, files, versions, chosen.is_makeshift, respelled, unsaid)


def _refuse_withdrawn(
    article: Article, name: str, register: Register, *, is_there: bool
) -> bool:
    """Whether another story was withdrawn from the folder `name`, so that it is not free.

    A story that `is_there` stays on its site if another one with the same text, such as a notice
    that is printed again and again, is withdrawn.

    Raises:
        PublishError: the article itself was withdrawn; the message says when.
    """
    if not register.tombstones:
        return False
    text_digest = text_digest_of(article)
    stone = register.find(
        url=article.url,
        text_digest=text_digest,
        body_digest="" if is_there else body_digest_of(article),
    )
    like = ""
    if stone is not None:
        like = describe_likeness(stone, url=article.url, text_digest=text_digest)
    if stone is None:
        stone = register.of_folder(name)
        if stone is None:
            return False
        if (article.url and stone.url) or stone.held:
            return True
    if like and stone.name != name:
        raise PublishError(
            f"{article.url or name} is not made: {like}; "
            f"`audiobrief restore {stone.name}` lets it be made"
        )
    raise PublishError(
        f"{article.url or name} was withdrawn on {stone.withdrawn:%Y-%m-%d}; "
        "`audiobrief restore` lets it be made again"
    )


def _continue_ledger(
    folder: Path, staging: Path, episode: Episode, why: str, before: int, *, is_same_page: bool
) -> tuple[Episode, tuple[Version, ...]]:
    """Write a staged episode and its ledger, after the version in `folder` if there is one.

    `before` is the last version that was withdrawn from the output's folder of that name, or 0.
    Returns the episode, whose audio may have another name now, and its versions.
    """
    try:
        earlier, versions = read_episode(folder), read_versions(folder)
        made = time_made(folder)
    except (PublishError, OSError):
        return _begin_ledger(folder, staging, episode, why, before)
    versions = versions or (
        replace(first_version(earlier, made), episode=digest_file(folder / EPISODE)),
    )
    is_same_sound = _sounds_like(folder, earlier, staging, episode)
    if is_same_sound:
        name = Path(earlier.audio).name
    else:
        name = f"{folder.name}-v{versions[-1].number + 1}{Path(episode.audio).suffix}"
    (staging / episode.audio).replace(staging / name)
    episode = replace(episode, audio=name)
    if not is_same_sound or says(earlier.article) != says(episode.article):
        following = next_version(
            versions[-1], earlier, episode,
            made=datetime.now(UTC), why=why, is_same_page=is_same_page,
        )  # fmt: skip
        versions = (*versions, following)
    write_episode(staging, episode)
    if versions[-1].number > 1:
        write_versions(staging, versions)
    return episode, versions


def _begin_ledger(
    folder: Path, staging: Path, episode: Episode, why: str, before: int
) -> tuple[Episode, tuple[Version, ...]]:
    """Write a staged episode that has none before it, after those that were withdrawn there."""
    if not before:
        write_episode(staging, episode)
        return episode, (first_version(episode, datetime.now(UTC), why or FIRST),)
    name = f"{folder.name}-v{before + 1}{Path(episode.audio).suffix}"
    (staging / episode.audio).replace(staging / name)
    episode = replace(episode, audio=name)
    versions = (
        replace(first_version(episode, datetime.now(UTC), why or FIRST), number=before + 1),
    )
    write_episode(staging, episode)
    write_versions(staging, versions)
    return episode, versions


def _sounds_like(folder: Path, earlier: Episode, staging: Path, episode: Episode) -> bool:
    """Whether a staged episode has the sound of the one in `folder`.

    Its waveform knows the digest of its audio, which may be damaged, lost or in storage. Without
    a waveform or an audio file, its script and its times tell.
    """
    before = folder / earlier.audio
    if Path(earlier.audio).name != earlier.audio:
        return False  # others may have written the file that names it
    known = recorded_digest(folder) or (digest_file(before) if before.is_file() else "")
    if known:
        unsigned = digest_before_signing(folder, earlier.audio, known)
        return unsigned == digest_file(staging / episode.audio)
    unnamed = [replace(each, audio="", generator="") for each in (earlier, episode)]
    return unnamed[0] == unnamed[1] and before.suffix == Path(episode.audio).suffix


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


@contextlib.contextmanager
def _own_folder(root: Path, article: Article, owner: Ownership) -> Iterator[tuple[Path, Path]]:
    """The article's folder, and the folder inside it where the new files are written."""
    register = read_register(root)
    for name in names_for(article.title, owner):
        folder = root / name
        is_there = (folder / EPISODE).is_file() and not is_taken(folder, article, owner)
        if _refuse_withdrawn(article, name, register, is_there=is_there) or is_taken(
            folder, article, owner
        ):
            continue
        with staged(folder, last=EPISODE) as staging:
            # it is locked now, and another program may have made an episode there before it was
            if not is_taken(folder, article, owner):
                yield folder, staging
                return
    raise OutputError(
        f"cannot write {folder}: it holds an episode that is not this article's; move it away",
        path=folder,
    )
