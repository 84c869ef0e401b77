"""Files appear whole or not at all, under names that every disk takes."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobrief.errors import OutputError
from audiobrief.files import (
    MAX_SLUG_BYTES,
    RESERVED_NAMES,
    slugify,
    staged,
    write_whole,
    written_whole,
)

SLUGS = {
    "Harbour reopens after ten years": "harbour-reopens-after-ten-years",
    "“It’s over,” says the mayor": "its-over-says-the-mayor",
    "Ærø får ny færge": "ærø-får-ny-færge",
    "港が再開": "港が再開",
    "बंदरगाह फिर खुला": "बंदरगाह-फिर-खुला",
    "snake_case and --dashes--": "snake-case-and-dashes",
    "  ": "episode-6c179f21",
    "NUL": "nul-ae6de182",
    "../../etc/passwd": "etc-passwd",
    "-rf *": "rf",
    "\u202egnp.exe": "gnp-exe",
}


@pytest.mark.parametrize(("title", "slug"), SLUGS.items())
def test_slug_of(title: str, slug: str) -> None:
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_a_safe_name_whatever_the_title(title: str) -> None:
    slug = slugify(title)
    assert 1 <= len(slug.encode()) <= MAX_SLUG_BYTES
    assert slug == slug.casefold()
    assert slug not in RESERVED_NAMES
    assert slug[0] not in "-."
    assert slug[-1] not in "-. "
    assert all(c.isprintable() for c in slug)
    assert not set(slug) & set('/\\:*?"<>|\0')
    assert slugify(title) == slug


@given(st.text() | st.text("a'\u035e\u0318\u0345ςſ", max_size=12))
def test_no_two_slugs_are_one_name_on_a_disk_without_case(title: str) -> None:
    """Such disks compare names folded, and some composed (APFS, NTFS): a slug is that already."""
    slug = slugify(title)
    for form in ("NFC", "NFKC"):
        assert unicodedata.normalize(form, unicodedata.normalize(form, slug).casefold()) == slug


def test_long_titles_that_differ_only_at_the_end_get_different_slugs() -> None:
    title = "The harbour of Saltmere reopened on Friday after ten years of " * 3
    assert slugify(title + "silence") != slugify(title + "storms")


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


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OutputError, match=r"taken.*-o"):
        write_whole(tmp_path / "taken" / "episode.mp3", b"")


def test_what_is_staged_is_synced_once_and_before_it_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk answers after 2 to 4 ms, and an episode has eleven files: once must do."""
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
    # a folder that is called as staged ones are is none
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
