"""Tests the order of a library, and what leaves it without being removed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audiobrief.errors import ConfigError, PublishError
from audiobrief.listening.deciding import CHANGES
from audiobrief.publish import PublishSettings
from audiobrief.publish.library import read_library
from audiobrief.publish.shelf import (
    SHELF,
    Place,
    Shelf,
    arrange,
    arrange_archive,
    change_place,
    read_shelf,
)
from audiobrief.publish.site import publish_site
from tests.publish.shelves import URL, make_shelf

NOW = datetime(2031, 5, 7, tzinfo=UTC)
ADDED = PublishSettings(order="added", url=URL)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 3)
    return root


def folders(listings: tuple[object, ...]) -> list[str]:
    return [each.folder[-1] for each in listings]  # type: ignore[attr-defined]


def test_the_order_is_that_of_the_articles_unless_another_is_asked_for(root: Path) -> None:
    library = read_library(root)
    shelf = Shelf({f"episode-{n}": Place(added=NOW + timedelta(days=n)) for n in range(3)})
    assert folders(arrange(library, shelf, PublishSettings()).listings) == ["0", "1", "2"]
    arranged = arrange(library, shelf, ADDED)
    assert folders(arranged.listings) == ["2", "1", "0"]
    assert arranged.listings[0].published == NOW + timedelta(days=2)


def test_what_nobody_decided_about_was_added_when_it_was_made(root: Path) -> None:
    library = read_library(root)
    arranged = arrange(library, Shelf(), ADDED)
    made = sorted((each.made for each in library.listings), reverse=True)
    assert [each.published for each in arranged.listings] == made


@pytest.mark.parametrize(
    ("place", "days", "is_there"),
    [
        (Place(archived=NOW), 0, False),
        (Place(archived=NOW, is_kept=True), 0, False),
        (Place(finished=NOW - timedelta(days=4)), 0, True),
        (Place(finished=NOW - timedelta(days=4)), 3, False),
        (Place(finished=NOW - timedelta(days=2)), 3, True),
        (Place(finished=NOW - timedelta(days=4), is_kept=True), 3, True),
    ],
)
def test_archived_and_long_finished_episodes_leave(
    root: Path, place: Place, days: int, *, is_there: bool
) -> None:
    library, shelf = read_library(root), Shelf({"episode-1": place})
    settings = replace(ADDED, finished_days=days)
    here = folders(arrange(library, shelf, settings, NOW).listings)
    away = folders(arrange_archive(library, shelf, settings, NOW).listings)
    assert sorted(here + away) == ["0", "1", "2"]
    assert ("1" in here) is is_there


def test_a_published_site_follows_the_shelf_and_its_pages_stay(tmp_path: Path) -> None:
    make_shelf(tmp_path, 2)
    publish_site(tmp_path, ADDED)
    change_place(tmp_path, "episode-0", lambda place: replace(place, archived=NOW))
    publish_site(tmp_path, ADDED)
    assert "episode-0/" not in (tmp_path / "feed.xml").read_text("utf-8")
    assert "episode-0/" not in (tmp_path / "index.html").read_text("utf-8")
    assert (tmp_path / "episode-0" / "index.html").is_file()
    assert change_place(tmp_path, "episode-0", lambda _: Place()) == Place()
    assert read_shelf(tmp_path) == Shelf()


def test_a_damaged_shelf_says_what_to_do(tmp_path: Path) -> None:
    change_place(tmp_path, "a", lambda place: replace(place, is_kept=True))
    (tmp_path / SHELF).write_text("{")
    with pytest.raises(PublishError, match="remove it, and all episodes are listed again"):
        read_shelf(tmp_path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"order": "newest"}, "use published or added"), ({"finished_days": -1}, "out of range")],
)
def test_settings_that_mean_nothing_are_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        PublishSettings(**changes)  # type: ignore[arg-type]


def test_what_was_archived_is_as_before_when_that_is_undone() -> None:
    kept = Place(added=NOW, finished=NOW - timedelta(days=4), is_kept=True)
    archived = CHANGES["archive"](kept)
    assert archived != kept
    assert CHANGES["undo"](archived) == kept
