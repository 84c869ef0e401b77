"""Tests that a pipe or a device in place of a file holds nobody up: no reader opens one.

A pipe that nobody writes to is waited for without end, and a device such as /dev/zero has none.
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from audiobrief.batch.approval import begin_waiting, place_of
from audiobrief.listening.sent_pages import SENT, SentPages
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE
from tests.torture.running import Run, contents

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="only POSIX has such pipes and devices"
)
KINDS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
}
WAIT_S = 40.0
"""Seconds in which a command serves or says what is wrong, on a busy machine."""
OF_LISTEN = (
    "listen.lock", "listen.key", "positions.json", "sent.txt", "inbox/0179-a.json", "batch.sqlite",
    "batch.sqlite.lock", "withdrawn.json", "library.json", "site.json", "listings.json",
)  # fmt: skip
OF_DESK = (
    "desk/desk.key", "desk/desk.lock", "desk/lexicon.toml", "desk/rules.toml", "desk/desk.sqlite",
    "batch.sqlite",
)  # fmt: skip


def put(kind: str, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    KINDS[kind](path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("command", "name"),
    [*(("listen", name) for name in OF_LISTEN), *(("desk", name) for name in OF_DESK)],
)
def test_a_server_serves_or_says_what_is_wrong(
    command: str, name: str, kind: str, tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 1, words=20)
    put(kind, tmp_path / "out" / ".audiobrief" / name)
    follow = ("--follow", tmp_path / "pages") if command == "listen" else ()
    run = Run(
        command, tmp_path / "out", *follow, "--host", "127.0.0.1", "--port", "0",
        env={"XDG_DATA_HOME": str(tmp_path / "data"), "XDG_STATE_HOME": str(tmp_path / "state")},
        bufsize=0,
    )  # fmt: skip
    said = hear(run, WAIT_S)
    is_serving = "http://" in said
    if run.process.poll() is None:
        run.process.send_signal(signal.SIGTERM)
    try:
        _, _, err = run.finish(timeout=WAIT_S)
    finally:
        for process, _ in run.processes():
            os.kill(process, signal.SIGKILL)
    assert "Traceback" not in err
    assert is_serving or err.startswith("audiobrief: "), (said, err)


def hear(run: Run, seconds: float) -> str:
    """What is printed until an address is, the command ends, or the time is over."""
    said = ""
    until = time.monotonic() + seconds
    assert run.process.stdout is not None
    while time.monotonic() < until and "http://" not in said:
        if select.select([run.process.stdout], [], [], 0.1)[0]:
            piece = os.read(run.process.stdout.fileno(), 4_096)
            if not piece:
                break
            said += piece.decode()
    return said


@pytest.mark.parametrize("kind", KINDS)
def test_among_the_pages_of_a_folder_it_fails_alone(kind: str, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 2, words=20)
    for name in ("a.html", "b.txt"):
        put(kind, tmp_path / "pages" / name)
    for sources in (["pages"], ["pages/*.txt", "pages/*.html"]):
        run = Run(
            "batch", *(tmp_path / each for each in sources), "-o", tmp_path / sources[0][-4:], *TONE
        )  # fmt: skip
        code, _, err = run.finish(timeout=WAIT_S)
        assert code == 3, err
        assert "Traceback" not in err
        assert len(list((tmp_path / sources[0][-4:]).glob("*/episode.json"))) == 2
        for name in ("a.html", "b.txt"):
            (line,) = (each for each in err.splitlines() if f"{name} " in each)
            assert "is no regular file" in line or "is neither a file nor a folder" in line


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["list.jsonl", "list.txt", "feed.xml", "feed", "page.html"])
def test_a_list_does_not_lead_to_one(name: str, kind: str, tmp_path: Path) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=20)
    put(kind, tmp_path / name)
    for line in (name, f'{{"path": "{name}"}}'):
        (tmp_path / "lines.jsonl").write_text(f"{line}\n{page}\n", encoding="utf-8")
        run = Run("batch", tmp_path / "lines.jsonl", "-o", tmp_path / "out", *TONE)
        code, _, err = run.finish(timeout=WAIT_S)
        assert code == 3, err
        assert "no regular file" in err or "neither a file nor a folder" in err
        assert len(list(tmp_path.glob("out/*/episode.json"))) == 1


@pytest.mark.parametrize("kind", KINDS)
def test_beside_an_episode_that_waits_it_is_not_copied(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / "the-quay"
    folder.mkdir()
    (folder / "episode.json").write_bytes(b"{}")
    put(kind, folder / "odd.bin")
    begin_waiting(tmp_path, "the-quay")
    assert contents(tmp_path / place_of("the-quay")) == {"episode.json": b"{}"}


def test_a_page_that_was_sent_is_noted_without_waiting(tmp_path: Path) -> None:
    put("pipe", tmp_path / SENT)
    sent = SentPages(tmp_path)
    sent.add("https://saltmere.example/quay")
    assert "https://saltmere.example/quay" in sent


@pytest.mark.parametrize("kind", KINDS)
def test_a_lexicon_beside_a_page_is_passed_over(kind: str, tmp_path: Path) -> None:
    (page,) = write_pages(tmp_path / "pages", 1, words=20)
    put(kind, page.parent / "lexicon.toml")
    code, _, err = Run("make", page, "-o", tmp_path / "out", *TONE).finish(timeout=WAIT_S)
    assert code == 0, err
    assert list(tmp_path.glob("out/*/episode.json"))


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, KINDS["device"]])
def test_in_place_of_a_journal_it_is_named(
    make: Callable[[Path], object], tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 1, words=20)
    (tmp_path / "out" / ".audiobrief").mkdir(parents=True)
    make(tmp_path / "out" / ".audiobrief" / "batch.sqlite")
    code, _, err = Run("batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE).finish(
        timeout=WAIT_S
    )
    assert code == 1
    assert err.count("\n") == 1
    assert "it is no regular file; move it away to start a new one" in err
