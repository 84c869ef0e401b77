"""Pages as they were read, packed small enough to be kept until somebody has decided on them."""

from __future__ import annotations

import zlib

from audiobrief.model import Page
from audiobrief.system.packing import pack, unpack


def pack_page(page: Page) -> bytes:
    """The page, compressed: a news page of 200 kB takes about 40 kB."""
    return zlib.compress(pack(page))


def unpack_page(packed: bytes) -> Page:
    """The page of which `pack_page` made this."""
    return unpack(zlib.decompress(packed), Page)
