"""The candidates for reading in Portuguese text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.language import Readings
from audiobrief.spoken.portuguese import (
    abbreviations,
    acronyms,
    amounts,
    dates,
    electronic,
    ordinals,
)
from audiobrief.spoken.portuguese.regions import manner_of

_SIGNS = re.escape("".join(abbreviations.SIGNS) + "§+")
_SMALL_STARTS = "".join(sorted(each for each in abbreviations.STARTS if each.islower()))
CANDIDATE = compile_late(
    rf"(?P<digit>(?<![\w.,])\d)|(?P<minus>(?<![\w.,)])[-−–](?=\d))"
    rf"|(?<!\w)(?P<word>[A-ZÀ-Ú](?=[A-ZÀ-Ú\d.+&$°ºª-]|[\w]{{1,8}}[.\s]|[°º]|\s?\d)|[IVXL](?=\W|\Z)"
    rf"|[{_SMALL_STARTS}](?=[\w°º]{{0,6}}[.°º/])|vs\b|pts\b|[sr](?=/[nc]\b)|km(?=[ \u00a0]\d)|covid(?=-))"
    rf"|(?P<sign>[{_SIGNS}(]|{symbols.HOSTILE.pattern})"
)
RULES = {
    "digit": (
        *amounts.BEFORE_DATES,
        *dates.RULES,
        *amounts.FIRST_RULES,
        *ordinals.DIGIT_RULES,
        *amounts.RULES,
        *acronyms.DIGIT_RULES,
        *amounts.PLAIN_RULES,
    ),
    "minus": (amounts.MINUS,),
    "word": (
        *amounts.MONEY_RULES,
        *abbreviations.WORD_RULES,
        *ordinals.ROMAN_RULES,
        *acronyms.RULES,
    ),
    "sign": (
        *amounts.MONEY_RULES,
        amounts.PHONE_RULE,
        amounts.PER_RULE,
        amounts.ABROAD_RULE,
        *abbreviations.SIGN_RULES[:2],
        *symbols.RULES[:2],
        *abbreviations.SIGN_RULES[2:],
        symbols.RULES[2],
    ),
}
READINGS = Readings(
    candidate=CANDIDATE,
    rules=RULES,
    hint=electronic.HINT,
    tokens=electronic.TOKENS,
    manner=manner_of,
)
