"""Tests workers that share only storage: two Ray nodes on this machine, and S3 on loopback."""

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
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.batch.newsroom import write_pages
from tests.batch.running import TONE, kinds, plugin_environment
from tests.batch.test_guard import write_settings
from tests.batch.troublesome import LOG, OPENED, SLOW, install
from tests.torture.running import Run, contents

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]
RAY = Path(sys.executable).with_name("ray")
OURS = "ray::Worker"
"""Ray's name for the process of an actor."""
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
    """Two Ray nodes on this machine, which accept only clients that have their token."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.port = free_port()
        self.client_port = free_port()
        self.address = f"127.0.0.1:{self.port}"
        self.token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
        self.env = {**env, **self.token}
        self.nodes: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """Start both nodes and wait until each sees the other."""
        self._start(
            "--head", f"--port={self.port}", f"--ray-client-server-port={self.client_port}",
            f"--temp-dir={self.folder}", "--include-dashboard=false",
        )  # fmt: skip
        wait_for(lambda: self._count_nodes() == 1)
        # claim a graphics card: Ray does not check
        self._start(f"--address={self.address}", "--num-gpus=1")
        wait_for(lambda: self._count_nodes() == 2)

    def _start(self, *options: str) -> None:
        log = self.folder / f"node-{len(self.nodes)}.log"
        with log.open("wb") as said:
            node = subprocess.Popen(
                [RAY, "start", "--block", "--num-cpus=1", "--disable-usage-stats",
                 "--object-store-memory=100000000", *options],
                env={**os.environ, **self.env}, start_new_session=True,
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
        """The audiobrief processes that run on the nodes."""
        lines = [line for node in self.nodes for line in family(node.pid).values()]
        return [line for line in lines if line.startswith(OURS) or "multiprocessing" in line]

    def lose_second(self) -> None:
        """Kill the second node and all its processes."""
        end_family(self.nodes[1])

    def close(self) -> None:
        """End whatever is left of both nodes."""
        for node in self.nodes:
            end_family(node)


def family(root: int) -> dict[int, str]:
    """A process and all its descendants, with their command lines.

    They are found by descent, not by an environment variable: a Ray process that sets its title
    overwrites its environment.
    """
    children: dict[int, list[int]] = {}
    lines: dict[int, str] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
            if state != "Z":
                children.setdefault(int(parent), []).append(int(folder.name))
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
                lines[int(folder.name)] = line.decode(errors="replace").strip()
    found = [root]
    for process in found:
        found += children.get(process, [])
    return {process: lines[process] for process in found if process in lines}


def end_family(node: subprocess.Popen[bytes]) -> None:
    """Kill a process and all its descendants, and wait until they are gone."""
    known = family(node.pid)
    for process in known:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    node.wait()
    wait_for(lambda: not any(is_living(process, known[process]) for process in known))


def is_living(process: int, line: str) -> bool:
    """Whether the process still runs and has the same command line."""
    return family(process).get(process) == line


@pytest.fixture
def troubles(tmp_path: Path) -> dict[str, str]:
    return {
        **plugin_environment(install(tmp_path / "plugin")),
        LOG: str(tmp_path / "log"),
        OPENED: str(tmp_path / "opened"),
        SLOW: "0.5",
    }


@pytest.fixture
def s3() -> Iterator[dict[str, str]]:
    """The environment variables by which a process finds this test's own S3."""
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


@pytest.fixture
def cluster(troubles: dict[str, str], s3: dict[str, str]) -> Iterator[Cluster]:
    if not find_spec("ray"):
        pytest.skip("needs Ray: make test-long installs it")
    # the path of a socket has at most 107 bytes (unix(7)), of which Ray's own part takes 70
    with tempfile.TemporaryDirectory(prefix="ray-") as folder:
        found = Cluster(Path(folder), {**troubles, **s3})
        try:
            found.start()
            yield found
        finally:
            found.close()


