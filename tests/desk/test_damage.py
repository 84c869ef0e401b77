"""Damages the desk's world: a full disk, receivers that hang, a clock set back, hostile text."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from audiobrief.desk import setbacks, webhooks, workroom
from audiobrief.desk.database import Database
from tests.desk.desks import TestDesk, desk_settings, open_desk, page
from tests.desk.test_reach import listening, wait_for
from tests.torture.test_poison import POISONS, check_page

YEARS = 10 * 365 * 86_400.0


@pytest.fixture
def open_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestDesk]:
    """A desk whose keeper allows addresses of this network, with short waits and deadlines."""
    monkeypatch.setattr(webhooks, "IDLE_S", 0.2)
    monkeypatch.setattr(webhooks, "ANSWER_MS", 1_000)
    monkeypatch.setattr(workroom, "IDLE_S", 0.2)
    monkeypatch.setattr(setbacks, "RETRY_S", 0.2)
    settings = desk_settings()
    settings = replace(settings, fetch=replace(settings.fetch, allow_private=True))
    with open_desk(tmp_path / "episodes", settings) as opened:
        yield opened


@contextlib.contextmanager
def full_disk(database: Database) -> Iterator[None]:
    """A file that may not grow: SQLite answers as it does where a disk is full (SQLITE_FULL)."""
    (most,) = database._db.execute("PRAGMA max_page_count").fetchone()
    (now,) = database._db.execute("PRAGMA page_count").fetchone()
    database._db.execute(f"PRAGMA max_page_count = {now}")
    try:
        yield
    finally:
        database._db.execute(f"PRAGMA max_page_count = {most}")


# ------------------------------------------------------------------------- full disk


def test_a_full_disk_accepts_nothing_says_so_and_passes(open_reach: TestDesk) -> None:
    desk, database = open_reach, open_reach.parts.stories._database
    with listening() as listener:
        desk.editor.ask("POST", "/webhooks", {"url": listener.url, "events": ["made"]})
        desk.made("Before")
        wait_for(lambda: len(listener.heard) == 1)
        before = desk.editor.ask("GET", "/stories")["items"]
        with full_disk(database):
            for number in range(3):
                # a page of 40 kB does not fit into what is free in the file's last pages
                long = page(f"Full {number}").replace("</nav>", f"</nav><!--{'x' * 40_000}-->")
                answer = desk.editor.send("POST", "/stories", {"text": long}, key=f"k{number}")
                assert answer.status_code == 507, answer.text
                assert "make room on its disk" in answer.json()["detail"]
            assert desk.editor.ask("GET", "/stories")["items"] == before
        # a program that sends the same again with its key is served
        again = desk.editor.send("POST", "/stories", {"text": page("Full 0")}, key="k0")
        assert again.status_code == 202, again.text
        desk.wait(again.json()["id"], "waiting")
        wait_for(lambda: len(listener.heard) == 2)


def test_a_story_that_no_disk_takes_is_made_when_there_is_room(open_reach: TestDesk) -> None:
    desk, database = open_reach, open_reach.parts.stories._database
    with listening() as listener:
        desk.editor.ask("POST", "/webhooks", {"url": listener.url, "events": ["made"]})
        story = desk.submit(page("Tight"))
        with full_disk(database):
            time.sleep(2)
        made = desk.wait(story["id"], "waiting")
        assert made["reason"] == ""
        wait_for(lambda: listener.heard)


# ------------------------------------------------------------------------- hostile receivers


@contextlib.contextmanager
def dripping(answer: bytes) -> Iterator[str]:
    """The address of a receiver that begins with `answer` and then sends a byte now and then."""
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            with contextlib.suppress(OSError):
                connection, _ = server.accept()
                threading.Thread(target=drip, args=(connection,), daemon=True).start()

    def drip(connection: socket.socket) -> None:
        with contextlib.suppress(OSError), connection:
            connection.sendall(answer)
            while not ended.wait(0.1):
                connection.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        ended.set()


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="silence"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Long: ", id="a header without an end"),
        pytest.param(b"\x00\xff not http at all\r\n\r\n", id="no HTTP"),
        pytest.param(b"HTTP/1.1 500 " + b"<script>" * 400 + b"\r\n\r\n", id="a long reason"),
    ],
)
def test_a_receiver_that_hangs_does_not_hold_up_another(
    answer: bytes, open_reach: TestDesk
) -> None:
    desk = open_reach
    with dripping(answer) as bad, listening() as good:
        hook = desk.editor.ask("POST", "/webhooks", {"url": bad, "events": ["made"]})["webhook"]
        desk.made("First")
        place = f"/webhooks/{hook['id']}/deliveries"
        wait_for(lambda: desk.editor.ask("GET", place)[0]["tries"])
        for number in range(30):
            # it was away for long, and much is due
            desk.parts.stories._database.write(
                "INSERT INTO delivery (id, webhook, event, body, created, next) "
                "SELECT ?, webhook, event, body, created, 1 FROM delivery LIMIT 1",
                f"msg_{number}",
            )
        desk.editor.ask("POST", "/webhooks", {"url": good.url, "events": ["made"]})
        desk.made("Second")
        started = time.monotonic()
        wait_for(lambda: good.heard)
        assert time.monotonic() - started < 12, "each of thirty messages may take a second"
        tried = desk.editor.ask("GET", place)
        assert len(tried) == 32
        assert all(each["is_waiting"] for each in tried)
        assert all(len(each["problem"]) <= 500 for each in tried)
        # the pages answer meanwhile
        assert desk.editor.get("/").status_code == 200


# ------------------------------------------------------------------------- the clock


def test_a_clock_that_is_set_back_puts_nothing_off_for_years(open_reach: TestDesk) -> None:
    desk, database = open_reach, open_reach.parts.stories._database
    with listening() as listener:
        listener.answers = [500]
        desk.editor.ask("POST", "/webhooks", {"url": listener.url, "events": ["made"]})
        desk.made("Clock")
        wait_for(lambda: listener.heard)
        # what was written down by a clock that was years ahead
        wait_for(lambda: database.row("SELECT 1 FROM delivery WHERE tries = 1"))
        database.write("UPDATE delivery SET next = ?", time.time() + YEARS)
        wait_for(lambda: len(listener.heard) == 2)
        story = desk.submit(page("Ahead"))
        desk.wait(story["id"], "waiting")
        database.write(
            "UPDATE story SET work = 'make', not_before = ? WHERE id = ?",
            time.time() + YEARS, story["id"],
        )  # fmt: skip
        desk.parts.room._woken.set()
        desk.wait(story["id"], "waiting")


def test_what_an_editor_scheduled_for_next_year_waits(open_reach: TestDesk) -> None:
    story = open_reach.made("Embargo")
    when = time.strftime("%Y-%m-%dT00:00:00Z", time.gmtime(time.time() + YEARS / 10))
    open_reach.editor.ask(
        "POST", f"/stories/{story['id']}/approval", {"at": when}, version=story["version"]
    )
    time.sleep(1)
    assert open_reach.editor.ask("GET", f"/stories/{story['id']}")["state"] == "approved"


# ------------------------------------------------------------------------- hostile text


@pytest.mark.parametrize("kind", POISONS)
def test_no_text_of_a_story_becomes_code_at_the_desk(kind: str, desk: TestDesk) -> None:
    poison = POISONS[kind].encode("utf-8", "replace").decode()
    data = {
        "headline": f"{poison} {kind}", "dek": poison, "authors": [{"name": poison, "role": poison}],
        "section": poison, "tags": [poison], "site": poison,
        "body": [{"kind": "paragraph", "text": f"The harbour {poison} is open, said Bo {kind}."}],
    }  # fmt: skip
    answer = desk.editor.send("POST", "/stories", {"article": data})
    if answer.status_code == 422:
        # a field that cannot hold it is named
        assert "article" in answer.text or "detail" in answer.json()
        data = {"headline": f"{poison} {kind}", "body": f"The harbour {poison} is open again."}
        answer = desk.editor.send("POST", "/stories", {"article": data})
    assert answer.status_code == 202, answer.text
    story = answer.json()["id"]
    desk.wait(story, "waiting", "refused")
    for path in ("/", f"/stories/{story}", f"/stories/{story}/article", f"/stories/{story}/publish",
                 "/names", "/ledger"):  # fmt: skip
        check_page(desk.editor.open(path))
