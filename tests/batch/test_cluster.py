"""Workers that share nothing but storage: Ray with two nodes on this machine, S3 on loopback."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, kinds, plugin_environment
from tests.batch.test_guard import write_settings
from tests.batch.troublesome import LOG, SLOW, install
from tests.torture.running import Run, contents

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
RAY = Path(sys.executable).with_name("ray")
NODE = "AUDIOBRIEF_TEST_NODE"
"""Environment variable that every process of a node inherits, by which it is found."""
KEYS = {
    "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1",
}  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_for(happened: Callable[[], bool], seconds: float = 90) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


class Cluster:
    """Two nodes of Ray on this machine, that take only who brings their token."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
        self.env = {**env, **self.token}
        self.marks: list[str] = []
        self.nodes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Both nodes, until each sees the other."""
        self._start(
            "--head", f"--port={self.port}", f"--ray-client-server-port={free_port()}",
            f"--temp-dir={self.folder}", "--include-dashboard=false",
        )  # fmt: skip
        wait_for(lambda: self._count_nodes() == 1)
        self._start(f"--address={self.address}")
        wait_for(lambda: self._count_nodes() == 2)

    def _start(self, *options: str) -> None:
        self.marks.append(uuid.uuid4().hex)
        log = self.folder / f"node-{len(self.marks)}.log"
        with log.open("wb") as said:
            node = subprocess.Popen(
                [RAY, "start", "--block", "--num-cpus=1", "--disable-usage-stats",
                 "--object-store-memory=100000000", *options],
                env={**os.environ, **self.env, NODE: self.marks[-1]}, start_new_session=True,
                stdout=said, stderr=subprocess.STDOUT,
            )  # fmt: skip
        self.nodes.append(node)

    def _count_nodes(self) -> int:
        run = subprocess.run(
            [RAY, "status", f"--address={self.address}"],
            env={**os.environ, **self.env}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        active = run.stdout.partition("Active:")[2].partition("Pending:")[0]
        return active.count("node_")

    def workers(self) -> list[str]:
        """Processes of audiobrief's that live on the nodes."""
        lines = [line for mark in self.marks for line in living(NODE, mark).values()]
        return [line for line in lines if "Worker" in line or "forkserver" in line]

    def lose_second(self) -> None:
        """Kill the second node and all its processes."""
        end_all(NODE, self.marks[1])
        self.nodes[1].wait()

    def close(self) -> None:
        """End what is left of both."""
        for mark, node in zip(self.marks, self.nodes, strict=True):
            end_all(NODE, mark)
            node.wait()


def living(name: str, value: str) -> dict[int, str]:
    """Processes that have the environment variable `name`, and their command lines."""
    found: dict[int, str] = {}
    wanted = f"{name}={value}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if line:  # a zombie has none
                    found[int(folder.name)] = line
    return found


