"""Tests publishing a folder as a site: what is written, left alone and refused."""

import shutil
from pathlib import Path

import pytest

from audiobrief.errors import ConfigError, PublishError
from audiobrief.publish import PublishSettings
from audiobrief.publish.index_file import INDEX, OLD_INDEX
from audiobrief.publish.installable import APP_FILES
from audiobrief.publish.site import Published, publish_site
from tests.publish.shelves import URL, make_shelf

SETTINGS = PublishSettings(url=URL, title="The Merrow Hour", email="desk@merrow.example")


def snapshot(root: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(root).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 5)
    return root


@pytest.fixture
def root(shelf: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shelf, tmp_path / "shelf"))


@pytest.fixture(scope="module")
def published(shelf: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Published]:
    """A site that no test changes, and the result of its first run."""
    root = Path(shutil.copytree(shelf, tmp_path_factory.mktemp("published") / "shelf"))
    return root, publish_site(root, SETTINGS)


@pytest.fixture
def site(published: tuple[Path, Published], tmp_path: Path) -> Path:
    """A copy with the same bytes and times, which tests may change."""
    return Path(shutil.copytree(published[0], tmp_path / "site"))


def test_it_writes_a_site(published: tuple[Path, Published]) -> None:
    root, done = published
    assert not done.refused
    assert done.library.read == 5
    files = {path.name for path in root.iterdir() if path.is_file()}
    assert files == {
        "index.html", "feed.xml", "feeds.opml", "sitemap.xml", "robots.txt", "cover.jpg",
        *APP_FILES,
    }  # fmt: skip
    assert {path.name for path in (root / "feeds").iterdir()} == {
        "author-ana-reyes.xml", "author-tomas-okafor.xml", "section-harbour.xml",
    }  # fmt: skip
    assert (root / "episode-3" / "index.html").is_file()


def test_a_second_run_reads_and_writes_nothing(site: Path) -> None:
    before = snapshot(site)
    done = publish_site(site, SETTINGS)
    assert (done.library.read, done.written) == (0, ())
    assert snapshot(site) == before


def test_the_index_of_an_older_release_is_taken_over(site: Path) -> None:
    (site / INDEX).replace(site / OLD_INDEX)
    done = publish_site(site, PublishSettings(url=URL, title=SETTINGS.title, feeds=()))
    assert done.library.read == 0
    assert (site / INDEX).is_file()
    assert not (site / OLD_INDEX).exists()
    # it named the files of the last site, which go when they are not wanted any more
    assert not (site / "feeds").exists()


def test_one_more_episode_is_read_alone(root: Path) -> None:
    shutil.move(root / "episode-0", root.parent / "aside")
    publish_site(root, SETTINGS)
    shutil.move(root.parent / "aside", root / "episode-0")
    done = publish_site(root, SETTINGS)
    assert done.library.read == 1
    assert "index.html" in done.written
    assert "cover.jpg" not in done.written


def test_the_same_folder_gives_the_same_bytes(
    root: Path, published: tuple[Path, Published]
) -> None:
    publish_site(root, SETTINGS)
    first, second = snapshot(root), snapshot(published[0])
    assert {n: c for n, (c, _) in first.items() if n != INDEX} == {
        n: c for n, (c, _) in second.items() if n != INDEX
    }


def test_what_is_not_wanted_any_more_goes(site: Path) -> None:
    (site / "mine.txt").write_text("the user's own")
    publish_site(site, PublishSettings(url=URL, feeds=()))
    assert not (site / "feeds").exists()
    assert (site / "mine.txt").read_text() == "the user's own"
    shutil.rmtree(site / "episode-1")
    assert len(publish_site(site, SETTINGS).library.listings) == 4


def test_what_was_deleted_is_written_again(site: Path) -> None:
    (site / "feed.xml").unlink()
    (site / "episode-2" / "index.html").unlink()
    done = publish_site(site, SETTINGS)
    assert done.written == ("feed.xml",)
    assert (site / "episode-2" / "index.html").is_file()


def test_a_broken_episode_is_left_out_and_named(root: Path) -> None:
    (root / "episode-1" / "episode.json").write_text("{")
    (root / "episode-2" / "episode.mp3").unlink()
    done = publish_site(root, SETTINGS)
    assert [refused.folder for refused in done.refused] == ["episode-1", "episode-2"]
    assert len(done.library.listings) == 3
    assert "episode-1" not in (root / "feed.xml").read_text("utf-8")


def test_a_folder_in_between_names_a_section(root: Path) -> None:
    (root / "night").mkdir()
    shutil.move(root / "episode-4", root / "night" / "episode-4")
    done = publish_site(root, SETTINGS)
    assert {"night"} == {
        listing.section for listing in done.library.listings if "/" in listing.folder
    }
    assert f"{URL}night/episode-4/episode.mp3" in (root / "feeds/section-night.xml").read_text()


def test_a_page_that_was_cut_is_written_anew(site: Path) -> None:
    for page in sorted(site.glob("*/index.html"))[:2]:
        whole = page.read_bytes()
        page.write_bytes(whole[:60])
        publish_site(site, SETTINGS)
        assert page.read_bytes() == whole


def test_without_an_address_there_is_a_page_and_no_feed(root: Path) -> None:
    done = publish_site(root, PublishSettings())
    assert done.feeds == ()
    assert {path.name for path in root.iterdir() if path.is_file()} == {
        "index.html", "cover.jpg", *APP_FILES,
    }  # fmt: skip


def test_links_do_not_lead_out_of_the_folder(root: Path) -> None:
    away = root.parent / "away"
    shutil.move(root / "episode-1", away)
    (root / "episode-1").symlink_to(away)
    assert len(publish_site(root, SETTINGS).library.listings) == 4


def test_a_cover_must_be_one(site: Path, tmp_path: Path) -> None:
    from PIL import Image

    small, square = tmp_path / "small.png", tmp_path / "square.png"
    Image.new("RGB", (600, 600)).save(small)
    Image.new("RGB", (1500, 1500), (90, 20, 20)).save(square)
    with pytest.raises(PublishError, match="600 by 600"):
        publish_site(site, PublishSettings(url=URL, cover=small))
    publish_site(site, PublishSettings(url=URL, cover=square))
    with Image.open(site / "cover.jpg") as image:
        assert (image.format, image.size) == ("JPEG", (1500, 1500))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"url": "ftp://host/"}, "https://host/path/"),
        ({"url": "https://host/?a"}, "without"),
        ({"category": "Newz"}, "nearest: News"),
        ({"language": "en_GB"}, "en-GB"),
        ({"email": "nobody"}, "desk@host"),
        ({"feeds": ("authors",)}, "nearest: author"),
        ({"page_size": 0}, "out of range"),
    ],
)
def test_settings_that_cannot_be_published_are_refused(wrong: dict, said: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ConfigError, match=said):
        PublishSettings(**wrong)
