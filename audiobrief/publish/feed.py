"""RSS 2.0 feeds for every podcast app: PSP-1, with the itunes and podcast namespaces.

https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import msgspec

from audiobrief.clock import format_clock
from audiobrief.patterns import compile_late
from audiobrief.publish.categories import Category, find_category
from audiobrief.publish.declared import AI_CONTENT
from audiobrief.publish.full_texts import Texts, no_texts
from audiobrief.publish.library import Library, Listing
from audiobrief.publish.names import COVER, FEEDS
from audiobrief.publish.settings import PublishSettings, folder_address
from audiobrief.publish.theme import Theme
from audiobrief.publish.translation import words_of
from audiobrief.system.slugs import slugify
from audiobrief.version import GENERATOR

FEED = "feed.xml"
TEMPLATE = "feed.xml.j2"
PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Namespace of the UUIDs in Podcasting 2.0's `podcast:guid`."""
MAX_DESCRIPTION_BYTES = 4000
"""The limit of PSP-1 and Apple."""
MAX_CHAPTERS = 40
"""Chapters listed in an item's notes. All of them are in its chapters.json."""
TRANSCRIPTS = (
    # suffix of the file beside the audio, media type from Podcasting 2.0; richest format first
    (".vtt", "text/vtt"), (".srt", "application/x-subrip"),
)  # fmt: skip
_REFERENCE = compile_late(r"&(?=#?\w+;)")
NOT_XML = compile_late("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 document may hold (2.2, Char): controls, lone surrogates,
U+FFFE."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its subject and its episodes."""

    path: str
    """Path of its first document, relative to the folder of episodes."""
    title: str
    kind: str = ""
    """"section", "author" or "site"; empty for the feed of all episodes."""
    name: str = ""
    """Name of the section, author or site."""
    listings: tuple[Listing, ...] = ()
    """Newest first."""


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One document of a feed; most feeds have one."""

    path: str
    listings: tuple[Listing, ...]
    """Newest first."""
    links: tuple[tuple[str, str], ...] = ()
    """Relation (RFC 5005) and path of each other document that this one links to."""
    changed: datetime | None = None
    """When its content last changed, timezone-aware; None if it is empty and always was."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The channel's metadata, the same in all documents of a feed."""

    title: str
    description: str
    language: str
    author: str
    email: str
    category: Category
    explicit: bool
    copyright: str
    locked: bool
    base: str
    """Address of the folder of episodes, with a trailing slash."""
    guid: str
    generator: str
    is_private: bool = False
    """Whether directories are asked not to list it."""
    moved_to: str = ""
    """Address of the folder to which the site has moved, with a trailing slash; empty if it has not."""
    hub: str = ""
    """Address of the WebSub hub that tells subscribers of changes; empty for none."""
    has_texts: bool = False
    """Whether the items hold the articles' whole text."""


def list_feeds(library: Library, settings: PublishSettings, title: str) -> tuple[Feed, ...]:
    """The feed of all episodes, then the feeds by section, author or site, sorted by name.

    A private site's feeds are in a folder whose name is its token.
    """
    if settings.is_private and not settings.token:
        return ()
    above = settings.above_feeds
    feeds = [Feed(f"{above}{FEED}", title, listings=library.listings)]
    for kind in settings.feeds:
        groups: dict[str, list[Listing]] = {}
        for listing in library.listings:
            for name in _names(listing, kind):
                groups.setdefault(name, []).append(listing)
        taken: set[str] = set()
        for name in sorted(groups):
            path = f"{above}{FEEDS}/{kind}-{slugify(name)}.xml"
            if path in taken:
                # two names that differ only in punctuation have the same slug; each has a feed
                digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
                path = f"{above}{FEEDS}/{kind}-{slugify(name)}-{digest}.xml"
            taken.add(path)
            feeds.append(Feed(path, f"{title}: {name}", kind, name, tuple(groups[name])))
    return tuple(feeds)


def _names(listing: Listing, kind: str) -> tuple[str, ...]:
    found = listing.authors if kind == "author" else (getattr(listing, kind),)
    return tuple(dict.fromkeys(name for name in found if name.strip()))


def list_pages(feed: Feed, size: int) -> Iterator[FeedPage]:
    """The documents of a feed, the newest episodes first (RFC 5005, paged feeds).

    Each older document holds `size` episodes, counted from the oldest, so that a new
    episode changes only the first document. That one holds at least the `size` newest.
    """
    older = max(len(feed.listings) // size - 1, 0)
    stem = feed.path.removesuffix(".xml")
    paths = [feed.path, *(f"{stem}.{number}.xml" for number in range(older, 0, -1))]
    for at, path in enumerate(paths):
        end = len(feed.listings) - (older - at) * size
        start = end - size if at else 0
        links = [("first", paths[0]), ("last", paths[-1])] if older else []
        if at:
            links.append(("previous", paths[at - 1]))
        if at < older:
            links.append(("next", paths[at + 1]))
        yield FeedPage(path, feed.listings[start:end], tuple(links))


def dated(page: FeedPage, *others: datetime | None) -> FeedPage:
    """The document with the date of its last change: the latest of its episodes' and of `others`."""
    times = [listing.made for listing in page.listings]
    return replace(page, changed=max([*times, *filter(None, others)], default=None))


def channel_of(
    feed: Feed,
    settings: PublishSettings,
    defaults: Mapping[str, str],
) -> Channel:
    """The feed's channel; `defaults` has the library's title, description and language."""
    base = settings.base
    return Channel(
        title=feed.title,
        description=defaults["description"],
        language=defaults["language"],
        author=settings.author or defaults["title"],
        email=settings.email,
        category=find_category(settings.category),
        explicit=settings.explicit,
        copyright=settings.copyright,
        locked=settings.locked,
        base=base,
        guid=podcast_guid((folder_address(settings.moved_from) or base) + feed.path),
        generator=GENERATOR,
        is_private=settings.is_private,
        moved_to=folder_address(settings.moved_to),
        hub=settings.hub,
        has_texts=settings.full_text,
    )


def podcast_guid(address: str) -> str:
    """The `podcast:guid` of the feed at `address`, the same for http and https.

    https://github.com/Podcastindex-org/podcast-namespace (guid): UUIDv5 of the address without
    its scheme and trailing slashes.
    """
    return str(uuid.uuid5(PODCAST_NAMESPACE, address.partition("://")[2].rstrip("/")))


def item_guids(listings: Iterable[Listing]) -> dict[str, str]:
    """A guid for each folder, which stays when the title, the audio or the host changes.

    It is made from the address of the article. If several episodes are of the same article, the
    guids of all but the first folder also depend on the folder.
    """
    guids: dict[str, str] = {}
    taken: set[str] = set()
    for listing in sorted(listings, key=lambda listing: listing.folder):
        name = listing.source or f"folder:{listing.folder}"
        if name in taken:
            name = f"{name}#folder:{listing.folder}"
        taken.add(name)
        seed = name.encode("utf-8", "replace").decode()
        guids[listing.folder] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, seed)}"
    return guids


