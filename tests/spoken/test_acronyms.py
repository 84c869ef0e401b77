"""Tests that the tables of capitals have no entry that can never match."""

from __future__ import annotations

from audiobrief.spoken.english import acronyms

(ACRONYM,) = (rule for rule in acronyms.WORD_RULES if rule.name == "acronym")


def test_every_row_can_match() -> None:
    """Plurals need no row, since the rule itself handles the "s"."""
    for row in acronyms.WORDS | acronyms.LETTERS | set(acronyms.EXPANDED):
        found = ACRONYM.pattern.fullmatch(row)
        assert found, row
        assert found["caps"] == row


def test_no_row_is_hidden_by_another_table() -> None:
    assert not acronyms.WORDS & acronyms.LETTERS
    assert not (acronyms.WORDS | acronyms.LETTERS) & set(acronyms.EXPANDED)
