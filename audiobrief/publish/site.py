"""Publish a folder of episodes as a site for any static host: a player page, and feeds."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobrief.encoder.cover import draw_cover
from audiobrief.errors import PublishError
from audiobrief.publish.feed import (
    COVER,
    Feed,
    channel_of,
    digest_of,
    item_guids,
    list_feeds,
    list_pages,
    render_feed,
    to_xml,
)
from audiobrief.publish.library import (
    INDEX,
    Index,
    Library,
    Listing,
    Refused,
    publisher,
    read_index,
    read_library,
    to_json,
)
from audiobrief.publish.page import format_clock
from audiobrief.publish.reading import direction_of, format_date
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import Theme, hash_source, load_theme, to_script_json, web_address
from audiobrief.system.files import staged

HOME = "index.html"
OPML = "feeds.opml"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
ROWS = 60
"""Episodes in the page's HTML; its script adds the others on demand."""
COVER_SIDES = (1400, 3000)
"""Smallest and largest side of a feed's cover in pixels (Apple Podcasts)."""
COVER_FORMATS = {"JPEG", "PNG"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site, whose content is made on demand."""

    path: str
    """Path relative to the folder of episodes, with "/" between its parts."""
    digest: str
    """Digest of everything that the content is made from."""
    render: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Published:
    """The result of publishing a site."""

    library: Library
    feeds: tuple[Feed, ...]
    """Empty if the site's address is not known."""
    written: tuple[str, ...]
    """Paths of the site's own files that changed, relative to the folder of episodes."""

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
    left out, and named in the result.

    Raises:
        PublishError: the folder does not exist, a template is wrong, or the cover is unusable.
        OutputError: the folder cannot be written to.
    """
    index = read_index(root, settings)
    library = read_library(root, index, publisher(settings) if episode_pages else None)
    feeds, files = list_files(library, settings)
    done = {file.path: file.digest for file in files}
    kept = Index(pages=index.pages, episodes=library.entries, written=done)
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
    for path in index.written.keys() - done.keys():
        (root / path).unlink(missing_ok=True)
    return Published(library, feeds, tuple(written))


def _stage(root: Path, staging: Path, path: str, content: bytes) -> bool:
    """Write a file of the site into the staging folder; False if `root` already has it."""
    target = root / path
    if target.is_file() and target.read_bytes() == content:
        return False
    staged_file = staging / path
    staged_file.parent.mkdir(parents=True, exist_ok=True)
    staged_file.write_bytes(content)
    return True


def list_files(
    library: Library, settings: PublishSettings, *, live: bool = False
) -> tuple[tuple[Feed, ...], tuple[File, ...]]:
    """The feeds of a library and all files of its site, `index.html` last.

    `live` makes a page that asks its server for changes.

    Raises:
        PublishError: a template is wrong.
    """
    theme = load_theme(settings.templates)
    texts = describe_library(library, settings)
    feeds = list_feeds(library, settings, texts["title"]) if settings.base else ()
    files = [_cover_file(settings, texts["title"])]
    if feeds:
        files += _feed_files(feeds, settings, texts, theme)
        files += [
            _template_file(OPML, theme, feeds=feeds, base=settings.base, title=texts["title"]),
            _template_file(
                SITEMAP, theme, listings=library.listings[:49_999], base=settings.base
            ),
            _text_file(
                ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {settings.base}{SITEMAP}\n"
            ),
        ]
    content = render_home(library, feeds, settings, live=live).encode("utf-8", "replace")
    files.append(File(HOME, hashlib.sha256(content).hexdigest(), lambda: content))
    return feeds, tuple(files)


def describe_library(library: Library, settings: PublishSettings) -> dict[str, str]:
    """Title, description and language of a library, from the settings or its episodes."""
    sites = Counter(listing.site for listing in library.listings if listing.site)
    languages = Counter(
        listing.language for listing in library.listings if listing.language != "und"
    )
    one = next(iter(sites)) if len(sites) == 1 else ""
    title = settings.title or one or "Articles to listen to"
    return {
        "title": title,
        "description": settings.description
        or f"Articles{f' of {one}' if one else ''}, read by an automated voice.",
        "language": settings.language
        or (min(languages, key=lambda tag: (-languages[tag], tag)) if languages else "en"),
    }


# -------------------------------------------------------------------- files


def _feed_files(
    feeds: tuple[Feed, ...], settings: PublishSettings, texts: dict[str, str], theme: Theme
) -> Iterator[File]:
    guids = item_guids(feeds[0].listings)
    for feed in feeds:
        channel = channel_of(feed, settings, texts)
        # older documents come first, so that no document links to one that is not there yet
        for page in reversed(list(list_pages(feed, settings.page_size))):
            yield File(
                page.path,
                digest_of(page, channel, guids, theme),
                lambda page=page, channel=channel: render_feed(page, channel, guids, theme),  # type: ignore[misc] # a lambda's defaults have no type
            )


def _template_file(path: str, theme: Theme, **context: Any) -> File:
    content = to_xml(theme.render(f"{path}.j2", **context))
    return File(path, hashlib.sha256(content).hexdigest(), lambda: content)


def _text_file(path: str, text: str) -> File:
    content = text.encode()
    return File(path, hashlib.sha256(content).hexdigest(), lambda: content)


def _cover_file(settings: PublishSettings, title: str) -> File:
    if settings.cover is None:
        digest = hashlib.sha256(f"drawn: {title}".encode("utf-8", "replace")).hexdigest()
        return File(COVER, digest, lambda: draw_cover(title))
    content = read_cover(settings.cover)
    return File(COVER, hashlib.sha256(content).hexdigest(), lambda: content)


def read_cover(path: Path) -> bytes:
    """A picture as a JPEG that directories accept as a feed's cover.

    Raises:
        PublishError: the picture is not a square JPEG or PNG of 1400 to 3000 pixels.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        content = path.read_bytes()
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


# --------------------------------------------------------------------- page


def render_home(
    library: Library, feeds: tuple[Feed, ...], settings: PublishSettings, *, live: bool = False
) -> str:
    """HTML of the library's page, with style and script inside.

    Raises:
        PublishError: a template is wrong.
    """
    theme = load_theme(settings.templates)
    texts = describe_library(library, settings)
    style = theme.source("page.css") + "\n" + theme.source("library.css")
    script = theme.source("library.js")
    head = library.listings[:ROWS]
    return theme.render(
        "library.html.j2",
        **texts,
        direction=direction_of(texts["language"]),
        page_url=web_address(settings.base),
        count=len(library.listings),
        total=spoken_length(library.duration_ms),
        rows=[{**row_of(listing), **head_of(listing)} for listing in head],
        choices={kind: _choices(library, kind) for kind in ("site", "section", "author")},
        feeds=feeds,
        base=settings.base,
        live=live,
        data=to_script_json(rows_of(library)),
        script=script,
        style=style,
        script_hash=hash_source(script),
        style_hash=hash_source(style),
    )


def rows_of(library: Library) -> list[dict[str, Any]]:
    """The data of all episodes for the page's script."""
    rows = (row_of(listing) for listing in library.listings)
    return [{k: v for k, v in row.items() if v not in ("", [])} for row in rows]


def row_of(listing: Listing) -> dict[str, Any]:
    """The data of an episode for the page's script.

    Keys are single letters, since they may repeat ten thousand times.
    """
    return {
        "f": listing.folder,
        "t": listing.title,
        "d": listing.description,
        "a": list(listing.authors),
        "s": listing.site,
        "c": listing.section,
        "p": listing.published.date().isoformat(),
        "q": format_date(listing.published, listing.language),
        "m": listing.duration_ms,
        "u": listing.path(listing.audio),
        "h": listing.page,
        "i": listing.path(COVER) if listing.cover else "",
        "w": listing.bars,
        "l": listing.language,
    }


def head_of(listing: Listing) -> dict[str, Any]:
    """The data of an episode that the template shows in addition to `row_of`."""
    return {
        "listing": listing,
        "clock": format_clock(listing.duration_ms),
        "direction": direction_of(listing.language),
        "wave": wave_path(listing.bars),
        "date": format_date(listing.published, listing.language),
    }


def wave_path(bars: str) -> str:
    """A small waveform as an SVG path, four units per bar and twenty units high."""
    heights = ((at, 2 + int(bar) * 2) for at, bar in enumerate(bars))
    return "".join(f"M{at * 4} {10 - high // 2}h2v{high}h-2z" for at, high in heights)


def _choices(library: Library, kind: str) -> list[tuple[str, int]]:
    """Names to filter by, with the number of episodes of each, sorted by name."""
    counts: Counter[str] = Counter()
    for listing in library.listings:
        names = listing.authors if kind == "author" else (getattr(listing, kind),)
        counts.update({name for name in names if name})
    return sorted(counts.items(), key=lambda row: (row[0].casefold(), row[0]))


def spoken_length(ms: int) -> str:
    """A length for people: "48 min", "3 h 05 min"."""
    minutes = round(ms / 60_000)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{max(minutes, 1 if ms else 0)} min"
