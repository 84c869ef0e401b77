"""Tests `audiobrief listen`, `add` and `episodes` as programs, which may be killed at any time."""

from __future__ import annotations

import json
import os
import pty
import queue
import random
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import feedparser
import pytest
import requests

from audiobrief.listening.announcing import LABEL_BYTES, SERVICE, announced, name_service
from audiobrief.listening.inbox import Inbox
from audiobrief.system.network_names import find_local_name
from tests.batch.newsroom import write_article, write_pages
from tests.batch.running import TONE
from tests.reading_lists.services import SECRETS, serving_list
from tests.torture.running import Run, invoke, wait_for

QUICK = (*TONE, "--host", "127.0.0.1", "--port", "0", "--workers", "1")


class Listening:
    """An `audiobrief listen` in its own process, whose lines are read as they come."""

    def __init__(self, root: Path, *args: str | Path) -> None:
        self.run = Run(
            "listen", root, *QUICK, "--json", *args,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )  # fmt: skip
        self._lines: queue.Queue[str] = queue.Queue()
        self.events: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()
        self.home = self._lines.get(timeout=60).strip()
        threading.Thread(target=self._collect, daemon=True).start()

    def _read(self) -> None:
        assert self.run.process.stdout
        for line in self.run.process.stdout:
            self._lines.put(line.decode())
        self._lines.put("")

    def _collect(self) -> None:
        while line := self._lines.get():
            self.events.append(json.loads(line))

    def end(self, sent: signal.Signals) -> tuple[int, str]:
        """Exit code and stderr."""
        self.run.process.send_signal(sent)
        assert self.run.process.stderr
        err = self.run.process.stderr.read().decode()
        return self.run.process.wait(60), err


@contextmanager
def listening(root: Path, *args: str | Path) -> Iterator[Listening]:
    started = Listening(root, *args)
    try:
        yield started
    finally:
        started.run.process.kill()
        started.run.process.wait()
        for pipe in (started.run.process.stdout, started.run.process.stderr):
            if pipe:
                pipe.close()


def entries(home: str) -> list[Any]:
    return list(feedparser.parse(requests.get(f"{home}feed.xml", timeout=10).content).entries)


def test_what_is_added_is_made_and_on_the_feed(tmp_path: Path) -> None:
    first, other = write_pages(tmp_path / "p", 2, words=60)
    root = tmp_path / "out"
    code, out, err = invoke("add", first, "-o", root)
    assert (code, out) == (0, f"added: {first.name}\n"), err
    assert f"`audiobrief listen {root}` makes what was added" in err
    with listening(root) as desk:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{24}/", desk.home)
        wait_for(lambda: len(entries(desk.home)) == 1)
        code, out, err = invoke("add", other, "-o", root)
        assert (code, err) == (0, "")
        wait_for(lambda: len(entries(desk.home)) == 2)
        sound = requests.get(entries(desk.home)[0].enclosures[0].href, timeout=10)
        assert (sound.status_code, sound.headers["Content-Type"]) == (200, "audio/mpeg")
        code, err = desk.end(signal.SIGINT)
    assert (code, "Traceback" in err) == (0, False), err
    assert f"feed for your podcast app: {desk.home}feed.xml" in err
    assert desk.run.survivors() == []
    assert [event["event"] for event in desk.events] == ["made", "made"]
    # the address stays, so that a phone finds it again
    with listening(root) as again:
        assert urlsplit(again.home).path == urlsplit(desk.home).path
        assert again.end(signal.SIGTERM)[0] == 0
    assert again.run.survivors() == []


LONG = pytest.mark.long


