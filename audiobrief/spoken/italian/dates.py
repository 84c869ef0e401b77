"""Rules for dates and times: the first of a month is "primo"; minutes follow "e" (Crusca)."""

from __future__ import annotations

import re

from audiobrief.patterns import compile_late
from audiobrief.spoken.italian import calendar, numbers
from audiobrief.spoken.italian.endings import with_stop
from audiobrief.spoken.reading import Manner, Rule, Said

_SHORT = "|".join(sorted(calendar.OTHER_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:(?:{'|'.join(calendar.MONTHS)})(?![^\W\d_])|(?:{_SHORT})(?:\.|(?![^\W\d_])))"
_S = r"[ \u00a0\u202f]"
DAY = compile_late(
    rf"(?P<day>0?[1-9]|[12]\d|3[01])(?P<first>[°º]|mo)?{_S}(?P<month>{_MONTH})(?:{_S}(?P<year>(?:1[0-9]|20)\d\d)(?![\d]|[.,]\d))?",
    re.IGNORECASE,
)
NUMERIC = compile_late(
    r"(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)"
)
WITHOUT_YEAR = compile_late(r"(?P<day>0?[1-9]|[12]\d|3[01])/(?P<month>0?[1-9]|1[0-2])(?![\d/])")
OPENING_HOURS = compile_late(
    r"ore\s(?P<first>[01]?\d|2[0-4])(?:[.:,](?P<minute>[0-5]\d))?\s?[-–]\s?(?P<last>[01]?\d|2[0-4])(?:[.:,](?P<until>[0-5]\d))?(?![\w/]|[.,:]\d)"
)
"""A timetable's line: "mar.-dom., ore 10-18"."""
_ON = compile_late(
    r"\b(?:il|del|dal|al|entro|giorno|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|e)\s\Z",
    re.IGNORECASE,
)
DECADE = compile_late(r"['’](?P<decade>[1-9]0)(?!\d)")
SHORT_YEAR = compile_late(r"['’](?P<year>\d\d)(?!\d)")
SEASON = compile_late(
    r"(?P<year>(?:19|20)\d\d)[-–/](?P<next>(?:19|20)\d\d|\d\d)(?![\w]|[-–/]\d)"
)
MINUTE = compile_late(r"(?P<minute>\d{1,3})(?:º\s?)?['’′](?!\d|\w)")
"""The minute of a match, which is an ordinal: "all'87'"."""
_HOUR = r"(?P<hour>[01]?\d|2[0-4])"
CLOCK = compile_late(
    rf"{_HOUR}(?P<mark>[.:,])(?P<minute>[0-5]\d)(?!\d|[.,:]\d|\s?(?:%|mil|mln|mld|€|euro))"
)
BARE = compile_late(r"(?P<hour>1)(?![\d.,:/%°ª]|\s?%|[^\W\d_])")
SHORT_HOUR = compile_late(
    rf"h(?:\.\s?|\s){_HOUR}(?:[.:,](?P<minute>[0-5]\d))?(?![\w%/]|[.,:]\d|\s(?:k?m|cm)\b)"
)
"""The hour with its letter: "h. 18,30"."""
ROUND = compile_late(r"h(?P<hours>24)\b")
_AT = compile_late(
    r"(?:\b(?:alle|dalle|le|ore|delle|per le|verso le|fino alle|entro le|tra le|e le|sulle|nelle|[ds]?all['’]|dell['’]|(?:dopo|verso|tra|fra|entro|per|oltre) l['’])(?:\sore)?\s?)\Z",
    re.IGNORECASE,
)
_ORE = compile_late(r"\bore\s\Z", re.IGNORECASE)
_NIGHT = compile_late(r"\b(?:d?all['’]|(?:verso|dopo|entro) l['’]|d?alle\s)\Z", re.IGNORECASE)
_CENTURY = 2000


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 30) : match.start()]


def _say_number(day: int, *, first: bool) -> str:
    return "primo" if day == 1 and first else numbers.cardinal(day)


