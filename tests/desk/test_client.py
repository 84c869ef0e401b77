"""Holds the library's client against the OpenAPI of a desk: each operation, done for real."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from audiobrief import Desk
from audiobrief.desk.states import State
from audiobrief.errors import DeskConflict, StoryNotFound
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
    assert next(iter(client.events(after=0)))["what"] == "submitted"
    with pytest.raises(StoryNotFound):
        client.story("none")


def texts(client: Desk, desk: TestDesk, story: str) -> None:
    key = cost(desk, story)["key"]
    changed = client.change_sentence(client.story(story), key, say="It was dear.")
    assert "It was dear." in [s["spoken"] for s in client.script(story)["sentences"]]
    client.undo(changed)
    (kept, *_) = [p["key"] for p in client.article(story)["pieces"] if p["is_kept"]]
    client.undo(client.decide_piece(client.story(story), kept, kept=False))
    assert client.hear_sentence(story, key)[:4] == b"RIFF"
    assert client.try_sentence(story, key, say="Two.")[:4] == b"RIFF"
    assert client.preview("Merrow", lexicon={"Merrow": "MERR-oh"})[:4] == b"RIFF"
    client.wait(story)
    assert client.sound(story)
    assert client.transcript(story).startswith("WEBVTT")
    assert client.waveform(story)
    pier, *_ = piers(desk, "client.example", "Ambleton", "Brinmouth", "Corrie")
    piece = next(
        p["key"] for p in client.article(pier)["pieces"] if "Our evening walk" in p["text"]
    )
    proposed = client.propose_rules(pier, piece, kept=False)
    rule = client.keep_rule(pier, piece, proposed[0]["selector"], kept=False)
    assert client.rules() == [rule]
    client.remove_rule(rule.name)
    with pytest.raises(DeskConflict):
        client.remove_rule(rule.name)


def names(client: Desk) -> None:
    assert "Ilsabe Quorndahl" in [each["name"] for each in client.names()["unknown"]]
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
