"""Tests audiobrief's promises when the machine fails, with real damage."""

from __future__ import annotations

import os
import random
import resource
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.newsroom import write_article
from tests.batch.running import TONE
from tests.torture.running import Run, contents, reads_proc

pytestmark = reads_proc


@pytest.fixture(scope="module")
def undisturbed(
    short_script: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The files that an undisturbed run writes."""
    output = tmp_path_factory.mktemp("undisturbed")
    code, _, err = Run("make", short_script, "-o", output, "--no-cache").finish()
    assert code == 0, err
    return contents(output)


def test_two_runs_on_one_folder_wait_for_each_other(
    short_script: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    runs = [Run("make", short_script, "-o", tmp_path) for _ in range(2)]
    assert [run.finish()[0] for run in runs] == [0, 0]
    assert contents(tmp_path) == undisturbed


@pytest.mark.parametrize("limit", [0, 1_000, 30_000, 100_000])
def test_a_full_disk_is_one_line_and_leaves_what_was_there(
    limit: int, short_script: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    """A limit on file size makes every write beyond it fail, as on a full disk."""
    for name, content in undisturbed.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    run = Run(
        "make", short_script, "-o", tmp_path, "--no-cache",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    code, out, err = run.finish()
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1, err
    assert run.survivors() == []
    assert contents(tmp_path) == undisturbed


AWKWARD = ["with space and quo'te\"s", "new\nline", "-rf 🎧 ünïcödé", "a;b&c|d $(x)"]


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_path_is_a_path(name: str, tmp_path: Path) -> None:
    page = tmp_path / name / "page.html"
    page.parent.mkdir()
    page.write_text(write_article(random.Random(1), 60), encoding="utf-8")
    code, out, err = Run(
        "-q", "make", "./page.html", "-o", f"./{name}", "--engine", "tone", cwd=page.parent
    ).finish()
    assert (code, err) == (0, "")
    assert (page.parent / out.rstrip("\n")).is_file()


WORLDS: dict[str, dict[str, str | None]] = {
    "no home": {"HOME": None, "XDG_CACHE_HOME": None},
    "a home that is not there": {"HOME": "/nonexistent"},
    "a home that cannot be written": {"HOME": "/proc"},
    "a locale of C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "no temporary folder": {"TMPDIR": "/nonexistent"},
}


@pytest.mark.parametrize("world", WORLDS)
def test_a_poor_world_is_enough(
    world: str, short_script: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    code, out, err = Run("make", short_script, "-o", tmp_path, env=WORLDS[world]).finish()
    assert code == 0, err
    assert Path(out.rstrip("\n")).is_file()
    assert contents(tmp_path) == undisturbed


NO_TEMPORARY_FOLDER = """
for each in /tmp /var/tmp /dev/shm; do
    [ ! -d $each ] || { mount --bind $each $each && mount -o remount,ro,bind $each; } || exit
done
mount -t tmpfs tmpfs "$0" && cd /proc && exec "$@"
"""
"""Script for a separate mount namespace, in which only the output folder is writable."""


def test_without_any_temporary_folder_episodes_are_made(
    short_script: Path, tmp_path: Path
) -> None:
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], check=False).returncode:
        pytest.skip("no mount namespaces here")
    output = tmp_path / "out"
    output.mkdir()
    code, out, err = Run(
        "make", short_script, "-o", output, "--no-cache",
        program=("unshare", "-m", "sh", "-c", NO_TEMPORARY_FOLDER, str(output)),
    ).finish()  # fmt: skip
    assert code == 0, err
    assert out.endswith(".mp3\n")


def bound_by_permissions() -> tuple[str, ...]:
    """A command prefix under which folder permissions apply, even to root."""
    if os.geteuid() != 0:
        return ()
    # capabilities(7): without these two, root has only the rights of a file's owner
    program = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
    if (
        not shutil.which("setpriv")
        or subprocess.run([*program, "true"], check=False).returncode
    ):
        pytest.skip("root may write anywhere, and there is no setpriv here")
    return program


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    yield folder
    folder.chmod(stat.S_IRWXU)


def test_a_folder_without_write_permission_is_named(short_script: Path, closed: Path) -> None:
    program = bound_by_permissions()
    for command in (
        ("make", short_script, "-o", closed / "output"),
        ("batch", short_script, "-o", closed, *TONE),
        ("batch", short_script, "-o", closed / "output", *TONE),
        ("say", "Good evening.", "-o", closed / "a.wav"),
        ("init", closed / "audiobrief.toml"),
    ):
        code, out, err = Run(*command, program=program).finish()
        assert (code, out) == (1, ""), (command, err)
        assert len(err.splitlines()) == 1, err
        assert "permission" in err
    assert contents(closed) == {}


def test_a_read_only_home_is_enough(
    short_script: Path, closed: Path, tmp_path: Path, undisturbed: dict[str, bytes]
) -> None:
    program = bound_by_permissions()
    env = {"HOME": str(closed), "XDG_CACHE_HOME": None, "AUDIOBRIEF_CACHE": None}
    output = tmp_path / "out"
    run = Run("make", short_script, "-o", output, program=program, env=env)
    code, _, err = run.finish()
    assert code == 0, err
    assert contents(output) == undisturbed
    assert contents(closed) == {}
