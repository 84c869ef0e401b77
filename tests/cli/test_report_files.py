"""`report` writes over its own reports, and over nothing that a person wrote under their name."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.batch.journal_place import find_journal
from audiobrief.system.locations import INTERNAL
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import invoke

OWN = "<!doctype html><title>Annual report</title><h1>What the harbour board did in 2031</h1>"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    write_pages(tmp_path / "pages", 1, words=30)
    assert invoke("batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE)[0] == 0
    return tmp_path / "out"


def test_a_page_of_that_name_in_the_folder_stays(made: Path) -> None:
    (made / "report.html").write_text(OWN, encoding="utf-8")
    (made / "report.json").write_text('{"made": 1}', encoding="utf-8")
    assert invoke("report", made)[0] == 0
    assert (made / "report.html").read_text(encoding="utf-8") == OWN
    assert (made / "report.json").read_text(encoding="utf-8") == '{"made": 1}'


def test_reports_that_older_releases_left_where_a_site_serves_them_go(made: Path) -> None:
    assert invoke("report", made)[0] == 0
    for name in ("report.html", "report.json"):
        (made / INTERNAL / name).rename(made / name)
    assert invoke("report", made)[0] == 0
    assert not (made / "report.html").exists()
    assert not (made / "report.json").exists()
    assert (made / INTERNAL / "report.html").is_file()


def test_a_report_on_storage_overwrites_nothing_of_the_folder_where_it_is_run(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Path(find_journal(str(made)))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    asked = ("report", "s3-of-the-house", "--journal", journal)
    assert invoke(*asked)[0] == 0
    assert invoke(*asked)[0] == 0, "a report may be written anew"
    (here / "report.html").write_text(OWN, encoding="utf-8")
    code, _, said = invoke(*asked)
    assert code == 1
    assert "report.html is no report of audiobrief's; move it" in said
    assert (here / "report.html").read_text(encoding="utf-8") == OWN
