"""Rules for dates and for days that are remembered by their initial ("8-M")."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.reading import Manner, Rule, Said
from audiobrief.spoken.spanish import calendar, numbers
from audiobrief.spoken.spanish.endings import with_stop
from audiobrief.spoken.spanish.letters import spell
from audiobrief.spoken.spanish.regions import is_american

_SHORT = "|".join(
    sorted(
        (name for name in calendar.OTHER_MONTHS if name not in calendar.SAID_AS_PRINTED),
        key=len,
        reverse=True,
    )
)
_MONTH = rf"(?:(?:{'|'.join((*calendar.MONTHS, *calendar.SAID_AS_PRINTED))})(?![^\W\d_])|(?:{_SHORT})(?:\.|(?![^\W\d_])))"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FIRST = r"(?P<first>\.?[ºo°]|ero|o\.)?"
DAY = compile_late(
    rf"{_DAY}{_FIRST}(?:\sde\s|\s|[-/])(?P<month>{_MONTH})(?:(?P<of>(?:,)?\sdel?\s|\s|[-/])(?P<year>{_YEAR})(?![\d]|[.,]\d))?",
    re.IGNORECASE,
)
LISTED = compile_late(
    rf"{_DAY}{_FIRST}(?=(?:,\s?[0-3]?\d){0, 31},?\s(?:y|e|o|u|al?)\s(?:el\s)?[0-3]?\d\sde\s(?:{_MONTH}))",
    re.IGNORECASE,
)
NUMERIC = compile_late(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
ISO = compile_late(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
WITHOUT_YEAR = compile_late(r"(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d/])")
REMEMBERED = compile_late(r"(?P<day>[1-9]|[12]\d|3[01])-?(?P<letter>[A-ZÑ])(?![\w€$-])")
_ARTICLE = compile_late(
    r"\b(?:el|del|al|este|pasado|próximo|lunes|martes|miércoles|jueves|viernes|sábado|domingo),?\s\Z",
    re.IGNORECASE,
)
_CENTURY = 2000
"""What years of two figures in a numeric date are counted from."""


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 30) : match.start()]


def _say_number(day: int, manner: Manner, *, first: bool = False) -> str:
    """A day of the month; the first is "primero" where it is printed so, and in America."""
    return "primero" if day == 1 and (first or is_american(manner)) else numbers.cardinal(day)


def _say_day(match: re.Match[str], manner: Manner) -> Said:
    day = int(match["day"])
    if match["first"] and day != 1:
        return None
    if match["year"] and not match["of"].strip() and match["month"][0].isupper():
        return None  # a street: "Avenida 9 de Julio 1925"
    said = f"{_say_number(day, manner, first=bool(match['first']))} de {calendar.month_name(match['month'])}"
    if not match["year"]:
        return with_stop(said, match.string, match.end())
    joined = "del" if "del" in match["of"] else "de"
    return f"{said} {joined} {numbers.cardinal(int(match['year']))}"


def _say_listed(match: re.Match[str], manner: Manner) -> Said:
    return _say_number(int(match["day"]), manner, first=bool(match["first"]))


def _say_numeric(match: re.Match[str], manner: Manner) -> Said:
    year = int(match["year"])
    year = year if year > 99 else _CENTURY + year
    month = calendar.MONTHS[int(match["month"]) - 1]
    return f"{_say_number(int(match['day']), manner)} de {month} de {numbers.cardinal(year)}"


def _say_without_year(match: re.Match[str], manner: Manner) -> Said:
    if not _ARTICLE.search(_before(match)):
        return None
    return f"{_say_number(int(match['day']), manner)} de {calendar.MONTHS[int(match['month']) - 1]}"


def _say_remembered(match: re.Match[str], manner: Manner) -> Said:
    return f"{numbers.cardinal(int(match['day']))} {spell(match['letter'], manner)}"


RULES = (
    Rule("date", DAY, _say_day),
    Rule("date", LISTED, _say_listed),
    Rule("date", NUMERIC, _say_numeric),
    Rule("date", ISO, _say_numeric),
    Rule("date", WITHOUT_YEAR, _say_without_year),
)
LATE_RULES = (Rule("letter", REMEMBERED, _say_remembered),)
"""After all rules that know a letter after a figure as a unit."""
