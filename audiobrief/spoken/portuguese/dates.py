"""Rules for dates and times; the first of a month is "primeiro" in Brazil and where it is printed so."""

from __future__ import annotations

import re
from functools import partial

from audiobrief.patterns import compile_late
from audiobrief.spoken.durations import listed, name_figures
from audiobrief.spoken.portuguese import calendar, numbers
from audiobrief.spoken.portuguese.endings import with_stop
from audiobrief.spoken.portuguese.numbers import FEMININE, MASCULINE
from audiobrief.spoken.portuguese.regions import is_brazilian
from audiobrief.spoken.reading import Manner, Rule, Said

_SHORT = "|".join(sorted(calendar.OTHER_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:(?:{'|'.join(calendar.MONTHS)})(?![^\W\d_])|(?:{_SHORT})(?:\.|(?![^\W\d_])))"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
DAY = compile_late(
    rf"{_DAY}(?P<first>\.?[º°o])?(?P<join>\sde\s|\s|-)(?P<month>{_MONTH})(?:(?:,?\sde\s|\s|-)(?P<year>(?:1[0-9]|20)\d\d)(?![\d]|[.,]\d))?",
    re.IGNORECASE,
)
NUMERIC = compile_late(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
WITHOUT_YEAR = compile_late(rf"{_DAY}/(?P<month>0?[1-9]|1[0-2])(?![\d/])")
SEASON = compile_late(
    r"(?P<year>(?:19|20)\d\d)[-–/](?P<next>(?:19|20)\d\d|\d\d)(?![\w]|[-–/]\d)"
)
HOURS = compile_late(
    r"(?P<hour>[01]?\d|2[0-4])\s?h(?:oras\b)?(?:\s?(?P<minute>[0-5]\d)(?:\s?min\b)?)?(?![\w/])"
)
RACE = compile_late(
    r"(?:(?P<hours>\d{1,2})\s?h\s?)?(?P<minutes>[0-5]?\d)\s?min\s?(?P<seconds>[0-5]?\d)\s?s\s?(?P<parts>\d{1,3})?(?!\w)"
    r"|(?P<hour>\d{1,2}):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)(?![\d:])"
)
"""Results of races: "2h05min41s", "1min58s27", "2:05:41"."""
COLON = compile_late(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!\d|[.,:]\d)")
STOPPED = compile_late(
    r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?!\d|[.,:]\d|\s?(?:%|€|mil|por cento|euros|reais))(?P<hours>\s?h(?:oras)?\b)?"
)
"""A time as Portuguese papers print it: "às 18.30"."""
_AT = compile_late(r"\b(?:às|à|das|pelas|(?:desde|entre|para|e|até) as)\s\Z", re.IGNORECASE)
_ON = compile_late(
    r"\b(?:dia|no|do|em|de|até|desde|n?este|segunda|terça|quarta|quinta|sexta|sábado|domingo|\()[,\s]*\(?\Z",
    re.IGNORECASE,
)
_CENTURY = 2000


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 30) : match.start()]


def _say_number(day: int, manner: Manner, *, first: bool) -> str:
    return (
        "primeiro"
        if day == 1 and (first or is_brazilian(manner))
        else numbers.cardinal(day, manner)
    )


def _say_day(match: re.Match[str], manner: Manner) -> Said:
    day = int(match["day"])
    if match["first"] and day != 1:
        return None
    said = f"{_say_number(day, manner, first=bool(match['first']))} de {calendar.month_name(match['month'])}"
    if not match["year"]:
        return with_stop(said, match.string, match.end())
    return f"{said} de {numbers.cardinal(int(match['year']), manner)}"


def _say_numeric(match: re.Match[str], manner: Manner) -> Said:
    year = int(match["year"])
    year = year if year > 99 else _CENTURY + year
    month = calendar.MONTHS[int(match["month"]) - 1]
    day = _say_number(int(match["day"]), manner, first=False)
    return f"{day} de {month} de {numbers.cardinal(year, manner)}"


def _say_without_year(match: re.Match[str], manner: Manner) -> Said:
    if not _ON.search(_before(match)):
        return None
    day = _say_number(int(match["day"]), manner, first=False)
    return f"{day} de {calendar.MONTHS[int(match['month']) - 1]}"


def _say_season(match: re.Match[str], manner: Manner) -> Said:
    year, following = int(match["year"]), int(match["next"])
    if following not in {year + 1, (year + 1) % 100}:
        return None
    return f"{numbers.cardinal(year, manner)} {numbers.cardinal(following, manner)}"


def _say_hours(match: re.Match[str], manner: Manner) -> Said:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = numbers.cardinal(hour, manner, FEMININE)
    if minute:
        return f"{said} e {numbers.cardinal(minute, manner)}"
    return f"{said} {'hora' if hour == 1 else 'horas'}"


def _say_stopped(match: re.Match[str], manner: Manner) -> Said:
    is_hour = match["hours"] or _AT.search(_before(match))
    return _say_hours(match, manner) if is_hour else None


def _say_race(match: re.Match[str], manner: Manner) -> Said:
    figures = (
        (match["hours"] or match["hour"], "hora", FEMININE),
        (match["minutes"] or match["minute"], "minuto", MASCULINE),
        (match["seconds"] or match["second"], "segundo", MASCULINE),
    )
    told = name_figures(
        (written, partial(numbers.cardinal, manner=manner, form=form), name, f"{name}s")
        for written, name, form in figures
    )
    if match["parts"]:
        told[-1] = f"{told[-1]} e {numbers.cardinal(int(match['parts']), manner)}"
    return listed(told, " e ")


RULES = (
    Rule("duration", RACE, _say_race),
    Rule("date", DAY, _say_day),
    Rule("date", NUMERIC, _say_numeric),
    Rule("date", WITHOUT_YEAR, _say_without_year),
    Rule("season", SEASON, _say_season),
    Rule("time", HOURS, _say_hours),
    Rule("time", COLON, _say_hours),
    Rule("time", STOPPED, _say_stopped),
)
