"""The candidates for reading in Dutch text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.dutch import abbreviations, amounts, dates, electronic, telephones
from audiobrief.spoken.language import Readings

_SIGNS = re.escape("".join(abbreviations.SIGNS) + "§+")
_SMALL_STARTS = "".join(sorted(each for each in abbreviations.STARTS if each.islower()))
CANDIDATE = compile_late(
    rf"(?P<digit>(?<![\w.,])\d)|(?P<minus>(?<![\w.,)])[-−–](?=\d))|(?P<decade>(?<!\w)['’](?=[1-9]\d(?!\d)))"
    rf"|(?<!\w)(?P<word>[A-Z](?=[A-Z\d.+&$]|-VA\b|\w{{1,8}}\.|\s?\d|orona-|ovid-|[\w-]{{2,40}}str\.)|[IVX](?=\W|\Z)"
    rf"|[{_SMALL_STARTS}](?=[\w]{{0,6}}[./])|km(?=[ \u00a0]\d)|(?:ma|di|wo|do|vr|za|zo)(?=\.?\s?(?:t/m|tot|[-–+]|en|\d)))"
    rf"|(?P<sign>[{_SIGNS}]|{symbols.HOSTILE.pattern})"
)
RULES = {
    "digit": (
        amounts.LAW_RULE,
        *dates.RULES,
        *telephones.RULES,
        *amounts.FIRST_RULES,
        *amounts.RULES,
        *abbreviations.DIGIT_RULES,
        *dates.LATE_RULES,
        *amounts.PLAIN_RULES,
    ),
    "minus": (amounts.MINUS,),
    "decade": dates.SIGN_RULES,
    "word": (*dates.WORD_RULES, *amounts.MONEY_RULES, *abbreviations.WORD_RULES),
    "sign": (
        *amounts.MONEY_RULES,
        amounts.PER_RULE,
        telephones.SIGN_RULE,
        *abbreviations.SIGN_RULES[:2],
        *symbols.RULES[:2],
        *abbreviations.SIGN_RULES[2:],
        symbols.RULES[2],
    ),
}
READINGS = Readings(
    candidate=CANDIDATE, rules=RULES, hint=electronic.HINT, tokens=electronic.TOKENS
)
