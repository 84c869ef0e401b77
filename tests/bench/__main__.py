"""The door to the benches: `python -m tests.bench`, or with the names of some tables."""

from __future__ import annotations

import importlib
import sys

TABLES = {
    # name -> module with `run()`, which prints its table
    "sound": "tests.bench.sound",
    "lame": "tests.bench.lame_levels",
    "rates": "tests.bench.bit_rates",
    "cache": "tests.bench.speech_cache",
    "words": "tests.bench.word_estimates",
    "spoken": "tests.bench.spoken",
    "quotes": "tests.bench.quotes",
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
    for name in names or TABLES:
        if name not in TABLES:
            sys.exit(f"no table '{name}'; there are: {', '.join(TABLES)}")
        print(f"== {name}")
        importlib.import_module(TABLES[name]).run()


if __name__ == "__main__":
    main(sys.argv[1:])
