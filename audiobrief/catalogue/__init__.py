"""The voices that `audiobrief voices add` can bring: what they are, and where they are kept.

Each engine whose voices are files has a file of data in this folder. Its figures are those of
the voices' own publishers: `python -m tests.supply.voices` reads them anew.
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

"""Engines with a file of data here, in the order in which a name is looked for."""
FOLDER = Path(__file__).parent
"""Where they lie."""
INCLUDED = {
    # voice that needs no file of its own -> what brings it
    "heart": "audiobrief itself",
}
CARD = "MODEL_CARD"
"""End of the name of a file that says, for people, what a voice was trained on."""


@dataclass(frozen=True, slots=True)
class VoiceFile:
    """One file of an offer, as its publisher has it."""

    name: str
    """In the engine's folder of voices."""
    path: str
    """Behind the offer's address."""
    bytes: int
    """Size."""
    sha256: str = ""
    """Hexadecimal; empty where the publisher gives another digest."""
    md5: str = ""
    """Hexadecimal; what Piper's publisher gives."""

    @property
    def is_card(self) -> bool:
        """Whether it is for people alone, and nothing is missed without it."""
        return self.name.endswith(CARD)

    @property
    def digest(self) -> tuple[str, str]:
        """Name of the algorithm and digest that the file is checked by."""
        return ("sha256", self.sha256) if self.sha256 else ("md5", self.md5)


@dataclass(frozen=True, slots=True)
class OfferedVoice:
    """A voice that is in an offer."""

    name: str
    """As the engine calls it."""
    language: str
    """BCP 47 tag."""
    sex: str = ""
    """"female", "male", or empty where its publisher does not say."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What is added and removed as one: the files of one voice, or of several."""

    name: str
    engine: str
    licence: str
    """SPDX name; empty where only the card tells it."""
    card: str
    """Address of a page for people that says what the voice was trained on."""
    address: str
    """What the files' paths are behind; ends with "/"."""
    voices: tuple[OfferedVoice, ...]
    files: tuple[VoiceFile, ...]
    """In the order in which they are put in place: what an engine looks for comes last."""
    speakers: int = 1
    """How many speak in each voice."""

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(file.bytes for file in self.files)

    def address_of(self, file: VoiceFile, mirror: str = "") -> str:
        """Where a file is fetched: from its publisher, else from a mirror.

        A mirror is a web server over folders of voices as they lie on a machine:
        ``MIRROR/piper/en_US-joe-medium.onnx``.
        """
        if mirror:
            return f"{mirror.rstrip('/')}/{self.engine}/{quote(file.name)}"
        return self.address + quote(file.path)

    def is_here(self) -> bool:
        """Whether all files that its engine needs lie in the engine's folder, by their sizes."""
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
    """The offer of that name, or the first that has a voice of that name; any case.

    Raises:
        VoiceNotFound: there is none; the message names the nearest.
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
