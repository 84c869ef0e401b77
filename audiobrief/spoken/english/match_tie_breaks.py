"""Reads the tie-break that stands in square brackets for a last set: "6-3, 4-6, [10-8]"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.reading import Manner, Rule, Said

AFTER = compile_late(r"(?:[0-7][-–][0-7](?:\s?\([0-9]{1,2}\))?[,;]?|tie-?break(?:er)?)\Z")
"""What stands before it: the sets, or its name. Elsewhere it would be two notes."""
LEAST = 10
"""Points to which doubles play it; it goes on until one side is two ahead."""


def _tie_break(match: re.Match[str], manner: Manner) -> Said:
    del manner
    a, b = int(match["a"]), int(match["b"])
    won = (max(a, b) == LEAST and abs(a - b) > 1) or (max(a, b) > LEAST and abs(a - b) == 2)
    before = match.string[max(0, match.start() - 16) : match.start()]
    if not won or not AFTER.search(before):
        return None
    return f" {cardinal(match['a'])} {cardinal(match['b'])}"


BRACKET_RULES = (
    Rule(
        "score",
        compile_late(r"\s\[(?P<a>[0-9]{1,2})[-–](?P<b>[0-9]{1,2})\]"),
        _tie_break,
    ),
)
