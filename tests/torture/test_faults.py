"""What audiobrief promises when the machine fails it, with the damage done for real."""

from __future__ import annotations

import os
import resource
import stat
from pathlib import Path

import pytest

from tests.places import EXAMPLE
from tests.torture.running import Run, contents, reads_proc

pytestmark = reads_proc


@pytest.fixture(scope="module")
def undisturbed(
    short_script: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """What a run that nobody disturbs writes."""
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
    """A limit on the size of files fails every write past it, as a full disk does."""
    assert Run("make", short_script, "-o", tmp_path).finish()[0] == 0
    run = Run(
        "make", short_script, "-o", tmp_path, "--no-cache",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    code, out, err = run.finish()
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1, err
    assert run.survivors() == []
    assert contents(tmp_path) == undisturbed


AWKWARD = ["with space", "quo'te\"s", "new\nline", "🎧 emoji", "-rf", "ünïcödé", "a;b&c|d $(x)"]


@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_path_is_a_path(name: str, tmp_path: Path) -> None:
    page = tmp_path / name / "page.html"
    page.parent.mkdir()
    page.write_bytes(EXAMPLE.read_bytes())
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


def test_a_folder_without_write_permission_is_named(short_script: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, out, err = Run("make", short_script, "-o", tmp_path / "output").finish()
    assert (code, out) == (1, "")
    assert "permission" in err