@pytest.mark.parametrize(
    "wait", [0.0, pytest.param(0.6, marks=LONG), 1.2, pytest.param(2.0, marks=LONG)]
)
def test_killed_at_any_moment_it_goes_on(tmp_path: Path, wait: float) -> None:
    root = tmp_path / "out"
    inbox = Inbox(root)
    pages = write_pages(tmp_path / "p", 4, words=50)
    for number, page in enumerate(pages):
        inbox.add_page(page.read_text("utf-8"), url=f"https://saltmere.example/news/{number}")
    with listening(root) as desk:
        try:
            desk.run.process.wait(wait)
        except subprocess.TimeoutExpired:
            desk.run.process.kill()
        desk.run.process.wait()
    assert desk.run.survivors(within=5) == []
    with listening(root) as again:
        wait_for(lambda: len(entries(again.home)) == 4, 120)
        wait_for(lambda: not inbox.list_wishes())
        assert again.end(signal.SIGTERM)[0] == 0
    assert len(list(root.glob("*/episode.json"))) == 4
    assert not list(root.rglob(".audiobrief-*"))


def test_a_second_one_in_the_same_folder_says_so(tmp_path: Path) -> None:
    with listening(tmp_path / "out"):
        code, _, err = invoke("listen", tmp_path / "out", *QUICK)
    assert code == 1
    assert "another audiobrief already listens in" in err
    assert "`audiobrief add -o" in err


def test_what_is_saved_in_a_reading_list_is_made_and_marked_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    with serving_list("readeck", 3) as (address, shop):
        config = tmp_path / "audiobrief.toml"
        config.write_text(
            f"[reading_lists.readeck]\naddress = '{address}'\nmark_done = true\nfirst = 2\n"
        )
        with listening(tmp_path / "out", "--config", config) as desk:
            page = {"html": write_article(random.Random(3), 60), "url": "https://s.example/1"}
            assert requests.post(f"{desk.home}add", json=page, timeout=10).status_code == 201
            wait_for(lambda: len(entries(desk.home)) == 3)
            wait_for(lambda: [each.is_done for each in shop.articles] == [False, True, True])
            found = {each.title: each.published_parsed[:4] for each in entries(desk.home)}
            assert desk.end(signal.SIGTERM)[0] == 0
    assert found["Ferry 3 back"] == (2021, 5, 1, 11)


def test_a_secret_that_is_missing_is_named(tmp_path: Path) -> None:
    config = tmp_path / "audiobrief.toml"
    config.write_text("[reading_lists.readeck]\naddress = 'https://read.example'\n")
    code, _, err = invoke("listen", tmp_path / "out", *QUICK, "--config", config)
    assert (code, "put it into the variable READECK_TOKEN" in err) == (1, True)


def test_while_a_batch_uses_the_folder_it_waits_and_then_goes_on(tmp_path: Path) -> None:
    """A batch holds the journal while its list, a pipe, stays open."""
    page, other = write_pages(tmp_path / "p", 2, words=60)
    root = tmp_path / "out"
    command = [sys.executable, "-m", "audiobrief", "batch", "-", "-o", str(root), *TONE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as batch:
        assert batch.stdin
        batch.stdin.write(f"{page}\n".encode())
        batch.stdin.flush()
        wait_for(lambda: bool(list(root.glob("*/episode.json"))))
        with listening(root) as desk:
            Inbox(root).add_file("other.html", other.read_bytes())
            threading.Event().wait(1.5)
            batch.stdin.close()
            assert batch.wait(60) == 0
            wait_for(lambda: len(entries(desk.home)) == 2)
            _, err = desk.end(signal.SIGTERM)
    assert "another audiobrief is using the journal" in err


def test_on_a_terminal_it_draws_a_code_for_the_camera(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "audiobrief", "listen", str(tmp_path / "out"), *QUICK]
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL) as run:
        os.close(theirs)
        drawn = b""
        while drawn.count(b"\n") < 16:
            drawn += os.read(ours, 65536)
        run.terminate()
        os.close(ours)
    assert re.match(rb"http://127\.0\.0\.1:\d+/[\w-]{24}/\r\n", drawn)
    assert "▄".encode() in drawn


