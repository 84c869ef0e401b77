"""Damages the world of `audiobrief listen` while it runs: a full disk, and a clock set back."""

from __future__ import annotations

import random
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from audiobrief.listening.inbox import Inbox
from tests.batch.newsroom import write_article
from tests.listening.test_listen import entries, listening
from tests.torture.running import wait_for
from tests.torture.test_disks import CLOCK, DAY, mount


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    mount("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", at=disk, why="a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def send(home: str, number: int) -> requests.Response:
    page = {
        "html": write_article(random.Random(number), 60),
        "url": f"https://s.example/{number}",
    }
    return requests.post(f"{home}add", json=page, timeout=10)


@pytest.mark.parametrize("room", [0, 30_000, 120_000])
def test_a_disk_that_is_full_for_a_while(disk: Path, room: int) -> None:
    """With no room at all, with room for a wish, and with room for a part of an episode."""
    root = disk / "out"
    with listening(root) as desk:
        assert send(desk.home, 1).status_code == 201
        wait_for(lambda: len(entries(desk.home)) == 1)
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass
        used = filler.stat().st_size
        with filler.open("rb+") as file:
            file.truncate(max(used - room, 0))
        answer = send(desk.home, 2)
        if answer.status_code != 201:
            assert answer.status_code == 500
            assert "no space left" in answer.json()["message"]
        else:
            # it is tried while there is no room, or waits for it
            threading.Event().wait(8)
        # what is there can be heard all the same
        assert requests.get(desk.home, timeout=10).status_code == 200
        sound = entries(desk.home)[0].enclosures[0].href
        assert requests.get(sound, timeout=10).status_code == 200
        spot = {"positions": {"none": {"audio": "a", "position_ms": 1, "noted_ms": 1}}}
        kept = requests.post(f"{desk.home}positions", json=spot, timeout=10)
        assert kept.status_code in {200, 500}
        assert desk.run.process.poll() is None
        filler.unlink()
        if answer.status_code != 201:
            assert send(desk.home, 2).status_code == 201
        for wish in Inbox(root).list_wishes():
            requests.post(f"{desk.home}wishes", data={"id": wish.id, "do": "retry"}, timeout=10)
        wait_for(lambda: len(entries(desk.home)) == 2, 60)
        wait_for(lambda: not Inbox(root).list_wishes())
        code, err = desk.end(signal.SIGTERM)
    assert code == 0, err
    assert "Traceback" not in err
    assert not list(root.rglob(".audiobrief-*"))


def test_a_clock_that_is_set_back_while_it_listens(tmp_path: Path) -> None:
    """The clock is a day ahead, then five years behind: nothing is put off until it is right."""
    (tmp_path / "sitecustomize.py").write_text(CLOCK, encoding="ascii")
    clock = tmp_path / "clock"
    clock.write_text(str(DAY), encoding="ascii")
    root = tmp_path / "out"
    told = {"TORTURE_CLOCK": str(clock), "PYTHONPATH": str(tmp_path)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(name, value)
        with listening(root, "--retries", "0", "--allow-private") as desk:
            assert send(desk.home, 1).status_code == 201
            wait_for(lambda: len(entries(desk.home)) == 1)
            # a site that does not answer, so that the wish is put off
            requests.post(f"{desk.home}add", json={"url": "http://127.0.0.1:9/x"}, timeout=10)
            inbox = Inbox(root)
            wait_for(lambda: [w.tries for w in inbox.list_wishes()] == [1])
            clock.write_text(str(-5 * 365 * DAY), encoding="ascii")
            wait_for(lambda: [w.tries for w in inbox.list_wishes()] != [1], 60)
            assert send(desk.home, 2).status_code == 201
            wait_for(lambda: len(entries(desk.home)) == 2)
            place = {"folder": min(path.parent.name for path in root.glob("*/episode.json"))}
            for verb in ("finish", "archive"):
                asked = requests.post(
                    f"{desk.home}episodes", data={**place, "do": verb}, timeout=10,
                    headers={"Accept": "application/json"},
                )  # fmt: skip
                assert asked.status_code == 200
            wait_for(lambda: len(entries(desk.home)) == 1)
            code, err = desk.end(signal.SIGTERM)
    assert code == 0, err
    assert "Traceback" not in err


def test_the_newest_wish_is_first_also_after_the_clock_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(tmp_path)
    inbox.add_address("https://s.example/1")
    monkeypatch.setattr("time.time_ns", lambda: 10**18)
    inbox.add_address("https://s.example/2")
    inbox.add_address("https://s.example/3")
    assert [wish.url[-1] for wish in inbox.list_wishes()] == ["3", "2", "1"]
