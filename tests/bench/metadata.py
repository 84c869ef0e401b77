"""What reading a page's metadata costs beside parsing the page: CPU, one run, each page once."""

from __future__ import annotations

import gzip
import os
import statistics
import time
from pathlib import Path

from audiobrief.cleaner.metadata import read_metadata
from audiobrief.cleaner.tree import read_tree

SHARED = Path(
    os.environ.get("AUDIOBRIEF_SHARED") or Path(__file__).parents[2].parent / "shared"
)


def run() -> None:
    """Print the table."""
    folder = SHARED / "pages" / "labelled" / "html"
    if not folder.is_dir():
        print(f"no labelled pages at {folder}; set AUDIOBRIEF_SHARED to their folder")
        return
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
