"""The door to the benches: `python -m tests.bench`, or with the names of some tables."""

from __future__ import annotations

import importlib
import sys
import time

TARGET_MIN = 20
"""The minutes in which `make bench` is to print every table on a machine of two cores."""
TABLES = {
    # name -> module with `run()`, which prints its table
    "sound": "tests.bench.sound",
    "lame": "tests.bench.lame_levels",
    "rates": "tests.bench.bit_rates",
    "cache": "tests.bench.speech_cache",
    "words": "tests.bench.word_estimates",
    "spoken": "tests.bench.spoken",
    "quotes": "tests.bench.quotes",
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
    began = time.monotonic()
    for name in names or TABLES:
        print(f"== {name}", flush=True)
        started = time.monotonic()
        importlib.import_module(TABLES[name]).run()
        print(f"   ({time.monotonic() - started:.0f} s for this table)", flush=True)
    taken = time.monotonic() - began
    print(
        f"== all of it took {taken / 60:.1f} minutes; the target for every table is {TARGET_MIN}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
