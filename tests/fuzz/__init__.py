"""Bytes that nobody would write, for every room that reads them.

    make fuzz                            each target for a minute
    python -m tests.fuzz TARGET SECONDS  one of them, for as long as you like

A fault stops the run and names a file with the bytes: mend it, and keep that file in
``corpus/TARGET/`` under a name that says what it was. `make test` replays all of them.
"""

from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
