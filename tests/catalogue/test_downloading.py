"""Tests that a faulty server delivers a voice's file complete or not at all."""

from __future__ import annotations

import hashlib
import random
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from audiobrief.catalogue import VoiceFile
from audiobrief.catalogue.downloading import Access, fetch
from audiobrief.catalogue.kept import discard
from audiobrief.errors import DownloadFailed, OutputError
from tests.catalogue.faulty_server import FaultyServer, Plan, serve

CONTENT = random.Random(1).randbytes(700_000)
OTHER = random.Random(2).randbytes(700_000)
FILE = VoiceFile("tiny.onnx", "tiny.onnx", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
ACCESS = Access(
    "audiobrief-test", allow_private=True, silence_ms=3_000, waits_s=(0.0, 0.0, 0.0)
)
HTML = {"Content-Type": "text/html; charset=utf-8"}
HALF = 350_000


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with serve(CONTENT) as running:
        yield running


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "tiny.onnx"


def get(server: FaultyServer, part: Path, access: Access = ACCESS) -> list[int]:
    seen: list[int] = []
    fetch(FILE, f"{server.url}/tiny.onnx", part, access, seen.append)
    assert part.read_bytes() == CONTENT
    assert [path.name for path in part.parent.iterdir()] == [part.name]
    return seen


def ranges_of(server: FaultyServer) -> list[str]:
    return [headers.get("Range", "") for _, headers in server.asked]


def test_a_file_comes_in_one_request(server: FaultyServer, part: Path) -> None:
    assert get(server, part)[-1] == len(CONTENT)
    assert ranges_of(server) == [""]
    _, headers = server.asked[0]
    assert headers["Accept-Encoding"] == "identity"
    assert headers["User-Agent"] == "audiobrief-test"


def test_without_a_network_other_ways_are_named(part: Path) -> None:
    """The catalogue's addresses are correct, so the message does not tell users to check
    one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{taken.getsockname()[1]}/tiny.onnx"
        # RFC 6761 6.4: no name under .invalid ever resolves
        for url in ("https://voices.invalid/tiny.onnx", closed):
            with pytest.raises(DownloadFailed) as failed:
                fetch(FILE, url, part, ACCESS, lambda _length: None)
            said = str(failed.value)
            assert "--from DIR" in said
            assert "voice.mirror" in said
            assert re.search(r"cannot be (?:reached|looked up)", said)
            assert "check the address" not in said


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("place", [0, 1, 65_535, 65_536, HALF, len(CONTENT) - 1])
def test_a_connection_that_is_cut_is_gone_on_from(
    server: FaultyServer, part: Path, place: int, chunked: bool
) -> None:
    server.plans = [Plan(cut_after=place, chunked=chunked)]
    get(server, part)
    assert len(server.asked) == 2
    # bytes received before the cut are not sent again
    assert server.sent <= len(CONTENT) + 65_536
    tag = server.asked[1][1].get("If-Range")
    assert (tag is not None) == (ranges_of(server)[1] != "")


def test_many_cuts_are_lived_through(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(cut_after=70_000) for _ in range(9)]
    get(server, part)
    assert len(server.asked) == 10
    assert ranges_of(server)[5] == "bytes=350000-"


def test_a_later_run_goes_on_from_an_earlier_one(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(cut_after=HALF), *[Plan(status=503)] * 4]
    with pytest.raises(
        DownloadFailed, match=r"HTTP 503\); the 0\.3 MB that were downloaded are kept"
    ):
        get(server, part)
    kept = part.stat().st_size
    assert 0 < kept <= HALF
    get(server, part)
    assert ranges_of(server)[-1] == f"bytes={kept}-"


def test_a_server_that_ignores_ranges_starts_over(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(cut_after=HALF), Plan(ranges=False)]
    get(server, part)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        Plan(shift=-5),
        Plan(shift=7),
        Plan(headers={"Content-Range": None}),
        Plan(headers={"Content-Range": "bytes 0-699999/700000"}),
        Plan(headers={"Content-Range": "lines 1-2/3"}),
        Plan(headers={"Content-Length": "12"}),
        Plan(status=416),
    ],
)
def test_a_part_that_was_not_asked_for_is_not_taken(
    server: FaultyServer, part: Path, wrong: Plan
) -> None:
    server.plans = [Plan(cut_after=HALF), wrong]
    get(server, part)
    assert ranges_of(server)[2] == ""


def test_a_server_that_never_gives_the_right_part_is_left(
    server: FaultyServer, part: Path
) -> None:
    server.plans = [Plan(cut_after=HALF), Plan(shift=3)] * 50
    with pytest.raises(DownloadFailed, match="a different part than requested"):
        get(server, part)
    assert len(server.asked) < 12


def test_a_file_that_changes_between_two_requests_is_fetched_anew(
    server: FaultyServer, part: Path
) -> None:
    server.content = OTHER
    server.plans = [Plan(cut_after=HALF), Plan(become=CONTENT)]
    get(server, part)
    # the ETag has changed, so If-Range brings the whole file
    assert len(server.asked) == 2


def test_a_mixture_of_two_files_is_never_kept(server: FaultyServer, part: Path) -> None:
    """The server sends no validators, so only the digest shows that the file changed."""
    bare = {"ETag": None}
    server.content = OTHER
    server.plans = [Plan(cut_after=HALF, headers=bare), Plan(become=CONTENT, headers=bare)]
    with pytest.raises(DownloadFailed, match="its sha256 is different"):
        get(server, part)
    assert list(part.parent.iterdir()) == []
    # a mixture left by an earlier run is discarded and the file fetched anew
    part.write_bytes(OTHER[:HALF])
    get(server, part)


def test_another_file_of_the_same_size_is_refused(server: FaultyServer, part: Path) -> None:
    server.content = OTHER
    with pytest.raises(DownloadFailed, match="not the file in the catalogue"):
        get(server, part)
    assert list(part.parent.iterdir()) == []


@pytest.mark.parametrize("size", [0, 10, 699_999, 700_001, 900_000])
def test_another_size_is_refused_before_anything_is_kept(
    server: FaultyServer, part: Path, size: int
) -> None:
    server.content = random.Random(3).randbytes(size)
    with pytest.raises(DownloadFailed, match=f"has {size:,} bytes, but the catalogue says"):
        get(server, part)
    assert not part.exists()


def test_a_size_that_is_said_of_a_part_counts_too(server: FaultyServer, part: Path) -> None:
    server.plans = [
        Plan(cut_after=HALF),
        Plan(headers={"Content-Range": f"bytes {HALF}-699999/900000"}),
    ]
    with pytest.raises(DownloadFailed, match="900,000 bytes"):
        get(server, part)


def test_more_than_was_said_is_not_kept(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(body=CONTENT + OTHER, chunked=True)]
    with pytest.raises(DownloadFailed, match="longer than the 700,000 bytes"):
        get(server, part)
    assert list(part.parent.iterdir()) == []
    # with a correct length, bytes after the file's end are not read
    server.plans = [Plan(body=CONTENT + OTHER, headers={"Content-Length": "700000"})]
    get(server, part)


def test_a_body_without_an_end_is_left(server: FaultyServer, part: Path) -> None:
    endless = CONTENT * 20
    server.plans = [Plan(body=endless, headers={"Content-Length": None, "Connection": "close"})]
    with pytest.raises(DownloadFailed, match="longer than"):
        get(server, part)
    assert list(part.parent.iterdir()) == []


def test_fewer_bytes_than_were_said_are_asked_for_again(
    server: FaultyServer, part: Path
) -> None:
    server.plans = [Plan(body=CONTENT[:HALF], headers={"Content-Length": "700000"})]
    get(server, part)
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (Plan(status=404), "is not there"),
        (Plan(status=410), "is not there"),
        (Plan(status=401), "HTTP 401"),
        (Plan(status=403), "HTTP 403"),
        (Plan(status=206), "HTTP 206"),
        (Plan(status=204), "HTTP 204"),
        (Plan(body=b"<html>sign in</html>", headers={**HTML, "Content-Length": None}), "a web page"),
        (Plan(headers=HTML), "sign-in"),
        (Plan(headers={"Content-Encoding": "gzip"}), "compressed"),
    ],
)  # fmt: skip
def test_an_answer_without_the_file_is_said_at_once(
    server: FaultyServer, part: Path, plan: Plan, message: str
) -> None:
    server.plans = [plan]
    with pytest.raises(DownloadFailed, match=message) as caught:
        get(server, part)
    assert "--from" in str(caught.value)
    assert len(server.asked) == 1
    assert not part.exists()


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(server: FaultyServer, part: Path, status: int) -> None:
    server.plans = [Plan(status=status), Plan(status=status, headers={"Retry-After": "0"})]
    get(server, part)
    assert len(server.asked) == 3


def test_a_wait_that_is_asked_for_is_waited(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(status=503, headers={"Retry-After": "1"})]
    started = time.monotonic()
    get(server, part)
    assert time.monotonic() - started >= 1


def test_a_long_wait_is_told_and_not_waited(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(status=429, headers={"Retry-After": "3600"})]
    with pytest.raises(DownloadFailed, match="HTTP 429"):
        get(server, part)


def test_redirects_are_followed_with_the_range(server: FaultyServer, part: Path) -> None:
    onward = Plan(status=302, headers={"Location": "/elsewhere/tiny.onnx?signed=1"})
    server.plans = [onward, Plan(cut_after=HALF), onward]
    get(server, part)
    assert [path for path, _ in server.asked] == [
        "/tiny.onnx",
        "/elsewhere/tiny.onnx?signed=1",
    ] * 2
    assert ranges_of(server)[3].startswith("bytes=")


@pytest.mark.parametrize(
    ("location", "message"),
    [("/tiny.onnx", "more than 5 times"), ("file:///etc/passwd", "only http and https")],
)
def test_redirects_that_lead_nowhere_end(
    server: FaultyServer, part: Path, location: str, message: str
) -> None:
    server.plans = [Plan(status=302, headers={"Location": location})] * 9
    with pytest.raises(DownloadFailed, match=message):
        get(server, part)


def test_without_leave_no_private_address_is_reached(server: FaultyServer, part: Path) -> None:
    with pytest.raises(DownloadFailed, match="on port"):
        get(server, part, Access("audiobrief-test", silence_ms=3_000, waits_s=(0.0,)))
    assert server.asked == []


@pytest.mark.parametrize(
    "slow",
    [Plan(drip_s=0.05), Plan(drip_headers_s=0.4), Plan(hang_s=5.0)],
    ids=["body", "headers", "silence"],
)
def test_a_server_that_drips_or_is_silent_is_left(
    server: FaultyServer, part: Path, slow: Plan
) -> None:
    server.plans = [slow] * 8
    access = Access("audiobrief-test", allow_private=True, silence_ms=300, waits_s=(0.0,))
    started = time.monotonic()
    # the socket's timeout and the deadline fall together, so either may be first
    with pytest.raises(DownloadFailed, match=r"within 0\.3 s|fell silent|stopped answering"):
        get(server, part, access)
    assert time.monotonic() - started < 10


def test_a_slow_line_that_brings_enough_is_waited_for(server: FaultyServer, part: Path) -> None:
    """Each 256 kB extends the deadline, so the whole may take longer than the allowed
    silence."""
    pieces = [CONTENT[place : place + 10_000] for place in range(0, len(CONTENT), 10_000)]
    listener = socket.create_server(("127.0.0.1", 0))

    def answer() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 700000\r\n\r\n")
            for piece in pieces:
                connection.sendall(piece)
                time.sleep(0.02)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    access = Access("audiobrief-test", allow_private=True, silence_ms=1_000, waits_s=())
    url = f"http://127.0.0.1:{listener.getsockname()[1]}/tiny.onnx"
    started = time.monotonic()
    fetch(FILE, url, part, access, lambda _: None)
    thread.join()
    listener.close()
    assert time.monotonic() - started > 1.2
    assert part.read_bytes() == CONTENT


def test_nothing_answers(part: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    access = Access("audiobrief-test", allow_private=True, waits_s=(0.0, 0.0))
    with pytest.raises(DownloadFailed, match="nothing answers there"):
        fetch(FILE, f"http://127.0.0.1:{port}/x", part, access, lambda _: None)


def test_tiny_steps_are_not_progress(server: FaultyServer, part: Path) -> None:
    server.plans = [Plan(cut_after=10)] * 50
    with pytest.raises(DownloadFailed, match="are kept"):
        get(server, part)
    assert len(server.asked) == len(ACCESS.waits_s) + 1


def test_a_folder_that_cannot_be_written_is_said(server: FaultyServer, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot write"):
        get(server, tmp_path / "none" / "tiny.onnx")


def test_a_full_disk_gets_its_space_back(server: FaultyServer, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    try:
        with pytest.raises(OutputError, match="no space left on device; make room"):
            get(server, disk / "tiny.onnx")
        assert list(disk.iterdir()) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_what_is_discarded_leaves_nothing(part: Path) -> None:
    part.write_bytes(b"x")
    part.with_name(f"{part.name}.validators").write_text("{}")
    discard(part)
    assert list(part.parent.iterdir()) == []
