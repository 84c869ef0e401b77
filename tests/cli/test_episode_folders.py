"""Tests what publish, serve, withdraw and restore say of a folder that is none of episodes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.publish.shelves import make_shelf
from tests.torture.running import contents, invoke

COMMANDS = {
    "publish": ("publish", "{}"),
    "serve": ("serve", "{}", "--port", "0"),
    "withdraw": ("withdraw", "story", "-o", "{}"),
    "restore": ("restore", "story", "-o", "{}"),
}


def call(command: str, folder: Path | str) -> tuple[int, str]:
    code, out, err = invoke(*(each.format(folder) for each in COMMANDS[command]))
    assert out == ""
    return code, " ".join(err.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_no_folder_of_episodes_is_refused(command: str, tmp_path: Path) -> None:
    make_shelf(tmp_path / "shelf", 1)
    (tmp_path / "notes.txt").write_text("mine")
    before = contents(tmp_path)
    for name, said in (
        ("nowhere", "does not exist; name the folder that `audiobrief make -o`"),
        ("notes.txt", "is a file; name the folder that `audiobrief make -o`"),
        ("shelf/episode-0", "is an episode; name the folder that contains it"),
    ):
        code, err = call(command, tmp_path / name)
        assert (code, said in err) == (2, True), err
        assert str(tmp_path / name) in err
    assert contents(tmp_path) == before


@pytest.mark.parametrize("words", [(), ("-o", "SHELF"), ("SHELF",)], ids=len)
def test_episodes_are_listed_where_no_verb_is_given(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_shelf(tmp_path / "output", 2)
    monkeypatch.chdir(tmp_path)
    told = invoke("episodes", "list")
    assert told[0] == 0
    assert len(told[1].splitlines()) == 2
    shelf = str(tmp_path / "output")
    assert invoke("episodes", *(shelf if each == "SHELF" else each for each in words)) == told
    assert "No such command 'archvie'" in invoke("episodes", "archvie", "episode-0")[2]


@pytest.mark.parametrize("command", ["publish", "withdraw", "restore"])
def test_an_empty_folder_stays_empty(command: str, tmp_path: Path) -> None:
    code, err = call(command, tmp_path)
    assert code == 1
    assert f"there are no episodes in {tmp_path}; " in err
    assert not list(tmp_path.iterdir())


def test_the_same_is_said_of_storage(tmp_path: Path) -> None:
    make_shelf(tmp_path / "shelf", 1)
    for command in ("publish", "withdraw", "restore"):
        for name, said in (
            ("nowhere", "there is no folder of episodes at"),
            ("shelf/episode-0", "is an episode; "),
        ):
            words = [each.format(f"local://{tmp_path}/{name}") for each in COMMANDS[command]]
            code, _, err = invoke(*words)
            assert (code, said in err) == (1, True), err
    code, err = call("serve", "s3://bucket/episodes")
    assert (code, "is storage; copy its episodes to a folder first" in err) == (2, True)


def test_a_site_without_episodes_is_still_published(tmp_path: Path) -> None:
    make_shelf(tmp_path, 1)
    assert invoke("withdraw", "episode-0", "-o", tmp_path)[0] == 0
    code, _, err = invoke("publish", tmp_path)
    assert code == 0, err
    assert "0 episodes" in err


@pytest.mark.parametrize("command", ["withdraw", "restore"])
def test_without_a_journal_the_folder_tells(command: str, tmp_path: Path) -> None:
    make_shelf(tmp_path, 1)
    code, _, err = invoke(command, "episode-0", "-o", tmp_path, "--journal", tmp_path / "none")
    assert (code, "there is no journal" in err, "leave --journal out" in err) == (1, True, True)
    (tmp_path / "notes.txt").write_text("mine")
    code, _, err = invoke(
        command, "episode-0", "-o", tmp_path, "--journal", tmp_path / "notes.txt"
    )
    assert (code, "cannot use the journal" in err) == (1, True)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    code, _, err = invoke(command, "episode-9", "-o", tmp_path)
    assert (code, "there is no episode episode-9" in err) == (1, True)
    code, _, err = invoke(command, "episode-0", "-o", tmp_path)
    assert code == 0, err


def damage(root: Path, kind: str) -> None:
    """Three episodes, of which the second's file is damaged."""
    make_shelf(root, 3)
    described = root / "episode-1" / "episode.json"
    text = described.read_text("utf-8")
    described.unlink()
    if kind == "cut":
        described.write_text(text[: len(text) // 2], "utf-8")
    elif kind == "other":
        described.write_text('{"article": 7}', "utf-8")
    elif kind == "folder":
        described.mkdir()
    else:
        described.symlink_to("nowhere")


@pytest.mark.parametrize("kind", ["cut", "other", "folder", "link"])
def test_a_damaged_episode_is_named_by_each_command_that_lists(
    kind: str, tmp_path: Path
) -> None:
    root = tmp_path / "shelf"
    damage(root, kind)
    for args, status in (
        (("episodes", root), 0),
        (("episodes", "list", "--json", "-o", root), 0),
        (("episodes", "list", "--archived", "-o", root), 0),
        (("digest", "--day", "1999-01-01", "-o", root), 1),
        (("publish", root), 3),
    ):
        code, out, err = invoke(*args)
        assert code == status, (args, err)
        assert "left out episode-1: " in err, args
        assert "episode.json" in err, args
        assert "episode-1" not in out, args
    for named in (("epub", root / "episode-1"), ("digest", "episode-1", "-o", root)):
        code, _, err = invoke(*named)
        assert (code, "episode.json" in err) == (1, True), err
        assert "there is no episode episode-1" not in err


def test_a_site_of_damaged_episodes_alone_is_not_written(tmp_path: Path) -> None:
    for kind in ("cut", "folder"):
        root = tmp_path / kind
        damage(root, kind)
        for whole in ("episode-0", "episode-2"):
            shutil.rmtree(root / whole)
        code, out, err = invoke("publish", root)
        assert (code, out) == (1, ""), err
        assert "left out episode-1: " in err


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_list_without_an_end_is_refused(tmp_path: Path) -> None:
    make_shelf(tmp_path, 1)
    code, out, err = invoke("digest", "--list", "/dev/zero", "-o", tmp_path)
    assert (code, out) == (1, "")
    assert "/dev/zero is no list of episodes: it has more than 1,000,000 characters" in err
