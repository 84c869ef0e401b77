"""What a page says of itself, seen and unseen, and what reading that costs beside parsing it."""

from __future__ import annotations

import gzip
import statistics
import time

from audiobrief.cleaner.metadata import read_metadata
from audiobrief.cleaner.tree import read_tree
from tests.bench.cleaner import print_table
from tests.places import SHARED

FIGURES = ("title", "title~", "byline", "byline~", "nobyline", "date")


def run() -> None:
    """Print the table, on folds 0 to 3 | on fold 4 (`tests.bench.folds`), and the CPU."""
    folder = SHARED / "pages" / "labelled" / "html"
    if not folder.is_dir():
        print(f"no labelled pages at {folder}; set AUDIOBRIEF_SHARED to their folder")
        return
    print_table("labelled", ("metadata",), FIGURES)
    parsing: list[float] = []
    reading: list[float] = []
    for path in sorted(folder.glob("*.gz"))[::4]:
        html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        start = time.process_time()
        tree = read_tree(html)
        middle = time.process_time()
        read_metadata(tree)
        reading.append(time.process_time() - middle)
        parsing.append(middle - start)
    tree_s, metadata_s = statistics.median(parsing), statistics.median(reading)
    print(f"pages {len(parsing)}, CPU of metadata against parsing: {metadata_s / tree_s:.2f}")


if __name__ == "__main__":
    run()
