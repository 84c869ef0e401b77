"""What a plain `pip install` takes: megabytes of each distribution, and seconds.

A fresh environment gets this checkout and what it asks for, from the package index or pip's cache.
pip itself is not counted. Sizes are those of the files, with the bytecode that pip compiles.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from tests.places import CHECKOUT
from tests.supply import run as programs
from tests.supply.run import bin_of

LISTED = 12
"""Distributions printed with a line of their own; the rest is one line."""
NATURAL = ("hibari-tts", "onnxruntime", "numpy")
"""What the natural voice needs, and nothing can speak it without."""
SIZES = """
import importlib.metadata, json
print(json.dumps({
    dist.name: [dist.version, sum(
        path.stat().st_size for file in dist.files or () if (path := dist.locate_file(file)).is_file()
    )]
    for dist in importlib.metadata.distributions()
}))
"""
BROUGHT = {"pip", "setuptools"}
"""What an empty environment has before anything is installed."""


def install(folder: Path) -> tuple[dict[str, tuple[str, int]], float]:
    """Each distribution's version and bytes in a fresh environment, and the seconds of pip."""
    programs.run(sys.executable, "-m", "venv", folder, quiet=True)
    python = bin_of(folder) / "python"
    started = time.perf_counter()
    programs.run(python, "-m", "pip", "install", "--quiet", str(CHECKOUT), quiet=True)
    taken = time.perf_counter() - started
    sizes = json.loads(programs.run(python, "-c", SIZES, quiet=True))
    return {name: (v, size) for name, (v, size) in sizes.items() if name not in BROUGHT}, taken


def print_table(sizes: dict[str, tuple[str, int]], taken: float) -> None:
    total = sum(size for _, size in sizes.values())
    largest = sorted(sizes.items(), key=lambda item: -item[1][1])
    for name, (version, size) in largest[:LISTED]:
        print(f"  {name + ' ' + version:28} {size / 1e6:6.1f} MB  {size / total:4.0%}")
    rest = largest[LISTED:]
    print(f"  {len(rest)} others {sum(size for _, (_, size) in rest) / 1e6:24.1f} MB")
    voice = sum(sizes[name][1] for name in NATURAL if name in sizes)
    print(f"  all {total / 1e6:31.1f} MB in {taken:.0f} s of pip")
    print(f"  of it, {', '.join(NATURAL)}: {voice / 1e6:.1f} MB")


def run() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print_table(*install(Path(folder) / "venv"))
