"""Put the files of an offer into the engine's voices folder, and remove them again."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audiobrief.catalogue import Offer, VoiceFile, read_catalogue
from audiobrief.catalogue.downloading import PIECE, Access, fetch
from audiobrief.catalogue.kept import digest_of, discard, writing
from audiobrief.errors import DownloadFailed, OutputError
from audiobrief.system.files import move_whole, opened_regular, read_regular
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder
from audiobrief.system.locks import held_alone

UNFINISHED = ".unfinished"
"""Folder, inside an engine's voices folder, for files that do not have their final name yet."""
LOOK_AGAIN_S = 0.5
MARGIN_BYTES = 16_000_000
"""Free space that must remain after a voice is added."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an offer's files come from."""

    access: Access
    mirror: str = ""
    """Address of a mirror; empty for the publisher's server."""
    place: Path | None = None
    """A folder with the files, or the path of the offer's last file; it replaces the server."""


Watch = Callable[[VoiceFile, int], None]
"""Called with a file and the number of its bytes that are present."""


def add(
    offer: Offer,
    source: Source,
    *,
    watch: Watch = lambda _file, _bytes: None,
    wait: Callable[[], None] = lambda: None,
) -> tuple[Path, ...]:
    """Fetch the missing files of `offer`, and return the paths that were put in place.

    A file appears under its name only when it is complete, durable and checked. The file that
    an engine looks for appears last. The bytes of a broken download are kept for the next time.
    If another process is adding the same offer, `wait` is called once, and its files are used.

    Raises:
        DownloadFailed: a file cannot be fetched, or does not match the catalogue.
        OutputError: the folder cannot be written, or its disk is too small.
    """
    folder = find_voices_folder(offer.engine)
    unfinished = folder / UNFINISHED
    with writing(unfinished):
        unfinished.mkdir(parents=True, exist_ok=True)
    with _alone(unfinished / f"{offer.name}.lock", wait):
        missing = [file for file in offer.files if not _is_right(folder / file.name, file)]
        _check_space(offer.engine, folder, unfinished, missing)
        brought = [
            file
            for file in missing
            if _bring(offer, file, unfinished / file.name, source, watch)
        ]
        for file in brought:
            with writing(unfinished / file.name):
                move_whole(unfinished / file.name, folder / file.name)
    return tuple(folder / file.name for file in brought)


def read_card(offer: Offer, source: Source) -> str:
    """The text of the offer's card; empty if it has none or it cannot be fetched.

    A card is small. It is fetched before the rest, since only the card names the licence.

    Raises:
        OutputError: the folder cannot be written.
    """
    folder = find_voices_folder(offer.engine)
    unfinished = folder / UNFINISHED
    for file in offer.files:
        if not file.is_card:
            continue
        if _is_right(folder / file.name, file):
            return _read(folder / file.name)
        with writing(unfinished):
            unfinished.mkdir(parents=True, exist_ok=True)
        part = unfinished / file.name
        with _alone(unfinished / f"{offer.name}.lock", lambda: None):
            if _bring(offer, file, part, source, lambda _file, _bytes: None):
                return _read(part)
    return ""


def remove(offer: Offer) -> tuple[Path, ...]:
    """Remove the offer's files, except those that another installed offer needs.

    Return the paths that were removed. Unfinished downloads are removed too.

    Raises:
        OutputError: a file cannot be removed.
    """
    folder = find_voices_folder(offer.engine)
    needed = {
        file.name
        for other in read_catalogue()
        if other.engine == offer.engine and other != offer and other.is_here()
        for file in other.files
    }
    removed = []
    # the file that an engine looks for is removed first
    for file in reversed(offer.files):
        path = folder / file.name
        try:
            discard(folder / UNFINISHED / file.name)
            if file.name not in needed and path.is_file():
                path.unlink()
                removed.append(path)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise OutputError(f"cannot remove {path}: {reason}", path=path) from error
    return tuple(removed)


def _bring(offer: Offer, file: VoiceFile, part: Path, source: Source, watch: Watch) -> bool:
    """Fill `part` with the file; False for a card that cannot be fetched."""
    try:
        if source.place is None:
            url = offer.address_of(file, source.mirror)
            fetch(file, url, part, source.access, lambda length: watch(file, length))
        else:
            found = _find(offer, file, source.place)
            with writing(part):
                discard(part)
                _copy(found, part, file, watch)
    except DownloadFailed:
        if not file.is_card:
            raise
        # publishers sometimes correct a card while the voice stays the same
        discard(part)
        return False
    return True


def _read(card: Path) -> str:
    return read_regular(card).decode("utf-8", "replace")


def _find(offer: Offer, file: VoiceFile, place: Path) -> Path:
    """The path of a file that the user has, under its name here or its publisher's.

    Raises:
        DownloadFailed: the user's folder does not have the file.
    """
    folder = place if place.is_dir() else place.parent
    if not place.is_dir() and file == offer.files[-1]:
        candidates = [place]
    else:
        theirs = Path(file.path)
        candidates = [
            folder / file.name,
            folder / theirs.name,
            folder / offer.engine / file.name,
            folder / theirs,
        ]
    for path in candidates:
        if path.is_file():
            return path
    raise DownloadFailed(
        f"{place} has no {file.name} (nor {file.path}), which voice '{offer.name}' needs; "
        f"fetch it from {offer.address_of(file)}",
        path=place,
    )


def _copy(found: Path, part: Path, file: VoiceFile, watch: Watch) -> None:
    """Copy a user's file, and accept it if it matches the catalogue.

    Raises:
        DownloadFailed: the file does not match.
        OSError: the file cannot be read, or the copy cannot be written.
    """
    if found.stat().st_size == file.bytes:
        length = 0
        with opened_regular(found) as theirs, part.open("wb") as ours:
            while piece := theirs.read(PIECE):
                ours.write(piece)
                length += len(piece)
                watch(file, length)
        if digest_of(part, file.digest[0]) == file.digest[1]:
            return
        discard(part)
    raise DownloadFailed(
        f"{found} is not the file in the catalogue, which has "
        f"{file.bytes:,} bytes, {file.digest[0]} {file.digest[1]}",
        path=found,
    )


def _is_right(path: Path, file: VoiceFile) -> bool:
    """Whether the file is present, with the right size and digest."""
    return (
        path.is_file()
        and path.stat().st_size == file.bytes
        and digest_of(path, file.digest[0]) == file.digest[1]
    )


def _check_space(
    engine: str, folder: Path, unfinished: Path, missing: Sequence[VoiceFile]
) -> None:
    """Refuse files that do not fit on the disk, before anything is fetched.

    Raises:
        OutputError: there is too little space.
    """
    kept = sum(
        path.stat().st_size for file in missing if (path := unfinished / file.name).is_file()
    )
    needed = sum(file.bytes for file in missing) - kept
    free = shutil.disk_usage(folder).free
    if needed > 0 and needed + MARGIN_BYTES > free:
        raise OutputError(
            f"{folder} has {free / 1e6:,.0f} MB free, but {needed / 1e6:,.0f} MB are needed; "
            f"make room, or name a folder on another disk in {VOICES_VARIABLES[engine]}",
            path=folder,
        )


@contextmanager
def _alone(lock: Path, wait: Callable[[], None]) -> Iterator[None]:
    """Hold `lock`; if another process that works on the same files holds it, wait."""
    told = False
    while True:
        with held_alone(lock) as free:
            if free:
                yield
                return
        if not told:
            wait()
            told = True
        time.sleep(LOOK_AGAIN_S)
