"""Tests what a run does with stories that their newsroom takes back, by each policy."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from audiobrief.batch.comparison import KEPT_AWAY
from audiobrief.batch.events import Event
from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.report import make_report
from audiobrief.batch.row import State
from audiobrief.batch.start import Tally
from audiobrief.batch.withdrawal import Record
from audiobrief.cleaner.indexing import says_noindex
from audiobrief.cli.batch_progress import summary
from audiobrief.errors import ConfigError
from audiobrief.model import Page, PageKind
from audiobrief.publish import read_episode
from audiobrief.publish.register import read_register
from audiobrief.settings.record import POLICIES, RecordSettings
from audiobrief.settings.tree import Settings
from tests.batch.retracting import FIRST_DAY, Newsroom, write_story
from tests.batch.running import TONE, kinds, make_all, quick_settings
from tests.batch.test_record import newsroom as newsroom  # noqa: PLC0414 -- the fixture
from tests.torture.running import invoke

STORIES = 3


class Desk:
    """A producer's desk: three stories of a newsroom, made once."""

    def __init__(self, room: Newsroom, folder: Path) -> None:
        self.room, self.folder, self.output = room, folder, folder / "out"
        stories = [write_story(n, FIRST_DAY + timedelta(hours=n)) for n in range(STORIES)]
        room.put(*stories)

    def settings(self, **changes: Any) -> Settings:
        return quick_settings(
            fetch__allow_private=True, fetch__cache_folder=str(self.folder / "web"),
            batch__workers=1, batch__host_pause_ms=0, batch__retries=0, **changes,
        )  # fmt: skip

    def run(self, **changes: Any) -> tuple[list[Event], Tally]:
        return make_all(self.room.url("/feed.xml"), self.output, self.settings(**changes))

    def state_of(self, number: int) -> str:
        with Journal(find_journal(str(self.output))) as journal:
            row = journal.get(self.room.url(f"/news/{number}"))
        assert row is not None
        return row.state

    def episodes(self) -> int:
        return len(list(self.output.glob("*/episode.json")))


@pytest.fixture
def desk(newsroom: Newsroom, tmp_path: Path) -> Desk:
    found = Desk(newsroom, tmp_path)
    events, _ = found.run()
    assert kinds(events) == {"made": STORIES}
    return found


def take_back(desk: Desk, cause: str) -> None:
    every: dict[str, dict[str, Any]] = {
        "gone": {"status": 410}, "left": {"is_listed": False}, "noindex": {"noindex": True},
        # the page itself stays as it is, so its server answers 304
        "server's noindex": {"headers": ("etag", "noindex")},
    }  # fmt: skip
    desk.room.change(1, **every[cause])


@pytest.mark.parametrize("cause", ["gone", "left", "noindex", "server's noindex"])
def test_keep_ask_and_withdraw(desk: Desk, cause: str) -> None:
    take_back(desk, cause)
    key = f"record__{cause.rsplit(maxsplit=1)[-1]}"
    events, tally = desk.run(**{key: "keep"})
    assert "asked" not in kinds(events)
    assert (tally.exit_code, desk.episodes()) == (0, STORIES)
    for _ in range(2):  # it is asked until it is answered
        events, tally = desk.run(**{key: "ask"})
        asked = [event for event in events if event.kind == "asked"]
        assert [event.row.id for event in asked] == [desk.room.url("/news/1")]
        assert asked[0].message
        assert (tally.exit_code, desk.episodes()) == (4, STORIES)
    events, tally = desk.run(**{key: "withdraw"})
    assert kinds(events)["withdrawn"] == 1
    assert (tally.exit_code, desk.episodes()) == (0, STORIES - 1)
    assert desk.state_of(1) == State.WITHDRAWN
    events, _ = desk.run(**{key: "withdraw"})
    kept_away = {} if cause == "left" else {"kept-away": 1}
    assert kinds(events) == {**kept_away, "skipped": STORIES - 1}
    (stone,) = read_register(desk.output).tombstones
    assert stone.reason


def test_the_report_lists_what_is_to_be_decided(desk: Desk) -> None:
    take_back(desk, "gone")
    desk.run(record__gone="ask")
    code, out, err = invoke("report", desk.output, "--json")
    assert code == 4, err
    (asked,) = json.loads(out)["questions"]
    assert asked["id"] == desk.room.url("/news/1")
    assert "HTTP 410" in asked["message"]
    code, out, _ = invoke("report", desk.output)
    assert "To decide (1)" in Path(out.strip()).read_text(encoding="utf-8")
    Record(str(desk.output), desk.settings()).withdraw(asked["id"])
    code, out, _ = invoke("report", desk.output, "--json")
    told = json.loads(out)
    assert (code, told["questions"], told["withdrawn"]) == (0, [], 1)
    assert [(each["id"], each["message"]) for each in told["kept_away"]] == [
        (asked["id"], "it was withdrawn")
    ]
    _, out, _ = invoke("report", desk.output)
    assert "Kept away (1)" in Path(out.strip()).read_text(encoding="utf-8")


