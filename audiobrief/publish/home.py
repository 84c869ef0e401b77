"""The library's page: what its template and its script get of each episode."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from audiobrief.clock import format_clock, spoken_length
from audiobrief.publish.feed import Feed
from audiobrief.publish.library import Library, Listing
from audiobrief.publish.names import COVER, THUMBNAIL
from audiobrief.publish.reading import direction_of, format_date
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.theme import hash_source, load_theme, to_script_json, web_address
from audiobrief.publish.translation import SCRIPT, words_of

ROWS = 60
"""Episodes in the page's HTML; its script adds the others on demand."""
DATA = "library.json"
"""The rows of all episodes, which a server gives to the page's script."""
STYLES = ("page.css", "library.css")
SCRIPTS = (
    SCRIPT, "looks.js", "reader.js", "lock_screen.js", "list.js", "queue.js", "pages_inside.js", "sleep.js", "library.js",
    "subscribe.js",
)  # fmt: skip


def describe_library(library: Library, settings: PublishSettings) -> dict[str, str]:
    """Title, description and language of a library, from the settings or its episodes."""
    sites = Counter(listing.site for listing in library.listings if listing.site)
    languages = Counter(
        listing.language for listing in library.listings if listing.language != "und"
    )
    # what a listener keeps in private is never the paper's own site
    one = next(iter(sites)) if len(sites) == 1 and not settings.is_private else ""
    language = settings.language or (
        min(languages, key=lambda tag: (-languages[tag], tag)) if languages else "en"
    )
    words = words_of(language, load_theme(settings.templates))
    what = "Articles of {site}" if one else "Articles"
    return {
        "title": settings.title or one or words("Articles to listen to"),
        "description": settings.description
        or words(f"{what}, read by an automated voice.", site=one),
        "language": language,
    }


def render_home(
    library: Library, feeds: tuple[Feed, ...], settings: PublishSettings, *, live: bool = False
) -> str:
    """HTML of the library's page, with style and script inside.

    Raises:
        PublishError: a template is wrong.
    """
    theme = load_theme(settings.templates)
    variables = describe_home(
        library, feeds, settings, live=live, thumbnails=live, rows_at=DATA if live else ""
    )
    return theme.render("library.html.j2", **variables)


def describe_home(
    library: Library,
    feeds: tuple[Feed, ...],
    settings: PublishSettings,
    *,
    live: bool = False,
    thumbnails: bool = False,
    rows_at: str = "",
    styles: tuple[str, ...] = STYLES,
    scripts: tuple[str, ...] = SCRIPTS,
) -> dict[str, Any]:
    """The variables of the template of the library's page.

    With `thumbnails`, the rows show small covers, which a server makes. `rows_at` is where a server
    gives the rows of all episodes: the page then holds only the first ones, and shows them before
    the others have come. `styles` and `scripts` are the theme's files that are inside the page, in
    this order.

    Raises:
        PublishError: the theme lacks one of these files, or it would end its element.
    """
    theme = load_theme(settings.templates)
    texts = describe_library(library, settings)
    style = theme.source(*styles)
    script = theme.source(*scripts)
    words = words_of(texts["language"], theme)
    head = library.listings[:ROWS]
    is_whole = not rows_at or len(head) == len(library.listings)
    return dict(
        **texts,
        t=words,
        ui=words.tag,
        words=words.for_scripts(script),
        direction=direction_of(texts["language"]),
        page_url=web_address(settings.base),
        count=len(library.listings),
        total=spoken_length(library.duration_ms),
        rows=[{**row_of(each, texts["language"]), **head_of(each)} for each in head],
        choices={kind: _choices(library, kind) for kind in ("site", "section", "author")},
        feeds=feeds,
        base=settings.base,
        live=live,
        thumbnails=thumbnails,
        is_private=settings.is_private,
        rows_at=rows_at,
        is_whole=is_whole,
        data=to_script_json(rows_of(library.listings if is_whole else head, texts["language"])),
        script=script,
        style=style,
        script_hash=hash_source(script),
        style_hash=hash_source(style),
    )


def write_rows(library: Library, settings: PublishSettings) -> bytes:
    """The rows of all episodes as JSON, for the script of a page that does not hold them."""
    rows = rows_of(library.listings, describe_library(library, settings)["language"])
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def rows_of(listings: Iterable[Listing], language: str) -> list[dict[str, Any]]:
    """The data of episodes for the script of a page in `language`."""
    rows = (row_of(each, language) for each in listings)
    return [{k: v for k, v in row.items() if v not in ("", [])} for row in rows]


def row_of(listing: Listing, language: str) -> dict[str, Any]:
    """The data of an episode for the script of a page in `language`.

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
        "q": format_date(listing.published, _dated_in(listing, language)),
        "m": listing.duration_ms,
        "u": listing.path(listing.audio),
        "h": listing.page,
        "i": listing.path(COVER) if listing.cover else "",
        "l": listing.language,
    }


def _dated_in(listing: Listing, language: str) -> str:
    """The tag in which a row writes its date: of one language a page writes all dates alike.

    Else an American and a British story would stand there as "December 1" and "1 December".
    """
    is_same = listing.language.partition("-")[0] == language.partition("-")[0]
    return language if is_same else listing.language


def head_of(listing: Listing) -> dict[str, Any]:
    """The data of an episode that the template shows in addition to `row_of`."""
    return {
        "listing": listing,
        "clock": format_clock(listing.duration_ms),
        "thumbnail": quote(THUMBNAIL.format(folder=listing.folder)) if listing.cover else "",
        "direction": direction_of(listing.language),
    }


def _choices(library: Library, kind: str) -> list[tuple[str, int]]:
    """Names to filter by, with the number of episodes of each, sorted by name."""
    counts: Counter[str] = Counter()
    for listing in library.listings:
        names = listing.authors if kind == "author" else (getattr(listing, kind),)
        counts.update({name for name in names if name})
    return sorted(counts.items(), key=lambda row: (row[0].casefold(), row[0]))
