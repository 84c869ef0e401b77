"""Tests what a batch's user sees: episodes made, skipped, made again, and failures named."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.events import Event
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.start import Tally
from audiobrief.errors import ConfigError
from audiobrief.publish.settings import CredentialSettings
from audiobrief.publish.verifying import Verdict, verify
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch, batch_here, kinds, make_all, quick_settings
from tests.publish.certificates import make_papers
from tests.torture.running import Run, contents, invoke

SHELL = "<html><head><title>Saltmere</title></head><body><div id=app></div></body></html>"
"""A page before its scripts have run."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four pages, one of them twice and one without an article, and a batch run over them."""
    folder = tmp_path_factory.mktemp("desk")
    paths = write_pages(folder / "pages", 4, words=60)
    (folder / "pages" / "copy.html").write_bytes(paths[0].read_bytes())
    (folder / "pages" / "wall.html").write_text(SHELL, encoding="utf-8")
    events = batch(folder / "pages", "-o", folder / "out", code=3)
    (folder / "events.json").write_text(json.dumps(events), encoding="utf-8")
    return folder


def test_every_article_is_made_or_named_with_its_reason(desk: Path) -> None:
    events = json.loads((desk / "events.json").read_text(encoding="utf-8"))
    assert kinds(events) == {"duplicate": 1, "failed": 1, "made": 4}
    (failed,) = [event for event in events if event["event"] == "failed"]
    assert failed["id"].endswith("wall.html")
    assert failed["reason"] == "no article"
    assert "article" in failed["message"]
    made = [desk / "out" / e["folder"] / e["audio"] for e in events if e["event"] == "made"]
    assert all(path.is_file() for path in made)
    assert len({path.parent for path in made}) == 4


def test_the_same_bytes_as_make(desk: Path, tmp_path: Path) -> None:
    page = desk / "pages" / "story-00001.html"
    run = Run("make", page, "-o", tmp_path, *TONE)
    code, out, err = run.finish()
    assert code == 0, err
    folder = Path(out.strip()).parent
    assert contents(folder) == contents(desk / "out" / folder.name)


def test_what_is_done_is_skipped_and_what_failed_is_tried_again(desk: Path) -> None:
    before = contents(desk / "out")
    events = batch_here(desk / "pages", "-o", desk / "out", code=3)
    assert kinds(events) == {"failed": 1, "skipped": 5}
    assert {k: v for k, v in contents(desk / "out").items() if "sqlite" not in k} == {
        k: v for k, v in before.items() if "sqlite" not in k
    }


def test_what_changed_is_made_again(tmp_path: Path) -> None:
    def make(**changes: Any) -> list[Event]:
        return make_all(tmp_path / "pages", tmp_path / "out", quick_settings(**changes))[0]

    paths = write_pages(tmp_path / "pages", 3, words=60)
    assert kinds(make()) == {"made": 3}
    text = paths[1].read_text(encoding="utf-8")
    paths[1].write_text(
        text.replace("</article>", "<p>One sentence more of it.</p></article>"),
        encoding="utf-8",
    )
    # a new modification time with the same content: the page is read, but not made again
    paths[2].write_bytes(paths[2].read_bytes())
    events = make()
    assert kinds(events) == {"made": 1, "skipped": 2}
    # another voice: everything is made again
    events = make(voice__narrator="high")
    assert kinds(events) == {"made": 3}
    # a user removed an episode
    audio = tmp_path / "out" / events[0].row.folder / events[0].row.audio
    audio.unlink()
    events = make(voice__narrator="high")
    assert kinds(events) == {"made": 1, "skipped": 2}
    assert audio.is_file()


def test_what_to_take_up_can_be_chosen(desk: Path, tmp_path: Path) -> None:
    def run(code: int = 0, **wishes: Any) -> dict[str, int]:
        events, tally = make_all(desk / "pages", tmp_path, quick_settings(), **wishes)
        assert tally.exit_code == code
        return kinds(events)

    assert run(dry_run=True, code=3) == {"duplicate": 1, "failed": 1, "planned": 4}
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [INTERNAL]
    assert sum(run(limit=2).values()) == 2
    only = frozenset([str(desk / "pages" / "story-00002.html")])
    assert run(only=only) == {"made": 1}
    assert run(only=only) == {"skipped": 1}
    assert run(only=only, force=True) == {"made": 1}
    assert run(retry_failed=True, code=1) == {}
    run(code=3)
    assert run(retry_failed=True, code=1) == {"failed": 1}


