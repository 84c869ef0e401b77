"""The candidates for reading in Spanish text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.language import Readings
from audiobrief.spoken.spanish import (
    abbreviations,
    acronyms,
    amounts,
    clock,
    dates,
    electronic,
    ordinals,
)
from audiobrief.spoken.spanish.regions import manner_of

_SIGNS = re.escape("".join(abbreviations.SIGNS) + "§$₡₲¢+")
_SMALL_STARTS = "".join(each for each in abbreviations.STARTS if each.islower())
CANDIDATE = compile_late(
    rf"(?P<digit>(?<![\w.,])\d|(?<=[(«“\"'¿¡–—-])\d)|(?P<minus>(?<![\w.,)])[-−–](?=\d))"
    rf"|(?<!\w)(?P<word>[A-ZÑ](?=[A-ZÑ\d.+&$/ªº°-]|[\wáéíóúñ]{{1,8}}[.ªº°-]|[so]?\s?\d|m\.?\s?\d)|[IVXL](?=\W|\Z)"
    rf"|[{_SMALL_STARTS}](?=[\wªº]{{0,9}}[.ªº°/])|k(?=ms?\.?\s?\d)|m(?=in\s\d)|u(?=\$s)|covid(?=-))"
    rf"|(?P<sign>[{_SIGNS}]|{symbols.HOSTILE.pattern})"
)
RULES = {
    "digit": (
        *dates.RULES,
        *amounts.FIRST_RULES,
        *ordinals.DIGIT_RULES,
        *clock.RULES,
        *amounts.RULES,
        *dates.LATE_RULES,
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
        amounts.PER_RULE,
        amounts.PLUS_PHONE,
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
