"""Scale an article's pictures for the episode's page."""

from __future__ import annotations

import io
from dataclasses import dataclass

from audiobrief.encoder.cover import open_picture

WIDTH = 1280
"""The most pixels across: twice those of the page's column, for screens of double density."""
HEIGHT = 1600
QUALITY = 78
"""A press photograph then takes about 150 kB."""
MIN_SIDE = 200
"""Pixels; a smaller picture is a sign or a counter, and nothing to look at."""


@dataclass(frozen=True, slots=True)
class Scaled:
    """A picture for a page."""

    jpeg: bytes
    width: int
    """Pixels."""
    height: int
    """Pixels."""


def scale_picture(content: bytes) -> Scaled | None:
    """A picture as a JPEG of at most `WIDTH` by `HEIGHT` pixels, without what its camera noted.

    None if it cannot be read, is too large to unpack, or is smaller than `MIN_SIDE`.
    """
    image = open_picture(content)
    if image is None or min(image.size) < MIN_SIDE:
        return None
    image.thumbnail((WIDTH, HEIGHT))
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return Scaled(target.getvalue(), *image.size)
