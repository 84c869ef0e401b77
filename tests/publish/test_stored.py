"""Tests the site of episodes in storage: downloads, uploads, and refusals by the store."""

from __future__ import annotations

import dataclasses
import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from audiobrief.errors import BatchError, OutputError, PublishError
from audiobrief.publish import PublishSettings
from audiobrief.publish.index_file import INDEX, OLD_INDEX
from audiobrief.publish.site import Published, publish_site
from audiobrief.publish.stored import publish_stored_site
from tests.publish.episodes import QUICK, make_episode
from tests.publish.shelves import URL, article_of, make_shelf

SETTINGS = PublishSettings(url=URL, title="The Merrow Hour", waveform=False)


class LoggedStore(MemoryFileSystem):  # type: ignore[misc] # fsspec has no types
    """A store in memory that logs its requests and may refuse some."""

    protocol = "logged"
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    fetched: ClassVar[list[str]] = []
    changed: ClassVar[list[str]] = []
    refused: ClassVar[dict[str, str]] = {}
    """Operation -> end of the paths for which it is refused."""

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("logged://")))

    def _check(self, kind: str, path: str) -> None:
        if path.endswith(self.refused.get(kind, "\0")):
            raise PermissionError(13, "Access Denied", path)

    def find(self, path: str, *args: Any, **options: Any) -> Any:
        self._check("find", path)
        return super().find(path, *args, **options)

    def cat_file(self, path: str, *args: Any, **options: Any) -> Any:
        self._check("read", path)
        self.fetched.append(path.partition("/episodes/")[2])
        return super().cat_file(path, *args, **options)

    def pipe_file(self, path: str, value: bytes, *args: Any, **options: Any) -> Any:
        self._check("write", path)
        self.changed.append(path.partition("/episodes/")[2])
        return super().pipe_file(path, value, *args, **options)

    def rm_file(self, path: str) -> None:
        self.changed.append(f"-{path.partition('/episodes/')[2]}")
        super().rm_file(path)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four episodes with their pages, as a batch leaves them."""
    root = tmp_path_factory.mktemp("shelf")
    make_shelf(root, 4)
    folder = root / "undated"
    make_episode(
        folder,
        article_of(9, title="Nobody dated this", published=None),
        sound=dataclasses.replace(QUICK, parts=[]),
        bitrate="8k",
    )
    publish_site(root, PublishSettings(waveform=True))
    for name in ("index.html", "cover.jpg", INDEX):
        (root / name).unlink()
    return root


class Bucket:
    """A folder in the store, and its mirror on this machine."""

    def __init__(self, mirror: Path) -> None:
        fsspec.register_implementation("logged", LoggedStore, clobber=True)
        self.address = f"logged://{uuid.uuid4().hex}/episodes"
        self.files, self.root = fsspec.core.url_to_fs(self.address)
        self.mirror = mirror
        mirror.mkdir()
        self.clear()

    def clear(self) -> None:
        """Forget the logged requests, and refuse nothing."""
        for log in (LoggedStore.fetched, LoggedStore.changed, LoggedStore.refused):
            log.clear()

    def add(self, shelf: Path, *names: str, under: str = "") -> None:
        """Upload episodes as a batch does."""
        for path in sorted(path for name in names for path in (shelf / name).iterdir()):
            name = path.relative_to(shelf).as_posix()
            self.files.pipe_file(f"{self.root}/{under}{name}", path.read_bytes())

    def remove(self, name: str) -> None:
        self.files.rm(f"{self.root}/{name}", recursive=True)

    def read(self, name: str) -> bytes:
        return bytes(self.files.cat_file(f"{self.root}/{name}"))

    def names(self) -> set[str]:
        """Files outside the episodes' folders."""
        found = {path.removeprefix(f"{self.root}/") for path in self.files.find(self.root)}
        return {n for n in found if "/" not in n or n.startswith("feeds/") or n == INDEX}

    def publish(self, settings: PublishSettings = SETTINGS) -> Published:
        self.clear()
        return publish_stored_site(self.address, settings, self.mirror)


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[Bucket]:
    made = Bucket(tmp_path / "mirror")
    yield made
    made.clear()
    LoggedStore.store.clear()


THREE = ("episode-0", "episode-1", "undated")
NEW = {"episode-3/episode.json", "episode-3/waveform.json"}


