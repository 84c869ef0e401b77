"""Tests which changes of a story are a new version of it, and who is refused for that."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobrief.desk.database import Database
from tests.desk.desks import TestDesk, page
from tests.desk.older import DOWNGRADES, age
from tests.desk.test_stories import cost


def test_the_work_of_the_desk_stands_in_nobodys_way(desk: TestDesk) -> None:
    submitted = desk.submit(page("Grimbold"))
    story = desk.wait(submitted["id"], "waiting")
    assert (story["version"], story["revision"] > 1) == (submitted["version"], True)
    place = f"/stories/{story['id']}"
    key = cost(desk, story["id"])["key"]
    mine = desk.editor.ask(
        "PATCH", f"{place}/sentences/{key}", {"say": "One."}, version=story["version"]
    )
    # the sound is made anew, and a name that is said twice in it is pronounced anew
    desk.editor.ask("PUT", "/names/Grimbold", {"say": "GRIM-bold"})
    made = desk.wait(story["id"], "waiting")
    undone = desk.editor.ask("POST", f"{place}/undo", {}, version=mine["version"])
    assert not cost(desk, story["id"])["is_changed"]
    desk.wait(story["id"], "waiting")
    approved = desk.editor.ask("POST", f"{place}/approval", {}, version=undone["version"])
    published = desk.wait(story["id"], "published")
    assert published["version"] == approved["version"]
    assert made["revision"] < published["revision"]
    # what people do still counts, however long ago it was
    late = desk.editor.send(
        "PATCH", f"{place}/sentences/{key}", {"say": "Two."}, version=mine["version"]
    )
    assert (late.status_code, late.json()["yours"]["say"]) == (409, "Two.")
    assert late.json()["theirs"]["spoken"].endswith("a good deal of patience.")
    desk.editor.ask("DELETE", "/names/Grimbold")
    desk.wait(story["id"], "published")


def test_what_is_read_again_is_no_text_that_anybody_saw(desk: TestDesk) -> None:
    story = desk.made("Greystone")
    place = f"/stories/{story['id']}"
    text = page("Greystone").replace("$1.4 million", "$1.6 million")
    begun = desk.editor.ask(
        "POST", f"{place}/correction", {"text": text}, version=story["version"]
    )
    read = desk.wait(story["id"], "waiting")
    assert read["version"] > begun["version"]
    late = desk.editor.send(
        "PATCH", f"{place}/pieces/k1", {"kept": False}, version=begun["version"]
    )
    assert late.status_code == 409
    assert "$1.6 million" in late.json()["theirs"]["text"]


def tables_of(folder: Path) -> dict[str, list[str]]:
    """The name of each table, with the names of its columns."""
    database = Database(folder)
    names = [
        row["name"]
        for row in database.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    tables = {
        name: sorted(row["name"] for row in database.rows(f"PRAGMA table_info({name})"))
        for name in names
    }
    database.close()
    return tables


@pytest.mark.parametrize("version", [newer - 1 for newer in DOWNGRADES])
def test_the_file_of_an_older_desk_is_taken_over(tmp_path: Path, version: int) -> None:
    tables = tables_of(tmp_path)
    age(tmp_path, version)
    for _ in "ab":
        assert tables_of(tmp_path) == tables