def test_what_is_kept_away_is_told_apart_from_what_is_unchanged(desk: Desk) -> None:
    take_back(desk, "noindex")
    desk.room.put(replace(write_story(9, FIRST_DAY + timedelta(days=1)), noindex=True))
    _, first = desk.run(record__noindex="withdraw")
    assert first.counts == {"withdrawn": 1, "kept-away": 1, "skipped": STORIES - 1}
    events, tally = desk.run(record__noindex="withdraw")
    assert (tally.counts, tally.exit_code) == ({"kept-away": 2, "skipped": STORIES - 1}, 0)
    told = {event.row.id: event.why for event in events if event.kind == "kept-away"}
    assert told == {
        desk.room.url("/news/1"): KEPT_AWAY,
        desk.room.url("/news/9"): "not made: its page says noindex",
    }
    assert "kept away" in summary(tally, "out", dry_run=False)
    # the run's line in the report says so, too, and there is nothing to decide
    _, out, _ = invoke("report", desk.output, "--json")
    assert json.loads(out)["runs"][0]["kept-away"] == 2
    with Journal(find_journal(str(desk.output))) as journal:
        assert [each["message"] for each in make_report(journal).kept_away] == [
            "its page says noindex", "its page says noindex",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("policy", "code", "said"),
    [("withdraw", 0, "withdrawn"), ("ask", 4, "audiobrief withdraw"), ("keep", 1, "HTTP 410")],
)
def test_make_follows_the_policy_when_a_page_is_gone(
    newsroom: Newsroom, tmp_path: Path, policy: str, code: int, said: str
) -> None:
    newsroom.put(write_story(1, FIRST_DAY))
    config = tmp_path / "audiobrief.toml"
    config.write_text(
        f'[record]\ngone = "{policy}"\n[fetch]\nallow_private = true\n'
        f'cache_folder = "{(tmp_path / "web").as_posix()}"\n',
        encoding="utf-8",
    )
    output = tmp_path / "out"
    args = ("make", newsroom.url("/news/1"), "-o", output, *TONE, "--config", config)
    found, _, err = invoke(*args)
    assert found == 0, err
    newsroom.change(1, status=410)
    found, _, err = invoke(*args)
    assert found == code, err
    assert said in err
    assert len(list(output.glob("*/episode.json"))) == (0 if policy == "withdraw" else 1)
    assert len(read_register(output).tombstones) == (1 if policy == "withdraw" else 0)
    if policy == "ask":
        (folder,) = [path.parent.name for path in output.glob("*/episode.json")]
        assert invoke("restore", folder, "-o", output)[0] == 0
        found, _, err = invoke(*args)
        assert (found, "HTTP 410" in err) == (1, True)


