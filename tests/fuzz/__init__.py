"""Fuzzes every part of audiobrief that reads bytes from outside.

    make fuzz                            each target for a minute
    python -m tests.fuzz SECONDS TARGET  one of them, for as long as you like

A fault stops the run and names a file with the bytes. Fix the fault, and keep that file in
``corpus/TARGET/`` under a name that says what was wrong. `make test` replays all of them.
"""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
