"""Body, strings, title, author and date, beside the best open extractors, in one run.

The scorers of the evaluation sets run each callable over the same pages; CPU is
quoted against trafilatura's in the same run.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.places import CHECKOUT, SHARED

MAX_RUN_S = 600
"""Seconds for one extractor over one set."""
BODIES = ("audiobrief", "trafilatura", "trafilatura_default", "readability", "newspaper")
FIELDS = ("audiobrief", "trafilatura", "readability", "newspaper")


def score(scorer: str, function: str, *options: str) -> dict[str, Any]:
    """What one scorer says of one callable of `tests.bench.extractors`."""
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.json"
        subprocess.run(
            [
                sys.executable, str(SHARED / "pages" / scorer),
                f"tests.bench.extractors:{function}", "--json", str(figures), *options,
            ],
            cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, timeout=MAX_RUN_S,
        )  # fmt: skip
        found: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    return found


def run() -> None:
    """Print the three tables."""
    if not SHARED.is_dir():
        print(f"no evaluation sets in {SHARED}; AUDIOBRIEF_SHARED names them")
        return
    print(
        "news/: body                 F1     P     R  exact    CPU ms  p95  against trafilatura"
    )
    base = 0.0
    for name in ("trafilatura", *(b for b in BODIES if b != "trafilatura")):
        try:
            got = score("eval_body.py", f"{name}_body", "--bootstrap", "0")
        except subprocess.TimeoutExpired:
            print(f"{name:<24} took more than {MAX_RUN_S} s")
            continue
        base = base or got["cpu_median"]
        print(
            f"{name:<24} {got['f1']:6.3f} {got['precision']:5.3f} {got['recall']:5.3f}"
            f"  {got['accuracy']:5.3f}   {got['cpu_median']:7.1f} {got['cpu_p95']:4.0f}"
            f"   {got['cpu_median'] / base:5.2f}   errors {got['errors']}"
        )
    print(
        "\nlabelled/             strings F1   title  title~  byline  byline~  none   date   CPU"
    )
    for name in FIELDS:
        try:
            got = score("eval_labelled.py", f"{name}_fields")
        except subprocess.TimeoutExpired:
            print(f"{name:<24} took more than {MAX_RUN_S} s")
            continue
        print(
            f"{name:<24} {got['seg_f1']:6.3f}   {got['title']:5.3f}  {got['title~']:5.3f}"
            f"   {got['byline']:5.3f}  {got['byline~']:5.3f}   {got['nobyline']:5.3f}"
            f"  {got['date']:5.3f}  {got['cpu_median']:5.1f}   errors {got['errors']}"
        )
    print("\nreadability/             text F1   title  title~  byline  byline~   date")
    for name in FIELDS:
        try:
            got = score("eval_meta.py", f"{name}_fields")
        except subprocess.TimeoutExpired:
            print(f"{name:<24} took more than {MAX_RUN_S} s")
            continue
        print(
            f"{name:<24} {got['text_f1']:6.3f}   {got['title']:5.3f}  {got['title~']:5.3f}"
            f"   {got['byline']:5.3f}  {got['byline~']:5.3f}   {got['date']:5.3f}"
            f"   errors {got['errors']}"
        )


if __name__ == "__main__":
    run()
