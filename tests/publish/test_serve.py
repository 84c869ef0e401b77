"""Tests the server over real sockets, with well-behaved clients and others."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import feedparser
import pytest

from audiobrief.errors import PublishError
from audiobrief.publish import PublishSettings, publish_episode
from audiobrief.publish import serve as serve_module
from audiobrief.publish.answering import answering
from audiobrief.publish.index_file import INDEX
from audiobrief.publish.serve import Preview, is_own_host
from audiobrief.system.locations import INTERNAL
from audiobrief.system.network_names import find_own_address
from tests.publish.shelves import make_shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

AUDIO = "/episode-0/episode.mp3"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    above = tmp_path_factory.mktemp("above")
    (above / "secret.txt").write_text("the neighbour's")
    root = above / "shelf"
    make_shelf(root, 3)
    for number in range(3):
        publish_episode(root / f"episode-{number}")
    (root / ".hidden").write_text("not for the web")
    (root / INTERNAL).mkdir()
    (root / INTERNAL / "index").write_text("not for the web")
    (root / "out").symlink_to(above / "secret.txt")
    (root / "up").symlink_to(above)
    (root / "loop").symlink_to(root / "loop")
    (root / "inside").symlink_to(root / "episode-0" / "episode.txt")
    return root


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    with answering(Preview(root, PublishSettings())) as address:
        yield address


def ask(
    address: str, path: str, method: str = "GET", **headers: str
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.msg, body


def test_the_page_and_its_data(address: str) -> None:
    status, headers, body = ask(address, "/")
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"Bulletin 0 of the harbour board" in body
    assert ask(address, "/index.html")[2] == body
    rows = json.loads(ask(address, "/library.json")[2])
    assert [row["f"] for row in rows] == ["episode-0", "episode-1", "episode-2"]


def test_its_feed_leads_back_to_it(address: str) -> None:
    status, headers, body = ask(address, "/feed.xml")
    assert (status, headers["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    entry = feedparser.parse(body).entries[0]
    assert entry.enclosures[0].href == f"{address}episode-0/episode.mp3"
    assert ask(address, "/feeds/author-ana-reyes.xml")[0] == 200
    assert ask(address, "/cover.jpg")[1]["Content-Type"] == "image/jpeg"


def test_nothing_is_written_into_the_folder(address: str, root: Path) -> None:
    ask(address, "/")
    ask(address, "/feed.xml")
    assert not (root / "index.html").exists()
    assert not (root / INDEX).exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("episode.mp3", "audio/mpeg"), ("episode.vtt", "text/vtt; charset=utf-8"),
     ("episode.srt", "application/x-subrip"), ("chapters.json", "application/json"),
     ("index.html", "text/html; charset=utf-8"), ("cover.jpg", "image/jpeg")],
)  # fmt: skip
def test_files_with_their_types(address: str, root: Path, name: str, kind: str) -> None:
    status, headers, body = ask(address, f"/episode-0/{name}")
    assert (status, headers["Content-Type"]) == (200, kind)
    assert body == (root / "episode-0" / name).read_bytes()
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Accept-Ranges"] == "bytes"


def test_a_folder_shows_its_page(address: str) -> None:
    assert ask(address, "/episode-1/")[2] == ask(address, "/episode-1/index.html")[2]


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [("bytes=0-99", 0, 100), ("bytes=100-", 100, None), ("bytes=-50", -50, None),
     ("bytes=0-", 0, None), ("bytes=500-999999999", 500, None)],
)  # fmt: skip
def test_ranges(address: str, root: Path, asked: str, start: int, end: int | None) -> None:
    whole = (root / AUDIO[1:]).read_bytes()
    status, headers, body = ask(address, AUDIO, Range=asked)
    part = whole[start:end]
    first = start if start >= 0 else len(whole) + start
    assert status == 206
    assert body == part
    assert headers["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"
    assert headers["Content-Length"] == str(len(part))


def test_a_range_that_is_not_there(address: str, root: Path) -> None:
    size = (root / AUDIO[1:]).stat().st_size
    status, headers, _ = ask(address, AUDIO, Range=f"bytes={size}-")
    assert (status, headers["Content-Range"]) == (416, f"bytes */{size}")


def test_head_is_get_without_its_body(address: str) -> None:
    for path in ("/", AUDIO, "/feed.xml", "/nothing"):
        status, headers, body = ask(address, path, "HEAD")
        full = ask(address, path)
        assert (status, body) == (full[0], b"")
        assert headers["Content-Length"] == str(len(full[2]))


def test_what_did_not_change_is_not_sent_again(address: str) -> None:
    for path in ("/", AUDIO, "/feed.xml", "/library.json"):
        tag = ask(address, path)[1]["ETag"]
        status, headers, body = ask(address, path, If_None_Match=tag)
        assert (status, headers["ETag"], body) == (304, tag, b"")
        assert ask(address, path, If_None_Match='"another"')[0] == 200


TEXTS = ["/", "/library.json", "/feed.xml", "/episode-0/index.html"]


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_is_compressed_for_whoever_takes_it(address: str, path: str) -> None:
    _, plain, whole = ask(address, path)
    assert "Content-Encoding" not in plain
    status, headers, body = ask(address, path, Accept_Encoding="br, gzip;q=0.8")
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["Content-Length"] == str(len(body))
    assert gzip.decompress(body) == whole
    assert len(body) < len(whole)
    # a cache between keeps the two apart
    assert plain["Vary"] == headers["Vary"] == "Accept-Encoding"
    assert plain["ETag"] != headers["ETag"]
    again = ask(address, path, Accept_Encoding="gzip", If_None_Match=headers["ETag"])
    assert (again[0], again[2]) == (304, b"")


@pytest.mark.parametrize(
    ("path", "taken"),
    [(AUDIO, "gzip"), ("/cover.jpg", "gzip"), ("/", "gzip;q=0"), ("/", "br"), ("/", "identity"),
     ("/", "*;q=0"), ("/nothing", "gzip")],
)  # fmt: skip
def test_sound_pictures_and_whoever_takes_none_are_left_alone(
    address: str, path: str, taken: str
) -> None:
    assert "Content-Encoding" not in ask(address, path, Accept_Encoding=taken)[1]


def test_a_range_is_one_of_the_text_itself(address: str) -> None:
    whole = ask(address, "/episode-0/index.html")[2]
    status, headers, body = ask(
        address, "/episode-0/index.html", Range="bytes=20-39", Accept_Encoding="gzip"
    )
    assert (status, body) == (206, whole[20:40])
    assert "Content-Encoding" not in headers


def test_a_range_of_another_version_is_the_whole(address: str, root: Path) -> None:
    whole = (root / AUDIO[1:]).read_bytes()
    tag = ask(address, AUDIO)[1]["ETag"]
    assert ask(address, AUDIO, Range="bytes=5-9", If_Range=tag)[2] == whole[5:10]
    status, _, body = ask(address, AUDIO, Range="bytes=5-9", If_Range='"another"')
    assert (status, body) == (200, whole)


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/episode-0/../../secret.txt",
     "/episode-0/..%5c..%5csecret.txt", "//etc/passwd", "/%2fetc/passwd", "/C:/secret.txt",
     "/out", "/up/secret.txt", "/up/", "/loop", "/.hidden", "/.library.json", "/.audiobrief/index", "/%00", "/a%0ab",
     "/episode-0", "/nothing", "/episode-0/" + "a" * 5000, "/%ff%fe", "/episode-0//episode.mp3"],
)  # fmt: skip
def test_there_is_no_way_out(address: str, path: str) -> None:
    with socket.create_connection(
        (urlsplit(address).hostname, urlsplit(address).port)
    ) as client:
        client.sendall(f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    assert answer.split()[1] == b"404", answer
    assert b"neighbour" not in answer


def test_a_link_inside_is_followed(address: str) -> None:
    assert ask(address, "/inside")[0] == 200


def test_it_only_reads(address: str) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        status, headers, _ = ask(address, "/", method)
        assert (status, headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1:8765", True), ("localhost:8765", True), ("[::1]:8765", True),
     ("192.168.1.20", True), ("books.localhost", True), ("desk.example", True),
     ("evil.example", False), ("127.0.0.1.evil.example", False), ("", False),
     ("localhost.evil.example", False), ("[::1", False), ("evil.example:8765", False),
     ("localhost?x", False), ("a@localhost", False), ("localhost#y", False),
     ('localhost/evil"<x>', False), ("desk.example/evil", False), ("localhost:80x", False),
     ("localhost:99999", False), ("localhost\\x", False), ("[::1]evil", False)],
)  # fmt: skip
def test_a_name_that_was_rebound_is_sent_away(address: str, host: str, own: bool) -> None:
    assert is_own_host(host, {"desk.example"}) is own
    if host != "desk.example":
        assert ask(address, "/", Host=host)[0] == (200 if own else 421)


def test_the_names_of_this_machine_are_answered(address: str) -> None:
    name = socket.gethostname().partition(".")[0]
    for host in (name, f"{name}.local", f"{name.upper()}.Local:8765"):
        assert ask(address, "/", Host=host)[0] == 200
    assert ask(address, "/", Host="another.local")[0] == 421


def test_at_all_addresses_it_tells_one_that_others_reach(root: Path) -> None:
    with answering(Preview(root, PublishSettings()), "0.0.0.0") as address:
        assert urlsplit(address).hostname == find_own_address()
        assert ask(address, "/")[0] == 200


def test_it_can_be_mounted_below_a_path(root: Path) -> None:
    preview = Preview(root, PublishSettings())

    def mounted(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        environ["SCRIPT_NAME"], environ["PATH_INFO"] = "/below", environ["PATH_INFO"][6:]
        return preview(environ, start)

    with answering(mounted) as address:
        entry = feedparser.parse(ask(address, "/below/feed.xml")[2]).entries[0]
        assert entry.enclosures[0].href.startswith(f"{address}below/episode-")


def test_a_new_episode_appears_by_itself(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve_module, "LOOK_SECONDS", 0)
    shelf = Path(shutil.copytree(root, tmp_path / "shelf", symlinks=True))
    with answering(Preview(shelf, PublishSettings())) as address:
        tag = ask(address, "/library.json")[1]["ETag"]
        shutil.copytree(shelf / "episode-1", shelf / "night-bulletin")
        status, _, body = ask(address, "/library.json", If_None_Match=tag)
        assert status == 200
        assert "night-bulletin" in {row["f"] for row in json.loads(body)}
        assert b"night-bulletin" in ask(address, "/feed.xml")[2]


def test_slow_clients_hold_nobody_up(root: Path) -> None:
    """Uses more slow clients than threads: some never finish their request, some never read."""
    big = root / "episode-0" / "long.wav"
    big.write_bytes(bytes(6_000_000))
    with (
        answering(Preview(root, PublishSettings()), idle_seconds=1) as address,
        contextlib.ExitStack() as open_ones,
    ):
        place = (urlsplit(address).hostname, urlsplit(address).port)
        slow = [open_ones.enter_context(socket.create_connection(place)) for _ in range(40)]
        for number, client in enumerate(slow):
            end = "" if number % 2 else "\r\n\r\n"
            client.sendall(f"GET /episode-0/long.wav HTTP/1.1\r\nHost: localhost{end}".encode())
        started = time.monotonic()
        assert ask(address, "/episode-0/episode.txt")[0] == 200
        # a hundred and fifty of them held an answer up for 36 s
        assert time.monotonic() - started < 12
        for client in slow:
            client.settimeout(15)
            read_to_the_end(client)
    big.unlink()


def read_to_the_end(client: socket.socket) -> None:
    """Reads until the server ends or resets the connection; a timeout fails the test."""
    with client, contextlib.suppress(ConnectionError):
        while client.recv(1 << 20):
            pass


def test_a_port_that_is_taken_is_named(address: str, root: Path) -> None:
    port = urlsplit(address).port
    assert port
    preview = Preview(root, PublishSettings())
    with (
        pytest.raises(PublishError, match=f"127.0.0.1:{port}.*--port"),
        answering(preview, port=port),
    ):
        pass


def test_the_command_answers_until_it_is_interrupted(root: Path) -> None:
    command = [sys.executable, "-m", "audiobrief", "serve", str(root), "--port", "0"]
    pipe = subprocess.PIPE
    # a process that a shell starts with "&" ignores interrupts, and so do its children
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        run = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True)
    finally:
        signal.signal(signal.SIGINT, heard)
    with run:
        assert run.stdout
        assert run.stderr
        address = run.stdout.readline().strip()
        assert ask(address, "/")[0] == 200
        try:
            run.send_signal(signal.SIGINT)
            assert run.wait(10) == 0
        finally:
            run.kill()
        assert run.stderr.read().strip() == ""
