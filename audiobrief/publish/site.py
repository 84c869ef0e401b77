"""Publish a folder of episodes as a site for any static host: a player page, and feeds."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from audiobrief.encoder.cover import MAX_BYTES, draw_cover
from audiobrief.errors import OutputError, PublishError
from audiobrief.publish import EPISODE
from audiobrief.publish.alone import site_alone
from audiobrief.publish.feed import (
    FEED,
    Feed,
    channel_of,
    dated,
    digest_of,
    item_guids,
    list_feeds,
    list_pages,
    render_feed,
    to_xml,
)
from audiobrief.publish.full_texts import Texts, no_texts, texts_in
from audiobrief.publish.home import describe_library, render_home
from audiobrief.publish.index_file import INDEX, OLD_INDEX, read_index, to_json
from audiobrief.publish.installable import (
    ICON,
    ICON_SIDES,
    digest_of_icon,
    list_app_files,
    make_icon,
)
from audiobrief.publish.library import Index, Library, Refused, publisher, read_library
from audiobrief.publish.names import COVER
from audiobrief.publish.register import names_of, read_register
from audiobrief.publish.remembered import remember_settings
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.shelf import arrange, read_shelf
from audiobrief.publish.theme import Theme, load_theme
from audiobrief.publish.upkeep import clear_replaced, list_aliases, remove_file
from audiobrief.publish.withdrawn import bury
from audiobrief.system.files import read_at_most, read_regular, staged

HOME = "index.html"
OPML = "feeds.opml"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
COVER_SIDES = (1400, 3000)
"""Smallest and largest side of a feed's cover in pixels (Apple Podcasts)."""
COVER_FORMATS = {"JPEG", "PNG"}
MOST_MAPPED = 49_999
"""Episodes in the sitemap, the newest ones: sitemaps.org allows 50,000 addresses in a file, of which
the library's own is one."""

Home = Callable[[Library, tuple[Feed, ...], PublishSettings], str]
"""Makes the HTML of a library's page."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, whose content is made on demand."""

    path: str
    """Path relative to the folder of episodes, with "/" between its parts."""
    digest: str
    """Digest of everything that the content is made from."""
    render: Callable[[], bytes]
    changed: datetime | None = None
    """When it says that its content last changed; None if it says nothing."""


@dataclass(frozen=True, slots=True)
class Dates:
    """Changes of the feeds that the episodes in them do not show."""

    record: datetime | None = None
    """When a story was last withdrawn or restored; None if none was."""
    told: Mapping[str, datetime] = field(default_factory=dict)
    """Path of a document -> the date that it gave the last time, behind which it never goes back:
    readers that saw a later one may take the document for an old copy."""


NO_DATES = Dates()