def test_a_dry_run_estimates_what_is_to_be_spoken_and_paid_for(tmp_path: Path) -> None:
    def plan(**changes: Any) -> Tally:
        return make_all(
            tmp_path / "pages",
            tmp_path / "out",
            quick_settings(**kept, **changes),
            dry_run=True,
        )[1]

    kept = {"cache__speech": True, "cache__folder": str(tmp_path / "cache")}
    paths = write_pages(tmp_path / "pages", 2, words=120)
    first = plan()
    assert first.counts == {"planned": 2}
    assert first.words > 240
    assert 0 < first.unspoken <= first.characters
    assert first.duration_ms == pytest.approx(first.words / 150 * 60_000, abs=2)
    assert plan(voice__speed=2.0).duration_ms == pytest.approx(first.duration_ms / 2, abs=2)
    made = make_all(paths[0], tmp_path / "out", quick_settings(**kept))[1]
    assert made.counts == {"made": 1}
    # finished episodes cost nothing; a changed page costs only its changed sentences
    then = plan()
    assert then.counts == {"planned": 1, "skipped": 1}
    assert 0 < then.unspoken < first.unspoken
    added = "<p>One sentence more of it.</p></article>"
    text = paths[0].read_text(encoding="utf-8").replace("</article>", added)
    paths[0].write_text(text, encoding="utf-8")
    later = plan()
    assert later.unspoken - then.unspoken == len("One sentence more of it.")
    # another voice has spoken no sentence yet
    assert plan(voice__narrator="high").unspoken > first.unspoken
    assert not list((tmp_path / "out").glob("*/episode.json"))[1:]


def test_a_dry_run_is_told_as_a_table(desk: Path, tmp_path: Path) -> None:
    code, out, _ = invoke("batch", desk / "pages", "-o", tmp_path, "--dry-run")
    assert code == 3
    for row in ("words", "minutes", "characters", "to speak"):
        assert row in out


def test_two_articles_of_one_headline_get_a_folder_each(tmp_path: Path) -> None:
    for number, page in enumerate(write_pages(tmp_path / "pages", 3, words=60)):
        text = page.read_text(encoding="utf-8")
        title = text.partition("<title>")[2].partition("</title>")[0]
        page.write_text(text.replace(title, "Morning briefing"), encoding="utf-8")
        assert number < 3

    def find_folders(**wishes: Any) -> dict[str, str]:
        events, _ = make_all(tmp_path / "pages", tmp_path / "out", quick_settings(), **wishes)
        assert kinds(events) == {"made": 3}
        return {event.row.id: event.row.folder for event in events}

    folders = find_folders()
    assert len(set(folders.values())) == 3
    assert find_folders(force=True) == folders


def test_lists_are_read_from_stdin_with_their_ids(desk: Path, tmp_path: Path) -> None:
    page = (desk / "pages" / "story-00000.html").read_text(encoding="utf-8")
    lines = [
        json.dumps({"id": "a-1", "html": page}),
        json.dumps({"id": "a-2", "path": "pages/story-00001.html"}),
        "pages/story-00002.html",
        json.dumps({"id": "a-4"}),
        "nowhere.html",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "audiobrief", "batch", "-", "-o", tmp_path, *TONE, "--json"],
        input="\n".join(lines).encode(), cwd=desk, capture_output=True, check=False, env=os.environ,
    )  # fmt: skip
    events = [json.loads(line) for line in run.stdout.splitlines()]
    assert run.returncode == 3, run.stderr
    made = {event["id"] for event in events if event["event"] == "made"}
    assert made == {"a-1", "a-2", str(desk / "pages" / "story-00002.html")}
    failed = {
        event["source"]: event["message"] for event in events if event["event"] == "failed"
    }
    assert set(failed) == {"stdin, line 4", "stdin, line 5"}
    assert "nowhere.html" in failed["stdin, line 5"]
    assert "url" in failed["stdin, line 4"]


