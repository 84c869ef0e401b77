"""Tests that files appear complete or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from audiobrief.errors import OutputError
from audiobrief.system.files import staged, write_whole, written_whole


def test_what_stood_there_stays_when_the_write_fails(tmp_path: Path) -> None:
    path = tmp_path / "episode.mp3"
    write_whole(path, b"before")

    def write_half() -> None:
        with written_whole(path) as temporary:
            temporary.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_is_readable_as_the_umask_says(tmp_path: Path) -> None:
    umask = os.umask(0o027)
    try:
        write_whole(tmp_path / "new" / "page.html", b"whole")
    finally:
        os.umask(umask)
    mode = (tmp_path / "new" / "page.html").stat().st_mode
    assert stat.S_IMODE(mode) == 0o640


def test_the_umask_of_the_process_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All threads share the umask, so a change would affect files that another thread
    creates."""

    def refuse(mask: int) -> int:
        raise AssertionError(mask)

    monkeypatch.setattr(os, "umask", refuse)
    with staged(tmp_path) as staging:
        write_whole(staging / "page.html", b"whole")
    assert (tmp_path / "page.html").read_bytes() == b"whole"


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OutputError, match=r"taken.*another folder"):
        write_whole(tmp_path / "taken" / "episode.mp3", b"")


def test_what_is_staged_is_synced_once_and_before_it_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sync takes 2 to 4 ms and an episode has eleven files, so one sync must suffice."""
    synced: list[Path] = []
    sync = os.fsync

    def watch(handle: int) -> None:
        sync(handle)
        synced.append(Path(f"/proc/self/fd/{handle}").readlink())

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("what was synced is told by /proc, which is not here")
    monkeypatch.setattr(os, "fsync", watch)
    with staged(tmp_path, last="last.txt") as staging:
        for name in ("last.txt", "first.txt"):
            write_whole(staging / name, name.encode())
        with staged(staging) as inner:
            (inner / "within").mkdir()
            (inner / "within" / "plain.txt").write_text("plain")
        staging_name = staging.name
        assert synced == []
    files = {"last.txt", "first.txt", "within/plain.txt"}
    assert {path.relative_to(tmp_path).as_posix() for path in synced[: len(files)]} == {
        f"{staging_name}/{name}" for name in files
    }
    assert set(synced[len(files) :]) == {tmp_path, tmp_path / "within"}
    assert all((tmp_path / name).is_file() for name in files)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "first.txt",
        "last.txt",
        "within",
    ]


def test_what_is_not_staged_is_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    sync = os.fsync

    def watch(handle: int) -> None:
        sync(handle)
        synced.append(handle)

    monkeypatch.setattr(os, "fsync", watch)
    # a folder with the name of a staging folder is not one
    write_whole(tmp_path / ".audiobrief-kept" / "file.txt", b"text")
    assert len(synced) == 2


def test_the_last_file_moves_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []
    replace = Path.replace

    def watch(path: Path, target: Path) -> Path:
        moved.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", watch)
    names = [f"{number}.txt" for number in range(20)]
    with staged(tmp_path, order=["3.txt", "1.txt"], last="0.txt") as staging:
        for name in names:
            (staging / name).write_text(name)
    assert moved[-3:] == ["3.txt", "1.txt", "0.txt"]
    assert sorted(moved) == sorted(names)
    assert all((tmp_path / name).read_text() == name for name in names)


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT, errno.EACCES])
def test_a_disk_that_takes_no_more_is_told_without_an_option(
    error: int, tmp_path: Path
) -> None:
    # `listen` and `desk` have no -o: their folder is an argument
    with pytest.raises(OutputError) as refused, written_whole(tmp_path / "story.mp3"):
        raise OSError(error, os.strerror(error))
    said = str(refused.value)
    assert said.endswith("choose another folder")
    assert ("make room" in said) == (error != errno.EACCES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="Windows locks no open file")
def test_what_a_killed_process_was_writing_goes_with_the_next_file(tmp_path: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from audiobrief.system.files import written_whole
with written_whole(Path(sys.argv[1])) as temporary:
    temporary.write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.json")], check=False)
    (left,) = tmp_path.iterdir()
    (tmp_path / ".audiobrief-notes").write_bytes(b"a file of a person")
    with written_whole(tmp_path / "b.json") as live:
        assert not left.exists()
        code = "import sys; from pathlib import Path; from audiobrief.system.files import write_whole; write_whole(Path(sys.argv[1]), b'')"
        subprocess.run([sys.executable, "-c", code, str(tmp_path / "c.json")], check=True)
        assert live.exists()
    assert {path.name for path in tmp_path.iterdir()} == {
        "b.json", "c.json", ".audiobrief-notes",
    }  # fmt: skip


def test_a_folder_in_place_of_a_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "page.html" / "inside").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"page\.html: a folder is in the way; move it"):
        write_whole(tmp_path / "page.html", b"")
    assert list(tmp_path.iterdir()) == [tmp_path / "page.html"]


def test_a_folder_in_place_of_one_file_lets_no_other_move(tmp_path: Path) -> None:
    """A new sound beside an old text would be an episode that nobody made."""
    for name in ("a.mp3", "z.json"):
        write_whole(tmp_path / "episode" / name, b"before")
    (tmp_path / "episode" / "m.vtt" / "inside").mkdir(parents=True)

    def stage() -> None:
        with staged(tmp_path / "episode", last="z.json") as staging:
            for name in ("a.mp3", "m.vtt", "z.json"):
                write_whole(staging / name, b"after")

    with pytest.raises(OutputError, match=r"m\.vtt: a folder is in the way; move it"):
        stage()
    assert (tmp_path / "episode" / "a.mp3").read_bytes() == b"before"
    assert (tmp_path / "episode" / "z.json").read_bytes() == b"before"
    assert {path.name for path in (tmp_path / "episode").iterdir()} == {
        "a.mp3", "m.vtt", "z.json",
    }  # fmt: skip
    (tmp_path / "episode" / "m.vtt" / "inside").rmdir()
    (tmp_path / "episode" / "m.vtt").rmdir()
    stage()
    assert (tmp_path / "episode" / "a.mp3").read_bytes() == b"after"
