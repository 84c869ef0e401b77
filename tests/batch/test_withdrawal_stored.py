"""Tests that a withdrawal from storage knows and does what one from a folder does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from audiobrief.batch.storage import RemoteOutput
from audiobrief.batch.withdrawal import Record
from audiobrief.episode.making import make_episode
from audiobrief.episode.reader import read_manuscript
from audiobrief.errors import BatchError
from audiobrief.model import Page
from audiobrief.publish import read_episode
from audiobrief.publish.register import REGISTER, Register, added, parse_register, to_json
from audiobrief.publish.stored import open_mirror, publish_stored_site
from audiobrief.publish.versions import read_versions
from audiobrief.settings.tree import Settings
from tests.batch.retracting import FIRST_DAY, write_story
from tests.batch.withdrawing import (
    MARK,
    NAMES,
    STORY,
    URL,
    record_of,
    settings_in,
    traces,
    write_config,
)
from tests.torture.running import contents, invoke

ALIAS = "the-quay-goes-after-all"


class Stored:
    """The episodes of `folder` in a store."""

    def __init__(self, address: str, folder: Path) -> None:
        self.address = address
        self.settings: Settings = settings_in(folder)
        self.files, self.root = fsspec.core.url_to_fs(address)
        for name, content in contents(folder / "out").items():
            self.put(name, content)

    def put(self, name: str, content: bytes) -> None:
        path = f"{self.root}/{name}"
        self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
        self.files.pipe_file(path, content)

    @property
    def record(self) -> Record:
        return Record(self.address, self.settings)

    @property
    def register(self) -> Register:
        return parse_register(self.files.cat_file(f"{self.root}/{REGISTER}"), "the register")

    def names(self, folder: str) -> set[str]:
        self.files.invalidate_cache()
        start = f"{self.root}/{folder}/"
        return {path.removeprefix(start) for path in self.files.find(f"{self.root}/{folder}")}

    def read(self, name: str) -> str:
        return str(self.files.cat_file(f"{self.root}/{name}").decode())

    def publish(self) -> None:
        with open_mirror() as mirror:
            publish_stored_site(self.address, self.settings.publish, mirror)

    def make(self, title: str = "") -> None:
        """Make the story as a worker does, which has no folder but what it fetches."""
        story = write_story(1, FIRST_DAY)
        page = Page(replace(story, title=title or story.title).page.decode(), url=NAMES[0])
        output = RemoteOutput(self.address)
        with output.place(STORY) as root:
            made = make_episode(
                read_manuscript(page, self.settings), root, self.settings, name=STORY
            )
            output.put(made.folder)


@pytest.fixture(params=["local", "memory"])
def stored(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stored]:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
    place = f"{folder}/there" if request.param == "local" else "/bucket/episodes"
    yield Stored(f"{request.param}://{place}", folder)
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]


def test_its_tombstone_knows_what_that_of_a_folder_knows(stored: Stored, folder: Path) -> None:
    stored.make("The quay goes after all")
    shutil.rmtree(folder / "out" / STORY)
    for name in stored.names(STORY):
        (folder / "out" / STORY).mkdir(exist_ok=True)
        content = stored.files.cat_file(f"{stored.root}/{STORY}/{name}")
        (folder / "out" / STORY / name).write_bytes(content)
    here, _ = record_of(folder).find(STORY)
    there, _ = stored.record.find(STORY)
    assert replace(there, withdrawn=here.withdrawn) == here
    assert there.body_digest
    assert there.last_version == 2
    assert there.aliases == (ALIAS,)


def test_its_versions_go_on_where_they_ended(stored: Stored, tmp_path: Path) -> None:
    sounds = []
    for _ in range(2):
        stored.record.withdraw(STORY)
        assert stored.names(STORY) == {"index.html"}
        assert stored.record.restore(STORY).was_withdrawn
        assert stored.names(STORY) == set()
        stored.make()
        stored.publish()
        for name in ("episode.json", "versions.json"):
            (tmp_path / name).write_text(stored.read(f"{STORY}/{name}"), encoding="utf-8")
        sounds.append((read_episode(tmp_path).audio, read_versions(tmp_path)[-1].number))
    assert sounds == [(f"{STORY}-v2.mp3", 2), (f"{STORY}-v3.mp3", 3)]
    assert f"{STORY}-v3.mp3" in stored.read("feed.xml")
    assert MARK not in stored.read(REGISTER)


def test_its_text_under_another_headline_is_recognised(stored: Stored) -> None:
    stored.record.withdraw(STORY)
    (stone,) = stored.register.tombstones
    assert stored.register.find(body_digest=stone.body_digest) == stone


@pytest.mark.parametrize(
    "said", [f"{STORY}/", f"{URL}{STORY}/", "http://www.saltmere.example/news/1"]
)
@pytest.mark.parametrize("has_journal", [True, False])
def test_it_may_be_named_so(stored: Stored, said: str, has_journal: bool) -> None:
    if not has_journal:
        stored.files.rm_file(f"{stored.root}/.audiobrief/batch.sqlite")
    for each in (said, f"{stored.address}/{STORY}", f"{stored.address}/{STORY}/index.html"):
        stone, files = stored.record.find(each)
        assert (stone.folder, stone.url) == (STORY, NAMES[0])
        assert f"{STORY}/{STORY}.mp3" in files
    stored.record.withdraw(said)
    with pytest.raises(BatchError, match="was withdrawn on"):
        stored.record.withdraw(said)
    assert stored.record.restore(said).was_withdrawn


def test_the_address_of_a_later_headline_says_that_it_is_gone(stored: Stored) -> None:
    stored.make("The quay goes after all")
    stored.publish()
    assert f"url=../{STORY}/" in stored.read(f"{ALIAS}/index.html")
    stored.record.withdraw(ALIAS)
    page = stored.read(f"{STORY}/index.html")
    assert "was withdrawn on" in page
    assert stored.read(f"{ALIAS}/index.html") == page
    stored.publish()
    assert stored.read(f"{ALIAS}/index.html") == page
    stored.record.restore(ALIAS)
    assert stored.names(ALIAS) == set()


@pytest.mark.parametrize("command", ["publish", "withdraw another", "withdraw it again"])
def test_the_next_command_goes_on_where_one_was_killed(
    stored: Stored, folder: Path, command: str
) -> None:
    """It was killed as soon as the story was in the register."""
    write_config(folder)
    shutil.rmtree(folder / "out")  # its words are in the caches and in the store
    stone, _ = stored.record.find(STORY)
    stored.put(REGISTER, to_json(added(Register(), replace(stone, title=""))))
    assert stored.record.is_unfinished
    if command == "publish":
        code, _, err = invoke("publish", stored.address)
    else:
        other = STORY if "again" in command else "halverwick-keeps-its-ferry-after-vote-0"
        code, _, err = invoke("withdraw", other, "-o", stored.address)
    assert code == (1 if "again" in command else 0), err
    assert stored.names(STORY) == {"index.html"}
    assert STORY not in stored.read("feed.xml")
    assert traces(folder) == []
    assert not stored.record.is_unfinished


def test_a_site_that_cannot_be_made_does_not_keep_the_data(
    stored: Stored, folder: Path
) -> None:
    (folder / "theme").mkdir()
    (folder / "theme" / "library.html.j2").write_text("{% nothing %}", encoding="utf-8")
    stored.settings = settings_in(folder, publish__templates=str(folder / "theme"))
    stone, _ = stored.record.find(STORY)
    stored.put(REGISTER, to_json(added(Register(), replace(stone, title=""))))
    code, _, err = invoke("publish", stored.address, "--templates", folder / "theme")
    assert code == 1, err
    assert stored.names(STORY) == {"index.html"}
