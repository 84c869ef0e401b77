"""Tests peers and folders of others that are against us: slow, endless, or leading elsewhere."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from audiobrief.batch.items import Item, Unlisted
from audiobrief.cli.console import printable
from audiobrief.desk.slow_clients import PatientProtocol
from audiobrief.listening.followed_folder import list_folder, sign_folder
from tests.batch.newsroom import write_pages
from tests.desk.desks import open_desk as open_newsroom
from tests.listening.desks import open_desk as open_library

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
SLOW = 300


@contextlib.contextmanager
def library(folder: Path) -> Iterator[str]:
    with open_library(folder) as desk:
        yield desk.home


@contextlib.contextmanager
def newsroom(folder: Path) -> Iterator[str]:
    with open_newsroom(folder) as desk:
        yield f"{desk.address}/enter"


@pytest.fixture(params=[library, newsroom], ids=["listen", "desk"], scope="module")
def address(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    open_one: Callable[[Path], contextlib.AbstractContextManager[str]] = request.param
    with open_one(tmp_path_factory.mktemp("open") / "episodes") as place:
        yield place


def connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    assert parts.hostname is not None
    return socket.create_connection((parts.hostname, parts.port or 80), timeout=30)


def is_answered(address: str) -> bool:
    begun = time.monotonic()
    answer = requests.get(address, timeout=30, allow_redirects=False)
    return answer.status_code < 500 and time.monotonic() - begun < 20


def test_clients_that_send_half_a_request_delay_no_other(address: str) -> None:
    with contextlib.ExitStack() as stack:
        for number in range(SLOW):
            client = stack.enter_context(connect(address))
            client.sendall(b"GET / HTTP/1.1\r\nHost: " + b"x" * (number % 3))
        assert is_answered(address)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\n",
        b"POST /enter HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n",
    ],
    ids=["head", "body"],
)
def test_the_desk_leaves_a_client_that_drips(
    sent: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PatientProtocol, "head_s", 1.0)
    monkeypatch.setattr(PatientProtocol, "body_s", 1.0)
    with newsroom(tmp_path / "episodes") as address, connect(address) as client:
        begun = time.monotonic()
        client.sendall(sent)
        client.settimeout(0.3)
        is_open = True
        while is_open and time.monotonic() - begun < 20:
            with contextlib.suppress(TimeoutError):
                try:
                    client.sendall(b"X")
                    is_open = bool(client.recv(1000))
                except ConnectionError:
                    is_open = False
        assert not is_open, "it is still waited for"
        assert time.monotonic() - begun < 15
        assert is_answered(address)


def test_the_desk_keeps_a_connection_for_the_next_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A timer of one request must not end the next one."""
    monkeypatch.setattr(PatientProtocol, "head_s", 1.0)
    with newsroom(tmp_path / "episodes") as address, connect(address) as client:
        for _ in range(3):
            client.sendall(b"GET /enter HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert client.recv(65_536).startswith(b"HTTP/1.1 ")
            with contextlib.suppress(TimeoutError):
                client.settimeout(1.5)
                while client.recv(65_536):
                    pass
            client.settimeout(30)


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 3_000_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 300_000 + b"\r\n",
        b"GET /" + b"a" * 3_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n",
        b"\x16\x03\x01\x02\x00" + bytes(500),
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n" * 50_000,
    ],
    ids=["long header", "many headers", "long path", "negative", "two lengths", "TLS", "version", "lines"],
)  # fmt: skip
def test_what_is_no_request_ends_in_an_answer_or_a_closed_connection(
    address: str, head: bytes
) -> None:
    with connect(address) as client, contextlib.suppress(ConnectionError):
        client.sendall(head)
        with contextlib.suppress(OSError):  # it may have hung up already
            client.shutdown(socket.SHUT_WR)
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
        assert not answer.startswith(b"HTTP/1.1 2"), answer[:200]
        assert b"Traceback" not in answer
    assert is_answered(address)


@posix
def test_a_link_out_of_a_followed_folder_is_refused(tmp_path: Path) -> None:
    (secret,) = write_pages(tmp_path / "private", 1, words=40)
    folder = tmp_path / "followed"
    (own,) = write_pages(folder, 1, words=40)
    (folder / "out.html").symlink_to(secret)
    (folder / "relative.html").symlink_to(f"../private/{secret.name}")
    (folder / "in.html").symlink_to(own.name)
    (folder / "below").symlink_to(tmp_path / "private", target_is_directory=True)
    (folder / "nowhere.html").symlink_to(tmp_path / "nothing.html")
    (folder / "loop.html").symlink_to(folder / "loop.html")
    for name in ("new", "cur", "tmp"):
        (folder / "mail" / name).mkdir(parents=True)
    (folder / "mail" / "new" / "1.a.b").symlink_to(secret)
    listed = list(list_folder(folder))
    refused = [each for each in listed if isinstance(each, Unlisted)]
    assert sorted(Path(each.source).name for each in refused) == [
        "1.a.b", "out.html", "relative.html"
    ]  # fmt: skip
    assert all("leads out of the folder" in each.message for each in refused)
    items = [each for each in listed if isinstance(each, Item)]
    assert {Path(each.path).name for each in items} == {own.name, "in.html"}


@posix
def test_what_is_no_file_does_not_hold_up_a_followed_folder(tmp_path: Path) -> None:
    (own,) = write_pages(tmp_path, 1, words=40)
    os.mkfifo(tmp_path / "pipe.url")
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "endless.url").symlink_to("/dev/zero")
    begun = time.monotonic()
    assert [each.path for each in list_folder(tmp_path) if isinstance(each, Item)] == [str(own)]
    assert len(sign_folder(tmp_path)) == 1
    assert time.monotonic() - begun < 5


@posix
@pytest.mark.parametrize(
    "name", ["-rf.html", "a\nb.html", "a\x1b[31m.html", "\u202elmth.a.html", "%00.html", "'; x.html",
             "con.html", " .html", "é" * 120 + ".html"],
)  # fmt: skip
def test_a_name_of_a_file_in_a_followed_folder_is_a_name(name: str, tmp_path: Path) -> None:
    (own,) = write_pages(tmp_path, 1, words=40)
    own.rename(tmp_path / name)
    (listed,) = list_folder(tmp_path)
    assert isinstance(listed, Item)
    assert Path(listed.path).read_bytes()


def test_no_mark_turns_round_what_is_printed() -> None:
    assert printable("a\u202eb\u2066c\u2069\u200fd") == "abc\u200fd"
