"""Reads Britain's money before 1971: pounds, shillings and pence, as histories and archives print it.

£40 3s 6d     3s 6d     10s 6d a week     4½d
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.english.figures import cardinal
from audiobrief.spoken.english.vulgar_fractions import VULGAR, fraction
from audiobrief.spoken.reading import Manner, Rule, Said

COINS = {"1": "one penny", "2": "tuppence", "3": "threepence", "6": "sixpence"}
"""Sums of pence that have names of their own."""
_SHILLINGS = r"(?P<s>1?[0-9])s\.?"
_PENCE = r"(?P<d>1?[0-9])(?P<f>[½¼¾])?d\.?"
_END = r"(?<![.])(?!\w)|(?<=[sd]\.)(?=[\s,;)])"


def _old_money(match: re.Match[str], manner: Manner) -> Said:
    del manner
    found = match.groupdict()
    said = []
    if found.get("l"):
        pounds = found["l"]
        said.append(f"{cardinal(pounds, british=True)} pound{'' if pounds == '1' else 's'}")
    if found.get("s"):
        shillings = match["s"]
        said.append(f"{cardinal(shillings)} shilling{'' if shillings == '1' else 's'}")
    if found.get("d"):
        said.append(_pence(match["d"], match["f"] or ""))
    return " and ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]


def _pence(figures: str, part: str) -> str:
    if part:
        words = fraction(*VULGAR[part], british=True, mixed=True).replace("quarters", "quarter")
        return f"{cardinal(figures)} and {words} pence"
    return COINS.get(figures) or f"{cardinal(figures)} pence"


SIGN_RULES = (
    Rule(
        "money",
        compile_late(rf"£(?P<l>[0-9][0-9,]*)[\s.]\s?{_SHILLINGS}(?:\s?{_PENCE})?(?:{_END})"),
        _old_money,
    ),
)
DIGIT_RULES = (
    Rule("money", compile_late(rf"{_SHILLINGS}\s{_PENCE}(?:{_END})"), _old_money),
    Rule("money", compile_late(r"(?P<d>1?[0-9])(?P<f>[½¼¾])d(?!\w)"), _old_money),
)
