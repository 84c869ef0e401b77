"""The door to the benches: `python -m tests.bench`, or with the names of some tables."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

TARGET_MIN = 20
"""The minutes in which `make bench` is to print every table on a machine of two cores."""
LESS = {
    # Articles of the table of batches. Alone it has 200, some ten hours of sound, which the voice takes
    # more than half an hour for.
    "AUDIOBRIEF_BENCH_ARTICLES": "15",
    # Runs of each row of the table of sound, and how many times as long its longest page is: with five
    # and fifty, as it has alone, it took 569 s of the 1,200 on two quiet cores.
    "AUDIOBRIEF_BENCH_ROUNDS": "3",
    "AUDIOBRIEF_BENCH_TIMES_LONGER": "20",
}
"""Environment variable -> what makes a table small enough to stand among the others."""
TABLES = {
    # name -> module with `run()`, which prints its table
    "sound": "tests.bench.sound",
    "lame": "tests.bench.lame_levels",
    "rates": "tests.bench.bit_rates",
    "cache": "tests.bench.speech_cache",
    "words": "tests.bench.word_estimates",
    "spoken": "tests.bench.spoken",
    "quotes": "tests.bench.quotes",
    "speakers": "tests.bench.speakers",
    "sentences": "tests.bench.sentences",
    "announcing": "tests.bench.announcing",
    "metadata": "tests.bench.metadata",
    "decoding": "tests.bench.decoding",
    "fetching": "tests.bench.fetching",
    "cleaner": "tests.bench.cleaner",
    "fundus": "tests.bench.fundus",
    "batch": "tests.bench.batch",
    "desk": "tests.bench.desk",
    "installed": "tests.bench.installed",
}


def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in TABLES]
    if unknown:
        sys.exit(f"no table '{unknown[0]}'; there are: {', '.join(TABLES)}")
    if not names:
        for variable, value in LESS.items():
            os.environ.setdefault(variable, value)
        sys.exit(
            run_all({name: [sys.executable, "-m", "tests.bench", name] for name in TABLES})
        )
    for name in names:
        print(f"== {name}", flush=True)
        started = time.monotonic()
        importlib.import_module(TABLES[name]).run()
        print(f"   ({time.monotonic() - started:.0f} s for this table)", flush=True)


def run_all(tables: Mapping[str, Sequence[str]], within_s: float = TARGET_MIN * 60) -> int:
    """Print every table, each by the command that is given for it; returns how many are missing.

    A table that fails takes no other with it, and what is not there when the time is over is named.
    """
    began = time.monotonic()
    missing = []
    for name, command in tables.items():
        left = max(within_s - (time.monotonic() - began), 1.0)
        # its workers and programs are in its session, and end with it
        table = subprocess.Popen(command, start_new_session=True)
        try:
            code = table.wait(left)
        except subprocess.TimeoutExpired:
            missing.append(f"{name} (the time was over)")
        else:
            if code:
                missing.append(f"{name} (it failed)")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(table.pid, signal.SIGKILL)
            table.wait()
    taken = time.monotonic() - began
    print(f"== all of it took {taken / 60:.1f} minutes; at most {within_s / 60:g} are allowed")
    if missing:
        print(f"== not printed: {', '.join(missing)}")
    return len(missing)


if __name__ == "__main__":
    main(sys.argv[1:])
