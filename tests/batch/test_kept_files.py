"""Tests that a batch notices what was done to the files that it keeps, and to no others."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.kept_files import CHUNK, checksum_of_file
from audiobrief.cli.batch import command as batch_command
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch_here, kinds
from tests.torture.running import invoke

KINDS = (
    # each kind of file that an episode has, but for its page, which `publish` may write anew
    "*.mp3", "episode.json", "*.srt", "*.vtt", "*.words.vtt", "*.txt", "transcript.json",
    "chapters.json", "waveform.json", "cover.jpg",
)  # fmt: skip
DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda whole: b"",
    "cut": lambda whole: whole[: len(whole) // 2],
    "one byte less": lambda whole: whole[:-1],
    "one bit": lambda whole: (
        whole[: len(whole) // 2]
        + bytes([whole[len(whole) // 2] ^ 1])
        + whole[len(whole) // 2 + 1 :]
    ),
    "of another": lambda whole: bytes(reversed(whole)),
}


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (path,) = write_pages(tmp_path / "pages", 1, words=40)
    return path


@pytest.fixture
def output(page: Path, tmp_path: Path) -> Path:
    """An output in which an episode was made and found unchanged."""
    output = tmp_path / "out"
    assert kinds(batch_here(page, "-o", output))["made"] == 1
    assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    return output


def find(output: Path, kind: str) -> Path:
    (path,) = (
        each
        for each in output.glob(f"*/{kind}")
        if kind != "*.vtt" or ".words" not in each.name
    )
    return path


def contents(output: Path) -> dict[str, bytes]:
    (folder,) = {path.parent for path in output.glob("*/episode.json")}
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def noted(output: Path) -> list[str]:
    with sqlite3.connect(find_journal(str(output))) as journal:
        rows = journal.execute("SELECT noted FROM articles").fetchall()
    journal.close()
    return [row[0] for row in rows]


@pytest.mark.parametrize("kind", KINDS)
def test_damage_to_each_kind_of_file_is_noticed_and_mended(
    kind: str, page: Path, output: Path
) -> None:
    path = find(output, kind)
    before, whole = contents(output), path.read_bytes()
    for damage in DAMAGE.values():
        path.write_bytes(damage(whole))
        assert kinds(batch_here(page, "-o", output)) == {"made": 1}
        assert contents(output) == before
        assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    path.unlink()
    assert kinds(batch_here(page, "-o", output)) == {"made": 1}
    assert contents(output) == before


@pytest.mark.parametrize("kind", KINDS)
def test_what_changes_neither_size_nor_time_is_found_by_reading_everything(
    kind: str, page: Path, output: Path
) -> None:
    path = find(output, kind)
    before, whole, status = contents(output), path.read_bytes(), path.stat()
    path.write_bytes(DAMAGE["one bit"](whole))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    if kind != "episode.json":  # of which each run reads the checksum
        assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    assert kinds(batch_here(page, "-o", output, "--verify")) == {"made": 1}
    assert contents(output) == before
    assert kinds(batch_here(page, "-o", output, "--verify")) == {"skipped": 1}


def test_a_copied_archive_is_read_once_and_not_made_again(
    page: Path, output: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(output, copy, copy_function=shutil.copyfile)
    before = noted(copy)
    assert kinds(batch_here(page, "-o", copy)) == {"skipped": 1}
    after = noted(copy)
    assert after != before
    assert kinds(batch_here(page, "-o", copy)) == {"skipped": 1}
    assert noted(copy) == after
    (sound,) = copy.glob("*/*.mp3")
    sound.write_bytes(DAMAGE["one bit"](sound.read_bytes()))
    assert kinds(batch_here(page, "-o", copy)) == {"made": 1}


def test_a_dry_run_notes_nothing(page: Path, output: Path) -> None:
    before = noted(output)
    for path in output.glob("*/*"):
        os.utime(path)
    assert kinds(batch_here(page, "-o", output, "--dry-run")) == {"skipped": 1}
    assert noted(output) == before


def test_what_publish_wrote_anew_is_kept(page: Path, output: Path) -> None:
    """A theme, an address or another release may change a page, and texts that it renders."""
    assert invoke("publish", output, "--url", "https://saltmere.example/")[0] == 0
    (text,) = output.glob("*/*.srt")
    published = contents(output)
    assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    # a release before this one wrote the text in another way, and noted that
    with Journal(find_journal(str(output))) as journal:
        (row,) = journal.rows()
        notes = json.loads(row.noted)
        notes[text.name] = [3, 1, 7]
        row.noted = json.dumps(notes)
        journal.put(row)
    assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    assert contents(output) == published
    assert json.loads(noted(output)[0])[text.name][0] == len(published[text.name])


def test_a_cut_page_is_mended_by_publish(page: Path, output: Path) -> None:
    assert invoke("publish", output)[0] == 0
    (path,) = output.glob("*/index.html")
    whole = path.read_bytes()
    path.write_bytes(DAMAGE["cut"](whole))
    assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    assert invoke("publish", output)[0] == 0
    assert path.read_bytes() == whole


def flip_a_bit(path: Path) -> None:
    """Damage a file and leave its size and its time, as a disk may."""
    status = path.stat()
    path.write_bytes(DAMAGE["one bit"](path.read_bytes()))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("noticed", [False, True], ids=["at once", "after a run"])
def test_a_bit_that_flips_in_a_published_page_is_found_and_mended(
    noticed: bool, page: Path, output: Path
) -> None:
    assert invoke("publish", output, "--url", "https://saltmere.example/")[0] == 0
    (path,) = output.glob("*/index.html")
    whole = path.read_bytes()
    if noticed:
        assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    flip_a_bit(path)
    assert kinds(batch_here(page, "-o", output, "--verify")) == {"made": 1}
    assert invoke("publish", output)[0] == 0
    assert path.read_bytes() == whole
    assert kinds(batch_here(page, "-o", output, "--verify")) == {"skipped": 1}
    flip_a_bit(path)
    assert kinds(batch_here(page, "-o", output, "--verify")) == {"made": 1}


def test_a_damaged_page_is_not_noted_as_right(page: Path, output: Path) -> None:
    """A run that reads no page cannot tell damage from what `publish` wrote, and judges neither."""
    (path,) = output.glob("*/index.html")
    path.write_bytes(DAMAGE["one bit"](path.read_bytes()))
    assert kinds(batch_here(page, "-o", output)) == {"skipped": 1}
    assert kinds(batch_here(page, "-o", output, "--verify")) == {"made": 1}


def test_what_make_wrote_into_the_same_folder_is_kept(page: Path, output: Path) -> None:
    time.sleep(0.01)  # a file's time is later than the row's
    args = ("make", page, "-o", output, "--force", *TONE, "--speed", "1.3")
    assert invoke(*args)[0] == 0
    made = contents(output)
    assert kinds(batch_here(page, "-o", output, "--speed", "1.3")).keys() <= {"made", "skipped"}
    assert contents(output)["episode.json"] == made["episode.json"]


def test_a_large_file_has_the_checksum_of_its_whole_content(tmp_path: Path) -> None:
    content = os.urandom(CHUNK + 17)
    path = tmp_path / "sound.wav"
    path.write_bytes(content)
    assert checksum_of_file(str(path)) == zlib.crc32(content)


def test_the_help_tells_of_it() -> None:
    assert any("--verify" in each.opts for each in batch_command.params)
