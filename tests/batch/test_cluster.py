"""Workers that share nothing but storage: Ray with two nodes on this machine, S3 on loopback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
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
    """Two nodes of Ray, each a process group of its own."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.env = {**os.environ, **env, "RAY_USAGE_STATS_ENABLED": "0"}
        self.port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        common = [
            "--num-cpus=1",
            "--disable-usage-stats",
            "--block",
            "--object-store-memory=100000000",
        ]
        self.head = self._start(
            "--head", f"--port={self.port}", "--include-dashboard=false",
            f"--temp-dir={folder}", "--node-ip-address=127.0.0.1", *common,
        )  # fmt: skip
        wait_for(lambda: is_open(self.port))
        self.second = self._start(f"--address={self.address}", *common)
        wait_for(lambda: self._nodes() == 2)

    def _start(self, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [RAY, "start", *options], env=self.env, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def _nodes(self) -> int:
        run = subprocess.run(
            [RAY, "status", f"--address={self.address}"],
            env=self.env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        active = run.stdout.partition("Active:")[2].partition("Pending:")[0]
        return active.count("node_")

    def lose_second(self) -> None:
        """Kill the second node and all its processes."""
        end_group(self.second)

    def close(self) -> None:
        end_group(self.second)
        end_group(self.head)


def end_group(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def troubles(tmp_path: Path) -> dict[str, str]:
    return {
        **plugin_environment(install(tmp_path / "plugin")),
        LOG: str(tmp_path / "log"),
        SLOW: "0.5",
    }


@pytest.fixture
def cluster(
    tmp_path_factory: pytest.TempPathFactory, troubles: dict[str, str]
) -> Iterator[Cluster]:
    if not find_spec("ray"):
        pytest.skip("needs Ray: make test-long installs it")
    found = Cluster(tmp_path_factory.mktemp("ray"), troubles)
    yield found
    found.close()


def events_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def spoken(folder: Path) -> Counter[str]:
    lines = (folder / "log").read_text(encoding="utf-8").splitlines()
    return Counter(line.partition(" ")[2] for line in lines)


def test_a_lost_node_and_a_killed_driver_cost_no_episode(
    cluster: Cluster, troubles: dict[str, str], tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 12, words=40)
    settings = write_settings(tmp_path)
    here = ("batch", tmp_path / "pages", "--config", settings, "--json", "-o")
    code, _, err = Run(*here, tmp_path / "alone", env={**troubles, SLOW: "0"}).finish()
    assert code == 0, err
    (tmp_path / "log").unlink()
    there = (*here, tmp_path / "out", "--on", cluster.address)
    run = Run(*there, env=troubles)
    wait_for(lambda: (tmp_path / "log").exists() and len(spoken(tmp_path)) >= 3)
    run.process.send_signal(signal.SIGKILL)
    out, _ = run.process.communicate()
    first = events_of(out.decode())
    assert len(first) < 12
    run = Run(*there, env=troubles)
    wait_for(lambda: len(spoken(tmp_path)) >= 6)
    cluster.lose_second()
    code, text, err = run.finish()
    assert code == 0, (err, text)
    second = kinds(events_of(text))
    assert second["made"] + second.get("skipped", 0) == 12
    assert second.get("skipped", 0) >= len(first)
    assert len(spoken(tmp_path)) == 12
    # what was in work when the driver and the node went, and no more, is spoken again
    assert sum(spoken(tmp_path).values()) - 12 <= 2 * 4
    made, alone = contents(tmp_path / "out"), contents(tmp_path / "alone")
    assert {k: v for k, v in made.items() if "sqlite" not in k} == {
        k: v for k, v in alone.items() if "sqlite" not in k
    }


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
    end_group(process)


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

    def episodes(folder: Path) -> dict[str, bytes]:
        return {k: v for k, v in contents(folder).items() if "sqlite" not in k}

    assert episodes(tmp_path / "there") == episodes(tmp_path / "alone")
    assert len(paths) == 4
    # another machine, which has no journal, goes on from the one that was put there
    elsewhere = {**s3, "XDG_STATE_HOME": str(tmp_path / "elsewhere")}
    code_, out, err = Run(*there, env=elsewhere).finish()
    assert code_ == 0, err
    assert kinds(events_of(out)) == {"skipped": 4}
