"""The candidates for reading in German text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.german import (
    abbreviations,
    acronyms,
    amounts,
    dates,
    electronic,
    telephones,
)
from audiobrief.spoken.language import Readings

_DAYS = "|".join(abbreviations.WEEK)
_SIGNS = re.escape("".join(abbreviations.SIGNS) + "§$£¥+")
CANDIDATE = compile_late(
    rf"(?P<digit>(?<![\w.,])\d|(?<=[(„“»«‚\"'–-])\d)|(?P<minus>(?<![\w.,)])[-−–](?=\d))"
    rf"|\b(?P<word>(?:EUR|CHF|USD|Fr\.|US-?\$)\s?(?=\d)|MwSt(?!\w)|(?:{_DAYS})(?=\.?\s?(?:[–+/-]|u)\S?\s?(?:{_DAYS})|\.?,?\s\d{{1,2}}\.|\.?,?\sden\s\d)|[ABGLKSUE](?=[ \u00a0]?\d)|CO[2₂]|(?:MESZ|MEZ|UTC)\b|[Cc]ovid(?=-)|COVID(?=-)|S(?=\.\s?\d)|[A-ZÄÖÜ][\w-]{{2,40}}str\.|[{abbreviations.STARTS}](?=[\w-]{{0,8}}\.)|[IVX]{{1,5}}(?=\W|\Z)|bzw|zw(?=\.))"
    rf"|(?P<sign>[{_SIGNS}]|{symbols.HOSTILE.pattern})"
)
RULES = {
    "digit": (
        *dates.DATE_RULES,
        *telephones.RULES,
        *amounts.FIRST_RULES,
        *acronyms.DIGIT_RULES,
        *amounts.LAST_RULES,
        *dates.LATE_RULES,
        *amounts.PLAIN_RULES,
    ),
    "minus": amounts.SIGN_RULES,
    "word": (*amounts.SIGN_RULES[:1], *acronyms.RULES, *abbreviations.WORD_RULES),
    "sign": (
        *amounts.SIGN_RULES[:1],
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
