"""Tests feeds and WordPress as sources of a batch, over real HTTP: names, holds, and what is a feed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.events import Event
from audiobrief.publish import read_episode
from tests.batch.newsroom import write_pages
from tests.batch.running import kinds, make_all, quick_settings
from tests.fetch.conftest import Site, site
from tests.fetch.test_wordpress import EXPORT, POSTS, item, post, serve

__all__ = ["site"]
JSON = {"Content-Type": "application/json"}
TEXT = "The ferry to Saltmere ran again on Tuesday, three weeks after the ice had closed it. "


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(source: str | Path, output: Path, **wishes: Any) -> list[Event]:
    settings = quick_settings(
        fetch__allow_private=True, batch__host_pause_ms=0, batch__retries=0, batch__workers=2
    )
    return make_all(source, output, settings, **wishes)[0]


def authors(output: Path) -> dict[str, list[str]]:
    """Headline -> names of the authors, of each episode."""
    found = [read_episode(path.parent).article for path in output.glob("*/episode.json")]
    return {article.title: [one.name for one in article.authors] for article in found}


def feed_of(site: Site, **more: str) -> dict[str, Any]:
    return {
        "version": "https://jsonfeed.org/version/1.1", "title": "Tide", "items": [
            {"id": "1", "url": site.url("/1"), "title": "Ferry back", "content_text": TEXT * 6,
             "authors": [{"name": "Ada Lind"}], **more},
            {"id": "2", "url": site.url("/2"), "authors": [{"name": "Bo Ek"}]},
            {"id": "3", "title": "Neither text nor address"},
        ],
    }  # fmt: skip


def test_a_feed_is_listed_although_its_address_looks_like_a_page(
    site: Site, tmp_path: Path
) -> None:
    page = f"<html lang=en><title>Ice gone</title><article><h1>Ice gone</h1><p>{TEXT * 3}</article>"
    site.put("/2", page.encode())
    source = site.put("/stories", json.dumps(feed_of(site)).encode(), JSON)
    out = tmp_path / "out"
    events = run(source, out)
    assert kinds(events) == {"failed": 1, "made": 2}
    # the page of the second story names nobody, and its feed does
    assert authors(out) == {"Ferry back": ["Ada Lind"], "Ice gone": ["Bo Ek"]}
    assert (site.asked("/1"), site.asked("/2")) == (0, 1)
    assert kinds(run(source, out)) == {"failed": 1, "skipped": 2}
    # with a list, which goes on meanwhile, and with a limit
    listing = tmp_path / "list.txt"
    (other,) = write_pages(tmp_path / "pages", 1, words=40)
    listing.write_text(f"{source}\n{other}\n", encoding="utf-8")
    assert kinds(run(listing, tmp_path / "listed")) == {"failed": 1, "made": 3}
    assert sum(kinds(run(source, tmp_path / "few", limit=1)).values()) == 1


def test_files_of_feeds_are_known_by_what_they_hold(site: Site, tmp_path: Path) -> None:
    for name, content in [
        ("feed.json", json.dumps(feed_of(site))),
        ("posts.json", json.dumps([post(7)])),
        ("export.xml", EXPORT.replace("{items}", item(8, title="Typed"))),
        ("feed", ("<?xml version='1.0'?><rss version='2.0'><channel><item><title>Bare</title>"
                 f"<description>{TEXT}</description></item></channel></rss>")),
    ]:  # fmt: skip
        (tmp_path / name).write_text(content, encoding="utf-8")
        run(tmp_path / name, tmp_path / "out")
    assert authors(tmp_path / "out") == {
        "Ferry back": ["Ada Lind"], "Ferry ‘7’": ["Ada Lind"], "Typed": ["Ada Lind"], "Bare": [],
    }  # fmt: skip


def test_wordpress_is_read_whole_and_its_drafts_are_held_back(
    site: Site, tmp_path: Path
) -> None:
    posts = [post(1), post(2, status="draft"), post(3, title={"rendered": ""})]
    posts.append(post(4, status="future", date_gmt="2999-01-01T00:00:00"))
    events = run(serve(site, posts, 3), tmp_path / "out")
    assert kinds(events) == {"held": 2, "made": 2}
    assert set(authors(tmp_path / "out")) == {"Ferry ‘1’", "The ferry number 3 runs again."}
    assert site.asked("/robots.txt") > 0
    assert all(path.startswith((POSTS, "/robots.txt")) for path, _ in site.requests)


def test_an_export_on_the_web_holds_back_what_readers_may_not_see(
    site: Site, tmp_path: Path
) -> None:
    hidden = ("draft", "private", "future", "trash")
    items = [item(1, text=TEXT * 4, title="Ferry back")]
    items += [item(9, text=TEXT * 4, title=each, status=each) for each in hidden]
    content = EXPORT.replace("{items}", "".join(items)).replace(
        "https://tide.example/1<", f"{site.url('/1')}<"
    )
    page = f"<html lang=en><title>Ferry back</title><article><h1>Ferry back</h1><p>{TEXT * 4}</article>"
    site.put("/1", page.encode())
    source = site.put("/export.xml", content.encode(), {"Content-Type": "application/xml"})
    events = run(source, tmp_path / "out")
    assert list(authors(tmp_path / "out")) == ["Ferry back"]
    assert kinds(events)["made"] == 1
