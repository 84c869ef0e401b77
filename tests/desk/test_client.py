"""Holds the library's client against the OpenAPI of a desk: each operation, done for real."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from audiobrief import Desk
from audiobrief.desk.states import State
from audiobrief.errors import DeskConflict, DeskError, StoryNotFound
from audiobrief.model import VoiceRole
from tests.desk.desks import TestDesk, desk_settings, open_desk, page
from tests.desk.test_rules import piers
from tests.desk.test_stories import cost


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestDesk]:
    """A desk whose drafts have everything that can be asked for."""
    with open_desk(tmp_path / "episodes", desk_settings(publish__waveform=True)) as opened:
        yield opened


def operations(described: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (method.upper(), path)
        for path, methods in described["paths"].items()
        for method in methods
    }


def operation_of(method: str, path: str, known: set[tuple[str, str]]) -> tuple[str, str]:
    for name, template in known:
        pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", re.escape(template))
        if name == method and re.fullmatch(pattern, path):
            return name, template
    raise AssertionError(f"{method} {path} is in no description")


def test_the_client_can_do_whatever_the_interface_can(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, str]] = []
    with Desk(desk.address, desk.parts.key) as client:
        plain = client._session.request

        def noted(method: str, url: str, **more: Any) -> Any:
            sent.append((method, urlsplit(url).path))
            return plain(method, url, **more)

        monkeypatch.setattr(client._session, "request", noted)
        known = operations(client.describe())
        do_everything(client, desk)
    asked = {operation_of(m, p, known) for m, p in sent if p != "/api/v1/openapi.json"}
    assert known - asked == set()


def do_everything(client: Desk, desk: TestDesk) -> None:
    story = client.wait(client.submit(text=page("Client"), key="client").id)
    assert client.submit_file("client.html", page("Filed").encode()).state is State.SUBMITTED
    assert story.id in {each.id for each in client.stories(State.WAITING, query="Client")}
    texts(client, desk, story.id)
    assert client.wait(story.id).state is State.WAITING
    story = client.approve(client.story(story.id), at=None)
    published = client.wait(story.id)
    assert published.state is State.PUBLISHED
    corrected = client.wait(client.correct(published, text=page("Client"), why="a word").id)
    later = client.approve(corrected, at=published.submitted.replace(year=2099))
    assert client.take_approval_back(later).state is State.WAITING
    withdrawn = client.wait(client.withdraw(client.story(story.id), reason="a test").id)
    restored = client.wait(client.restore(withdrawn).id)
    assert restored.state is State.WAITING
    assert client.note_presence(story.id) == []
    did = [entry.what for entry in client.ledger(story=story.id)]
    assert did[-1] == "submitted"
    assert {"edited", "undid", "approval taken back", "restored"} <= set(did)
    names(client)
    links(client)
    assert next(iter(client.events(after=0))).what == "submitted"
    with pytest.raises(StoryNotFound):
        client.story("none")


def texts(client: Desk, desk: TestDesk, story: str) -> None:
    key = cost(desk, story)["key"]
    changed = client.change_sentence(client.story(story), key, say="It was dear.")
    assert "It was dear." in [s.spoken for s in client.script(story).sentences]
    client.undo(changed)
    pieces = client.article(story).pieces
    kept = next(p.key for p in pieces if p.is_kept and not p.is_fixed)
    client.undo(client.decide_piece(client.story(story), kept, kept=False))
    assert client.cast(story)[0].role is VoiceRole.NARRATOR
    assert client.hear_sentence(story, key)[:4] == b"RIFF"
    assert client.try_sentence(story, key, say="Two.")[:4] == b"RIFF"
    assert client.preview("Merrow", lexicon={"Merrow": "MERR-oh"})[:4] == b"RIFF"
    client.wait(story)
    assert client.sound(story)
    assert client.transcript(story).startswith("WEBVTT")
    assert max(client.waveform(story).bars) == 100
    pier, *_ = piers(desk, "client.example", "Ambleton", "Brinmouth", "Corrie")
    piece = next(p.key for p in client.article(pier).pieces if "Our evening walk" in p.text)
    proposed = client.propose_rules(pier, piece, kept=False)
    rule = client.keep_rule(pier, piece, proposed[0].selector, kept=False)
    assert client.rules() == [rule]
    client.remove_rule(rule.name)
    with pytest.raises(DeskConflict):
        client.remove_rule(rule.name)


def names(client: Desk) -> None:
    told = next(each for each in client.names().unknown if each.name == "Ilsabe Quorndahl")
    assert "The mill at Filed opens" in {story.title for story in told.stories}
    assert client.pronounce("Ilsabe Quorndahl", say="IL-suh-buh KWORN-dahl") > 0
    assert "KWORN-dahl" in client.lexicon()
    assert client.add_lexicon(client.lexicon()) == 1
    client.forget_name("Ilsabe Quorndahl")


def links(client: Desk) -> None:
    feed = client.follow_feed("news.example/feed")
    assert [each.id for each in client.feeds()] == [feed.id]
    client.stop_following(feed.id)
    hook, secret = client.add_webhook("https://hooks.example/", "made")
    assert (secret[:6], [each.id for each in client.webhooks()]) == ("whsec_", [hook.id])
    assert client.deliveries(hook.id) == []
    with pytest.raises(StoryNotFound):
        client.replay("none")
    client.remove_webhook(hook.id)


@contextmanager
def answering(status: int, *bodies: bytes) -> Iterator[tuple[str, list[str]]]:
    """A server that answers with these bodies in turn; yields its address and what is asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies[len(asked) % len(bodies)]
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"[]", b'{"detail": null}', b'"no"']
)
def test_an_error_without_a_readable_body_is_told_by_its_status(body: bytes) -> None:
    with (
        answering(502, body) as (address, _),
        Desk(address, "key") as client,
        pytest.raises(DeskError, match=r"^the desk answered 502 Bad Gateway"),
    ):
        client.story("x")


def test_a_list_without_an_end_is_asked_for_no_longer(desk: TestDesk) -> None:
    empty = b'{"items": [], "next": "x"}'
    with answering(200, empty) as (address, asked), Desk(address, "key") as client:
        assert list(client.stories()) == []
        assert len(asked) == 1
    desk.made("Again")
    with Desk(desk.address, desk.parts.key) as client:
        (story,) = client._ask(dict[str, Any], "GET", "/stories")["items"]
    item = msgspec.json.encode(story)
    pages = [b'{"items": [%s], "next": "%s"}' % (item, mark) for mark in (b"x", b"y")]
    with answering(200, *pages) as (address, asked), Desk(address, "key") as client:
        assert len(list(client.stories())) == 3
        assert len(asked) == 3
    ledger = b'{"items": [], "next": 7}'
    with answering(200, ledger) as (address, asked), Desk(address, "key") as client:
        assert list(client.ledger()) == []
        assert len(asked) == 1


def test_a_program_that_asks_a_desk_needs_no_web_framework() -> None:
    """Everything that the client decodes is defined where the extra `desk` is not needed."""
    rooms = "client", "representations", "feeds", "ledger", "states", "webhooks"
    imports = "; ".join(f"import audiobrief.desk.{room}" for room in rooms)
    told = f"{imports}; import sys; print(*sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in answer.stdout.split()}
    assert not loaded & {"litestar", "uvicorn", "argon2", "zxcvbn"}
