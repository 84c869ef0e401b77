"""The voices that `audiobrief voices add` can fetch: what they are, and where they are stored.

Each engine whose voices are files has a data file in this folder. Its figures come from the
voices' publishers; `python -m tests.supply.voices` reads them again.
"""

from __future__ import annotations

import difflib
import functools
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from audiobrief.errors import VoiceNotFound
from audiobrief.system.locations import VOICES_VARIABLES, find_voices_folder

if TYPE_CHECKING:
    from typing import Any

FOLDER = Path(__file__).parent
"""The folder of the data files."""
INCLUDED = {
    # voice that needs no file of its own -> what contains it
    "heart": "audiobrief itself",
}
CARD = "MODEL_CARD"
"""End of the name of a file that tells people what a voice was trained on."""


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """One file of an offer, as it is published."""

    name: str
    """File name in the engine's voices folder."""
    path: str
    """Path that follows the offer's address."""
    bytes: int
    """Size in bytes."""
    sha256: str = ""
    """Hexadecimal; empty if the publisher gives another digest."""
    md5: str = ""
    """Hexadecimal; the digest that Piper's publisher gives."""

    @property
    def is_card(self) -> bool:
        """Whether only people read the file, so that a voice works without it."""
        return self.name.endswith(CARD)

    @property
    def digest(self) -> tuple[str, str]:
        """Name of the hash algorithm, and the digest that the file must have."""
        return ("sha256", self.sha256) if self.sha256 else ("md5", self.md5)


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    """A voice in an offer."""

    name: str
    """The engine's name for it."""
    language: str
    """BCP 47 tag."""
    sex: str = ""
    """The sex that is heard, "female" or "male"; empty if the publisher does not say."""


@dataclass(frozen=True, slots=True)
class Offer:
    """The files of one or more voices, which are added and removed together."""

    name: str
    engine: str
    licence: str
    """SPDX name; empty if only the card states it."""
    card: str
    """Address of a page that tells people what the voice was trained on."""
    address: str
    """Address that the files' paths follow; ends with "/"."""
    voices: tuple[OfferedVoice, ...]
    files: tuple[VoiceFile, ...]
    """In the order in which they are put in place; what an engine looks for comes last."""
    speakers: int = 1
    """Number of speakers in each voice."""

    @property
    def bytes(self) -> int:
        """Size of all files, in bytes."""
        return sum(file.bytes for file in self.files)

    def address_of(self, file: VoiceFile, mirror: str = "") -> str:
        """The address of a file: at its publisher, or at the mirror if one is given.

        A mirror is a web server that offers voices folders as they are on a machine:
        ``MIRROR/piper/en_US-joe-medium.onnx``.
        """
        if mirror:
            return f"{mirror.rstrip('/')}/{self.engine}/{quote(file.name)}"
        return self.address + quote(file.path)

    def is_here(self) -> bool:
        """Whether the engine's folder has all files that it needs, with the right sizes."""
        folder = find_voices_folder(self.engine)
        return all(
            file.is_card or _size_of(folder / file.name) == file.bytes for file in self.files
        )


@functools.cache
def read_catalogue() -> tuple[Offer, ...]:
    """Every offer, engine by engine in the order of `VOICES_VARIABLES`."""
    import msgspec

    offers: list[Offer] = []
    for engine in VOICES_VARIABLES:
        content = (FOLDER / f"{engine}.json").read_bytes()
        tree: dict[str, Any] = msgspec.json.decode(content)
        rows = [{"engine": engine, "address": tree["address"], **row} for row in tree["offers"]]
        offers += msgspec.convert(rows, list[Offer])
    return tuple(offers)


def find_offer(name: str) -> Offer:
    """The offer with that name, or the first one that has such a voice; case is ignored.

    Raises:
        VoiceNotFound: there is no such offer; the message names the nearest.
    """
    wanted = unicodedata.normalize("NFC", name.strip()).casefold()
    offers = read_catalogue()
    for offer in offers:
        if offer.name.casefold() == wanted:
            return offer
    for offer in offers:
        if wanted in {voice.name.casefold() for voice in offer.voices}:
            return offer
    if wanted in INCLUDED:
        raise VoiceNotFound(f"voice {name!r} is installed with {INCLUDED[wanted]}")
    raise VoiceNotFound(
        f"voice {name!r} is not in the catalogue; nearest: {', '.join(_nearest(wanted, offers))} "
        "(see `audiobrief voices --available`)"
    )


def _nearest(wanted: str, offers: Sequence[Offer]) -> list[str]:
    names = {
        name.casefold(): name
        for offer in offers
        for name in (offer.name, *(voice.name for voice in offer.voices))
    }
    near = difflib.get_close_matches(wanted, names, n=3, cutoff=0.4)
    return [names[match] for match in near] or list(names.values())[:3]


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else -1
    except OSError:
        return -1
