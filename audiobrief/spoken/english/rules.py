"""The candidates for reading in English text, and the rules for each, in order."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken import symbols
from audiobrief.spoken.english import (
    abbreviations,
    acronyms,
    agate,
    amounts,
    calendar,
    chess,
    clock,
    codes,
    compass,
    currencies,
    dates,
    electronic,
    formulas,
    home_money,
    known_capitals,
    match_tie_breaks,
    measures,
    models,
    money,
    named_symbols,
    old_money,
    racing_gaps,
    ranks,
    respelled,
    roman,
    scripture,
    sections,
    service_codes,
    shortenings,
    sport,
    states,
    streets,
    tallies,
    telephone,
    titles,
    years,
)
from audiobrief.spoken.english.calendar import MONTHS
from audiobrief.spoken.english.varieties import is_british
from audiobrief.spoken.language import Readings
from audiobrief.spoken.reading import Manner, Rule

_SIGNS = re.escape("²³µ⁻⁰¹⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉-−–—&=≠×÷±≈≃≤≥∞√§№%‰°ºπ∆∑^→⇒➔+@$£€¥₹¢_/#~<>[]*★")
CANDIDATE = compile_late(
    rf"(?P<digit>[0-9½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]|\.(?=[0-9])(?<![\w.”’\"]\.)|:(?=[0-5][0-9](?![\w:]))(?<=\s:))"
    r"|\b(?:(?P<upper>[A-ZÄÖÜÉ][A-Za-z0-9$]*)"
    rf"|(?P<lower>(?:{abbreviations.LOWER}|{roman.SMALL}|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|{'|'.join(MONTHS).lower()})(?!\w))"
    r"|(?P<mixed>[a-z]{1,2}(?=[A-Z]{2})|c(?=(?:1[0-9]|20)[0-9]{2}\b|[1-9][0-9]{2}\s(?:BC|AD))|s(?=[1-9][0-9]{0,2}[\s(,;.]))"
    r"|(?P<short>[a-z]{2,8}(?=\.(?:,?\s\(?[a-z0-9$£€]|[,;:)]))|[b-df-hj-np-tv-z]{2,7}(?![\w'’-]|\.\w)))"
    r"|(?P<money>[$£€¥₹₽₩₪₺₴₦₱₫฿₿₡₲₵₸₼₾৳₭₮៛֏￥](?=\s?[.0-9]))"
    rf"|(?P<apostrophe>(?<!\w)['’‘](?=[0-9]))|(?P<bracket>\((?=[0-9])|\s?[(\[](?i:sic)[)\]]|\s\[(?=[0-9c])|(?:\A|\s)\((?=[A-Z][^()]{{1,24}}\)\s?(?:[—–-]|[A-Z])))|(?P<sign>(?:--+|!(?=\w)|(?<=\s)\.(?=[A-Z]{{2,6}}[0-9]{{0,9}}[A-Z]{{0,3}}\s)|[{_SIGNS}]|{symbols.HOSTILE.pattern}))"
)
RULES: dict[str, tuple[Rule, ...]] = {
    "digit": (
        amounts.NOTE,
        *chess.DIGIT_RULES,
        *agate.DIGIT_RULES,
        *codes.DIGIT_RULES,
        *telephone.DIGIT_RULES[:1],
        *streets.DIGIT_RULES,
        *racing_gaps.DIGIT_RULES,
        *sport.DIGIT_RULES,
        *telephone.DIGIT_RULES[1:],
        *scripture.DIGIT_RULES,
        *sections.DIGIT_RULES,
        *models.DIGIT_RULES,
        *clock.DIGIT_RULES,
        *dates.DIGIT_RULES,
        *years.DIGIT_RULES,
        *old_money.DIGIT_RULES,
        *home_money.DIGIT_RULES,
        *money.DIGIT_RULES,
        *measures.DIGIT_RULES,
        *tallies.DIGIT_RULES,
        *amounts.DIGIT_RULES,
    ),
    "upper": (
        *respelled.WORD_RULES,
        *chess.WORD_RULES,
        *acronyms.CODE_RULES,
        *agate.WORD_RULES,
        *codes.WORD_RULES,
        *years.WORD_RULES,
        *dates.WORD_RULES,
        *sport.WORD_RULES,
        *home_money.SIGN_RULES,
        *money.SIGN_RULES,
        *scripture.WORD_RULES,
        *ranks.WORD_RULES,
        *states.TOWN_RULES,
        *abbreviations.WORD_RULES,
        *states.WORD_RULES,
        *shortenings.WORD_RULES,
        *compass.WORD_RULES,
        *roman.WORD_RULES,
        *models.WORD_RULES,
        *sections.WORD_RULES,
        *acronyms.WORD_RULES,
        models.TOKEN,
    ),
    "lower": (
        *dates.WORD_RULES,
        *abbreviations.LOWER_RULES,
        *shortenings.LOWER_RULES,
        *roman.LOWER_RULES,
    ),
    "short": shortenings.LOWER_RULES,
    "mixed": (*acronyms.MIXED_RULES, abbreviations.SECTION),
    "money": (*old_money.SIGN_RULES, *money.SIGN_RULES),
    "apostrophe": years.APOSTROPHE_RULES,
    "bracket": (
        *telephone.BRACKET_RULES,
        *match_tie_breaks.BRACKET_RULES,
        named_symbols.SIC,
        named_symbols.CITATION,
        named_symbols.AGENCY,
        named_symbols.BRACKET,
    ),
    "sign": (
        acronyms.TICKER,
        money.COUNTRY_AFTER,
        named_symbols.COIN_RATE,
        *service_codes.SIGN_RULES,
        *telephone.PLUS_RULES,
        *symbols.RULES[:2],
        *named_symbols.RULES,
        symbols.RULES[2],
    ),
}


def manner(tag: str) -> Manner:
    """The manner of reading for a BCP 47 tag."""
    region = tag.replace("_", "-").partition("-")[2].rpartition("-")[2].upper()
    return Manner(british=is_british(tag), region=region if len(region) == 2 else "")


KNOWN = frozenset(
    word
    for table in (
        calendar.MONTHS, calendar.SHORT_MONTHS, calendar.WEEKDAYS, calendar.SHORT_WEEKDAYS,
        titles.TITLES, titles.DEGREES, titles.GENERATIONS, titles.COMPANIES,
        titles.REGIMENTS, streets.ROADS, streets.STREETS, abbreviations.PLACES,
        abbreviations.CAPITALISED, abbreviations.GIVEN, abbreviations.RESULTS, states.WINGS, states.STATES, states.COUNTIES, states.AUSTRALIAN, states.TEAMS,
        ranks.FIRST, ranks.LAST, known_capitals.MIXED, currencies.SIGNS,
        map(str.capitalize, abbreviations.NUMBERED), map(str.capitalize, shortenings.SHORTENED), shortenings.NAMED, scripture.BOOKS, ("Cal", "Jn", "Jct", "Pri", "Frs"), ("Vol", "Part", "Cat", "Exp", "Cons", "Econ"),
    )
    for word in table
)  # fmt: skip
"""Words with one capital that a rule may read."""
BESIDE = frozenset("0123456789-–—'’/&$(‑+°*#=[")
"""What makes a rule of a word before it, without a space or after one."""


def _is_plain(candidate: re.Match[str]) -> bool:
    """Whether a word has one capital, is in no table, and has nothing beside it that a rule wants."""
    word = candidate["upper"]
    if word is None or word in KNOWN or not (word in SMALL or word[1:].islower()):
        return False
    text, end = candidate.string, candidate.end()
    beside = text[end : end + 2]
    if word == "I" and beside == ".,":
        return False  # (I., Vt.)
    if len(word) < LEAST_PLAIN and (word not in SMALL or beside.strip().isupper()):
        return False
    if word == "I" and NAMED.search(text, max(0, candidate.start() - 2), candidate.start()):
        return False  # a numeral may follow a name
    return word.isalpha() and BESIDE.isdisjoint(beside) and not beside[:1].isalpha()


LEAST_PLAIN = 3
SMALL = frozenset("An By He I If In It My Of On So To We".split())
"""Shorter words that are nothing else with one capital."""
NAMED = compile_late(r"[A-Za-z.]\s\Z")
READINGS = Readings(
    candidate=CANDIDATE,
    plain=_is_plain,
    rules=RULES,
    hint=compile_late(f"{electronic.HINT}|{formulas.HINT}"),
    tokens=(*formulas.TOKENS, *electronic.TOKENS),
    manner=manner,
)
