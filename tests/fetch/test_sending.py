"""Tests messages to addresses of the web, over real HTTP on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from audiobrief.fetch import FetchSettings
from audiobrief.fetch.sending import send

SETTINGS = FetchSettings(allow_private=True, deadline_ms=5_000)


@pytest.fixture
def received() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The address of a receiver, and the headers of each message that came."""
    told: list[dict[str, str]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(dict(self.headers))
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook", told
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_message_takes_no_password_from_a_netrc_file(
    received: tuple[str, list[dict[str, str]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its receiver is a stranger's choice, and the file is of whoever runs the program."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password secret")
    (tmp_path / ".netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    address, told = received
    assert send(address, b"{}", {"webhook-id": "msg_1"}, SETTINGS) == 204
    assert [headers.get("Authorization") for headers in told] == [None]
    assert told[0]["webhook-id"] == "msg_1"
