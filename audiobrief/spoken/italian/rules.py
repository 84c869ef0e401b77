"""The candidates for reading in Italian text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.italian import (
    abbreviations,
    acronyms,
    amounts,
    dates,
    electronic,
    ordinals,
    races,
)
from audiobrief.spoken.language import Readings

_SIGNS = re.escape("".join(abbreviations.SIGNS) + "§+")
_SMALL_STARTS = "".join(sorted(each for each in abbreviations.STARTS if each.islower()))
CANDIDATE = compile_late(
    rf"(?P<digit>(?<![\w.,])\d)|(?P<minus>(?<![\w.,)])[-−–](?=\d))|(?P<decade>(?<!\w)['’](?=\d\d(?!\d)))"
    rf"|(?<!\w)(?P<word>[A-ZÀÈÉÌÒÙ](?=[A-ZÀÈÉÌÒÙ\d.+&$°]|[\w]{{1,8}}[.\s]|[°º]|\s?\d)|[IVXL](?=\W|\Z)"
    rf"|[{_SMALL_STARTS}](?=[\w°º]{{0,6}}[.°º/])|vs\b|ndr\b|h24\b|h(?=(?:\.\s?|\s)\d)|ore(?=\s\d{{1,2}}(?:[.:,]\d\d)?\s?[-–]\s?\d)|km(?=[ \u00a0]\d)|covid(?=-))"
    rf"|(?P<sign>[{_SIGNS}]|{symbols.HOSTILE.pattern})"
)
RULES = {
    "digit": (
        *races.RULES,
        *dates.RULES,
        *amounts.FIRST_RULES,
        *ordinals.DIGIT_RULES,
        *amounts.RULES,
        *acronyms.DIGIT_RULES,
        *amounts.PLAIN_RULES,
    ),
    "minus": (amounts.MINUS,),
    "decade": dates.SIGN_RULES,
    "word": (
        *dates.WORD_RULES,
        *amounts.MONEY_RULES,
        *abbreviations.WORD_RULES,
        *ordinals.ROMAN_RULES,
        *acronyms.RULES,
    ),
    "sign": (
        *amounts.MONEY_RULES,
        amounts.PER_RULE,
        amounts.ABROAD_RULE,
        *abbreviations.SIGN_RULES[:2],
        *symbols.RULES[:2],
        *abbreviations.SIGN_RULES[2:],
        symbols.RULES[2],
    ),
}
READINGS = Readings(
    candidate=CANDIDATE, rules=RULES, hint=electronic.HINT, tokens=electronic.TOKENS
)
