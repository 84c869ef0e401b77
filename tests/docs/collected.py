"""A plugin for pytest that tells which tests it would run here: `-p tests.docs.collected`."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from _pytest.skipping import evaluate_skip_marks

from tests.places import CHECKOUT

HEAD = "collected: "


def pytest_collection_finish(session: pytest.Session) -> None:
    """Print one line for each test: its name without parameters, and whether it is skipped."""
    for item in session.items:
        name = item.nodeid.partition("[")[0]
        is_skipped = evaluate_skip_marks(item) is not None
        print(f"\n{HEAD}{json.dumps([name, is_skipped])}")  # noqa: T201 -- the other side reads it


def collect(paths: Iterable[Path]) -> dict[str, bool]:
    """Name of each test in the files -> whether all its cases are skipped on this machine."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:xdist", "-p",
            "no:cacheprovider", "-p", "tests.docs.collected", *map(str, sorted(set(paths))),
        ],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    found: dict[str, bool] = {}
    for line in done.stdout.splitlines():
        if line.startswith(HEAD):
            name, is_skipped = json.loads(line.removeprefix(HEAD))
            found[name] = found.get(name, True) and is_skipped
    return found
