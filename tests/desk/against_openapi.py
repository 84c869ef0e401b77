"""Sends a desk what schemathesis makes of its OpenAPI description: no answer may be a 5xx.

    python -m tests.desk.against_openapi [MOST EXAMPLES OF ONE OPERATION]

The desk is on loopback, with a published story and one that waits. `make test-api` installs
schemathesis, and shows its report.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.desk.desks import open_desk

EXAMPLES = 10
"""Of each operation and phase; 4 of them are some 1,200 requests and take 100 s on a busy machine."""
DEADLINE_S = 900
CHECK = "not_a_server_error"
"""A refusal is the right answer to most of what is made up."""
STREAM = "/api/v1/events"
"""It never ends, which schemathesis would wait for; `test_stories` and `test_load` read it."""


def main(arguments: list[str]) -> int:
    """Run schemathesis; returns its exit code."""
    most = arguments[0] if arguments else str(EXAMPLES)
    with tempfile.TemporaryDirectory() as folder, open_desk(Path(folder) / "episodes") as desk:
        waiting, story = desk.made("Waiting"), desk.made("Published")
        desk.editor.ask(
            "POST", f"/stories/{story['id']}/approval", {}, version=story["version"]
        )
        desk.wait(story["id"], "published")
        run = subprocess.run(
            [
                sys.executable, "-m", "schemathesis.cli", "run",
                f"{desk.address}/api/v1/openapi.json", "--checks", CHECK,
                "--header", f"Authorization: Bearer {desk.parts.key}",
                "--exclude-path", STREAM, "--max-examples", most, "--workers", "1",
            ],
            timeout=DEADLINE_S, check=False,
        )  # fmt: skip
        assert desk.editor.ask("GET", f"/stories/{waiting['id']}")["id"] == waiting["id"]
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
