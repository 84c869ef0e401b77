"""Pages after public bug reports: what their reader must hear, and must not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import SHARED, needs_shared

SCRIPT = Path(sys.executable).with_name("audiobrief")
REPORTS = SHARED / "reports"
PAGES = sorted(
    path.name
    for path in REPORTS.glob("*")
    if path.suffix in {".html", ".txt", ".md", ".eml", ".xml"}
)
OPEN: dict[str, str] = {
    "normalise.txt": "spoken forms of measures, addresses and times",
}
"""Page -> what is wrong with it yet."""


def hold(page: str) -> str:
    run = subprocess.run(
        [
            sys.executable, str(REPORTS / "check_reports.py"),
            "--audiobrief", str(SCRIPT), page,
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return "" if run.returncode == 0 else run.stdout + run.stderr


@needs_shared
@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, marks=pytest.mark.xfail(reason=OPEN[page], strict=True))
        if page in OPEN
        else page
        for page in PAGES
    ]
    or [pytest.param("none", marks=pytest.mark.skip(reason=f"no reports in {REPORTS}"))],
)
def test_a_reported_page_is_heard_as_its_reader_must(page: str) -> None:
    assert hold(page) == ""
