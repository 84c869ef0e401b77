"""Reads numbers of laws, clauses and parties with what is enclosed behind them: 501(c)(3)."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.acronyms import say_capitals
from audiobrief.spoken.english.figures import cardinal, pairs
from audiobrief.spoken.english.roman import value
from audiobrief.spoken.reading import Manner, Rule, Said

_ENCLOSED = compile_late(r"[0-9]+|[A-Za-z]+")
_GROUPS = r"(?P<groups>(?:\s?\((?:[0-9]{1,3}|[a-zA-Z]{1,2}|[ivx]{1,5})\)){1,6})"


def _say_group(written: str, before: str) -> str:
    """What is enclosed: a number, a letter, or a small Roman numeral after a letter or number."""
    if written.isdigit():
        return cardinal(written)
    numeral = written.islower() and value(written.upper())
    if numeral and (len(written) > 1 or (written == "i" and before != "h")):
        return cardinal(str(numeral))
    return "A." if written in "aA" else " ".join(written.upper())


def _say_groups(groups: str) -> str:
    said, before = [], ""
    for written in _ENCLOSED.findall(groups):
        said.append(_say_group(written, before))
        before = written
    return " ".join(said)


def _section(match: re.Match[str], manner: Manner) -> Said:
    # 230(c)(1), 12(b)(6), 103(1), 295A(2)
    figures = match["n"]
    number = pairs(figures) if len(figures) > 2 else cardinal(figures, british=manner.british)
    letter = f" {match['letter']}." if match["letter"] == "A" else f" {match['letter'] or ''}"
    many = "'s" if match["many"] else ""
    return f"{number}{letter.rstrip()} {_say_groups(match['groups'])}{many}"


def _faction(match: re.Match[str], manner: Manner) -> Said:
    # CPI(M), JD(U), NCP (SP): a party and its wing, both known by their letters
    del manner
    return f"{say_capitals(match['caps'])} {say_capitals(match['wing'])}"


DIGIT_RULES = (
    Rule(
        "section",
        compile_late(
            rf"(?P<n>[1-9][0-9]{{0,3}})(?P<letter>[A-Z]?)(?=\(){_GROUPS}(?P<many>s?)(?![\w(])"
        ),
        _section,
    ),
)
WORD_RULES = (
    Rule("faction", compile_late(r"(?P<caps>[A-Z]{2,6})\((?P<wing>[A-Z]{1,5})\)"), _faction),
)
