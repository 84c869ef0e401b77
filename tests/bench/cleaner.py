"""Body, strings, title, author and date, beside the best open extractors, in one run.

The scorers of the evaluation sets run each callable over the same pages. Each figure is given
twice: on the publishers that rules are written from, and behind it on those that nobody has
looked at (see `tests.bench.folds`). CPU is quoted against trafilatura's in the same run.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.folds import SEEN, UNSEEN, Part
from tests.places import CHECKOUT, SHARED

MAX_RUN_S = 600
"""Seconds for one extractor over one part of a set."""


@dataclass(frozen=True)
class Table:
    """What is printed of one set."""

    scorer: str
    variable: str
    """By which the scorer is told of another folder; empty where it takes one as an argument."""
    kind: str
    """What follows an extractor's name in the name of its callable."""
    extractors: tuple[str, ...]
    figures: tuple[str, ...]


TABLES = {
    # set -> what is measured on it
    "news": Table(
        "eval_body.py", "AEB_DIR", "body",
        ("audiobrief", "trafilatura", "trafilatura_default", "readability", "newspaper"),
        ("f1", "precision", "recall", "accuracy", "cpu_median", "cpu_p95"),
    ),
    "fundus": Table(
        "eval_fundus.py", "", "story", ("audiobrief", "trafilatura"),
        (
            "title~", "person~", "none", "date", "f1", "p", "r", "lost", "paras", "spurious",
            "flawless", "refused", "cpu_median",
        ),
    ),
    "labelled": Table(
        "eval_labelled.py", "LABELLED_DIR", "fields",
        ("audiobrief", "trafilatura", "readability", "newspaper"),
        (
            "seg_f1", "seg_p", "seg_r", "title", "title~", "byline", "byline~", "nobyline",
            "date", "cpu_median",
        ),
    ),
    "readability": Table(
        "eval_meta.py", "READABILITY_DIR", "fields",
        ("audiobrief", "trafilatura", "readability", "newspaper"),
        ("text_f1", "text_p", "text_r", "title", "title~", "byline", "byline~", "date"),
    ),
}  # fmt: skip
COUNTS = ("lost", "paras", "spurious", "flawless", "refused")
"""Figures of `fundus` that are sums over its pages."""


def score(name: str, extractor: str, folds: Collection[int]) -> dict[str, Any]:
    """What the scorer of set `name` says of one extractor on the publishers of `folds`."""
    table = TABLES[name]
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / name
        Part(SHARED / "pages" / name, folds, pages)
        figures = Path(folder) / "figures.json"
        subprocess.run(
            [
                sys.executable, str(SHARED / "pages" / table.scorer),
                *([] if table.variable else [str(pages)]),
                f"tests.bench.extractors:{extractor}_{table.kind}", "--json", str(figures),
                *(["--bootstrap", "0"] if name == "news" else []),
            ],
            cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            timeout=MAX_RUN_S,
            env={
                **os.environ, "PYTHONPATH": str(CHECKOUT),
                **({table.variable: str(pages)} if table.variable else {}),
            },
        )  # fmt: skip
        found: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return found if table.variable else summed([page["row"] for page in found.values()])


def summed(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of `fundus`, of its pages' rows."""
    found: dict[str, Any] = {
        key: statistics.fmean(float(row[key]) for row in rows if key in row)
        for key in ("title~", "person~", "none", "date", "f1", "p", "r")
        if any(key in row for row in rows)
    }
    for key in ("lost", "paras", "spurious", "refused"):
        found[key] = sum(row[key] for row in rows)
    found["flawless"] = sum(not row["lost"] and not row["spurious"] for row in rows)
    found["cpu_median"] = statistics.median(row["cpu_ms"] for row in rows)
    found["pages"] = len(rows)
    found["errors"] = sum(bool(row["error"]) for row in rows)
    return found


def print_table(name: str, extractors: Collection[str], figures: Collection[str]) -> None:
    print(f"{name + '/':<21}" + "".join(f"{figure:>14}" for figure in figures) + "   errors")
    base: tuple[float, float] | None = None
    for extractor in extractors:
        try:
            seen, unseen = (score(name, extractor, folds) for folds in (SEEN, UNSEEN))
        except subprocess.TimeoutExpired:
            print(f"{extractor:<21} took more than {MAX_RUN_S} s")
            continue
        cells = [f"{written(seen, key)}|{written(unseen, key)}" for key in figures]
        print(
            f"{extractor:<21}" + "".join(f"{cell:>14}" for cell in cells),
            f"{seen['errors']:>4}|{unseen['errors']}",
        )
        now = (seen.get("cpu_median", 0.0), unseen.get("cpu_median", 0.0))
        if extractor == "trafilatura" and base and all(now):
            print(f"{'':<21}CPU of audiobrief against it: "
                  f"{base[0] / now[0]:.2f}|{base[1] / now[1]:.2f}")  # fmt: skip
        base = base or now


def written(figures: dict[str, Any], key: str) -> str:
    value = figures.get(key)
    if value is None:
        return "-"
    if key in COUNTS:
        return str(value)
    return f"{value:.0f}" if key.startswith("cpu") else f"{value:.3f}"


def run(names: Collection[str] = tuple(TABLES), *, peers: bool = True) -> None:
    """Print the tables: seen|unseen."""
    if not SHARED.is_dir():
        print(f"no evaluation sets in {SHARED}; AUDIOBRIEF_SHARED names them")
        return
    print("each figure on the folds that rules are written from | on the one that nobody sees")
    for name in names:
        table = TABLES[name]
        print_table(name, table.extractors if peers else table.extractors[:1], table.figures)


if __name__ == "__main__":
    run(sys.argv[1:] or tuple(TABLES), peers=not os.environ.get("BENCH_ALONE"))
