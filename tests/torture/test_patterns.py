"""Tests that no pattern backtracks badly, by timing each on the worst text a page could
have."""

from __future__ import annotations

import time

import pytest

from audiobrief.spoken import sentences
from tests.torture.patterns import Used, collect_patterns

LENGTH = 100_000
"""The length of a worst case in characters."""
SAMPLE = 4_000
LIMIT_S = 0.01
"""The time allowed for a sample, in seconds; a pattern that takes quadratic time would take a
hundred times as long."""
UNITS = (
    "a", " ", "A", "1", "a ", "A. ", "1,", "1.", "-", "\n", "\t", "'", '"', "“a”", "(", "[", "<",
    "<a ", "a-", "A a ", "a, ", "Aa ", "Aa Aa, ", "1 ", "1/", "$1", "a@", "a.a@", "http://a.", "&",
    "é", "a\u0301", "said ", "the ", "a, and ", "By ", "Mr. ", "Jan. 1, ", "1:", ":", "/", "..", "… ",
    "\u00a0", "_", "#", "%", "1st ", "I", "X", "com.", "a;", "—", "+1 ", "a=", "\\", "\r\n", "1-",
    "Ab-", "Ab.", "U.S. ", "<!--", "</", "a|", "| ", "1234-", "XIV ", "$1 m", "5 p.m. ", ". ", ", ",
)  # fmt: skip
SHORT = UNITS[:16]
BOUNDED = {
    # place of the pattern -> the most characters that its only caller passes
    "audiobrief.spoken.sentences._TOKEN_BEFORE": sentences._REACH,
}


def seconds(used: Used, text: str) -> float:
    started = time.process_time()
    used.run(text)
    return time.process_time() - started


def too_slow(used: Used, unit: str) -> bool:
    """Whether it is slow, and takes more than twice the time per character on four times the
    text.

    A quadratic pattern would take four times the time per character. It must be slow three
    times in a row, since the machine may be busy.
    """
    length = BOUNDED.get(used.place, SAMPLE)
    text = (unit * length)[:length] + "\0"
    return all(
        (long := seconds(used, text)) > LIMIT_S
        and long > 8 * seconds(used, text[: length // 4])
        for _ in range(3)
    )


@pytest.mark.parametrize(
    "units",
    [pytest.param(SHORT, id="short"), pytest.param(UNITS, id="long", marks=pytest.mark.long)],
)
def test_none_grows_by_the_square(units: tuple[str, ...]) -> None:
    slow = [
        f"{used.place} ({used.method}) on {unit!r}: {used.pattern.pattern[:60]}"
        for used in collect_patterns()
        for unit in units
        if too_slow(used, unit)
    ]
    assert slow == []


@pytest.mark.long
def test_each_ends_on_a_hundred_thousand_characters() -> None:
    for used in collect_patterns():
        length = BOUNDED.get(used.place, LENGTH)
        worst = max(UNITS, key=lambda unit: seconds(used, (unit * 3_000)[:3_000] + "\0"))
        assert seconds(used, (worst * length)[:length] + "\0") < 1, (used.place, worst)


def test_they_are_found() -> None:
    places = {used.place.rpartition(".")[0] for used in collect_patterns()}
    assert len(places) > 30
    assert len(collect_patterns()) > 300
