"""Tests withdrawals beside other programs, and of stories that come back in another shape."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import pytest

from audiobrief.encoder.cover import draw_cover
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.errors import PublishError
from audiobrief.publish import read_episode
from audiobrief.publish.names import FEEDS
from audiobrief.publish.register import (
    REGISTER,
    REMOVING,
    Tombstone,
    added,
    read_register,
    write_register,
)
from audiobrief.publish.site import publish_site
from audiobrief.publish.versions import read_versions
from tests.batch.retracting import FIRST_DAY, open_newsroom, write_story
from tests.batch.running import kinds, make_all
from tests.batch.withdrawing import MARK, NAMES, STORY, URL, record_of, settings_in
from tests.torture.running import contents, invoke


def open_for_reader(pipe: Path, reader: threading.Thread) -> BinaryIO:
    """The pipe's end to write to, when the thread has opened the other one."""
    while reader.is_alive():
        # ENXIO: nobody has opened the pipe for reading (POSIX, open)
        with contextlib.suppress(OSError):
            handle = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            os.set_blocking(handle, True)
            return os.fdopen(handle, "wb")
        time.sleep(0.01)
    raise AssertionError("the publisher ended before it read its cover")


@pytest.mark.skipif(os.name != "posix", reason="no named pipes, and no locks on folders")
def test_the_last_to_publish_knows_every_withdrawal(folder: Path) -> None:
    """Two stories are withdrawn; the first one's publisher waits for its cover, a pipe."""
    out, settings = folder / "out", settings_in(folder).publish
    pipe = folder / "cover"
    os.mkfifo(pipe)

    def bury(name: str) -> None:
        stone, _ = record_of(folder).find(name)
        write_register(out, added(read_register(out), stone))

    bury("halverwick-keeps-its-ferry-after-vote-0")
    slow = threading.Thread(target=publish_site, args=(out, replace(settings, cover=pipe)))
    slow.start()
    with open_for_reader(pipe, slow) as cover:
        bury(STORY)
        quick = threading.Thread(target=publish_site, args=(out, settings))
        quick.start()
        quick.join(1.0)
        cover.write(draw_cover("Saltmere"))
    slow.join()
    quick.join()
    for file in ("index.html", "feed.xml", "sitemap.xml"):
        assert STORY not in (out / file).read_text(encoding="utf-8")


def test_a_story_has_no_folder_of_the_site(folder: Path) -> None:
    story = replace(write_story(7, FIRST_DAY), title="Feeds")
    (folder / "feeds.html").write_bytes(story.page)
    settings = settings_in(folder)
    make_all(folder / "feeds.html", folder / "out", settings)
    publish_site(folder / "out", settings.publish)
    before = contents(folder / "out" / FEEDS)
    assert before
    (made,) = (path.name for path in (folder / "out").glob("feeds-*"))
    record_of(folder).withdraw(made)
    assert contents(folder / "out" / FEEDS).keys() == before.keys()


VARIANTS = (
    "HTTPS://Saltmere.Example/news/1",
    "https://saltmere.example:443/news/1",
    "http://saltmere.example/news/1",
    "https://saltmere.example/news/1/",
    "https://saltmere.example/news/1#top",
)
OTHERS = (
    "https://saltmere.example/news/11",
    "https://saltmere.example:8443/news/1",
    "https://saltmere.example/news/1?page=2",
    "https://saltmere.example/news/1#!/2",
    "https://saltmere.example/",
)


@pytest.mark.parametrize("url", VARIANTS)
def test_another_spelling_of_the_address_is_the_same_story(folder: Path, url: str) -> None:
    record_of(folder).withdraw(STORY)
    register = read_register(folder / "out")
    assert register.find(url=url) == register.find(identity=url) == register.tombstones[0]
    page = (folder / "pages" / "1.html").read_text(encoding="utf-8")
    changed = page.replace(NAMES[0], url).replace("motion 1 ", "motion 91 ")
    (folder / "again.html").write_text(changed, encoding="utf-8")
    events, _ = make_all(folder / "again.html", folder / "out", settings_in(folder))
    assert kinds(events) == {"kept-away": 1}
    with pytest.raises(PublishError, match="was withdrawn on"):
        make_episode(
            read_manuscript(folder / "again.html"), folder / "out", settings_in(folder)
        )


@pytest.mark.parametrize("url", OTHERS)
def test_another_address_is_another_story(url: str) -> None:
    stone = Tombstone(FIRST_DAY, url="https://saltmere.example/news/1")
    assert not stone.is_of(url=url)
    assert not Tombstone(FIRST_DAY, url="https://saltmere.example/").is_of(url=url + "x")


def test_its_text_under_another_headline_is_the_same_story(folder: Path) -> None:
    record_of(folder).withdraw(STORY)
    page = (folder / "pages" / "1.html").read_text(encoding="utf-8")
    changed = page.replace(NAMES[0], f"{NAMES[0]}23")
    changed = changed.replace("Saltmere keeps its quay after vote 1", "A quay and its town")
    (folder / "again.html").write_text(changed, encoding="utf-8")
    events, _ = make_all(folder / "again.html", folder / "out", settings_in(folder))
    assert kinds(events) == {"kept-away": 1}
    with pytest.raises(PublishError, match="was withdrawn on"):
        make_episode(
            read_manuscript(folder / "again.html"), folder / "out", settings_in(folder)
        )


