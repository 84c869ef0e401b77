"""Tests the files that read-later services export."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from audiobrief.errors import ReadingListError
from audiobrief.listening.inbox import Inbox
from audiobrief.listening.receiver import receive_named
from audiobrief.reading_lists import exports as exports_module
from audiobrief.reading_lists.exports import read_list_export

THEN = datetime(2019, 3, 1, 8, 30, tzinfo=UTC)
STAMP = int(THEN.timestamp())
INSTAPAPER = f"""URL,Title,Selection,Folder,Timestamp
https://courier.example/1,"Ferry back, at last",,Unread,{STAMP}
https://courier.example/2,Read long ago,,Archive,{STAMP}
https://courier.example/3,,"A note, with a
second line",Starred,{STAMP + 60}
instapaper://private-content/4,A mail,,Unread,{STAMP}
"""
POCKET = f"""title,url,time_added,tags,status
Ferry back,https://courier.example/1,{STAMP},sea|boats,unread
https://courier.example/3,https://courier.example/3,{STAMP + 60},,unread
Old,https://courier.example/2,{STAMP},,archive
"""
POCKET_PAGE = f"""<!DOCTYPE html><html><head><title>Pocket Export</title></head><body>
<h1>Unread</h1><ul>
<li><a href="https://courier.example/1" time_added="{STAMP}" tags="sea">Ferry back</a></li>
<li><a href="https://courier.example/3" time_added="{STAMP + 60}" tags="">https://courier.example/3</a></li>
<li><a href="javascript:alert(1)" time_added="{STAMP}">no</a></li>
</ul><h1>Read Archive</h1><ul>
<li><a href="https://courier.example/2" time_added="{STAMP}" tags="">Old</a></li>
</ul></body></html>"""
OMNIVORE = [
    {"id": "a", "slug": "ferry-1", "title": "Ferry back", "url": "https://courier.example/1",
     "state": "Active", "savedAt": "2019-03-01T08:30:00.000Z"},
    {"id": "b", "slug": "old-2", "title": "Old", "url": "https://courier.example/2",
     "state": "Archived", "savedAt": "2019-03-01T08:30:00.000Z"},
    {"id": "c", "slug": "c-3", "title": "", "url": "https://courier.example/3",
     "state": "Active", "savedAt": "2019-03-01T08:31:00.000Z"},
]  # fmt: skip


def write_omnivore(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "metadata_0_to_2.json").write_text(json.dumps(OMNIVORE))
    (folder / "content" / "ferry-1.html").write_text("<p>The ferry runs again.</p>")
    return folder


def write_zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


@pytest.fixture(params=["instapaper", "pocket", "page", "folder", "zip"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "folder":
        return write_omnivore(tmp_path / "omnivore")
    if request.param == "zip":
        folder = write_omnivore(tmp_path / "omnivore")
        files = {
            each.relative_to(folder).as_posix(): each.read_text()
            for each in folder.rglob("*")
            if each.is_file()
        }
        return write_zip(tmp_path / "omnivore.zip", files)
    name, text = {
        "instapaper": ("instapaper-export.csv", INSTAPAPER),
        "pocket": ("part_000000.csv", POCKET),
        "page": ("ril_export.html", POCKET_PAGE),
    }[request.param]
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / name


def test_what_is_unread_is_found_with_its_day(export: Path) -> None:
    saved = read_list_export(export)
    assert saved is not None
    assert [each.url for each in saved] == [
        "https://courier.example/1",
        "https://courier.example/3",
    ]
    assert saved[0].title.startswith("Ferry back")
    assert (saved[0].added, saved[1].title) == (THEN, "")


def test_an_export_is_added_by_command(export: Path, tmp_path: Path) -> None:
    inbox = Inbox(tmp_path / "out")
    receive_named(inbox, str(export), max_bytes=1000)
    newest, other = inbox.list_wishes()
    assert (newest.url, other.url) == ("https://courier.example/3", "https://courier.example/1")
    assert other.added == THEN
    if "omnivore" in export.name:
        page = inbox.item_of(other).page
        assert page is not None
        assert "<p>The ferry runs again.</p>" in page.text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name,colour\nx,red\n", "no column of addresses"),
        ("a.csv", "", "no column of addresses"),
        ("a.csv", 'URL,Title\nhttps://a.example/,"' + "x" * 300, "is damaged"),
        ("a.zip", "no zip", "is damaged"),
    ],
)
def test_a_damaged_export_is_named(
    tmp_path: Path, name: str, text: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports_module, "MAX_FIELD", 200)
    (tmp_path / name).write_text(text)
    with pytest.raises(ReadingListError, match=said):
        read_list_export(tmp_path / name)


def test_other_files_are_no_exports(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>A page</title><p>text")
    (tmp_path / "empty").mkdir()
    packed = write_zip(tmp_path / "other.zip", {"a.txt": "x"})
    for path in (tmp_path / "page.html", tmp_path / "empty", packed, tmp_path / "a.eml"):
        assert read_list_export(path) is None


def test_a_table_of_another_kind_needs_only_addresses(tmp_path: Path) -> None:
    path = tmp_path / "links.csv"
    path.write_text("\ufeffName,Link\nFerry,https://courier.example/1\n", encoding="utf-8")
    saved = read_list_export(path)
    assert saved is not None
    assert [(each.url, each.title, each.added) for each in saved] == [
        ("https://courier.example/1", "Ferry", None)
    ]


def test_what_would_not_fit_into_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports_module, "MAX_BYTES", 50_000)
    files = {"metadata_0_to_1.json": "[]", "content/a.html": "x" * 100_000}
    with pytest.raises(ReadingListError, match="split it"):
        read_list_export(write_zip(tmp_path / "bomb.zip", files))
