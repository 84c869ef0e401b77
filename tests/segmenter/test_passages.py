"""Tests who speaks in the short passages, of which one half was never looked at."""

from tests.segmenter.passages import FINE, passages, tally

LEAST_SEEN = 0.96
LEAST_KEPT = 0.85
"""Share of quotations with an outcome that an editor would want, a little below what is measured."""


def share_of(*, kept: bool) -> float:
    counts = tally(passage for passage in passages() if passage.kept == kept)
    return sum(counts[outcome] for outcome in FINE) / counts.total()


def test_most_quotations_have_their_speaker_where_rules_were_mended() -> None:
    assert share_of(kept=False) >= LEAST_SEEN


def test_most_quotations_have_their_speaker_in_the_half_that_nobody_looked_at() -> None:
    assert share_of(kept=True) >= LEAST_KEPT
