"""Runs audiobrief under faults: killed, without resources, in the wrong place."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from audiobrief.cli import main

reads_proc = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
MARK = "AUDIOBRIEF_TORTURE"
"""Environment variable that every process of a run inherits and by which it is found."""


class Run:
    """One `audiobrief` in its own process, with all processes that it starts."""

    def __init__(
        self, *args: str | Path, program: tuple[str, ...] = (), **settings: object
    ) -> None:
        """`program` has the program and arguments that run audiobrief; `settings` go to
        Popen."""
        self.mark = uuid.uuid4().hex
        env = {**os.environ, MARK: self.mark, **settings.pop("env", {})}  # type: ignore[dict-item]
        given = {"stdout": subprocess.PIPE, **settings}
        self.process = subprocess.Popen(
            [*program, sys.executable, "-m", "audiobrief", *map(str, args)],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={key: value for key, value in env.items() if value is not None},
            **given,  # type: ignore[call-overload]
        )

    def finish(self, timeout: float = 120) -> tuple[int, str, str]:
        """Exit code, stdout and stderr."""
        out, err = self.process.communicate(timeout=timeout)
        return self.process.returncode, (out or b"").decode(), err.decode()

    def kill_after(self, seconds: float) -> bool:
        """Kill it with SIGKILL after so many seconds; False if it had ended before."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.communicate()
            return True
        self.process.communicate()
        return False

    def survivors(self, within: float = 1.0) -> list[str]:
        """Command lines of this run's processes that are still alive after `within` seconds."""
        deadline = time.monotonic() + within
        while (left := self.living()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return left

    def living(self) -> list[str]:
        """Command lines of this run's living processes."""
        return [line for _, line in self.processes()]

    def processes(self) -> Iterator[tuple[int, str]]:
        """Process id and command line of each process."""
        wanted = f"{MARK}={self.mark}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if line:  # a zombie has no command line
                        yield int(folder.name), line
            except (OSError, UnicodeDecodeError):
                continue


def invoke(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """Like `Run(*args).finish()`, but in this process; suits tests of a command's output
    only."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    ran = CliRunner().invoke(main, [*map(str, args)], input=stdin)
    # the command redirects library logs to its own stderr, which is now closed
    root.handlers[:] = handlers
    root.setLevel(level)
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    return ran.exit_code, ran.stdout, ran.stderr


def wait_for(happened: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


def contents(folder: Path) -> dict[str, bytes]:
    """Relative path -> content of every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
