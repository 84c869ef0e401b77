"""What pages say of themselves, as we and others read it, and what that costs beside parsing."""

from __future__ import annotations

import gzip
import statistics
import time

from audiobrief.cleaner.metadata import read_metadata
from audiobrief.cleaner.tree import read_tree
from tests.bench.cleaner import print_table
from tests.places import SHARED

FIGURES = {
    # set -> what is printed of it
    "labelled": ("title", "title~", "byline", "byline~", "nobyline", "date"),
    "fundus": ("title~", "person~", "none", "date"),
}
PEERS = ("trafilatura", "newspaper")
"""The extractors that give title, author and date, measured beside ours."""


def run() -> None:
    """Print the table, on the seen folds | on the unseen one (`tests.bench.folds`), and the CPU."""
    folder = SHARED / "pages" / "labelled" / "html"
    if not folder.is_dir():
        print(f"no labelled pages at {folder}; set AUDIOBRIEF_SHARED to their folder")
        return
    for name, figures in FIGURES.items():
        print_table(name, ("metadata" if name == "labelled" else "audiobrief", *PEERS), figures)
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
