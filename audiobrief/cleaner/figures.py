"""Find the address of the picture that a caption belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bs4 import Tag

from audiobrief.cleaner.lines import Box, Layout
from audiobrief.cleaner.text import clean_text
from audiobrief.patterns import compile_late

PICTURES = ("img", "amp-img")
LATE = ("data-src", "data-original", "data-lazy-src", "data-srcset", "data-lazy-srcset")
"""Attributes in which pages keep the address until a script shows the picture; `src` then holds
an empty picture."""
SHOWN_WIDTH = 1280
"""Pixels across that a page shows at most; of several sizes the smallest from this on is taken."""
MAX_ALT = 1_000
"""Characters of an alternative text that are kept; longer ones are no description."""
MAX_AROUND = 4
"""How many boxes outwards from a caption its picture may stand."""
_WIDTH = compile_late(r"(\d{1,5})w,?")


@dataclass(frozen=True, slots=True)
class Beside:
    """The picture that stands beside a caption."""

    address: str = ""
    """As the page has it; empty if there is none."""
    alt: str = ""
    """What the page tells of it to who cannot see it."""


def picture_beside(layout: Layout, frames: Iterable[Box]) -> Beside:
    """The one picture in the smallest box around a caption.

    It has no address if there is none, or if the box holds several, such as a gallery's.
    """
    for box, _ in zip(frames, range(MAX_AROUND), strict=False):
        if layout.holds(layout.pictures, box):
            # a picture may be there once more for browsers without scripts
            found: dict[str, str] = {}
            for picture in box.tag.find_all(PICTURES):
                alt = clean_text(str(picture.attrs.get("alt") or ""))[:MAX_ALT]
                address = address_of(picture)
                found[address] = found.get(address) or alt
            found.pop("", None)
            return Beside(*next(iter(found.items()))) if len(found) == 1 else Beside()
    return Beside()


def address_of(picture: Tag) -> str:
    """The address of an image element's picture, in the size that a page shows; else empty."""
    return next((address for address in _addresses(picture) if _is_picture(address)), "")


def _addresses(picture: Tag) -> Iterator[str]:
    around = picture.parent
    sources = [picture]
    if around is not None and around.name == "picture":
        sources = [picture, *around.find_all("source")]
    for source in sources:
        for name in ("srcset", "data-srcset", "data-lazy-srcset"):
            yield _of_size(str(source.attrs.get(name) or ""))
    for name in (*LATE, "src"):
        yield str(picture.attrs.get(name) or "").strip()


def _of_size(srcset: str) -> str:
    """The address in a `srcset` of the smallest picture that is wide enough, else the widest.

    HTML 4.8.4.2.1: addresses with a width ("640w") or a density ("2x"), apart by commas. Addresses
    may hold commas, but no blanks.
    """
    words = srcset.replace("w,", "w, ").split()
    sized = [
        (int(width[1]), address)
        for address, size in pairwise(words)
        if (width := _WIDTH.fullmatch(size))
    ]
    if not sized:
        return ""
    enough = [each for each in sized if each[0] >= SHOWN_WIDTH]
    return (min(enough) if enough else max(sized))[1].lstrip(",")


def _is_picture(address: str) -> bool:
    # one that is written into the page is the place of a later one, a line or a dot
    return bool(address) and not address.lower().startswith("data:") and " " not in address