def test_make_keeps_an_episode_whose_page_on_the_web_is_the_same(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AUDIOBRIEF_CACHE", str(tmp_path / "cache"))
    newsroom.put(write_story(1, FIRST_DAY))
    args = (
        "make",
        newsroom.url("/news/1"),
        "-o",
        tmp_path / "out",
        "-e",
        "tone",
        "--allow-private",
    )
    assert invoke(*args)[0] == 0
    (audio,) = (tmp_path / "out").glob("*/*.mp3")
    before = audio.stat()
    code, _, err = invoke(*args)
    assert (code, "kept as it is" in err) == (0, True), err
    assert (audio.stat().st_ino, audio.stat().st_mtime_ns) == (
        before.st_ino,
        before.st_mtime_ns,
    )
    # a site that gives no answer has not said that its page is the same
    newsroom.failing.add("/news/1")
    code, _, err = invoke(*args)
    assert (code, "kept as it is" in err, "HTTP 500" in err) == (0, True, True), err
    newsroom.failing.clear()
    assert invoke(*args, "--force")[0] == 0
    assert audio.stat().st_mtime_ns > before.st_mtime_ns


def test_make_says_that_a_page_is_gone_which_has_no_episode(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    found, _, err = invoke(
        "make", newsroom.url("/news/9"), "-o", tmp_path, *TONE, "--allow-private"
    )
    assert (found, "HTTP 404" in err) == (1, True)
    assert not list(tmp_path.iterdir())


def test_watch_ends_with_what_is_to_be_decided_or_failed(desk: Desk) -> None:
    take_back(desk, "gone")
    (desk.folder / "audiobrief.toml").write_text(
        f'[record]\ngone = "ask"\n[fetch]\nallow_private = true\n'
        f'cache_folder = "{(desk.folder / "web").as_posix()}"\n'
        "[batch]\nworkers = 1\nhost_pause_ms = 0\nretries = 0\n",
        encoding="utf-8",
    )
    args = (
        "watch", desk.room.url("/feed.xml"), "-o", desk.output, *TONE, "--rounds", "1",
        "--config", desk.folder / "audiobrief.toml",
    )  # fmt: skip
    code, _, err = invoke(*args)
    assert code == 4, err
    desk.room.put(replace(write_story(9, FIRST_DAY), status=404))
    code, _, err = invoke(*args)
    assert code == 3, err


def test_what_was_restored_is_kept_although_its_page_is_gone(desk: Desk) -> None:
    take_back(desk, "gone")
    desk.run(record__gone="ask")
    Record(str(desk.output), desk.settings()).restore(desk.room.url("/news/1"))
    for policy in ("ask", "withdraw"):
        events, tally = desk.run(record__gone=policy)
        assert set(kinds(events)) == {"skipped"}
        assert (tally.exit_code, desk.episodes()) == (0, STORIES)


def test_a_story_that_only_grew_old_did_not_leave(desk: Desk) -> None:
    desk.room.limit = 2  # the feed has no room for the oldest story, which is number 0
    desk.room.correct(0, "It costs less than was said.", FIRST_DAY + timedelta(days=1))
    events, _ = desk.run(record__left="withdraw")
    # and it is still asked for corrections
    assert kinds(events) == {"made": 1, "skipped": STORIES - 1}
    desk.room.change(0, status=410)
    events, _ = desk.run(record__left="withdraw", record__gone="withdraw")
    assert kinds(events) == {"withdrawn": 1, "skipped": STORIES - 1}


def test_what_its_feed_said_of_a_story_stays_when_it_left(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    desk = Desk(newsroom, tmp_path)
    for number in range(STORIES):
        newsroom.change(number, is_dated=False)
    desk.run()
    newsroom.limit = 2
    events, _ = desk.run()
    assert kinds(events) == {"skipped": STORIES}
    story = newsroom.stories[0]
    newsroom.change(0, paragraphs=(*story.paragraphs, "It costs less than was said."))
    (made,) = (event for event in desk.run()[0] if event.kind == "made")
    article = read_episode(desk.output / made.row.folder).article
    assert article.published == newsroom.stories[0].published


def test_a_story_is_not_followed_forever(desk: Desk) -> None:
    desk.room.limit = 2
    desk.run()
    before = desk.room.asked["/news/0"]
    desk.run(record__follow_days=0)
    assert desk.room.asked["/news/0"] == before


def test_a_feed_that_is_away_or_empty_takes_nothing_back(desk: Desk) -> None:
    desk.room.failing = {"/feed.xml"}
    events, _ = desk.run(record__left="withdraw")
    assert kinds(events) == {"failed": 1}
    desk.room.failing = set()
    for number in range(STORIES):
        desk.room.change(number, is_listed=False)
    desk.run(record__left="withdraw")
    assert desk.episodes() == STORIES


def test_a_list_can_take_a_story_back(desk: Desk) -> None:
    page = desk.room.stories[1].page.decode()
    lines = [
        {"id": "a", "html": page.replace("motion 1", "motion 21")},
        {"id": "b", "html": page.replace("motion 1", "motion 22"), "status": "withdrawn"},
    ]
    path = desk.folder / "list.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    events, _ = make_all(path, desk.folder / "listed", desk.settings())
    assert {event.row.id: event.kind.value for event in events} == {
        "a": "made",
        "b": "kept-away",
    }
    lines[0]["status"] = "withdrawn"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    events, _ = make_all(path, desk.folder / "listed", desk.settings(record__status="ask"))
    # what is to be decided is not read again: its list says all that there is to say
    assert kinds(events) == {"asked": 1, "kept-away": 1}
    questions = make_questions(desk.folder / "listed")
    assert questions == ["its list says that it is withdrawn"]
    # the newsroom thinks better of it, and then does not
    path.write_text(json.dumps({**lines[0], "status": "published"}), encoding="utf-8")
    make_all(path, desk.folder / "listed", desk.settings(record__status="ask"))
    assert make_questions(desk.folder / "listed") == []
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    events, _ = make_all(path, desk.folder / "listed", desk.settings())
    assert kinds(events) == {"kept-away": 1, "withdrawn": 1}


def make_questions(output: Path) -> list[str]:
    with Journal(find_journal(str(output))) as journal:
        return [found["message"] for found in make_report(journal).questions]


def test_a_page_that_says_noindex_from_the_first_is_not_made(desk: Desk) -> None:
    new = write_story(9, FIRST_DAY + timedelta(days=1))
    desk.room.put(new)
    desk.room.change(9, noindex=True)
    events, _ = desk.run(record__noindex="withdraw")
    assert kinds(events) == {"kept-away": 1, "skipped": STORIES}
    desk.room.change(9, noindex=False)
    events, _ = desk.run(record__noindex="withdraw")
    assert kinds(events) == {"made": 1, "skipped": STORIES}


NOINDEX = {
    '<meta name="robots" content="noindex">': True,
    "<META NAME=ROBOTS CONTENT=NOINDEX,FOLLOW>": True,
    '<meta content="nofollow, noindex" name="robots"/>': True,
    "<meta name='googlebot' content='none'>": True,
    '<meta name="robots" content="index, follow, max-image-preview:large">': False,
    '<meta name="robots" content="noimageindex">': False,
    '<meta name="description" content="noindex">': False,
    '<p>name="robots" content="noindex"</p>': False,
}


@pytest.mark.parametrize("markup", NOINDEX)
def test_which_pages_say_noindex(markup: str) -> None:
    assert says_noindex(Page(f"<html><head>{markup}</head>")) == NOINDEX[markup]
    assert not says_noindex(Page(markup, PageKind.TEXT))


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("noindex", True), ("NoFollow, NOINDEX", True), ("none", True), ("", False),
        ("googlebot: noindex", True), ("otherbot: noindex, nofollow", False),
        ("otherbot: noindex, googlebot: none", True), ("max-snippet: 20, noindex", True),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST", False), ("noimageindex", False),
    ],
)  # fmt: skip
def test_which_servers_say_noindex(header: str, *, says: bool) -> None:
    for kind in PageKind:
        assert says_noindex(Page("A page.", kind, robots=header)) == says


@pytest.mark.parametrize("name", ["gone", "left", "noindex", "status"])
def test_a_policy_that_is_none_is_refused(name: str) -> None:
    for policy in POLICIES:
        known: dict[str, Any] = {name: policy}
        assert getattr(RecordSettings(**known), name) == policy
    with pytest.raises(ConfigError, match="use keep, withdraw, ask"):
        RecordSettings(**{**known, name: "delete"})
    with pytest.raises(ConfigError, match="out of range"):
        RecordSettings(follow_days=-1)


NOTICE = ("This article has been removed. We apologise to the people whom it named.",)


@pytest.mark.parametrize(
    "changes", [{"paragraphs": NOTICE}, {"status": 451}], ids=["notice", "legal reasons"]
)
@pytest.mark.parametrize("policy", ["withdraw", "ask", "keep"])
def test_a_removed_story_is_gone_and_not_corrected(
    desk: Desk, policy: str, changes: dict[str, Any]
) -> None:
    desk.room.change(1, **changes)
    (folder,) = [each.parent for each in desk.output.glob("saltmere-*/episode.json")]
    before = (folder / "episode.json").read_bytes()
    ends = {
        "withdraw": ({"skipped": 2, "withdrawn": 1}, 0, 2),
        "ask": ({"asked": 1, "skipped": 2}, 4, 3),
        "keep": ({"skipped": 3}, 0, 3),
    }
    for at in range(2):
        events, tally = desk.run(record__gone=policy)
        if policy == "withdraw" and at:
            assert kinds(events) == {"kept-away": 1, "skipped": 2}
            return
        assert (kinds(events), tally.exit_code, desk.episodes()) == ends[policy]
        if policy != "withdraw":
            assert (folder / "episode.json").read_bytes() == before


def test_make_does_not_speak_a_notice(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.put(write_story(1, FIRST_DAY))
    args = ("make", newsroom.url("/news/1"), "-o", tmp_path / "out", *TONE, "--allow-private")
    assert invoke(*args)[0] == 0
    newsroom.change(1, paragraphs=NOTICE)
    code, _, err = invoke(*args)
    assert (code, "This article has been removed" in err) == (4, True), err
