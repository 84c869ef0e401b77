"""The candidates for reading in English text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.english import (
    abbreviations,
    acronyms,
    amounts,
    clock,
    dates,
    electronic,
    measures,
    money,
    named_symbols,
    roman,
    sport,
    telephone,
)
from audiobrief.spoken.english.calendar import MONTHS
from audiobrief.spoken.english.varieties import is_british
from audiobrief.spoken.language import Readings
from audiobrief.spoken.reading import Manner, Rule

_SIGNS = re.escape("²³µ⁻⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉-−–—&=≠×÷±≈≃≤≥∞√§№%‰°ºπ∆∑^→⇒➔+@$£€¥₹¢_/#~<>[]*★")
CANDIDATE = compile_late(
    rf"(?P<digit>[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|\.(?=[0-9])(?<![\w.]\.))|\b(?P<upper>[A-ZÄÖÜÉ][A-Za-z0-9$]*)|(?P<money>[$£€¥₹₽₩₪₺₴₦₱₫฿₿₡₲₵₸₼₾৳₭₮៛֏￥](?=\s?[.0-9]))"
    rf"|\b(?P<lower>(?:{abbreviations.LOWER}|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|{'|'.join(MONTHS).lower()})(?!\w))"
    rf"|(?P<apostrophe>(?<!\w)['’‘](?=[0-9]))|(?P<bracket>\((?=[0-9])|\s?[(\[](?i:sic)[)\]]|\s\[(?=[0-9c]))|(?P<sign>(?:--+|!(?=\w)|[{_SIGNS}]|{symbols.HOSTILE.pattern}))"
)
RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        *telephone.DIGIT_RULES[:1],
        *sport.DIGIT_RULES,
        *telephone.DIGIT_RULES[1:],
        *clock.DIGIT_RULES,
        *dates.DIGIT_RULES,
        *money.DIGIT_RULES,
        *measures.DIGIT_RULES,
        *amounts.DIGIT_RULES,
    ),
    "upper": (
        *dates.WORD_RULES,
        *money.SIGN_RULES,
        *abbreviations.WORD_RULES,
        *abbreviations.STATE_RULES,
        *roman.WORD_RULES,
        *acronyms.WORD_RULES,
    ),
    "lower": (*dates.WORD_RULES, *abbreviations.LOWER_RULES),
    "money": money.SIGN_RULES,
    "apostrophe": dates.APOSTROPHE_RULES,
    "bracket": (*telephone.BRACKET_RULES, named_symbols.SIC, named_symbols.CITATION),
    "sign": (*telephone.PLUS_RULES, *symbols.RULES[:2], *named_symbols.RULES, symbols.RULES[2]),
}


def manner(tag: str) -> Manner:
    """The manner of reading for a BCP 47 tag."""
    region = tag.replace("_", "-").partition("-")[2].rpartition("-")[2].upper()
    return Manner(british=is_british(tag), region=region if len(region) == 2 else "")


READINGS = Readings(
    candidate=CANDIDATE,
    rules=RULES,
    hint=electronic.HINT,
    tokens=electronic.TOKENS,
    manner=manner,
)
