"""Tests that what a killed command leaves is cleared by the next run of the same command.

Each command is killed (SIGKILL) at random moments, and then run to its end. The seed is printed where
a test fails; TORTURE_SEED=N repeats it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import Run, invoke

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folder")
KILLS = 5
LONGEST_S = 4.0
"""Seconds after which a command is killed at the latest; each is done or at work by then."""
Arguments = tuple[str | Path, ...]


def _make(root: Path) -> Arguments:
    return (
        "make",
        min((root / "pages").iterdir()),
        "-o",
        root / "out",
        "--engine",
        "tone",
        "--no-cache",
    )


def _batch(root: Path) -> Arguments:
    return ("batch", root / "pages", "-o", root / "out", *TONE, "-j", "2")


def _stored(root: Path) -> Arguments:
    return ("batch", root / "pages", "-o", f"local://{root / 'there'}", *TONE, "-j", "2")


def _watch(root: Path) -> Arguments:
    return (
        "watch", root / "pages", "-o", f"local://{root / 'there'}", *TONE, "-j", "2",
        "--every", "1s", "--rounds", "2", "--url", "https://saltmere.example/audio/",
    )  # fmt: skip


def _publish(root: Path) -> Arguments:
    if not (root / "out").is_dir():
        assert invoke("batch", root / "pages", "-o", root / "out", *TONE)[0] == 0
    return ("publish", root / "out", "--url", "https://saltmere.example/audio/")


def _epub(root: Path) -> Arguments:
    _publish(root)
    return ("epub", next((root / "out").glob("*/episode.json")).parent)


def _listen(root: Path) -> Arguments:
    return (
        "listen", root / "out", "--follow", root / "pages", "--host", "127.0.0.1", "--port", "0",
        "--https", "--https-port", "0", "-j", "2", "--engine", "tone",
    )  # fmt: skip


COMMANDS: dict[str, Callable[[Path], Arguments]] = {
    "make": _make, "batch": _batch, "stored": _stored, "watch": _watch, "publish": _publish,
    "epub": _epub, "listen": _listen,
}  # fmt: skip
WITHOUT_END = {"listen"}


@pytest.fixture
def temporary() -> Iterator[Path]:
    # the path of a socket has at most 107 bytes (unix(7)), and workers put theirs in this folder
    with tempfile.TemporaryDirectory(prefix="ab-") as folder:
        yield Path(folder)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_next_run_leaves_nothing_of_what_was_killed(
    name: str, tmp_path: Path, temporary: Path
) -> None:
    seed = int(os.environ.get("TORTURE_SEED") or random.randrange(10**6))
    chance = random.Random(seed)
    write_pages(tmp_path / "pages", 4, words=400)
    env = {
        "TMPDIR": str(temporary), "AUDIOBRIEF_CACHE": str(tmp_path / "cache"),
        "XDG_STATE_HOME": str(tmp_path / "state"), "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"), "HOME": str(tmp_path),
    }  # fmt: skip
    args = COMMANDS[name](tmp_path)
    left = 0
    for _ in range(KILLS):
        run = Run(*args, env=env)
        run.kill_after(chance.uniform(0.2, LONGEST_S))
        assert run.survivors(within=10) == []
        left = max(left, len(list(temporary.iterdir())))
    abandoned = list(temporary.iterdir())
    run = Run(*args, env=env)
    if name in WITHOUT_END:
        until = time.monotonic() + 60
        while any(path.exists() for path in abandoned) and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(LONGEST_S)
        run.process.send_signal(signal.SIGTERM)
    code, _, err = run.finish()
    assert code in {0, 128 + signal.SIGTERM}, (seed, err)
    assert list(temporary.iterdir()) == [], f"seed {seed}; after a kill there were {left}"
    kept = [
        path for path in tmp_path.rglob("*")
        if path.name.startswith((".audiobrief-", "audiobrief-scratch-"))
    ]  # fmt: skip
    assert kept == [], f"seed {seed}"


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone shows semaphores as files")
def test_semaphores_of_a_group_that_is_killed_go_with_the_next_run(
    tmp_path: Path, temporary: Path
) -> None:
    """systemd kills a whole group in the end, with the process that would remove them."""
    write_pages(tmp_path / "pages", 4, words=400)
    env = {"TMPDIR": str(temporary), "AUDIOBRIEF_CACHE": str(tmp_path / "cache")}
    found: set[Path] = set()
    until = time.monotonic() + 60
    while not found and time.monotonic() < until:
        run = Run(*_batch(tmp_path), env=env, start_new_session=True)
        while not found and run.process.poll() is None and time.monotonic() < until:
            for folder in temporary.glob("audiobrief-scratch-*"):
                found |= set(Path("/dev/shm").glob(f"sem.{folder.name}-*"))
        os.killpg(run.process.pid, signal.SIGKILL)
        run.process.communicate()
        assert run.survivors(within=10) == []
    assert found
    assert any(path.exists() for path in found)
    assert Run(*_batch(tmp_path), env=env).finish()[0] == 0
    assert not any(path.exists() for path in found)
    assert list(temporary.iterdir()) == []
