"""The files that keep what was read of a folder's episodes, for the next time.

.audiobrief/library.json    the index of a site: its episodes, and the files written for it
.audiobrief/listings.json   the episodes alone, of a folder that somebody listens to
"""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from audiobrief.errors import OutputError
from audiobrief.publish.library import Index, Library
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import THEME
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.json_content import WrongJson, decode_json
from audiobrief.system.locations import INTERNAL
from audiobrief.version import __version__

INDEX = f"{INTERNAL}/library.json"
OLD_INDEX = ".library.json"
"""Where older releases kept the index; the next site takes it over from there."""
LISTINGS = f"{INTERNAL}/listings.json"


@dataclass(frozen=True, slots=True)
class _Sealed:
    """The content of the index's file."""

    sha256: str
    """The digest of the index as it is in the file, in hex."""
    index: msgspec.Raw


def read_index(root: Path, settings: PublishSettings) -> Index:
    """The index in `root`, or an empty one if there is none that this version can use.

    If the pages were made with other settings or another theme, the index holds no episodes,
    but still the paths of the files that were written.
    """
    pages = digest_of_pages(settings)
    name = INDEX if (root / INDEX).is_file() else OLD_INDEX
    try:
        index = parse_index(read_regular(root / name))
    except OSError:
        index = None
    if index is None:
        return Index(pages=pages)
    if index.version != __version__ or index.pages != pages:
        return Index(
            pages=pages, written=dict.fromkeys(index.written, ""), changed=index.changed
        )
    return index


def has_index(root: Path) -> bool:
    """Whether a site was made in `root`, by this release or an older one."""
    return any((root / name).is_file() for name in (INDEX, OLD_INDEX))


def parse_index(content: bytes) -> Index | None:
    """The index in the content of its file; None if it is damaged, or of another version.

    A flipped bit could make a site that is wrong, so the file carries a checksum.
    """
    try:
        sealed = decode_json(content, _Sealed)
        if sealed.sha256 != hashlib.sha256(sealed.index).hexdigest():
            return None
        return decode_json(bytes(sealed.index), Index)
    except WrongJson:
        return _parse_older(content)


def _parse_older(content: bytes) -> Index | None:
    """The files of the site in an index of an older release, which has no checksum."""
    try:
        older = decode_json(content, Index)
    except WrongJson:
        return None
    return Index(older.version, older.pages, written=dict.fromkeys(older.written, ""))


def to_json(index: Index) -> bytes:
    """The content of the index's file."""
    encoded = msgspec.json.encode(index, order="sorted")
    sealed = _Sealed(hashlib.sha256(encoded).hexdigest(), msgspec.Raw(encoded))
    return msgspec.json.encode(sealed) + b"\n"


def digest_of_pages(settings: PublishSettings) -> str:
    """A digest of everything that an episode's page depends on besides the episode."""
    parts = [settings.base, str(settings.waveform), settings.templates, settings.visibility]
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    for folder in [THEME, *([Path(settings.templates)] if settings.templates else [])]:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(read_regular(path)).digest())
    return digest.hexdigest()


def read_listings(root: Path) -> Index:
    """The episodes that `keep_listings` wrote down; none if it did not, or another release did."""
    try:
        index = parse_index(read_regular(root / LISTINGS))
    except OSError:
        index = None
    return index if index and index.version == __version__ else Index()


def keep_listings(root: Path, library: Library) -> None:
    """Write down what was read of the episodes in `root`.

    Where that cannot be written, such as on a full disk, the next reading takes longer, and no more.
    """
    with contextlib.suppress(OSError, OutputError):
        write_whole(root / LISTINGS, to_json(Index(episodes=library.entries)))
