"""The versions of an episode: when and why each was made, and what a listener could tell apart.

    first_version(episode) --> Version 1
    next_version(before, earlier episode, episode) --> the version after it

They are kept beside the episode as ``versions.json`` once there are two, so that a first
version has the same bytes wherever it is made. A batch keeps them in its journal, too.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from audiobrief.model import Article, Episode, Script
from audiobrief.publish.names import EPISODE, name_folder
from audiobrief.publish.soundness import is_moment
from audiobrief.system.files import read_regular
from audiobrief.system.json_content import WrongJson, decode_json

LOG = logging.getLogger(__name__)
UNREADABLE = "%s tells no versions: %s; the episode has none before this one"
VERSIONS = "versions.json"
"""File name of the versions, in the episode's folder."""
FIRST = "made: it is new"
CORRECTED = "made again: the article changed"
OTHER_VOICE = "made again: another voice speaks"
OTHER_SOUND = "made again: its sound changed"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an episode, as it was published."""

    number: int
    """1 for the first version; each further one adds 1."""
    made: datetime
    """When it was made; timezone-aware."""
    why: str = ""
    """Why it was made, in a few words for people."""
    title: str = ""
    """The headline of this version."""
    modified: datetime | None = None
    """When the newsroom changed the article, as the page says; None if it does not say."""
    words_added: int = 0
    """Words of the article that the version before did not have, counted as often as they occur."""
    words_taken: int = 0
    """Words of the version before that are no longer there."""
    corrected: datetime | None = None
    """When the newsroom changed the text after the version before was published: as the page
    says, or if it does not, when this version was made. None if it did not."""
    is_spoken_anew: bool = False
    """Whether all of it was spoken anew, as by another voice; `sentences` is empty then."""
    sentences: tuple[str, ...] = ()
    """The sentences that were spoken anew, as they are written."""
    audio: str = ""
    """File name of its audio."""
    episode: str = ""
    """SHA-256 of its ``episode.json``, in hex: the versions after a wrong one do not count."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The content of ``versions.json``."""

    versions: tuple[Version, ...]
    """The oldest first."""


def first_version(episode: Episode, made: datetime, why: str = FIRST) -> Version:
    """The version of an episode that has none before it; `made` is timezone-aware."""
    article = episode.article
    return Version(1, made, why, article.title, article.modified, audio=episode.audio)


def next_version(
    before: Version,
    earlier: Episode,
    episode: Episode,
    *,
    made: datetime,
    why: str = "",
    is_same_page: bool = False,
) -> Version:
    """The version after `before`, whose episode was `earlier`.

    It is a correction if its text differs, unless `is_same_page`: then only the way in which
    the page is read has changed, and the newsroom has corrected nothing.
    """
    then, now = Counter(_words_of(earlier.article)), Counter(_words_of(episode.article))
    anew = _is_other_voice(earlier, episode)
    is_correction = not is_same_page and says(earlier.article) != says(episode.article)
    told = CORRECTED if is_correction else OTHER_VOICE if anew else OTHER_SOUND
    return Version(
        before.number + 1,
        made,
        why or told,
        episode.article.title,
        episode.article.modified,
        words_added=(now - then).total(),
        words_taken=(then - now).total(),
        corrected=_date_of_change(earlier, episode, made) if is_correction else None,
        is_spoken_anew=anew,
        sentences=() if anew else _new_sentences(earlier.script, episode.script),
        audio=episode.audio,
    )


def _new_sentences(earlier: Script, script: Script) -> tuple[str, ...]:
    known = {(each.spoken, each.voice, each.speaker) for each in earlier.segments}
    return tuple(
        each.written or each.spoken
        for each in script.segments
        if (each.spoken, each.voice, each.speaker) not in known
    )


def _date_of_change(earlier: Episode, episode: Episode, made: datetime) -> datetime:
    # many sites change a text and leave its date as it was
    told = episode.article.modified
    return told if told and told != earlier.article.modified and told < made else made


def correction_of(versions: tuple[Version, ...]) -> datetime | None:
    """When the article was last corrected after its first version was published, or None."""
    dates = (version.corrected for version in reversed(versions))
    return next((date for date in dates if date is not None), None)


def _is_other_voice(earlier: Episode, episode: Episode) -> bool:
    """Whether another engine or voice speaks.

    The voices of an article without quotations are fewer, so only the narrator counts.
    """
    return (earlier.engine, earlier.readers[:1]) != (episode.engine, episode.readers[:1])


def says(article: Article) -> tuple[str, ...]:
    """The texts of an article: the headline, the dek and its blocks."""
    return tuple(_texts_of(article))


def _texts_of(article: Article) -> Iterator[str]:
    yield article.title
    yield article.dek
    for block in article.blocks:
        yield block.text


def _words_of(article: Article) -> Iterator[str]:
    for text in _texts_of(article):
        yield from text.split()


# -------------------------------------------------------------------- files


def read_versions(folder: Path) -> tuple[Version, ...]:
    """The versions of the episode in a folder, the oldest first; empty if it has no file of them.

    A run that was killed may have written a version whose episode never came to be. So only
    those up to the episode that is in the folder count.
    """
    try:
        kept = decode_json(read_regular(folder / VERSIONS), Kept).versions
        current = hashlib.sha256(read_regular(folder / EPISODE)).hexdigest()
    except OSError:
        return ()
    except WrongJson as error:
        LOG.warning(UNREADABLE, folder / VERSIONS, error)
        return ()
    if not all(map(_is_sound, kept)):
        LOG.warning(UNREADABLE, folder / VERSIONS, "a date has no zone, or cannot be")
        return ()
    last = max((at for at, each in enumerate(kept) if each.episode == current), default=None)
    return kept if last is None else kept[: last + 1]


def _is_sound(version: Version) -> bool:
    """Whether a version that was read means something: others may have written its file."""
    dates = (version.made, version.modified, version.corrected)
    return version.number >= 1 and all(map(is_moment, dates))


def write_versions(folder: Path, versions: tuple[Version, ...]) -> None:
    """Write ``versions.json`` beside the episode that is in `folder`, which is the last version's.

    Raises:
        OSError: the file cannot be written.
    """
    current = hashlib.sha256(read_regular(folder / EPISODE)).hexdigest()
    named = (*versions[:-1], replace(versions[-1], episode=current))
    (folder / VERSIONS).write_bytes(
        msgspec.json.format(msgspec.json.encode(Kept(named))) + b"\n"
    )


def time_made(folder: Path) -> datetime:
    """When the episode in `folder` was made, to the second.

    Raises:
        OSError: there is none.
    """
    return datetime.fromtimestamp(int((folder / EPISODE).stat().st_mtime), UTC)


def aliases_of(folder: str, versions: tuple[Version, ...]) -> tuple[str, ...]:
    """The names that an episode's folder would have by the headlines of later versions."""
    first = versions[0].title if versions else ""
    later = dict.fromkeys(name_folder(each.title) for each in versions if each.title != first)
    return tuple(name for name in later if name not in {folder, name_folder(first)})