def digest_of(page: FeedPage, channel: Channel, guids: Mapping[str, str], theme: Theme) -> str:
    """A digest of everything a document is made from: the same digest means the same bytes."""
    known = [guids[listing.folder] for listing in page.listings]
    content = msgspec.json.encode((page, channel, known, theme.text(TEMPLATE)))
    return hashlib.sha256(content).hexdigest()


def render_feed(
    page: FeedPage,
    channel: Channel,
    guids: Mapping[str, str],
    theme: Theme,
    texts: Texts = no_texts,
) -> bytes:
    """A document of a feed in UTF-8; `texts` writes the text of an episode's article.

    Raises:
        PublishError: the template is wrong.
    """
    text = theme.render(
        TEMPLATE,
        channel=channel,
        page=page,
        cover=channel.base + COVER,
        ai_content=AI_CONTENT,
        description=to_html(channel.description),
        self_url=channel.base + page.path,
        moved_to=channel.moved_to + page.path if channel.moved_to else "",
        # RSS 2.0, lastBuildDate: the last time the content of the channel changed
        updated=rfc822(page.changed) if page.changed else "",
        items=[
            {
                **_item(listing, guids[listing.folder], channel),
                "t": words_of(listing.language, theme),
                "full_text": texts(listing, theme) if channel.has_texts else "",
            }
            for listing in page.listings
        ],
    )
    return to_xml(text)


def to_xml(text: str) -> bytes:
    """`text` in UTF-8, with U+FFFD for each character that no XML document may hold."""
    return NOT_XML.sub("\ufffd", text).lstrip().encode("utf-8")


def rfc822(moment: datetime) -> str:
    """A date in the format of RSS: "Fri, 07 Nov 2025 06:30:00 GMT"."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def rfc3339(moment: datetime) -> str:
    """A date in the format of Atom (RFC 4287 3.3): "2025-11-07T06:30:00Z"."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _item(listing: Listing, guid: str, channel: Channel) -> dict[str, Any]:
    def address(name: str) -> str:
        return channel.base + listing.path(name)

    return {
        "listing": listing,
        "guid": guid,
        "published": rfc822(listing.published),
        "updated": rfc3339(listing.made) if listing.version > 1 else "",
        "seconds": max(listing.duration_ms // 1000, 1),
        "page": channel.base + listing.page,
        "audio": address(listing.audio),
        "cover": address(COVER) if listing.cover else "",
        "chapters": address("chapters.json"),
        "transcripts": [
            *((address(listing.stem + suffix), kind) for suffix, kind in TRANSCRIPTS),
            (address("transcript.json"), "application/json"),
        ],
        "notes": [
            {"clock": format_clock(start), "seconds": start // 1000, "title": title}
            for start, title in listing.chapters[:MAX_CHAPTERS]
        ],
        "text": clip(listing.description, MAX_DESCRIPTION_BYTES // 2),
        "description": _describe(listing),
    }


def _describe(listing: Listing) -> str:
    """The item's text for the apps that show no HTML: the dek, and what is declared."""
    declared = to_html(listing.declared)
    room = max(MAX_DESCRIPTION_BYTES - len(declared.encode("utf-8", "replace")) - 1, 0)
    told = clip(to_html(listing.description), room)
    return clip(" ".join(filter(None, (told, declared))), MAX_DESCRIPTION_BYTES)


def to_html(text: str) -> str:
    """`text` for an element that feed readers parse as HTML (RSS 2.0, `description`).

    Only tags and references are escaped, since some readers show the text as it is.
    """
    return _REFERENCE.sub("&amp;", text).replace("<", "&lt;")


def clip(text: str, limit: int) -> str:
    """`text`; if it has more than `limit` bytes, cut at a space and marked with " …"."""
    encoded = text.encode("utf-8", "replace")
    if len(encoded) <= limit:
        return text
    cut = encoded[: limit - len(" …".encode())].decode("utf-8", "ignore")
    return (cut.rpartition(" ")[0] or cut) + " …"
