"""Tests what counts as heard correctly."""

from __future__ import annotations

import pytest

from tests.ear.wording import Difference, compare, words

pytest.importorskip("whisper_normalizer", reason="`make ear` installs it")
pytest.importorskip("rapidfuzz", reason="`make ear` installs it")

ALIKE = [
    ("nineteen fifty three", "1953"),
    ("seventy one point five per cent", "71.5%"),
    ("four point two million pounds", "£4.2 million"),
    ("March the twenty first, twenty twenty six", "March 21st, 2026"),
    ("Tuesday, the seventh of October twenty twenty five", "Tuesday, 7 October 2025"),
    ("on September twenty second with", "on September 22 with"),
    ("the twenty ninth of April", "29 April"),
    ("the DEA and a U.S. judge", "The D E A and a US judge"),
    ("six pounds fifty pence", "£6.50"),
    ("Miz Fenn and Mister Wren", "Ms. Fenn and Mr. Wren"),
    ("the harbour’s colour", "the harbor's color"),
    ("(Photo: Hal Dace)", "Photo, Hal Dace."),
    ("a tide-gate", "a tide gate"),
]


@pytest.mark.parametrize(("said", "written"), ALIKE)
def test_two_ways_of_writing_the_same_are_one(said: str, written: str) -> None:
    assert words(said) == words(written)


def test_each_sentence_is_found_at_its_own_place_alone() -> None:
    script = ["The bell rang twice.", "He said.", "The bell rang again."]
    whole = compare(script, "the bell rang twice he said the bell rang again")
    assert whole.errors == 0
    assert all(all(hits) for hits in whole.matched)
    without = compare(script, "the bell rang twice the bell rang again")
    assert [sum(hits) for hits in without.matched] == [4, 0, 4]
    assert without.errors == 2


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("A car park by the quay.", "a carpark by the quay"),
        ("A football pitch.", "a foot ball pitch"),
    ],
)
def test_words_written_together_or_apart_are_no_errors(said: str, heard: str) -> None:
    assert compare([said], heard).errors == 0


def test_errors_are_counted_and_those_in_names_apart() -> None:
    script = ["Oda Fenn has sold fish for years."]
    compared = compare(script, "older fan has told fish for years", {"oda", "fenn"})
    assert (compared.said, compared.errors) == (7, 3)
    assert compared.differences == (
        Difference("oda fenn", "older fan", 2, 2),
        Difference("sold", "told", 1, 0),
    )
    assert compared.heard == (("older", "fan", "has", "told", "fish", "for", "years"),)
    assert compare(script, "").errors == 7
    assert compare(["Yes."], "yes and a good deal more").errors == 5
