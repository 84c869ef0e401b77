"""Tests lists in JSON by their web address: read as a local list, and never aloud."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.events import Event
from audiobrief.errors import PageRefused
from audiobrief.fetch import FetchSettings, read_page
from audiobrief.publish import read_episode
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, kinds, make_all, quick_settings
from tests.fetch.conftest import HTML, Site, site
from tests.torture.running import invoke

__all__ = ["site"]
FERRY = "The ferry to Saltmere ran again on Tuesday, three weeks after the ice had closed it."
LOCAL = FetchSettings(allow_private=True, cache=False, deadline_ms=8_000)
TYPES = ("application/x-ndjson", "text/plain; charset=utf-8", "application/octet-stream")


def run(source: str | Path, folder: Path) -> list[Event]:
    settings = quick_settings(
        fetch__allow_private=True, fetch__cache_folder=str(folder / "web"), batch__retries=0,
        batch__host_pause_ms=0, batch__workers=1,
    )  # fmt: skip
    return make_all(source, folder / "out", settings)[0]


def lines(*rows: dict[str, Any] | str) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def titles(folder: Path) -> set[str]:
    found = (folder / "out").glob("*/episode.json")
    return {read_episode(path.parent).article.title for path in found}


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("path", ["/list.jsonl", "/export/list.ndjson?day=3"])
def test_it_is_read_as_a_local_list(site: Site, tmp_path: Path, kind: str, path: str) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=40)
    url = site.put("/news/1", page.read_bytes(), HTML)
    content = lines(
        "# the third of March",
        {"id": "t-1", "headline": "Ferry back", "body": FERRY},
        {"id": "t-2", "url": url},
        {"id": "t-3", "headline": 7, "body": FERRY},
    )
    source = site.put(path, content, {"Content-Type": kind})
    events = run(source, tmp_path)
    assert kinds(events) == {"failed": 1, "made": 2}
    assert {event.row.id for event in events if event.kind == "made"} == {"t-1", "t-2"}
    (failed,) = (event for event in events if event.kind == "failed")
    assert f"{source}, line 4: headline" in failed.message
    assert "Ferry back" in titles(tmp_path)
    assert site.asked(path) == 1
    # as for a local list, a story that is no longer in it did not leave a feed
    site.put(path, content.splitlines()[1], {"Content-Type": kind})
    assert kinds(run(source, tmp_path)) == {"skipped": 1}


def test_it_names_nothing_but_what_is_on_the_web(site: Site, tmp_path: Path) -> None:
    secret = tmp_path / "secret.html"
    (page,) = write_pages(tmp_path / "pages", 1, words=40)
    secret.write_bytes(page.read_bytes())
    content = lines(
        str(secret), secret.as_uri(), "-", "secret.html", "s3://bucket/secret.html",
        {"id": "p", "path": str(secret)}, {"id": "q", "path": "https://saltmere.example/1"},
        site.url("/list.jsonl"), site.url("/other.jsonl"),
        {"id": "good", "headline": "Ferry back", "body": FERRY},
    )  # fmt: skip
    source = site.put("/list.jsonl", content, {"Content-Type": "text/plain"})
    events = run(source, tmp_path)
    assert kinds(events) == {"failed": 9, "made": 1}
    assert titles(tmp_path) == {"Ferry back"}
    assert site.asked("/list.jsonl") == 1
    assert site.asked("/other.jsonl") == 0
    assert all("list" in event.message for event in events if event.kind == "failed")


def test_a_page_in_its_place_is_refused(site: Site, tmp_path: Path) -> None:
    page = b"<!doctype html><article><h1>Sign in</h1><p>Who are you? Sign in to read.</p>"
    for kind in ("text/html", "text/plain"):
        source = site.put("/list.jsonl", page, {"Content-Type": kind})
        assert kinds(run(source, tmp_path)) == {"failed": 1}


LIST = lines("# today", "https://saltmere.example/1", {"id": "t-1", "body": FERRY})


def test_it_is_never_read_aloud(site: Site, tmp_path: Path) -> None:
    json_type = {"Content-Type": "application/x-ndjson"}
    site.put("/moved", b"", {"Location": "/list.jsonl"}, status=302)
    places: list[str | Path] = [
        site.put("/list.jsonl", LIST, {"Content-Type": "text/plain"}),
        site.put("/list.jsonl?day=3", LIST, {"Content-Type": "text/plain"}),
        site.put("/export", LIST, json_type), site.url("/moved"),
    ]  # fmt: skip
    path = tmp_path / "list.jsonl"
    path.write_bytes(LIST)
    for place in places:
        with pytest.raises(PageRefused, match=r"list of articles.*audiobrief batch"):
            read_page(place, settings=LOCAL)
    for source in [*places, path]:
        code, out, err = invoke(
            "make", source, "-o", tmp_path / "out", *TONE, "--allow-private"
        )
        assert (code, out) == (1, ""), err
        assert "audiobrief batch" in err
    assert kinds(run(site.url("/export"), tmp_path)) == {"failed": 1}
    assert not (tmp_path / "out").exists() or not titles(tmp_path)
