"""Tests that nobody reaches this network through the desk: by pages, pictures or webhooks."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from audiobrief.desk import webhooks
from audiobrief.desk.database import Database
from audiobrief.fetch import sending
from tests.desk.desks import PATIENCE_S, TestDesk, desk_settings, open_desk, page


@dataclass
class Listener:
    """A web server on loopback that notes every request."""

    port: int
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Statuses to answer with, one after another; 200 when there are none left."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def listening() -> Iterator[Listener]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            listener.heard.append((self.path, headers, body))
            status = listener.answers.pop(0) if listener.answers else 200
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET  # noqa: N815 -- the name that the base class calls

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        listener = Listener(server.server_port)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield listener
        server.shutdown()
        thread.join()


def wait_for(done: Any) -> None:
    end = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"]
)
def test_a_page_of_this_network_is_not_read(desk: TestDesk, host: str) -> None:
    with listening() as listener:
        # 8080 and its like are ports of web servers; this one is refused by its number alone
        answer = desk.editor.send(
            "POST", "/stories", {"address": f"http://{host}:{listener.port}/"}
        )
        assert answer.status_code == 422
        assert "port" in answer.json()["detail"]
        story = desk.editor.ask("POST", "/stories", {"address": f"http://{host}/secret"})
        refused = desk.wait(story["id"], "refused")
        assert "private network" in refused["reason"]
        assert listener.heard == []


def test_nothing_is_fetched_for_what_is_sent_with_its_text(desk: TestDesk) -> None:
    with listening() as listener:
        text = page("Reach").replace(
            "<nav>", f'<link rel="canonical" href="{listener.url}"><img src="{listener.url}a.png"><nav>'
        ).replace("<meta name", f'<meta property="og:image" content="{listener.url}b.png"><meta name')  # fmt: skip
        desk.wait(desk.submit(text)["id"], "waiting")
        data = {
            "headline": "A picture of the router", "image": f"{listener.url}c.png",
            "url": "https://news.example/router", "body": "<p>It stands in the hall, said Bo Ek.</p>",
        }  # fmt: skip
        desk.wait(desk.submit(article=data)["id"], "waiting")
        assert listener.heard == []


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "file:///etc/passwd", "../../etc/hostname.html", "C:\\secret.html"]
)
def test_no_name_leads_to_a_file_of_this_machine(desk: TestDesk, name: str) -> None:
    for body in (
        {"address": name}, {"article": {"url": name, "headline": "x"}},
        {"article": {"path": name, "headline": "x"}}, {"text": page("File"), "url": name},
    ):  # fmt: skip
        answer = desk.editor.send("POST", "/stories", body)
        assert answer.status_code in {422, 202}, answer.text
        if answer.status_code == 202:
            assert desk.parts.stories.source(answer.json()["id"]).path == ""


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:10.0.0.1]", "2130706433", "192.168.1.1",
             "169.254.169.254", "0x7f.1"],
)  # fmt: skip
def test_a_webhook_of_this_network_is_refused_when_it_is_added(
    desk: TestDesk, host: str
) -> None:
    refused = desk.editor.send("POST", "/webhooks", {"url": f"http://{host}/hook"})
    assert refused.status_code == 422
    assert "private network" in refused.json()["detail"]
    assert desk.editor.ask("GET", "/webhooks") == []


def test_a_webhook_cannot_reach_this_network(
    desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with listening() as listener:
        refused = desk.editor.send("POST", "/webhooks", {"url": listener.url})
        assert refused.status_code == 422
        # its name led nowhere when it was added, and leads into this network since
        monkeypatch.setattr(sending, "_look_up", lambda _: [])
        body = {"url": "http://localhost/hook", "events": ["made"]}
        hook = desk.editor.ask("POST", "/webhooks", body)["webhook"]
        desk.made("Hook")
        place = f"/webhooks/{hook['id']}"
        wait_for(
            lambda: [d for d in desk.editor.ask("GET", f"{place}/deliveries") if d["tries"]]
        )
        (delivery,) = desk.editor.ask("GET", f"{place}/deliveries")
        assert "private network" in delivery["problem"]
        assert (delivery["status"], delivery["is_waiting"]) == (0, True)
        assert delivery["next"] > delivery["created"]
        assert delivery["title"] == "The mill at Hook opens"
        desk.editor.ask("DELETE", place)
        assert desk.editor.send("GET", f"{place}/deliveries").status_code == 404
        assert listener.heard == []


def test_a_webhooks_address_is_short_in_the_ledger(open_reach: TestDesk) -> None:
    """Every reader sees the ledger, and who has the address of a chat's hook can write there."""
    url = "http://localhost:81/hooks/T0123/s3cr3t?token=abcdefgh"
    hook = open_reach.editor.ask("POST", "/webhooks", {"url": url})["webhook"]
    open_reach.editor.ask("DELETE", f"/webhooks/{hook['id']}")
    told = open_reach.editor.ask("GET", "/ledger?limit=2")["items"]
    assert [(entry["what"], entry["detail"]) for entry in told] == [
        (f"webhook {what}", {"webhook": hook["id"], "name": "http://localhost/…"})
        for what in ("removed", "added")
    ]


