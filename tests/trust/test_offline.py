"""audiobrief is offline unless it is given an address: no program of its asks the network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import PAGES

STRACE = shutil.which("strace")
CAN_TRACE = (
    # a container may forbid it
    STRACE is not None
    and subprocess.run([STRACE, "-qq", "true"], capture_output=True, check=False).returncode
    == 0
)
ADDRESS = re.compile(
    r'sin6?_port=htons\((\d+)\).*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"'
)
LOOPBACK = {"127.0.0.1", "::1"}


@pytest.mark.skipif(
    not CAN_TRACE,
    reason="strace, which tells what a program connects to, is missing or forbidden",
)
@pytest.mark.parametrize("engine", ["natural", "espeak"])
def test_an_episode_of_a_file_is_made_without_the_network(engine: str, tmp_path: Path) -> None:
    traced, scratch = tmp_path / "trace", tmp_path / "scratch"
    scratch.mkdir()
    page = PAGES / "wordpress-harbour" / "source.html"
    command = [
        str(STRACE), "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(traced),
        sys.executable, "-m", "audiobrief", "make", str(page), "-o", str(tmp_path / "out"), "--engine", engine,
    ]  # fmt: skip
    env = {"HOME": str(tmp_path), "TMPDIR": str(scratch), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, env=env, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    asked = {
        found for line in traced.read_text().splitlines() for found in ADDRESS.findall(line)
    }
    assert {address for _, address in asked} <= LOOPBACK, asked
    # onnxruntime keeps the number of a session that it tells of in a file
    assert list(scratch.iterdir()) == []
