"""A batch learns what the pages of one site have in common, and keeps it in its journal."""

from __future__ import annotations

import shutil
from pathlib import Path

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.cleaner.sites import REPEATED_ON_SITE, Sighting, Site, learn
from audiobrief.system.locations import INTERNAL
from tests.batch.running import make_all, quick_settings
from tests.places import SITES

PROMOTION = "The Tide comes to your door"
HOUSE = "has no owner but its readers"
HEADING = "What happens next"
HOST = "saltmere-tide.example"


def texts_of(output: Path) -> list[str]:
    return [
        " ".join(page.read_text(encoding="utf-8").split())
        for page in sorted(output.glob("*/index.html"))
    ]


def folder_of(pages: slice, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for page in sorted((SITES / "saltmere").glob("*.html"))[pages]:
        shutil.copy(page, folder)
    return folder


def test_every_page_of_a_batch_is_read_without_its_sites_chrome(tmp_path: Path) -> None:
    output = tmp_path / "episodes"
    make_all(SITES / "saltmere", output, quick_settings())
    told = texts_of(output)
    assert len(told) == 4
    for text in told:
        assert PROMOTION not in text
        assert HOUSE not in text
        assert HEADING in text
    with Journal(output / INTERNAL / FILE) as journal:
        site = journal.find_site(HOST)
        assert site is not None
        assert len(site.keys) == 4
        assert all(REPEATED_ON_SITE in row.dropped for row in journal.rows())


def test_the_next_run_knows_what_the_last_one_learned(tmp_path: Path) -> None:
    output = tmp_path / "episodes"
    for pages in (slice(3), slice(3, None)):
        make_all(folder_of(pages, tmp_path / "pages"), output, quick_settings())
    assert all(PROMOTION not in text for text in texts_of(output))


def test_two_pages_teach_nothing(tmp_path: Path) -> None:
    output = tmp_path / "episodes"
    make_all(folder_of(slice(2), tmp_path / "pages"), output, quick_settings())
    assert all(PROMOTION in text for text in texts_of(output))


def test_nothing_is_learned_where_that_is_not_wanted(tmp_path: Path) -> None:
    output = tmp_path / "episodes"
    make_all(SITES / "saltmere", output, quick_settings(batch__learn=False))
    assert all(PROMOTION in text for text in texts_of(output))


def test_a_site_is_read_back_as_it_was_kept_and_not_where_it_is_damaged(tmp_path: Path) -> None:
    site = learn([Sighting(HOST, "headline", {"a": 90}, ("b",))])[HOST]
    with Journal(tmp_path / FILE) as journal:
        assert journal.find_site(HOST) is None
        journal.keep_site(Site(HOST))
        journal.keep_site(site)
        assert journal.find_site(HOST) == site
        journal._execute("UPDATE sites SET content = '{}'")
        assert journal.find_site(HOST) is None
