"""Tells whether an episode's files are as they were made: by size and time first, then by content.

A file whose size and time are those that the journal noted is not read: reading takes 1 ms for
each 2 to 3 MB, and an unchanged article 0.3 ms in all. A copied archive has other times; each of its
files is read once, and its new times are noted. What changes neither size nor time, as a bit
that flips on a disk, is found by reading everything (`batch --verify`).

`publish` writes pages anew with its own settings, and the journal does not learn of it. So a page
keeps the checksum that the batch noted, and reading everything compares a page that has another
with what `publish` would write.
"""

from __future__ import annotations

import contextlib
import os
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from audiobrief.batch.row import Row, State
from audiobrief.errors import AudiobriefError
from audiobrief.publish import EPISODE, PAGE, is_page_rendered, list_unlike_rendered
from audiobrief.publish.settings import PublishSettings
from audiobrief.system.files import open_regular

CHUNK = 1 << 20
"""Bytes read at once: an uncompressed sound of an hour is 300 MB."""


class Noted(NamedTuple):
    """What the journal notes of a file."""

    size: int
    changed_ns: int
    """Its time of the last change, in ns since 1970."""
    checksum: int
    """CRC-32 of its content, which is to notice accidents."""


def checksum_of_file(path: str) -> int:
    """CRC-32 of a file's content.

    For an `episode.json` of 58 kB it takes 0.06 ms, of which 0.04 are for reading, where SHA-256
    takes 0.13 and BLAKE2b 0.16; 0.4 ms if the disk has to be read.
    """
    checksum = 0
    with os.fdopen(open_regular(path), "rb", buffering=0) as file:
        while content := file.read(CHUNK):
            checksum = zlib.crc32(content, checksum)
    return checksum


def note_files(folder: str | Path, names: Iterable[str]) -> str:
    """What `find_damaged` compares the named files of a folder with, as JSON.

    Raises:
        OSError: a file cannot be read.
    """
    return _to_json({name: _note(os.path.join(folder, name)) for name in names})  # noqa: PTH118 -- a Path for each file of ten thousand articles takes longer


def find_damaged(
    folder: str,
    row: Row,
    *,
    reads_all: bool = False,
    publishing: Sequence[PublishSettings] = (),
) -> str:
    """The first of a row's files that is missing or damaged in `folder`; empty if none is.

    `folder` ends with a separator. With `reads_all`, size and time alone are not believed, and a
    page is right if the batch noted it so, or if it is as one of the settings in `publishing`
    gives it. The row notes what was found right at another time than it has; whoever gave it
    stores it.

    If `episode.json` was written anew since and means something (`make` and the desk do that),
    so may its other files have been, and they are noted as they are.
    """
    name: str = row.folder
    with contextlib.suppress(OSError):
        found: dict[str, tuple[int, int]] = {}
        for name in msgspec.json.decode(row.files):
            status = os.stat(folder + name)  # noqa: PTH116 -- os.stat takes 1 us and Path.stat four times as long
            known = row.audio_bytes if name == row.audio else 0
            if not status.st_size or (known and status.st_size != known):
                return name
            found[name] = (status.st_size, status.st_mtime_ns)
        if row.state == State.DUPLICATE:
            return ""  # the row of the item whose episode it is has what is noted
        is_as_made = True
        name = EPISODE
        if EPISODE in found:
            is_as_made = row.episode_checksum == checksum_of_file(folder + EPISODE)
            if not (is_as_made or _is_written_anew(folder, row, found)):
                return name
        own = [each.of_episode(row.folder) for each in publishing]
        return _compare(folder, row, found, own, is_as_made=is_as_made, reads_all=reads_all)
    return name


def _compare(
    folder: str,
    row: Row,
    found: Mapping[str, tuple[int, int]],
    publishing: Sequence[PublishSettings],
    *,
    is_as_made: bool,
    reads_all: bool,
) -> str:
    noted = _read_notes(row.noted)
    doubtful = [
        name for name, seen in found.items() if reads_all or noted.get(name, ())[:2] != seen
    ]
    for name in doubtful:
        now = _note(folder + name)
        is_same = name not in noted or noted[name].checksum == now.checksum
        if is_as_made and not is_same:
            if name == PAGE and not reads_all:
                now = now._replace(checksum=noted[name].checksum)
            elif not _is_written_by_publish(folder, name, publishing):
                return name
        noted[name] = now
    if doubtful:
        row.noted = _to_json(noted)
        if EPISODE in noted:
            row.episode_checksum = noted[EPISODE].checksum
    return ""


def _is_written_anew(folder: str, row: Row, found: Mapping[str, tuple[int, int]]) -> bool:
    """Whether an `episode.json` that is not as the row has it may be right all the same.

    It is if somebody made the episode anew: then its sound is as new, since all files appear
    together, and the texts beside it say what it says.
    """
    if found[EPISODE][1] <= row.ended * 1e9:
        return not row.episode_checksum
    if row.audio in found and found[row.audio][1] <= row.ended * 1e9:
        return False
    try:
        unlike = list_unlike_rendered(Path(folder))
    except AudiobriefError:
        return False
    return not any(unlike[name] for name in found if name in unlike)


def _is_written_by_publish(
    folder: str, name: str, publishing: Sequence[PublishSettings]
) -> bool:
    """Whether `publish` wrote a file anew, and it has been as it was written since.

    It writes anew after a change of the theme or of the site's address, and after an update of
    audiobrief.
    """
    try:
        if name == PAGE:
            return any(is_page_rendered(Path(folder), each) for each in publishing)
        return not list_unlike_rendered(Path(folder)).get(name, True)
    except AudiobriefError:
        return False


def _note(path: str) -> Noted:
    status = os.stat(path)  # noqa: PTH116 -- os.stat takes 1 us and Path.stat four times as long
    return Noted(status.st_size, status.st_mtime_ns, checksum_of_file(path))


def _to_json(noted: Mapping[str, Noted]) -> str:
    return msgspec.json.encode(noted).decode()


def _read_notes(text: str) -> dict[str, Noted]:
    return msgspec.json.decode(text, type=dict[str, Noted]) if text else {}
