"""Tests that -v, the events and the report tell why an article was made again, kept or
refused."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch import comparison
from audiobrief.batch.events import Event
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.report import make_report, render_report
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch_here, make_all, quick_settings
from tests.torture.running import invoke

ADDED = "<p>One sentence more of it.</p></article>"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    write_pages(tmp_path / "pages", 2, words=40)
    return tmp_path / "pages"


def make(pages: Path, **changes: Any) -> list[Event]:
    return make_all(pages, pages.parent / "out", quick_settings(**changes))[0]


def whys(events: list[Event]) -> list[str]:
    return sorted(event.why for event in events)


def report(pages: Path) -> list[str]:
    with Journal(pages.parent / "out" / INTERNAL / FILE) as journal:
        found = make_report(journal)
    assert all(entry["why"] in render_report(found, "out") for entry in found.episodes)
    return sorted(entry["why"] for entry in found.episodes)


def test_each_reason_is_told_and_kept(pages: Path) -> None:
    assert whys(make(pages)) == report(pages) == [comparison.NEW] * 2
    assert whys(make(pages)) == [comparison.UNTOUCHED] * 2
    assert report(pages) == [comparison.NEW] * 2
    first, second = sorted(pages.iterdir())
    first.write_bytes(first.read_bytes())
    second.write_text(second.read_text("utf-8").replace("</article>", ADDED), encoding="utf-8")
    assert whys(make(pages)) == [comparison.SAME_PAGE, "made again: the page changed"]
    assert report(pages) == ["made again: the page changed", comparison.NEW]
    (pages / f"{first.stem}.lexicon.toml").write_text('harbour = "haven"\n', encoding="utf-8")
    assert whys(make(pages))[1] == "made again: the lexicon changed (beside the page)"
    (pages / f"{first.stem}.lexicon.toml").unlink()
    make(pages)
    assert (
        whys(make(pages, voice__speed=1.25))
        == ["made again: the settings changed (voice.speed)"] * 2
    )


def test_what_is_lost_is_told(pages: Path) -> None:
    made = make(pages)[0].row
    (pages.parent / "out" / made.folder / made.audio).unlink()
    assert (
        whys(make(pages))[1] == f"made again: its files are missing or damaged ({made.audio})"
    )


def test_a_journal_that_does_not_know_is_renewed_once(pages: Path) -> None:
    make(pages)
    with sqlite3.connect(pages.parent / "out" / INTERNAL / FILE) as database:
        database.execute("DELETE FROM dependencies")
    assert whys(make(pages)) == [comparison.UNTOUCHED] * 2
    assert whys(make(pages, voice__speed=1.25)) == [comparison.UNKNOWN] * 2
    assert whys(make(pages, voice__speed=1.25)) == [comparison.UNTOUCHED] * 2


def test_it_is_told_on_lines_with_v_and_in_events(pages: Path, tmp_path: Path) -> None:
    code, _, err = invoke("-v", "batch", pages, "-o", tmp_path / "out", *TONE)
    assert code == 0
    assert err.count("; made: it is new\n") == 2
    code, _, err = invoke("-v", "batch", pages, "-o", tmp_path / "out", *TONE)
    assert err.count("; kept: neither the page nor the settings have changed\n") == 2
    code, _, err = invoke("batch", pages, "-o", tmp_path / "out", *TONE, "--force")
    assert "again" not in err
    events = batch_here(pages, "-o", tmp_path / "out", "--force")
    assert {event["why"] for event in events} == {comparison.FORCED}


def test_a_refusal_says_of_what_in_fields(pages: Path, tmp_path: Path) -> None:
    wall = pages / "wall.html"
    wall.write_text("<html><body><div id=app></div></body></html>", encoding="utf-8")
    (pages / "story-00000.lexicon.toml").write_text("not TOML", encoding="utf-8")
    gone = pages.parent / "gone.html"
    events = batch_here(pages, gone, "-o", tmp_path / "out", code=3)
    failed = {event["reason"]: event for event in events if event["event"] == "failed"}
    assert failed["no article"]["path"] == str(wall)
    assert failed["script or lexicon"]["path"].endswith("story-00000.lexicon.toml")
    assert "url" not in failed["no article"]
    assert failed["not listed"]["path"] == str(gone)
    invoke("report", tmp_path / "out")
    told = json.loads((tmp_path / "out" / INTERNAL / "report.json").read_text(encoding="utf-8"))
    (entry,) = told["failures"]["no article"]
    assert entry["path"] == str(wall)
    assert f"<td>{wall}" in (tmp_path / "out" / INTERNAL / "report.html").read_text(
        encoding="utf-8"
    )
    wall.unlink()
    (pages / "story-00000.lexicon.toml").unlink()
    events = batch_here(pages, "-o", tmp_path / "out")
    assert {event["why"] for event in events} == {comparison.FAILED, comparison.UNTOUCHED}


def test_a_line_of_a_list_that_is_wrong_is_named_once(tmp_path: Path) -> None:
    listed = tmp_path / "list.jsonl"
    listed.write_text('{"headline": "Ice", "body": "It is gone."}\n{"headline": 7}\n')
    code, _, said = invoke("batch", listed, "-o", tmp_path / "out", *TONE)
    assert code == 3
    (line,) = (line for line in said.splitlines() if line.startswith("failed"))
    assert line.count("list.jsonl, line 2") == 1
    assert "line 2: not listed: headline" in line
