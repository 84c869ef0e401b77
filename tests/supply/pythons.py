"""Tries the wheel in dist/ on each Python that is promised and found here: `make release`.

The extras of users must be resolvable together from wheels alone on every Python that is
promised, also on those that are not here, and all extras together on the one that runs this.
A Python that was not found is named as not tried.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.places import CHECKOUT
from tests.supply.release import DIST, try_out
from tests.supply.run import BIN, bin_of, run, say

PROMISED = ("3.11", "3.12", "3.13", "3.14")
WORK = {"test", "api", "check", "long", "bench", "ear", "fuzz", "docs", "release"}
"""Extras for work on audiobrief; each may lack wheels for a Python that users may have."""
PLATFORMS = ("x86_64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-pc-windows-msvc")
MACOS = "14.0"
"""The oldest macOS for which ONNX Runtime has wheels for Python 3.14."""


def main() -> None:
    extras = read_extras()
    users = [name for name in extras if name not in WORK]
    say(f"== extras together: {', '.join(users)}")
    for version in PROMISED:
        for platform in PLATFORMS:
            say(f"  Python {version}, {platform}: {resolve(users, version, platform)} wheels")
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    say(f"  with those for work on audiobrief: {resolve(extras, running)} packages")
    (wheel,) = DIST.glob("*.whl")
    tried = {version: try_on(version, wheel) for version in PROMISED}
    for version, said in tried.items():
        say(f"  Python {version}: {said}")


def read_extras() -> list[str]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["project"]["optional-dependencies"])


def resolve(extras: list[str], version: str, platform: str | None = None) -> int:
    """How many packages these extras need together; exits if they exclude each other.

    Where a platform is given, each of them must have a wheel for it.
    """
    wheels = ["--python-platform", platform, "--only-binary", ":all:"] if platform else []
    chosen = [part for extra in extras for part in ("--extra", extra)]
    resolved = run(
        BIN / "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate",
        "--python-version", version, *wheels, *chosen, CHECKOUT / "pyproject.toml",
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": MACOS}, quiet=True,
    )  # fmt: skip
    return len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", resolved, re.MULTILINE))


def try_on(version: str, wheel: Path) -> str:
    """Makes an episode with the wheel in an empty environment of this Python, if it is here."""
    program = find_python(version)
    if program is None:
        return "NOT TRIED, there is none here"
    say(f"== an empty environment of {program}")
    with tempfile.TemporaryDirectory() as folder:
        environment = Path(folder) / "venv"
        run(program, "-m", "venv", environment)
        python = bin_of(environment) / "python"
        run(python, "-m", "pip", "install", "--quiet", wheel)
        run(python, "-m", "pip", "check")
        try_out(environment, Path(folder) / "desk")
    return "an episode, a book and a site were made"


def find_python(version: str) -> Path | None:
    """A Python of this version that makes environments, from PATH or from pyenv."""
    code = "import ensurepip, ssl, sqlite3, venv, sys; print('%d.%d' % sys.version_info[:2])"
    for program in _candidates(version):
        done = subprocess.run(
            [str(program), "-c", code], capture_output=True, text=True, check=False
        )
        if done.stdout.strip() == version:
            return program
    return None


def _candidates(version: str) -> Iterator[Path]:
    # pyenv's programs on PATH refuse to run unless its version is set, so its folders are asked
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from (folder / "bin" / "python" for folder in root.glob(f"versions/{version}.*"))
    if found := shutil.which(f"python{version}"):
        yield Path(found)


if __name__ == "__main__":
    main()
