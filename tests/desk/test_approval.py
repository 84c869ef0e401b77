"""Tests that what `batch` makes is approved at the desk, and that neither undoes the other."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest

from audiobrief.batch.approval import (
    Waiting,
    WaitingFile,
    keep_waiting,
    place_of,
    read_all,
    read_waiting,
)
from audiobrief.batch.row import Row
from audiobrief.batch.withdrawal import Record
from audiobrief.desk import gathering
from audiobrief.desk.gathering import gather
from audiobrief.episode.pictures import NOTHING_TO_SEE
from audiobrief.publish import read_episode
from audiobrief.publish.versions import read_versions
from tests.batch.running import kinds, make_all
from tests.desk.desks import TestDesk, desk_settings, page
from tests.desk.test_reach import wait_for
from tests.desk.test_rules import PAGE, piece
from tests.desk.test_stories import cost, publish, sentences
from tests.torture.running import invoke

HELD = desk_settings(batch__require_approval=True)
FREE = desk_settings()


def write(folder: Path, place: str, years: str = "nine") -> Path:
    """The page of a story on the disk, with its canonical address; returns the folder."""
    folder.mkdir(exist_ok=True)
    text = page(place).replace("nine years", f"{years} years")
    address = f"https://courier.example/{place.lower()}"
    (folder / f"{place}.html").write_text(
        text.replace("<title>", f'<link rel="canonical" href="{address}"><title>'), "utf-8"
    )
    return folder


def find(desk: TestDesk, place: str) -> str:
    """The id of the story of a place."""
    (found,) = desk.editor.ask("GET", f"/stories?q={place}")["items"]
    return str(found["id"])


def say_in_another_way(desk: TestDesk, story: str) -> None:
    version = desk.editor.ask("GET", f"/stories/{story}")["version"]
    place = f"/stories/{story}/sentences/{cost(desk, story)['key']}"
    desk.editor.ask("PATCH", place, {"say": "A dear wheel."}, version=version)


def spoken(desk: TestDesk, folder: str) -> list[str]:
    return [s.spoken for s in read_episode(desk.root / folder).script.segments]


def test_what_a_batch_held_back_is_approved_at_the_desk(desk: TestDesk, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", "Alderney")
    assert kinds(make_all(pages, desk.root, HELD)[0]) == {"waiting": 1}
    gather(desk.parts)
    story = find(desk, "Alderney")
    made = desk.wait(story, "waiting")
    assert (made["by"], made["folder"]) == ("a batch", "")
    say_in_another_way(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    assert read_all(desk.root)[0] == []
    assert "A dear wheel." in spoken(desk, published["folder"])
    for settings in (HELD, FREE):
        assert kinds(make_all(pages, desk.root, settings)[0]) == {"skipped": 1}
    assert "A dear wheel." in spoken(desk, published["folder"])
    # the page is corrected: the editor's sentence stays, and the site keeps its version
    write(pages, "Alderney", years="ten")
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"waiting": 1}
    gather(desk.parts)
    waiting = desk.wait(story, "waiting")
    assert waiting["is_correction"]
    assert any("nine years" in text for text in spoken(desk, published["folder"]))
    again = publish(desk, waiting)
    assert again["folder"] == published["folder"]
    now = spoken(desk, again["folder"])
    assert any("ten years" in text for text in now)
    assert "A dear wheel." in now
    assert [v.number for v in read_versions(desk.root / again["folder"])] == [1, 2]
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"skipped": 1}


def test_what_a_batch_held_back_shows_its_page_and_makes_site_rules(
    desk: TestDesk, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for place in ("Fulmar", "Gannet"):
        text = PAGE.format(
            place=place, slug=place.lower(), host="held.example", promo="evening-walk"
        )
        (pages / f"{place}.html").write_text(text, "utf-8")
    assert kinds(make_all(pages, desk.root, HELD)[0]) == {"waiting": 2}
    gather(desk.parts)
    first, second = (desk.wait(find(desk, place), "waiting") for place in ("Fulmar", "Gannet"))
    assert not piece(desk, first["id"], "A vote in the hall")["is_kept"]
    walk = piece(desk, first["id"], "Our evening walk")
    place = f"/stories/{first['id']}/pieces/{walk['key']}"
    desk.editor.ask("PATCH", place, {"kept": False}, version=first["version"])
    (rule, *_) = desk.editor.ask("POST", f"{place}/rules", {"kept": False})
    assert (rule["selector"], rule["tried"]) == ("p.evening-walk", 2)
    assert {each["story"] for each in rule["pages"]} == {first["id"], second["id"]}
    # what is let go leaves no page behind it among what waits
    publish(desk, desk.wait(first["id"], "waiting"))
    (left,) = read_all(desk.root)[0]
    assert (left.title, bool(left.page)) == ("The pier at Gannet", True)
    publish(desk, second)
    assert read_all(desk.root)[0] == []


def test_what_waits_is_opened_once_for_each_version(
    desk: TestDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def noting(root: Path, folder: str) -> Waiting | None:
        # the desk looks by itself, too, in a thread of its own
        if threading.current_thread() is threading.main_thread():
            opened.append(folder)
        return read_waiting(root, folder)

    monkeypatch.setattr(gathering, "read_waiting", noting)
    pages, known = write(tmp_path / "pages", "Heron"), set[WaitingFile]()
    write(pages, "Ibis")
    make_all(pages, desk.root, HELD)
    gather(desk.parts, known)
    heron, ibis = "the-mill-at-heron-opens", "the-mill-at-ibis-opens"
    assert sorted(opened) == [heron, ibis]
    made = desk.wait(find(desk, "Heron"), "waiting")
    gather(desk.parts, known)
    assert sorted(opened) == [heron, ibis]
    # the next version is another file, and of what is let go nothing is remembered
    write(pages, "Ibis", years="ten")
    make_all(pages, desk.root, HELD)
    publish(desk, made)
    desk.wait(find(desk, "Ibis"), "waiting")
    gather(desk.parts, known)
    assert sorted(opened) == [heron, ibis, ibis]
    assert [file.folder for file in known] == [ibis]
    published = publish(desk, desk.wait(find(desk, "Ibis"), "waiting"))
    assert any("ten years" in text for text in spoken(desk, published["folder"]))


def test_a_manuscript_that_cannot_be_read_holds_up_no_other(
    desk: TestDesk, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    older = Waiting(
        id="old", folder="the-old-mill", source="old.html", url="", title="The old mill",
        identity="old", made=1.0, pictures=NOTHING_TO_SEE,
        manuscript=msgspec.msgpack.encode({"article": "of an older release"}),
    )  # fmt: skip
    place = desk.root / place_of(older.folder)
    place.mkdir(parents=True)
    (place / "episode.json").write_text("{}")
    pages, known = write(tmp_path / "pages", "Jackdaw"), set[WaitingFile]()
    with caplog.at_level(logging.WARNING):
        keep_waiting(desk.root, older)
        make_all(pages, desk.root, HELD)
        gather(desk.parts, known)
        gather(desk.parts, known)
        desk.wait(find(desk, "Jackdaw"), "waiting")
        # the desk's own thread goes on, too
        write(pages, "Kestrel")
        make_all(pages, desk.root, HELD)
        wait_for(lambda: bool(desk.editor.ask("GET", "/stories?q=Kestrel")["items"]))
    told = [r.getMessage() for r in caplog.records if r.name == gathering.__name__]
    # once here, and once in the desk's own thread
    assert 1 <= len(told) <= 2
    assert all("'the-old-mill'" in line and "make it again" in line for line in told)


def test_a_damaged_file_is_told_on_the_desk_and_the_next_one_takes_its_place(
    desk: TestDesk, tmp_path: Path
) -> None:
    pages = write(tmp_path / "pages", "Lapwing")
    make_all(pages, desk.root, HELD)
    path = desk.root / f"{place_of('the-mill-at-lapwing-opens')}.story"
    content = path.read_bytes()
    # whichever look comes first may have taken it in whole: the next version is the damaged one
    gather(desk.parts)
    publish(desk, desk.wait(find(desk, "Lapwing"), "waiting"))
    place = desk.root / place_of("the-mill-at-merganser-opens")
    place.mkdir(parents=True)
    (place / "episode.json").write_text("{}")
    path.with_name(f"{place.name}.story").write_bytes(content[: len(content) // 2])
    for _ in "ab":
        gather(desk.parts)
    (refused,) = desk.editor.ask("GET", "/stories?q=merganser")["items"]
    assert (refused["state"], refused["by"]) == ("refused", "a batch")
    assert "cannot be read" in refused["reason"]
    assert "audiobrief batch --force" in refused["advice"]
    code, out, err = invoke("approve", "-o", desk.root)
    assert (code, "'the-mill-at-merganser-opens' waits for approval" in err) == (0, True), out
    # made again, it is the same story
    shutil.rmtree(place)
    write(pages, "Merganser")
    make_all(pages, desk.root, HELD)
    gather(desk.parts)
    (made,) = desk.editor.ask("GET", "/stories?q=merganser")["items"]
    assert made["id"] == refused["id"]
    publish(desk, desk.wait(made["id"], "waiting"))


def test_a_file_is_not_opened_while_its_story_is_being_made(
    desk: TestDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def noting(root: Path, folder: str) -> Waiting | None:
        if threading.current_thread() is threading.main_thread():
            opened.append(folder)
        return read_waiting(root, folder)

    pages = write(tmp_path / "pages", "Nightjar")
    make_all(pages, desk.root, HELD)
    gather(desk.parts)
    story = desk.wait(find(desk, "Nightjar"), "waiting")["id"]
    say_in_another_way(desk, story)
    desk.wait(story, "waiting")
    # as if its sound were just being made, for a long time
    with desk.parts.stories.changing():
        desk.parts.stories.advance(story, state="making", work="", not_before=0.0)
    write(pages, "Nightjar", years="ten")
    make_all(pages, desk.root, HELD)
    monkeypatch.setattr(gathering, "read_waiting", noting)
    known, put_off = set[WaitingFile](), dict[WaitingFile, str]()
    for _ in range(5):
        gather(desk.parts, known, put_off)
    assert opened.count("the-mill-at-nightjar-opens") == 1
    assert [file.folder for file in put_off] == ["the-mill-at-nightjar-opens"]
    with desk.parts.stories.changing():
        desk.parts.stories.advance(story, state="waiting")
    wait_for(lambda: gather(desk.parts, known, put_off) == 0 and not put_off)
    desk.wait(story, "waiting")
    written = [s["written"] for s in sentences(desk, story)]
    # what the editor changed stays, and the text is the new one, made once
    assert any("ten years" in text for text in written)
    assert cost(desk, story)["spoken"] == "A dear wheel."
    told = [e["what"] for e in desk.editor.ask("GET", f"/ledger?story={story}")["items"]]
    assert told.count("read") == 2


def test_a_batch_after_the_desk_keeps_what_editors_changed(
    desk: TestDesk, tmp_path: Path
) -> None:
    pages = write(tmp_path / "pages", "Bramble")
    story = desk.submit((pages / "Bramble.html").read_text("utf-8"))["id"]
    desk.wait(story, "waiting")
    say_in_another_way(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    for _ in "ab":
        # the batch calls it by its file, the desk by its address: it is one story
        events, _tally = make_all(pages, desk.root, FREE)
        assert kinds(events) in ({"duplicate": 1}, {"skipped": 1})
        assert "A dear wheel." in spoken(desk, published["folder"])
    assert len([p for p in desk.root.glob("*bramble*") if p.is_dir()]) == 1


def test_a_desk_after_a_batch_has_the_last_word(desk: TestDesk, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", "Cinder")
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"made": 1}
    story = desk.submit((pages / "Cinder.html").read_text("utf-8"))["id"]
    desk.wait(story, "waiting")
    say_in_another_way(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    assert len([p for p in desk.root.glob("*cinder*") if p.is_dir()]) == 1
    for settings in (FREE, desk_settings(voice__speed=1.5)):
        assert kinds(make_all(pages, desk.root, settings)[0]) == {"skipped": 1}
    assert "A dear wheel." in spoken(desk, published["folder"])


def test_what_an_editor_refuses_is_not_made_again(desk: TestDesk, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", "Dunnock")
    make_all(pages, desk.root, HELD)
    gather(desk.parts)
    made = desk.wait(find(desk, "Dunnock"), "waiting")
    place = f"/stories/{made['id']}"
    desk.editor.ask(
        "POST", f"{place}/withdrawal", {"reason": "Not news."}, version=made["version"]
    )
    gone = desk.wait(made["id"], "withdrawn")
    assert made["title"] not in {each.title for each in read_all(desk.root)[0]}
    assert kinds(make_all(pages, desk.root, HELD)[0]) == {"kept-away": 1}
    # and it can be brought back
    desk.editor.ask("POST", f"{place}/restoration", version=gone["version"])
    published = publish(desk, desk.wait(made["id"], "waiting"))
    assert (desk.root / published["folder"] / "episode.json").is_file()


def test_a_program_approves_by_the_command_line(
    desk: TestDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = write(tmp_path / "pages", "Egret")
    make_all(pages, desk.root, HELD)
    gather(desk.parts)
    story = desk.wait(find(desk, "Egret"), "waiting")
    code, _, err = invoke("approve", story["url"], "-o", desk.root)
    assert code == 1
    assert "a desk has" in err
    monkeypatch.setenv("AUDIOBRIEF_DESK_TOKEN", desk.parts.key)
    code, out, err = invoke("approve", "--desk", desk.address)
    assert (code, story["id"] in out) == (0, True), err
    assert invoke("approve", "nowhere", "--desk", desk.address)[0] == 1
    code, out, err = invoke("approve", story["url"], "--desk", desk.address)
    assert (code, out) == (0, f"approved: {story['title']} ({story['id']})\n"), err
    assert desk.wait(story["id"], "published")["folder"]


def test_the_command_line_sees_withdraws_and_restores_at_a_desk(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = desk.made("Tollbridge")
    there = ("--desk", desk.address)
    monkeypatch.delenv("AUDIOBRIEF_DESK_TOKEN", raising=False)
    code, _, err = invoke("report", *there)
    assert (code, "set AUDIOBRIEF_DESK_TOKEN" in err) == (1, True)
    monkeypatch.setenv("AUDIOBRIEF_DESK_TOKEN", desk.parts.key)
    code, out, err = invoke("report", *there)
    assert (code, err) == (0, "")
    assert f"waiting    {story['id']}  The mill at Tollbridge opens" in out
    assert "unknown to the voice" in out
    code, out, err = invoke("names", *there)
    assert (code, "Ilsabe Quorndahl" in out, "2 pages" in out or "pages" in out) == (
        0,
        True,
        True,
    )
    assert invoke("names")[0] == 2
    code, out, err = invoke("withdraw", story["id"], *there, "--reason", "It was closed.")
    assert (code, out) == (0, f"withdrawn: The mill at Tollbridge opens ({story['id']})\n"), err
    withdrawn = desk.editor.ask("GET", f"/stories/{story['id']}")
    assert (withdrawn["state"], withdrawn["reason"]) == ("withdrawn", "It was closed.")
    assert invoke("withdraw", story["id"], *there, "--dry-run")[0] == 2
    code, _, err = invoke("withdraw", story["id"], *there)
    assert (code, "`audiobrief report --desk" in err) == (1, True)
    code, out, err = invoke("restore", story["id"], *there)
    assert (code, out) == (0, f"restored: The mill at Tollbridge opens ({story['id']})\n"), err
    desk.wait(story["id"], "waiting")


def withdraw(desk: TestDesk, story: dict[str, Any]) -> dict[str, Any]:
    place = f"/stories/{story['id']}/withdrawal"
    desk.editor.ask("POST", place, {"reason": "Libel."}, version=story["version"])
    return desk.wait(story["id"], "withdrawn")


def restore(desk: TestDesk, story: dict[str, Any]) -> dict[str, Any]:
    desk.editor.ask("POST", f"/stories/{story['id']}/restoration", version=story["version"])
    return desk.wait(story["id"], "waiting")


def folders_of(desk: TestDesk, place: str) -> list[str]:
    """The folders in which an episode of a place is public."""
    found = [path.parent for path in desk.root.glob("*/episode.json")]
    return [each.name for each in found if place in str(read_episode(each).article.blocks)]


def is_held_back(desk: TestDesk, place: str) -> bool:
    return any(place.lower() in each.url for each in read_all(desk.root)[0])


def edit_headline(desk: TestDesk, story: str) -> dict[str, Any]:
    version = desk.wait(story, "waiting")["version"]
    text = {"text": "Neighbours open their own mill"}
    desk.editor.ask("PATCH", f"/stories/{story}/pieces/headline", text, version=version)
    return desk.wait(story, "waiting")


def bring(desk: TestDesk, pages: Path, place: str, *, held: bool = False) -> str:
    """A story that waits on the desk: it was submitted there, or a batch held it back."""
    if held:
        make_all(pages, desk.root, HELD)
        gather(desk.parts)
        story = find(desk, place)
    else:
        story = str(desk.submit((pages / f"{place}.html").read_text("utf-8"))["id"])
    desk.wait(story, "waiting")
    return story


UNCHANGED = ({"duplicate": 1}, {"skipped": 1})
"""What a batch says of a story that the desk let go: it may call it by another id."""


@pytest.mark.parametrize(
    "case",
    [
        ("Linnet", "a sentence", False, False),
        ("Merlin", "the headline", False, False),
        ("Oriole", "a sentence", True, False),
        ("Pipit", "the headline", True, False),
        ("Martin", "a sentence", False, True),
        ("Osprey", "the headline", False, True),
        ("Petrel", "a sentence", True, True),
        ("Puffin", "the headline", True, True),
    ],
)
def test_what_is_restored_at_the_desk_is_not_published_by_a_run(
    desk: TestDesk, tmp_path: Path, case: tuple[str, str, bool, bool]
) -> None:
    place, changes, meanwhile, held = case
    pages = write(tmp_path / "pages", place)
    story = bring(desk, pages, place, held=held)
    say_in_another_way(desk, story)
    if changes == "the headline":
        desk.wait(story, "waiting")
        edit_headline(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    gone = withdraw(desk, published)
    # what is kept of it tells nothing of the text
    (note,) = (desk.root / ".audiobrief" / "edited").glob(f"{published['folder']}.json")
    assert published["title"] not in note.read_text("utf-8")
    if meanwhile:
        assert kinds(make_all(pages, desk.root, FREE)[0]) == {"kept-away": 1}
    restored = restore(desk, gone)
    assert (restored["title"], restored["is_correction"]) == (published["title"], False)
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"waiting": 1}
    assert folders_of(desk, place) == []
    gather(desk.parts)
    waiting = desk.wait(story, "waiting")
    assert cost(desk, story)["spoken"] == "A dear wheel."
    again = publish(desk, waiting)
    assert (again["folder"], again["title"]) == (published["folder"], published["title"])
    assert kinds(make_all(pages, desk.root, FREE)[0]) in UNCHANGED
    assert folders_of(desk, place) == [published["folder"]]
    assert "A dear wheel." in spoken(desk, published["folder"])
    assert not is_held_back(desk, place)


def test_what_is_approved_before_the_next_run_stays_as_the_editor_let_it_go(
    desk: TestDesk, tmp_path: Path
) -> None:
    pages = write(tmp_path / "pages", "Quail")
    story = bring(desk, pages, "Quail")
    edit_headline(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    restored = restore(desk, withdraw(desk, published))
    publish(desk, restored)
    assert kinds(make_all(pages, desk.root, FREE)[0]) in UNCHANGED
    assert folders_of(desk, "Quail") == [published["folder"]]


def test_what_is_withdrawn_twice_is_kept_away(desk: TestDesk, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages", "Redstart")
    story = bring(desk, pages, "Redstart")
    published = publish(desk, desk.wait(story, "waiting"))
    # nothing of it is on the site when it is withdrawn for the second time
    gone = withdraw(desk, restore(desk, withdraw(desk, published)))
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"kept-away": 1}
    restored = restore(desk, gone)
    # and for the third time, its next version waits
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"waiting": 1}
    gather(desk.parts)
    withdraw(desk, desk.wait(restored["id"], "waiting"))
    assert not is_held_back(desk, "Redstart")
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"kept-away": 1}
    assert folders_of(desk, "Redstart") == []


def test_what_was_never_published_waits_when_it_is_restored(
    desk: TestDesk, tmp_path: Path
) -> None:
    pages = write(tmp_path / "pages", "Siskin")
    # without an address, it is known by its file
    text = (pages / "Siskin.html").read_text("utf-8")
    (pages / "Siskin.html").write_text(text.replace("canonical", "other"), "utf-8")
    make_all(pages, desk.root, HELD)
    gather(desk.parts)
    made = desk.wait(find(desk, "Siskin"), "waiting")
    say_in_another_way(desk, made["id"])
    restored = restore(desk, withdraw(desk, desk.wait(made["id"], "waiting")))
    # the house asks for no approval any more
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"waiting": 1}
    assert folders_of(desk, "Siskin") == []
    gather(desk.parts)
    again = publish(desk, desk.wait(restored["id"], "waiting"))
    assert "A dear wheel." in spoken(desk, again["folder"])
    assert kinds(make_all(pages, desk.root, FREE)[0]) in UNCHANGED


@pytest.mark.parametrize(("place", "keeps"), [("Twite", False), ("Wigeon", True)])
def test_what_the_command_line_withdrew_and_restored_comes_back_to_the_desk(
    desk: TestDesk, tmp_path: Path, place: str, keeps: bool
) -> None:
    pages = write(tmp_path / "pages", place)
    story = bring(desk, pages, place)
    say_in_another_way(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    record = Record(str(desk.root), FREE)
    record.withdraw(published["folder"], keeps_archive=keeps)
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"kept-away": 1}
    record.restore(published["folder"])
    now = kinds(make_all(pages, desk.root, FREE)[0])
    if keeps:
        # what the editor let go came back as it was
        assert now in UNCHANGED
    else:
        assert (now, folders_of(desk, place)) == ({"waiting": 1}, [])
        gather(desk.parts)
        publish(desk, desk.wait(story, "waiting"))
    assert "A dear wheel." in spoken(desk, published["folder"])
    assert kinds(make_all(pages, desk.root, FREE)[0]) in UNCHANGED


def test_what_a_run_withdrew_because_its_page_was_gone_comes_back_to_the_desk(
    desk: TestDesk, tmp_path: Path
) -> None:
    pages = write(tmp_path / "pages", "Yaffle")
    story = bring(desk, pages, "Yaffle")
    say_in_another_way(desk, story)
    published = publish(desk, desk.wait(story, "waiting"))
    row = Row("https://courier.example/yaffle", "yaffle", folder=published["folder"])
    record = Record(str(desk.root), FREE)
    record.withdraw_row(row, "its page is gone")
    record.finish()
    record.restore("https://courier.example/yaffle")
    assert kinds(make_all(pages, desk.root, FREE)[0]) == {"waiting": 1}
    assert folders_of(desk, "Yaffle") == []
