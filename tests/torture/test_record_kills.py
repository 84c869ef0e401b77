"""Tests `kill -9` at any instant of a withdrawal, a correction and a signing: nothing is half
done."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.row import State
from audiobrief.encoder.ffmpeg import decode
from audiobrief.publish import EPISODE, read_episode
from audiobrief.publish.library import read_library
from audiobrief.publish.register import REMOVING, read_register
from audiobrief.publish.verifying import Outcome, Verdict, verify
from audiobrief.publish.versions import read_versions
from audiobrief.settings.tree import Settings
from tests.batch.retracting import FIRST_DAY, Story, write_story
from tests.batch.running import kinds, make_all, quick_settings
from tests.publish.certificates import make_papers
from tests.torture.running import Run, contents, invoke, reads_proc
from tests.torture.test_kills import STAGING, kills, run_undisturbed

pytestmark = reads_proc
URL = "https://listen.saltmere.example/"
CONFIG = """
voice.engine = "tone"
sound.loudness = "off"
publish.waveform = false
publish.url = "{url}"
cache.folder = "{folder}/speech"
fetch.cache_folder = "{folder}/web"
batch.workers = 1
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder of two pages, with the episodes and the site of them."""
    return make_desk(tmp_path)


@pytest.fixture
def signing_desk(tmp_path: Path) -> Path:
    """The same, whose sounds are signed."""
    (tmp_path / "papers").mkdir()
    papers = make_papers(tmp_path / "papers")
    return make_desk(
        tmp_path,
        f'credentials.certificate = "{papers.certificate}"\ncredentials.key = "{papers.key}"\n',
    )


def make_desk(folder: Path, more: str = "") -> Path:
    (folder / "pages").mkdir()
    for number in range(2):
        write_page(folder, write_story(number, FIRST_DAY))
    config = CONFIG.format(url=URL, folder=folder) + more
    (folder / "audiobrief.toml").write_text(config, "utf-8")
    for command in (("batch", folder / "pages", "-o"), ("publish",)):
        code, _, err = invoke(*command, folder / "out", "--config", folder / "audiobrief.toml")
        assert code == 0, err
    shutil.copytree(folder / "out", folder / "before")
    return folder


def write_page(folder: Path, story: Story) -> None:
    canonical = (
        f'<link rel="canonical" href="https://saltmere.example/news/{story.number}"></head>'
    )
    page = story.page.decode().replace("</head>", canonical)
    (folder / "pages" / f"{story.number}.html").write_text(page, encoding="utf-8")


def put_back(desk: Path) -> None:
    shutil.rmtree(desk / "out")
    shutil.copytree(desk / "before", desk / "out")


STORY = "saltmere-keeps-its-quay-after-vote-1"


@kills(100)
def test_withdraw(kills: int, desk: Path) -> None:
    output, config = desk / "out", desk / "audiobrief.toml"
    command = ("withdraw", STORY, "-o", output, "--config", config)
    before = contents(output / STORY)
    whole = run_undisturbed(output, *command)
    expected = set(whole.files)
    chance = random.Random(kills)
    killed = withdrawn = 0
    while killed < kills:
        put_back(desk)
        run = Run(*command)
        # most of a command's time is Python's start, in which nothing can go wrong
        killed += run.kill_after(chance.uniform(whole.seconds / 4, whole.seconds))
        assert run.survivors() == []
        stones = read_register(output).tombstones
        listed = {listing.folder for listing in read_library(output).listings}
        there = contents(output / STORY) if (output / STORY).exists() else {}
        finals = {name: data for name, data in there.items() if STAGING not in name}
        if not stones:
            assert finals == before
            assert STORY in listed
            continue
        withdrawn += 1
        assert STORY not in listed
        # all of it is still there, or nothing but what says that it is gone
        assert finals == before or set(finals) <= {"index.html"}
        code, _, err = invoke("publish", output, "--config", config)
        assert code == 0, err
        assert set(contents(output / STORY)) == {"index.html"}
        feed = feedparser.parse((output / "feed.xml").read_bytes())
        assert [entry.link for entry in feed.entries if STORY in entry.link] == []
        # and the rest: caches, journal and what had left the site
        assert not (output / REMOVING).exists()
        assert [n for n, c in contents(desk / "speech").items() if b"motion 1 " in c] == []
        events, _ = make_all(desk / "pages", output, settings_of(desk))
        assert kinds(events) == {"kept-away": 1, "skipped": 1}
        with Journal(find_journal(str(output))) as journal:
            assert {row.state for row in journal.rows()} == {State.MADE, State.WITHDRAWN}
        left = {n for n in contents(output) if STAGING not in n and "sqlite" not in n}
        assert left == {n for n in expected if "sqlite" not in n}
    assert withdrawn or kills < 10


@kills(50)
def test_restore(kills: int, desk: Path) -> None:
    """What was archived is back as it was, or the story is withdrawn, and both can be repeated."""
    output, config = desk / "out", desk / "audiobrief.toml"
    before = contents(output / STORY)
    code, _, err = invoke("withdraw", STORY, "-o", output, "--keep-archive", "--config", config)
    assert code == 0, err
    shutil.rmtree(desk / "before")
    shutil.copytree(output, desk / "before")
    command = ("restore", STORY, "-o", output, "--config", config)
    whole = run_undisturbed(output, *command)
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        put_back(desk)
        run = Run(*command)
        killed += run.kill_after(chance.uniform(whole.seconds / 4, whole.seconds))
        assert run.survivors() == []
        is_withdrawn = bool(read_register(output).tombstones)
        code, _, err = invoke("publish", output, "--config", config)
        assert code == 0, err
        feed = feedparser.parse((output / "feed.xml").read_bytes())
        is_listed = any(STORY in entry.link for entry in feed.entries)
        assert is_listed is not is_withdrawn
        if is_withdrawn:
            assert set(contents(output / STORY)) == {"index.html"}
            code, _, err = invoke(*command)
            assert code == 0, err
        assert contents(output / STORY) == before


def settings_of(desk: Path) -> Settings:
    return quick_settings(
        cache__speech=True, cache__folder=str(desk / "speech"), publish__url=URL,
        fetch__cache_folder=str(desk / "web"), batch__workers=1,
    )  # fmt: skip


@kills(100)
def test_correct(kills: int, desk: Path) -> None:
    output, config = desk / "out", desk / "audiobrief.toml"
    command = ("batch", desk / "pages", "-o", output, "--config", config)
    story = write_story(1, FIRST_DAY)
    text = "It will cost nothing, the council now says."
    corrected = replace(story, paragraphs=(story.paragraphs[0], text, *story.paragraphs[2:]))
    write_page(desk, corrected)
    whole = run_undisturbed(output, *command)
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        put_back(desk)
        run = Run(*command)
        killed += run.kill_after(chance.uniform(whole.seconds / 4, whole.seconds))
        assert run.survivors() == []
        assert_is_one_version(output / STORY)
        code, _, err = invoke(*command)
        assert code == 0, err
        assert_is_one_version(output / STORY)
        assert text in {block.text for block in read_episode(output / STORY).article.blocks}
        assert [version.number for version in read_versions(output / STORY)] == [1, 2]
        with Journal(find_journal(str(output))) as journal:
            ((first, second),) = (
                journal.versions_of(row.id) for row in journal.rows() if row.folder == STORY
            )
        assert (first.number, second.number) == (1, 2)
        assert second.sentences == (text,)
        assert [name for name in contents(output) if STAGING in name] == []


@kills(100)
def test_sign(kills: int, signing_desk: Path) -> None:
    """The sound that is published is signed whole, with its texts, before and after a kill."""
    output, config = signing_desk / "out", signing_desk / "audiobrief.toml"
    assert_is_signed(output / STORY)
    command = ("batch", signing_desk / "pages", "-o", output, "--config", config)
    story = write_story(1, FIRST_DAY)
    text = "It will cost nothing, the council now says."
    write_page(signing_desk, replace(story, paragraphs=(*story.paragraphs[:2], text)))
    whole = run_undisturbed(output, *command)
    chance = random.Random(kills)
    killed = 0
    while killed < kills:
        put_back(signing_desk)
        run = Run(*command)
        killed += run.kill_after(chance.uniform(whole.seconds / 4, whole.seconds))
        assert run.survivors() == []
        assert_is_signed(output / STORY)
        code, _, err = invoke(*command)
        assert code == 0, err
        assert_is_signed(output / STORY)
        assert [version.number for version in read_versions(output / STORY)] == [1, 2]
        assert [name for name in contents(output) if STAGING in name] == []


def assert_is_signed(folder: Path) -> None:
    """Check that an episode's sound and every text beside it are as they were signed."""
    assert_is_one_version(folder)
    found = verify(folder / read_episode(folder).audio)
    assert (found.verdict, found.outcome) == (Verdict.GENUINE, Outcome.WHOLE)


def assert_is_one_version(folder: Path) -> None:
    """Check that an episode's text, times and sound belong together."""
    episode = read_episode(folder)
    assert sum(map(len, decode(folder / episode.audio))) == episode.timeline.length
    versions = read_versions(folder)
    assert not versions or versions[-1].audio == episode.audio
    assert (folder / EPISODE).is_file()
