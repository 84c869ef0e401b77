"""Makes a short sample of each voice for README and docs: `make samples`.

python -m tests.docs.samples           # voices that pip installs
python -m tests.docs.samples emma      # also other installed voices of the engine natural
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.places import CHECKOUT

FOLDER = CHECKOUT / "docs" / "pages" / "samples"
LARGEST = 150_000
"""The largest sample, in bytes, that a page of the docs may load without asking."""
TEXT = (
    "The harbour of Halverwick opened its tide gate at 6.40 on Friday morning. "
    "“We were told to expect £1.2 million of damage,” said Oda Fenn. "
    "“We lost one umbrella.”"
)
"""Invented news with a time, a sum, a date, a name and a quotation."""


class Sample(NamedTuple):
    """A voice, as named to `audiobrief say`."""

    engine: str
    voice: str


SAMPLES = {
    # name of the file -> voice
    "heart": Sample("natural", "heart"),
    "heart-low": Sample("natural", "heart+low"),  # speaks quotes with --quotes voice
    "espeak": Sample("espeak", "en-us"),
}


def make(name: str, sample: Sample, folder: Path) -> Path:
    """Say the text into `folder`, as a user would; exits with the command's message if it
    fails."""
    path = folder / f"{name}.mp3"
    command = [
        sys.executable, "-m", "audiobrief", "say", TEXT, "-o", str(path),
        "--engine", sample.engine, "--voice", sample.voice,
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{name}: {run.stderr.strip()}")
    return path


def main(others: list[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    more = {name.replace("+", "-"): Sample("natural", name) for name in others}
    for name, sample in {**SAMPLES, **more}.items():
        path = make(name, sample, FOLDER)
        print(f"{path.relative_to(CHECKOUT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