def test_a_kept_feed_that_carries_the_text_goes(tmp_path: Path) -> None:
    with open_newsroom() as room:
        room.feeds_text = True
        room.put(*(write_story(number, FIRST_DAY) for number in range(3)))
        settings = settings_in(tmp_path, fetch__allow_private=True, batch__host_pause_ms=0)
        events, _ = make_all(room.url("/feed.xml"), tmp_path / "out", settings)
        assert kinds(events) == {"made": 3}
        assert MARK.encode() in b"".join(contents(tmp_path / "web").values())
        record_of(tmp_path).withdraw(room.url("/news/1"))
    assert MARK.encode() not in b"".join(contents(tmp_path / "web").values())


def test_a_restored_story_goes_on_with_its_versions(folder: Path) -> None:
    out, settings = folder / "out", settings_in(folder)
    numbers, sounds = [], [read_episode(out / STORY).audio]
    for _ in range(2):
        record_of(folder).withdraw(STORY)
        record_of(folder).restore(STORY)
        make_all((folder / "pages").resolve(), out, settings)
        publish_site(out, settings.publish)
        numbers += [version.number for version in read_versions(out / STORY)]
        sounds.append(read_episode(out / STORY).audio)
    assert numbers == [2, 3]
    assert sounds == [f"{STORY}{end}.mp3" for end in ("", "-v2", "-v3")]
    assert f"{STORY}-v3.mp3" in (out / "feed.xml").read_text(encoding="utf-8")
    assert MARK not in (out / REGISTER).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["../victim", "/victim", "a/../../victim", ".audiobrief", "a/"]
)
def test_a_register_names_no_folder_outside(folder: Path, name: str) -> None:
    (folder / "victim").mkdir()
    (folder / "victim" / "diary.txt").write_text("mine")
    stone = Tombstone(FIRST_DAY, folder=name)
    write_register(folder / "out", added(read_register(folder / "out"), stone))
    before = contents(folder / "victim")
    for arguments in (("publish", "out"), ("withdraw", STORY, "-o", "out")):
        code, _, err = invoke(*arguments)
        assert code == 1
        assert "is no folder of an episode" in err
    assert contents(folder / "victim") == before


def test_a_folder_that_cannot_go_is_named_and_off_the_site(folder: Path) -> None:
    removing = folder / "out" / REMOVING
    removing.write_text("a file in the place of the folder")
    code, _, err = invoke("withdraw", STORY, "-o", "out")
    assert code == 1
    assert "cannot remove" in err
    assert "audiobrief publish" in err
    assert STORY not in (folder / "out" / "feed.xml").read_text(encoding="utf-8")
    code, _, err = invoke("publish", "out", "--url", URL)
    assert code == 1
    assert "Traceback" not in err
    removing.unlink()
    code, _, err = invoke("publish", "out", "--url", URL)
    assert code == 0, err
    assert [path.name for path in (folder / "out" / STORY).iterdir()] == ["index.html"]


def test_a_notice_that_is_printed_often_stays_where_it_is_on_the_site(folder: Path) -> None:
    page = (folder / "pages" / "1.html").read_text(encoding="utf-8")
    notices = folder / "notices"
    notices.mkdir()

    def write_notice(number: int, extra: str = "") -> None:
        text = page.replace(NAMES[0], f"https://saltmere.example/notices/{number}")
        text = text.replace("Saltmere keeps its quay after vote 1", f"Notice of week {number}")
        text = text.replace("motion 1 ", f"motion 77 {extra}")
        (notices / f"{number}.html").write_text(text, encoding="utf-8")

    for number in range(3):
        write_notice(number)
    settings = settings_in(folder)
    assert kinds(make_all(notices, folder / "out", settings)[0]) == {"made": 3}
    record_of(folder).withdraw("https://saltmere.example/notices/0")
    for force in (False, True):
        events, _ = make_all(notices, folder / "out", settings, force=force)
        assert kinds(events) == {"kept-away": 1, ("made" if force else "skipped"): 2}
    for number in (1, 2):
        assert (folder / "out" / f"notice-of-week-{number}" / "episode.json").is_file()
        made = make_episode(
            read_manuscript(notices / f"{number}.html"), folder / "out", settings
        )
        assert made.folder.name == f"notice-of-week-{number}"
    # what is not on the site may be the withdrawn one, which is named
    write_notice(3)
    events, _ = make_all(notices / "3.html", folder / "out", settings)
    (told,) = events
    assert told.kind == "kept-away"
    assert "its text is that of notice-of-week-0, which was withdrawn on" in told.why
    assert "`audiobrief restore notice-of-week-0`" in told.why
    with pytest.raises(PublishError, match="its text is that of notice-of-week-0, which was"):
        make_episode(read_manuscript(notices / "3.html"), folder / "out", settings)