def test_the_site_is_that_of_a_folder(bucket: Bucket, shelf: Path, tmp_path: Path) -> None:
    bucket.add(shelf, *THREE)
    done = bucket.publish()
    local = tmp_path / "local"
    for name in THREE:
        shutil.copytree(shelf / name, local / name)
        made = bucket.files.created(f"{bucket.root}/{name}/episode.json").timestamp()
        os.utime(local / name / "episode.json", (made, made))
    expected = publish_site(local, SETTINGS)
    assert (done.library.listings, done.feeds) == (expected.library.listings, expected.feeds)
    assert done.written == expected.written
    assert "feed.xml" in done.written
    for name in done.written:
        assert bucket.read(name) == (local / name).read_bytes(), name
    assert bucket.names() == {*done.written, INDEX}
    # the batch's own files are unchanged
    assert [name for name in LoggedStore.changed if "episode-" in name] == []


def test_sound_is_never_fetched_nor_kept(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    fetched = LoggedStore.fetched
    assert {name.rpartition("/")[2] for name in fetched} == {"episode.json", "waveform.json"}
    audio = bucket.mirror / "episode-0" / "episode.mp3"
    assert audio.stat().st_size == (shelf / "episode-0" / "episode.mp3").stat().st_size
    assert not any(audio.read_bytes())


def test_a_second_round_puts_nothing(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    done = bucket.publish()
    assert (done.written, done.library.read) == ((), 0)
    assert LoggedStore.changed == []
    assert LoggedStore.fetched == [INDEX]


def test_another_machine_puts_nothing_that_stands(
    bucket: Bucket, shelf: Path, tmp_path: Path
) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    bucket.mirror = tmp_path / "another"
    bucket.mirror.mkdir()
    assert bucket.publish().written == ()
    assert LoggedStore.changed == []
    # feeds that are no longer needed are removed
    bucket.mirror = tmp_path / "third"
    bucket.mirror.mkdir()
    bucket.publish(PublishSettings(url=URL, title="The Merrow Hour", feeds=("section",)))
    assert "-feeds/author-ana-reyes.xml" in LoggedStore.changed
    assert "feeds/author-ana-reyes.xml" not in bucket.names()
    assert LoggedStore.changed[-1] == INDEX


def test_the_index_of_an_older_release_is_taken_over(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    bucket.files.mv(f"{bucket.root}/{INDEX}", f"{bucket.root}/{OLD_INDEX}")
    bucket.publish()
    assert LoggedStore.changed == [INDEX, f"-{OLD_INDEX}"]
    assert bucket.publish().written == ()
    assert LoggedStore.changed == []


def test_a_new_episode_is_fetched_alone(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    bucket.add(shelf, "episode-3")
    done = bucket.publish()
    assert set(LoggedStore.fetched) == {INDEX, *NEW}
    assert done.library.read == 1
    assert b"episode-3/episode.mp3" in bucket.read("feed.xml")
    assert "cover.jpg" not in done.written
    # a page links to its feeds, and feeds to their older documents, so those are uploaded first
    assert LoggedStore.changed == [*done.written, INDEX]
    assert done.written[-1] == "index.html"


def test_an_episode_that_changed_is_read_again(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    path = "episode-0/episode.json"
    changed = bucket.read(path).replace(b"Bulletin 0 of", b"Bulletin X of")
    bucket.files.pipe_file(f"{bucket.root}/{path}", changed)
    assert bucket.publish().library.read == 1
    assert LoggedStore.fetched.count(path) == 1
    assert b"Bulletin X of" in bucket.read("feed.xml")
    bucket.files.rm_file(f"{bucket.root}/episode-0/cover.jpg")
    done = bucket.publish()
    bare = {one.folder for one in done.library.listings if not one.cover}
    assert bare == {"episode-0", "undated"}


def test_a_removed_episode_leaves_the_feed(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.add(shelf, "episode-3", under="night/")
    done = bucket.publish()
    assert {one.folder for one in done.library.listings} == {*THREE, "night/episode-3"}
    assert "feeds/section-night.xml" in bucket.names()
    bucket.remove("night/episode-3")
    bucket.publish()
    assert b"episode-3" not in bucket.read("feed.xml")
    assert "feeds/section-night.xml" not in bucket.names()
    assert not (bucket.mirror / "night").exists()


def test_a_file_of_the_site_that_was_deleted_is_put_again(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    before = bucket.read("feed.xml")
    bucket.files.rm_file(f"{bucket.root}/feed.xml")
    assert bucket.publish().written == ("feed.xml",)
    assert bucket.read("feed.xml") == before


def test_what_another_machine_made_of_the_site_since_is_made_good(
    bucket: Bucket, shelf: Path, tmp_path: Path
) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    before = bucket.read("index.html")
    mirror, bucket.mirror = bucket.mirror, tmp_path / "another"
    bucket.mirror.mkdir()
    bucket.publish(PublishSettings(url=URL, title="Another hour"))
    assert bucket.read("index.html") != before
    bucket.mirror = mirror
    bucket.publish()
    assert bucket.read("index.html") == before


def test_a_broken_episode_is_left_out_and_named(bucket: Bucket, shelf: Path) -> None:
    bucket.add(shelf, *THREE)
    bucket.files.pipe_file(f"{bucket.root}/episode-0/episode.json", b"{")
    bucket.files.rm_file(f"{bucket.root}/episode-1/episode.mp3")
    done = bucket.publish()
    assert [refused.folder for refused in done.refused] == ["episode-0", "episode-1"]
    assert f"{bucket.address}/episode-0" in done.refused[0].reason
    assert str(bucket.mirror) not in str(done.refused)
    assert [one.folder for one in done.library.listings] == ["undated"]


def test_names_that_lead_out_of_the_mirror_are_in_no_site(
    bucket: Bucket, shelf: Path, tmp_path: Path
) -> None:
    bucket.add(shelf, *THREE)
    episode = bucket.files.store[f"{bucket.root}/episode-0/episode.json"]
    for name in ("../escaped", "..", "a/../../escaped", ".hidden", "x" * 300, "nul\0"):
        bucket.files.store[f"{bucket.root}/{name}/episode.json"] = episode
    outside = tmp_path / "kept.xml"
    outside.write_text("the user's own")
    index = (
        b'{"version":"0","pages":"","episodes":{},"written":{"../kept.xml":"","/etc/x.xml":""}}'
    )
    bucket.files.pipe_file(f"{bucket.root}/{INDEX}", index)
    assert {one.folder for one in bucket.publish().library.listings} == set(THREE)
    assert outside.read_text() == "the user's own"
    assert not (tmp_path / "escaped").exists()


def test_a_folder_without_episodes_has_an_empty_site(bucket: Bucket) -> None:
    bucket.files.pipe_file(f"{bucket.root}/batch.sqlite", b"")
    done = bucket.publish()
    assert not done.library.listings
    assert bucket.names() >= {"index.html", "feed.xml", "batch.sqlite"}


def test_where_nothing_is_nothing_is_made(bucket: Bucket) -> None:
    with pytest.raises(PublishError, match=r"no folder of episodes at logged://.*/episodes"):
        bucket.publish()
    assert LoggedStore.changed == []


def test_a_store_that_refuses_is_named_and_the_next_round_makes_it_good(
    bucket: Bucket, shelf: Path
) -> None:
    bucket.add(shelf, *THREE)
    bucket.publish()
    old = bucket.read("index.html")
    bucket.add(shelf, "episode-3")
    LoggedStore.refused["write"] = "/feed.xml"
    with pytest.raises(OutputError, match=rf"cannot write {bucket.address}/feed.xml: .*denied"):
        publish_stored_site(bucket.address, SETTINGS, bucket.mirror)
    assert bucket.read("index.html") == old
    bucket.publish()
    for name in ("index.html", "feed.xml"):
        assert b"episode-3" in bucket.read(name)


@pytest.mark.parametrize(
    ("kind", "path", "said"),
    [
        ("find", "/episodes", r"cannot list logged://.*/episodes: .*denied"),
        ("read", "/episode-1/episode.json", r"cannot read logged://.*/episode-1/episode.json"),
    ],
)
def test_what_cannot_be_read_is_no_empty_site(
    bucket: Bucket, shelf: Path, kind: str, path: str, said: str
) -> None:
    bucket.add(shelf, *THREE)
    bucket.clear()
    LoggedStore.refused[kind] = path
    with pytest.raises(PublishError, match=said):
        publish_stored_site(bucket.address, SETTINGS, bucket.mirror)
    assert LoggedStore.changed == []


def test_a_disk_that_is_reached_as_storage(shelf: Path, tmp_path: Path) -> None:
    """Such a store is listed folder by folder, and an unreachable one does not count as
    empty."""
    there, mirror = tmp_path / "there", tmp_path / "mirror"
    shutil.copytree(shelf, there)
    mirror.mkdir()
    done = publish_stored_site(f"local://{there}/", SETTINGS, mirror)
    assert len(done.library.listings) == 5
    assert publish_stored_site(f"local://{there}", SETTINGS, mirror).written == ()
    with pytest.raises(PublishError, match="no folder of episodes"):
        publish_stored_site(f"local://{tmp_path}/nowhere", SETTINGS, mirror)


def test_storage_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"pip install 'audiobrief\[storage\]'"):
        publish_stored_site("nostore://bucket/episodes", SETTINGS, tmp_path)
