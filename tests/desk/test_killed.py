"""Kills the desk at any moment: nothing that was accepted is lost, and nothing is made twice."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from audiobrief import Desk
from audiobrief.cli.desk_client import TOKEN_VARIABLE
from audiobrief.desk.ledger import Entry
from audiobrief.desk.open_desk import KEY
from audiobrief.desk.representations import Entries
from audiobrief.desk.states import State
from audiobrief.errors import DeskConflict, DeskError
from audiobrief.publish.versions import read_versions
from tests.batch.running import TONE
from tests.desk.desks import PATIENCE_S, page
from tests.places import CHECKOUT
from tests.torture.running import Run, invoke


@contextmanager
def started(
    root: Path, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[subprocess.Popen[str], Desk]]:
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
        *(options or TONE),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=CHECKOUT, start_new_session=True,
        env={**os.environ, **(environment or {})},
    ) as run:  # fmt: skip
        assert run.stdout is not None
        entrance = run.stdout.readline().strip()
        parts = urlsplit(entrance)
        with Desk(f"http://{parts.netloc}", parse_qs(parts.query)["key"][0]) as client:
            try:
                yield run, client
            finally:
                run.kill()


class Newsroom:
    """A program that submits and approves, and goes on after each end of its desk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.accepted: dict[int, str] = {}
        """Number of a submission -> the story that the desk answered with."""
        self.begun: list[int] = []
        """Numbers of submissions that were sent, also those that nobody answered."""

    def work_until_killed(self, after_s: float) -> None:
        """Submits and approves until the desk is killed, whatever it is doing then."""
        with started(self.root) as (run, client):
            timer = threading.Timer(after_s, os.kill, (run.pid, signal.SIGKILL))
            timer.start()
            try:
                for _ in range(3):
                    self.begun.append(len(self.begun))
                    self.submit(client, self.begun[-1])
                while run.poll() is None:
                    for story in client.stories(State.WAITING):
                        with contextlib.suppress(DeskConflict):
                            client.approve(story)
                    time.sleep(0.02)
            except DeskError:
                pass  # it was killed while it was asked
            finally:
                timer.join()
                run.wait()

    def submit(self, client: Desk, number: int) -> None:
        """Submits, or sends again what may have been accepted already."""
        story = client.submit(text=page(f"Place {number}"), key=f"key {number}").id
        assert self.accepted.setdefault(number, story) == story


@pytest.mark.parametrize("kills", [2, pytest.param(50, marks=pytest.mark.long)])
def test_no_accepted_story_is_lost_or_made_twice(tmp_path: Path, kills: int) -> None:
    root, moments = tmp_path / "episodes", random.Random(7)
    newsroom = Newsroom(root)
    for _ in range(kills):
        newsroom.work_until_killed(moments.uniform(0.05, 1.5))
    with started(root) as (run, client):
        there = {story.id for story in client.stories()}
        assert set(newsroom.accepted.values()) <= there
        for number in newsroom.begun:
            # a program that did not get its answer sends the same again
            newsroom.submit(client, number)
        stories = set(newsroom.accepted.values())
        assert len(stories) == len(newsroom.begun) == len(list(client.stories()))
        for story in stories:
            made = client.wait(story, timeout_s=PATIENCE_S)
            if made.state is State.WAITING:
                client.approve(made)
        published = [client.wait(story, timeout_s=PATIENCE_S) for story in stories]
        assert {story.state for story in published} == {State.PUBLISHED}
        folders = {story.folder for story in published}
        assert {path.parent.name for path in root.glob("*/episode.json")} == folders
        assert len(folders) == len(stories)
        for each in published:
            # a kill repeats a step, and never tells of it twice
            done = [entry.what for entry in list_ledger(client, each.id)]
            for what in ("submitted", "read", "made", "approved", "published"):
                assert done.count(what) == 1, done
            assert "corrected" not in done
            assert read_versions(root / each.folder) == ()
        run.send_signal(signal.SIGINT)
        assert run.wait(PATIENCE_S) == 0


def list_ledger(client: Desk, story: str) -> list[Entry]:
    """What the ledger says of a story, the newest first."""
    return list(client._ask(Entries, "GET", f"/ledger?story={story}").items)


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
