"""Rules for dates, years and times (Taaladvies; NOS: "achttien uur dertig")."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.durations import listed, name_figures
from audiobrief.spoken.dutch import calendar, numbers
from audiobrief.spoken.dutch.endings import with_stop
from audiobrief.spoken.figures import Figure
from audiobrief.spoken.reading import Manner, Rule, Said

_SHORT = "|".join(sorted(calendar.OTHER_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:(?:{'|'.join(calendar.MONTHS)})(?![^\W\d_])|(?:{_SHORT})(?:\.|(?![^\W\d_])))"
_S = r"[ \u00a0\u202f]"
DAY = compile_late(
    rf"(?P<day>0?[1-9]|[12]\d|3[01]){_S}(?P<month>{_MONTH})(?:{_S}(?P<year>(?:1[0-9]|20)\d\d)(?![\d]|[.,]\d))?",
    re.IGNORECASE,
)
NUMERIC = compile_late(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
SEASON = compile_late(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-–/])(?P<next>(?:19|20)\d\d|\d\d)(?![\w]|[-–/]\d)"
)
YEAR = compile_late(r"1[1-9]\d\d(?![\w]|[.,]\d)(?=(?P<rest>.?.{0,40}))")
DECADE = compile_late(r"['’](?P<decade>[1-9]0)(?!\d)")
SHORT_YEAR = compile_late(r"['’](?P<year>[1-9]\d)(?!\d)")
_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
CLOCK = compile_late(rf"{_HOUR}[.:](?P<minute>[0-5]\d){_S}?(?:uur|u\.?)(?!\w)")
FLEMISH = compile_late(rf"{_HOUR}{_S}?u(?P<minute>[0-5]\d)?(?!\w)")
CLOCK_BEFORE = compile_late(
    # "van 9.00 tot 12.30 uur"
    rf"{_HOUR}[.:](?P<minute>[0-5]\d)(?={_S}?(?:tot|en|–|-){_S}?[012]?\d(?:[.:][0-5]\d)?{_S}?uur\b)"
)
RACE = compile_late(
    # results as NOS prints them: "2.05.41 uur", "1.58,27", "1.58,27 minuten"
    r"(?:(?P<hours>\d{1,2})(?P<mark>[.:]))?(?P<minutes>[0-5]?\d)(?(mark)(?P=mark)|[.:])(?P<seconds>[0-5]\d)(?P<parts>,\d{1,3})?(?!\d|[.:]\d)(?:\s(?P<unit>uur|minuten|min\.))?(?!\w)"
)
RACE_UNITS = (
    ("hours", "uur", "uur"),
    ("minutes", "minuut", "minuten"),
    ("seconds", "seconde", "seconden"),
)
_SHORT_DAY = "|".join(calendar.SHORT_DAYS)
DAYS = compile_late(
    rf"(?P<first>{_SHORT_DAY})\.?(?P<join>\s?(?:t/m|tot|[-–]|en|\+)\s?)(?P<last>{_SHORT_DAY})(?!\w)\.?"
)
"""Opening hours and timetables: "ma. t/m vr."."""
DATED = compile_late(rf"(?P<first>{_SHORT_DAY})\.?(?=\s\d{{1,2}}\s(?:{_MONTH}))")
COLON = compile_late(rf"{_HOUR}:(?P<minute>[0-5]\d)(?!\d|[.,:]\d)")
_COUNTS = compile_late(
    r"\s(?:[a-zé]+e\s)?(?:mensen|euro|meter|bezoekers|inwoners|[a-zé]{3,}en\b|[a-zé]{3,}s\b)"
)
_OF_YEARS = compile_late(
    r"\b(?:in|sinds|uit|tot|van|jaar|eind|begin|medio|voor|na|tussen|en|anno|zomer|winter|herfst|lente)\s\Z",
    re.IGNORECASE,
)
_CENTURY = 2000


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 30) : match.start()]


def _say_day(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{numbers.cardinal(int(match['day']))} {calendar.month_name(match['month'])}"
    if not match["year"]:
        return with_stop(said, match.string, match.end())
    return f"{said} {numbers.year(int(match['year']))}"


def _say_numeric(match: re.Match[str], manner: Manner) -> Said:
    del manner
    year = int(match["year"])
    year = year if year > 99 else _CENTURY + year
    month = calendar.MONTHS[int(match["month"]) - 1]
    return f"{numbers.cardinal(int(match['day']))} {month} {numbers.year(year)}"


def _say_season(match: re.Match[str], manner: Manner) -> Said:
    del manner
    year, following = int(match["year"]), int(match["next"])
    if following in {year + 1, (year + 1) % 100}:
        return f"{numbers.year(year)} {numbers.year(following)}"
    if following < year or match["mark"] == "/":
        return None
    return f"{numbers.year(year)} tot {numbers.year(following)}"


def _say_year(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if _COUNTS.match(match["rest"]) and not _OF_YEARS.search(_before(match)):
        return None
    return numbers.year(int(match[0]))


def _say_decade(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.cardinal(int(match["decade"]))


def _say_short_year(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.cardinal(int(match["year"]))


def _say_clock(match: re.Match[str], manner: Manner) -> Said:
    del manner
    said = f"{numbers.cardinal(int(match['hour']))} uur"
    minute = int(match["minute"] or 0)
    return f"{said} {numbers.cardinal(minute)}" if minute else said


def _name_figures(match: re.Match[str]) -> list[str]:
    return name_figures(
        (match[name], numbers.cardinal, one, several) for name, one, several in RACE_UNITS
    )


def _say_race(match: re.Match[str], manner: Manner) -> Said:
    del manner
    minutes, seconds = int(match["minutes"]), int(match["seconds"])
    if match["hours"] and (match["unit"] == "uur" or ":" in match[0]):
        return " ".join(_name_figures(match))
    if not match["hours"] and not match["parts"] and (match["unit"] or "").startswith("min"):
        return listed(_name_figures(match), " en ")
    if match["hours"] or not match["parts"]:
        return None
    after = numbers.decimal(Figure(seconds, match["parts"][1:], "komma"))
    return f"{numbers.cardinal(minutes)} {after}{' minuten' if match['unit'] else ''}"


JOINS = {"t/m": "tot en met", "-": "tot en met", "–": "tot en met", "+": "en"}


def _say_days(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if match["first"] == match["last"]:
        return None  # "zo en zo"
    join = match["join"].strip()
    first, last = calendar.SHORT_DAYS[match["first"]], calendar.SHORT_DAYS[match["last"]]
    return with_stop(f"{first} {JOINS.get(join, join)} {last}", match.string, match.end())


def _say_dated(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return calendar.SHORT_DAYS[match["first"]]


WORD_RULES = (Rule("day", DAYS, _say_days), Rule("day", DATED, _say_dated))
RULES = (
    Rule("duration", RACE, _say_race),
    Rule("date", DAY, _say_day),
    Rule("date", NUMERIC, _say_numeric),
    Rule("season", SEASON, _say_season),
    Rule("time", CLOCK, _say_clock),
    Rule("time", CLOCK_BEFORE, _say_clock),
    Rule("time", FLEMISH, _say_clock),
    Rule("time", COLON, _say_clock),
)
LATE_RULES = (Rule("year", YEAR, _say_year),)
SIGN_RULES = (Rule("decade", DECADE, _say_decade), Rule("year", SHORT_YEAR, _say_short_year))