def events_of(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def spoken(folder: Path) -> Counter[str]:
    """Headline -> number of times that an engine began to speak it."""
    return Counter(line.partition(" ")[2] for line in log_of(folder))


def last_speaker(folder: Path) -> int:
    """The process that began the latest headline."""
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
    # only episodes in progress when driver, worker and node were killed are spoken again
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


@pytest.mark.parametrize("on_cluster", [False, True])
def test_pages_and_episodes_may_be_in_object_storage(
    on_cluster: bool, s3: dict[str, str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    place: tuple[str, ...] = ()
    state = {**s3, "XDG_STATE_HOME": str(tmp_path / "state")}
    if on_cluster:
        cluster: Cluster = request.getfixturevalue("cluster")
        place = ("--on", cluster.address)
        state |= cluster.env
    paths = write_pages(tmp_path / "pages", 4, words=60)
    code = (
        "import sys, s3fs; files = s3fs.S3FileSystem(); files.mkdir('news');"
        "files.put(sys.argv[1], 'news/pages/', recursive=True)"
    )
    subprocess.run(
        [sys.executable, "-c", code, f"{tmp_path / 'pages'}/"], check=True, env=os.environ | s3
    )
    there = (
        "batch", "s3://news/pages/*.html", "-o", "s3://news/episodes", *TONE, "--json", *place,
    )  # fmt: skip
    code_, out, err = Run(*there, env=state).finish()
    assert code_ == 0, err
    assert kinds(events_of(out)) == {"made": 4}
    assert Run("batch", tmp_path / "pages", "-o", tmp_path / "alone", *TONE).finish()[0] == 0
    fetch = "import sys, s3fs; s3fs.S3FileSystem().get('news/episodes/', sys.argv[1], recursive=True)"
    subprocess.run(
        [sys.executable, "-c", fetch, f"{tmp_path / 'there'}/"], check=True, env=os.environ | s3
    )
    assert episodes(tmp_path / "there") == episodes(tmp_path / "alone")
    assert len(paths) == 4
    # another machine, without a journal, continues from the journal in storage
    elsewhere = {**state, "XDG_STATE_HOME": str(tmp_path / "elsewhere")}
    code_, out, err = Run(*there, env=elsewhere).finish()
    assert code_ == 0, err
    assert kinds(events_of(out)) == {"skipped": 4}


SHOW = """
import json, sys, s3fs
files = s3fs.S3FileSystem()
names = [name for name in files.find(sys.argv[1]) if not name.endswith(".sqlite")]
print(json.dumps({name: files.info(name, refresh=True)["ContentType"] for name in names}))
print(json.dumps({name: files.cat_file(name).decode("latin-1") for name in names}))
"""


def test_a_watch_keeps_a_site_in_object_storage(s3: dict[str, str], tmp_path: Path) -> None:
    state = {**s3, "XDG_STATE_HOME": str(tmp_path / "state")}
    write_pages(tmp_path / "pages", 3, words=60)
    code = "import s3fs; s3fs.S3FileSystem().mkdir('news')"
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | s3)
    address = "s3://news/episodes"
    options = ("--url", "https://saltmere.example/audio/")
    there = ("watch", tmp_path / "pages", "-o", address, *TONE, "--rounds", "1", *options)
    code_, _, err = Run(*there, env=state).finish()
    assert code_ == 0, err
    assert "not renewed" not in err
    run = subprocess.run(
        [sys.executable, "-c", SHOW, "news/episodes"],
        check=False, env=os.environ | s3, capture_output=True, text=True,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    kinds_of, texts = (json.loads(line) for line in run.stdout.splitlines())
    home, feed = (f"news/episodes/{name}" for name in ("index.html", "feed.xml"))
    # a bucket that serves the web needs the media type of each file
    pages = [name for name in kinds_of if name.endswith("/index.html")]
    assert len(pages) == 4
    assert {kinds_of[name] for name in pages} == {"text/html; charset=utf-8"}
    assert kinds_of[feed] == "application/rss+xml; charset=utf-8"
    assert {kinds_of[name] for name in kinds_of if name.endswith(".mp3")} == {"audio/mpeg"}
    assert texts[feed].count("<item>") == 3
    # nothing has changed, so another machine has nothing to upload
    code_, out, err = Run("publish", address, *options, env=s3).finish()
    assert code_ == 0, err
    assert out.strip() == f"{address}/index.html"
    assert "3 episodes (3 read)" in err
    assert " 0 files written" in err
    assert home in texts
    # a missing bucket, and keys without permission
    code_, _, err = Run("publish", "s3://newz/episodes", *options, env=s3).finish()
    assert code_ == 1
    assert "no folder of episodes at s3://newz/episodes" in err
    assert "Traceback" not in err


def test_a_cluster_is_joined_by_each_of_its_names_and_keeps_engines_loaded(
    cluster: Cluster, tmp_path: Path
) -> None:
    write_pages(tmp_path / "pages", 6, words=40)
    settings = write_settings(tmp_path)
    opened = tmp_path / "opened"
    # a Ray process has the environment with which its node was started
    here = ("batch", tmp_path / "pages", "--config", settings, "--json", "-o")
    assert Run(*here, tmp_path / "alone", env=cluster.env).finish()[0] == 0
    alone = episodes(tmp_path / "alone")
    names = {
        f"ray://127.0.0.1:{cluster.client_port}": cluster.env,
        "auto": {**cluster.env, "RAY_ADDRESS": cluster.address},
    }
    for name, env in names.items():
        opened.unlink(missing_ok=True)
        output = tmp_path / name.partition(":")[0]
        code, out, err = Run(*here, output, "--on", name, env=env).finish()
        assert code == 0, err
        assert kinds(events_of(out)) == {"made": 6}
        assert episodes(output) == alone
        # each of the two nodes loads one engine for all its episodes
        assert 1 <= len(opened.read_text().splitlines()) <= 2
        wait_for(lambda: not cluster.workers())
    opened.unlink()
    heavy = (*here, tmp_path / "heavy", "--on", cluster.address, "--engine", "heavy")
    code, out, err = Run(*heavy, env=cluster.env).finish()
    assert code == 0, err
    assert kinds(events_of(out)) == {"made": 6}
    assert [line.partition(" ")[2] for line in opened.read_text().splitlines()] == ["heavy [0]"]


def test_a_ray_that_is_started_here_ends_with_the_run(
    troubles: dict[str, str], tmp_path: Path
) -> None:
    if not find_spec("ray"):
        pytest.skip("needs Ray: make test-long installs it")
    write_pages(tmp_path / "pages", 3, words=40)
    here = ("batch", tmp_path / "pages", "--config", write_settings(tmp_path), "--json", "-o")
    assert Run(*here, tmp_path / "alone", env={**troubles, SLOW: "0"}).finish()[0] == 0
    run = Run(*here, tmp_path / "out", "--on", "ray", env={**troubles, SLOW: "0"})
    code, out, err = run.finish()
    assert code == 0, err
    assert kinds(events_of(out)) == {"made": 3}
    assert episodes(tmp_path / "out") == episodes(tmp_path / "alone")
    assert run.survivors(within=15) == []
