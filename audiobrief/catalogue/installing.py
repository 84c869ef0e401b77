"""The files of an offer put into their engine's folder of voices, and taken out again."""

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
from audiobrief.system.files import move_whole
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder
from audiobrief.system.locks import held_alone

UNFINISHED = ".unfinished"
"""Folder, inside that of an engine's voices, of what is not yet under its own name."""
LOOK_AGAIN_S = 0.5
MARGIN_BYTES = 16_000_000
"""Free space that is left beside a voice."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an offer's files come from."""

    access: Access
    mirror: str = ""
    """Address of a mirror; empty for the publisher."""
    place: Path | None = None
    """A folder that has the files, or the offer's last file, in place of any server."""


Watch = Callable[[VoiceFile, int], None]
"""Is told of a file how many bytes of it are there."""


def add(
    offer: Offer,
    source: Source,
    *,
    watch: Watch = lambda _file, _bytes: None,
    wait: Callable[[], None] = lambda: None,
) -> tuple[Path, ...]:
    """Bring the files of `offer` that are not here; gives back the paths that were put in place.

    A file appears under its name whole, durable and checked, or not at all; what an engine
    looks for appears last. What came of a file that broke off is kept for the next time.
    Where another process adds the same, `wait` is called once, and what it brought is used.

    Raises:
        DownloadFailed: a file cannot be had, or is not what the catalogue says.
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
    """What the offer's card says, for people; empty where it has none, or it cannot be had.

    It is small, and is fetched before the rest, since it alone names the licence.

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
    """Remove the offer's files, but for those of another offer that is here.

    Gives back the paths that were removed. What was kept of a download goes too.

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
    # what an engine looks for goes first
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
    """Fill `part` with the file; False for a card that cannot be had."""
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
        # a publisher corrects a card now and then, and its voice stays what it was
        discard(part)
        return False
    return True


def _read(card: Path) -> str:
    return card.read_text(encoding="utf-8", errors="replace")


def _find(offer: Offer, file: VoiceFile, place: Path) -> Path:
    """A file where its user has it: by its name here, or by its publisher's.

    Raises:
        DownloadFailed: it is not there.
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
    """Copy a user's file, and believe it when it is the catalogue's.

    Raises:
        DownloadFailed: it is another file.
        OSError: it cannot be read, or the copy cannot be written.
    """
    if found.stat().st_size == file.bytes:
        length = 0
        with found.open("rb") as theirs, part.open("wb") as ours:
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
    """Whether a file is here, by its size and digest."""
    return (
        path.is_file()
        and path.stat().st_size == file.bytes
        and digest_of(path, file.digest[0]) == file.digest[1]
    )


def _check_space(
    engine: str, folder: Path, unfinished: Path, missing: Sequence[VoiceFile]
) -> None:
    """Refuse before a byte is fetched what the disk cannot hold.

    Raises:
        OutputError: there is too little room.
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
    """Hold `lock`; wait for whoever holds it, who is at work on the same files."""
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
