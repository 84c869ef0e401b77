"""Tests the servers against more clients than they have places or files for."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import requests
from cryptography.hazmat.primitives.serialization import Encoding

from audiobrief.listening.authority import issue, open_authority
from audiobrief.publish.answering import CONNECTIONS, answering, most_connections
from audiobrief.publish.encrypting import answering_encrypted, read_certificate

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
FILES = 256


def greet(_environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "5")])
    return [b"hello"]


@pytest.fixture
def few_files() -> Iterator[None]:
    """So few files for this process that a crowd takes all; what it has open counts, too."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture
def pem(tmp_path: Path) -> tuple[Path, str]:
    """A certificate with its key, and the authority that clients trust."""
    authority = open_authority(tmp_path, ())
    certificate, key = issue(authority, ["127.0.0.1"])
    path, trusted = tmp_path / "desk.pem", tmp_path / "trusted.pem"
    path.write_bytes(key + certificate)
    trusted.write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    return path, str(trusted)


@pytest.mark.parametrize(("files", "most"), [(1024, 256), (64, 16), (1 << 16, CONNECTIONS)])
def test_connections_are_bounded_by_the_files_of_the_process(
    files: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (files, files))
    assert most_connections() == most


def test_whoever_holds_all_places_makes_room_for_the_next(few_files: None) -> None:
    del few_files
    with answering(greet) as address, contextlib.ExitStack() as clients:
        place = ("127.0.0.1", urlsplit(address).port)
        crowd = []
        for _ in range(FILES // 4 + 6):
            crowd.append(clients.enter_context(socket.create_connection(place)))
            crowd[-1].sendall(HALF)
        begun = time.monotonic()
        assert requests.get(address, timeout=20).text == "hello"
        assert time.monotonic() - begun < 5
        # the first of the crowd is disconnected, and the last may still finish its request
        crowd[0].settimeout(10)
        with contextlib.suppress(ConnectionResetError):
            assert crowd[0].recv(100) == b""
        crowd[-1].sendall(b"\r\n")
        assert b" 200 OK" in crowd[-1].recv(100)


def test_a_crowd_in_its_handshake_makes_room_for_the_next(
    few_files: None, pem: tuple[Path, str]
) -> None:
    del few_files
    context = read_certificate(pem[0], None)
    with (
        answering_encrypted(greet, lambda: context, "127.0.0.1", 0) as port,
        contextlib.ExitStack() as clients,
    ):
        crowd = [
            clients.enter_context(socket.create_connection(("127.0.0.1", port)))
            for _ in range(FILES // 16 + 6)
        ]
        address = f"https://127.0.0.1:{port}/"
        begun = time.monotonic()
        assert requests.get(address, verify=pem[1], timeout=20).text == "hello"
        assert time.monotonic() - begun < 5
        crowd[0].settimeout(10)
        with contextlib.suppress(ConnectionResetError):
            assert crowd[0].recv(100) == b""
        trusting = ssl.create_default_context(cafile=pem[1])
        for _ in range(FILES // 16 + 6):
            bare = clients.enter_context(socket.create_connection(("127.0.0.1", port)))
            half = clients.enter_context(
                trusting.wrap_socket(bare, server_hostname="127.0.0.1")
            )
            half.sendall(HALF)
        begun = time.monotonic()
        assert requests.get(address, verify=pem[1], timeout=20).text == "hello"
        assert time.monotonic() - begun < 5


def test_without_files_the_servers_wait_quietly(
    few_files: None, pem: tuple[Path, str], capfd: pytest.CaptureFixture[str]
) -> None:
    del few_files
    context = read_certificate(pem[0], None)
    with (
        answering(greet) as address,
        answering_encrypted(greet, lambda: context, "127.0.0.1", 0) as port,
    ):
        secure = f"https://127.0.0.1:{port}/"
        # loads what a client needs before there are no files for it
        assert requests.get(secure, verify=pem[1], timeout=20).text == "hello"
        with contextlib.ExitStack() as taken:
            waiting = [taken.enter_context(socket.socket()) for _ in range(2)]
            with contextlib.suppress(OSError):
                while True:
                    taken.callback(os.close, os.open(os.devnull, os.O_RDONLY))
            used = time.process_time()
            waiting[0].connect(("127.0.0.1", urlsplit(address).port))
            waiting[1].connect(("127.0.0.1", port))
            threading.Event().wait(2)
            # a server that asks on and on would use the whole two seconds
            assert time.process_time() - used < 1
        assert requests.get(address, timeout=20).text == "hello"
        assert requests.get(secure, verify=pem[1], timeout=20).text == "hello"
    assert capfd.readouterr().err == ""


def test_handshakes_that_fail_leave_nothing(pem: tuple[Path, str]) -> None:
    """Each left 0.3 MB until Python looked for rings of objects, which it does seldom."""
    context = read_certificate(pem[0], None)
    gc.collect()
    gc.disable()
    try:
        with answering_encrypted(greet, lambda: context, "127.0.0.1", 0) as port:
            grown = []
            for _ in range(2):
                before = _resident_mb()
                for number in range(300):
                    with socket.create_connection(("127.0.0.1", port)) as client:
                        client.sendall(b"" if number % 2 else b"GET / HTTP/1.1\r\n\r\n")
                assert requests.get(f"https://127.0.0.1:{port}/", verify=pem[1], timeout=20).ok
                grown.append(_resident_mb() - before)
        assert grown[1] < 15
    finally:
        gc.enable()


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("needs /proc")
    line = next(each for each in status.read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