def test_wrong_webhooks_are_refused(desk: TestDesk) -> None:
    for body in (
        {"url": "ftp://a.example/"},
        {"url": "http://a..b/hook"},
        {"url": "http://.example/"},
        {"url": f"http://{'a' * 70}.example/"},
        {"url": "https://a.example/", "events": ["eaten"]},
    ):
        assert desk.editor.send("POST", "/webhooks", body).status_code == 422
    assert desk.editor.send("DELETE", "/webhooks/none").status_code == 404
    assert desk.editor.send("DELETE", "/webhooks/cursor").status_code == 404
    assert desk.editor.send("POST", "/deliveries/none/replay").status_code == 404


@pytest.fixture
def open_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestDesk]:
    """A desk whose keeper allows addresses of this network, with short waits."""
    monkeypatch.setattr(webhooks, "WAITS_S", (0, 0.05, 0.05))
    settings = desk_settings()
    settings = replace(settings, fetch=replace(settings.fetch, allow_private=True))
    with open_desk(tmp_path / "episodes", settings) as opened:
        yield opened


def test_webhooks_are_signed_repeated_and_replayed(open_reach: TestDesk) -> None:
    desk = open_reach
    with listening() as listener:
        listener.answers = [503, 302]
        added = desk.editor.ask(
            "POST", "/webhooks", {"url": listener.url, "events": ["made", "failed"]}
        )
        hook, secret = added["webhook"], added["secret"]
        assert secret.startswith("whsec_")
        assert secret not in json.dumps(desk.editor.ask("GET", "/webhooks"))
        story = desk.made("Signed")
        wait_for(lambda: len(listener.heard) == 3)
        # a redirect is not followed, and each try has the same id
        assert {path for path, _, _ in listener.heard} == {"/"}
        assert len({headers["webhook-id"] for _, headers, _ in listener.heard}) == 1
        for _, headers, body in listener.heard:
            signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
            key = base64.b64decode(secret.removeprefix("whsec_"))
            digest = hmac.new(key, signed, hashlib.sha256).digest()
            assert headers["webhook-signature"] == f"v1,{base64.b64encode(digest).decode()}"
            assert abs(int(headers["webhook-timestamp"]) - time.time()) < PATIENCE_S
        told = json.loads(listener.heard[0][2])
        assert (told["type"], told["data"]["story"]) == ("made", story["id"])
        place = f"/webhooks/{hook['id']}/deliveries"
        wait_for(lambda: not desk.editor.ask("GET", place)[0]["is_waiting"])
        (delivery,) = desk.editor.ask("GET", place)
        assert (delivery["status"], delivery["tries"], delivery["problem"]) == (200, 3, "")
        desk.editor.ask("POST", f"/deliveries/{delivery['id']}/replay")
        wait_for(lambda: len(listener.heard) == 4)
        assert listener.heard[3][1]["webhook-id"] == delivery["id"]
        # a receiver that says 410 wants no more
        listener.answers = [410]
        desk.wait(
            desk.submit(
                "<html><body><form>Log in, if you have a name and a password here</form>"
            )["id"],
            "refused",
        )
        wait_for(lambda: desk.editor.ask("GET", "/webhooks")[0]["is_paused"])


def test_what_happened_while_nothing_was_sent_is_told_later(tmp_path: Path) -> None:
    settings = desk_settings()
    settings = replace(settings, fetch=replace(settings.fetch, allow_private=True))
    with listening() as listener:
        listener.answers = [500]
        with open_desk(tmp_path / "episodes", settings) as desk:
            desk.editor.ask("POST", "/webhooks", {"url": listener.url})
            desk.made("Later")
            wait_for(lambda: listener.heard)
        with open_desk(tmp_path / "episodes", settings) as desk:
            other = Database(tmp_path / "episodes")
            other.write("UPDATE delivery SET next = 0 WHERE next IS NOT NULL")
            other.close()
            desk.parts.webhooks._woken.set()
            wait_for(lambda: len(listener.heard) == 2)
        first, second = (headers["webhook-id"] for _, headers, _ in listener.heard)
        assert first == second
