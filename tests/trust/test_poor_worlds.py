"""Tests worlds in which something ordinary is missing: streams, shared memory, address space."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from audiobrief.batch.journal_place import find_journal
from audiobrief.publish import PublishSettings
from audiobrief.publish.answering import CONNECTIONS, answering
from audiobrief.publish.serve import Preview
from audiobrief.system.locks import held_alone
from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, batch_here, kinds
from tests.publish.test_serve import ask
from tests.torture.running import Run, invoke

linux = pytest.mark.skipif(
    sys.platform != "linux", reason="Linux alone has namespaces and such a /dev/shm"
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (path,) = write_pages(tmp_path / "pages", 1, words=40)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")
@pytest.mark.parametrize(
    ("command", "closed"), [("make", "2>&-"), ("make", "0<&- >&- 2>&-"), ("batch", "2>&-")]
)
def test_a_closed_stream_stops_nothing(
    command: str, closed: str, page: Path, tmp_path: Path
) -> None:
    args = [sys.executable, "-m", "audiobrief", command, page, "-o", tmp_path / "out", *TONE]
    line = f"{' '.join(shlex.quote(str(each)) for each in args)} {closed}"
    done = subprocess.run(["sh", "-c", line], check=False, timeout=120)
    assert done.returncode == 0
    assert list(tmp_path.glob("out/*/episode.json"))


@linux
def test_a_shared_memory_that_cannot_be_written_is_named(page: Path, tmp_path: Path) -> None:
    unshare = ("unshare", "--map-root-user", "--mount")
    hide_it = "mount -o bind,ro /proc/self/fdinfo /dev/shm"
    if (
        not shutil.which("unshare")
        or subprocess.run(
            [*unshare, "sh", "-c", hide_it], capture_output=True, check=False
        ).returncode
    ):
        pytest.skip("nothing may be mounted here")
    args = [sys.executable, "-m", "audiobrief", "batch", page, "-o", tmp_path / "out", *TONE]
    line = f"{hide_it} && {' '.join(shlex.quote(str(each)) for each in args)}"
    done = subprocess.run(
        [*unshare, "sh", "-c", line], check=False, timeout=120, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "/dev/shm" in done.stderr


@linux
@pytest.mark.parametrize("command", ["make", "batch"])
def test_messages_that_no_disk_takes_stop_nothing(
    command: str, page: Path, tmp_path: Path
) -> None:
    """Every write to /dev/full fails for lack of space (full(4)); a log file may be on such a disk."""
    codes = []
    with Path("/dev/full").open("wb") as full:
        for source in (page, tmp_path / "none.html"):
            args = [
                "-m",
                "audiobrief",
                command,
                str(source),
                "-o",
                str(tmp_path / "out"),
                *TONE,
            ]
            done = subprocess.run(
                [sys.executable, *args], check=False, timeout=120, stderr=full
            )
            codes.append(done.returncode)
    assert codes[0] == 0
    assert codes[1] in {1, 3}
    assert len(list(tmp_path.glob("out/*/episode.json"))) == 1


@linux
@pytest.mark.parametrize("files", [8, 12])
def test_few_files_are_told_with_what_to_do(files: int, page: Path, tmp_path: Path) -> None:
    if not shutil.which("prlimit"):
        pytest.skip("no prlimit here")
    limited = ("prlimit", f"--nofile={files}")
    run = Run("batch", page, "-o", tmp_path / "out", *TONE, program=limited)
    code, _, err = run.finish(timeout=60)
    assert code == 1
    assert "Traceback" not in err
    assert "too many open files" in err
    assert err.endswith("raise the number of files that a process may open (ulimit -n)\n")
    assert "/dev/shm" not in err
    assert run.survivors(within=5) == []


@linux
@pytest.mark.parametrize("megabytes", [150, 200, 400, 599])
@pytest.mark.parametrize("command", ["make", "batch"])
def test_little_address_space_is_told_and_does_not_hang(
    command: str, megabytes: int, page: Path, tmp_path: Path
) -> None:
    """OpenBLAS and Python would say it in a line or a traceback of their own."""
    limited = ("prlimit", f"--as={megabytes * 1_000_000}")
    if not shutil.which("prlimit"):
        pytest.skip("no prlimit here")
    run = Run(command, page, "-o", tmp_path / "out", *TONE, program=limited)
    code, _, err = run.finish(timeout=60)
    assert code == 1
    (line,) = err.splitlines()
    assert line.startswith(f"audiobrief: `audiobrief {command}` takes 600 MB")
    assert "ulimit -v unlimited" in line
    assert run.survivors(within=5) == []


@linux
@pytest.mark.parametrize("command", ["clean", "script", "publish", "names", "doctor"])
@pytest.mark.parametrize("megabytes", [110, 160, 300, 500])
def test_a_command_without_memory_says_so_in_one_line(
    command: str, megabytes: int, page: Path, tmp_path: Path
) -> None:
    if not shutil.which("prlimit"):
        pytest.skip("no prlimit here")
    args = ("publish", tmp_path) if command == "publish" else (command, page)
    run = Run(
        *(args if command != "doctor" else ("doctor",)),
        program=("prlimit", f"--as={megabytes * 1_000_000}"),
    )
    code, _, err = run.finish(timeout=60)
    assert code in {0, 1}
    assert "Traceback" not in err
    assert "OpenBLAS" not in err
    assert len(err.splitlines()) <= 1 or command == "doctor", err
    assert run.survivors(within=5) == []


@linux
@pytest.mark.parametrize("megabytes", [40, 110, 150, 199])
def test_little_memory_for_data_is_told_in_one_line(
    megabytes: int, page: Path, tmp_path: Path
) -> None:
    if not shutil.which("prlimit"):
        pytest.skip("no prlimit here")
    limited = ("prlimit", f"--data={megabytes * 1_000_000}")
    run = Run("make", page, "-o", tmp_path / "out", *TONE, program=limited)
    code, _, err = run.finish(timeout=60)
    assert code == 1
    (line,) = err.splitlines()
    assert "`audiobrief make` takes 200 MB" in line
    assert "ulimit -d unlimited" in line
    assert run.survivors(within=5) == []


@pytest.mark.parametrize(
    "args",
    [
        ("make", "PAGE", "-o", ""), ("open", "PAGE", "-o", "", "--no-browser"),
        ("batch", "PAGE", "-o", ""), ("watch", "PAGE", "-o", ""), ("add", "PAGE", "-o", ""),
        ("withdraw", "x", "-o", ""), ("restore", "x", "-o", ""), ("digest", "-o", ""),
        ("report", ""), ("init", ""), ("listen", ""), ("desk", ""), ("batch", ""), ("watch", ""),
        ("names", ""), ("rules", "learn", ""), ("add", ""), ("listen", "x", "--follow", ""),
        ("make", ""), ("open", ""), ("script", ""), ("clean", ""), ("publish", ""), ("serve", ""),
        ("episodes", "list", "-o", ""), ("rules", "learn", "PAGE", "-o", ""), ("say", "a", "-o", ""),
    ],
    ids=lambda args: args[0],
)  # fmt: skip
def test_an_empty_name_is_no_folder(
    args: tuple[str, ...], page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    code, _, err = invoke(*(str(page) if each == "PAGE" else each for each in args))
    assert code in {1, 2}
    assert "name is empty" in err
    assert list((tmp_path / "here").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
@pytest.mark.parametrize("where", [(), ("-o", "OUT")], ids=["here", "elsewhere"])
def test_a_current_folder_that_is_gone_is_named(
    where: tuple[str, ...], page: Path, tmp_path: Path
) -> None:
    args = [sys.executable, "-m", "audiobrief", "make", str(page), *TONE]
    args += [str(tmp_path / "out") if each == "OUT" else each for each in where]
    line = f'mkdir gone && cd gone && rmdir "$PWD" && {shlex.join(map(str, args))}'
    done = subprocess.run(
        ["sh", "-c", line],
        check=False,
        timeout=120,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "audiobrief: the current folder was removed; cd to one that exists"
    ]


@pytest.mark.parametrize("command", ["make", "batch", "publish"])
def test_a_name_that_is_too_long_is_told_in_one_line(
    command: str, page: Path, tmp_path: Path
) -> None:
    long = tmp_path / ("x" * 300)
    args = ("publish", long) if command == "publish" else (command, page, "-o", long, *TONE)
    code, _, err = invoke(*args)
    assert code in {1, 2}
    assert "Traceback" not in err
    assert "too long" in err or "no such" in err.lower(), err


# ------------------------------------------------------------------------- serving


@pytest.fixture
def address(tmp_path: Path) -> str:
    root = tmp_path / "shelf"
    root.mkdir()
    (root / "short.txt").write_bytes(b"0123456789")
    (root / "long.wav").write_bytes(bytes(3_000_000))
    return str(root)


def test_more_last_bytes_than_there_are_are_all_of_them(address: str) -> None:
    with answering(Preview(Path(address), PublishSettings())) as place:
        for asked in ("bytes=-9999999", "bytes=-11", "bytes=-10"):
            status, headers, body = ask(place, "/short.txt", Range=asked)
            assert (status, body) == (206, b"0123456789")
            assert headers["Content-Range"] == "bytes 0-9/10"
        assert ask(place, "/short.txt", Range="bytes=-0")[0] == 416
        assert ask(place, "/short.txt", Range="bytes=-3")[2] == b"789"


def test_hundreds_of_slow_clients_delay_no_answer(address: str) -> None:
    slow: list[socket.socket] = []
    with answering(Preview(Path(address), PublishSettings())) as place:
        host = (urlsplit(place).hostname, urlsplit(place).port)
        for number in range(150):
            client = socket.create_connection(host)
            end = "" if number % 2 else "\r\n\r\n"
            client.sendall(f"GET /long.wav HTTP/1.1\r\nHost: localhost{end}".encode())
            slow.append(client)
        assert len(slow) < CONNECTIONS
        started = time.monotonic()
        assert ask(place, "/short.txt")[2] == b"0123456789"
        assert time.monotonic() - started < 9
        for client in slow:
            client.close()


def test_a_client_that_drips_its_request_is_left(address: str) -> None:
    preview = Preview(Path(address), PublishSettings())
    with answering(preview, idle_seconds=1) as place:
        host = (urlsplit(place).hostname, urlsplit(place).port)
        with socket.create_connection(host) as client:
            started = time.monotonic()
            with contextlib.suppress(ConnectionError):
                client.sendall(b"GET / HTTP/1.1\r\n")
                while time.monotonic() - started < 60:
                    client.sendall(b"x")
                    time.sleep(0.1)
        assert time.monotonic() - started < 60
        assert ask(place, "/short.txt")[0] == 200


# ------------------------------------------------------------------------- batches


def test_an_audio_that_was_cut_off_is_made_again(page: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert kinds(batch_here(page, "-o", output))["made"] == 1
    (audio,) = output.glob("*/*.mp3")
    whole = audio.read_bytes()
    for cut in (b"", whole[:-1], whole[: len(whole) // 2]):
        audio.write_bytes(cut)
        events = batch_here(page, "-o", output)
        assert kinds(events)["made"] == 1, events
        (audio,) = output.glob("*/*.mp3")
        assert audio.read_bytes() == whole
    assert "made" not in kinds(batch_here(page, "-o", output))


def test_an_episode_file_that_was_damaged_is_made_again(page: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    assert kinds(batch_here(page, "-o", output))["made"] == 1
    (described,) = output.glob("*/episode.json")
    whole = described.read_bytes()
    at = len(whole) // 2
    rate = re.sub(rb'"sample_rate": ?\d+', b'"sample_rate":0', whole)
    for damaged in (whole[:at] + b"\xff" + whole[at + 1 :], b"{" + whole[1:-9], rate):
        assert damaged != whole
        described.write_bytes(damaged)
        events = batch_here(page, "-o", output)
        assert kinds(events)["made"] == 1, events
        assert "made" not in kinds(batch_here(page, "-o", output))


def test_a_bit_that_flips_in_an_episode_file_is_noticed(page: Path, tmp_path: Path) -> None:
    """A disk that loses a bit changes neither the size nor the time of a file."""
    output = tmp_path / "out"
    assert kinds(batch_here(page, "-o", output))["made"] == 1
    (described,) = output.glob("*/episode.json")
    whole, before = described.read_bytes(), described.stat()
    # a letter that becomes another leaves JSON with a meaning, so that only a checksum tells
    at = whole.index(b'"text":"') + len(b'"text":"')
    described.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    os.utime(described, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert described.stat().st_size == before.st_size
    events = batch_here(page, "-o", output)
    assert kinds(events)["made"] == 1, events
    assert described.read_bytes() == whole
    assert "made" not in kinds(batch_here(page, "-o", output))


def test_two_runs_of_one_output_do_not_meet_whatever_their_journals(
    page: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    own = find_journal(str(output))
    own.parent.mkdir(parents=True)
    with held_alone(own.with_name(own.name + ".lock")) as free:
        assert free
        args = ("batch", page, "-o", output, "--journal", tmp_path / "other.sqlite", *TONE)
        code, _, err = invoke(*args)
    assert code == 1
    assert "another audiobrief is using" in err
    assert not list(output.glob("*/episode.json"))


@linux
@pytest.mark.long
def test_a_fork_server_that_is_stopped_does_not_stop_the_batch(tmp_path: Path) -> None:
    """Worker processes come from it; a batch whose server is stopped ends by its deadline."""
    write_pages(tmp_path / "pages", 3, words=20)
    env = {"AUDIOBRIEF_CACHE": str(tmp_path / "cache")}
    run = Run(
        "batch", tmp_path / "pages", "-o", tmp_path / "out", *TONE, "-j", "1",
        "--deadline-ms", "2000", "--retries", "0", env=env,
    )  # fmt: skip
    until = time.monotonic() + 30
    stopped = False
    while not stopped and time.monotonic() < until and run.process.poll() is None:
        for process, line in run.processes():
            if "forkserver" in line and process != run.process.pid:
                os.kill(process, signal.SIGSTOP)
                stopped = True
                break
        time.sleep(0.02)
    assert stopped
    try:
        code, _, err = run.finish(timeout=200)
    finally:
        for process, _ in run.processes():
            os.kill(process, signal.SIGKILL)
    assert code in {0, 1, 3}
    assert "Traceback" not in err
    assert run.survivors(within=10) == []


@linux
def test_a_temporary_folder_with_a_long_path_is_no_hindrance(
    page: Path, tmp_path: Path
) -> None:
    """A Unix socket's path has 107 bytes at most, and workers are reached by one."""
    long = tmp_path / ("temporary" * 12)
    long.mkdir()
    run = Run("batch", page, "-o", tmp_path / "out", *TONE, env={"TMPDIR": str(long)})
    code, _, err = run.finish()
    assert code == 0, err
    assert list(tmp_path.glob("out/*/episode.json"))
    assert list(long.iterdir()) == []
