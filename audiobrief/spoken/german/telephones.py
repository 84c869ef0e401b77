"""Telephone numbers as broadcasters say them: figure by figure, in the groups that are printed.

DIN 5008 parts the area code and the extension; the numbers of services have no area code.
"""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.german import numbers
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.telephones import Telephones

CALLED = Telephones(
    lambda group, _: numbers.digits(group), lambda country, _: numbers.cardinal(country), "plus"
)
LOCAL = compile_late(r"0\d{1,5}(?: / |[ /-])\d\d(?:[ -]?\d)*(?!\w)")
"""One figure in each turn: with many, a number that a letter follows is tried in 2^n ways."""
ABROAD = compile_late(
    r"\+(?P<country>\d{1,3})(?P<groups>(?:[ \u00a0/-]?\(0\)[ \u00a0]?\d{1,5}|[ \u00a0/-]\(?\d{1,5}\)?)(?:[ \u00a0/-]\d{1,10}){1,5})(?!\w)"
)
POSTCODE = compile_late(r"\d{5}(?=[ \u00a0][A-ZÄÖÜ])")
_ADDRESSED = compile_late(
    r"(?:\d[a-z]?,|\bPostfach[ \d]*,|\bPLZ|\bPostleitzahl|\bD-)[ \u00a0]?\Z"
)
"""The end of a street's number or what else stands before a postcode, which alone looks like a count."""
EXTENSION = compile_late(r"\d{2,}(?:[ /-]\d{2,}){0,3}(?!\w|[.,]\d)")
SERVICE = compile_late(
    r"(?:116[ \u00a0]?(?:000|0[01]6|111|117|123)|11[025])(?!\w|[.,:–-]\d|[ \u00a0]\d)"
)
"""The emergency numbers, the authorities' 115 and the European services (Bundesnetzagentur)."""
_CALLED = compile_late(
    r"(?:[Nn]otruf\w*|[Nn]ummer|[Rr]ufnummer|[Ww]ähl\w+|[Tt]el(?:efon|\.)|[Hh]otline)\D{0,20}\Z"
)
_COUNTS = compile_late(r"[ \u00a0](?:[a-zäöüß]+(?:e|en|er)[ \u00a0])?(?!und\b|oder\b)[A-ZÄÖÜ]")


def _is_called(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 40) : match.start()]
    return _CALLED.search(before) is not None and not _COUNTS.match(match.string, match.end())


def _say_extension(match: re.Match[str], manner: Manner) -> Said:
    long = sum(map(str.isdigit, match[0])) > 4
    return CALLED.say(match[0], manner) if long and _is_called(match) else None


def _say_service(match: re.Match[str], manner: Manner) -> Said:
    return CALLED.say(match[0], manner) if len(match[0]) > 3 or _is_called(match) else None


def _say_postcode(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = match.string[max(0, match.start() - 30) : match.start()]
    return numbers.digits(match[0]) if _ADDRESSED.search(before) else None


RULES = (
    Rule("postcode", POSTCODE, _say_postcode),
    CALLED.rule(LOCAL),
    Rule("telephone", SERVICE, _say_service),
    Rule("telephone", EXTENSION, _say_extension),
)
SIGN_RULE = CALLED.abroad(ABROAD)
