"""Tests batches that write to storage, journal included, and file names that are not text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_copy import JournalCopy, fetch_journal
from audiobrief.batch.journal_file import FILE
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.row import Row
from audiobrief.errors import BatchError
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import kinds, make_all, quick_settings
from tests.torture.running import contents, invoke


def episodes(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if FILE not in name}


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are bytes there")
def test_a_name_that_is_no_text_is_an_article_as_any_other(tmp_path: Path) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=40)
    named = os.fsdecode(os.fsencode(tmp_path / "pages") + b"/caf\xe9.html")
    page.rename(named)
    for expected in ("made", "skipped"):
        events, _ = make_all(tmp_path / "pages", tmp_path / "out", quick_settings())
        assert kinds(events) == {expected: 1}
    assert invoke("report", tmp_path / "out")[0] == 0


def test_workers_know_no_journal() -> None:
    """On a cluster only the driver writes the journal, since SQLite's WAL works on one machine
    only."""
    code = (
        "import sys, audiobrief.batch.work, audiobrief.batch.pool;"
        "print('audiobrief.batch.journal' in sys.modules, 'sqlite3' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False", "False"]


# ------------------------------------------------------------------ elsewhere


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An output folder reached through fsspec, like an object store."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return f"local://{tmp_path}/there"


def test_a_journal_goes_where_the_episodes_go_and_is_gone_on_with_from_there(
    elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pages(tmp_path / "pages", 3, words=40)
    events, _ = make_all(tmp_path / "pages", elsewhere, quick_settings())
    assert kinds(events) == {"made": 3}, [event.message for event in events]
    events, _ = make_all(tmp_path / "pages", tmp_path / "alone", quick_settings())
    assert kinds(events) == {"made": 3}, [event.message for event in events]
    assert episodes(tmp_path / "there") == episodes(tmp_path / "alone")
    # another machine
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "other"))
    write_pages(tmp_path / "pages", 5, words=40)
    events, _ = make_all(tmp_path / "pages", elsewhere, quick_settings())
    assert kinds(events) == {"made": 2, "skipped": 3}
    # the first machine again, whose own journal is now the older one
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    events, _ = make_all(tmp_path / "pages", elsewhere, quick_settings())
    assert kinds(events) == {"skipped": 5}
    # an episode removed from storage is made again
    gone = sorted((tmp_path / "there").glob("*/"))[2]
    shutil.rmtree(gone)
    events, _ = make_all(tmp_path / "pages", elsewhere, quick_settings())
    assert kinds(events) == {"made": 1, "skipped": 4}
    assert gone.is_dir()
    # this machine's journal has news that it could not upload, so it is newer
    own = find_journal(elsewhere)
    with Journal(own) as journal:
        row = Row("later", "later.html", ended=journal.last_ended() + 0.01)
        journal.put(row)
    fetch_journal(elsewhere, own)
    with Journal(own) as journal:
        assert journal.get(row.id) == row


def test_a_store_that_refuses_the_journal_does_not_end_the_run(
    elsewhere: str, tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 1, words=40)
    (tmp_path / "there" / INTERNAL / FILE).mkdir(parents=True)  # blocks the journal's place
    with Journal(tmp_path / FILE) as journal:
        copy = JournalCopy(journal, elsewhere)
        copy.put()
        assert "could not be copied" in copy.problem
        (tmp_path / "there" / INTERNAL / FILE).rmdir()
        copy.put()
        assert copy.problem == ""
        found = (tmp_path / "there" / INTERNAL / FILE).read_bytes()
        assert found == journal.serialize()


def test_a_store_that_cannot_be_read_is_named_before_anything_is_made(
    elsewhere: str, tmp_path: Path
) -> None:
    (tmp_path / "there" / INTERNAL / FILE).mkdir(parents=True)
    with pytest.raises(BatchError, match="cannot read local://"):
        make_all(tmp_path, elsewhere, quick_settings())
