"""Tests that reading a file loads no web code, and reading a web page no feed code."""

import subprocess
import sys
from pathlib import Path

import pytest

NETWORK = ["requests", "urllib3", "hishel", "protego", "sqlite3", "socket", "email", "asyncio"]
FEEDS = ["feedparser", "lxml"]


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("from audiobrief.fetch import *", [*NETWORK, *FEEDS, "brotli", "webencodings"]),
        ("from audiobrief.fetch import read_page; read_page({path!r})", [*NETWORK, *FEEDS, "brotli"]),
        ("import audiobrief.fetch.web, audiobrief.fetch.webcache", [*FEEDS, "protego", "bs4"]),
    ],
)  # fmt: skip
def test_each_source_loads_only_what_it_needs(
    tmp_path: Path, code: str, absent: list[str]
) -> None:
    path = tmp_path / "a.html"
    path.write_text("<p>The ferry ran again.</p>")
    script = (
        f"{code.format(path=str(path))}\n"
        f"import sys\nprint(*[name for name in {absent!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == []
