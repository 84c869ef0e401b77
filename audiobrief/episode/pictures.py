"""Fetch the pictures of an article: one for the cover, and those that the episode's page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from audiobrief.encoder.cover import MAX_BYTES, crop_cover
from audiobrief.encoder.pictures import Scaled, scale_picture
from audiobrief.errors import PageError, SoundError
from audiobrief.fetch import is_address, read_image
from audiobrief.fetch.settings import FetchSettings
from audiobrief.model import Article, BlockKind, Picture
from audiobrief.publish.names import PICTURE
from audiobrief.publish.settings import ALL, NONE
from audiobrief.settings.tree import Settings
from audiobrief.system.files import read_at_most

MOST = 20
"""The most pictures of one page; a longer gallery is for the eyes alone."""
DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that the page shows."""

    scaled: Scaled
    block: int | None = None
    """Index of the block that is its caption; None for the lead picture."""
    alt: str = ""
    """As `Picture.alt`."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What there is to see of an article."""

    cover: bytes = b""
    """A square JPEG; if empty, one is drawn."""
    shown: tuple[Shown, ...] = ()
    """In the article's order."""


NOTHING_TO_SEE = Pictures()


def read_pictures(
    article: Article,
    source: str | Path,
    settings: Settings = DEFAULTS,
    *,
    cover: bytes = b"",
) -> Pictures:
    """The cover in the settings or a fetched page's lead image, and what the page shows.

    There are none of a page from a file, for which nothing is fetched. A picture that cannot be
    fetched or read is left out, since it does not stop an episode. `cover` is the one in the
    settings, if it is at hand.

    Raises:
        SoundError: the cover in the settings cannot be read.
    """
    cover = cover or read_cover(settings)
    if not is_address(source):
        return Pictures(cover)
    wish = settings.publish.pictures
    lead = _fetch(article.image, settings.fetch) if wish != NONE or not cover else b""
    shown = tuple(_choose(article, lead, settings)) if wish != NONE else ()
    return Pictures(cover or crop_cover(lead), shown)


def read_cover(settings: Settings) -> bytes:
    """The cover in the settings as a square JPEG; empty if they name none.

    Raises:
        SoundError: it cannot be read.
    """
    if settings.cover is None:
        return b""
    try:
        cover = crop_cover(read_at_most(settings.cover, MAX_BYTES))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SoundError(
            f"cannot read cover {settings.cover}: {reason}", path=settings.cover
        ) from error
    if not cover:
        raise SoundError(
            f"cover {settings.cover} is not a JPEG, PNG, WebP or GIF picture; choose another file",
            path=settings.cover,
        )
    return cover


def _choose(article: Article, lead: bytes, settings: Settings) -> Iterator[Shown]:
    captioned = [
        (index, block.image)
        for index, block in enumerate(article.blocks)
        if block.kind is BlockKind.CAPTION and block.image
    ]
    wanted = captioned[:MOST] if settings.publish.pictures == ALL else []
    # the lead image often stands in the text once more, with its caption
    if lead and all(_stem_of(address) != _stem_of(article.image) for _, address in wanted):
        scaled = scale_picture(lead)
        if scaled is not None:
            yield Shown(scaled)
    for index, address in wanted:
        is_lead = _stem_of(address) == _stem_of(article.image)
        content = lead if lead and is_lead else _fetch(address, settings.fetch)
        scaled = scale_picture(content)
        if scaled is not None:
            yield Shown(scaled, index, article.blocks[index].alt)


def _stem_of(address: str) -> str:
    """The file's name without its ending: picture servers put sizes into paths and queries."""
    return urlsplit(address).path.rpartition("/")[2].partition(".")[0].lower()


def _fetch(address: str, settings: FetchSettings) -> bytes:
    if not address:
        return b""
    try:
        return read_image(address, settings=settings)
    except PageError:
        return b""


def write_pictures(folder: Path, pictures: Pictures) -> tuple[Picture, ...]:
    """Write what the page shows into a folder; returns how the page finds it."""
    noted = []
    for number, shown in enumerate(pictures.shown, 1):
        name = PICTURE.format(number=number)
        (folder / name).write_bytes(shown.scaled.jpeg)
        noted.append(
            Picture(name, shown.scaled.width, shown.scaled.height, shown.block, shown.alt)
        )
    return tuple(noted)
