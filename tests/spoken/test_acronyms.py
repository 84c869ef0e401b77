"""Tests that the tables of capitals have no entry that can never match."""

from __future__ import annotations

from audiobrief.spoken.english import acronyms, known_capitals

(ACRONYM,) = (rule for rule in acronyms.WORD_RULES if rule.name == "acronym")


def test_every_row_can_match() -> None:
    """Plurals need no row, since the rule itself handles the "s"."""
    for row in known_capitals.WORDS | known_capitals.LETTERS | set(known_capitals.EXPANDED):
        found = ACRONYM.pattern.fullmatch(row)
        assert found, row
        assert found["caps"] == row


def test_no_row_is_hidden_by_another_table() -> None:
    assert not known_capitals.WORDS & known_capitals.LETTERS
    assert not (known_capitals.WORDS | known_capitals.LETTERS) & set(known_capitals.EXPANDED)
