"""Telephone numbers as NOS and VRT say them: figure by figure, in the groups that are printed."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.dutch import numbers
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.telephones import Telephones

CALLED = Telephones(
    lambda group, _: numbers.digits(group), lambda country, _: numbers.cardinal(country), "plus"
)
LOCAL = compile_late(r"0\d{1,3}[ \u00a0/-]\d\d(?:[ \u00a0-]?\d)*(?!\w)")
"""One figure in each turn: with many, a number that a letter follows is tried in 2^n ways."""
ABROAD = compile_late(
    r"\+(?P<country>\d{1,3})(?P<groups>(?:[ \u00a0-]?\(0\)[ \u00a0]?\d{1,4}|[ \u00a0-]\d{1,4})(?:[ \u00a0-]\d{2,9}){1,5})(?!\w)"
)
SERVICE = compile_late(r"11[235](?!\w|[.,:–-]\d|[ \u00a0]\d)")
"""The numbers for emergencies, for depression and for animals in need."""
_CALLED = compile_late(
    r"(?:\b[Bb]el(?:len|t|de|den)?(?: bij nood| altijd| direct)?|[Nn]oodnummer|[Aa]larmnummer|\b[Nn]ummer|\bvia|[Tt]el(?:efoon|\.))\s\Z"
)
_COUNTS = compile_late(r"[ \u00a0](?!of\b|en\b|voor\b|bij\b|om\b|als\b|in\b|met\b|te\b)[a-z]")


def _say_service(match: re.Match[str], manner: Manner) -> Said:
    del manner
    called = _CALLED.search(match.string[max(0, match.start() - 40) : match.start()])
    counts = _COUNTS.match(match.string, match.end())
    return numbers.digits(match[0]) if called and not counts else None


RULES = (CALLED.rule(LOCAL), Rule("telephone", SERVICE, _say_service))
SIGN_RULE = CALLED.abroad(ABROAD)
