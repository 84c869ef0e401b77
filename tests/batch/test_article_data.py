"""Tests articles that come as data, a line of JSON each: what is made, held back, and refused."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.events import Event
from audiobrief.batch.items import Item, Unlisted
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.report import make_report, render_report
from audiobrief.batch.retractions import NO_LONGER
from audiobrief.batch.sources import read_sources
from audiobrief.publish import read_episode
from audiobrief.system.locations import INTERNAL
from tests.batch.running import batch, kinds, make_all, quick_settings

FERRY = "The ferry to Saltmere ran again on Tuesday, three weeks after the ice had closed it."


def write(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "list.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(source: Path, **wishes: Any) -> list[Event]:
    return make_all(source, source.parent / "out", quick_settings(), **wishes)[0]


def test_a_line_is_an_article_as_its_content_system_has_it(tmp_path: Path) -> None:
    row = {
        "id": "a-1", "headline": "Ferry back", "dek": "Three weeks on.", "body": FERRY,
        "authors": ["Ada Lind", {"name": "Bo Ek", "role": "harbour correspondent"}],
        "published": "2031-03-04T06:00:00Z", "section": "Harbour", "tags": ["ice"],
        "language": "en-GB", "url": "https://saltmere.example/ferry", "site": "Saltmere Tide",
    }  # fmt: skip
    (made,) = run(write(tmp_path, row))
    assert (made.row.id, made.row.folder) == ("a-1", "ferry-back")
    episode = read_episode(tmp_path / "out" / "ferry-back")
    article = episode.article
    assert (article.title, article.dek, article.section) == (
        "Ferry back", "Three weeks on.", "Harbour",
    )  # fmt: skip
    assert [author.role for author in article.authors] == ["", "harbour correspondent"]
    spoken = " ".join(segment.spoken for segment in episode.script.segments)
    assert "By Ada Lind and Bo Ek, harbour correspondent" in spoken
    # nothing changed; then only what is given beside the body
    assert kinds(run(write(tmp_path, row))) == {"skipped": 1}
    assert kinds(run(write(tmp_path, row | {"dek": "A month on."}))) == {"made": 1}
    assert read_episode(tmp_path / "out" / "ferry-back").article.dek == "A month on."


def test_a_wrong_line_fails_beside_its_neighbours_and_an_unknown_key_is_told_once(
    tmp_path: Path,
) -> None:
    listing = write(
        tmp_path,
        {"headline": "One", "body": FERRY, "headlin": "x"},
        {"headline": "Two", "body": f"Again. {FERRY}", "headlin": "y", "tags": [{}]},
        "{not json",
        {"headline": "Three", "body": f"Once more. {FERRY}", "headlin": "z"},
        {"status": "withdrawn"},
    )
    events = batch(listing, "-o", tmp_path / "out", code=3)
    assert kinds(events) == {"failed": 3, "made": 2, "warning": 1}
    (warned,) = [event["message"] for event in events if event["event"] == "warning"]
    assert "line 1: key 'headlin' (nearest: headline) is unknown" in warned
    failed = [event["message"] for event in events if event["event"] == "failed"]
    assert failed[0] == f"{listing}, line 2: tags[0] must be text, and is an object"
    assert "line 3 is not a JSON object" in failed[1]
    assert 'has neither "url" nor "body"' in failed[2]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "a", "body": ' + "[" * 5000 + "]" * 5000 + "}", "nested too deeply"),
        ('{"id": "a", "url": "http://[::1"}', "url is no address: 'http://[::1'"),
        ('{"id": "a", "url": "http://tide.example:port/"}', "url is no address"),
        ("http://[::1", "http://[::1"),
        ("null", "is no JSON object, but null"),
        ("5", "is no JSON object, but a number"),
        ("[]", "is no JSON object, but a list"),
        ('"str"', "is no JSON object, but text"),
        ("[" * 5000 + "]" * 5000, "is neither a JSON object nor a source"),
        ("x" * 300_000, "is neither a JSON object nor a source"),
        ("x" * 2000, " characters)"),
    ],
)
def test_no_line_ends_the_list(tmp_path: Path, line: str, said: str) -> None:
    listing = write(tmp_path, line, {"id": "b", "headline": "Two", "body": FERRY})
    events = run(listing)
    assert kinds(events) == {"failed": 1, "made": 1}
    (failed,) = [event for event in events if event.kind == "failed"]
    assert said in failed.message
    assert failed.row.reason != "fault in audiobrief"
    assert len(failed.message) < 1000


def test_two_lines_of_one_id_are_told_and_the_first_is_made(tmp_path: Path) -> None:
    first = {"id": "a", "headline": "One", "body": FERRY}
    events = run(write(tmp_path, first, first, first | {"headline": "Two"}))
    assert kinds(events) == {"made": 1, "warning": 1}
    (warned,) = [event.message for event in events if event.kind == "warning"]
    assert "line 3 has the id of line 1 (a)" in warned
    assert [event.row.title for event in events if event.kind == "made"] == ["One"]


@pytest.mark.parametrize("between", [0, 12])
@pytest.mark.parametrize(
    "withdrawal",
    [{"id": "a"}, {"id": "b", "url": "https://tide.example/ferry"}],
)
def test_a_story_is_withdrawn_further_down_in_its_list(
    tmp_path: Path, withdrawal: dict[str, str], between: int
) -> None:
    story = {
        "id": "a", "url": "https://tide.example/ferry", "headline": "Ferry back", "body": FERRY,
    }  # fmt: skip
    others = [
        {"id": f"o{n}", "headline": f"Day {n}", "body": f"Day {n}. {FERRY}"}
        for n in range(between)
    ]
    withdrawn = withdrawal | {"status": "withdrawn"}
    listing = write(tmp_path, story, *others, withdrawn, withdrawn)
    settings = quick_settings(record__status="withdraw", batch__workers=1)
    for _ in range(2):
        events, tally = make_all(listing, tmp_path / "out", settings)
        assert not (tmp_path / "out" / "ferry-back" / "episode.json").exists()
        assert tally.exit_code == 0
    assert "made" not in kinds(events)


def test_an_embargo_is_told_and_ends(tmp_path: Path) -> None:
    until = datetime.now(UTC) + timedelta(seconds=4)
    row = {"id": "e", "headline": "Ferry back", "body": FERRY}
    listing = write(tmp_path, row | {"publish_after": until.isoformat()})
    (held,) = run(listing)
    assert kinds([held]) == {"held": 1}
    assert "under embargo until" in held.message
    assert not list((tmp_path / "out").glob("[!.]*/*"))
    with Journal(tmp_path / "out" / INTERNAL / FILE) as journal:
        report = make_report(journal)
    assert [row["title"] for row in report.held] == ["Ferry back"]
    assert report.exit_code == 0
    assert "under embargo until" in render_report(report, "out")
    time.sleep(max(0.0, (until - datetime.now(UTC)).total_seconds()))
    (made,) = run(listing)
    assert kinds([made]) == {"made": 1}
    assert made.why == "made: it is new"
    # a correction under embargo leaves the episode as it is until its time has come
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    events = run(write(tmp_path, row | {"body": f"New. {FERRY}", "publish_after": later}))
    assert kinds(events) == {"held": 1}
    assert read_episode(tmp_path / "out" / "ferry-back").article.blocks[0].text == FERRY


def test_a_story_that_is_a_draft_again_is_asked_about(tmp_path: Path) -> None:
    row = {"id": "d", "headline": "Ferry back", "body": FERRY}
    run(write(tmp_path, row))
    draft = write(tmp_path, row | {"status": "draft"})
    for _ in range(2):
        (asked,) = run(draft)
        assert (asked.kind, asked.message) == ("asked", NO_LONGER)
    (skipped,) = run(write(tmp_path, row))
    assert skipped.kind == "skipped"
    with Journal(tmp_path / "out" / INTERNAL / FILE) as journal:
        assert make_report(journal).questions == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("withdrawn", {"kept-away": 2, "made": 1}),
        ("trash", {"kept-away": 2, "made": 1}),
        ("draft", {"held": 1, "kept-away": 1, "made": 1}),
    ],
)
def test_what_is_not_published_is_not_spoken(
    tmp_path: Path, status: str, told: dict[str, int]
) -> None:
    rows = [
        {"id": "w", "headline": "Gone", "body": FERRY, "status": status},
        {"id": "v", "status": "withdrawn"},
        {"id": "k", "headline": "Kept", "body": f"Kept. {FERRY}"},
    ]
    events = run(write(tmp_path, *rows))
    assert kinds(events) == told
    assert [path.parent.name for path in (tmp_path / "out").glob("*/episode.json")] == ["kept"]


@pytest.mark.parametrize("wrapped", [True, False], ids=["data", "line"])
@pytest.mark.parametrize(
    "name",
    [
        "{outside}",
        "../secret.html",
        "file://{outside}",
        "local://{outside}",
        "a/../../secret.html",
    ],
)
def test_a_list_in_storage_reads_no_file_elsewhere(
    tmp_path: Path, name: str, *, wrapped: bool
) -> None:
    outside = tmp_path / "secret.html"
    outside.write_text(f"<h1>Secret</h1><p>{FERRY}</p>", encoding="utf-8")
    named = name.format(outside=outside)
    (tmp_path / "store").mkdir()
    good = {"id": "k", "headline": "Kept", "body": FERRY}
    first = json.dumps({"id": "n", "path": named}) if wrapped else named
    text = f"{json.dumps(good)}\n{first}\n"
    (tmp_path / "store" / "list.jsonl").write_text(text, encoding="utf-8")
    listed = list(read_sources([f"local://{tmp_path}/store/list.jsonl"]))
    (refused,) = (each for each in listed if isinstance(each, Unlisted))
    assert "may name only files below it" in refused.message
    assert [each.id for each in listed if isinstance(each, Item)] == ["k"]
