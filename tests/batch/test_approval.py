"""Tests that with `require_approval` nothing is published before somebody approved it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest

from audiobrief.batch import approval
from audiobrief.batch.approval import (
    WAITING,
    Edited,
    find_waiting,
    note_edited,
    read_all,
)
from audiobrief.batch.withdrawal import Record
from audiobrief.episode.text_digests import text_digest_of
from audiobrief.errors import BatchError, ConfigError
from audiobrief.publish import EPISODE, read_episode
from audiobrief.publish.site import publish_site
from audiobrief.publish.versions import read_versions
from audiobrief.system.files import staged
from audiobrief.system.locks import folder_alone
from tests.batch.running import kinds, make_all, quick_settings
from tests.torture.running import invoke

HELD = quick_settings(
    batch__workers=1, batch__require_approval=True, publish__url="https://a.example"
)
PAGE = """<!doctype html><html lang="en"><title>The lock at {place}</title>
<link rel="canonical" href="https://a.example/{place}"><article><h1>The lock at {place}</h1>
<p>The keeper of the lock at {place} has counted {boats} boats since the spring, more than ever.</p>
<p>She writes each of them into a book, with the name of its owner and the hour of the day.</p>
</article></html>"""


def write(folder: Path, place: str, boats: int = 90) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{place}.html").write_text(PAGE.format(place=place, boats=boats), "utf-8")


def approve(*args: str | Path, code: int = 0) -> str:
    found, out, err = invoke("approve", *args)
    assert found == code, (found, err, out)
    return out + err


def published(out: Path) -> set[str]:
    """The folders that the site and its feed name."""
    publish_site(out, HELD.publish)
    feed = (out / "feed.xml").read_text("utf-8")
    named = {path.parent.name for path in out.glob("*/episode.json")}
    assert all(f"https://a.example/{name}/" in feed for name in named)
    assert feed.count("<item>") == len(named)
    return named


def test_what_is_made_is_on_no_site_until_it_is_approved(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    for place in ("Merrow", "Wick"):
        write(pages, place)
    events, tally = make_all(pages, out, HELD)
    assert kinds(events) == {"waiting": 2}
    assert tally.exit_code == 0
    assert [story.folder for story in read_all(out)[0]] == [
        "the-lock-at-merrow",
        "the-lock-at-wick",
    ]
    assert not list(out.glob("*/episode.json"))
    again, _ = make_all(pages, out, HELD)
    assert kinds(again) == {"skipped": 2}
    listed = json.loads(approve("--json", "-o", out))
    assert [story["title"] for story in listed] == ["The lock at Merrow", "The lock at Wick"]
    assert "approved" in approve("https://a.example/Wick", "-o", out)
    assert published(out) == {"the-lock-at-wick"}
    assert "no story elsewhere waits" in approve("elsewhere", "-o", out, code=1)
    again, _ = make_all(pages, out, HELD)
    assert kinds(again) == {"skipped": 2}
    # the site that is there is renewed by the approval itself
    approve("--all", "-o", out)
    assert "the-lock-at-merrow" in (out / "feed.xml").read_text("utf-8")
    assert "nothing waits" in approve("-o", out)
    assert not (out / WAITING).joinpath("the-lock-at-wick").exists()


def test_the_published_version_stays_until_its_correction_is_approved(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    approve("--all", "-o", out)
    write(pages, "Merrow", 91)
    events, _ = make_all(pages, out, HELD)
    assert kinds(events) == {"waiting": 1}
    folder = out / "the-lock-at-merrow"
    assert "90 boats" in read_episode(folder).article.blocks[0].text
    assert published(out) == {folder.name}
    approve(folder.name, "-o", out)
    assert "91 boats" in read_episode(folder).article.blocks[0].text
    assert [version.number for version in read_versions(folder)] == [1, 2]
    assert kinds(make_all(pages, out, HELD)[0]) == {"skipped": 1}


def test_a_profile_holds_one_site_back(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    (pages / "other.html").write_text(
        PAGE.format(place="Ford", boats=3).replace("a.example", "b.example"), "utf-8"
    )
    config = tmp_path / "audiobrief.toml"
    config.write_text('[profiles."b.example".batch]\nrequire_approval = true\n', "utf-8")
    code, said, err = invoke(
        "batch", pages, "-o", out, "--config", config, "--engine", "tone", "--no-cache",
        "--loudness", "off",
    )  # fmt: skip
    assert code == 0, err
    assert "to approve" in said
    assert [path.parent.name for path in out.glob("*/episode.json")] == ["the-lock-at-merrow"]
    assert [story.folder for story in read_all(out)[0]] == ["the-lock-at-ford"]


def test_a_story_that_waits_can_be_withdrawn(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    Record(str(out), HELD).withdraw("https://a.example/Merrow")
    assert read_all(out)[0] == []
    assert not list((out / WAITING).iterdir())
    assert kinds(make_all(pages, out, HELD)[0]) == {"kept-away": 1}


def test_a_restored_story_gets_the_next_number(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    approve("--all", "-o", out)
    Record(str(out), HELD).withdraw("https://a.example/Merrow")
    Record(str(out), HELD).restore("https://a.example/Merrow")
    assert kinds(make_all(pages, out, HELD)[0]) == {"waiting": 1}
    approve("--all", "-o", out)
    folder = out / "the-lock-at-merrow"
    assert [version.number for version in read_versions(folder)] == [2]
    assert read_episode(folder).audio == "the-lock-at-merrow-v2.mp3"


def test_a_killed_approval_can_be_given_again(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    story = find_waiting(out, "the-lock-at-merrow")
    # as if it had been killed after the files had their names, and before they left the others
    approve("--all", "-o", out)
    place = out / WAITING / story.folder
    place.mkdir()
    for path in (out / story.folder).iterdir():
        (place / path.name).write_bytes(path.read_bytes())
    (out / WAITING / f".{story.folder}.gone").mkdir()
    make_all(pages, out, HELD)
    assert (out / story.folder / EPISODE).is_file()


def test_what_another_one_approved_meanwhile_is_not_approved_again(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    (story,) = read_all(out)[0]
    approve("--all", "-o", out)
    with pytest.raises(BatchError, match="does not wait any more"):
        approval.approve(out, story)
    assert published(out) == {"the-lock-at-merrow"}


def test_an_approval_waits_for_the_version_that_is_being_made(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    (story,) = read_all(out)[0]
    place = out / WAITING / story.folder
    target = out / story.folder / EPISODE
    said: list[tuple[int, str, str]] = []
    approving = threading.Thread(
        target=lambda: said.append(invoke("approve", story.folder, "-o", out))
    )
    # as the run holds it while it makes the next version there
    with staged(place, last=EPISODE) as staging:
        approving.start()
        approving.join(0.5)
        assert approving.is_alive()
        assert not target.exists()
        (staging / "transcript.txt").write_text("The next version.", "utf-8")
    approving.join(30)
    ((code, out_text, err),) = said
    assert (code, out_text) == (0, f"{out / story.folder}: approved\n")
    assert err == f"{out / story.folder}: a run is making its next version; waiting for that\n"
    assert target.is_file()
    assert target.with_name("transcript.txt").read_text("utf-8") == "The next version."
    assert read_all(out)[0] == []


def test_two_approvals_at_once_leave_no_empty_folder(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    (story,) = read_all(out)[0]
    said: list[str] = []

    def approve_too() -> None:
        try:
            approval.approve(out, story)
        except BatchError as error:
            said.append(str(error))

    place = out / WAITING / story.folder
    second = threading.Thread(target=approve_too)
    # as the first approval holds it until it has removed it
    with folder_alone(place):
        second.start()
        second.join(0.5)
        assert second.is_alive()
        approval.drop_waiting(out, story.folder)
    second.join(30)
    assert "does not wait any more" in said[0]
    assert not place.exists()


def test_another_articles_folder_is_not_taken(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    other = tmp_path / "other"
    write(other, "Merrow")
    page = other / "Merrow.html"
    page.write_text(page.read_text("utf-8").replace("a.example", "b.example"), "utf-8")
    invoke("make", page, "-o", out, "--engine", "tone", "--no-cache", "--loudness", "off")
    assert "another article" in approve("--all", "-o", out, code=1)
    assert read_episode(out / "the-lock-at-merrow").article.url.startswith("https://b.example")


def test_what_an_editor_let_go_is_not_made_again_without_approval(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    plain = quick_settings(batch__workers=1)
    make_all(pages, out, plain)
    folder = out / "the-lock-at-merrow"
    episode = read_episode(folder)
    (folder / episode.audio).write_bytes((folder / episode.audio).read_bytes() + b"\0" * 417)
    note_edited(
        out,
        Edited(
            folder=folder.name, id=str(pages / "Merrow.html"), source="Merrow.html",
            url=episode.article.url, title=episode.article.title,
            text_digest=text_digest_of(episode.article),
        ),
    )  # fmt: skip
    before = (folder / episode.audio).stat().st_size
    other_voice = quick_settings(batch__workers=1, voice__speed=1.5)
    for settings in (plain, other_voice):
        assert kinds(make_all(pages, out, settings)[0]) == {"skipped": 1}
        assert (folder / episode.audio).stat().st_size == before
    write(pages, "Merrow", 91)
    assert kinds(make_all(pages, out, plain)[0]) == {"waiting": 1}
    assert "90 boats" in read_episode(folder).article.blocks[0].text
    assert [story.folder for story in read_all(out)[0]] == [folder.name]


def test_storage_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="require_approval needs episodes in a folder"):
        make_all(tmp_path, "memory://held", HELD)


def test_a_story_that_does_not_wait_is_refused_with_those_that_do(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    write(pages, "Merrow")
    make_all(pages, out, HELD)
    with pytest.raises(BatchError, match="these do: the-lock-at-merrow"):
        find_waiting(out, "the-lock")
