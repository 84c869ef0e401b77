"""Tests that the next command removes whatever a withdrawal that was killed has left."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from audiobrief.batch.journal import Journal
from audiobrief.batch.journal_place import find_journal
from audiobrief.batch.row import State
from audiobrief.publish.register import (
    ARCHIVE,
    REMOVING,
    added,
    grave_of,
    read_register,
    write_register,
)
from audiobrief.publish.withdrawn import bury
from tests.batch.running import make_all
from tests.batch.withdrawing import (
    NAMES,
    STORY,
    record_of,
    settings_in,
    traces,
    write_config,
)
from tests.torture.running import contents, invoke

OTHER = "halverwick-keeps-its-ferry-after-vote-0"


def name_it(folder: Path, *, is_archived: bool = False) -> None:
    """Killed when the story was in the register, and nothing else was done."""
    stone = replace(record_of(folder).find(STORY)[0], title="", is_archived=is_archived)
    write_register(folder / "out", added(read_register(folder / "out"), stone))


def bury_it(folder: Path, *, is_archived: bool = False) -> None:
    """Killed when the episode had left the site, which still names it."""
    name_it(folder, is_archived=is_archived)
    bury(folder / "out", read_register(folder / "out"))


def move_it(folder: Path) -> None:
    """Killed when the folder had moved, and no page was in its place."""
    bury_it(folder)
    shutil.rmtree(folder / "out" / STORY)


def half_remove_it(folder: Path) -> None:
    """Killed while the files were removed, after the caches had forgotten the story."""
    record = record_of(folder)
    bury_it(folder)
    (grave,) = (folder / "out" / REMOVING).iterdir()
    copy = Path(shutil.copytree(grave, folder / "copy"))
    record.finish()
    shutil.copytree(copy, grave)
    shutil.rmtree(copy)
    (grave / "episode.json").unlink()


def leave_the_journal(folder: Path) -> None:
    """Killed when only the journal had not been told."""
    path = find_journal(str(folder / "out"))
    kept = path.read_bytes()
    record_of(folder).withdraw(STORY)
    path.write_bytes(kept)


def serve_once(folder: Path) -> None:
    """Runs `audiobrief serve` until it answers; a static host may serve the same folder."""
    command = [sys.executable, "-m", "audiobrief", "serve", "out", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        assert run.stdout.readline().startswith("http://")
        run.kill()


STAGES = (name_it, bury_it, move_it, half_remove_it, leave_the_journal)


@pytest.mark.parametrize(
    "command", ["publish", "batch", "withdraw another", "withdraw it again", "serve"]
)
@pytest.mark.parametrize("kill", STAGES, ids=lambda stage: stage.__name__)
def test_the_next_command_leaves_nothing(
    folder: Path, made_once: Path, kill: Callable[[Path], None], command: str
) -> None:
    write_config(folder)
    kill(folder)
    if command == "publish":
        code, _, err = invoke("publish", "out")
        assert code == 0, err
    elif command == "serve":
        if kill is leave_the_journal:
            pytest.skip("nothing is left that a site shows")
        serve_once(folder)
    elif command == "batch":
        make_all(made_once / "pages", folder / "out", settings_in(folder))
    elif command == "withdraw another":
        code, _, err = invoke("withdraw", OTHER, "-o", "out")
        assert code == 0, err
    elif kill is leave_the_journal:
        pytest.skip("a story of which nothing is left is only refused")
    else:
        code, _, err = invoke("withdraw", STORY, "-o", "out")
        assert (code, "was withdrawn on" in err) == (1, True)
    out = folder / "out"
    assert [path.name for path in (out / STORY).iterdir()] == ["index.html"]
    assert not (out / REMOVING).exists()
    assert STORY not in (out / "feed.xml").read_text(encoding="utf-8")
    assert traces(folder) == []
    with Journal(find_journal(str(out))) as journal:
        row = journal.owner_of(STORY)
        found = journal.get(row)
        assert found is not None
        assert (found.state, found.title) == (State.WITHDRAWN, "")
        assert journal.versions_of(found.id) == ()


@pytest.mark.parametrize("kill", [name_it, bury_it], ids=lambda stage: stage.__name__)
def test_what_was_to_be_archived_comes_back(folder: Path, kill: Callable[..., None]) -> None:
    before = contents(folder / "out" / STORY)
    kill(folder, is_archived=True)
    done = record_of(folder).restore(STORY)
    assert done.was_withdrawn
    assert contents(folder / "out" / STORY) == before
    assert not (folder / "out" / REMOVING).exists()
    assert read_register(folder / "out").tombstones == ()
    assert STORY in (folder / "out" / "feed.xml").read_text(encoding="utf-8")


def test_a_restoration_that_was_killed_leaves_a_withdrawn_story(folder: Path) -> None:
    """The archived episode is back in its place, and the register was not changed."""
    write_config(folder)
    before = contents(folder / "out" / STORY)
    record_of(folder).withdraw(STORY, keeps_archive=True)
    (stone,) = read_register(folder / "out").tombstones
    grave = folder / "out" / ARCHIVE / grave_of(stone)
    shutil.rmtree(folder / "out" / STORY)
    grave.rename(folder / "out" / STORY)
    code, _, err = invoke("publish", "out")
    assert code == 0, err
    assert [path.name for path in (folder / "out" / STORY).iterdir()] == ["index.html"]
    record_of(folder).restore(NAMES[0])
    assert contents(folder / "out" / STORY) == before


def test_what_nobody_withdrew_any_more_is_no_grave(folder: Path) -> None:
    """A story was restored by an earlier release before its files were removed."""
    bury_it(folder)
    write_register(folder / "out", replace(read_register(folder / "out"), tombstones=()))
    code, _, err = invoke("publish", "out")
    assert code == 0, err
    assert not (folder / "out" / REMOVING).exists()


def test_a_grave_that_cannot_be_removed_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As root everything can be removed, so the refusal is the disk's here."""

    def refuse(path: Path, *args: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("audiobrief.batch.record_places.shutil.rmtree", refuse)
    code, _, err = invoke("withdraw", STORY, "-o", "out")
    assert code == 1
    assert f"cannot remove out/{REMOVING}" in err
    assert "audiobrief publish out" in err
    assert STORY not in (folder / "out" / "feed.xml").read_text(encoding="utf-8")
    monkeypatch.undo()
    monkeypatch.chdir(folder)
    code, _, err = invoke("publish", "out")
    assert code == 0, err
    assert not (folder / "out" / REMOVING).exists()


def test_the_register_leaves_no_temporary_file(folder: Path) -> None:
    internal = folder / "out" / ".audiobrief"
    (internal / ".audiobrief-0123456789ab.json").write_text("a register that was being written")
    record_of(folder).withdraw(STORY)
    assert not list(internal.glob(".audiobrief-*"))
