"""Tests that `audiobrief watch` follows a folder and updates the site after each round."""

from __future__ import annotations

import json
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audiobrief.cli.watch import format_span, parse_span
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import Run, invoke


def test_what_comes_to_a_folder_is_made_and_published(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 1, words=60)
    run = Run(
        "watch", tmp_path / "pages", "-o", tmp_path / "out", *TONE, "--every", "1s", "--json",
        "--url", "https://saltmere.example/audio/",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    try:
        wait_for((tmp_path / "out" / "index.html").is_file)
        write_pages(tmp_path / "pages", 2, words=60)
        # the site is updated at the end of a round, after its events
        wait_for(lambda: len(listed(tmp_path / "out")) == 2)
    finally:
        run.process.send_signal(signal.SIGINT)
    code, out, err = run.finish()
    assert code in {0, 130}, err
    assert "Traceback" not in err
    events = [json.loads(line)["event"] for line in out.splitlines()]
    assert events.count("made") == 2
    assert run.survivors() == []


def listed(site: Path) -> list[str]:
    """Names of the folders to which the site's page links."""
    folders = [path.parent.name for path in site.glob("*/episode.json")]
    page = (site / "index.html").read_text("utf-8")
    return [name for name in folders if f"{name}/" in page]


def test_it_ends_after_the_rounds_that_were_asked_for(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 1, words=60)
    code, _, err = invoke(
        "watch", tmp_path / "pages", "-o", tmp_path / "out", *TONE, "--every", "0.1s",
        "--rounds", "2",
    )  # fmt: skip
    assert code == 0, err
    feeds = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Looks Again" in feeds


def test_a_folder_in_which_nothing_is_yet_is_watched_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    code, out, err = invoke(
        "watch", tmp_path / "pages", "-o", tmp_path / "out", "--every", "1s", "--rounds", "2"
    )
    assert (code, out.splitlines()) == (
        0,
        ["there is no page yet; audiobrief looks again in 1s", "there is no page yet"],
    ), err


@pytest.mark.parametrize("said", ["90s", "15m", "6h", "1d", "0.5s", "0.1s"])
def test_a_time_is_told_as_it_was_given(said: str) -> None:
    assert format_span(parse_span(None, None, said)) == said


@pytest.fixture
def temporary() -> Iterator[Path]:
    # the path of a socket has at most 107 bytes (unix(7)), and workers put theirs in this
    # folder
    with tempfile.TemporaryDirectory(prefix="ab-") as folder:
        yield Path(folder)


def test_in_storage_a_site_is_renewed_too(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path / "there"
    env = {"XDG_STATE_HOME": str(tmp_path / "state"), "TMPDIR": str(temporary)}
    write_pages(tmp_path / "pages", 2, words=60)
    run = Run(
        "watch", tmp_path / "pages", "-o", f"local://{there}", *TONE, "--every", "0.1s",
        "--rounds", "2", "--url", "https://saltmere.example/audio/", env=env,
    )  # fmt: skip
    code, _, err = run.finish()
    assert code == 0, err
    assert "not renewed" not in err
    assert len(listed(there)) == 2
    assert "https://saltmere.example/audio/" in (there / "feed.xml").read_text("utf-8")
    assert not list(temporary.glob("audiobrief-*"))
    # an error while writing the site does not end the watch
    (there / "index.html").unlink()
    (there / "index.html").mkdir()
    monkeypatch.setenv("XDG_STATE_HOME", env["XDG_STATE_HOME"])
    code, _, err = invoke(
        "watch", tmp_path / "pages", "-o", f"local://{there}", *TONE, "--rounds", "1"
    )
    assert code == 0, err
    assert f"the site was not updated: cannot write local://{there}/index.html" in err


@pytest.mark.parametrize("every", ["soon", "15", "-1m"])
def test_a_time_that_is_none_is_refused(every: str) -> None:
    code, _, err = invoke("watch", "pages", "--every", every)
    assert code == 2
    assert "15m" in err


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)
