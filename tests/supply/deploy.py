"""Checks the Dockerfile, the systemd unit and the workflow without running them."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.places import CHECKOUT
from tests.supply.run import BIN, run, say

DEPLOY = CHECKOUT / "docs" / "deploy"
WORKFLOWS = CHECKOUT / ".github" / "workflows"


def main() -> None:
    say("== Dockerfile")
    # DL3006 asks for a digest of the base image, which would keep its vulnerabilities
    run(BIN / "hadolint", DEPLOY / "Dockerfile")
    say("== workflow")
    schema = ("--builtin-schema", "vendor.github-workflows")
    run(BIN / "check-jsonschema", *schema, *sorted(WORKFLOWS.glob("*.yml")))
    say("== unit")
    verify_unit(DEPLOY / "audiobrief-watch.service")


def verify_unit(unit: Path) -> None:
    """Runs `systemd-analyze verify`, and rates how exposed the unit is."""
    program = shutil.which("systemd-analyze")
    if program is None:
        say("  not checked: there is no systemd-analyze here")
        return
    with tempfile.TemporaryDirectory() as folder:
        # verification needs an existing program; its real path is up to the administrator
        copy = Path(folder) / unit.name
        text = unit.read_text(encoding="utf-8")
        copy.write_text(text.replace("/opt/audiobrief/bin/audiobrief", "/bin/true"))
        done = subprocess.run(
            [program, "verify", "--man=no", str(copy)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        ours = [line for line in done.stderr.splitlines() if unit.name in line]
        if ours:
            sys.exit("\n".join(ours))
        say("  verified")
        exposed = subprocess.run(
            [program, "security", "--offline=yes", "--no-pager", str(copy)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        say(f"  {exposed.stdout.strip().splitlines()[-1] if exposed.stdout else 'not rated'}")


if __name__ == "__main__":
    main()
