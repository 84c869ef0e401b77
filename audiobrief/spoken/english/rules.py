"""English: which candidates there are, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.spoken import symbols
from audiobrief.spoken.english import abbreviations, amounts, clock, dates, money
from audiobrief.spoken.reading import Manner, Rule

AMERICAN = frozenset({"us", "ph", "pr", "lr"})
"""Regions that put the month first; English without a region is read so too."""

TOKENS: tuple[Rule, ...] = ()
CANDIDATE = re.compile(
    rf"(?P<digit>[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒])|\b(?P<upper>[A-Z][A-Za-z0-9$]*)|(?P<money>[$£€¥₹₽₩₪₺₴₦₱₫฿₿])"
    rf"|\b(?P<lower>(?:{abbreviations.LOWER}|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december)(?!\w))"
    rf"|(?P<apostrophe>(?<!\w)['’‘](?=[0-9]))|(?P<sign>{symbols.HOSTILE.pattern})"
)
RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (*clock.DIGIT_RULES, *dates.DIGIT_RULES, *money.DIGIT_RULES, *amounts.DIGIT_RULES),
    "upper": (
        *dates.WORD_RULES,
        *money.SIGN_RULES,
        *abbreviations.WORD_RULES,
        *abbreviations.STATE_RULES,
    ),
    "lower": (*dates.WORD_RULES, *abbreviations.LOWER_RULES),
    "money": money.SIGN_RULES,
    "apostrophe": dates.APOSTROPHE_RULES,
    "sign": symbols.RULES,
}


def manner(tag: str) -> Manner:
    """British unless the tag names no region or an American one."""
    region = tag.replace("_", "-").partition("-")[2].rpartition("-")[2].lower()
    return Manner(british=bool(region) and region not in AMERICAN and len(region) == 2)
