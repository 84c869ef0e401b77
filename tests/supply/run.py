"""Runs programs for the supply targets and prints their commands first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BIN = Path(sys.executable).parent
WINDOWS = sys.platform == "win32"


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(
    *command: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    quiet: bool = False,
) -> str:
    """Runs a program; returns its stdout, or exits with all its output if it fails."""
    if not quiet:
        say(f"  $ {' '.join(map(str, command))}")
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=env, text=True, encoding="utf-8", errors="replace", check=False,
        capture_output=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}exit code {done.returncode}: {command[0]}")
    return done.stdout


def bin_of(environment: Path) -> Path:
    """The folder with an environment's programs."""
    return environment / ("Scripts" if WINDOWS else "bin")
