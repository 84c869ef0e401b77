"""Tests that a withdrawn story leaves the site, our caches and the journal, and stays away."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import feedparser
import pytest
import requests

from audiobrief.batch.comparison import RESTORED
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.row import Row, State
from audiobrief.batch.withdrawal import Record
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.errors import BatchError, PublishError
from audiobrief.publish import PublishSettings, read_episode
from audiobrief.publish.answering import answering
from audiobrief.publish.register import (
    ARCHIVE,
    REGISTER,
    REMOVING,
    Tombstone,
    added,
    read_register,
    write_register,
)
from audiobrief.publish.serve import Preview
from audiobrief.publish.site import publish_site
from audiobrief.system.locations import INTERNAL
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.running import kinds, make_all, quick_settings
from tests.batch.withdrawing import NAMES, STORY, URL, record_of, settings_in, traces
from tests.torture.running import contents, invoke


@pytest.mark.parametrize("name", NAMES)
def test_a_withdrawn_story_is_gone(folder: Path, name: str) -> None:
    speech = len(list((folder / "speech").rglob("*.speech")))
    done = record_of(folder).withdraw(name, reason="It named the wrong person.")
    assert f"{STORY}/{STORY}.epub" in done.files
    assert done.problem == ""
    assert [path.name for path in (folder / "out" / STORY).iterdir()] == ["index.html"]
    page = (folder / "out" / STORY / "index.html").read_text(encoding="utf-8")
    assert "was withdrawn on" in page
    assert "noindex" in page
    assert "wrong person" not in page
    assert "quay" not in page
    feed = feedparser.parse((folder / "out" / "feed.xml").read_bytes())
    assert len(feed.entries) == 2
    for each in ("index.html", "feed.xml", "sitemap.xml"):
        assert STORY not in (folder / "out" / each).read_text(encoding="utf-8")
    assert traces(folder) == []
    assert not (folder / "out" / REMOVING).exists()
    # its sentences are no longer cached, but what other stories say, too, may be
    assert len(list((folder / "speech").rglob("*.speech"))) < speech
    with Journal(find_journal(str(folder / "out"))) as journal:
        (row,) = (row for row in journal.rows() if row.state == State.WITHDRAWN)
        assert (row.title, journal.versions_of(row.id)) == ("", ())
    with pytest.raises(BatchError, match="was withdrawn on"):
        record_of(folder).withdraw(name)


def test_it_is_not_made_again_until_it_is_restored(folder: Path, made_once: Path) -> None:
    settings = settings_in(folder)
    record_of(folder).withdraw(STORY)
    pages = made_once / "pages"
    for force in (False, True):
        events, tally = make_all(pages, folder / "out", settings, force=force)
        assert kinds(events) == {"kept-away": 1, ("made" if force else "skipped"): 2}
        assert tally.exit_code == 0
    # under another name, it is recognised by its address and by its text
    (folder / "more").mkdir()
    page = (pages / "1.html").read_text(encoding="utf-8")
    (folder / "more" / "again.html").write_text(page, encoding="utf-8")
    (folder / "more" / "copied.html").write_text(
        page.replace("/news/1", "/elsewhere/9"), encoding="utf-8"
    )
    events, _ = make_all(folder / "more", folder / "out", settings)
    assert kinds(events) == {"kept-away": 2}
    code, _, err = invoke("make", pages / "1.html", "-o", folder / "out", "-e", "tone")
    assert code == 1
    assert "was withdrawn on" in err
    done = record_of(folder).restore(STORY)
    assert done.was_withdrawn
    assert not (folder / "out" / STORY).exists()
    events, _ = make_all(pages, folder / "out", settings)
    assert kinds(events) == {"made": 1, "skipped": 2}
    assert [event.why for event in events if event.kind == "made"] == [RESTORED]
    assert read_episode(folder / "out" / STORY).article.url == NAMES[0]


def test_another_story_of_its_headline_is_made_beside_it(folder: Path, made_once: Path) -> None:
    record_of(folder).withdraw(STORY)
    page = (made_once / "pages" / "1.html").read_text(encoding="utf-8")
    for name, changed in (
        ("other.html", page.replace("/news/1", "/news/91").replace("motion 1 ", "motion 91 ")),
        ("nowhere.html", page.replace("canonical", "other").replace("motion 1 ", "motion 92 ")),
    ):
        (folder / name).write_text(changed, encoding="utf-8")
    made = make_episode(
        read_manuscript(folder / "other.html"), folder / "out", settings_in(folder)
    )
    assert made.folder.name.startswith(f"{STORY}-")
    with pytest.raises(PublishError, match="was withdrawn on"):
        make_episode(
            read_manuscript(folder / "nowhere.html"), folder / "out", settings_in(folder)
        )


def test_a_dry_run_only_shows(folder: Path) -> None:
    before = contents(folder / "out")
    code, out, err = invoke("withdraw", STORY, "-o", "out", "--dry-run")
    assert code == 0, err
    assert out.strip() == f"out/{STORY}: would be withdrawn"
    assert f"{STORY}/{STORY}.mp3" in err
    after = contents(folder / "out")
    assert {n for n in before if INTERNAL not in n} == {n for n in after if INTERNAL not in n}
    assert read_register(folder / "out").tombstones == ()


def test_a_notice_shows_what_was_withdrawn_and_why(folder: Path) -> None:
    code, _, err = invoke(
        "withdraw",
        STORY,
        "-o",
        "out",
        "--notice",
        "--reason",
        "It named <b>the wrong</b> person.",
    )
    assert code == 0, err
    page = (folder / "out" / STORY / "index.html").read_text(encoding="utf-8")
    assert "Saltmere keeps its quay after vote 1" in page
    assert "It named &lt;b&gt;the wrong&lt;/b&gt; person." in page
    assert traces(folder) == []


def test_what_is_archived_comes_back_as_it_was(folder: Path) -> None:
    before = contents(folder / "out" / STORY)
    record_of(folder).withdraw(STORY, keeps_archive=True)
    (grave,) = (folder / "out" / ARCHIVE).iterdir()
    assert contents(grave) == before
    with answering(Preview(folder / "out", PublishSettings())) as address:
        inside = f"{address}{ARCHIVE}/{grave.name}/{STORY}.mp3"
        assert requests.get(inside, timeout=10).status_code == 404
    record_of(folder).restore(STORY)
    assert contents(folder / "out" / STORY) == before
    assert STORY in (folder / "out" / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["nowhere", "https://saltmere.example/news/77"])
def test_a_story_that_is_not_there_is_named(folder: Path, name: str) -> None:
    with pytest.raises(BatchError, match="there is no episode"):
        record_of(folder).withdraw(name)


@pytest.mark.parametrize("name", [STORY, f"out/{STORY}/", "https://saltmere.example/news/1"])
def test_a_story_that_was_just_restored_is_said_to_wait(folder: Path, name: str) -> None:
    record_of(folder).withdraw(STORY)
    record_of(folder).restore(STORY)
    for again in (record_of(folder).restore, record_of(folder).withdraw):
        with pytest.raises(BatchError, match="the next run makes it"):
            again(name)


@pytest.fixture
def killed(folder: Path) -> Path:
    """What a command leaves that was killed as soon as the story was withdrawn."""
    stone, _ = record_of(folder).find(STORY)
    write_register(folder / "out", added(read_register(folder / "out"), stone))
    return folder


def assert_gone(folder: Path) -> None:
    assert [path.name for path in (folder / "out" / STORY).iterdir()] == ["index.html"]
    assert STORY not in (folder / "out" / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", " ", "\n"])
@pytest.mark.parametrize("dry_run", [True, False])
def test_no_name_is_the_name_of_no_story(tmp_path: Path, name: str, dry_run: bool) -> None:
    """A page from a file may have no address, and its row has an empty one."""
    page = tmp_path / "page.html"
    page.write_bytes(write_story(1, FIRST_DAY).page)
    make_all(page, tmp_path / "out", quick_settings())
    before = contents(tmp_path / "out")
    record = Record(str(tmp_path / "out"), quick_settings())
    with pytest.raises(BatchError, match="no story is named"):
        record.withdraw(name, dry_run=dry_run)
    with pytest.raises(BatchError, match="no story is named"):
        record.restore(name)
    assert contents(tmp_path / "out") == before


def test_from_the_first_moment_it_is_not_served(killed: Path) -> None:
    with answering(Preview(killed / "out", PublishSettings())) as address:
        for path in (f"{STORY}/", f"{STORY}/{STORY}.mp3", f"{STORY}/episode.json"):
            assert requests.get(address + path, timeout=10).status_code == 410
        assert STORY not in requests.get(address, timeout=10).text
        assert STORY not in requests.get(f"{address}library.json", timeout=10).text


@pytest.mark.parametrize("command", ["publish", "batch", "withdraw another"])
def test_the_next_command_goes_on_where_one_was_killed(
    killed: Path, made_once: Path, command: str
) -> None:
    settings = settings_in(killed)
    if command == "publish":
        publish_site(killed / "out", settings.publish)
    elif command == "batch":
        make_all(made_once / "pages", killed / "out", settings)
    else:
        record_of(killed).withdraw("halverwick-keeps-its-ferry-after-vote-0")
    assert_gone(killed)


def test_a_damaged_register_publishes_nothing(killed: Path) -> None:
    path = killed / "out" / REGISTER
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(PublishError, match="register of withdrawn stories"):
        publish_site(killed / "out", settings_in(killed).publish)


def test_in_storage_it_is_gone_too(folder: Path, tmp_path: Path, made_once: Path) -> None:
    there = tmp_path / "there"
    settings = settings_in(folder)
    pages, output = made_once / "pages", f"local://{there}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        make_all(pages, output, settings)
        code, _, err = invoke("publish", output, "--url", URL)
        assert code == 0, err
        record = Record(output, settings)
        with pytest.raises(BatchError, match="--keep-archive"):
            record.withdraw(NAMES[0], keeps_archive=True)
        done = record.withdraw(NAMES[0])
        assert done.problem == ""
        assert [path.name for path in (there / STORY).iterdir()] == ["index.html"]
        for each in ("index.html", "feed.xml"):
            assert STORY not in (there / each).read_text(encoding="utf-8")
        assert URL in (there / "feed.xml").read_text(encoding="utf-8")
        events, _ = make_all(pages, output, settings)
        assert kinds(events) == {"kept-away": 1, "skipped": 2}
        Record(output, settings).restore(NAMES[0])
        events, _ = make_all(pages, output, settings)
        assert kinds(events) == {"made": 1, "skipped": 2}
    found = [n for n, content in contents(there).items() if b"batch.sqlite" in content]
    assert found == []


def test_a_story_is_recognised_by_id_address_and_text() -> None:
    stone = Tombstone(FIRST_DAY, "a.html", "a", "https://a.example/1", "d1")
    assert stone.is_of(identity="a.html")
    assert stone.is_of(identity="https://a.example/1")
    assert stone.is_of(url="https://a.example/1")
    assert stone.is_of(text_digest="d1")
    assert not stone.is_of(identity="b.html", url="https://a.example/2", text_digest="d2")
    # an empty field is nothing to be recognised by
    assert not Tombstone(FIRST_DAY).is_of(identity="", url="", text_digest="")


def test_a_story_that_was_asked_about_is_kept_when_restored(folder: Path) -> None:
    code, out, err = invoke("restore", STORY, "-o", "out")
    assert code == 0, err
    assert out.strip().endswith("kept")
    kept = json.loads((folder / "out" / REGISTER).read_bytes())["kept"]
    assert NAMES[0] in kept


def test_withdrawals_at_the_same_moment_are_all_kept(folder: Path) -> None:
    """A run withdraws by its policy while a person withdraws by hand."""
    names = [f"story-{number}" for number in range(12)]

    def withdraw(name: str) -> None:
        record_of(folder).withdraw_row(Row(name, name, State.MADE), "it is gone")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(withdraw, names))
    assert {stone.id for stone in read_register(folder / "out").tombstones} == set(names)
