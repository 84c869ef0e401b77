"""Takes withdrawn stories off a folder's site, and puts tombstones in their places."""

from __future__ import annotations

from pathlib import Path

from audiobrief.errors import OutputError
from audiobrief.publish import EPISODE, PAGE
from audiobrief.publish.reading import format_date
from audiobrief.publish.register import (
    ARCHIVE,
    REGISTER,
    REMOVING,
    Register,
    Tombstone,
    grave_of,
)
from audiobrief.publish.theme import hash_source, load_theme
from audiobrief.publish.translation import words_of
from audiobrief.system.files import STAGING_PREFIX, read_regular, staged
from audiobrief.system.locks import folder_alone

TEMPLATE = "withdrawn.html.j2"


def render_tombstone(tombstone: Tombstone, templates: str = "") -> bytes:
    """The page that stands where the episode's page was, in UTF-8.

    Raises:
        PublishError: the template is wrong.
    """
    theme = load_theme(templates)
    style = theme.source("page.css")
    # those of former versions do not say their language
    language = tombstone.language or "en-GB"
    words = words_of(language, theme)
    text = theme.render(
        TEMPLATE,
        t=words,
        ui=words.tag,
        language=language,
        title=tombstone.title if tombstone.is_noticed else "",
        reason=tombstone.reason if tombstone.is_noticed else "",
        is_deleted=tombstone.is_deleted,
        withdrawn=tombstone.withdrawn,
        date=words.date(tombstone.withdrawn) or format_date(tombstone.withdrawn, language),
        style=style,
        style_hash=hash_source(style),
    )
    return text.encode("utf-8", "replace")


def bury(root: Path, register: Register, templates: str = "") -> tuple[str, ...]:
    """Take the files of withdrawn stories off the site, and put tombstones in their places.

    Each folder leaves in one step: it moves into `REMOVING`, where no site serves it. The page
    in its place also stands at the addresses of later headlines. Returns the folders that were
    moved. Those that a killed command had moved are not among them. A folder that cannot be
    moved keeps none of the others back.

    Raises:
        OutputError: a folder cannot be moved or written to.
        PublishError: the template is wrong.
    """
    moved = []
    problem: OutputError | None = None
    for tombstone in register.tombstones:
        if not tombstone.folder:
            continue
        folder, page = root / tombstone.folder, render_tombstone(tombstone, templates)
        try:
            if not _is_buried(folder, page):
                if folder.is_dir() and _clear(folder, root / REMOVING / grave_of(tombstone)):
                    moved.append(tombstone.folder)
                _write_page(folder, page)
            for alias in tombstone.aliases:
                if not _is_buried(root / alias, page) and _is_free(root / alias):
                    _write_page(root / alias, page)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            problem = OutputError(
                f"cannot remove {folder}, which is withdrawn: {reason}; let audiobrief write "
                f"to it, and run `audiobrief publish {root}`",
                path=folder,
            )
        except OutputError as error:
            problem = error
    if problem is not None:
        raise problem
    return tuple(moved)


def _clear(folder: Path, target: Path) -> bool:
    """Move an episode's folder to `target`; False if there is no more than a page in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # an episode that is being made there is finished first
    with folder_alone(folder):
        if all(path.name == PAGE for path in folder.iterdir()):
            return False
        _move_away(folder, target)
        return True


def unbury(root: Path, tombstone: Tombstone) -> bool:
    """Remove a tombstone's pages, and put its archived episode back; True if there was one.

    Raises:
        OutputError: the folders cannot be moved.
    """
    folder, kept = root / tombstone.folder, root / ARCHIVE / grave_of(tombstone)
    if not tombstone.folder:
        return False
    try:
        for each in (folder, *(root / alias for alias in tombstone.aliases)):
            if _is_tomb(each):
                (each / PAGE).unlink(missing_ok=True)
                each.rmdir()
        if not kept.is_dir() or folder.exists():
            return False
        kept.rename(folder)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(
            f"cannot restore {folder}: {reason}; let audiobrief write to it, and run the "
            "command again",
            path=folder,
        ) from error
    return True


def has_withdrawn(root: Path) -> bool:
    """Whether stories were withdrawn from a folder of episodes, or something is left of one."""
    return (root / REGISTER).exists() or (root / REMOVING).exists()


def is_unfinished(root: Path, register: Register) -> bool:
    """Whether a command that was killed has left files of withdrawn stories."""
    return (root / REMOVING).exists() or any(
        (root / each.folder / EPISODE).exists() for each in register.tombstones if each.folder
    )


def _write_page(folder: Path, page: bytes) -> None:
    with staged(folder) as staging:
        (staging / PAGE).write_bytes(page)


def _is_tomb(folder: Path) -> bool:
    return folder.is_dir() and {path.name for path in folder.iterdir()} <= {PAGE}


def _is_free(folder: Path) -> bool:
    """Whether nothing is in a folder but a page, and what a killed command was writing."""
    if not folder.is_dir():
        return not folder.exists()
    names = {path.name for path in folder.iterdir()}
    return all(name == PAGE or name.startswith(STAGING_PREFIX) for name in names)


def _is_buried(folder: Path, page: bytes) -> bool:
    try:
        return _is_tomb(folder) and read_regular(folder / PAGE) == page
    except OSError:
        return False


def _move_away(folder: Path, target: Path) -> None:
    # a second time, an episode was made again into the grave's place: its files join the others
    place, number = target, 1
    while place.exists():
        place, number = target.with_name(f"{target.name}-{number}"), number + 1
    folder.rename(place)