def test_a_report_says_which_site_rules_matched_nothing(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 1, words=60)
    page = write_pages(tmp_path / "listed", 1, seed=8, words=60)[0]
    bare = re.sub(r"<link[^>]*>", "", page.read_text(encoding="utf-8"))
    page.unlink()
    listed = {"html": bare, "url": "https://www.dunmoor.example/9"}
    (tmp_path / "all.jsonl").write_text(
        f"{json.dumps({'path': 'pages/story-00000.html'})}\n{json.dumps(listed)}\n",
        encoding="utf-8",
    )
    (tmp_path / "sites.toml").write_text(
        """[salt]
host = "*.saltmere.example"
body = ".gone"
[moor]
host = "*.dunmoor.example"
title = ".gone"
""",
        encoding="utf-8",
    )
    settings = replace(quick_settings(), rules=(tmp_path / "sites.toml",))
    events, _ = make_all(tmp_path / "all.jsonl", tmp_path / "out", settings)
    assert kinds(events) == {"made": 2}
    run = Run("report", tmp_path / "out")
    assert run.finish()[0] == 0
    report = json.loads((tmp_path / "out" / INTERNAL / "report.json").read_bytes())
    shown = (tmp_path / "out" / INTERNAL / "report.html").read_text(encoding="utf-8")
    for name in ("salt", "moor"):
        (note,) = (note for note in report["notes"] if f"site rule {name} " in note)
        assert len(report["notes"][note]) == 1
        assert note in shown


def test_words_said_by_their_letters_are_counted_for_each_article(tmp_path: Path) -> None:
    for page, word in zip(
        write_pages(tmp_path / "pages", 2, words=40), ("Москва", "Київ"), strict=True
    ):
        before, end, after = page.read_text(encoding="utf-8").rpartition("</p>")
        page.write_text(f"{before} The ship {word} has left.{end}{after}", encoding="utf-8")
    settings = quick_settings(voice__engine="natural")
    make_all(tmp_path / "pages", tmp_path / "out", settings)
    with Journal(tmp_path / "out" / INTERNAL / FILE) as journal:
        notes = [row.note for row in journal.rows()]
    assert [word in note for word in ("Москва (1)", "Київ (1)") for note in notes] == [
        True, False, False, True,
    ]  # fmt: skip


def test_a_report_tells_all_of_it(desk: Path) -> None:
    code, out, err = Run("report", desk / "out").finish()
    assert code == 3, err
    page = Path(out.strip()).read_text(encoding="utf-8")
    assert "no article" in page
    report = json.loads((desk / "out" / INTERNAL / "report.json").read_bytes())
    assert (report["made"], report["failed"], report["duplicates"]) == (4, 1, 1)
    for entry in report["episodes"]:
        assert entry["duration_ms"] > 0
        assert entry["lufs"] < 0
        assert entry["dropped"]
        # the headline, the dek and the byline are said
        assert not {"headline", "dek", "byline"} & entry["dropped"].keys()
    assert not {"headline", "dek", "byline"} & report["dropped"].keys()
    assert report["dropped"]
    with Journal(desk / "out" / INTERNAL / FILE) as journal:
        assert any("headline" in json.loads(row.dropped) for row in journal.rows())
    code, out, _ = invoke("report", desk / "out", "--json")
    assert code == 3
    assert json.loads(out)["failures"]["no article"][0]["source"].endswith("wall.html")


def test_a_batch_signs_each_episode_once(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 2, words=30)
    papers = make_papers(tmp_path / "papers")
    credentials = CredentialSettings(certificate=papers.certificate, key=papers.key)
    settings = replace(quick_settings(), credentials=credentials)
    events, _ = make_all(tmp_path / "pages", tmp_path / "out", settings)
    assert kinds(events) == {"made": 2}
    signed = sorted((tmp_path / "out").glob("*/*.mp3"))
    assert [verify(path, papers.issuer).verdict for path in signed] == [Verdict.GENUINE] * 2
    was = [path.read_bytes() for path in signed]
    events, _ = make_all(tmp_path / "pages", tmp_path / "out", settings)
    assert kinds(events) == {"skipped": 2}
    make_all(tmp_path / "pages", tmp_path / "out", settings, force=True)
    assert [path.read_bytes() for path in signed] == was


def test_a_batch_that_cannot_sign_does_not_start(tmp_path: Path) -> None:
    credentials = CredentialSettings(certificate=tmp_path / "none.pem")
    settings = replace(quick_settings(), credentials=credentials)
    with pytest.raises(ConfigError, match="cannot read the certificate"):
        make_all(tmp_path, tmp_path / "out", settings)
    assert not (tmp_path / "out").exists()