def end_all(name: str, value: str) -> None:
    """Kill every process that was started with this in its environment."""

    def kill() -> bool:
        for process in (left := living(name, value)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return not left

    wait_for(kill)


@pytest.fixture
def troubles(tmp_path: Path) -> dict[str, str]:
    return {
        **plugin_environment(install(tmp_path / "plugin")),
        LOG: str(tmp_path / "log"),
        SLOW: "0.5",
    }


@pytest.fixture
def cluster(troubles: dict[str, str]) -> Iterator[Cluster]:
    if not find_spec("ray"):
        pytest.skip("needs Ray: make test-long installs it")
    # paths of sockets have 107 bytes at most (unix(7)), and Ray's own part takes 70
    with tempfile.TemporaryDirectory(prefix="ray-") as folder:
        found = Cluster(Path(folder), troubles)
        try:
            found.start()
            yield found
        finally:
            found.close()
    assert [living(NODE, mark) for mark in found.marks] == [{}, {}]


def events_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def spoken(folder: Path) -> Counter[str]:
    """Headline -> how often it was begun."""
    return Counter(line.partition(" ")[2] for line in log_of(folder))


def last_speaker(folder: Path) -> int:
    """The process that began a headline last."""
    return int(log_of(folder)[-1].partition(" ")[0])


def log_of(folder: Path) -> list[str]:
    path = folder / "log"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def episodes(folder: Path) -> dict[str, bytes]:
    return {k: v for k, v in contents(folder).items() if "sqlite" not in k}


def test_a_lost_node_a_killed_driver_and_a_killed_worker_cost_no_episode(
    cluster: Cluster, troubles: dict[str, str], tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 16, words=40)
    settings = write_settings(tmp_path)
    here = ("batch", tmp_path / "pages", "--config", settings, "--json", "-o")
    code, _, err = Run(*here, tmp_path / "alone", env={**troubles, SLOW: "0"}).finish()
    assert code == 0, err
    (tmp_path / "log").unlink()
    there = (*here, tmp_path / "out", "--on", cluster.address)
    run = Run(*there, env=cluster.env)
    wait_for(lambda: spoken(tmp_path).total() >= 3)
    run.process.send_signal(signal.SIGKILL)
    out, _ = run.process.communicate()
    first = events_of(out.decode())
    assert len(first) < 16
    wait_for(lambda: not cluster.workers())
    begun = spoken(tmp_path).total()
    run = Run(*there, env=cluster.env)
    wait_for(lambda: spoken(tmp_path).total() >= begun + 2)
    os.kill(last_speaker(tmp_path), signal.SIGKILL)
    wait_for(lambda: spoken(tmp_path).total() >= begun + 4)
    cluster.lose_second()
    code, text, err = run.finish()
    assert code == 0, (err, text)
    second = kinds(events_of(text))
    assert second["made"] + second.get("skipped", 0) == 16
    assert second.get("skipped", 0) >= len(first)
    assert second["retried"] == 1
    assert len(spoken(tmp_path)) == 16
    # what was in work when driver, worker and node went, and no more, is spoken again
    assert spoken(tmp_path).total() - 16 <= 2 * 2 + 1 + 2
    assert episodes(tmp_path / "out") == episodes(tmp_path / "alone")
    wait_for(lambda: not cluster.workers())


def test_who_has_not_the_token_is_not_let_in(cluster: Cluster, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages", 1, words=40)
    there = ("batch", tmp_path / "pages", "-o", tmp_path / "out", "--on", cluster.address)
    stranger = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    code, out, err = Run(*there, *TONE, env=stranger).finish()
    assert code == 1, out
    assert f"cannot join Ray at {cluster.address}" in err
    assert "token" in err
    assert "Traceback" not in err


@pytest.fixture
def s3() -> Iterator[dict[str, str]]:
    """What a process needs in its environment to find an S3 of this test's own."""
    if not (find_spec("moto") and find_spec("s3fs")):
        pytest.skip("needs moto and s3fs: make test-long installs them")
    port = free_port()
    process = subprocess.Popen(
        [Path(sys.executable).with_name("moto_server"), "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    wait_for(lambda: is_open(port))
    yield {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"}
    process.kill()
    process.wait()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_pages_and_episodes_may_be_in_object_storage(
    s3: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = write_pages(tmp_path / "pages", 4, words=60)
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    code = (
        "import sys, s3fs; files = s3fs.S3FileSystem(); files.mkdir('news');"
        "files.put(sys.argv[1], 'news/pages/', recursive=True)"
    )
    subprocess.run([sys.executable, "-c", code, f"{tmp_path / 'pages'}/"], check=True)
    state = {**s3, "XDG_STATE_HOME": str(tmp_path / "state")}
    there = ("batch", "s3://news/pages/*.html", "-o", "s3://news/episodes", *TONE, "--json")
    code_, out, err = Run(*there, env=state).finish()
    assert code_ == 0, err
    assert kinds(events_of(out)) == {"made": 4}
    assert Run("batch", tmp_path / "pages", "-o", tmp_path / "alone", *TONE).finish()[0] == 0
    fetch = "import sys, s3fs; s3fs.S3FileSystem().get('news/episodes/', sys.argv[1], recursive=True)"
    subprocess.run([sys.executable, "-c", fetch, f"{tmp_path / 'there'}/"], check=True)
    assert episodes(tmp_path / "there") == episodes(tmp_path / "alone")
    assert len(paths) == 4
    # another machine, which has no journal, goes on from the one that was put there
    elsewhere = {**s3, "XDG_STATE_HOME": str(tmp_path / "elsewhere")}
    code_, out, err = Run(*there, env=elsewhere).finish()
    assert code_ == 0, err
    assert kinds(events_of(out)) == {"skipped": 4}
