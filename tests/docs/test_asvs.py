"""Tests that each row of the ASVS has its answer, and each test that it names is there."""

from __future__ import annotations

import pytest

from tests.docs.asvs import ANSWERS, CHAPTERS, PAGE, Row, asvs_page, read_rows
from tests.docs.test_promises import functions_in

ROWS = read_rows()
COUNT = 253
"""The requirements of levels 1 and 2 in version 5.0.0 of the standard."""


def test_every_requirement_has_one_row() -> None:
    numbers = [row.number for row in ROWS]
    assert len(set(numbers)) == len(numbers) == COUNT
    places = [tuple(map(int, number.split("."))) for number in numbers]
    assert places == sorted(places)
    assert {row.chapter for row in ROWS} == set(CHAPTERS)
    assert {row.level for row in ROWS} == {"1", "2"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.number)
def test_a_row_has_an_answer_and_its_tests_are_there(row: Row) -> None:
    assert row.answer in ANSWERS
    assert row.asked
    assert row.how
    for path, function in row.names:
        assert function in functions_in(path), function
    if row.answer == "met":
        assert row.names, "what is met has a test"
    if row.answer == "partly":
        assert "**" in row.how


def test_the_page_is_written_from_the_rows() -> None:
    assert PAGE.read_text(encoding="utf-8") == asvs_page()
