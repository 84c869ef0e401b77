"""What audiobrief promises when the machine fails it, with the damage done for real."""

from __future__ import annotations

import json
import os
import random
import resource
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import EXAMPLE
from tests.torture.running import Run, contents

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
KILLS = [pytest.param(3, id="short"), pytest.param(200, id="long", marks=pytest.mark.long)]
SENTENCES = 6
STAGING = ".audiobrief-"


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first sentences of the example: all stages but cleaning, in little time."""
    code, out, err = Run("script", "--json", EXAMPLE).finish()
    assert code == 0, err
    whole = json.loads(out)
    whole["script"]["segments"] = whole["script"]["segments"][:SENTENCES]
    path = tmp_path_factory.mktemp("script") / "short.json"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def undisturbed(
    script: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], float]:
    """What a run that nobody disturbs writes, and how long it takes."""
    output = tmp_path_factory.mktemp("undisturbed")
    started = time.perf_counter()
    code, _, err = Run("make", script, "-o", output, "--no-cache").finish()
    assert code == 0, err
    return contents(output), time.perf_counter() - started


Undisturbed = tuple[dict[str, bytes], float]


@pytest.mark.parametrize("kills", KILLS)
def test_killed_at_any_instant_no_file_is_half_and_no_process_stays(
    kills: int, script: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    whole, seconds = undisturbed
    chance = random.Random(kills)
    killed = 0
    for _ in range(kills):
        run = Run("make", script, "-o", tmp_path, "--no-cache")
        killed += run.kill_after(chance.uniform(0, seconds))
        assert run.survivors() == []
        found = contents(tmp_path)
        final = {name: data for name, data in found.items() if STAGING not in name}
        assert [name for name, data in final.items() if data != whole[name]] == []
    assert killed > kills // 2
    code, _, err = Run("make", script, "-o", tmp_path, "--no-cache").finish()
    assert code == 0, err
    assert contents(tmp_path) == whole


def test_two_runs_on_one_folder_wait_for_each_other(
    script: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    runs = [Run("make", script, "-o", tmp_path) for _ in range(2)]
    assert [run.finish()[0] for run in runs] == [0, 0]
    assert contents(tmp_path) == undisturbed[0]


@pytest.mark.parametrize("limit", [0, 1_000, 30_000, 100_000])
def test_a_full_disk_is_one_line_and_leaves_what_was_there(
    limit: int, script: Path, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    """A limit on the size of files fails every write past it, as a full disk does."""
    assert Run("make", script, "-o", tmp_path).finish()[0] == 0
    run = Run(
        "make", script, "-o", tmp_path, "--no-cache",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip
    code, out, err = run.finish()
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1, err
    assert run.survivors() == []
    assert contents(tmp_path) == undisturbed[0]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", disk],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here (needs root)")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_fills_up_is_one_line_and_no_litter(small_disk: Path, script: Path) -> None:
    code, out, err = Run("make", script, "-o", small_disk / "output", "--no-cache").finish()
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1, err
    assert contents(small_disk) == {}


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
    world: str, script: Path, tmp_path: Path, undisturbed: Undisturbed
) -> None:
    code, out, err = Run("make", script, "-o", tmp_path, env=WORLDS[world]).finish()
    assert code == 0, err
    assert Path(out.rstrip("\n")).is_file()
    assert contents(tmp_path) == undisturbed[0]


def test_a_folder_without_write_permission_is_named(script: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    code, out, err = Run("make", script, "-o", tmp_path / "output").finish()
    assert (code, out) == (1, "")
    assert "permission" in err
