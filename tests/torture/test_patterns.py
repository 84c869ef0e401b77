"""No pattern of ours backtracks badly: each is timed on the worst that a page could hold."""

from __future__ import annotations

import time

import pytest

from tests.torture.patterns import Used, collect_patterns

LENGTH = 100_000
"""Characters of a worst case."""
SAMPLE = 10_000
LIMIT_S = 0.05
"""For a sample; a pattern whose time grows by the square would take five seconds for all."""
UNITS = (
    "a", " ", "A", "1", "a ", "A. ", "1,", "1.", "-", "\n", "\t", "'", '"', "“a”", "(", "[", "<",
    "<a ", "a-", "A a ", "a, ", "Aa ", "Aa Aa, ", "1 ", "1/", "$1", "a@", "a.a@", "http://a.", "&",
    "é", "a\u0301", "said ", "the ", "a, and ", "By ", "Mr. ", "Jan. 1, ", "1:", ":", "/", "..", "… ",
    "\u00a0", "_", "#", "%", "1st ", "I", "X", "com.", "a;", "—", "+1 ", "a=", "\\", "\r\n", "1-",
    "Ab-", "Ab.", "U.S. ", "<!--", "</", "a|", "| ", "1234-", "XIV ", "$1 m", "5 p.m. ", ". ", ", ",
)  # fmt: skip
SHORT = UNITS[:16]
CUT = {
    # patterns that are given a few characters by their callers, never a page's line
    "audiobrief.spoken.english.abbreviations:": "the 40 characters before a street",
    "audiobrief.spoken.english.abbreviations.NUMBERED_STREET": "likewise",
    "audiobrief.spoken.english.roman._BEFORE": "the 40 characters before a numeral",
    "audiobrief.spoken.english.signs:": "the 20 characters beside a slash",
    "audiobrief.spoken.sentences._TOKEN_BEFORE": "the few characters before a stop",
    "audiobrief.spoken.sentences:": "likewise",
    "audiobrief.fetch.feeds.CUT_OFF": "the end of a text",
    "audiobrief.fetch.feeds:": "likewise",
}


def seconds(used: Used, text: str) -> float:
    started = time.process_time()
    used.run(text)
    return time.process_time() - started


def too_slow(used: Used, unit: str) -> bool:
    """Whether it takes long, and ten times as long for four times as much, thrice in a row."""
    text = (unit * SAMPLE)[:SAMPLE] + "\0"
    return all(
        (long := seconds(used, text)) > LIMIT_S
        and long > 10 * seconds(used, text[: SAMPLE // 4])
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
        if not used.place.startswith(tuple(CUT))
        for unit in units
        if too_slow(used, unit)
    ]
    assert slow == []


@pytest.mark.long
def test_each_ends_on_a_hundred_thousand_characters() -> None:
    for used in collect_patterns():
        if not used.place.startswith(tuple(CUT)):
            worst = max(UNITS, key=lambda unit: seconds(used, (unit * 3_000)[:3_000] + "\0"))
            assert seconds(used, (worst * LENGTH)[:LENGTH] + "\0") < 3, (used.place, worst)


def test_they_are_found() -> None:
    places = {used.place.rpartition(".")[0] for used in collect_patterns()}
    assert len(places) > 30
    assert len(collect_patterns()) > 300
