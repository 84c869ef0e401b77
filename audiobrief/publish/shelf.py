"""What a listener decided of the episodes: when each was added, and which are put away.

    library + shelf --arrange--> the library in the order that is asked for

An episode that nobody decided anything about has no place on the shelf: it was added when its
first version was made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from audiobrief.errors import PublishError
from audiobrief.publish.library import Library, Listing
from audiobrief.publish.settings import PublishSettings
from audiobrief.publish.soundness import check_moment
from audiobrief.system.files import read_regular, write_whole
from audiobrief.system.json_content import decode_json
from audiobrief.system.locations import INTERNAL
from audiobrief.system.locks import folder_alone

SHELF = f"{INTERNAL}/shelf.json"
"""The shelf, relative to the folder of episodes."""
CHANGING = f"{INTERNAL}/shelving"
"""An empty folder that is locked while the shelf is changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was decided of one episode."""

    added: datetime | None = None
    """When its article was added, timezone-aware; None for when it was first made."""
    archived: datetime | None = None
    """When it was put away, timezone-aware; None if it was not."""
    finished: datetime | None = None
    """When it was heard to its end, timezone-aware; None if it was not."""
    is_kept: bool = False
    """Whether it stays however long ago it was finished."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The content of the shelf's file."""

    places: Mapping[str, Place] = field(default_factory=dict)
    """Path of an episode's folder below the folder of episodes -> its place."""

    def of(self, folder: str) -> Place:
        """The place of the episode in a folder."""
        return self.places.get(folder) or Place()


def read_shelf(root: Path) -> Shelf:
    """The shelf in a folder of episodes; an empty one if nothing was decided.

    Raises:
        PublishError: it is damaged.
    """
    path = root / SHELF
    try:
        content = read_regular(path)
    except OSError:
        return Shelf()
    try:
        shelf = decode_json(content, Shelf)
        for place in shelf.places.values():
            for moment in (place.added, place.archived, place.finished):
                check_moment(moment)
    except ValueError as error:
        raise PublishError(
            f"the list of archived episodes {path} is damaged: {error}; remove it, and all "
            "episodes are listed again",
            path=path,
        ) from error
    return shelf


def change_place(root: Path, folder: str, change: Callable[[Place], Place]) -> Place:
    """Change the place of the episode in a folder; returns the new one.

    No other command changes the shelf meanwhile.

    Raises:
        PublishError: the shelf is damaged.
        OSError, OutputError: it cannot be written.
    """
    (root / CHANGING).mkdir(parents=True, exist_ok=True)
    with folder_alone(root / CHANGING):
        shelf = read_shelf(root)
        place = change(shelf.of(folder))
        others = {name: each for name, each in shelf.places.items() if name != folder}
        places = others if place == Place() else {**others, folder: place}
        write_whole(root / SHELF, msgspec.json.encode(Shelf(places), order="sorted") + b"\n")
        return place


def arrange(
    library: Library, shelf: Shelf, settings: PublishSettings, now: datetime | None = None
) -> Library:
    """The library without what was put away, in the order of the settings.

    In the order "added", an episode's date is when it was added, since podcast apps sort by the
    only date that a feed gives. `now` is timezone-aware; None for the present.
    """
    now = now or datetime.now(UTC)
    listings = [
        listing
        for listing in library.listings
        if not _is_away(shelf.of(listing.folder), settings, now)
    ]
    return replace(library, listings=_in_order(listings, shelf, settings))


def arrange_archive(
    library: Library, shelf: Shelf, settings: PublishSettings, now: datetime | None = None
) -> Library:
    """What `arrange` leaves out, in the same order."""
    now = now or datetime.now(UTC)
    listings = [
        listing
        for listing in library.listings
        if _is_away(shelf.of(listing.folder), settings, now)
    ]
    return replace(library, listings=_in_order(listings, shelf, settings))


def _in_order(
    listings: list[Listing], shelf: Shelf, settings: PublishSettings
) -> tuple[Listing, ...]:
    if settings.order != "added":
        return tuple(listings)
    dated = (
        replace(each, published=shelf.of(each.folder).added or each.added or each.made)
        for each in listings
    )
    return tuple(sorted(dated, key=lambda each: (-each.published.timestamp(), each.folder)))


def _is_away(place: Place, settings: PublishSettings, now: datetime) -> bool:
    if place.archived is not None:
        return True
    if place.is_kept:
        return False
    days = settings.finished_days
    return bool(days and place.finished and now - place.finished >= timedelta(days=days))
