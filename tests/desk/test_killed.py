"""Kills the desk at any moment: nothing that was accepted is lost, and nothing is made twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from audiobrief import Desk
from audiobrief.cli.desk_client import TOKEN_VARIABLE
from audiobrief.desk.open_desk import KEY
from audiobrief.desk.states import State
from audiobrief.errors import DeskError
from tests.batch.running import TONE
from tests.desk.desks import PATIENCE_S, page
from tests.places import CHECKOUT
from tests.torture.running import Run, invoke


@contextmanager
def started(root: Path) -> Iterator[tuple[subprocess.Popen[str], Desk]]:
    """A desk in a process of its own, and a client with its key."""
    command = [
        sys.executable,
        "-m",
        "audiobrief",
        "desk",
        str(root),
        "--port",
        "0",
        "-j",
        "1",
        *TONE,
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT, start_new_session=True
    ) as run:
        assert run.stdout is not None
        entrance = run.stdout.readline().strip()
        parts = urlsplit(entrance)
        with Desk(f"http://{parts.netloc}", parse_qs(parts.query)["key"][0]) as client:
            try:
                yield run, client
            finally:
                run.kill()


def submit_until_killed(root: Path, after_s: float, keys: Iterator[int]) -> dict[str, int]:
    """Submits until the desk is killed; returns the id and the number of what was accepted."""
    accepted: dict[str, int] = {}
    with started(root) as (run, client):
        end = time.monotonic() + after_s
        while time.monotonic() < end:
            number = next(keys)
            story = client.submit(text=page(f"Place {number}"), key=f"key {number}")
            accepted[story.id] = number
            if len(accepted) == 3:
                time.sleep(max(end - time.monotonic(), 0))
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    return accepted


@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.long)])
def test_no_accepted_story_is_lost_or_made_twice(tmp_path: Path, kills: int) -> None:
    root, moments = tmp_path / "episodes", random.Random(7)
    keys, accepted = iter(range(10_000)), dict[str, int]()
    for _ in range(kills):
        accepted |= submit_until_killed(root, moments.uniform(0.05, 1.2), keys)
    with started(root) as (run, client):
        for story, number in accepted.items():
            # a program that did not get its answer sends the same again
            again = client.submit(text=page(f"Place {number}"), key=f"key {number}")
            assert again.id == story
        made = [client.wait(story, timeout_s=PATIENCE_S) for story in accepted]
        assert {story.state for story in made} == {State.WAITING}
        assert len(list(client.stories())) == len(accepted)
        first = made[0]
        client.approve(first)
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
    with started(root) as (run, client):
        published = client.wait(first.id, timeout_s=PATIENCE_S)
        assert published.state is State.PUBLISHED
        assert len(list(root.glob("*/episode.json"))) == 1
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE_S) == 0


def test_a_desk_that_is_busy_ends_when_it_is_told_to(tmp_path: Path) -> None:
    root = tmp_path / "episodes"
    with started(root) as (run, client):
        stories = [client.submit(text=page(f"Busy {n}")) for n in range(6)]
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE_S) == 0
    with started(root) as (_, client):
        assert client.wait(stories[0].id, timeout_s=PATIENCE_S).state is State.WAITING
        # what was in work when the desk ended counts as no try
        assert all(story.reason == "" for story in client.stories())


def test_one_folder_has_one_desk(tmp_path: Path) -> None:
    with started(tmp_path / "episodes") as (_, client):
        assert list(client.stories()) == []
        done = subprocess.run(
            [sys.executable, "-m", "audiobrief", "desk", str(tmp_path / "episodes"), "--port", "0"],
            capture_output=True, text=True, cwd=CHECKOUT, check=False,
        )  # fmt: skip
        assert done.returncode == 1
        assert "another desk has" in done.stderr


def test_a_folder_that_is_new_is_said_to_be(tmp_path: Path) -> None:
    root = tmp_path / "episods"
    for is_new in (True, False):
        run = Run("desk", root, "--port", "0", "-j", "1", *TONE)
        try:
            assert run.process.stdout is not None
            assert b"/enter?key=" in run.process.stdout.readline()
        finally:
            run.process.send_signal(signal.SIGINT)
        code, _, err = run.finish()
        assert (code, f"{root} is a new folder" in err) == (0, is_new), err
        assert run.survivors() == []


def test_a_client_is_told_in_words_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="clear text"):
        Desk("http://desk.example", "abd_x")
    with pytest.raises(DeskError, match="no address"):
        Desk("desk.example", "abd_x")
    with pytest.raises(DeskError, match="no address of a desk"):
        Desk("https://[", "abd_x")
    with pytest.raises(DeskError, match="copy it again") as refused:
        Desk("http://127.0.0.1:9", "abd_x\nabd_y")
    assert "abd_" not in str(refused.value)
    with (
        Desk("http://127.0.0.1:9", "abd_x") as client,
        pytest.raises(DeskError, match="is `audiobrief desk` running"),
    ):
        client.story("x")
    with started(tmp_path / "episodes") as (_, client):
        with pytest.raises(DeskError, match="there is no story"):
            client.story("none")
        base = client._base.removesuffix("/api/v1")
        with Desk(base, "abd_wrong") as stranger, pytest.raises(DeskError, match="is wrong"):
            stranger.story("none")
        assert requests.get(f"{base}/robots.txt", timeout=PATIENCE_S).text.endswith(
            "Disallow: /\n"
        )


def test_the_command_line_submits_to_a_desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "story.html").write_text(page("Command Line"), encoding="utf-8")
    with started(tmp_path / "episodes") as (_, client):
        address = client._base.removesuffix("/api/v1")
        monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
        code, _, said = invoke("add", tmp_path / "story.html", "--desk", address)
        assert (code, TOKEN_VARIABLE in said) == (1, True)
        monkeypatch.setenv(TOKEN_VARIABLE, (tmp_path / "episodes" / KEY).read_text("ascii"))
        code, out, said = invoke("add", tmp_path / "story.html", "--desk", address)
        assert (code, out.startswith("submitted: story.html (")) == (0, True), said
        (story,) = client.stories()
        assert client.wait(story.id).title == "The mill at Command Line opens"
