"""Tests that nobody is handed what only the producer may read, and that a private site is private."""

from __future__ import annotations

import io
import re
import shutil
from dataclasses import replace
from pathlib import Path

import podcastparser
import pytest
import requests

from audiobrief.errors import ConfigError
from audiobrief.publish import PublishSettings
from audiobrief.publish.answering import answering
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.publish.shelves import URL, make_shelf
from tests.torture.running import contents, invoke

PRIVATE = PublishSettings(url=URL, visibility="private")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 2)
    return root


@pytest.fixture
def site(shelf: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(shelf, tmp_path / "site"))


def feeds_in(site: Path) -> list[Path]:
    return [p for p in site.rglob("*.xml") if b"<rss" in p.read_bytes()]


def test_a_private_site_asks_everyone_to_stay_away(site: Path) -> None:
    done = publish_site(site, PRIVATE)
    for page in [site / "index.html", *site.glob("*/index.html")]:
        assert '<meta name="robots" content="noindex' in page.read_text(encoding="utf-8"), page
    assert (site / "robots.txt").read_text(encoding="utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (site / "sitemap.xml").exists()
    assert not (site / "feed.xml").exists()
    for path in feeds_in(site):
        content = path.read_bytes()
        assert b"<itunes:block>Yes</itunes:block>" in content
        assert podcastparser.parse(f"{URL}x", io.BytesIO(content))["episodes"]
    (token,) = {feed.path.partition("/")[0] for feed in done.feeds}
    assert re.fullmatch(r"[A-Za-z0-9_-]{24}", token)
    # whoever knows the page does not learn the feed's address from it
    assert token not in (site / "index.html").read_text(encoding="utf-8")


def test_the_token_stays_and_another_can_be_chosen(site: Path) -> None:
    first = publish_site(site, PRIVATE).feeds[0].path
    assert publish_site(site, PRIVATE).feeds[0].path == first
    chosen = replace(PRIVATE, token="chosen-by-the-desk-2031")
    assert publish_site(site, chosen).feeds[0].path == "chosen-by-the-desk-2031/feed.xml"
    assert not (site / first).exists()
    public = publish_site(site, PublishSettings(url=URL))
    assert public.feeds[0].path == "feed.xml"
    assert {p.relative_to(site).parts[0] for p in feeds_in(site)} == {"feed.xml", "feeds"}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"visibility": "secret"}, "use public or private"),
        ({"token": "short"}, "16 to 64"),
        ({"token": "a/../../b-0123456789"}, "16 to 64"),
        ({"replaced_days": -1}, "out of range"),
    ],
)
def test_settings_that_would_not_be_private_are_refused(
    changes: dict[str, object], said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        PublishSettings(**changes)  # type: ignore[arg-type]


def test_nothing_published_names_a_folder_of_this_machine(tmp_path: Path) -> None:
    desk = tmp_path / "desk-of-mara-vint"
    write_pages(desk / "pages", 2, words=40)
    output = tmp_path / "out"
    for args in (
        ("batch", desk / "pages", "-o", output, *TONE),
        ("make", desk / "pages" / "story-00000.html", "-o", output, *TONE),
        ("publish", output, "--url", URL),
        ("report", output),
    ):
        code, _, err = invoke(*args)
        assert code == 0, err
    named = [n for n, content in contents(output).items() if b"desk-of-mara-vint" in content]
    assert named
    assert [name for name in named if not name.startswith(INTERNAL)] == []
    with answering(Preview(output, PublishSettings())) as address:
        for name in named:
            assert requests.get(address + name, timeout=10).status_code == 404
        # and what earlier releases left beside the episodes is not handed out, either
        for name in ("batch.sqlite", "batch.sqlite-wal", "batch.sqlite.lock", "report.json"):
            (output / name).write_bytes(b"desk-of-mara-vint")
            assert requests.get(address + name, timeout=10).status_code == 404
        # nor a journal that its producer has named or copied
        for name in ("own.sqlite", "story/old.SQLite", "story/own.sqlite-wal"):
            (output / name).parent.mkdir(exist_ok=True)
            (output / name).write_bytes(b"desk-of-mara-vint")
            assert requests.get(address + name, timeout=10).status_code == 404


def test_a_preview_of_a_private_site_is_private_without_its_settings(site: Path) -> None:
    done = publish_site(site, PRIVATE)
    with answering(Preview(site, PublishSettings())) as address:
        assert requests.get(f"{address}feed.xml", timeout=10).status_code == 404
        assert requests.get(f"{address}sitemap.xml", timeout=10).status_code == 404
        feed = requests.get(f"{address}{done.feeds[0].path}", timeout=10)
        assert b"<itunes:block>Yes</itunes:block>" in feed.content
        home = requests.get(address, timeout=10).text
        assert '<meta name="robots" content="noindex' in home
        assert "feed.xml" not in home
