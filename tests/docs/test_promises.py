"""Tests that each promise of the docs names a test that is there."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.collected import collect
from tests.places import CHECKOUT

PAGES = CHECKOUT / "docs" / "pages"
PROMISED = ("security.md", "producer.md", "desk-running.md", "README.md")
"""The pages whose promises are listed."""
_ROW = re.compile(
    r"^\| (?P<said>.+?) \| (?P<page>[\w.-]+\.md) \| (?P<tests>`.+`) \|$", re.MULTILINE
)
_ABSOLUTE = re.compile(r"\b(?:never|no other|only one)\b", re.IGNORECASE)


class Promise(NamedTuple):
    said: str
    page: str
    tests: tuple[str, ...]


def read(page: str) -> str:
    path = CHECKOUT / page if page == "README.md" else PAGES / page
    return " ".join(path.read_text(encoding="utf-8").split())


PROMISES = [
    Promise(row["said"], row["page"], tuple(re.findall(r"`([^`]+)`", row["tests"])))
    for row in _ROW.finditer((PAGES / "promises.md").read_text(encoding="utf-8"))
]


@cache
def functions_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.said[:50])
def test_a_promise_is_on_its_page_and_its_tests_are_there(promise: Promise) -> None:
    assert promise.page in PROMISED
    assert promise.said in read(promise.page)
    assert promise.tests
    for name in promise.tests:
        path, _, function = name.partition("::")
        assert function.startswith("test_")
        assert function in functions_in(CHECKOUT / path), name


@pytest.mark.skipif(sys.platform != "linux", reason="some damage can be done on Linux alone")
def test_every_test_that_is_named_is_run() -> None:
    """A test that pytest does not collect, or that is skipped everywhere, holds nothing.

    On Linux each has a case that runs. What the `long` and `journey` marks leave out of
    `make test` other targets run.
    """
    text = (PAGES / "promises.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[^`]+::\w+)`", text))
    assert len(named) >= 100
    found = collect(CHECKOUT / name.partition("::")[0] for name in named)
    assert named - found.keys() == set(), "pytest collects them no longer"
    skipped = {name for name in named if found[name]}
    assert not skipped, "every case of it is skipped here"


def test_every_damage_to_a_surface_names_its_test_or_why_there_is_none() -> None:
    text = (PAGES / "promises.md").read_text(encoding="utf-8").partition("## Damage to")[2]
    rows = [
        line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")
    ]
    head, *surfaces = rows
    assert len(surfaces) >= 8
    for surface, *cells in surfaces:
        assert len(cells) == len(head) - 1, surface
        for cell in cells:
            path, _, function = cell.strip("`").partition("::")
            assert cell
            assert not function or function in functions_in(CHECKOUT / path), cell


def test_every_defence_is_held_by_a_test() -> None:
    text = (PAGES / "security.md").read_text(encoding="utf-8").partition("## What is not")[0]
    defended = re.findall(r"^\| (?!against|-)(.+?) \| .+ \|$", text, re.MULTILINE)
    assert len(defended) >= 20
    held = {promise.said for promise in PROMISES if promise.page == "security.md"}
    assert set(defended) == held


def test_every_row_of_the_promises_is_read() -> None:
    listed = (PAGES / "promises.md").read_text(encoding="utf-8").partition("## Damage to")[0]
    rows = [line for line in listed.splitlines() if line.startswith("| ")]
    assert len(rows) == len(PROMISES) + 1, "the head of the table is no promise"
    assert {promise.page for promise in PROMISES} == set(PROMISED)


@pytest.mark.parametrize("page", ["README.md", "producer.md"])
def test_what_is_promised_for_every_case_is_listed(page: str) -> None:
    """A sentence that says "never" promises something."""
    path = CHECKOUT / page if page == "README.md" else PAGES / page
    prose = re.sub(
        r"```.*?```|^ {4}.*$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE
    )
    listed = [promise.said for promise in PROMISES if promise.page == page]
    for paragraph in re.split(r"\n\s*\n|\n(?=[-|])", prose):
        for sentence in re.split(r"(?<=[.;])\s+", " ".join(paragraph.split())):
            if _ABSOLUTE.search(sentence) and "was never" not in sentence:
                assert any(said in sentence or sentence in said for said in listed), sentence


def test_each_border_of_the_drawing_has_its_row() -> None:
    text = (PAGES / "threats.md").read_text(encoding="utf-8")
    _, drawn, rest = text.split("```", 2)
    borders = set(re.findall(r"-(\d+)-", drawn))
    assert borders == set(re.findall(r"^\| (\d+) \|", rest, re.MULTILINE))
    assert len(borders) >= 9
