"""Rules for dates: the day is a cardinal, but the first is "premier"."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.french import calendar, numbers
from audiobrief.spoken.french.endings import with_stop
from audiobrief.spoken.reading import Manner, Rule, Said

_SHORT = "|".join(sorted(calendar.OTHER_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:(?:{'|'.join(calendar.MONTHS)})(?![^\W\d_])|(?:{_SHORT})(?:\.|(?![^\W\d_])))"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_FIRST = r"(?P<first>er|ᵉʳ|ER)?"
_S = r"[ \u00a0\u202f-]"
DAY = compile_late(
    rf"{_DAY}{_FIRST}{_S}(?P<month>{_MONTH})(?:{_S}(?P<year>(?:1[0-9]|20)\d\d)(?![\d]|[.,]\d))?",
    re.IGNORECASE,
)
NUMERIC = compile_late(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
ISO = compile_late(
    r"(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)
_CENTURY = 2000
"""What years of two figures in a numeric date are counted from."""


def _say_number(day: int, manner: Manner) -> str:
    return "premier" if day == 1 else numbers.cardinal(day, manner)


def _say_day(match: re.Match[str], manner: Manner) -> Said:
    day = int(match["day"])
    if match["first"] and day != 1:
        return None
    said = f"{_say_number(day, manner)} {calendar.month_name(match['month'])}"
    if not match["year"]:
        return with_stop(said, match.string, match.end())
    return f"{said} {numbers.cardinal(int(match['year']), manner)}"


def _say_numeric(match: re.Match[str], manner: Manner) -> Said:
    year = int(match["year"])
    year = year if year > 99 else _CENTURY + year
    month = calendar.MONTHS[int(match["month"]) - 1]
    return f"{_say_number(int(match['day']), manner)} {month} {numbers.cardinal(year, manner)}"


RULES = (
    Rule("date", DAY, _say_day),
    Rule("date", NUMERIC, _say_numeric),
    Rule("date", ISO, _say_numeric),
)
