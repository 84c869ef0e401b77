"""Runs the tests with the lowest allowed and the newest dependencies: `make test-bounds`.

The name of a resolution as first argument selects only that one. Other arguments go to pytest;
without any, all tests that are not long run.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.places import CHECKOUT
from tests.supply.run import BIN, bin_of, run, say

RESOLUTIONS = ("lowest-direct", "highest")
TESTS = ("-m", "not long", "-p", "no:cacheprovider")


def main(arguments: list[str]) -> None:
    failed = []
    chosen = (
        [arguments.pop(0)] if arguments[:1] and arguments[0] in RESOLUTIONS else RESOLUTIONS
    )
    for resolution in chosen:
        say(f"== {resolution}")
        with tempfile.TemporaryDirectory() as folder:
            environment = install(resolution, Path(folder))
            done = subprocess.run(
                [str(bin_of(environment) / "python"), "-m", "pytest", *TESTS, *arguments],
                cwd=CHECKOUT,
                check=False,
            )
            if done.returncode:
                failed.append(resolution)
    if failed:
        sys.exit(f"tests fail with {' and '.join(failed)}")


def install(resolution: str, folder: Path) -> Path:
    """Makes an environment with audiobrief and its test dependencies at this resolution."""
    environment = folder / "venv"
    run(BIN / "uv", "venv", "--quiet", "--python", sys.executable, environment)
    # the bounds of the test tools are not a promise to users
    tools = folder / "tools.txt"
    pins = run(BIN / "python", "-m", "pip", "freeze", "--exclude-editable", quiet=True)
    tools.write_text(
        "\n".join(
            line for line in pins.splitlines() if line.startswith(("pytest=", "hypothesis="))
        )
    )
    run(
        BIN / "uv", "pip", "install", "--quiet", "--resolution", resolution,
        "--python", bin_of(environment) / "python", "--constraint", tools,
        "--editable", f"{CHECKOUT}[test,piper]",
    )  # fmt: skip
    frozen = run(BIN / "uv", "pip", "freeze", "--python", bin_of(environment) / "python")
    say("  " + ", ".join(line for line in frozen.splitlines() if "==" in line))
    return environment


if __name__ == "__main__":
    main(sys.argv[1:])