def test_clumsy_arguments_of_add_are_answered_with_a_sentence(tmp_path: Path) -> None:
    code, out, err = invoke("add", "missing.html", "-o", tmp_path / "out")
    assert (code, out) == (1, "")
    assert "missing.html is neither a file nor an address" in err
    good = write_pages(tmp_path / "p", 1, words=60)[0]
    code, out, err = invoke("add", "what?", good, "???", "-o", tmp_path / "out")
    assert code == 1
    assert out == f"added: {good.name}\n"
    assert err.count("neither a file nor an address") == 2


def test_episodes_are_listed_archived_and_deleted_by_command(tmp_path: Path) -> None:
    root = tmp_path / "out"
    write_pages(tmp_path / "p", 2, words=60)
    code, _, err = invoke("batch", tmp_path / "p", "-o", root, *TONE)
    assert code == 0, err
    _, out, _ = invoke("episodes", "list", "-o", root)
    one, other = (line.split("\t")[0] for line in out.splitlines())
    assert invoke("episodes", "archive", one, "-o", root)[:2] == (
        0,
        f"{root / one}: archived\n",
    )
    assert invoke("episodes", "list", "-o", root)[1].startswith(other)
    # a folder is taken with the verb as without it, and only one
    with_verb: tuple[str | Path, ...] = ("episodes", "list", root)
    for command in (with_verb, ("episodes", root)):
        assert invoke(*command)[1].startswith(other)
        assert invoke(*command, "--archived")[1].startswith(one)
    code, _, err = invoke("episodes", "list", root, "-o", root)
    assert (code, "there are two folders" in err) == (2, True)
    code, _, err = invoke("episodes", "list", tmp_path / "pods")
    assert (code, "pods does not exist; name the folder that" in err) == (2, True)
    _, out, _ = invoke("episodes", "list", "--archived", "--json", "-o", root)
    assert [row["folder"] for row in json.loads(out)] == [one]
    assert invoke("episodes", "undo", "-o", root)[:2] == (
        0,
        f"{root / one}: back in the library\n",
    )
    assert invoke("episodes", "list", "--archived", "-o", root)[1] == ""
    code, _, err = invoke("episodes", "undo", "-o", root)
    assert (code, "there is nothing to undo" in err) == (1, True)
    for verb in ("archive", "undo", "unarchive", "keep", "finish", "delete"):
        assert invoke("episodes", verb, one, "-o", root)[0] == 0
    assert not (root / one / "episode.json").exists()
    code, _, err = invoke("episodes", "keep", one, "-o", root)
    assert (code, "there is no episode" in err) == (1, True)


def test_it_is_announced_without_its_secret() -> None:
    pytest.importorskip("zeroconf", reason="the extra `listen` is not installed")
    # zeroconf gives up after ten seconds where other tests have both processors
    info = next(filter(None, (find_announced(8765) for _ in range(3))))
    assert info.server == f"{find_local_name()}."
    assert info.properties == {b"path": b"/"}
    assert socket.inet_aton("127.0.0.1") in info.addresses


@pytest.mark.parametrize("name", ["d" * 60, "ü" * 40, "d" * 64])
def test_a_long_name_of_the_machine_is_no_fault(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("zeroconf", reason="the extra `listen` is not installed")
    assert len(name_service(name, 65_535).encode()) <= LABEL_BYTES
    monkeypatch.setattr(socket, "gethostname", lambda: name)
    with announced(8765, interfaces=["127.0.0.1"]):
        pass


def find_announced(port: int) -> Any:
    """What a neighbour hears of the service while it is announced; None if it is not."""
    import zeroconf

    found: list[Any] = []
    with (
        announced(port, interfaces=["127.0.0.1"]) as is_announced,
        zeroconf.Zeroconf(interfaces=["127.0.0.1"]) as browser,
    ):
        if not is_announced:
            return None

        def note(zeroconf: Any, service_type: str, name: str, **_: Any) -> None:
            found.append(zeroconf.get_service_info(service_type, name))

        looking = zeroconf.ServiceBrowser(browser, SERVICE, handlers=[note])
        wait_for(lambda: any(info and info.port == port for info in found), 60)
        looking.cancel()
    return next(info for info in found if info and info.port == port)
