"""The candidates for reading in French text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.french import (
    abbreviations,
    acronyms,
    amounts,
    clock,
    dates,
    electronic,
    ordinals,
)
from audiobrief.spoken.french.regions import manner_of
from audiobrief.spoken.language import Readings
from audiobrief.spoken.printed_forms import any_spaced

_SIGNS = re.escape("".join(abbreviations.SIGNS) + "§+")
_SMALL_STARTS = "".join(sorted(each for each in set(abbreviations.STARTS) if each.islower()))
_WITHOUT_STOP = any_spaced(
    form for form in abbreviations.WORDS if form[0].islower() and not form.endswith(".")
)
CANDIDATE = compile_late(
    rf"(?P<digit>(?<![\w.,])\d)|(?P<minus>(?<![\w.,)])[-−–](?=\d))"
    rf"|(?<!\w)(?P<word>[A-ZÀÂÉÈÊÎÔÛÇ](?=[A-ZÀÂÉÈÊÎÔÛÇ\d.+&$°ᵉᵐᵍˡʳ-]|[\wéèêç]{{1,4}}[.\s\u00a0\u202f-]|[oeè°º]|\s?\d)|[IVXL](?=\W|\Z)"
    rf"|(?:{_WITHOUT_STOP})(?!\w)|[{_SMALL_STARTS}](?=[\w°º]{{0,6}}[.°º])|nos?(?=[ \u00a0\u202f]\d)|km(?=[ \u00a0]\d)|covid(?=-))"
    rf"|(?P<sign>[{_SIGNS}]|{symbols.HOSTILE.pattern})"
)
RULES = {
    "digit": (
        *dates.RULES,
        *amounts.FIRST_RULES,
        *ordinals.DIGIT_RULES,
        *clock.RULES,
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
        amounts.PER_RULE,
        amounts.ABROAD_RULE,
        *abbreviations.SIGN_RULES[:3],
        *symbols.RULES[:2],
        *abbreviations.SIGN_RULES[3:],
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
