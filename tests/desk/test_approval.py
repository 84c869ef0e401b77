"""Tests that what `batch` makes is approved at the desk, and that neither undoes the other."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

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