def _say_day(match: re.Match[str], manner: Manner) -> Said:
    del manner
    day = int(match["day"])
    if match["first"] and day != 1:
        return None
    said = f"{_say_number(day, first=True)} {calendar.month_name(match['month'])}"
    if not match["year"]:
        return with_stop(said, match.string, match.end())
    return f"{said} {numbers.cardinal(int(match['year']))}"


def _say_numeric(match: re.Match[str], manner: Manner) -> Said:
    del manner
    year = int(match["year"])
    year = year if year > 99 else _CENTURY + year
    month = calendar.MONTHS[int(match["month"]) - 1]
    return f"{_say_number(int(match['day']), first=True)} {month} {numbers.cardinal(year)}"


def _say_without_year(match: re.Match[str], manner: Manner) -> Said:
    del manner
    if not _ON.search(_before(match)):
        return None
    month = calendar.MONTHS[int(match["month"]) - 1]
    return f"{_say_number(int(match['day']), first=True)} {month}"


def _say_opening_hours(match: re.Match[str], manner: Manner) -> Said:
    del manner
    first = _say_hour(match["first"], match["minute"])
    last = _say_hour(match["last"], match["until"])
    return f"{'dall’' if first[:3] == 'una' else 'dalle '}{first} {'all’' if last[:3] == 'una' else 'alle '}{last}"


def _say_decade(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.cardinal(int(match["decade"]))


def _say_short_year(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return numbers.cardinal(int(match["year"])) if match["year"][0] != "0" else None


def _say_season(match: re.Match[str], manner: Manner) -> Said:
    del manner
    year, following = int(match["year"]), int(match["next"])
    if following not in {year + 1, (year + 1) % 100}:
        return None
    return f"{numbers.cardinal(year)} {numbers.cardinal(following)}"


def _say_minute(match: re.Match[str], manner: Manner) -> Said:
    del manner
    number = int(match["minute"])
    return numbers.ordinal(number) if 0 < number < 131 else None


def _say_clock(match: re.Match[str], manner: Manner) -> Said:
    del manner
    before = _before(match)
    is_hour = _AT.search(before) is not None
    # a comma is a decimal's, but for "ore 9,15"
    if not (_ORE.search(before) if match["mark"] == "," else is_hour or match["mark"] == ":"):
        return None
    return _say_hour(
        match["hour"], match["minute"], numbers.FEMININE if is_hour else numbers.ALONE
    )


def _say_hour(hour: str, minute: str | None, form: str = numbers.FEMININE) -> str:
    said = numbers.cardinal(int(hour), form)
    return f"{said} e {numbers.cardinal(int(minute or 0))}" if int(minute or 0) else said


def _say_short_hour(match: re.Match[str], manner: Manner) -> Said:
    del manner
    return f"ore {_say_hour(match['hour'], match['minute'])}"


def _say_bare(match: re.Match[str], manner: Manner) -> Said:
    del manner
    after = match.string[match.end() : match.end() + 20]
    if not _NIGHT.search(_before(match)) or re.match(r"\s(?:per|gennaio|febbraio)\b", after):
        return None
    return "una"


def _say_round(match: re.Match[str], manner: Manner) -> Said:
    del match, manner
    return "acca ventiquattro"


RULES = (
    Rule("date", DAY, _say_day),
    Rule("date", NUMERIC, _say_numeric),
    Rule("date", WITHOUT_YEAR, _say_without_year),
    Rule("season", SEASON, _say_season),
    Rule("time", CLOCK, _say_clock),
    Rule("minute", MINUTE, _say_minute),
    Rule("time", BARE, _say_bare),
)
SIGN_RULES = (Rule("decade", DECADE, _say_decade), Rule("year", SHORT_YEAR, _say_short_year))
WORD_RULES = (
    Rule("time", ROUND, _say_round),
    Rule("time", SHORT_HOUR, _say_short_hour),
    Rule("time", OPENING_HOURS, _say_opening_hours),
)
