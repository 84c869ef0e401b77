"""Tests that `make bench` ends, whatever one of its tables does."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.__main__ import run_all
from tests.torture.running import wait_for

ENDLESS = """
import pathlib, subprocess, sys, time
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(worker.pid))
time.sleep(600)
"""
"""A table that waits for a program which does not end."""
WITHIN_S = 10.0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no sessions")
def test_a_table_that_does_not_end_is_named_and_left(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    python = (sys.executable, "-c")
    worker = tmp_path / "worker"
    tables = {
        "first": (*python, "print('first is printed')"),
        "wrong": (*python, "raise SystemExit('no such page')"),
        "after": (*python, "print('after is printed')"),
        "endless": (*python, ENDLESS, str(worker)),
        "late": (*python, "import time; time.sleep(600)"),
    }
    began = time.monotonic()
    assert run_all(tables, WITHIN_S) == 3
    assert time.monotonic() - began < 60
    said = capfd.readouterr().out
    assert "first is printed" in said
    assert "after is printed" in said
    assert said.endswith(
        "== not printed: wrong (it failed), endless (the time was over), late (the time was over)\n"
    )
    number = worker.read_text(encoding="ascii")
    wait_for(lambda: not _is_running(number), 10)


def _is_running(number: str) -> bool:
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", number], capture_output=True, text=True, check=False
    )
    # whoever took the orphan over may leave it a zombie
    return shown.stdout.strip()[:1] not in {"", "Z"}
