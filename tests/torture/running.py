"""Running audiobrief to break it: killed, starved, in the wrong place."""

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
"""Environment variable that every process of one run inherits, by which it is found."""


class Run:
    """One `audiobrief` in a process of its own, and all that it starts."""

    def __init__(
        self, *args: str | Path, program: tuple[str, ...] = (), **settings: object
    ) -> None:
        """`program` is what runs it, with its own arguments; `settings` are those of Popen."""
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
        """Kill it with -9 after that time; False where it had ended before."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGKILL)
            self.process.communicate()
            return True
        self.process.communicate()
        return False

    def survivors(self, within: float = 1.0) -> list[str]:
        """Command lines of processes of this run that still live after `within` seconds."""
        deadline = time.monotonic() + within
        while (left := self.living()) and time.monotonic() < deadline:
            time.sleep(0.02)
        return left

    def living(self) -> list[str]:
        """Command lines of this run's processes."""
        return [line for _, line in self.processes()]

    def processes(self) -> Iterator[tuple[int, str]]:
        """Number and command line of each."""
        wanted = f"{MARK}={self.mark}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    if line:  # a zombie has none
                        yield int(folder.name), line
            except (OSError, UnicodeDecodeError):
                continue


def invoke(*args: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
    """What `Run(*args).finish()` tells, from this process: for what a command says alone."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    ran = CliRunner().invoke(main, [*map(str, args)], input=stdin)
    # the command sends what libraries log to its own stderr, which is over
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
    """Relative path -> bytes of every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