@dataclass(frozen=True, slots=True)
class Published:
    """The result of publishing a site."""

    library: Library
    feeds: tuple[Feed, ...]
    """Empty if the site's address is not known."""
    written: tuple[str, ...]
    """Paths of the site's own files that changed, relative to the folder of episodes."""
    settings: PublishSettings
    """The settings that the site was made with: its address is the one it had if none was given,
    and a private site has its token."""
    cleared: tuple[str, ...] = ()
    """The beginnings of the paths of earlier versions' files that were removed."""

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Episodes that were left out, and why."""
        return self.library.refused


def publish_site(
    root: Path, settings: PublishSettings, *, episode_pages: bool = True
) -> Published:
    """Write `index.html`, the feeds and their other files into the folder of episodes.

    Changed episodes' own pages are written too, unless `episode_pages` is False. Unchanged
    episodes are not read, and files that already have the right content are left alone. The
    other files of the site appear complete, all or none. An episode that cannot be published is
    left out, and named in the result. Withdrawn episodes leave the site, and so does the audio
    of earlier versions that was replaced `replaced_days` ago.

    Only one program publishes a folder at a time, and others wait. So the last one to write has
    read every withdrawal that the ones before it knew.

    Raises:
        PublishError: the folder does not exist or is itself an episode, a template is wrong, or
            the cover is unusable.
        OutputError: the folder cannot be written to.
    """
    if (root / EPISODE).is_file():
        raise PublishError(
            f"{root} is an episode; publish the folder that contains it", path=root
        )
    with site_alone(root):
        try:
            bury(root, read_register(root), settings.templates)
        except OutputError:
            # the site must not name a withdrawn story any longer because its folder cannot go
            _publish_alone(root, settings, episode_pages=episode_pages)
            raise
        return _publish_alone(root, settings, episode_pages=episode_pages)


def _publish_alone(root: Path, settings: PublishSettings, *, episode_pages: bool) -> Published:
    register = read_register(root)
    settings = remember_settings(root, settings)
    index = read_index(root, settings)
    library = read_library(root, index, publisher(settings) if episode_pages else None)
    shown = arrange(library, read_shelf(root), settings)
    feeds, files = list_files(
        shown, settings, dates=Dates(register.last_changed, index.changed), texts=texts_in(root)
    )
    aliases = (_text_file(*alias) for alias in list_aliases(root, library, settings))
    files = (*aliases, *files)
    done = {file.path: file.digest for file in files}
    kept = Index(
        pages=index.pages,
        episodes=library.entries,
        written=done,
        changed={file.path: file.changed for file in files if file.changed is not None},
    )
    written: list[str] = []
    # all files or none: if the disk is full, the old feed stays
    with staged(root, order=written, last=INDEX) as staging:
        for file in files:
            target = root / file.path
            if index.written.get(file.path) == file.digest and target.is_file():
                continue
            if _stage(root, staging, file.path, file.render()):
                written.append(file.path)
        _stage(root, staging, INDEX, to_json(kept))
    remove_file(root, OLD_INDEX)
    gone = set(names_of(register))
    for path in index.written.keys() - done.keys():
        # where an alias of a withdrawn episode was, its tombstone is
        if path.rpartition("/")[0] not in gone:
            remove_file(root, path)
    cleared = clear_replaced(root, library, settings)
    return Published(library, feeds, tuple(written), settings, cleared)


def _stage(root: Path, staging: Path, path: str, content: bytes) -> bool:
    """Write a file of the site into the staging folder; False if `root` already has it."""
    target = root / path
    if target.is_file() and read_regular(target) == content:
        return False
    staged_file = staging / path
    staged_file.parent.mkdir(parents=True, exist_ok=True)
    staged_file.write_bytes(content)
    return True


def list_files(
    library: Library,
    settings: PublishSettings,
    *,
    live: bool = False,
    dates: Dates = NO_DATES,
    home: Home | None = None,
    texts: Texts = no_texts,
) -> tuple[tuple[Feed, ...], tuple[File, ...]]:
    """The feeds of a library and all files of its site, `index.html` last.

    `live` makes a page that asks its server for changes. `dates` are those of changes that the
    episodes do not show. A private site has no sitemap, and its page does not name the feeds; `home`
    makes another page, which may.

    Raises:
        PublishError: a template is wrong.
    """
    theme = load_theme(settings.templates)
    described = describe_library(library, settings)
    feeds = list_feeds(library, settings, described["title"]) if settings.base else ()
    cover = _cover_file(settings, described["title"])
    files = [cover, *(_icon_file(cover, side) for side in ICON_SIDES)]
    files += [
        _text_file(*file)
        for file in list_app_files(described["title"], described["language"], theme)
    ]
    if feeds:
        files += _feed_files(feeds, settings, described, theme, dates, texts=texts)
        above = feeds[0].path.removesuffix(FEED)
        files.append(
            _template_file(
                OPML, theme, above, feeds=feeds, base=settings.base, title=described["title"]
            )
        )
    if settings.is_private:
        files.append(_text_file(ROBOTS, "User-agent: *\nDisallow: /\n"))
    elif feeds:
        listings = library.listings[:MOST_MAPPED]
        files += [
            _template_file(SITEMAP, theme, listings=listings, base=settings.base),
            _text_file(
                ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {settings.base}{SITEMAP}\n"
            ),
        ]
    files.append(_home_file(library, feeds, settings, live=live, home=home))
    return feeds, tuple(files)


def make_home(
    library: Library, settings: PublishSettings, *, live: bool = False, home: Home | None = None
) -> File:
    """The last of the files of `list_files` without the others, which take ten times as long.

    Raises:
        PublishError: a template is wrong.
    """
    title = describe_library(library, settings)["title"]
    feeds = list_feeds(library, settings, title) if settings.base else ()
    return _home_file(library, feeds, settings, live=live, home=home)


# -------------------------------------------------------------------- files


def _home_file(
    library: Library,
    feeds: tuple[Feed, ...],
    settings: PublishSettings,
    *,
    live: bool,
    home: Home | None,
) -> File:
    if home is None:
        named = () if settings.is_private else feeds
        text = render_home(library, named, settings, live=live)
    else:
        text = home(library, feeds, settings)
    content = text.encode("utf-8", "replace")
    return File(HOME, hashlib.sha256(content).hexdigest(), lambda: content)


def _feed_files(
    feeds: tuple[Feed, ...],
    settings: PublishSettings,
    described: dict[str, str],
    theme: Theme,
    dates: Dates,
    *,
    texts: Texts,
) -> Iterator[File]:
    guids = item_guids(feeds[0].listings)
    for feed in feeds:
        channel = channel_of(feed, settings, described)
        # older documents come first, so that no document links to one that is not there yet
        for undated in reversed(list(list_pages(feed, settings.page_size))):
            page = dated(undated, dates.record, dates.told.get(undated.path))
            yield File(
                page.path,
                digest_of(page, channel, guids, theme),
                partial(render_feed, page, channel, guids, theme, texts),
                page.changed,
            )


def _template_file(name: str, theme: Theme, above: str = "", **context: Any) -> File:
    content = to_xml(theme.render(f"{name}.j2", **context))
    return File(f"{above}{name}", hashlib.sha256(content).hexdigest(), lambda: content)


def _text_file(path: str, text: str) -> File:
    content = text.encode()
    return File(path, hashlib.sha256(content).hexdigest(), lambda: content)


def _cover_file(settings: PublishSettings, title: str) -> File:
    if settings.cover is None:
        digest = hashlib.sha256(f"drawn: {title}".encode("utf-8", "replace")).hexdigest()
        return File(COVER, digest, lambda: draw_cover(title))
    content = read_cover(settings.cover)
    return File(COVER, hashlib.sha256(content).hexdigest(), lambda: content)


def _icon_file(cover: File, side: int) -> File:
    return File(
        ICON.format(side=side),
        digest_of_icon(cover.digest, side),
        lambda: make_icon(cover.render(), side),
    )


def read_cover(path: Path) -> bytes:
    """A picture as a JPEG that directories accept as a feed's cover.

    Raises:
        PublishError: the picture is not a square JPEG or PNG of 1400 to 3000 pixels.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        content = read_at_most(path, MAX_BYTES)
        with Image.open(io.BytesIO(content)) as image:
            kind, (width, height) = image.format, image.size
            low, high = COVER_SIDES
            if kind not in COVER_FORMATS or width != height or not low <= width <= high:
                raise PublishError(
                    f"cover {path} is a {kind} of {width} by {height} pixels; "
                    f"give a square JPEG or PNG of {low} to {high}"
                )
            if kind == "JPEG":
                return content
            target = io.BytesIO()
            image.convert("RGB").save(target, "JPEG", quality=90)
            return target.getvalue()
    except (OSError, UnidentifiedImageError) as error:
        raise PublishError(
            f"cover {path} cannot be read: {error}; give a JPEG or PNG"
        ) from error
