"""Tests that a pipe which is named like a file is read once, and gives the same each time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from audiobrief.system.pipes import MOST, read_pipe
from tests.batch.newsroom import write_pages

pytestmark = pytest.mark.skipif(
    not Path("/dev/fd").is_dir(), reason="no pipes that are named like files"
)


def write_to_pipe(content: bytes) -> int:
    reader, writer = os.pipe()
    os.write(writer, content)
    os.close(writer)
    return reader


def test_a_pipe_gives_the_same_twice(tmp_path: Path) -> None:
    pipe = write_to_pipe(b"voice.engine = 'tone'")
    try:
        path = Path(f"/dev/fd/{pipe}")
        assert read_pipe(path) == read_pipe(path) == b"voice.engine = 'tone'"
    finally:
        os.close(pipe)
    file = tmp_path / "file"
    file.write_bytes(b"x")
    assert read_pipe(file) is None
    assert read_pipe(tmp_path) is None
    assert MOST > 1_000_000


def run_with(content: str, folder: Path, *args: str) -> tuple[int, str]:
    """Runs a command whose `--config` is a pipe with this content."""
    pipe = write_to_pipe(content.encode())
    try:
        done = subprocess.run(
            [sys.executable, "-m", "audiobrief", *args, "--config", f"/dev/fd/{pipe}"],
            capture_output=True, text=True, pass_fds=(pipe,), cwd=folder, timeout=120,
            check=False, stdin=subprocess.DEVNULL,
            env={**os.environ, "AUDIOBRIEF_CACHE": str(folder / "cache")},
        )  # fmt: skip
    finally:
        os.close(pipe)
    return done.returncode, done.stderr


def test_settings_from_a_pipe_count_in_full(tmp_path: Path) -> None:
    """The options' defaults, the settings, and whether they have changed since."""
    write_pages(tmp_path / "pages", 1, words=40)
    args = ("make", "pages/story-00000.html")
    plain = 'voice.engine = "tone"\nsound.loudness = "off"\n'
    table = '[commands.make]\noutput = "made"\n'
    code, err = run_with(plain + table, tmp_path, *args)
    assert code == 0, err
    assert list(tmp_path.glob("made/*/*.mp3"))
    code, err = run_with(plain + table, tmp_path, *args)
    assert (code, "kept as it is" in err) == (0, True), err
    code, err = run_with(plain + 'sound.format = "wav"\n' + table, tmp_path, *args)
    assert code == 0, err
    assert list(tmp_path.glob("made/*/*.wav"))


def test_credentials_from_a_pipe_are_not_lost(tmp_path: Path) -> None:
    """A certificate that is not there is an error, and relative paths begin here."""
    write_pages(tmp_path / "pages", 1, words=40)
    settings = 'voice.engine = "tone"\n[credentials]\ncertificate = "newsroom.pem"\n'
    code, err = run_with(settings, tmp_path, "make", "pages/story-00000.html")
    assert code == 1
    assert str(tmp_path / "newsroom.pem") in err
