"""Tests that a process of a batch which somebody has stopped (SIGSTOP) is heard soon."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
SOON_S = 60
"""Far below the deadline of an article and the minute for a start, which the tests leave as they
are."""


def _server(run: Run, _: int) -> list[int]:
    return [each for each, line in run.processes() if _is_server(run, each, line)]


def _is_server(run: Run, process: int, line: str) -> bool:
    return "forkserver" in line and _parent_of(process) == run.process.pid


def _parent_of(process: int) -> int:
    try:
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(told[1])


def _workers(run: Run, least: int) -> list[int]:
    lines = dict(run.processes())
    servers = {each for each, line in lines.items() if _is_server(run, each, line)}
    found = [each for each in lines if _parent_of(each) in servers]
    return found if len(found) >= least else []


@pytest.mark.parametrize("find", [_server, _workers], ids=["server", "workers"])
@pytest.mark.parametrize("wait_s", [0.0, 0.4, 1.1])
def test_it_goes_on_and_nothing_is_lost(
    find: Callable[[Run, int], list[int]], wait_s: float, tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 12, words=200)
    run = Run(
        "batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE, "-j", "2", "--retries", "0",
        env={"AUDIOBRIEF_CACHE": str(tmp_path / "cache")},
    )  # fmt: skip
    stopped: list[int] = []
    until = time.monotonic() + 30
    while not stopped and time.monotonic() < until and run.process.poll() is None:
        stopped = find(run, 2)
        time.sleep(0.01)
    time.sleep(wait_s)
    for process in stopped:
        os.kill(process, signal.SIGSTOP)
    started = time.monotonic()
    try:
        code, _, err = run.finish(timeout=SOON_S)
    finally:
        for process, _ in run.processes():
            os.kill(process, signal.SIGKILL)
    assert stopped
    assert time.monotonic() - started < SOON_S
    assert code == 0, err
    assert len(list(tmp_path.glob("out/*/episode.json"))) == 12
    assert run.survivors(within=10) == []


def test_one_that_stops_again_and_again_is_ended(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 4, words=200)
    run = Run(
        "batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE, "-j", "1",
        env={"AUDIOBRIEF_CACHE": str(tmp_path / "cache")},
    )  # fmt: skip
    held = 0
    until = time.monotonic() + SOON_S
    try:
        while run.process.poll() is None and time.monotonic() < until:
            held = held or next(iter(_workers(run, 1)), 0)
            if held and Path(f"/proc/{held}").exists():
                os.kill(held, signal.SIGSTOP)
            time.sleep(0.02)
        code, _, err = run.finish(timeout=5)
    finally:
        for process, _ in run.processes():
            os.kill(process, signal.SIGKILL)
    assert held
    assert code == 0, err
    assert len(list(tmp_path.glob("out/*/episode.json"))) == 4
