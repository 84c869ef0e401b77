"""Floors under the quality of the body, and the digest of the pages they were measured on."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.bench.cleaner import score
from tests.bench.folds import FOLDS
from tests.places import CHECKOUT, SHARED, needs_shared

FLOORS: dict[str, tuple[str, str, str, dict[str, float]]] = {
    # set -> scorer, callable, SHA-256 of its golds and pages, figure -> floor
    "news": (
        "eval_body.py", "audiobrief_body",
        "cd4c4681f537dc0b45caaa7a37679e013b1ffdafb6d8fcf2d6cc742b62dd2c58",
        {"f1": 0.985, "accuracy": 0.57},
    ),
    "labelled": (
        "eval_labelled.py", "audiobrief_fields",
        "bc336762c150f294cd31c2c6245cf9bbec30ed46d4ff00c0f8b388daf3795601",
        {
            "seg_f1": 0.958, "title~": 0.905, "byline": 0.77, "byline~": 0.81,
            "nobyline": 0.93, "date": 0.913,
        },
    ),
    "readability": (
        "eval_meta.py", "audiobrief_fields",
        "4a8c00a6059b77c0e7045f3ac3cbe1ce66538ce41eea9c73466f86c635442f06",
        {"title~": 0.94, "byline~": 0.89, "date": 1.0, "text_f1": 0.975},
    ),
}  # fmt: skip


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".json", ".gz", ".html"):
            found.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return found.hexdigest()


@needs_shared
@pytest.mark.parametrize(
    "name", ["news", "readability", pytest.param("labelled", marks=pytest.mark.long)]
)
def test_quality_keeps_its_floor(name: str, tmp_path: Path) -> None:
    scorer, function, measured, floors = FLOORS[name]
    pages = SHARED / "pages"
    if digest(pages / name) != measured:
        pytest.skip(f"other pages than the floors of {name} were measured on")
    figures = tmp_path / "figures.json"
    subprocess.run(
        [
            sys.executable, str(pages / scorer), f"tests.bench.extractors:{function}",
            "--json", str(figures),
        ],
        cwd=CHECKOUT, check=True, capture_output=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(figures.read_text(encoding="utf-8"))
    for figure, floor in floors.items():
        assert found[figure] >= floor, figure
    assert found["errors"] == 0


@needs_shared
@pytest.mark.long
def test_paragraphs_of_modern_news_are_not_lost() -> None:
    found = score("fundus", "audiobrief", range(FOLDS))
    if found["pages"] != 130 or found["paras"] != 2534:
        pytest.skip("other pages than the floors of fundus were measured on")
    assert found["lost"] <= 6
    assert found["spurious"] <= 90
    assert found["f1"] >= 0.985
    assert found["errors"] == found["refused"] == 0
