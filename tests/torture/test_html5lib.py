"""Tests that `clean` survives the test pages of browsers' HTML parsers.

The pages are not part of audiobrief: AUDIOBRIEF_HTML5LIB names a folder with their files, which
are ``tree-construction`` of html5lib-tests (at its commit 9329e64) or ``html/syntax/parsing``
of web-platform-tests, where they are now maintained.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from audiobrief.model import Page, PageKind
from tests.cleaner.test_hostile import STORY
from tests.fuzz.targets import check_clean

VARIABLE = "AUDIOBRIEF_HTML5LIB"
FOLDER = os.environ.get(VARIABLE, "")
INPUT = re.compile(r"^#data\n(.*?)\n?^#errors$", re.DOTALL | re.MULTILINE)
"""The input of a test: all lines up to "#errors", without the last line end (README of
tree-construction)."""

pytestmark = pytest.mark.skipif(
    not FOLDER, reason=f"no html5lib-tests here ({VARIABLE} names their folder)"
)


@pytest.fixture(scope="module")
def inputs() -> list[str]:
    files = sorted(Path(FOLDER).rglob("*.dat"))
    found = [one for path in files for one in INPUT.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 1_000
    return found


@pytest.mark.parametrize("kind", PageKind)
def test_each_is_cleaned_or_refused(inputs: list[str], kind: PageKind) -> None:
    for one in inputs:
        check_clean(Page(one, kind))


def test_each_is_cleaned_or_refused_inside_a_story(inputs: list[str]) -> None:
    for one in inputs:
        check_clean(Page(f"<article><h1>Water rises</h1>{STORY}{one}{STORY}</article>"))
