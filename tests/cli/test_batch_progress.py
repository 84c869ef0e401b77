"""Tests what a batch shows: a display on a terminal, lines or events elsewhere, a final
table."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import Run, invoke

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
_STEERING = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(*args: str | Path) -> tuple[str, str]:
    """Runs a batch on a terminal; returns the terminal's output and stdout."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "audiobrief", *map(str, args)],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=theirs,
        env={**os.environ, "COLUMNS": "160", "TERM": "xterm-256color"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            read = os.read(ours, 65_536)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        shown += read
    out = process.communicate()[0]
    os.close(ours)
    return _STEERING.sub("", shown.decode("utf-8", "replace")), out.decode()


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 5, words=60)
    (tmp_path / "pages" / "a-wall.html").write_text("<div id=app></div>", encoding="utf-8")
    shown, out = on_terminal("batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE)
    last = re.findall(
        r"(\d+) made, (\d+) failed, (\d+) skipped, ([\d.]+) h of audio, (\d+) x real time"
        r"(?:, (\d+:\d\d) left)?",
        shown,
    )[-1]
    made, failed, skipped, hours, speed, left = last
    assert (made, failed, skipped) == ("5", "1", "0")
    assert float(hours) > 0
    assert int(speed) > 0
    assert left == "0:00"
    assert "a-wall.html: no article" in shown
    assert re.search(r"made +5", out)
    assert re.search(r"failed +1", out)
    assert re.search(r"audio +[\d.]+ +hours, \d+ x real time", out)
    assert f"audiobrief report {tmp_path / 'out'}" in out


def test_a_folder_without_pages_is_said_to_have_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, _ = invoke("batch", tmp_path / "empty", "-o", tmp_path / "out")
    assert (code, out.startswith("no page was found")) == (1, True)


def test_elsewhere_each_article_is_a_plain_line(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 2, words=40)
    _, out, err = Run("batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE).finish()
    assert "\x1b" not in out + err
    lines = err.splitlines()
    assert len(lines) == 2
    assert all(re.match(r"made +\S.*\(\d+:\d\d\)$", line) for line in lines), lines
    code, _, err = invoke("-q", "batch", tmp_path / "pages", "-o", tmp_path / "two", *TONE)
    assert code == 0
    assert err == ""
